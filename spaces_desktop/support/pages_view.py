"""What stands beside the consoles: pages of a brand, and the customer's side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from embedded_server.contracts.communities import Community

CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class Made:
    """A page as it was made for one brand; `release` lets go of what it holds."""

    widget: QWidget
    release: Callable[[], None]


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page that each brand has beside its console; `may` says who sees it."""

    key: str
    title: str
    make: Callable[[Community], Made]
    may: Callable[[Community], bool] = lambda _community: True


class CustomerSide(Protocol):
    """Where one asks brands oneself."""

    @property
    def widget(self) -> QWidget: ...
    def open(self, thing: str, inner: str) -> None: ...
    def has(self, community_id: str) -> bool:
        """Whether one is a customer of that brand."""
        ...

    def holds(self, inner: str) -> bool:
        """Whether that is a conversation of one's own, or about to be."""
        ...
