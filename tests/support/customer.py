"""The customer's side on scripted calls and live events, for tests of its models and views."""

from __future__ import annotations

from typing import Any

from embedded_server.contracts.base import Page
from embedded_server.contracts.club import Author, Message, Notice
from embedded_server.contracts.communities import Community, CommunityType
from embedded_server.contracts.events import EventType
from embedded_server.contracts.support import Conversation, ConversationStatus, Party
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.customer.beginning import Beginning, is_new
from spaces_desktop.support.customer.model import CustomerModel
from spaces_desktop.support.customer.talk import Talk
from spaces_desktop.support.threads import make_desk
from spaces_desktop.widgets.rooms import Forgetful
from tests.kit.desktop import (
    FakeCalls,
    community,
    frame,
    live_events,
    message,
    page,
    page_of,
    tasks,
    until,
    user,
)
from tests.kit.support import ago
from tests.kit.support import conversation as of_staff

ME = user("Ada", "u1")
_HIDDEN = {"transfer_reason", "due_at", "due_kind", "is_guest", "asked_by"}


def mine(number: int = 1, **more: Any) -> Conversation:
    """One of Ada's own, as she is told of it."""
    made = of_staff(number, customer=Party(id=ME.id, name="Ada"), **{"can_transfer": True, **more})
    values = {name: getattr(made, name) for name in made.__struct_fields__ if name not in _HIDDEN}
    return Conversation(**values)


def waiting(position: int | None = 3, **more: Any) -> Conversation:
    return mine(
        status=ConversationStatus.WAITING_HUMAN,
        can_transfer=False,
        queue_position=position,
        waiting_since=ago(60),
        waiting_seconds=60,
        **more,
    )


def with_maria(**more: Any) -> Conversation:
    return mine(
        status=ConversationStatus.HUMAN_ACTIVE,
        can_transfer=False,
        assignee=Party(id="u7", name="Maria"),
        **more,
    )


def brand(key: str = "c1", name: str = "Luma", **more: Any) -> Community:
    given = {"type": CommunityType.OFFICIAL, "cs_mode": "hybrid", "description": "Lamps", **more}
    return community(key, name, **given)


def said(seq: int, text: str, author: str = "agent", **more: Any) -> Message:
    writers = {
        "agent": Author(kind="agent", id="a1", name="Luma helper"),
        "me": Author(kind="user", id=ME.id, name="Ada"),
        "maria": Author(kind="user", id="u7", name="Maria"),
        "system": Author(kind="system", id="", name=""),
    }
    kind = "system" if author == "system" else "message"
    return message(seq, text, author=writers[author], conversation_id="v0001", kind=kind, **more)


def notice(seq: int, act: Any, name: str | None = None) -> Message:
    return said(seq, act, "system", notice=Notice(act=act, name=name))


class Asking:
    """One who asks brands: the model, what the server answers, and where one went."""

    def __init__(
        self,
        *own: Conversation,
        history: Any = None,
        live: LiveEvents | None = None,
        spawner: Tasks | None = None,
        **answers: Any,
    ) -> None:
        given: dict[str, Any] = {
            "own": Snapshot(list(own), 100),
            "history": Snapshot(history or page([]), 100),
            "brand": brand(),
            "browse": page_of([brand(is_verified=True)]),
            "mine": Snapshot([], 100),
            "read_up_to": None,
        }
        self.calls = FakeCalls(**(given | answers))
        self.tasks = spawner or tasks()
        self.live = live or live_events(self.tasks)
        self.live.link = Link(LinkState.ONLINE)
        self.keep = Forgetful()
        self.threads = _Threads(self.calls)
        self.beginning = Beginning(self.calls, self.threads)
        self.desk = make_desk(
            self.threads,
            self.live,
            self.tasks,
            ME,
            Shelf(None, ME.id),
            self.beginning.begin,
            is_new,
        )
        brands = CommunitiesModel(CommunityType.OFFICIAL, self.calls, self.live, self.tasks, ME.id)
        self.brands = brands
        self.visited: list[tuple[str, str]] = []
        self.model = CustomerModel(
            self.calls, self.calls, brands, self.desk, self.keep, self._visit
        )
        self.beginning.started = self.model.started
        self._seq = 100

    def _visit(self, brand_id: str, inner: str) -> None:
        self.visited.append((brand_id, inner))
        self.model.show(brand_id, inner)

    async def idle(self) -> None:
        await until(lambda: not self.tasks.names, "everything has ended")

    async def start(self, community_id: str = "", inner: str = "") -> None:
        self.model.start()
        if community_id:
            self.model.show(community_id, inner)
        await self.idle()

    def tell(self, one: Conversation) -> None:
        """A live event says how a conversation stands."""
        self._seq += 1
        self.live.receive(frame(EventType.CONVERSATION_UPDATED, one, self._seq, one.community_id))

    def hear(self, one: Message) -> None:
        self._seq += 1
        self.live.receive(frame(EventType.MESSAGE_CREATED, one, self._seq, one.community_id))

    @property
    def talk(self) -> Talk:
        assert self.model.open is not None
        return self.model.open

    def close(self) -> None:
        self.model.close()
        self.brands.close()
        self.desk.outbox.close()


class _Threads:
    """The thread's calls, where a place that has not begun has nothing in it."""

    def __init__(self, calls: FakeCalls) -> None:
        self._calls = calls

    async def history(self, place_id: str, query: Any) -> Snapshot[Page[Message]]:
        if place_id.startswith("new/"):
            return Snapshot(page([]), 0)
        found: Snapshot[Page[Message]] = await self._calls.history(place_id, query)
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._calls, name)
