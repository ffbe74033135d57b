"""An agent in the making: created, taught, put into a community, step by step.

A step that failed can be repeated; what was made for an agent that is given up is taken away.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.agents import (
    MAX_KNOWLEDGE_BYTES,
    CreateAgent,
    EditAgent,
    KnowledgeDocument,
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


Taught = Callable[[str, KnowledgeDocument, Path], None]


class FileState(Enum):
    WAITING = auto()
    UPLOADING = auto()
    DONE = auto()
    FAILED = auto()
    REFUSED = auto()
    """It was never sent, and never will be."""


@dataclass(frozen=True, slots=True)
class KnowledgeItem:
    """`document_id` is there once it is read."""

    title: str
    path: Path
    state: FileState = FileState.WAITING
    note: str = ""
    document_id: str = ""


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
    has_remains_changed = Signal(bool)
    finished = Signal(str)

    files = Observed[tuple[KnowledgeItem, ...]](())
    busy = Observed(False)
    advice = Observed[Advice | None](None)
    has_remains = Observed(False)
    """Whether giving up now has something to take away on the server."""

    def __init__(
        self,
        community_id: str,
        calls: AgentsCalls,
        tasks: Tasks,
        parent: QObject | None = None,
        taught: Taught | None = None,
    ) -> None:
        """`taught` is told of each file that was read."""
        super().__init__(parent)
        self._taught = taught
        self._community_id = community_id
        self._calls = calls
        self._tasks = tasks
        self._client_id = uuid4().hex
        self._agent_id = ""
        self._doomed: list[str] = []
        self._given_up = False

    @property
    def _key(self) -> str:
        return f"agent {self._client_id}"

    def add_files(self, paths: list[Path]) -> None:
        known = {item.path for item in self.files}
        fresh = tuple(self._checked(path) for path in dict.fromkeys(paths) if path not in known)
        self.files = self.files + fresh
        self.advice = None

    def remove_file(self, item: KnowledgeItem) -> None:
        """Take it off the list; what the server has of it goes with the next `submit`."""
        if item in self.files and item.state is not FileState.UPLOADING:
            self.files = tuple(one for one in self.files if one is not item)
            self.advice = None
            if item.document_id:
                self._doomed.append(item.document_id)

    def edited(self) -> None:
        """A field is being changed: what was wrong with it before is no longer the point."""
        self.advice = None

    def submit(self, form: AgentForm) -> None:
        if not form.name.strip():
            self.advice = Advice(self.tr("Give the agent a name."), field="name")
        elif form.is_openai and not form.base_url.strip():
            text = self.tr("Fill in the address of the model's server.")
            self.advice = Advice(text, field="provider.baseUrl")
        elif form.is_openai and not form.model.strip():
            text = self.tr("Fill in the name of the model.")
            self.advice = Advice(text, field="provider.model")
        elif not self.busy:
            self._tasks.spawn(self._submit(form), name="save agent", key=self._key)

    def give_up(self) -> None:
        """Stop what is under way. An agent that was only begun is deleted again."""
        self._given_up = True
        if self._agent_id:
            self._tasks.cancel(self._key)
            self._tasks.spawn(self._delete(self._agent_id), name="delete agent")
        # Else it may just be created: then `_submit` learns its id, and deletes it.

    async def _submit(self, form: AgentForm) -> None:
        self.advice = None
        self.busy = True
        try:
            await self._create(form)
            if self._given_up:
                await self._delete(self._agent_id)
                return
            await self._forget_doomed()
            await self._upload_all()
            if any(item.state is FileState.FAILED for item in self.files):
                self.advice = Advice(
                    self.tr("Some files could not be added. Remove them, or try again."),
                    can_retry=True,
                )
                return
            await self._link(form)
        except DesktopError as error:
            self._warn(error)
        else:
            self.finished.emit(self._agent_id)
        finally:
            self.busy = False

    def _warn(self, error: DesktopError) -> None:
        log.info("agent: %s", error)
        self.advice = advise(error)

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
        self.has_remains = True

    async def _delete(self, agent_id: str) -> None:
        try:
            await self._calls.delete(agent_id)
        except DesktopError as error:
            log.warning("an agent that was given up could not be deleted: %s", error)

    async def _forget_doomed(self) -> None:
        while self._doomed:
            try:
                await self._calls.forget(self._agent_id, self._doomed[0])
            except ApiError as error:
                if error.code is not Code.NOT_FOUND:
                    raise
            del self._doomed[0]

    async def _upload_all(self) -> None:
        for item in self.files:
            path = item.path
            if item.state in (FileState.DONE, FileState.REFUSED):
                continue
            self._mark(path, FileState.UPLOADING, "")
            try:
                document = await self._calls.upload(self._agent_id, path)
            except DesktopError as error:
                self._mark(path, FileState.FAILED, advise(error).text)
            else:
                self._mark(path, FileState.DONE, self._passages(document), document.id)
                if self._taught is not None:
                    self._taught(self._agent_id, document, path)

    def _passages(self, document: KnowledgeDocument) -> str:
        if document.passages == 1:
            return self.tr("1 passage")
        return self.tr("{count} passages").format(count=document.passages)

    async def _link(self, form: AgentForm) -> None:
        link = LinkAgent(agent_id=self._agent_id, context_messages=form.context_messages)
        try:
            await self._calls.link(self._community_id, link)
        except ApiError as error:
            if error.code is not Code.ALREADY_LINKED:
                raise

    def _mark(self, path: Path, state: FileState, note: str, document_id: str = "") -> None:
        self.files = tuple(
            replace(item, state=state, note=note, document_id=document_id)
            if item.path == path
            else item
            for item in self.files
        )

    def _checked(self, path: Path) -> KnowledgeItem:
        note = ""
        try:
            if path.suffix.lower() not in SUFFIXES:
                note = self.tr("Only text, Markdown and PDF can be read.")
            elif path.stat().st_size > MAX_KNOWLEDGE_BYTES:
                note = self.tr("Larger than 10 MB.")
        except OSError:
            note = self.tr("This file cannot be read.")
        state = FileState.REFUSED if note else FileState.WAITING
        return KnowledgeItem(path.name, path, state, note)
