"""Ready-made answers: all of them, found by words, and one that is being written."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.communities import Community
from embedded_server.contracts.errors import Code
from embedded_server.contracts.support_desk import AddCannedReply, CannedReply, EditCannedReply
from spaces_desktop.kernel.acting import guarded
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.settings.api import ServiceCalls
from spaces_desktop.support.settings.variables import filled, unknown
from spaces_desktop.widgets.entries import Entries, Entry

log = logging.getLogger(__name__)

MOST_SHORTCUT, MOST_TEXT = 40, 4000
_SHORTCUT = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """`id` is "" for a new one."""

    id: str = ""
    shortcut: str = ""
    text: str = ""


class CannedModel(QObject):
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    draft_changed = Signal(object)
    form_advice_changed = Signal(object)
    busy_changed = Signal(bool)
    is_dirty_changed = Signal(bool)
    saved = Signal(str)
    """With the shortcut."""

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    draft = Observed[Draft | None](None)
    """What is being written; None while nothing is chosen."""
    form_advice = Observed[Advice | None](None)
    busy = Observed(False)
    is_dirty = Observed(False)

    def __init__(
        self,
        community: Community,
        calls: ServiceCalls,
        live: LiveEvents,
        tasks: Tasks,
        my_name: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.community = community
        self._calls = calls
        self._live = live
        self._tasks = tasks
        self._my_name = my_name
        self._key = f"canned {uuid4().hex}"
        self._replies: dict[str, CannedReply] = {}
        self._needle = ""
        self._client_id = uuid4().hex
        self.entries = Entries(self)
        live.link_changed.connect(self._on_link)

    def close(self) -> None:
        self._live.link_changed.disconnect(self._on_link)
        self._tasks.cancel(self._key)
        self._tasks.cancel(f"{self._key} act")

    def load(self) -> None:
        self._tasks.spawn(self._load(), name="canned replies", key=self._key)

    def search(self, needle: str) -> None:
        self._needle = needle
        self._refresh()

    def choose(self, reply_id: str) -> None:
        known = self._replies.get(reply_id)
        if known is not None:
            self._open(Draft(known.id, known.shortcut, known.text))

    def begin(self) -> None:
        self._client_id = uuid4().hex
        self._open(Draft())

    def edit(self, shortcut: str, text: str) -> None:
        """What stands in the fields now."""
        if self.draft is None:
            return
        self.draft = Draft(self.draft.id, shortcut.removeprefix("/"), text)
        self.form_advice = None
        self.is_dirty = self.draft != self._kept()

    def discard(self) -> None:
        kept = self._kept()
        self._open(kept if kept.id else None)

    def preview(self) -> str:
        """The text as a customer would read it, with made-up values."""
        if self.draft is None:
            return ""
        values = {
            "customer.name": self.tr("Alex"),
            "agent.name": self._my_name,
            "community.name": self.community.name,
            "conversation.number": "1024",
        }
        return filled(self.draft.text, values)

    @property
    def odd_variables(self) -> list[str]:
        """Those in the text that stay as they are typed."""
        return [] if self.draft is None else unknown(self.draft.text)

    def save(self) -> None:
        draft = self.draft
        if draft is None:
            return
        found = self._fault(draft)
        self.form_advice = found
        if found is None and not self.busy:
            self._act(lambda: self._save(draft))

    def delete(self) -> None:
        draft = self.draft
        if draft is not None and draft.id:
            self._act(lambda: self._delete(draft.id))

    def _open(self, draft: Draft | None) -> None:
        self.draft = draft
        self.form_advice = None
        self.is_dirty = False

    def _kept(self) -> Draft:
        known = None if self.draft is None else self._replies.get(self.draft.id)
        return Draft() if known is None else Draft(known.id, known.shortcut, known.text)

    def _fault(self, draft: Draft) -> Advice | None:
        shortcut = draft.shortcut.strip()
        if not shortcut:
            return Advice(self.tr("Give it a shortcut."), field="shortcut")
        if not _SHORTCUT.fullmatch(shortcut):
            words = self.tr("A shortcut has letters, digits, - and _ only.")
            return Advice(words, field="shortcut")
        for one in self._replies.values():
            if one.id != draft.id and one.shortcut.casefold() == shortcut.casefold():
                return self._taken(shortcut)
        if not draft.text.strip():
            return Advice(self.tr("Write what it says."), field="text")
        return None

    def _taken(self, shortcut: str) -> Advice:
        words = self.tr("Another answer has the shortcut /{shortcut}.").format(shortcut=shortcut)
        return Advice(words, field="shortcut")

    async def _load(self) -> None:
        try:
            found = await self._calls.canned(self.community.id)
        except DesktopError as error:
            log.info("canned replies: %s", error)
            self.advice = advise(error)
            if not self._replies:
                self.phase = Phase.FAILED
            return
        self.advice = None
        self._replies = {one.id: one for one in found}
        self._refresh()

    async def _save(self, draft: Draft) -> None:
        shortcut, text = draft.shortcut.strip(), draft.text.strip()
        community_id = self.community.id
        try:
            if draft.id:
                change = EditCannedReply(shortcut=shortcut, text=text)
                made = await self._calls.edit_canned(community_id, draft.id, change)
            else:
                form = AddCannedReply(shortcut=shortcut, text=text, client_id=self._client_id)
                made = await self._calls.add_canned(community_id, form)
        except ApiError as error:
            if error.code is not Code.SHORTCUT_TAKEN:
                raise
            self.form_advice = self._taken(shortcut)
            return
        self._replies[made.id] = made
        if self.draft == draft:
            self._open(Draft(made.id, made.shortcut, made.text))
        self._refresh()
        self.saved.emit(made.shortcut)

    async def _delete(self, reply_id: str) -> None:
        await self._calls.delete_canned(self.community.id, reply_id)
        self._replies.pop(reply_id, None)
        self._open(None)
        self._refresh()

    def _refresh(self) -> None:
        words = self._needle.casefold().removeprefix("/").split()
        ordered = sorted(self._replies.values(), key=lambda one: one.shortcut.casefold())
        self.entries.show(
            Entry(one.id, f"/{one.shortcut}", " ".join(one.text.split()))
            for one in ordered
            if all(word in f"{one.shortcut} {one.text}".casefold() for word in words)
        )
        self.phase = Phase.READY if self._replies else Phase.EMPTY

    def _act(self, doing: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._tasks.spawn(
            guarded(self, doing, log, "canned replies"),
            name="canned replies",
            key=f"{self._key} act",
        )

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.load()
