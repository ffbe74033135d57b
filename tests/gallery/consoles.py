"""A brand's console on scripted calls, as the gallery and the tests of the room show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import structs

from embedded_server.contracts.club import Author, Message, Notice
from embedded_server.contracts.communities import Community, CommunityType, Role
from embedded_server.contracts.events import EventType
from embedded_server.contracts.support import Conversation
from embedded_server.contracts.support_desk import SupportSettings
from spaces_desktop.chat.emoji import KeptEmoji
from spaces_desktop.chat.model import ThreadModel
from spaces_desktop.chat.place import Place
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.console.model import ConsoleModel, Counter
from spaces_desktop.support.model import SupportModel
from spaces_desktop.support.threads import make_desk
from spaces_desktop.widgets.rooms import Forgetful
from tests.kit.desktop import FakeCalls, community, frame, membership, message, page, page_of, user
from tests.kit.support import (
    agents,
    canned,
    customer_card,
    draft,
    handoff,
    held,
    note,
    resolved,
    waiting,
    with_ai,
)

ME = user("Ada", "u1")


def brand(role: Role = Role.CREATOR, community_id: str = "c1", name: str = "Luma") -> Community:
    own = membership(community_id, role=role)
    return community(community_id, name, own, type=CommunityType.OFFICIAL, cs_mode="hybrid")


def said(one: Conversation, text: str, seq: int, by: str = "customer", **more: Any) -> Message:
    authors = {
        "customer": Author(kind="user", id=one.customer.id, name=one.customer.name),
        "me": Author(kind="user", id=ME.id, name=ME.display_name),
        "agent": Author(kind="agent", id="a1", name="Luma helper"),
        "system": Author(kind="system", id="", name=""),
    }
    values = {
        "id": f"{one.id}-{seq:05}",
        "community_id": one.community_id,
        "conversation_id": one.id,
        "author": authors[by],
        "kind": "system" if by == "system" else "message",
    } | more
    return message(seq, text, **values)


def talk(one: Conversation) -> list[Message]:
    """Newest first, as the server gives it."""
    lines = (
        ("customer", "Hello, my lamp flickers since the last update."),
        ("agent", "I am sorry to hear that. Hold the switch for ten seconds to restart it."),
        ("customer", "I did, twice. It still flickers, and the warranty ends on Friday."),
    )
    made = [said(one, text, at, by) for at, (by, text) in enumerate(lines, start=1)]
    notice = Notice(act="waiting")
    made.append(said(one, "A person was asked for.", 4, "system", notice=notice))
    if one.assignee is not None:
        joined = Notice(act="accepted", name=one.assignee.name)
        made.append(said(one, "Ada has joined.", 5, "system", notice=joined))
        made.append(said(one, "Hello! I look at your order now.", 6, "me"))
    return made[::-1]


class SilentBell:
    def __init__(self) -> None:
        self.rung = 0
        self.hushed = 0

    def ring(self) -> None:
        self.rung += 1

    def hush(self) -> None:
        self.hushed += 1


class Consoles:
    """The room's model on scripted calls; `answers` stand in place of what they answer else."""

    def __init__(
        self,
        live: LiveEvents,
        tasks: Tasks,
        *held_back: str,
        role: Role = Role.CREATOR,
        **answers: Any,
    ) -> None:
        """The calls in `held_back` do not answer."""
        self.live, self.tasks = live, tasks
        known = answers.pop("known", [*waiting(6), *held(3), with_ai(), resolved()])
        self.known: dict[str, Conversation] = {one.id: one for one in known}
        given: dict[str, Any] = {
            "mine": Snapshot([brand(role)], 100),
            "queue": lambda _c: Snapshot(self._in("waiting_human"), 100),
            "held": lambda _c, who: Snapshot(
                [
                    one
                    for one in self._in("human_active")
                    if one.assignee and one.assignee.id == who
                ],
                100,
            ),
            "conversations": lambda _c, _q, _p: Snapshot(page_of(list(self.known.values())), 100),
            "read": lambda one: Snapshot(self.known[one], 100),
            "earlier": [resolved(at) for at in (1, 2)],
            "colleagues": agents(),
            "settings": SupportSettings(),
            "notes": [note(1), note(2, "Sent a new driver to her last month as well.")],
            "customer": customer_card(),
            "handoff": handoff(),
            "canned": canned(),
            "draft": draft(),
            "used": None,
            "set_availability": None,
            "learn": None,
            "history": self._history,
            "read_up_to": None,
            "send": None,
        } | answers
        self.calls = FakeCalls(**given)
        for name in held_back:
            self.calls.hold(name)
        self.shelf = Shelf(None, ME.id)
        desk = make_desk(self.calls, live, tasks, ME, self.shelf)
        self.desk = desk
        self.keep = Forgetful()
        self.bell = SilentBell()
        self.quiet = False
        counter = Counter(
            calls=self.calls,
            live=live,
            tasks=tasks,
            me=ME,
            keep=self.keep,
            drafts=desk.drafts,
            thread_of=lambda one: ThreadModel(Place(one.community_id, one.id), desk),
        )
        self.model = SupportModel(self.calls, counter, self.bell, lambda: self.quiet)
        self.emoji = KeptEmoji(self.keep)
        self._seq = 100

    @property
    def console(self) -> ConsoleModel:
        return self.model.consoles["c1"]

    def event(self, kind: EventType, data: Any, *, seq: bool = True) -> None:
        """Told live; `seq` is False for what is fleeting."""
        self._seq += seq
        self.live.receive(frame(kind, data, self._seq if seq else None, "c1"))

    def tell(self, one: Conversation, **changes: Any) -> Conversation:
        """A conversation as it stands now, in an event."""
        new = structs.replace(one, **changes)
        self.known[new.id] = new
        self.event(EventType.CONVERSATION_UPDATED, new)
        return new

    def close(self) -> None:
        self.model.close()
        self.desk.outbox.close()
        self.shelf.close()

    def _in(self, status: str) -> list[Conversation]:
        return [one for one in self.known.values() if one.status == status]

    def _history(self, place_id: str, _query: Any) -> Any:
        return Snapshot(page(self._said(place_id)), 100)

    def _said(self, place_id: str) -> list[Message]:
        one = self.known.get(place_id)
        return [] if one is None else talk(one)


def names(found: Sequence[Conversation]) -> list[str]:
    return [one.customer.name for one in found]
