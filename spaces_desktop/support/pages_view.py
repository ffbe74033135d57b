"""What stands beside the consoles: pages of a brand, and the customer's side."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

CONSOLE = "console"


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
