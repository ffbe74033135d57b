"""A creator's side: how the request of one community stands, and the form of the next one."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.communities import Community
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import Event, EventType
from embedded_server.contracts.verification import Verification
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.verification.api import VerificationCalls
from spaces_desktop.verification.choosing import Chosen, refusal_of

log = logging.getLogger(__name__)

_STATE_CHANGED = (Code.VERIFICATION_PENDING, Code.ALREADY_VERIFIED, Code.ALREADY_DECIDED)
_DOCUMENT = "documents."


class ApplicationModel(QObject):
    """One community's; what was chosen and typed stays whatever the server says."""

    phase_changed = Signal(object)
    advice_changed = Signal(object)
    community_changed = Signal(object)
    request_changed = Signal(object)
    documents_changed = Signal(object)
    progress_changed = Signal(object)
    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)
    submitted = Signal()

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    community = Observed[Community | None](None)
    request = Observed[Verification | None](None)
    """The newest one, if anybody has asked."""
    documents = Observed[tuple[Chosen, ...]](())
    progress = Observed[float | None](None)
    """From 0 to 1 while the form is on its way; 1 while the server opens the documents."""
    busy = Observed(False)
    form_advice = Observed[Advice | None](None)

    def __init__(
        self,
        community_id: str,
        calls: VerificationCalls,
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.community_id = community_id
        self._calls = calls
        self._live = live
        self._tasks = tasks
        self._key = f"verification of {community_id}"
        live.link_changed.connect(self._on_link)
        self._unsubscribe = [
            live.subscribe(EventType.VERIFICATION_UPDATED, self._on_request),
            live.subscribe(EventType.COMMUNITY_UPDATED, self._on_community),
        ]

    @property
    def is_verified(self) -> bool:
        return self.community is not None and self.community.is_verified

    @property
    def may_apply(self) -> bool:
        """Whether the form makes sense now."""
        waits = self.request is not None and self.request.status == "pending"
        return not (self.is_verified or waits)

    def close(self) -> None:
        self._live.link_changed.disconnect(self._on_link)
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        for key in (self._key, f"{self._key} form"):
            self._tasks.cancel(key)

    def load(self) -> None:
        self._tasks.spawn(self._load(), name=self._key, key=self._key)

    def add(self, paths: Iterable[Path]) -> None:
        """Take files in; what cannot be sent is named with its reason, before any upload."""
        refused = []
        for path in paths:
            absolute = path.absolute()
            if any(one.path == absolute for one in self.documents):
                continue
            why = refusal_of(absolute, len(self.documents))
            if why:
                refused.append(why)
            else:
                self.documents = (*self.documents, Chosen(absolute, absolute.stat().st_size))
        text = "\n".join(dict.fromkeys(refused))
        self.form_advice = Advice(text, field="documents") if refused else None

    def remove(self, document_id: str) -> None:
        self.documents = tuple(one for one in self.documents if one.id != document_id)
        self.form_advice = None

    def edited(self) -> None:
        self.form_advice = None

    def submit(self, legal_name: str, note: str) -> None:
        if not legal_name.strip():
            self.form_advice = Advice(self.tr("Fill in the legal name."), field="legalName")
        elif not self.documents:
            words = self.tr("Add at least one document.")
            self.form_advice = Advice(words, field="documents")
        else:
            self._act(lambda: self._submit(legal_name.strip(), note.strip()))

    def cancel(self) -> None:
        """Break the upload off; the form stays as it is."""
        self._tasks.cancel(f"{self._key} form")

    def withdraw(self) -> None:
        self._act(self._withdraw)

    async def _load(self) -> None:
        if self.community is None:
            self.phase = Phase.LOADING
        try:
            community = await self._calls.community(self.community_id)
            request = await self._calls.newest(self.community_id)
        except DesktopError as error:
            log.info("%s: %s", self._key, error)
            self.advice = advise(error)
            if self.community is None:
                self.phase = Phase.FAILED
            return
        self.advice = None
        self.community = community
        self.request = request
        self.phase = Phase.READY

    async def _submit(self, legal_name: str, note: str) -> None:
        self.documents = tuple(replace(one, trouble="") for one in self.documents)
        self.progress = 0.0
        try:
            made = await self._calls.submit(
                self.community_id,
                legal_name,
                note,
                [one.path for one in self.documents],
                self._on_progress,
            )
        except ApiError as error:
            self._mark(error)
            raise
        finally:
            self.progress = None
        self.documents = ()
        self.request = made
        self.submitted.emit()

    async def _withdraw(self) -> None:
        await self._calls.withdraw(self.community_id)
        await self._load()

    def _mark(self, error: ApiError) -> None:
        """Say at the document what is wrong with it."""
        for one in error.errors:
            number = one.field.removeprefix(_DOCUMENT)
            if one.field.startswith(_DOCUMENT) and number.isdecimal():
                at = int(number)
                self.documents = tuple(
                    replace(each, trouble=self._trouble(error.code)) if index == at else each
                    for index, each in enumerate(self.documents)
                )

    def _trouble(self, code: Code) -> str:
        words = {
            Code.UNSUPPORTED_MEDIA_TYPE: self.tr("This is not a PDF, PNG or JPEG file."),
            Code.TOO_LARGE: self.tr("This file is too large."),
            Code.UNREADABLE_FILE: self.tr(
                "This file cannot be opened. It may be damaged or protected by a password."
            ),
        }
        return words.get(code, self.tr("This file cannot be used."))

    def _on_progress(self, done: int, of: int) -> None:
        self.progress = done / of if of else 0.0

    def _on_request(self, data: Verification, _event: Event) -> None:
        if data.community_id == self.community_id:
            known = self.request
            if known is None or data.id >= known.id:
                self.request = data

    def _on_community(self, data: Community, _event: Event) -> None:
        if data.id == self.community_id:
            self.community = data

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.load()

    def _act(self, doing: Callable[[], Awaitable[None]]) -> None:
        if not self.busy:
            self.busy = True
            key = f"{self._key} form"
            self._tasks.spawn(self._guarded(doing), name="verification", key=key)

    async def _guarded(self, doing: Callable[[], Awaitable[None]]) -> None:
        self.form_advice = None
        try:
            await doing()
        except DesktopError as error:
            log.info("%s: %s", self._key, error)
            self.form_advice = self._advice_of(error)
            if isinstance(error, ApiError) and error.code in _STATE_CHANGED:
                await self._load()
        finally:
            self.busy = False

    def _advice_of(self, error: DesktopError) -> Advice:
        if any(one.trouble for one in self.documents):
            return Advice(self.tr("A document was not accepted."), field="documents")
        return advise(error)
