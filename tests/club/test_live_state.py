"""What a client keeps (a snapshot with live events applied) always equals a fresh snapshot, and
nobody receives an event of a room they could not read: a state machine over people and clubs."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from embedded_server.club.service.messages import post
from embedded_server.contracts import club, communities
from embedded_server.contracts.club import Author
from embedded_server.contracts.events import SEQ_HEADER
from tests.kit.people import Live, Person
from tests.kit.server import LocalHost, fast_settings

T = TypeVar("T")
Room = dict[str, dict[str, Any]]
CLUBS = 2
PEOPLE = 4
_club = st.integers(0, CLUBS - 1)
_person = st.integers(0, PEOPLE - 1)
_text = st.sampled_from(
    ["a", "漢字", "two words", "\U0001f600 e\u0301", "x" * 4000, "@admin hi", "@everyone @Admin"]
)
_emoji = st.sampled_from(["\u2764", "\u2764\ufe0f", "\U0001f44d", "no emoji"])


class Client:
    """One person's client: what it heard, and the snapshots it took."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.live: Live | None = None
        self.stack = AsyncExitStack()
        self.heard: list[dict[str, Any]] = []
        self.rooms: dict[str, tuple[int, Room, Room]] = {}
        """Messages and members as of an event's `seq`, by club."""

        self.since: int | None = None
        """Up to where it has heard everything."""

    async def connect(self) -> None:
        self.live = await self.stack.enter_async_context(self.person.live(self.since))
        if self.since is None:
            self.since = self.live.opened_at
        await self.live.caught_up()

    async def disconnect(self) -> None:
        self.live = None
        await self.stack.aclose()

    async def listen(self) -> list[dict[str, Any]]:
        """What came since the last time."""
        assert self.live is not None
        await self.live.caught_up()
        events = [event for event in self.live.events if event["type"] != "error"]
        self.live.events.clear()
        for event in events:
            assert event["type"] != "resync"
            if "seq" in event:
                assert self.since is not None
                assert event["seq"] > self.since, "an event came again, or out of order"
                self.since = event["seq"]
        self.heard += events
        return events

    async def snapshot(self, club_id: str) -> tuple[int, Room, Room]:
        page = await self.person.get(club.HISTORY.url(communityId=club_id), params={"limit": "100"})
        members = await self.person.get(communities.MEMBERS.url(communityId=club_id))
        assert (page.status, members.status) == (200, 200)
        assert not page.json["hasMore"]
        held = {m["userId"]: without_presence(m) for m in members.json["items"]}
        # The older of the two positions: what came between them is applied to both, harmlessly.
        return (
            min(int(page.headers[SEQ_HEADER]), int(members.headers[SEQ_HEADER])),
            {m["id"]: m for m in page.json["items"]},
            held,
        )

    def kept(self, club_id: str) -> tuple[Room, Room]:
        """The snapshot with everything that was heard after it."""
        seq, old_messages, old_members = self.rooms[club_id]
        messages, members = dict(old_messages), dict(old_members)
        for event in self.heard:
            if event.get("communityId") != club_id or event.get("seq", 0) <= seq:
                continue
            data = event["data"]
            match event["type"]:
                case "message.created" | "message.updated":
                    messages[data["id"]] = data
                case "message.deleted":
                    messages.pop(data["id"], None)
                case "member.updated" if data["status"] == "active":
                    members[data["userId"]] = without_presence(data)
                case "member.updated":
                    members.pop(data["userId"], None)
        return messages, members


def without_presence(membership: dict[str, Any]) -> dict[str, Any]:
    """What is the member's own: an event also tells how many are in now, a list who is here."""
    told_apart = {"presence", "memberCount"}
    return {key: value for key, value in membership.items() if key not in told_apart}


class LiveState(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.host = LocalHost(fast_settings(Path(self.folder.name)))
        self.clubs: list[str] = []
        self.clients: list[Client] = []
        self.could_read: set[tuple[str, str]] = set()
        """`(person, club)` as of the step before."""
        self.steps = 0

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(asyncio.wait_for(work, 20))

    @initialize()
    def begin(self) -> None:
        self.run(self._begin())

    async def _begin(self) -> None:
        await self.host.start()
        admin = await self.host.set_up()
        people = [admin, *[await self.host.person() for _ in range(PEOPLE - 1)]]
        self.clients = [Client(person) for person in people]
        self.clubs = [await people[number].create() for number in range(CLUBS)]
        for client in self.clients:
            await client.connect()
        await self._check()

    def teardown(self) -> None:
        try:
            if self.clubs:
                self.run(self._check(whole=True))
        finally:
            for client in self.clients:
                self.run(client.disconnect())
            self.run(self.host.stop())
            self.runner.close()
            self.folder.cleanup()

    async def _readers(self) -> set[tuple[str, str]]:
        rows = await self.host.server.database.read(
            lambda reader: reader.rows(
                "SELECT user_id, community_id FROM memberships WHERE status = 'active'"
            )
        )
        return set(rows)

    async def _check(self, whole: bool = False) -> None:
        readers = await self._readers()
        for client in self.clients:
            if client.live is None:
                if not whole:
                    continue
                await client.connect()
            own_id = client.person.id
            for event in await client.listen():
                about = event.get("communityId")
                if about is None:
                    continue
                may = {(own_id, about)} & (readers | self.could_read)
                assert event["data"].get("onlyFor", own_id) == own_id, f"{own_id} heard {event}"
                own = event["type"] == "member.updated" and event["data"]["userId"] == own_id
                assert may or own, f"{own_id} heard {event}"
            for club_id in self.clubs:
                if (own_id, club_id) not in readers:
                    client.rooms.pop(club_id, None)
                    continue
                fresh = await client.snapshot(club_id)
                if club_id not in client.rooms:
                    client.rooms[club_id] = fresh
                else:
                    assert client.kept(club_id) == fresh[1:]
        self.could_read = readers

    @invariant()
    def kept_equals_fresh(self) -> None:
        self.steps += 1
        if self.clubs:
            self.run(self._check())

    # What people do: whether it is allowed is for the server to say.

    def call(self, who: int, method: str, path: str, body: Any = None) -> int:
        async def act() -> int:
            return (await self.clients[who].person.call(method, path, body)).status

        status = self.run(act())
        assert status < 500
        return status

    def user(self, number: int) -> str:
        return self.clients[number].person.id

    @rule(who=_person, where=_club)
    def join(self, who: int, where: int) -> None:
        self.call(who, "POST", communities.JOIN.url(communityId=self.clubs[where]))

    @rule(who=_person, where=_club)
    def leave(self, who: int, where: int) -> None:
        self.call(who, "POST", communities.LEAVE.url(communityId=self.clubs[where]))

    @rule(who=_person, where=_club, text=_text)
    def send(self, who: int, where: int, text: str) -> None:
        self.call(who, "POST", club.SEND.url(communityId=self.clubs[where]), {"text": text})

    async def _some_message(self, where: int, which: int) -> str | None:
        rows = await self.host.server.database.read(
            lambda reader: reader.rows(
                "SELECT id FROM messages WHERE community_id = ? ORDER BY seq",
                (self.clubs[where],),
            )
        )
        return str(rows[which % len(rows)][0]) if rows else None

    @rule(who=_person, where=_club, text=_text)
    def whisper(self, who: int, where: int, text: str) -> None:
        """A message of a member for themselves, as a private question is stored."""
        user_id, club_id = self.user(who), self.clubs[where]
        if (user_id, club_id) in self.run(self._readers()):
            author = Author(
                kind="user", id=user_id, name=self.clients[who].person.user["displayName"]
            )
            self.run(
                self.host.server.database.write(
                    lambda tx: post(tx, club_id, author, text, None, None, only_for=user_id)
                )
            )

    @rule(who=_person, where=_club, which=st.integers(0, 20), emoji=_emoji, take=st.booleans())
    def react(self, who: int, where: int, which: int, emoji: str, take: bool) -> None:
        message_id = self.run(self._some_message(where, which))
        if message_id is not None:
            route = club.UNREACT if take else club.REACT
            path = route.url(communityId=self.clubs[where], messageId=message_id, emoji=emoji)
            self.call(who, route.method, path)

    @rule(who=_person, where=_club, which=st.integers(0, 20), take=st.booleans())
    def pin(self, who: int, where: int, which: int, take: bool) -> None:
        message_id = self.run(self._some_message(where, which))
        if message_id is not None:
            route = club.UNPIN if take else club.PIN
            path = route.url(communityId=self.clubs[where], messageId=message_id)
            self.call(who, route.method, path)

    @rule(who=_person, where=_club, which=st.integers(0, 20), text=_text)
    def edit(self, who: int, where: int, which: int, text: str) -> None:
        message_id = self.run(self._some_message(where, which))
        if message_id is not None:
            path = club.EDIT.url(communityId=self.clubs[where], messageId=message_id)
            self.call(who, "PATCH", path, {"text": text})

    @rule(who=_person, where=_club, which=st.integers(0, 20))
    def delete(self, who: int, where: int, which: int) -> None:
        message_id = self.run(self._some_message(where, which))
        if message_id is not None:
            path = club.DELETE.url(communityId=self.clubs[where], messageId=message_id)
            self.call(who, "DELETE", path)

    @rule(who=_person, where=_club, seq=st.integers(0, 30))
    def read(self, who: int, where: int, seq: int) -> None:
        self.call(who, "PUT", club.READ_UP_TO.url(communityId=self.clubs[where]), {"seq": seq})

    @rule(
        who=_person,
        whom=_person,
        where=_club,
        change=st.sampled_from(
            [
                {"role": "moderator"},
                {"role": "member"},
                {"mutedUntil": "2099-01-01T00:00:00.000Z"},
                {"mutedUntil": None},
            ]
        ),
    )
    def change(self, who: int, whom: int, where: int, change: dict[str, Any]) -> None:
        path = communities.EDIT_MEMBER.url(communityId=self.clubs[where], userId=self.user(whom))
        self.call(who, "PATCH", path, change)

    @rule(who=_club, whom=_person, where=_club)
    def remove(self, who: int, whom: int, where: int) -> None:
        path = communities.REMOVE_MEMBER.url(communityId=self.clubs[where], userId=self.user(whom))
        self.call(who, "DELETE", path)

    @rule(who=_club, whom=_person, where=_club, lift=st.booleans())
    def ban(self, who: int, whom: int, where: int, lift: bool) -> None:
        path = communities.BAN.url(communityId=self.clubs[where], userId=self.user(whom))
        self.call(who, "DELETE" if lift else "PUT", path)

    @precondition(lambda self: self.steps > 3)
    @rule(who=_person)
    def disconnect(self, who: int) -> None:
        self.run(self.clients[who].disconnect())

    @rule(who=_person)
    def connect(self, who: int) -> None:
        if self.clients[who].live is None:
            self.run(self.clients[who].connect())


TestLiveState = LiveState.TestCase
TestLiveState.settings = settings(
    max_examples=int(os.environ.get("SPACES_TEST_EXAMPLES", "20")),
    stateful_step_count=40,
    deadline=None,
    derandomize="SPACES_TEST_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
