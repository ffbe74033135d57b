"""What a second, simple desk knows of every conversation, and how it looks at the server."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock

from hypothesis.stateful import RuleBasedStateMachine

from embedded_server.contracts import support
from embedded_server.kernel.turn_types import ReplyEnd
from tests.kit.people import Live, Person
from tests.kit.scripted import PLACES
from tests.kit.server import LocalHost, fast_settings
from tests.kit.service import Brand, crowd, make_brand, one, said

T = TypeVar("T")
CUSTOMERS, AGENTS = 3, 2
TRIES = 20
_PASSING = {"waitingSeconds", "estimatedWaitSeconds", "staffAvailable", "opensAt", "unreadCount"}
"""What changes by itself, or differs from reader to reader."""
_PIECE = re.compile(r"<(\d+)>")


@dataclass
class Talk:
    """What the second desk knows of one conversation."""

    id: str
    customer: int
    mode: str
    status: str
    holder: str | None = None
    since: str | None = None
    """When it came into the queue first."""
    cuts: dict[str, int] = field(default_factory=dict)
    """By reply: the first piece that was said after a person had been asked for."""


class Voice:
    """An AI that says numbered pieces, each when it is told to."""

    def __init__(self) -> None:
        self.count = 0
        self.ends = False
        self._turn = asyncio.Event()

    def speak(self, *, ends: bool) -> None:
        self.ends = ends
        turn, self._turn = self._turn, asyncio.Event()
        turn.set()

    async def source(self, *_: object, **more: object) -> AsyncIterator[str | ReplyEnd]:
        while True:
            self.count += 1
            yield f"<{self.count}>"
            await self._turn.wait()
            if self.ends:
                yield ReplyEnd()
                return


class Ear:
    """Somebody who is connected, and what they know from events alone."""

    def __init__(self, person: Person, live: Live) -> None:
        self.person = person
        self.live = live
        self.known: dict[str, dict[str, Any]] = {}
        self.messages: dict[str, dict[str, dict[str, Any]]] = {}
        self._heard = 0

    @property
    def theirs(self) -> dict[str, dict[str, Any]]:
        """What a CS agent may read of it still."""
        id_ = self.person.id
        return {key: told for key, told in self.known.items() if _is_theirs(told, id_)}

    async def listen(self) -> None:
        """Take in all that has been told so far."""
        await self.live.caught_up()
        for event in self.live.events[self._heard :]:
            data = event["data"]
            if event["type"] == "conversation.updated":
                self.known[data["id"]] = data
            elif event["type"] in ("message.created", "message.updated"):
                self.messages.setdefault(data["conversationId"], {})[data["id"]] = data
        self._heard = len(self.live.events)


class SecondDesk(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.host = LocalHost(fast_settings(Path(self.folder.name) / "server"))
        self.voice = Voice()
        self.patches = [mock.patch(place, self.voice.source) for place in PLACES]
        self.open_ears = AsyncExitStack()
        self.ears: dict[str, Ear] = {}
        self.away: set[str] = set()
        self.mode = "hybrid"
        self.talks: list[Talk] = []
        self.brand: Brand
        self.customers: list[Person] = []
        self.agents: list[Person] = []

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(doing)

    async def open_desk(self) -> None:
        for patch in self.patches:
            patch.start()
        await self.host.start()
        await self.host.set_up()
        self.brand = await make_brand(self.host)
        people = await crowd(self.host, [f"p{n}" for n in range(CUSTOMERS + AGENTS)])
        self.customers, self.agents = people[:CUSTOMERS], people[CUSTOMERS:]
        for agent in self.agents:
            await self.brand.hire(agent)
        for person in (*people, self.brand.lead):
            await self.come(person)

    async def close_desk(self) -> None:
        await self.open_ears.aclose()
        await self.host.stop()
        for patch in self.patches:
            patch.stop()

    # Who is connected

    async def come(self, person: Person) -> None:
        """Connected for the first time, or again with all that was missed meanwhile."""
        before = self.ears.get(person.id)
        since = None
        if before is not None:
            since = max((e["seq"] for e in before.live.events if "seq" in e), default=0)
            since = max(since, before.live.opened_at)
        live = await self.open_ears.enter_async_context(person.live(since))
        ear = self.ears[person.id] = Ear(person, live)
        if before is not None:
            ear.known, ear.messages = before.known, before.messages
        await ear.listen()

    async def go(self, person: Person) -> None:
        ear = self.ears[person.id]
        await ear.listen()
        await ear.live.socket.close()

    # What has to hold

    def talk_of(self, customer: int) -> Talk | None:
        return next(
            (t for t in self.talks if t.customer == customer and t.status != "resolved"), None
        )

    async def cut(self, talk: Talk) -> None:
        """From here on nothing that the AI says may be kept."""
        for message in await said(self.brand.lead, talk.id):
            if message["author"]["kind"] == "agent":
                talk.cuts.setdefault(message["id"], self.voice.count + 1)

    async def check_queue(self) -> None:
        waiting = await self.brand.queue()
        assert {w["id"] for w in waiting} == {
            t.id for t in self.talks if t.status == "waiting_human"
        }
        assert [w["queuePosition"] for w in waiting] == list(range(1, len(waiting) + 1))
        assert waiting == sorted(waiting, key=lambda w: (w["waitingSince"], w["id"]))
        since = {w["id"]: w["waitingSince"] for w in waiting}
        for talk in self.talks:
            if talk.id in since:
                assert talk.since in (None, since[talk.id]), "the waiting time is kept"
                talk.since = since[talk.id]

    async def check_states(self) -> None:
        """None is lost, and each is where the second desk has it."""
        path = support.CONVERSATIONS.url(communityId=self.brand.id)
        fresh = {c["id"]: c for c in await self.brand.lead.pages(path)}
        assert set(fresh) == {talk.id for talk in self.talks}
        for talk in self.talks:
            seen = fresh[talk.id]
            holder = None if seen["assignee"] is None else seen["assignee"]["id"]
            assert (seen["status"], seen["mode"]) == (talk.status, talk.mode)
            if talk.status != "resolved":
                assert holder == talk.holder
        ear = self.ears[self.brand.lead.id]
        await self.agree(ear, path)

    async def agree(
        self, ear: Ear, path: str, *, as_agent: bool = False
    ) -> dict[str, dict[str, Any]]:
        """What somebody knows from events is what they read; while a reply is being ended, that
        may take another look."""
        for _ in range(TRIES):
            fresh = {c["id"]: c for c in await ear.person.pages(path)}
            await ear.listen()
            known = _settled(ear.theirs if as_agent else ear.known)
            if known == _settled(fresh):
                return fresh
        assert _differing(known, _settled(fresh)) == []
        return fresh

    async def check_words(self) -> None:
        """No text of the AI's is kept that it said after a person had been asked for."""
        for talk in self.talks:
            for message in await said(self.brand.lead, talk.id):
                if message["id"] in talk.cuts and message["status"] != "sent":
                    pieces = [int(number) for number in _PIECE.findall(message["text"])]
                    assert all(piece < talk.cuts[message["id"]] for piece in pieces)

    async def check_ears(self) -> None:
        """What each knows from events alone is what they would read afresh."""
        for person in self.customers:
            ear = self.ears[person.id]
            for key in await self.agree(ear, support.OWN.url()):
                told = ear.messages.get(key, {}).values()
                assert [_whole(m) for m in await said(person, key)] == [_whole(m) for m in told]
            assert all("transferReason" not in told for told in ear.known.values())
        for agent in self.agents:
            if agent.id in self.away:
                continue
            path = support.CONVERSATIONS.url(communityId=self.brand.id)
            ear = self.ears[agent.id]
            await self.agree(ear, path, as_agent=True)

    async def state_of(self, talk: Talk) -> dict[str, Any]:
        return await one(self.brand.lead, talk.id)


def _differing(known: dict[str, Any], fresh: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """Conversation, what is known and what is read, where they are not the same."""
    return [
        (key, known.get(key), fresh.get(key))
        for key in known.keys() | fresh.keys()
        if known.get(key) != fresh.get(key)
    ]


def _whole(message: dict[str, Any]) -> dict[str, Any]:
    """What a reply says that is still written comes in pieces, which are told in passing."""
    return {**message, "text": ""} if message["status"] == "streaming" else message


def _is_theirs(told: dict[str, Any], agent_id: str) -> bool:
    holder = None if told["assignee"] is None else told["assignee"]["id"]
    return told["status"] == "waiting_human" or holder == agent_id


def _settled(found: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    passing = _PASSING | {"queuePosition"}
    return {
        key: {name: value for name, value in told.items() if name not in passing}
        for key, told in found.items()
    }
