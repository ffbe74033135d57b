"""Say something and hear it: three seconds from the microphone, then out of the loudspeaker."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from spaces_desktop.audio.capture import Capture, PortAudioCapture
from spaces_desktop.audio.devices import Devices
from spaces_desktop.audio.levels import share_of
from spaces_desktop.audio.microphone import Microphone
from spaces_desktop.audio.output import Output
from spaces_desktop.audio.recording import Recording
from spaces_desktop.audio.samples import RATE, to_pcm16
from spaces_desktop.audio.stream_player import MakeOutput, StreamPlayer
from spaces_desktop.audio.troubles import AudioTrouble, microphone_advice
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.player import PlayerState

SECONDS = 3.0
AUDIBLE = 0.2
"""On the meter: whoever speaks is above it."""


class CheckStep(Enum):
    READY = auto()
    OPENING = auto()
    LISTENING = auto()
    PLAYING = auto()
    HEARD = auto()
    """It was played: did they hear themselves?"""
    TOO_QUIET = auto()
    """Hardly anything came, so there was nothing to play."""


class SoundCheck(QObject):
    step_changed = Signal(object)
    advice_changed = Signal(object)
    level = Signal(float, float, bool)
    """Loudness and peak from 0 to 1, and whether it clips."""

    step = Observed(CheckStep.READY)
    advice = Observed[Advice | None](None)

    def __init__(
        self,
        tasks: Tasks,
        devices: Devices | None = None,
        make_capture: Callable[[], Capture] = PortAudioCapture,
        make_output: MakeOutput = Output,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._make_output = make_output
        self.devices = devices or Devices.shared()
        self._microphone = Microphone(tasks, self.devices, make_capture, self)
        self._recording = Recording(SECONDS, parent=self)
        self._loudest = 0.0
        self._player: StreamPlayer | None = None
        self._microphone.block.connect(self._on_block)
        self._microphone.failed.connect(self._on_failed)
        self._microphone.trouble_changed.connect(self._on_trouble)
        self._microphone.level.connect(self._on_level)
        self.devices.inputs_changed.connect(self._on_devices)
        self.devices.trouble_changed.connect(self._on_devices)

    @property
    def is_running(self) -> bool:
        return self.step in (CheckStep.OPENING, CheckStep.LISTENING, CheckStep.PLAYING)

    def look(self) -> None:
        """Which devices there are, from now on."""
        self.devices.watch()
        if self.devices.is_known:
            self._on_devices()

    def begin(self) -> None:
        """Anew where it runs already."""
        self.stop()
        self.advice = None
        self._recording.drop()
        self._loudest = 0.0
        self.step = CheckStep.OPENING
        self._microphone.start()

    def stop(self) -> None:
        self._microphone.stop()
        self._let_player_go()
        self.step = CheckStep.READY

    async def close(self) -> None:
        for signal in (self.devices.inputs_changed, self.devices.trouble_changed):
            signal.disconnect(self._on_devices)
        player, self._player = self._player, None
        if player is not None:
            await player.close()
        await self._microphone.close()

    def _on_block(self, samples: object) -> None:
        if self.step is CheckStep.OPENING:
            self.step = CheckStep.LISTENING
        if self.step is not CheckStep.LISTENING:
            return  # the last of it, after enough was said
        self._recording.append(samples)  # type: ignore[arg-type]  # a signal carries objects
        if self._recording.is_full:
            self.step = CheckStep.PLAYING
            self._microphone.stop()
            self._play()

    def _on_level(self, _level: float) -> None:
        meter = self._microphone.meter
        self._loudest = max(self._loudest, meter.loudness)
        self.level.emit(meter.loudness, meter.peak, meter.is_clipped)

    def _play(self) -> None:
        if max(self._loudest, share_of(max(self._recording.peaks, default=0.0)) / 2) < AUDIBLE:
            self.step = CheckStep.TOO_QUIET
            return
        player = StreamPlayer(RATE, self._tasks, self, make_output=self._make_output)
        self._player = player
        player.changed.connect(self._on_player)
        player.ended.connect(self._on_ended)
        player.feed(to_pcm16(self._recording.samples()))
        player.end()
        player.play()

    def _on_player(self) -> None:
        player = self._player
        if player is not None and player.state is PlayerState.FAILED:
            self.advice = Advice(player.trouble, can_retry=True)
            self._let_player_go()
            self.step = CheckStep.READY

    def _on_ended(self) -> None:
        self._let_player_go()
        self.step = CheckStep.HEARD

    def _let_player_go(self) -> None:
        player, self._player = self._player, None
        if player is not None:
            self._tasks.spawn(player.close(), name="sound check")

    def _on_failed(self, trouble: AudioTrouble) -> None:
        self.step = CheckStep.READY
        self.advice = microphone_advice(trouble)

    def _on_trouble(self, trouble: AudioTrouble | None) -> None:
        if trouble is AudioTrouble.NO_SOUND:
            self.advice = microphone_advice(trouble)
        elif trouble is None and self._microphone.is_on:
            self.advice = None

    def _on_devices(self, _found: object = None) -> None:
        """Say what is missing before somebody tries; what tries have shown stays."""
        if self.is_running:
            return
        if self.devices.trouble is not None:
            self.advice = microphone_advice(self.devices.trouble)
        elif not self.devices.inputs:
            self.advice = microphone_advice(AudioTrouble.NO_DEVICE)
        else:
            self.advice = None
