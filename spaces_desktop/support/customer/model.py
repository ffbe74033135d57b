"""The customer's side as a whole: one's own conversations, the open one, and finding a brand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.communities import CommunityType
from embedded_server.contracts.support import Conversation, ConversationStatus
from spaces_desktop.chat.desk import Desk
from spaces_desktop.chat.place import Place
from spaces_desktop.communities.api import CommunitiesCalls
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.support.customer.api import CustomerCalls
from spaces_desktop.support.customer.beginning import is_new, place_of_new
from spaces_desktop.support.customer.brands import BrandsModel
from spaces_desktop.support.customer.own import OwnConversations
from spaces_desktop.support.customer.talk import Talk, new_talk
from spaces_desktop.widgets.rooms import Keep

MOST_TALKS = 20
"""Conversations that are kept up to date at once: the ones that were opened last."""


class CustomerModel(QObject):
    open_changed = Signal(object)
    read_here = Signal(str)
    """The id of a brand of which nothing is unread any more."""

    open = Observed[Talk | None](None)

    def __init__(
        self,
        calls: CustomerCalls,
        communities: CommunitiesCalls,
        mine: CommunitiesModel,
        desk: Desk,
        keep: Keep,
        visit: Callable[[str, str], None],
        parent: QObject | None = None,
    ) -> None:
        """`mine` are the brands one belongs to; `visit(brand, conversation)` goes there."""
        super().__init__(parent)
        self._calls = calls
        self._desk = desk
        self._keep = keep
        self.visit = visit
        self._talks: dict[str, Talk] = {}
        self._wanted: tuple[str, str] = ("", "")
        """Which brand, and what in it, as soon as one's own are known."""
        self.brands_of_mine = mine
        self.own = OwnConversations(calls, desk.live, desk.tasks, desk.me.id, self)
        self.own.changed.connect(self._on_changed)
        self.own.phase_changed.connect(lambda _phase: self._open_wanted())
        self.brands = BrandsModel(
            CommunityType.OFFICIAL, communities, mine, _no_names, desk.live, desk.tasks, self
        )
        self.brands.entered.connect(lambda brand: visit(brand, ""))

    def start(self) -> None:
        self.own.load()

    def close(self) -> None:
        for one in self._talks.values():
            one.close()
        self.own.close()
        self.brands.close()
        self._desk.drafts.flush()

    def has(self, community_id: str) -> bool:
        """Whether one is, or is about to be, a customer of that brand."""
        return self.own.of_brand(community_id) is not None

    def holds(self, inner: str) -> bool:
        """Whether that is one of one's own conversations, or a new one."""
        return self.own.get(inner) is not None or is_new(inner)

    def show(self, community_id: str, inner: str = "") -> None:
        """A brand: its open conversation or a new one; `inner` is a conversation's or a message's
        id."""
        self._wanted = (community_id, inner)
        if self.own.all or not self.own.is_loading:
            self._open_wanted()

    def show_one(self, conversation_id: str) -> None:
        one = self.own.get(conversation_id)
        if one is not None:
            self.visit(one.community_id, conversation_id)

    def begin(self, community_id: str) -> None:
        """Write to a brand anew: in the open conversation, where there is one."""
        held = self.own.of_brand(community_id)
        if held is not None and held.status is not ConversationStatus.RESOLVED:
            self.visit(community_id, held.id)
        else:
            self.visit(community_id, place_of_new(community_id).conversation_id)

    def leave(self) -> None:
        """Show no conversation."""
        self._wanted = ("", "")
        self.open = None

    def started(self, one: Conversation) -> None:
        """What was written to a brand has become a conversation."""
        self.own.take(one)
        here = self.open
        if here is not None and here.place == place_of_new(one.community_id):
            self.visit(one.community_id, one.id)

    def _open_wanted(self) -> None:
        community_id, inner = self._wanted
        if not community_id or self.own.is_loading:
            return
        self._wanted = ("", "")
        place = place_of_new(community_id)
        one = self.own.get(inner)
        if inner != place.conversation_id:
            one = one or self.own.of_brand(community_id)
        if one is not None:
            place = Place(community_id, one.id)
        self._go(place, one)
        if one is not None and inner not in ("", one.id) and self.open is not None:
            self.open.thread_model.jump_to(inner)

    def _go(self, place: Place, one: Conversation | None) -> None:
        talk = self._talks.pop(place.id, None)
        if talk is None:
            talk = self._make(place, one)
        self._talks[place.id] = talk
        while len(self._talks) > MOST_TALKS:
            old = self._talks.pop(next(iter(self._talks)))
            old.close()
            old.setParent(None)
        if one is not None:
            read = 0 if not one.unread_count else max(0, one.last_seq - one.unread_count)
            talk.thread_model.enter(read, one.unread_count)
        else:
            talk.thread_model.load()
        self.open = talk

    def _make(self, place: Place, one: Conversation | None) -> Talk:
        if one is None:
            talk = new_talk(place.community_id, self._desk, self._calls, self._keep, self)
        else:
            talk = Talk(place, self._desk, self._calls, self._keep, self)
            talk.show(one)
        talk.taken.connect(self.own.take)
        talk.load_brand()
        return talk

    def _on_changed(self, conversation_id: str) -> None:
        one = self.own.get(conversation_id)
        talk = self._talks.get(conversation_id)
        if one is None:
            return
        if talk is not None:
            talk.show(one)
        if not one.unread_count:
            self.read_here.emit(one.community_id)


async def _no_names(_community_id: str) -> list[str]:
    return []
