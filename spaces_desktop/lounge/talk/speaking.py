"""Replies as they are heard: each spoken while it is still written, one after the other."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from embedded_server.contracts.club import Message
from embedded_server.contracts.events import Event, EventType
from spaces_desktop.chat.files.sounds import EndingPlayer, Heard, Sounds
from spaces_desktop.chat.rows import speech_file
from spaces_desktop.kernel.errors import DesktopError
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.lounge.api import LoungeCalls
from spaces_desktop.widgets.rooms import Keep

log = logging.getLogger(__name__)

READ_ONLY = "lounge_read_only"
SPEED = "lounge_speed"
_KEY = "a reply is spoken"


class StreamingPlayer(EndingPlayer, Protocol):
    """As `audio/stream_player.py`."""

    @property
    def ended(self) -> SignalInstance: ...
    def feed(self, pcm: bytes) -> None: ...
    def end(self) -> None: ...


MakePlayer = Callable[[int], StreamingPlayer]
"""For PCM of so many samples a second."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One that is, or will be, spoken; `name` is whose voice it is said to be."""

    turn_id: str
    message_id: str
    chat_id: str
    name: str


class Speaking(QObject):
    """One for a session: what is heard goes on wherever one looks, and never over another."""

    now_changed = Signal(object)
    read_only_changed = Signal(bool)
    is_heard_changed = Signal(bool)

    is_heard = Observed(False)
    """Whether there is a sound of it already."""
    now = Observed[Reply | None](None)
    """The one that is heard now, or whose first sound is waited for."""
    read_only = Observed(False)
    """Whether replies are read alone; remembered."""

    def __init__(
        self,
        calls: LoungeCalls,
        live: LiveEvents,
        tasks: Tasks,
        sounds: Sounds,
        keep: Keep,
        make_player: MakePlayer,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._tasks = tasks
        self._sounds = sounds
        self._keep = keep
        self._make_player = make_player
        self._waiting: deque[Reply] = deque()
        self._clips: dict[str, Reply] = {}
        """Those that could not be heard while they came: their clip is, once it is there."""
        self._heard: Heard | None = None
        self.read_only = bool(keep.get(READ_ONLY))
        sounds.heard_changed.connect(self._on_heard)
        self._unsubscribe = live.subscribe(EventType.MESSAGE_UPDATED, self._on_message)

    def close(self) -> None:
        self._unsubscribe()
        self.hush()

    def set_read_only(self, read_only: bool) -> None:
        self._keep.put(READ_ONLY, "yes" if read_only else "")
        self.read_only = read_only
        if read_only:
            self.hush()

    def speak(self, reply: Reply) -> None:
        """It begins to be spoken on the server; it is heard as soon as nothing else is."""
        if self.read_only:
            return
        self._waiting.append(reply)
        if self.now is None:
            self._next()

    def hush(self) -> str:
        """Silence, also for what waits; the turn that was spoken, "" for none."""
        was = self.now
        self.is_heard = False
        self._waiting.clear()
        self._clips.clear()
        self._tasks.cancel(_KEY)
        self.now = None
        if self._heard is not None and self._sounds.heard is self._heard:
            self._heard.player.pause()
        return "" if was is None else was.turn_id

    def _next(self) -> None:
        self.is_heard = False
        self.now = self._waiting.popleft() if self._waiting else None
        if self.now is not None:
            self._tasks.spawn(self._play(self.now), name=_KEY, key=_KEY)

    async def _play(self, reply: Reply) -> None:
        try:
            await self._stream(reply)
        except DesktopError as error:
            log.info("a reply could not be heard while it came: %s", error)
            self._clips[reply.message_id] = reply
        if self.now == reply:
            self._next()

    async def _stream(self, reply: Reply) -> None:
        over = asyncio.Event()
        players: list[StreamingPlayer] = []

        def begin(rate: int) -> Callable[[bytes], None]:
            player = self._make_player(rate)
            players.append(player)
            player.ended.connect(over.set)
            player.set_speed(self._speed)
            name = self.tr("AI voice · {name}").format(name=reply.name)
            self._heard = Heard(reply.turn_id, name, player)
            self._sounds.take(self._heard)
            player.play()
            self.is_heard = True
            return player.feed

        try:
            await self._calls.speech(reply.turn_id, begin)
        finally:
            for player in players:
                player.end()
        await over.wait()

    @property
    def _speed(self) -> float:
        try:
            return float(self._keep.get(SPEED) or 1)
        except ValueError:
            return 1.0

    def _on_heard(self, heard: Heard | None) -> None:
        """Somebody closed the sound or listens to another: then this one is over."""
        mine = self._heard
        if mine is None or heard is mine:
            return
        self._keep.put(SPEED, f"{mine.player.speed:g}")
        self._heard = None
        self._tasks.cancel(_KEY)
        self._next()

    def _on_message(self, data: Message, _event: Event) -> None:
        clip = speech_file(data)
        if data.id in self._clips and clip is not None:
            del self._clips[data.id]
            self._sounds.play(clip)
