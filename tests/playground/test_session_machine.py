"""A session under any order of coming, going, falling silent, late ends and lost sockets: nobody
is doubled or deleted, counts match who is connected, and everybody's view converges."""

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
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from embedded_server.contracts import playground
from embedded_server.contracts.events import SEQ_HEADER
from tests.kit.people import Live, Person
from tests.kit.server import LocalHost, fast_settings
from tests.playground.rooms import Room, begin, make, tick

T = TypeVar("T")
PEOPLE = 4
_who = st.integers(0, PEOPLE - 1)
View = tuple[dict[str, Any], dict[str, dict[str, Any]]]


def split(session: dict[str, Any]) -> View:
    """The session without its participants, and those by id."""
    people = {one["id"]: one for one in session.get("participants", ())}
    return {key: value for key, value in session.items() if key != "participants"}, people


class Window:
    """One person's window: a snapshot, and the events that came after it."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.live: Live | None = None
        self.stack = AsyncExitStack()
        self.since: int | None = None
        self.seen: View | None = None

    async def open(self) -> None:
        if self.live is None:
            self.live = await self.stack.enter_async_context(self.person.live(self.since))
            self.since = self.live.opened_at if self.since is None else self.since

    async def close(self) -> None:
        self.live = None
        await self.stack.aclose()

    async def snapshot(self, room: Room) -> View:
        answer = await self.person.get(playground.SESSION.url(**room.ids))
        assert answer.status == 200
        assert self.since is None or int(answer.headers[SEQ_HEADER]) >= self.since
        return split(answer.json)

    async def listen(self) -> None:
        """Take what came into the view."""
        assert self.live is not None
        await self.live.caught_up()
        for event in self.live.events:
            if "seq" in event:
                assert self.since is not None
                assert event["seq"] > self.since, "an event came again"
                self.since = event["seq"]
            if self.seen is None:
                continue
            if event["type"] == "session.updated":
                self.seen = (split(event["data"])[0], self.seen[1])
            elif event["type"] == "participant.updated":
                self.seen[1][event["data"]["id"]] = event["data"]
        self.live.events.clear()


class Sessions(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.host = LocalHost(fast_settings(Path(self.folder.name)))
        self.windows: list[Window] = []
        self.room: Room | None = None
        self.ids: dict[str, str] = {}
        """Of participants, by user; a person never has another."""

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(asyncio.wait_for(work, 60))

    @initialize()
    def begin(self) -> None:
        async def start() -> None:
            await self.host.start()
            people = [await self.host.set_up(), *[await self.host.person() for _ in range(3)]]
            self.windows = [Window(person) for person in people]
            self.room = await begin(people[0], await make(people[0], maxParticipants=3))
            for window in self.windows:
                await window.open()

        self.run(start())

    def teardown(self) -> None:
        for window in self.windows:
            self.run(window.close())
        self.run(self.host.stop())
        self.runner.close()
        self.folder.cleanup()

    @invariant()
    def holds(self) -> None:
        if self.room is not None:
            self.run(self._check(self.room))

    async def _check(self, room: Room) -> None:
        for window in self.windows:
            if window.live is not None:
                await window.listen()
        session = await room.view(self.windows[0].person)
        people = session["participants"]
        users = [one["userId"] for one in people]
        assert len(users) == len(set(users)), "somebody is in twice"
        for one in people:
            assert self.ids.setdefault(one["userId"], one["id"]) == one["id"]
            assert (one["leftAt"] is None) == (one["status"] == "connected")
        assert set(users) == set(self.ids), "somebody was deleted"
        connected = [one["userId"] for one in people if one["status"] == "connected"]
        assert session["participantCount"] == len(connected) <= 3
        assert session["hostId"] in users
        if session["status"] == "ended":
            assert not connected
            return
        for window in self.windows:
            if window.live is None or window.person.id not in users:
                continue
            fresh = await window.snapshot(room)
            if window.seen is None:
                window.seen = fresh
            assert window.seen == fresh

    def act(self, who: int, verb: str, **about: Any) -> int:
        assert self.room is not None
        answer = self.run(getattr(self.room, verb)(self.windows[who].person, **about))
        assert answer.status < 500
        return int(answer.status)

    @rule(who=_who, role=st.sampled_from([None, "Player"]))
    def join(self, who: int, role: str | None) -> None:
        self.act(who, "join", role=role)

    @rule(who=_who)
    def leave(self, who: int) -> None:
        self.act(who, "leave")

    @rule(who=_who, generation=st.integers(1, 4))
    def leave_late(self, who: int, generation: int) -> None:
        """The end of some connection, perhaps of one that is long gone."""
        assert self.room is not None
        before = self.run(self.room.view(self.windows[0].person))["participants"]
        mine = [one for one in before if one["userId"] == self.windows[who].person.id]
        self.act(who, "leave", generation=generation)
        after = self.run(self.room.view(self.windows[0].person))["participants"]
        if mine and mine[0]["generation"] != generation:
            assert mine[0] in after, "a late end undid a newer coming"

    @rule(who=_who)
    def beat(self, who: int) -> None:
        live, room = self.windows[who].live, self.room
        if live is None or room is None:
            return
        people = self.run(room.view(self.windows[0].person))["participants"]
        here = {one["userId"] for one in people if one["status"] == "connected"}
        # Of anybody else it is refused, with an event that the window waits for elsewhere.
        if self.windows[who].person.id in here:
            beat = {"type": "session.heartbeat", "sessionId": room.ids["sessionId"]}
            self.run(live.send(beat))

    @rule(seconds=st.sampled_from([5, 29, 31, 61, 130]))
    def wait(self, seconds: int) -> None:
        self.run(tick(self.host, seconds))

    @rule(who=_who)
    def lose_socket(self, who: int) -> None:
        self.run(self.windows[who].close())

    @rule(who=_who)
    def come_back(self, who: int) -> None:
        self.run(self.windows[who].open())

    @rule(who=_who, locked=st.booleans())
    def lock(self, who: int, locked: bool) -> None:
        self.act(who, "edit", isLocked=locked)

    @rule(who=_who, heir=_who)
    def hand_on(self, who: int, heir: int) -> None:
        self.act(who, "edit", hostId=self.windows[heir].person.id)

    @rule(who=st.just(3))
    def end(self, who: int) -> None:
        """Rarely allowed, as the last of them is seldom host: sessions live long enough."""
        self.act(who, "end")


TestSessions = Sessions.TestCase
TestSessions.settings = settings(
    max_examples=int(os.environ.get("SPACES_TEST_EXAMPLES", "15")),
    stateful_step_count=30,
    deadline=None,
    derandomize="SPACES_TEST_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
