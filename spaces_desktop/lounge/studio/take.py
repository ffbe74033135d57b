"""One recording, from the button to the decision: it grows, is judged, is kept or done again."""

from __future__ import annotations

import asyncio
import logging
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.quality import Quality, measure
from embedded_server.contracts.voice import MAX_SAMPLE_SECONDS, MIN_SAMPLE_SECONDS
from spaces_desktop.audio.player import SoundPlayer
from spaces_desktop.audio.recording import Recording
from spaces_desktop.audio.recordings import Recordings
from spaces_desktop.audio.samples import RATE
from spaces_desktop.kernel.errors import Advice, advise
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.kernel.transfers import disk_error
from spaces_desktop.lounge.studio.hearing import HearingModel, decibels, meter
from spaces_desktop.lounge.studio.takes import Kind, Take, Takes
from spaces_desktop.lounge.studio.verdicts import Verdict, of_take, while_recording

log = logging.getLogger(__name__)

MEASURE_SECONDS = 0.1
"""The least between two measurements; a long recording is measured less often, never late."""
PEAK_SECONDS = 0.05
"""What one bar of the waveform stands for."""
MOST_SECONDS = MAX_SAMPLE_SECONDS - 1


class TakeState(Enum):
    IDLE = auto()
    RECORDING = auto()
    SAVING = auto()
    HEARD = auto()
    """Recorded and on the disk: to be listened to, kept, or done again."""


class TakeModel(QObject):
    """`seconds` of it so far; `peaks` are bars from 0 to 1, which `grew` tells of."""

    state_changed = Signal(object)
    verdict_changed = Signal(object)
    quality_changed = Signal(object)
    seconds_changed = Signal(float)
    take_changed = Signal(object)
    trouble_changed = Signal(object)
    grew = Signal()
    kept = Signal(object)
    """A Take."""

    state = Observed(TakeState.IDLE)
    verdict = Observed(Verdict("none", ""))
    quality = Observed[Quality | None](None)
    seconds = Observed(0.0)
    take = Observed[Take | None](None)
    trouble = Observed[Advice | None](None)

    def __init__(
        self,
        hearing: HearingModel,
        takes: Takes,
        recordings: Recordings,
        tasks: Tasks,
        about: str,
        kind: Kind = "sample",
        parent: QObject | None = None,
    ) -> None:
        """`about` is whose it is, to find again what a crash cut off."""
        super().__init__(parent)
        self._recordings = recordings
        self._about = f"{about} {kind} "
        self._hearing = hearing
        self._takes = takes
        self._tasks = tasks
        self._kind = kind
        self._key = f"voice {kind} {id(self)}"
        self._recording: Recording | None = None
        self._measured_at = 0.0
        self._cost = 0.0
        self._is_measuring = False
        self._words = ""
        self.peaks: list[float] = []
        self.player: SoundPlayer | None = None
        hearing.block.connect(self._on_block)
        hearing.lost.connect(self._on_lost)

    def close(self) -> None:
        """What was recorded until now is kept as far as it got."""
        if self.state is TakeState.RECORDING:
            self.stop()
        self._hearing.block.disconnect(self._on_block)
        self._hearing.lost.disconnect(self._on_lost)
        self._drop_player()

    @property
    def is_good_enough(self) -> bool:
        """Whether the server would take it."""
        return self.verdict.tone in ("good", "fair") or self._kind == "statement"

    def start(self, words: str = "") -> None:
        """`words` are those that will be read."""
        if self.state not in (TakeState.IDLE, TakeState.HEARD) or not self._hearing.is_open:
            return
        if self.take is not None:
            self.forget(self.take)
        self._drop_player()
        self._forget()
        self._words = words
        self._recording = self._recordings.begin(f"{self._about}{words}", MOST_SECONDS)
        self.verdict = while_recording(None)
        self.state = TakeState.RECORDING

    def stop(self) -> None:
        if self.state is not TakeState.RECORDING:
            return
        if self.seconds < MIN_SAMPLE_SECONDS and self._kind == "sample":
            self._give_up()
            return
        self.state = TakeState.SAVING
        self._tasks.spawn(self._save(), name="keep a recording", key=self._key)

    def toggle(self, words: str = "") -> None:
        if self.state is TakeState.RECORDING:
            self.stop()
        else:
            self.start(words)

    def save_again(self) -> None:
        """After the disk did not take it: it is still in memory."""
        if self.state is TakeState.IDLE and self._recording is not None:
            self.state = TakeState.SAVING
            self._tasks.spawn(self._save(), name="keep a recording", key=self._key)

    def keep(self) -> None:
        if self.state is TakeState.HEARD and self.take is not None and self.is_good_enough:
            self._tasks.spawn(self._keep(self.take), name="keep a recording", key=self._key)

    def discard(self) -> None:
        """Done with it: it goes, and another may be recorded."""
        if self.state is not TakeState.HEARD or self.take is None:
            return
        self.forget(self.take)
        self._reset()

    def abandon(self) -> None:
        """Whatever there is of it goes, also in the middle."""
        if self.state is TakeState.RECORDING:
            self._reset()
        self.discard()

    def restore(self, take: Take) -> None:
        """One that was recorded and not decided upon, the last time."""
        if self.state is TakeState.IDLE and self._recording is None:
            self._tasks.spawn(self._restore(take), name="find a recording", key=self._key)

    def rescue(self) -> None:
        """What a crash cut off in the middle is there again, as far as it got."""
        if self.state is TakeState.IDLE and self._recording is None:
            self._tasks.spawn(self._rescue(), name="rescue a recording", key=self._key)

    def _give_up(self) -> None:
        """A slip of the finger is no recording, and is not complained about for long."""
        self._forget()
        self.trouble = Advice(self.tr("That was shorter than three seconds. Try again."))
        self.state = TakeState.IDLE

    def _reset(self) -> None:
        self._drop_player()
        self._forget()
        self.state = TakeState.IDLE

    def _forget(self) -> None:
        if self._recording is not None:
            self._recording.drop()
        self._recording = None
        self._measured_at = self._cost = 0.0
        self.peaks = []
        self.take = None
        self.quality = None
        self.trouble = None
        self.verdict = Verdict("none", "")
        self.seconds = 0.0
        self.grew.emit()

    def _on_block(self, samples: Any) -> None:
        recording = self._recording
        if self.state is not TakeState.RECORDING or recording is None:
            return
        recording.append(samples)
        self._draw(samples)
        self.seconds = recording.seconds
        self.grew.emit()
        if recording.is_full:
            self.stop()
        elif not self._is_measuring and self.seconds - self._measured_at >= max(
            MEASURE_SECONDS, 4 * self._cost
        ):
            self._is_measuring = True
            self._measured_at = self.seconds
            self._tasks.spawn(self._measure(recording), name="measure a recording")

    def _draw(self, samples: Any) -> None:
        each = round(RATE * PEAK_SECONDS)
        for first in range(0, len(samples), each):
            self.peaks.append(meter(decibels(samples[first : first + each])))

    async def _measure(self, recording: Recording) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            quality = await asyncio.to_thread(lambda: measure(recording.samples(), RATE))
        finally:
            self._is_measuring = False
            self._cost = loop.time() - began
        if self.state is TakeState.RECORDING and recording is self._recording:
            self.quality = quality
            self.verdict = while_recording(quality)

    async def _save(self) -> None:
        recording = self._recording
        if recording is None:
            return
        try:
            quality, take = await asyncio.to_thread(self._write, recording.samples(), self._words)
        except OSError as error:
            log.warning("a recording is not on the disk: %s", error)
            told = advise(disk_error(error, self._takes.place))
            self.trouble = Advice(told.text, can_retry=True, details=told.details)
            self.state = TakeState.IDLE
            return
        recording.keep()
        self._recording = None
        self._show(take, quality)

    def _write(self, samples: Any, words: str) -> tuple[Quality, Take]:
        quality = measure(samples, RATE)
        return quality, self._takes.save(samples, self._kind, quality.speech_seconds, words)

    async def _rescue(self) -> None:
        try:
            found = await asyncio.to_thread(self._recordings.left_over, self._about)
            for left in found:
                if left.seconds < MIN_SAMPLE_SECONDS or self.state is not TakeState.IDLE:
                    self._recordings.drop(left)
                    continue
                self._words = left.about.removeprefix(self._about)
                recording = self._recording = await self._recordings.restore(left, MOST_SECONDS)
                self._draw(recording.samples())
                self.seconds = recording.seconds
                self.state = TakeState.SAVING
                await self._save()
        except OSError as error:
            log.warning("a recording cannot be rescued: %s", error)

    async def _restore(self, take: Take) -> None:
        found = await asyncio.to_thread(_read, take)
        if found is None or self.state is not TakeState.IDLE:
            return
        self._draw(found)
        self.seconds = take.seconds
        self._show(take, await asyncio.to_thread(measure, found, RATE))
        self.grew.emit()

    def _show(self, take: Take, quality: Quality) -> None:
        self.take = take
        self.quality = quality
        self.verdict = of_take(quality)

        async def load() -> bytes:
            try:
                return await asyncio.to_thread(take.path.read_bytes)
            except OSError as error:
                raise disk_error(error, take.path) from error

        length = round(take.seconds * 1000)
        self.player = SoundPlayer(load, self._tasks, length, self, peaks=self.peaks)
        self.state = TakeState.HEARD

    async def _keep(self, take: Take) -> None:
        try:
            kept = await asyncio.to_thread(self._takes.keep, take)
        except OSError as error:
            told = advise(disk_error(error, take.path))
            self.trouble = Advice(told.text, details=told.details)
            return
        self._reset()
        self.kept.emit(kept)

    def forget(self, take: Take) -> None:
        """It goes off the disk."""

        async def discard() -> None:
            try:
                await asyncio.to_thread(self._takes.discard, take)
            except OSError as error:
                log.warning("a recording stays on the disk: %s", error)

        self._tasks.spawn(discard(), name="discard a recording")

    def _drop_player(self) -> None:
        player, self.player = self.player, None
        if player is not None:
            self._tasks.spawn(_end(player), name="end of a sound")

    def _on_lost(self) -> None:
        """The microphone is gone: what there is stays, and is judged as it is."""
        if self.state is TakeState.RECORDING:
            self.stop()


async def _end(player: SoundPlayer) -> None:
    await player.close()
    player.deleteLater()


def _read(take: Take) -> Any:
    """Its samples; None where it is no sound any more."""
    import soundfile

    try:
        samples, _rate = soundfile.read(str(take.path), dtype="float32")
    except (OSError, soundfile.LibsndfileError) as error:
        log.warning("%s cannot be read: %s", take.path.name, error)
        return None
    return samples
