"""Between an embedded page and its session: each message is checked before anything is done."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.page_bridge import (
    BURST,
    MAX_MESSAGE_BYTES,
    MAX_SIGNAL_BYTES,
    MOST_REFUSED,
    PER_SECOND,
    FromPage,
    Hello,
    Refused,
    SendSignal,
    ToPage,
)

log = logging.getLogger(__name__)
_MINUTE = 60.0
_decoder = msgspec.json.Decoder(FromPage)


class Bridge(QObject):
    """`told` carries JSON for the page; `asked` what a page asks for, checked."""

    told = Signal(str)
    asked = Signal(object)
    silenced = Signal()
    """The page sent too much that is not understood, and is not listened to any more."""

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._left = float(BURST)
        self._at = clock()
        self._refusals: deque[float] = deque()
        self._is_greeted = False
        self.is_silenced = False

    def restart(self) -> None:
        """The page is loaded anew: it is heard again, and has to greet first."""
        self._left, self._at = float(BURST), self._clock()
        self._refusals.clear()
        self._is_greeted = self.is_silenced = False

    def receive(self, text: str) -> None:
        """One message of the page, as JSON."""
        if self.is_silenced:
            return
        now = self._clock()
        self._left = min(BURST, self._left + (now - self._at) * PER_SECOND)
        self._at = now
        if self._left < 1:
            self._refuse(None, "too_often", "Too many messages.")
            return
        self._left -= 1
        if len(text) > MAX_MESSAGE_BYTES or len(text.encode("utf-8", "replace")) > (
            MAX_MESSAGE_BYTES
        ):
            self._refuse(None, "too_large", "The message is too large.")
            return
        try:
            message: FromPage = _decoder.decode(text)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            self._refuse(_id_of(text), "malformed", "This message is not understood.")
            return
        if isinstance(message, SendSignal) and (
            len(msgspec.json.encode(message.data)) > MAX_SIGNAL_BYTES
        ):
            self._refuse(None, "too_large", "A signal has 4 KiB at most.")
            return
        self._is_greeted = self._is_greeted or isinstance(message, Hello)
        self.asked.emit(message)

    def tell(self, message: ToPage) -> None:
        """Nothing is said to a page that has not greeted, but refusals."""
        if not self.is_silenced and (self._is_greeted or isinstance(message, Refused)):
            self.told.emit(msgspec.json.encode(message).decode())

    def _refuse(self, id_: int | None, code: str, detail: str) -> None:
        now = self._clock()
        self._refusals.append(now)
        while self._refusals and now - self._refusals[0] > _MINUTE:
            self._refusals.popleft()
        if len(self._refusals) > MOST_REFUSED:
            self.is_silenced = True
            self.silenced.emit()
            return
        self.tell(Refused(id=id_, code=code, detail=detail))


def _id_of(text: str) -> int | None:
    """The id of a message that is wrong otherwise, so that its promise can be refused."""
    try:
        found: Any = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    id_ = found.get("id") if isinstance(found, dict) else None
    return id_ if isinstance(id_, int) and not isinstance(id_, bool) and 0 <= id_ <= 2**53 else None
