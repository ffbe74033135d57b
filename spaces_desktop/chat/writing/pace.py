"""How often one may write in a place: as one likes, unless a room has a pace of its own."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Pace(QObject):
    changed = Signal(str)
    """The id of a place where a time to wait began, goes on, or is over."""

    def left(self, _place_id: str) -> int:
        """Whole seconds until one may write again, 0 for now."""
        return 0

    def wrote(self, place_id: str) -> None:
        """Something was taken there just now."""

    def hold(self, place_id: str, seconds: int) -> None:
        """The server says how long nothing is taken there."""

    def words(self) -> str:
        """Beside what has to wait."""
        return ""

    def said(self, _seconds: int) -> str:
        """Beside the composer, with so much left; "" for nothing to say."""
        return ""

    def close(self) -> None: ...
