"""The files on one session's messages: pictures, the sound that is listened to, and saving."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance

from spaces_desktop.chat.api import FileCalls
from spaces_desktop.chat.files.sounds import Sounds
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.pictures import PictureCache
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)


class Saving(Protocol):
    """The thread in which it is told what came of it."""

    @property
    def said(self) -> SignalInstance: ...
    def show_act_advice(self, advice: Advice | None, again: Callable[[], None] | None) -> None: ...


class Files(QObject):
    def __init__(
        self, calls: FileCalls, live: LiveEvents, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._live = live
        self._tasks = tasks
        self.pictures = PictureCache(calls.fetch, tasks, parent=self)
        self.sounds = Sounds(calls, tasks, self)
        live.link_changed.connect(self._on_link)

    def close(self) -> None:
        self.sounds.close()
        self._live.link_changed.disconnect(self._on_link)

    def save(self, url: str, target: Path, thread: Saving) -> None:
        """Put a file onto the disk."""
        thread.show_act_advice(None, None)
        self._tasks.spawn(self._save(url, target, thread), name="save a file", key=f"save {url}")

    async def _save(self, url: str, target: Path, thread: Saving) -> None:
        try:
            await self._calls.save(url, target)
        except DesktopError as error:
            log.info("save %s: %s", url, error)
            thread.show_act_advice(advise(error), partial(self.save, url, target, thread))
        else:
            thread.said.emit(self.tr("Saved as {name}.").format(name=target.name))

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE:
            self.pictures.link_is_back()
