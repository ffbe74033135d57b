"""An agent in the making: created, taught, put into a community; a failed step can be repeated."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.agents import (
    MAX_KNOWLEDGE_BYTES,
    CreateAgent,
    EditAgent,
    LinkAgent,
    ProviderInput,
)
from embedded_server.contracts.errors import Code
from spaces_desktop.agents.api import AgentsCalls
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)

SUFFIXES = (".txt", ".md", ".markdown", ".pdf")


class FileState(Enum):
    WAITING = auto()
    UPLOADING = auto()
    DONE = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class KnowledgeItem:
    path: Path
    state: FileState = FileState.WAITING
    note: str = ""


@dataclass(frozen=True, slots=True)
class AgentForm:
    """What the person filled in. An empty `base_url` means the built-in provider."""

    name: str
    persona: str = ""
    is_openai: bool = False
    base_url: str = ""
    model: str = ""
    api_key: str = ""
    context_messages: int = 20


class NewAgentModel(QObject):
    """Create, upload each file, link; `submit` again goes on from where it failed."""

    files_changed = Signal(object)
    busy_changed = Signal(bool)
    advice_changed = Signal(object)
    finished = Signal(str)

    files = Observed[tuple[KnowledgeItem, ...]](())
    busy = Observed(False)
    advice = Observed[Advice | None](None)

    def __init__(
        self, community_id: str, calls: AgentsCalls, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._community_id = community_id
        self._calls = calls
        self._tasks = tasks
        self._client_id = uuid4().hex
        self._agent_id = ""

    def add_files(self, paths: list[Path]) -> None:
        known = {item.path for item in self.files}
        fresh = tuple(self._checked(path) for path in dict.fromkeys(paths) if path not in known)
        self.files = self.files + fresh

    def remove_file(self, path: Path) -> None:
        self.files = tuple(
            item
            for item in self.files
            if item.path != path or item.state in (FileState.UPLOADING, FileState.DONE)
        )

    def submit(self, form: AgentForm) -> None:
        if not form.name.strip():
            self.advice = Advice(self.tr("Give the agent a name."))
        elif form.is_openai and not (form.base_url.strip() and form.model.strip()):
            text = self.tr("Fill in the address of the model's server and its model.")
            self.advice = Advice(text)
        elif not self.busy:
            self._tasks.spawn(self._submit(form), name="add agent")

    async def _submit(self, form: AgentForm) -> None:
        self.advice = None
        self.busy = True
        try:
            await self._create(form)
            await self._upload_all()
            if any(item.state is FileState.FAILED for item in self.files):
                self.advice = Advice(
                    self.tr("Some files were not taken. Remove them, or try again."), can_retry=True
                )
                return
            await self._link(form)
        except DesktopError as error:
            log.info("new agent: %s", error)
            self.advice = advise(error)
        else:
            self.finished.emit(self._agent_id)
        finally:
            self.busy = False

    async def _create(self, form: AgentForm) -> None:
        provider = ProviderInput(kind="builtin")
        if form.is_openai:
            provider = ProviderInput(
                kind="openai",
                base_url=form.base_url.strip(),
                model=form.model.strip(),
                api_key=form.api_key.strip() or None,
            )
        if self._agent_id:
            # A second try may come with other words in the form.
            edit = EditAgent(
                name=form.name.strip(), persona=form.persona.strip(), provider=provider
            )
            await self._calls.edit(self._agent_id, edit)
            return
        made = await self._calls.create(
            CreateAgent(
                name=form.name.strip(),
                persona=form.persona.strip(),
                provider=provider,
                client_id=self._client_id,
            )
        )
        self._agent_id = made.id

    async def _upload_all(self) -> None:
        for item in self.files:
            if item.state is FileState.DONE:
                continue
            self._mark(item.path, FileState.UPLOADING, "")
            try:
                document = await self._calls.upload(self._agent_id, item.path)
            except DesktopError as error:
                self._mark(item.path, FileState.FAILED, advise(error).text)
            except OSError as error:
                self._mark(item.path, FileState.FAILED, error.strerror or str(error))
            else:
                note = self.tr("{count} passages").format(count=document.passages)
                if document.passages == 1:
                    note = self.tr("1 passage")
                self._mark(item.path, FileState.DONE, note)

    async def _link(self, form: AgentForm) -> None:
        link = LinkAgent(agent_id=self._agent_id, context_messages=form.context_messages)
        try:
            await self._calls.link(self._community_id, link)
        except ApiError as error:
            if error.code is not Code.ALREADY_LINKED:
                raise

    def _mark(self, path: Path, state: FileState, note: str) -> None:
        self.files = tuple(
            replace(item, state=state, note=note) if item.path == path else item
            for item in self.files
        )

    def _checked(self, path: Path) -> KnowledgeItem:
        if path.suffix.lower() not in SUFFIXES:
            note = self.tr("Only text, Markdown and PDF can be read.")
            return KnowledgeItem(path, FileState.FAILED, note)
        try:
            size = path.stat().st_size
        except OSError as error:
            return KnowledgeItem(path, FileState.FAILED, error.strerror or str(error))
        if size > MAX_KNOWLEDGE_BYTES:
            return KnowledgeItem(path, FileState.FAILED, self.tr("Larger than 10 MB."))
        return KnowledgeItem(path)
