"""Plays a sound file through the chosen loudspeaker, as `widgets/player.py` describes it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import QObject

from spaces_desktop.audio.output import MOST_FRAMES, Output
from spaces_desktop.audio.output_player import OutputPlayer
from spaces_desktop.audio.reading import loudness, open_sound
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)

Load = Callable[[], Awaitable[bytes]]
"""Brings the file's bytes; raises DesktopError."""


class SoundPlayer(OutputPlayer):
    """Fetches the file when it is first played."""

    def __init__(
        self,
        load: Load,
        tasks: Tasks,
        duration_ms: int = 0,
        parent: QObject | None = None,
        *,
        peaks: Sequence[float] = (),
    ) -> None:
        """`duration_ms` and `peaks` are what is known of it before it is fetched."""
        super().__init__(tasks, duration_ms, parent)
        self._load = load
        self._peaks = peaks

    async def _open(self) -> None:
        import soundfile

        data = await self._load()
        try:
            sound = await self._on_thread(lambda: open_sound(data, MOST_FRAMES))
        except soundfile.LibsndfileError as error:
            log.info("no sound: %s", error)
            self._fail(self.tr("This sound cannot be played: the file is damaged."))
            return
        self._output = Output(sound, self._speed, self._route)
        self._duration_ms = sound.duration_ms
        if self._start_at:
            self._output.seek(self._start_at)
        self._tasks.spawn(self._measure(data), name="waveform")

    async def _measure(self, data: bytes) -> None:
        self._peaks = await asyncio.to_thread(loudness, data)
        self.changed.emit()
