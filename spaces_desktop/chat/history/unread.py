"""Where the new messages of a thread begin, for as long as one stays in it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.club import Message
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.widgets.message_rows import MessageRows


class UnreadLine(QObject):
    """A lost connection does not move it, and neither does reading: only coming in again."""

    missed_changed = Signal(int)
    missed = Observed(0)
    """How many messages were new when one came, until that is dealt with."""

    def __init__(self, rows: MessageRows, parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows

    @property
    def seq(self) -> int:
        """All from there on was new; 0 where nothing was."""
        return self._rows.unread_from or 0

    def put(self, seq: int) -> None:
        self._rows.set_unread_from(seq or None)

    def begin(self, last_read: int, unread: int) -> None:
        self.missed = unread
        self.put(last_read + 1 if unread else 0)

    def first(self, messages: Iterable[Message]) -> str:
        """The id of the message the line stands above, "" where that one is not among these."""
        ordered = sorted(messages, key=lambda one: one.seq)
        if not self.seq or not ordered or ordered[0].seq > self.seq:
            return ""
        return next((one.id for one in ordered if one.seq >= self.seq), "")

    def came(self, seq: int, read_up_to: int) -> None:
        """Something new came while nobody looked: the line stands there, unless it still stands
        above something that was not read."""
        if not self.seq or self.seq <= read_up_to:
            self.put(seq)
