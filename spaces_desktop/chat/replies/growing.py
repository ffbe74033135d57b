"""Replies that grow: gathers their pieces and hands them on often enough to read along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer

from embedded_server.contracts.events import TurnChunk

PAINT_EVERY_MS = 60


@dataclass(slots=True)
class _Growing:
    turn_id: str
    following: int | None
    """The index that comes next; None when a piece was missed and the text must be asked for."""
    pieces: list[str] = field(default_factory=list)
    is_behind: bool = False


class Replies(QObject):
    """`on_text(message_id, piece)` hands on text, `on_gap(turn_id, message_id)` a gap."""

    def __init__(
        self,
        on_text: Callable[[str, str], None],
        on_gap: Callable[[str, str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_text = on_text
        self._on_gap = on_gap
        self._growing: dict[str, _Growing] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAINT_EVERY_MS)
        self._timer.timeout.connect(self.flush)

    def begin(self, message_id: str, turn_id: str, *, from_start: bool) -> None:
        if message_id not in self._growing:
            self._growing[message_id] = _Growing(turn_id, 0 if from_start else None)

    def end(self, message_id: str) -> None:
        self._growing.pop(message_id, None)

    def clear(self) -> None:
        self._growing.clear()

    def add(self, chunk: TurnChunk) -> None:
        growing = self._growing.get(chunk.message_id)
        if growing is None:
            return
        if growing.following == chunk.index:
            growing.following += 1
            growing.pieces.append(chunk.text)
        elif growing.following is None or chunk.index > growing.following:
            growing.following = None
            growing.is_behind = True
            growing.pieces.clear()
        if not self._timer.isActive():
            # The first words at once, the following ones together.
            self.flush()

    def flush(self) -> None:
        """Hand on what has gathered, and gather again for a moment."""
        if any(one.pieces or one.is_behind for one in self._growing.values()):
            self._timer.start()
        for message_id, growing in list(self._growing.items()):
            if growing.is_behind:
                growing.is_behind = False
                self._on_gap(growing.turn_id, message_id)
            elif growing.pieces:
                piece = "".join(growing.pieces)
                growing.pieces.clear()
                self._on_text(message_id, piece)
