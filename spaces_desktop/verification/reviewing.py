"""An admin's side: what waits, oldest first, the one that is looked at, and the decision on it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.base import Page
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import Event, EventType
from embedded_server.contracts.verification import Verification
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.moments import when
from spaces_desktop.kernel.paged import Paged
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.verification.api import VerificationCalls
from spaces_desktop.verification.documents import DocumentsModel
from spaces_desktop.widgets.entries import Entries, Entry

log = logging.getLogger(__name__)

_DECIDE = "decide on a verification"


class ReviewModel(QObject):
    chosen_changed = Signal(object)
    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)
    decided = Signal(object)
    """A request as this window has just decided it."""

    chosen = Observed[Verification | None](None)
    """The one that is looked at; it stays when somebody decides on it."""
    busy = Observed(False)
    form_advice = Observed[Advice | None](None)

    def __init__(
        self,
        calls: VerificationCalls,
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._tasks = tasks
        self._reasons: dict[str, str] = {}
        self.found: Paged[Verification] = Paged("verifications", self._fetch, live, tasks, self)
        self.entries = Entries(self)
        self.documents = DocumentsModel(calls, live, tasks, self)
        self.found.changed.connect(self._on_found)
        self._unsubscribe = [
            live.subscribe(EventType.VERIFICATION_UPDATED, self._on_updated),
            live.subscribe(EventType.RESYNC, lambda _data, _event: self.found.load()),
        ]

    def start(self) -> None:
        self.found.load()

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        self._tasks.cancel(_DECIDE)
        self.found.close()
        self.documents.close()

    @property
    def may_decide(self) -> bool:
        return self.chosen is not None and self.chosen.status == "pending"

    def choose(self, verification_id: str) -> None:
        found = next((one for one in self.found.items if one.id == verification_id), None)
        if found is not None and (self.chosen is None or found.id != self.chosen.id):
            self.form_advice = None
            self._show(found)

    def go_on(self) -> None:
        """To the next one that waits, round the end."""
        ids = [one.id for one in self.found.items]
        if not ids:
            return
        here = "" if self.chosen is None else self.chosen.id
        later = [one for one in ids if one > here]
        self.choose(later[0] if later else ids[0])

    def reason_of(self, verification_id: str) -> str:
        """What was written for that one and not sent yet."""
        return self._reasons.get(verification_id, "")

    def edited(self) -> None:
        self.form_advice = None

    def write_reason(self, verification_id: str, text: str) -> None:
        self._reasons[verification_id] = text
        self.form_advice = None

    def approve(self) -> None:
        chosen = self.chosen
        if chosen is not None and self.may_decide:
            self._act(lambda: self._calls.approve(chosen.id, chosen.community_name))

    def reject(self) -> None:
        """With the reason that was written."""
        chosen = self.chosen
        if chosen is None or not self.may_decide:
            return
        reason = self.reason_of(chosen.id).strip()
        if not reason:
            words = self.tr("Say why, so that it can be put right.")
            self.form_advice = Advice(words, field="reason")
            return
        self._act(lambda: self._calls.reject(chosen.id, reason))

    async def _fetch(self, cursor: str | None) -> Page[Verification]:
        return await self._calls.listed("pending", cursor)

    def _show(self, request: Verification | None) -> None:
        self.chosen = request
        self.documents.show(() if request is None else request.documents)

    def _on_found(self) -> None:
        self.entries.show(
            Entry(one.id, one.community_name, self._detail(one)) for one in self.found.items
        )
        chosen = self.chosen
        if chosen is None and self.found.items:
            self._show(self.found.items[0])
        elif chosen is not None:
            fresh = next((one for one in self.found.items if one.id == chosen.id), None)
            if fresh is not None:
                self._show(fresh)

    def _detail(self, one: Verification) -> str:
        words = self.tr("Since {when} · {name}")
        if one.is_rename:
            words = self.tr("New name · since {when} · {name}")
        return words.format(when=when(one.submitted_at), name=one.submitted_by_name)

    def _on_updated(self, data: Verification, _event: Event) -> None:
        others = [one for one in self.found.items if one.id != data.id]
        if data.status == "pending":
            others.append(data)
        if self.chosen is not None and self.chosen.id == data.id:
            self._show(data)
        self.found.put(sorted(others, key=lambda one: one.id))

    def _act(self, doing: Callable[[], Awaitable[Verification]]) -> None:
        if not self.busy:
            self.busy = True
            self._tasks.spawn(self._guarded(doing), name=_DECIDE, key=_DECIDE)

    async def _guarded(self, doing: Callable[[], Awaitable[Verification]]) -> None:
        self.form_advice = None
        try:
            made = await doing()
        except DesktopError as error:
            log.info("%s: %s", _DECIDE, error)
            self.form_advice = advise(error)
            if isinstance(error, ApiError) and error.code in (
                Code.ALREADY_DECIDED,
                Code.NAME_CHANGED,
            ):
                self.found.load()
        else:
            self._reasons.pop(made.id, None)
            others = [one for one in self.found.items if one.id != made.id]
            self._show(made)
            self.found.put(others)
            self.decided.emit(made)
        finally:
            self.busy = False
