"""What a screen of the gallery is: a view, and how to bring it into each of its states."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtWidgets import QWidget

from tests.gallery.stage import Stage


class State(StrEnum):
    LOADING = "loading"
    EMPTY = "empty"
    ERROR = "error"
    CONTENT = "content"


Make = Callable[[Stage], Awaitable[QWidget]]
"""Builds the view on a stage, brings it into its state and gives the widget to be shown."""


@dataclass(frozen=True, slots=True)
class Screen:
    """`states` are made by name; a state that cannot be is in `without`, with the reason.

    `name` is also the picture's file name. `extra` are further pictures worth looking at, such as
    an open menu; they are no states.
    """

    view: type[QWidget]
    name: str
    states: dict[State, Make]
    without: dict[State, str] = field(default_factory=dict)
    extra: dict[str, Make] = field(default_factory=dict)
    size: tuple[int, int] = (1180, 760)

    @property
    def shots(self) -> dict[str, Make]:
        return {str(state): make for state, make in self.states.items()} | self.extra
