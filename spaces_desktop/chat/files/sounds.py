"""The sound that is being listened to: one at a time, whatever is on the screen."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.media import MAX_FILE_BYTES, Attachment
from spaces_desktop.audio.player import SoundPlayer
from spaces_desktop.chat.api import FileCalls
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.kernel.transfers import disk_error
from spaces_desktop.widgets.player import Player


class EndingPlayer(Player, Protocol):
    """One that holds a device until it is closed."""

    async def close(self) -> None: ...
    def deleteLater(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Heard:
    id: str
    name: str
    player: EndingPlayer


class Sounds(QObject):
    heard_changed = Signal(object)
    heard = Observed[Heard | None](None)

    def __init__(self, calls: FileCalls, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._calls = calls
        self._tasks = tasks

    def play(self, one: Attachment) -> None:
        """Listen to it from the start, or go on where it was paused."""
        if self.heard is None or self.heard.id != one.id:
            self.close()
            load = partial(self._calls.fetch, one.url, MAX_FILE_BYTES)
            player = SoundPlayer(load, self._tasks, one.duration_ms or 0, parent=self)
            self.heard = Heard(one.id, one.name, player)
        self.heard.player.play()

    def play_unsent(self, row_id: str, name: str, path: Path, duration_ms: int) -> None:
        """Listen to what is on this machine alone."""
        if self.heard is None or self.heard.id != row_id:
            self.close()

            async def load() -> bytes:
                try:
                    return await asyncio.to_thread(path.read_bytes)
                except OSError as error:
                    raise disk_error(error, path) from error

            player = SoundPlayer(load, self._tasks, duration_ms, parent=self)
            self.heard = Heard(row_id, name, player)
        self.heard.player.play()

    def take(self, heard: Heard) -> None:
        """Listen to what somebody else plays, in place of all else."""
        self.close()
        self.heard = heard

    def close(self) -> None:
        """Silence."""
        heard, self.heard = self.heard, None
        if heard is not None:
            self._tasks.spawn(self._end(heard.player), name="end of a sound")

    async def _end(self, player: EndingPlayer) -> None:
        await player.close()
        player.deleteLater()
