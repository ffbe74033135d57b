"""Where rows get their small pictures from; showing a row never waits for one."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QPixmap


class Pictures(Protocol):
    """`ready` carries the key of a picture that can be shown from now on."""

    @property
    def ready(self) -> SignalInstance: ...

    def pixmap(self, key: str) -> QPixmap | None:
        """None while it is not here; asking for it fetches it."""
