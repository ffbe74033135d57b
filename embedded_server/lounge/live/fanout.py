"""Hands voices on: each frame is built once, and what came in one pass of the loop goes out in one
write to each socket.

Nobody is waited for. Whose connection does not keep up has a short queue of their own, in which old
voices make room for new ones: somebody with a bad line misses words, and everybody else none.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from typing import Protocol

from embedded_server.contracts.live_room import PCM16

MOST_WAITING_BYTES = 64 * 1024
"""In a socket before voices queue here, where they can still be dropped."""
MOST_QUEUED_SECONDS = 0.4
MOST_QUEUED_BYTES = 512 * 1024
STUCK_BYTES = 1024 * 1024
"""A socket in which so much waits is given up."""
RETRY_SECONDS = 0.02


class Wire(Protocol):
    """The part of `asyncio.Transport` that is needed here."""

    def write(self, data: bytes) -> None: ...
    def get_write_buffer_size(self) -> int: ...
    def is_closing(self) -> bool: ...
    def abort(self) -> None: ...


class Ear:
    """One listener's side of the fan-out."""

    __slots__ = ("_queue", "_queued", "dropped", "is_deaf", "reads_opus", "speaker", "wire")

    def __init__(self, speaker: int, wire: Wire, *, reads_opus: bool) -> None:
        self.speaker = speaker
        self.wire = wire
        self.reads_opus = reads_opus
        self.is_deaf = False
        self.dropped = 0
        """Batches that were too old when the socket had room again."""
        self._queue: deque[tuple[float, bytes]] = deque()
        self._queued = 0

    @property
    def is_behind(self) -> bool:
        return bool(self._queue)

    def hear(self, batch: bytes, now: float) -> None:
        """Frames that came together."""
        if self.wire.is_closing():
            return
        if not self._queue and self.wire.get_write_buffer_size() <= MOST_WAITING_BYTES:
            self.wire.write(batch)
            return
        self._queue.append((now, batch))
        self._queued += len(batch)
        self._forget_old(now)

    def catch_up(self, now: float) -> None:
        """Send what waits here, as far as the socket has room."""
        self._forget_old(now)
        while self._queue and self.wire.get_write_buffer_size() <= MOST_WAITING_BYTES:
            if self.wire.is_closing():
                self.forget_all()
                return
            _, batch = self._queue.popleft()
            self._queued -= len(batch)
            self.wire.write(batch)

    def control(self, frame: bytes) -> None:
        """A whole text frame, which is never dropped."""
        if self.wire.is_closing():
            return
        if self.wire.get_write_buffer_size() > STUCK_BYTES:
            self.wire.abort()
            return
        self.wire.write(frame)

    def forget_all(self) -> None:
        self._queue.clear()
        self._queued = 0

    def _forget_old(self, now: float) -> None:
        queue = self._queue
        while queue and (
            now - queue[0][0] > MOST_QUEUED_SECONDS or self._queued > MOST_QUEUED_BYTES
        ):
            self._queued -= len(queue.popleft()[1])
            self.dropped += 1


class FanOut:
    """The voices of one room."""

    def __init__(self, clock: Callable[[], float] | None = None) -> None:
        self.ears: dict[int, Ear] = {}
        """By speaker."""
        self._came: list[tuple[int, bool, bytes]] = []
        self._loop = asyncio.get_running_loop()
        self._clock = clock or self._loop.time
        self._flush_due = False
        self._retry: asyncio.TimerHandle | None = None

    def say(self, speaker: int, data: bytes) -> None:
        """A frame that was found sound; the speaker is written into its header here."""
        named = data[:2] + speaker.to_bytes(2, "big") + data[4:]
        self._came.append((speaker, not data[1] & PCM16, _binary_frame(named)))
        if not self._flush_due:
            self._flush_due = True
            self._loop.call_soon(self._flush)

    def _flush(self) -> None:
        self._flush_due = False
        came, self._came = self._came, []
        now = self._clock()
        speakers = {speaker for speaker, _, _ in came}
        has_opus = any(is_opus for _, is_opus, _ in came)
        everything = b"".join([frame for _, _, frame in came])
        behind = False
        for ear in list(self.ears.values()):
            if ear.is_deaf:
                continue
            if ear.speaker in speakers or (has_opus and not ear.reads_opus):
                batch = b"".join(_for(ear, came))
            else:
                batch = everything
            if batch:
                ear.hear(batch, now)
                behind = behind or ear.is_behind
        if behind and self._retry is None:
            self._retry = self._loop.call_later(RETRY_SECONDS, self._try_again)

    def _try_again(self) -> None:
        self._retry = None
        now = self._clock()
        for ear in list(self.ears.values()):
            if ear.is_behind:
                ear.catch_up(now)
        if any(ear.is_behind for ear in self.ears.values()):
            self._retry = self._loop.call_later(RETRY_SECONDS, self._try_again)

    def silence(self, speaker: int) -> None:
        """Nothing of what they said and was not sent yet is sent."""
        self._came = [one for one in self._came if one[0] != speaker]

    def close(self) -> None:
        if self._retry is not None:
            self._retry.cancel()
            self._retry = None


def _for(ear: Ear, came: Iterable[tuple[int, bool, bytes]]) -> list[bytes]:
    return [
        frame
        for speaker, is_opus, frame in came
        if speaker != ear.speaker and (ear.reads_opus or not is_opus)
    ]


def _binary_frame(payload: bytes) -> bytes:
    """An unmasked, unfragmented WebSocket frame (RFC 6455, 5.2)."""
    size = len(payload)
    if size < 126:
        return bytes((0x82, size)) + payload
    return b"\x82\x7e" + size.to_bytes(2, "big") + payload
