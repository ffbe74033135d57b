"""The room before anything is recorded: two seconds of quiet, and what they sound like."""

from __future__ import annotations

import asyncio
from typing import Any

from PySide6.QtCore import QObject, Signal

from spaces_desktop.audio.samples import RATE
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.lounge.studio.hearing import HearingModel
from spaces_desktop.lounge.studio.noise import SECONDS, Room, judge


class RoomModel(QObject):
    """`progress` is from 0 to 1 while it listens, None while it does not."""

    progress_changed = Signal(object)
    room_changed = Signal(object)

    progress = Observed[float | None](None)
    room = Observed[Room | None](None)

    def __init__(self, hearing: HearingModel, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hearing = hearing
        self._tasks = tasks
        self._blocks: list[Any] = []
        self._count = 0
        hearing.block.connect(self._on_block)
        hearing.lost.connect(self.cancel)

    def close(self) -> None:
        self.hearing.block.disconnect(self._on_block)
        self.hearing.lost.disconnect(self.cancel)

    def listen(self) -> None:
        """From now on, for two seconds; what was found before does not count."""
        if self.hearing.is_open:
            self._blocks, self._count = [], 0
            self.room = None
            self.progress = 0.0

    def cancel(self) -> None:
        self.progress = None

    def _on_block(self, samples: Any) -> None:
        if self.progress is None:
            return
        self._blocks.append(samples)
        self._count += len(samples)
        share = self._count / (RATE * SECONDS)
        if share < 1:
            self.progress = share
            return
        self.progress = None
        self._tasks.spawn(self._judge(tuple(self._blocks)), name="judge the room")
        self._blocks = []

    async def _judge(self, blocks: tuple[Any, ...]) -> None:
        self.room = await asyncio.to_thread(_judge, blocks)


def _judge(blocks: tuple[Any, ...]) -> Room:
    import numpy as np

    return judge(np.concatenate(blocks), RATE)
