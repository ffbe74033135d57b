"""A live room's sound, on a thread of its own with a loop of its own.

The window's thread calls the plain verbs, which return at once; what happens is told through
`tell`, on the engine's thread. Every 5 ms what the microphone gave is encoded and sent, and what is
due is decoded and mixed, so a window that is busy delays nothing.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from embedded_server.contracts.live_room import (
    OPUS,
    PCM16,
    Goodbye,
    RoomNow,
    SelfStatus,
    VoiceFrame,
    pack,
)
from spaces_desktop.audio.levels import LevelMeter
from spaces_desktop.audio.portaudio import Direction, Route
from spaces_desktop.audio.samples import ToMono48k
from spaces_desktop.audio.troubles import AudioError, AudioTrouble
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.lounge.live.voice.codecs import Encoder, make_encoder
from spaces_desktop.lounge.live.voice.link import Address, Link, LinkState
from spaces_desktop.lounge.live.voice.mixing import LOUDEST, Mixer
from spaces_desktop.lounge.live.voice.playout import Ready, Sink
from spaces_desktop.lounge.live.voice.talking import Activity, Mode, Spoken, Talking

if TYPE_CHECKING:
    from spaces_desktop.audio.capture import Capture

log = logging.getLogger(__name__)

TICK_SECONDS = 0.005
LEVEL_SECONDS = 0.1
SWITCH_SECONDS = 0.001
"""How long a busy thread keeps Python's lock from this one, while there is a live room."""
UNHEARD_SECONDS = 1.0
"""After which somebody who speaks while muted is told so."""


@dataclass(frozen=True, slots=True)
class Heard:
    """How things stand, ten times a second."""

    level: float
    """Of one's own microphone, as a meter shows it."""
    is_talking: bool
    """Whether one is being sent."""
    speakers: frozenset[int]
    """Who is heard now."""
    is_unheard: bool
    """Whether one has been speaking for a while and is muted."""
    loss: float
    """The largest share of lost frames among the speakers."""


@dataclass(frozen=True, slots=True)
class LinkChanged:
    state: LinkState
    why: Goodbye | None = None


@dataclass(frozen=True, slots=True)
class SoundFailed:
    direction: Direction
    trouble: AudioTrouble


@dataclass(frozen=True, slots=True)
class SoundOpened:
    direction: Direction


Told = Heard | LinkChanged | RoomNow | SoundFailed | SoundOpened


@dataclass(frozen=True, slots=True)
class Gear:
    """What the engine hears and plays with."""

    make_capture: Callable[[], Capture]
    make_sink: Callable[[Ready], Sink]
    make_activity: Callable[[], Activity]
    route: Callable[[Direction], Route] = lambda direction: Route()
    """May wait; raises AudioError."""


class Engine:
    """One stay in one room: `start` once, `stop` once."""

    _running: ClassVar[int] = 0
    _switch: ClassVar[float] = 0.005
    _count: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, address: Address, gear: Gear, tell: Callable[[Told], None]) -> None:
        self._address = address
        self._gear = gear
        self._tell = tell
        self.ready = Ready()
        self.mixer = Mixer()
        self.talking = Talking(gear.make_activity)
        self._meter = LevelMeter()
        self._capture: Capture | None = None
        self._convert: ToMono48k | None = None
        self._sink: Sink | None = None
        self._encoder: Encoder | None = None
        self._codec = -1
        self._link: Link | None = None
        self._is_deafened = False
        self._speakers: dict[str, int] = {}
        self._volumes: dict[str, float] = {}
        self._unheard_since: float | None = None
        self._told_at = 0.0
        self._loop = asyncio.new_event_loop()
        self._tasks = Tasks(self._loop, self._on_error)
        self._over = asyncio.Event()
        self._thread = threading.Thread(target=self._live, name="live room", daemon=True)

    # For the window's thread

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Silent and out of the room soon after; does not wait."""
        self._call(self._over.set)

    def join(self, seconds: float = 5.0) -> None:
        self._thread.join(seconds)

    @property
    def is_running(self) -> bool:
        return self._thread.is_alive()

    def hold(self, is_held: bool) -> None:
        """The key to talk is down, or up again."""
        self._call(lambda: setattr(self.talking, "is_held", is_held))

    def set_mode(self, mode: Mode) -> None:
        self._call(lambda: setattr(self.talking, "mode", mode))

    def set_muted(self, is_muted: bool) -> None:
        self._call(lambda: self._set_status(is_muted, self._is_deafened))

    def set_deafened(self, is_deafened: bool) -> None:
        self._call(lambda: self._set_status(self.talking.is_muted, is_deafened))

    def set_volume(self, user_id: str, volume: float) -> None:
        """1 is as loud as they speak."""
        self._call(lambda: self._set_volume(user_id, volume))

    def reopen(self, direction: Direction) -> None:
        """Another device was chosen, or one that was gone may be back."""
        self._call(lambda: self._spawn(self._open(direction)))

    def _call(self, act: Callable[[], object]) -> None:
        try:
            self._loop.call_soon_threadsafe(act)
        except RuntimeError:
            return  # it has ended by itself

    # On the engine's own thread

    def _live(self) -> None:
        self._be_quick(True)
        try:
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.run(self._stay())
        except Exception:
            log.exception("the live room's sound failed")
            self._tell(LinkChanged(LinkState.OVER))
        finally:
            self._be_quick(False)

    async def _stay(self) -> None:
        self._link = Link(self._address, self, self._tasks)
        self._set_status(self.talking.is_muted, self._is_deafened)
        self._spawn(self._link.run())
        self._spawn(self._open("output"))
        self._spawn(self._open("input"))
        self._spawn(self._tick())
        await self._over.wait()
        await self._tasks.close()
        for device in (self._capture, self._sink):
            if device is not None:
                await asyncio.to_thread(device.close)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.spawn(work, name="live room")

    def _on_error(self, _what: str, _error: BaseException) -> None:
        """A mistake of ours; it is in the log already."""
        self._tell(LinkChanged(LinkState.OVER))
        self._over.set()

    async def _open(self, direction: Direction) -> None:
        """A microphone that is missing leaves one listening, and a loudspeaker talking."""
        try:
            if direction == "input":
                await self._let_go(self._capture)
                self._capture = None
                capture = self._gear.make_capture()
                await asyncio.to_thread(lambda: capture.open(self._gear.route("input")))
                self._convert = ToMono48k(capture.rate, capture.channels)
                self._capture = capture
            else:
                await self._let_go(self._sink)
                self._sink = None
                sink = self._gear.make_sink(self.ready)
                await asyncio.to_thread(lambda: sink.open(self._gear.route("output")))
                self._sink = sink
        except AudioError as error:
            self._tell(SoundFailed(direction, error.trouble))
        else:
            self._tell(SoundOpened(direction))

    @staticmethod
    async def _let_go(device: Capture | Sink | None) -> None:
        if device is not None:
            await asyncio.to_thread(device.close)

    async def _tick(self) -> None:
        due = self._loop.time()
        while True:
            now = time.monotonic()
            self._listen_to_oneself(now)
            self._play(now)
            if now - self._told_at >= LEVEL_SECONDS:
                self._told_at = now
                self._tell_heard(now)
            # Whoever was late does not try to make up for it.
            due = max(due + TICK_SECONDS, self._loop.time())
            await asyncio.sleep(due - self._loop.time())

    def _listen_to_oneself(self, now: float) -> None:
        capture, convert = self._capture, self._convert
        if capture is None or convert is None:
            return
        raw = capture.read()
        if len(raw):
            samples = convert.convert(raw)
            self._meter.feed(samples)
            self.talking.feed(samples, self._send)
        elif not capture.is_alive:
            self._capture = None
            self._spawn(self._let_go(capture))
            self._tell(SoundFailed("input", AudioTrouble.DEVICE_LOST))
        unheard = self.talking.is_muted and self.talking.is_speaking
        if not unheard:
            self._unheard_since = None
        elif self._unheard_since is None:
            self._unheard_since = now

    def _play(self, now: float) -> None:
        sink = self._sink
        if sink is None:
            return
        self.ready.settle(now)
        while self.ready.seconds < self.ready.wanted:
            self.ready.put(self.mixer.mix(now))
        if not sink.is_alive:
            self._sink = None
            self._spawn(self._let_go(sink))
            self._tell(SoundFailed("output", AudioTrouble.DEVICE_LOST))

    def _send(self, spoken: Spoken) -> None:
        encoder, link = self._encoder, self._link
        if encoder is None or link is None:
            return
        payload = encoder.encode(spoken.samples)
        link.send(
            pack(
                spoken.sequence,
                spoken.at,
                self._codec,
                spoken.ends,
                payload,
                is_old=spoken.is_old,
            )
        )

    def _tell_heard(self, now: float) -> None:
        voices = self.mixer.voices.values()
        unheard = self._unheard_since
        self._tell(
            Heard(
                level=self._meter.loudness,
                is_talking=self.talking.is_open,
                speakers=frozenset(self.mixer.heard),
                is_unheard=unheard is not None and now - unheard >= UNHEARD_SECONDS,
                loss=max((voice.jitter.loss for voice in voices), default=0.0),
            )
        )

    def _set_status(self, is_muted: bool, is_deafened: bool) -> None:
        self.talking.is_muted = is_muted
        self._is_deafened = self.mixer.is_deafened = is_deafened
        if self._link is not None:
            self._link.set_status(SelfStatus(is_self_muted=is_muted, is_deafened=is_deafened))

    def _set_volume(self, user_id: str, volume: float) -> None:
        self._volumes[user_id] = min(LOUDEST, max(0.0, volume))
        speaker = self._speakers.get(user_id)
        if speaker is not None:
            self.mixer.voice(speaker).volume = self._volumes[user_id]

    # What the link tells

    def on_link(self, state: LinkState, why: Goodbye | None) -> None:
        if state is not LinkState.ONLINE:
            # Nobody is half heard: what comes after a break is another row of frames.
            self.mixer.voices.clear()
        self._tell(LinkChanged(state, why))
        if state is LinkState.OVER:
            self._over.set()

    def on_room(self, now: RoomNow) -> None:
        codec = OPUS if now.codec == "opus" else PCM16
        if codec != self._codec:
            self._encoder, self._codec = make_encoder(codec), codec
        self._speakers = {one.user_id: one.speaker for one in now.people}
        for gone in self.mixer.voices.keys() - set(self._speakers.values()):
            del self.mixer.voices[gone]
        for user_id, speaker in self._speakers.items():
            if speaker != now.you:
                self.mixer.voice(speaker).volume = self._volumes.get(user_id, 1.0)
        self._tell(now)

    def on_frame(self, frame: VoiceFrame) -> None:
        self.mixer.voice(frame.speaker).hear(frame, time.monotonic())

    @classmethod
    def _be_quick(cls, starts: bool) -> None:
        with cls._count:
            if starts and not cls._running:
                cls._switch = sys.getswitchinterval()
                sys.setswitchinterval(SWITCH_SECONDS)
            cls._running += 1 if starts else -1
            if not cls._running:
                sys.setswitchinterval(cls._switch)
