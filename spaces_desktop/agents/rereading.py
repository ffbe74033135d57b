"""Reading files of agents again by itself when they have changed on the disk."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from embedded_server.contracts.agents import KnowledgeDocument
from embedded_server.contracts.errors import Code
from spaces_desktop.agents.api import AgentsCalls
from spaces_desktop.agents.sources import Source, SourceBook, stamp_of
from spaces_desktop.kernel.errors import ApiError, DesktopError
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)

CALM_MS = 800
"""So long a file has to rest after a change: programs write in several steps."""


class Rereading(QObject):
    """Watches the files while the app runs; `check` looks at all of them, as at the start."""

    reread = Signal(object)
    """A `KnowledgeDocument` whose text is the file's again."""
    missing_changed = Signal()

    def __init__(
        self, calls: AgentsCalls, book: SourceBook, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._tasks = tasks
        self.book = book
        self.missing: frozenset[str] = frozenset()
        """Documents whose file is not where it was."""
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self.check)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _path: self._calm.start())

    def close(self) -> None:
        self._calm.stop()
        paths = self._watcher.files()
        if paths:
            self._watcher.removePaths(paths)

    def taught(self, agent_id: str, document: KnowledgeDocument, path: Path) -> None:
        """A file was read just now, and is watched from now on."""
        self.book.remember(agent_id, document.id, document.title, path)
        self._watch()

    def check(self) -> None:
        """Look at all files, and read again those that are others now."""
        self._tasks.spawn(self._check(), name="look at knowledge files", key="knowledge files")

    async def _check(self) -> None:
        sources = self.book.all
        stamps = await asyncio.to_thread(lambda: [stamp_of(Path(one.path)) for one in sources])
        missing = set()
        for source, stamp in zip(sources, stamps, strict=True):
            if stamp is None:
                missing.add(source.document_id)
            elif (stamp.changed_ns, stamp.size) != (source.changed_ns, source.size):
                await self._read_again(source)
        if missing != self.missing:
            self.missing = frozenset(missing)
            self.missing_changed.emit()
        self._watch()

    async def _read_again(self, source: Source) -> None:
        path = Path(source.path)
        try:
            document = await self._calls.replace(source.agent_id, source.document_id, path)
        except ApiError as error:
            log.info("a changed file was not taken: %s", error)
            if error.code is Code.NOT_FOUND:
                self.book.forget(source.document_id)
            else:
                # As it is now it will not be taken either; it is tried when it changes again.
                self.book.remember(source.agent_id, source.document_id, source.title, path)
            return
        except DesktopError as error:
            log.info("a changed file could not be read again yet: %s", error)
            return
        self.book.remember(source.agent_id, source.document_id, source.title, path)
        self.reread.emit(document)

    def _watch(self) -> None:
        wanted = {one.path for one in self.book.all if one.document_id not in self.missing}
        known = set(self._watcher.files())
        if wanted - known:
            self._watcher.addPaths(sorted(wanted - known))
        if known - wanted:
            self._watcher.removePaths(sorted(known - wanted))
