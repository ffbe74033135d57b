"""The lounges room as a whole: one's lounges, the open one, and finding another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.communities import Community, CommunityType, Standing
from embedded_server.contracts.lounge import Chat
from spaces_desktop.communities.api import CommunitiesCalls
from spaces_desktop.communities.browsing import BrowseModel, is_banned
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.communities.own import entry_of, is_quiet
from spaces_desktop.communities.renewing import RenewModel
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.lounge.chats import Chats
from spaces_desktop.lounge.lounge import Lounge
from spaces_desktop.lounge.talk.talk import Tools
from spaces_desktop.widgets.entries import Entries, Entry

MOST_LOUNGES = 12
"""Lounges whose chats are kept up to date at once: the ones that were opened last."""


@dataclass(frozen=True, slots=True)
class Farewell:
    """What is said in place of a lounge that one may not see any more."""

    title: str
    text: str


class Finding(BrowseModel):
    """Looking for a lounge: a chosen one is simply looked at, coming in is offered there."""

    def join(self) -> None:
        chosen = self.chosen
        if chosen is not None and not is_banned(chosen):
            self.entered.emit(chosen.id)


class LoungesModel(QObject):
    open_changed = Signal(object)
    farewell_changed = Signal(object)
    counted = Signal()
    """How much is unread may be another number."""
    read_here = Signal(str)
    """The id of a lounge of which nothing is unread any more."""

    open = Observed[Lounge | None](None)
    farewell = Observed[Farewell | None](None)

    def __init__(
        self,
        tools: Tools,
        communities: CommunitiesCalls,
        visit: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        """`visit` goes to a lounge by its id, to the room itself by ""."""
        super().__init__(parent)
        self._tools = tools
        self._desk = desk = tools.desk
        self._known: dict[str, Lounge] = {}
        self.visit = visit
        live, tasks, my_id = desk.live, desk.tasks, desk.me.id
        self.lounges = CommunitiesModel(
            CommunityType.LOUNGE, communities, live, tasks, my_id, parent=self
        )
        self.chats = Chats(tools.calls, live, tasks, my_id, tools.keep, self)
        self.browsing = Finding(
            CommunityType.LOUNGE, communities, self.lounges, _no_names, live, tasks, self
        )
        self.browsing.entered.connect(visit)
        self.lounges.created.connect(visit)
        self.lounges.joined.connect(visit)
        self.renewal = RenewModel(communities, self.lounges, tasks, self)
        self.renewal.renewed.connect(lambda _id, _words: self._on_renewed())
        self.entries = Entries(self)
        self.lounges.entries.modelReset.connect(self._refresh)
        self.lounges.entries.dataChanged.connect(self._refresh)
        self.lounges.community_changed.connect(self._on_community)
        self.lounges.loaded.connect(lambda _seq: self._on_loaded())
        self.lounges.ended.connect(self._on_ended)
        self.lounges.gone.connect(self._on_gone)
        self.chats.changed.connect(self._on_chat)
        self.chats.phase_changed.connect(lambda _phase: self._go_on())

    def start(self) -> None:
        self.lounges.load()
        self.chats.load()

    def close(self) -> None:
        for one in self._known.values():
            one.close()
        for part in (self.chats, self.browsing, self.lounges):
            part.close()
        self._desk.drafts.flush()

    @property
    def unread(self) -> int:
        """In lounges that one wants to hear of."""
        loud = (one for one in self.lounges.mine if not is_quiet(one.membership))
        return sum(self.chats.unread(one.id) for one in loud)

    def show(self, community_id: str) -> None:
        """Open a lounge, whether one is a member or not; "" for none."""
        self.farewell = None
        self.renewal.open(community_id)
        if not community_id:
            self.open = None
            return
        found = self._known.pop(community_id, None) or self._make(community_id)
        self._known[community_id] = found
        while len(self._known) > MOST_LOUNGES:
            old = self._known.pop(next(iter(self._known)))
            old.close()
            old.setParent(None)
        self.open = found
        self._go_on()

    def _make(self, community_id: str) -> Lounge:
        made = Lounge(community_id, self._tools, self)
        made.started.connect(self._on_started)
        mine = self.lounges.get(community_id)
        if mine is not None:
            made.show(mine)
        made.load()
        return made

    def _go_on(self) -> None:
        """Enter the chat of the open lounge, as soon as it is known whether there is one."""
        here = self.open
        chat = None if here is None else self.chats.of(here.id)
        if here is not None and chat is not None:
            here.go_on(chat, self.chats.read(chat), self.chats.unread(here.id))

    def _on_renewed(self) -> None:
        """What was said meanwhile, and what was not sent, comes now."""
        here = self.open
        if here is not None and here.talk is not None:
            here.talk.thread_model.load()
            here.talk.meter.load()
            self._desk.outbox.retry_all(here.talk.place.id)

    def _on_started(self, chat: Chat) -> None:
        lounge = self._known.get(chat.community_id)
        if lounge is not None and lounge.community is not None:
            self.lounges.take(lounge.community)
        self.chats.take(chat)
        self._go_on()

    def _on_loaded(self) -> None:
        for one in self.lounges.mine:
            self._on_community(one.id)

    def _on_community(self, community_id: str) -> None:
        lounge, mine = self._known.get(community_id), self.lounges.get(community_id)
        if lounge is not None and mine is not None:
            lounge.show(mine)

    def _on_chat(self, community_id: str) -> None:
        self._refresh()
        lounge = self._known.get(community_id)
        if lounge is not None and lounge.talk is not None:
            lounge.chat = self.chats.of(community_id)
        if not self.chats.unread(community_id):
            self.read_here.emit(community_id)

    def _on_ended(self, one: Community, standing: Standing) -> None:
        if self.open is None or self.open.id != one.id:
            return
        if standing is Standing.BANNED:
            title = self.tr("You were banned from {name}.")
            text = self.tr("You cannot come back until its staff lift the ban.")
        elif standing is Standing.REMOVED:
            title = self.tr("You were removed from {name}.")
            text = self.tr("Its staff have ended your membership. You may come in again.")
        else:
            return
        self._drop(one.id)
        self.farewell = Farewell(title.format(name=one.name), text)

    def _on_gone(self, community_id: str) -> None:
        here = self.open
        if here is not None and here.id == community_id:
            name = here.name
            self._drop(community_id)
            self.farewell = Farewell(
                self.tr("You are no longer in {name}.").format(name=name),
                self.tr("You have left it, or its creator has deleted it."),
            )
        else:
            self._drop(community_id)

    def _drop(self, community_id: str) -> None:
        if self.open is not None and self.open.id == community_id:
            self.open = None
        lounge = self._known.pop(community_id, None)
        if lounge is not None:
            lounge.close()
            lounge.setParent(None)

    def _refresh(self) -> None:
        mine = sorted(self.lounges.mine, key=lambda one: (one.name.casefold(), one.id))
        mine.sort(key=self._last_at, reverse=True)
        self.entries.show(self._entry(one) for one in mine)
        self.counted.emit()

    def _last_at(self, one: Community) -> str:
        chat = self.chats.of(one.id)
        return "" if chat is None else chat.last_at

    def _entry(self, one: Community) -> Entry:
        chat, plain = self.chats.of(one.id), entry_of(one)
        last = "" if chat is None else " ".join(chat.last_text.split())
        return Entry(
            one.id,
            one.name,
            last or plain.detail,
            self.chats.unread(one.id),
            is_quiet=plain.is_quiet,
            is_verified=one.is_verified,
        )


async def _no_names(_community_id: str) -> list[str]:
    return []
