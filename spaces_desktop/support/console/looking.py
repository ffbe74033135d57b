"""Tells colleagues which conversation one has before one's eyes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from embedded_server.contracts.events import SendLooking
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents

TELL_EVERY_MS = 20_000


class LookingTeller(QObject):
    def __init__(self, live: LiveEvents, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._at = ""
        self._again = QTimer(self)
        self._again.setInterval(TELL_EVERY_MS)
        self._again.timeout.connect(self._tell)
        self._link = live.link_changed.connect(self._on_link)

    def look(self, conversation_id: str) -> None:
        """One is at that conversation now; "" for none."""
        if conversation_id == self._at:
            return
        if self._at:
            self._live.send(SendLooking(conversation_id=self._at, is_here=False))
        self._at = conversation_id
        if conversation_id:
            self._tell()
            self._again.start()
        else:
            self._again.stop()

    def close(self) -> None:
        self.look("")
        QObject.disconnect(self._link)

    def _tell(self) -> None:
        self._live.send(SendLooking(conversation_id=self._at))

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self._at:
            self._tell()
