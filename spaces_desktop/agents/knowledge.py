"""What one agent knows: files and texts that are read in, replaced, and taken away at once."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.agents import (
    MAX_KNOWLEDGE_BYTES,
    AddKnowledge,
    KnowledgeDocument,
)
from spaces_desktop.agents.api import AgentsCalls
from spaces_desktop.agents.rereading import Rereading
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.kernel.transfers import Progress

log = logging.getLogger(__name__)

SUFFIXES = (".txt", ".md", ".markdown", ".pdf")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file or a text on its way. `done` and `total` are bytes; 0 of 0 until it moves."""

    key: str
    title: str
    path: Path | None = None
    text: str = ""
    done: int = 0
    total: int = 0
    problem: str = ""
    can_retry: bool = True

    @property
    def is_read(self) -> bool:
        """All of it is over there, where it is being read."""
        return not self.problem and self.total > 0 and self.done >= self.total


class KnowledgeModel(QObject):
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    act_advice_changed = Signal(object)
    documents_changed = Signal(object)
    uploads_changed = Signal(object)
    updated_changed = Signal(object)

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    act_advice = Observed[Advice | None](None)
    documents = Observed[tuple[KnowledgeDocument, ...]](())
    uploads = Observed[tuple[Upload, ...]](())
    updated = Observed[frozenset[str]](frozenset())
    """Documents that were read again from their changed files while one looks."""

    def __init__(
        self,
        agent_id: str,
        calls: AgentsCalls,
        tasks: Tasks,
        rereading: Rereading,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._agent_id = agent_id
        self._calls = calls
        self._tasks = tasks
        self.rereading = rereading
        rereading.reread.connect(self._on_reread)

    def close(self) -> None:
        """Stop what is on its way; what was read stays."""
        self.rereading.reread.disconnect(self._on_reread)
        for one in self.uploads:
            self._tasks.cancel(one.key)

    def load(self) -> None:
        self._tasks.spawn(self._load(), name="load knowledge", key=f"knowledge {self._agent_id}")
        self.rereading.check()

    def add_files(self, paths: list[Path]) -> None:
        """Begin to send each at once; a file it has already is read in anew in its place."""
        self.act_advice = None
        going = {one.path for one in self.uploads}
        for path in dict.fromkeys(paths):
            if path not in going:
                self._begin(self._checked(path))

    def add_text(self, title: str, text: str) -> bool:
        """Whether there was anything to add."""
        if not title.strip() or not text.strip():
            words = self.tr("Give the text a title and some content.")
            self.act_advice = Advice(words, field="text" if title.strip() else "title")
            return False
        self.act_advice = None
        self._begin(Upload(uuid4().hex, title.strip(), text=text))
        return True

    def retry(self, key: str) -> None:
        found = next((one for one in self.uploads if one.key == key), None)
        if found is not None and found.can_retry:
            self._put(key, lambda one: replace(one, problem="", done=0, total=0))
            self._send(found)

    def cancel(self, key: str) -> None:
        """Stop it, or take a failed one off the list."""
        self._tasks.cancel(key)
        self.uploads = tuple(one for one in self.uploads if one.key != key)

    def forget(self, document_id: str) -> None:
        self._tasks.spawn(self._forget(document_id), name="forget a text")

    def _checked(self, path: Path) -> Upload:
        problem = ""
        try:
            if path.suffix.lower() not in SUFFIXES:
                problem = self.tr("Only text, Markdown and PDF can be read.")
            elif path.stat().st_size > MAX_KNOWLEDGE_BYTES:
                problem = self.tr("Larger than 10 MB.")
        except OSError:
            problem = self.tr("This file cannot be read.")
        return Upload(uuid4().hex, path.name, path, problem=problem, can_retry=not problem)

    def _begin(self, upload: Upload) -> None:
        self.uploads = (*self.uploads, upload)
        if not upload.problem:
            self._send(upload)

    def _send(self, upload: Upload) -> None:
        doing = self._guarded(upload.key, lambda: self._take(upload))
        self._tasks.spawn(doing, name="teach an agent", key=upload.key)

    async def _guarded(self, key: str, doing: Callable[[], Awaitable[KnowledgeDocument]]) -> None:
        try:
            document = await doing()
        except DesktopError as error:
            log.info("knowledge: %s", error)
            why = advise(error)
            self._put(key, lambda one: replace(one, problem=why.text))
            return
        self.uploads = tuple(one for one in self.uploads if one.key != key)
        others = (one for one in self.documents if one.id != document.id)
        self._show((*others, document))

    async def _take(self, upload: Upload) -> KnowledgeDocument:
        if upload.path is None:
            form = AddKnowledge(title=upload.title, text=upload.text, client_id=upload.key)
            return await self._calls.add_text(self._agent_id, form)
        progress = self._progress_of(upload.key)
        known = self._known_from(upload.path)
        if known:
            made = await self._calls.replace(self._agent_id, known, upload.path, progress)
        else:
            made = await self._calls.upload(self._agent_id, upload.path, progress)
        self.rereading.taught(self._agent_id, made, upload.path)
        return made

    def _known_from(self, path: Path) -> str:
        held = {one.id for one in self.documents}
        for source in self.rereading.book.all:
            if source.document_id in held and source.path == str(path):
                return source.document_id
        return ""

    def _progress_of(self, key: str) -> Progress:
        def told(done: int, total: int) -> None:
            self._put(key, lambda one: replace(one, done=done, total=total))

        return told

    def _put(self, key: str, change: Callable[[Upload], Upload]) -> None:
        self.uploads = tuple(change(one) if one.key == key else one for one in self.uploads)

    async def _load(self) -> None:
        try:
            found = await self._calls.knowledge(self._agent_id)
        except DesktopError as error:
            log.info("knowledge: %s", error)
            self.advice = advise(error)
            if not self.documents:
                self.phase = Phase.FAILED
            return
        self.advice = None
        self._show(tuple(found))

    async def _forget(self, document_id: str) -> None:
        self.act_advice = None
        try:
            await self._calls.forget(self._agent_id, document_id)
        except DesktopError as error:
            log.info("knowledge: %s", error)
            self.act_advice = advise(error)
            return
        self.rereading.book.forget(document_id)
        self._show(tuple(one for one in self.documents if one.id != document_id))

    def _on_reread(self, document: KnowledgeDocument) -> None:
        if document.agent_id == self._agent_id:
            self.updated = self.updated | {document.id}
            self._show(tuple(document if one.id == document.id else one for one in self.documents))

    def _show(self, documents: tuple[KnowledgeDocument, ...]) -> None:
        self.documents = documents
        self.phase = Phase.READY if documents else Phase.EMPTY
