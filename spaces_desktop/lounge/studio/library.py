"""The recordings that the server has kept: listed, listened to, deleted."""

from __future__ import annotations

import logging
from functools import partial

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.voice import VoiceSample
from spaces_desktop.audio.player import Load, SoundPlayer
from spaces_desktop.kernel.acting import guarded
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.lounge.studio.api import StudioCalls

log = logging.getLogger(__name__)


class Listening(QObject):
    """One sound at a time, by a name of its own; who asks for another one ends it."""

    heard_changed = Signal(str)
    heard = Observed("")

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.player: SoundPlayer | None = None

    def play(self, name: str, load: Load, duration_ms: int = 0) -> None:
        """From the start, or on where it was paused."""
        if self.heard != name or self.player is None:
            self.stop()
            self.player = SoundPlayer(load, self._tasks, duration_ms, self)
            self.heard = name
        self.player.play()

    def stop(self) -> None:
        player, self.player = self.player, None
        self.heard = ""
        if player is not None:
            self._tasks.spawn(self._end(player), name="end of a sound")

    async def _end(self, player: SoundPlayer) -> None:
        await player.close()
        player.deleteLater()


class LibraryModel(QObject):
    samples_changed = Signal(object)
    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)

    samples = Observed[tuple[VoiceSample, ...]](())
    """The oldest first."""
    busy = Observed(False)
    form_advice = Observed[Advice | None](None)

    def __init__(
        self,
        community_id: str,
        calls: StudioCalls,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._community_id = community_id
        self._calls = calls
        self._tasks = tasks
        self.listening = Listening(tasks, self)

    def close(self) -> None:
        self.listening.stop()

    @property
    def speech_seconds(self) -> float:
        return sum(one.speech_ms for one in self.samples) / 1000

    def show(self, samples: list[VoiceSample]) -> None:
        self.samples = tuple(sorted(samples, key=lambda one: one.created_at))

    def add(self, sample: VoiceSample) -> None:
        if all(one.id != sample.id for one in self.samples):
            self.samples = (*self.samples, sample)

    def play(self, sample: VoiceSample) -> None:
        load = partial(self._calls.fetch, sample.url)
        self.listening.play(sample.id, load, sample.duration_ms)

    def delete(self, sample_id: str) -> None:
        async def delete() -> None:
            await self._calls.delete_sample(self._community_id, sample_id)
            if self.listening.heard == sample_id:
                self.listening.stop()
            self.samples = tuple(one for one in self.samples if one.id != sample_id)

        self._tasks.spawn(guarded(self, delete, log, "delete a recording"), name="recording")
