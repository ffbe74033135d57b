"""Who is writing in a place just now, and telling the others that one writes oneself."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.accounts import User
from embedded_server.contracts.club import Message
from embedded_server.contracts.events import Event, EventType, SendTyping, Typing
from spaces_desktop.chat.place import Place
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.properties import Observed

TELL_EVERY = 3.0
SHOWN_MS = 5000


class TypingModel(QObject):
    text_changed = Signal(str)
    text = Observed("")

    def __init__(
        self,
        place: Place,
        live: LiveEvents,
        me: User,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._place = place
        self._live = live
        self._me = me
        self._clock = clock
        self._told_at: float | None = None
        self._who = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.clear)
        self._unsubscribe = [
            live.subscribe(EventType.TYPING, self._on_typing),
            live.subscribe(EventType.MESSAGE_CREATED, self._on_message),
        ]

    def close(self) -> None:
        self._timer.stop()
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()

    def typed(self) -> None:
        """One writes here; the others are told now and then, unless one shares no presence."""
        if not self._live.tells_presence:
            return
        now = self._clock()
        if self._told_at is None or now - self._told_at > TELL_EVERY:
            self._told_at = now
            place = self._place
            self._live.send(
                SendTyping(
                    community_id=place.community_id, conversation_id=place.conversation_id or None
                )
            )

    def clear(self) -> None:
        self._timer.stop()
        self.text = ""

    def _on_typing(self, data: Typing, event: Event) -> None:
        here = self._place.covers(event.community_id, data.conversation_id)
        if here and data.user_id != self._me.id:
            self.text = self.tr("{name} is typing").format(name=data.display_name)
            self._who = data.user_id
            self._timer.start()

    def _on_message(self, data: Message, _event: Event) -> None:
        """What was being written is here."""
        if self.text and self._place.has(data) and data.author.id == self._who:
            self.clear()
