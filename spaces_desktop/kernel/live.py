"""Live events: one socket that comes back by itself and goes on where it broke off."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Protocol

import msgspec
from msgspec import UnsetType
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.events import DATA, ClientFrame, Event, EventType
from spaces_desktop.kernel.errors import ApiError, DesktopError, NetworkError
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)

Handler = Callable[[Any, Event], None]

FIRST_WAIT = 0.4
LONGEST_WAIT = 30.0
LONGEST_BURST = 0.006
"""Seconds after which the window gets its turn, however much still lies ready."""
STEADY_AFTER = 5.0
"""Seconds online after which the next break counts as the first one again."""


class LinkState(Enum):
    OFFLINE = auto()
    CONNECTING = auto()
    ONLINE = auto()
    WAITING = auto()


@dataclass(frozen=True, slots=True)
class Link:
    """`retry_at` is on the monotonic clock and stands in WAITING only."""

    state: LinkState = LinkState.OFFLINE
    retry_at: float | None = None
    reason: str = ""


class Socket(Protocol):
    async def receive(self) -> str: ...
    async def send(self, frame: bytes) -> None: ...
    async def close(self) -> None: ...


class Connector(Protocol):
    async def __call__(self, since: int | None) -> Socket: ...


DECODERS: dict[EventType, msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(DATA[kind]) for kind in EventType
}
_ENVELOPE = msgspec.json.Decoder(Event)
_KINDS = {kind.value: kind for kind in EventType}


class LiveEvents(QObject):
    """Hands each event to its handlers once, in order, whatever the connection does meanwhile."""

    link_changed = Signal(object)
    burst_ended = Signal()
    """What came in together has all been handed on; see `in_burst`."""
    link = Observed(Link())

    def __init__(
        self,
        connect: Connector,
        tasks: Tasks,
        *,
        jitter: Callable[[], float] = random.random,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._connect = connect
        self._tasks = tasks
        self._jitter = jitter
        self._clock = clock
        self._handlers: dict[EventType, list[Handler]] = {kind: [] for kind in EventType}
        self._last_seq: int | None = None
        self._socket: Socket | None = None
        self._nudged = asyncio.Event()
        self.tells_presence = True
        """Whether others may hear that one is here and that one writes."""
        self._burst_since = 0.0
        self.in_burst = False
        """Whether more events may follow at once: who shows them can wait for `burst_ended`."""

    @property
    def last_seq(self) -> int | None:
        return self._last_seq

    def subscribe(self, kind: EventType, handler: Handler) -> Callable[[], None]:
        """Call `handler(data, event)` for each event of that kind; the result unsubscribes."""
        self._handlers[kind].append(handler)
        return lambda: self._handlers[kind].remove(handler)

    def start(self, since: int | None) -> None:
        """Connect, and stay connected until `stop`; `since` is the seq of a snapshot."""
        if since is not None and since > (self._last_seq or 0):
            self._last_seq = since
        self._tasks.spawn(self._keep_connected(), name="live events", key="live")

    def stop(self) -> None:
        self._tasks.cancel("live")

    def retry_now(self) -> None:
        self._nudged.set()

    def send(self, frame: ClientFrame) -> None:
        """Tell the server something fleeting; dropped when there is no connection."""
        socket = self._socket
        if socket is not None:
            self._tasks.spawn(self._send(socket, msgspec.json.encode(frame)), name="send frame")

    async def _send(self, socket: Socket, frame: bytes) -> None:
        try:
            await socket.send(frame)
        except NetworkError as error:
            log.debug("frame dropped: %s", error)

    async def _keep_connected(self) -> None:
        failures = 0
        try:
            while True:
                since = self._clock()
                try:
                    await self._session()
                except ApiError as error:
                    self.link = Link(LinkState.OFFLINE, reason=str(error))
                    return
                except DesktopError as error:
                    log.info("live events: %s", error)
                    reason = str(error)
                failures = 0 if self._clock() - since > STEADY_AFTER else failures
                await self._wait(failures, reason)
                failures += 1
        finally:
            if self.link.state is not LinkState.OFFLINE:
                self.link = Link()

    async def _session(self) -> None:
        self.link = Link(LinkState.CONNECTING)
        socket = await self._connect(self._last_seq)
        self._socket = socket
        try:
            self.link = Link(LinkState.ONLINE)
            while True:
                self.receive(await self._next(socket))
        finally:
            self._end_burst()
            self._socket = None
            await socket.close()

    async def _next(self, socket: Socket) -> str:
        """The next frame. What lies ready comes without a pause and is one burst, up to a length
        that still leaves the window time to paint."""
        now = self._clock()
        if self.in_burst and now - self._burst_since > LONGEST_BURST:
            self._end_burst()
            await asyncio.sleep(0)
        frame = await socket.receive()
        if not self.in_burst:
            self.in_burst = True
            self._burst_since = self._clock()
            asyncio.get_running_loop().call_soon(self._end_burst)
        return frame

    def _end_burst(self) -> None:
        if self.in_burst:
            self.in_burst = False
            self.burst_ended.emit()

    async def _wait(self, failures: int, reason: str) -> None:
        longest = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(failures, 10))
        delay = longest * (0.5 + 0.5 * self._jitter())
        self.link = Link(LinkState.WAITING, self._clock() + delay, reason)
        self._nudged.clear()
        try:
            async with asyncio.timeout(delay):
                await self._nudged.wait()
        except TimeoutError:
            return

    def receive(self, frame: str) -> None:
        """Take one frame: drop what was seen or is unknown, hand on the rest."""
        try:
            event = _ENVELOPE.decode(frame)
        except msgspec.DecodeError as error:
            log.warning("an event could not be read: %s", error)
            return
        seq = event.seq
        if not isinstance(seq, UnsetType):
            if event.type != EventType.RESYNC and seq <= (self._last_seq or 0):
                return
            self._last_seq = seq
        kind = _KINDS.get(event.type)
        if kind is None:
            return  # of a newer server; the contract says to ignore it
        try:
            data = DECODERS[kind].decode(event.data)
        except msgspec.DecodeError as error:
            log.warning("%s could not be read: %s", event.type, error)
            return
        for handler in tuple(self._handlers[kind]):
            try:
                handler(data, event)
            except Exception as error:  # noqa: BLE001 - one room's bug must not cut off the others
                self._tasks.report(f"event {event.type}", error)
