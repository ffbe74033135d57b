"""Pages that a room has of each of its communities, added by whoever makes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from embedded_server.contracts.communities import Community


@dataclass(frozen=True, slots=True)
class Made:
    """A page as it was made for one community; `release` lets go of what it holds."""

    widget: QWidget
    release: Callable[[], None]


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page that each community of a room has; `may` says who sees it."""

    key: str
    title: str
    make: Callable[[Community], Made]
    may: Callable[[Community], bool] = lambda _community: True
