"""A microphone for models: start it, and blocks of samples and a level come until it is stopped."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from spaces_desktop.audio.capture import Capture, PortAudioCapture
from spaces_desktop.audio.devices import Devices
from spaces_desktop.audio.levels import LevelMeter
from spaces_desktop.audio.samples import RATE, ToMono48k
from spaces_desktop.audio.troubles import AudioError, AudioTrouble
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

if TYPE_CHECKING:
    from spaces_desktop.audio.samples import Samples

log = logging.getLogger(__name__)

DRAIN_MS = 10
SILENT_SECONDS = 2.0
"""Nothing but zeros for so long is a muted microphone; the quietest room is never that still."""


class MicrophoneState(Enum):
    OFF = auto()
    OPENING = auto()
    ON = auto()
    FAILED = auto()
    """`trouble` says why; `start` tries again."""


class Microphone(QObject):
    """Everything is told on the window's thread; the device is opened and closed on another.

    `block` carries mono float32 samples at 48,000 a second, a fresh array each. When the device
    goes, what it gave until then comes first, then `failed`. `trouble` is also NO_SOUND, while it
    runs and gives nothing but zeros.
    """

    level = Signal(float)
    """From 0 to 1, as a meter shows it; more of it is in `meter`."""
    block = Signal(object)
    failed = Signal(object)
    """Carries an AudioTrouble; it is off then."""
    state_changed = Signal(object)
    trouble_changed = Signal(object)

    state = Observed(MicrophoneState.OFF)
    trouble = Observed[AudioTrouble | None](None)

    def __init__(
        self,
        tasks: Tasks,
        devices: Devices | None = None,
        make: Callable[[], Capture] = PortAudioCapture,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._devices = devices or Devices.shared()
        self._make = make
        self.meter = LevelMeter()
        self._capture: Capture | None = None
        self._convert: ToMono48k | None = None
        self._device: str | None = None
        self._wanted = False
        self._zeros = 0
        self._lost_before = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="microphone")
        self._drain = QTimer(self)
        self._drain.setTimerType(Qt.TimerType.PreciseTimer)
        self._drain.setInterval(DRAIN_MS)
        self._drain.timeout.connect(self._on_drain)
        self._devices.inputs_changed.connect(self._on_inputs)

    @property
    def is_on(self) -> bool:
        return self.state is MicrophoneState.ON

    @property
    def lost(self) -> int:
        """Frames and blocks that came and found no room since it was made: 0 when all is well."""
        return self._lost_before + (0 if self._capture is None else self._capture.lost)

    def start(self, device: str | None = None) -> None:
        """The device of that name, "" for the system's own, by default the one chosen in the
        settings. Nothing where it runs already."""
        if self._wanted:
            return
        self._wanted = True
        self._device = device
        self.trouble = None
        self.state = MicrophoneState.OPENING
        self._settle()

    def stop(self) -> None:
        """What was said until now still comes, before this returns."""
        if not self._wanted:
            return
        self._wanted = False
        self._finish()
        self.trouble = None
        self.state = MicrophoneState.OFF
        self._settle()

    async def close(self) -> None:
        """The device is let go before this returns."""
        self._wanted = False
        self._drain.stop()
        self._devices.inputs_changed.disconnect(self._on_inputs)
        await self._let_go()
        self._thread.shutdown(wait=False)

    def _settle(self) -> None:
        self._tasks.spawn(self._bring_about(), name="microphone", key=f"microphone {id(self)}")

    async def _bring_about(self) -> None:
        """Make the device be what is wanted. A newer wish may end this anywhere."""
        if not self._wanted:
            await self._let_go()
            return
        if self.is_on:
            return
        try:
            await self._let_go()
            await self._open()
        except AudioError as error:
            log.info("nothing can be recorded: %s", error)
            self._fail(error.trouble)

    async def _open(self) -> None:
        capture = self._make()
        device = self._device
        # Kept before it is open: whatever ends this task, the next one lets it go.
        self._capture = capture
        await self._on_thread(lambda: capture.open(self._devices.route("input", device)))
        self._convert = ToMono48k(capture.rate, capture.channels)
        self._zeros = 0
        self.meter.reset()
        self._drain.start()
        self.state = MicrophoneState.ON

    async def _let_go(self) -> None:
        capture, self._capture = self._capture, None
        if capture is not None:
            self._lost_before += capture.lost
            await asyncio.shield(self._on_thread(capture.close))

    def _on_drain(self) -> None:
        if self._capture is None or self._convert is None:
            return
        raw = self._capture.read()
        if len(raw):
            self._tell(self._convert.convert(raw))
        elif not self._capture.is_alive:
            self._lose()

    def _tell(self, samples: Samples) -> None:
        if not len(samples):
            return
        self.meter.feed(samples)
        self._notice_silence(samples)
        self.block.emit(samples)
        self.level.emit(self.meter.loudness)

    def _notice_silence(self, samples: Samples) -> None:
        if samples.any():
            self._zeros = 0
            self.trouble = None
            return
        self._zeros += len(samples)
        if self._zeros >= SILENT_SECONDS * RATE:
            self.trouble = AudioTrouble.NO_SOUND

    def _finish(self) -> None:
        """Tell the last of what was recorded."""
        self._drain.stop()
        convert, self._convert = self._convert, None
        if self._capture is not None and convert is not None:
            self._tell(convert.convert(self._capture.read()))
            self._tell(convert.rest())
        self.meter.reset()
        self.level.emit(0.0)

    def _on_inputs(self, _inputs: object) -> None:
        """The sound server moves a stream whose device goes to another, and says nothing of it."""
        if self.is_on:
            name = self._devices.input_choice if self._device is None else self._device
            if not self._devices.has("input", name):
                self._lose()

    def _lose(self) -> None:
        self._finish()
        self._fail(AudioTrouble.DEVICE_LOST)

    def _fail(self, trouble: AudioTrouble) -> None:
        self._wanted = False
        self.trouble = trouble
        self.state = MicrophoneState.FAILED
        self._settle()
        self.failed.emit(trouble)

    async def _on_thread(self, act: Callable[[], None]) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, act)
