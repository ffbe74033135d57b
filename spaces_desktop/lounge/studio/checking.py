"""Was this sound made here? A file is asked about, and is not kept."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.voice import VoiceCheck
from spaces_desktop.kernel.acting import guarded
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.lounge.studio.api import StudioCalls

log = logging.getLogger(__name__)


class CheckModel(QObject):
    name_changed = Signal(str)
    found_changed = Signal(object)
    progress_changed = Signal(object)
    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)

    name = Observed("")
    """Of the file that was asked about."""
    found = Observed[VoiceCheck | None](None)
    progress = Observed[float | None](None)
    busy = Observed(False)
    form_advice = Observed[Advice | None](None)

    def __init__(
        self, community_id: str, calls: StudioCalls, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._community_id = community_id
        self._calls = calls
        self._tasks = tasks
        self._key = f"check a sound in {community_id}"
        self._path: Path | None = None

    def close(self) -> None:
        self._tasks.cancel(self._key)

    def check(self, paths: Sequence[Path]) -> None:
        """The first of them; a later one takes the place of an earlier."""
        if paths:
            self._path = paths[0]
            self._begin(paths[0])

    def again(self) -> None:
        if self._path is not None:
            self._begin(self._path)

    def cancel(self) -> None:
        self._tasks.cancel(self._key)

    def _begin(self, path: Path) -> None:
        async def ask() -> None:
            try:
                self.found = await self._calls.check(self._community_id, path, self._on_progress)
            finally:
                self.progress = None

        self.name = path.name
        self.found = None
        self.progress = 0.0
        self._tasks.spawn(guarded(self, ask, log, "check a sound"), name="check", key=self._key)

    def _on_progress(self, done: int, of: int) -> None:
        self.progress = done / of if of else 0.0
