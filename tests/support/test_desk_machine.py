"""Conversations in any order: starts, messages, transfers, accepts, releases, assigns, resolves,
disconnects, what an AI says, time, and other modes.

After every step none is lost or held by two, the queue is in order with its waiting times kept,
nothing is kept that the AI said after a person was asked for, and what events told is what a fresh
reading shows.
"""

from __future__ import annotations

import asyncio
import os
from typing import Any

from hypothesis import HealthCheck, Phase, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from embedded_server.contracts import communities, support
from tests.kit.people import Person
from tests.kit.service import act, notices, said, write
from tests.support.second_desk import AGENTS, CUSTOMERS, SecondDesk, Talk

_customer = st.integers(0, CUSTOMERS - 1)
_agent = st.integers(0, AGENTS - 1)
_which = st.integers(0, 50)


class Desk(SecondDesk):
    @initialize(
        modes=st.lists(
            st.sampled_from(["hybrid", "hybrid", "hybrid", "human_only", "ai_only"]),
            min_size=CUSTOMERS,
            max_size=CUSTOMERS,
        )
    )
    def open(self, modes: list[str]) -> None:
        """Everybody has a conversation, so that there is something to go wrong."""
        self.run(self.open_desk())
        for who, mode in enumerate(modes):
            self.change_mode(mode)
            self.start(who, True)

    def teardown(self) -> None:
        event(f"{len(self.talks)} conversations")
        self.run(self.check_ears())
        self.run(self.close_desk())
        self.loop.close()
        self.folder.cleanup()

    def some(self, which: int, *states: str) -> Talk | None:
        found = [t for t in self.talks if not states or t.status in states]
        return found[which % len(found)] if found else None

    # Customers

    @rule(who=_customer, asks=st.booleans())
    def start(self, who: int, asks: bool) -> None:
        body = {"message": "Hello"} if asks else {}
        known = self.talk_of(who)
        path = support.START.url(communityId=self.brand.id)
        answer = self.run(self.customers[who].post(path, body))
        if known is not None:
            assert (answer.status, answer.json["id"]) == (200, known.id)
            return
        assert answer.status == 201
        status = "waiting_human" if self.mode == "human_only" else "ai_active"
        self.talks.append(Talk(answer.json["id"], who, self.mode, status))

    @rule(which=_which)
    def write_more(self, which: int) -> None:
        talk = self.some(which)
        if talk is not None:
            answer = self.run(write(self.customers[talk.customer], talk.id, "More"))
            expected = "already_resolved" if talk.status == "resolved" else None
            assert (answer.status == 201) if expected is None else (answer.code == expected)

    @rule(which=_which, speaks=st.booleans())
    def transfer(self, which: int, speaks: bool) -> None:
        talk = self.some(which)
        if talk is None:
            return

        async def ask() -> Any:
            if speaks:
                self.voice.speak(ends=False)
            return await act(self.customers[talk.customer], support.TRANSFER, talk.id)

        answer = self.run(ask())
        if talk.status == "resolved":
            assert answer.code == "already_resolved"
        elif talk.mode == "ai_only":
            assert answer.code == "transfer_not_allowed"
        elif talk.status == "waiting_human":
            assert answer.code == "already_waiting"
        elif talk.status == "human_active":
            assert answer.json["assigneeId"] == talk.holder
        else:
            assert answer.status == 200, answer.json
            self.run(self.cut(talk))
            talk.status = "waiting_human"

    @rule(which=_which)
    def end_by_customer(self, which: int) -> None:
        talk = self.some(which)
        if talk is not None:
            self.end(talk, self.customers[talk.customer], True)

    def end(self, talk: Talk, person: Person, may: bool) -> None:
        answer = self.run(act(person, support.RESOLVE, talk.id))
        if talk.status == "resolved":
            assert answer.code == "already_resolved"
        elif not may:
            assert answer.code == "not_assignee"
        else:
            assert answer.status == 200, answer.json
            self.run(self.cut(talk))
            talk.status = "resolved"

    # Staff

    @rule(which=_which, first=_agent, at_once=st.booleans())
    def accept(self, which: int, first: int, at_once: bool) -> None:
        talk = self.some(which)
        if talk is None:
            return
        agents = [self.agents[first], *[a for a in self.agents if at_once]]
        people = list({agent.id: agent for agent in agents}.values())

        async def press() -> list[Any]:
            return await asyncio.gather(*[act(one, support.ACCEPT, talk.id) for one in people])

        answers = self.run(press())
        won = [one.id for one, answer in zip(people, answers, strict=True) if answer.status == 200]
        if talk.status == "waiting_human":
            (talk.holder,) = won
            talk.status = "human_active"
        else:
            assert won == []
        for answer in answers:
            if answer.status != 200 and talk.status == "human_active":
                assert (answer.status, answer.json["assigneeId"]) == (409, talk.holder)

    @rule(which=_which)
    def take_over(self, which: int) -> None:
        talk = self.some(which)
        if talk is None:
            return
        answer = self.run(act(self.brand.lead, support.TAKE_OVER, talk.id))
        if talk.status == "resolved" or talk.mode == "ai_only":
            assert answer.status == 409
            return
        assert answer.status == 200, answer.json
        if talk.status == "ai_active":
            self.run(self.cut(talk))
        talk.status, talk.holder = "human_active", self.brand.lead.id

    @rule(which=_which, who=_agent, back_to_ai=st.booleans())
    def give_back(self, which: int, who: int, back_to_ai: bool) -> None:
        talk, agent = self.some(which), self.agents[who]
        if talk is None:
            return
        route = support.TO_AI if back_to_ai else support.RELEASE
        answer = self.run(act(agent, route, talk.id))
        if talk.status != "human_active" or talk.holder != agent.id:
            assert answer.status in (403, 409)
        elif back_to_ai and talk.mode != "hybrid":
            assert answer.code == "transfer_not_allowed"
        else:
            assert answer.status == 200, answer.json
            talk.status = "ai_active" if back_to_ai else "waiting_human"
            talk.holder = None
            if back_to_ai:
                talk.since = None

    @rule(which=_which, who=_agent, to=_agent)
    def assign(self, which: int, who: int, to: int) -> None:
        talk, agent, other = self.some(which), self.agents[who], self.agents[to]
        if talk is None:
            return
        answer = self.run(act(agent, support.ASSIGN, talk.id, {"userId": other.id}))
        if talk.status != "human_active" or talk.holder != agent.id:
            assert answer.status in (403, 409)
        elif other.id in self.away:
            assert answer.code == "agent_unavailable"
        else:
            assert answer.status == 200, answer.json
            talk.holder = other.id

    @rule(which=_which, who=_agent)
    def answer(self, which: int, who: int) -> None:
        talk, agent = self.some(which), self.agents[who]
        if talk is not None:
            sent = self.run(write(agent, talk.id, "At your service"))
            mine = talk.status == "human_active" and talk.holder == agent.id
            assert (sent.status == 201) == mine

    @rule(which=_which, who=_agent)
    def end_by_staff(self, which: int, who: int) -> None:
        talk, agent = self.some(which), self.agents[who]
        if talk is not None:
            mine = talk.status == "human_active" and talk.holder == agent.id
            self.end(talk, agent, mine)

    @rule(mode=st.sampled_from(["hybrid", "hybrid", "human_only", "ai_only"]))
    def change_mode(self, mode: str) -> None:
        path = communities.EDIT.url(communityId=self.brand.id)
        assert self.run(self.brand.lead.patch(path, {"csMode": mode})).status == 200
        self.mode = mode

    # The AI, connections and time

    @rule(ends=st.booleans())
    def speak(self, ends: bool) -> None:
        async def speak() -> None:
            self.voice.speak(ends=ends)
            await asyncio.sleep(0)

        self.run(speak())

    @rule(who=_agent, comes=st.booleans())
    def connect(self, who: int, comes: bool) -> None:
        agent = self.agents[who]
        if comes and agent.id in self.away:
            self.away.discard(agent.id)
            self.run(self.come(agent))
        elif not comes and agent.id not in self.away:
            self.away.add(agent.id)
            self.run(self.go(agent))

    @rule(who=_customer)
    def reconnect(self, who: int) -> None:
        async def again() -> None:
            await self.go(self.customers[who])
            await self.come(self.customers[who])

        self.run(again())

    @rule()
    def pass_time(self) -> None:
        """Longer than anybody waits for a window that was closed."""
        held = [t for t in self.talks if t.status == "human_active" and t.holder in self.away]

        async def wait() -> None:
            await self.host.admin.post("/api/admin/clock", {"advanceSeconds": 70})
            for talk in held:
                ear = self.ears[self.brand.lead.id]
                await ear.listen()
                while ear.known[talk.id]["status"] == "human_active":
                    await ear.live.next("conversation.updated")
                    await ear.listen()
                assert notices(await said(self.brand.lead, talk.id))[-1] == "agent_left"

        self.run(wait())
        for talk in held:
            talk.status, talk.holder = "waiting_human", None

    @invariant()
    def all_is_well(self) -> None:
        if self.customers:
            self.run(self.check_queue())
            self.run(self.check_states())
            self.run(self.check_words())


THOROUGH = "SPACES_DESK_EXAMPLES" in os.environ
# To make a failure small takes minutes: that is for who looks into one.
PHASES = list(Phase) if THOROUGH else [Phase.generate]
Desk.TestCase.settings = settings(
    max_examples=int(os.environ.get("SPACES_DESK_EXAMPLES", "10")),
    stateful_step_count=25,
    deadline=None,
    derandomize=not THOROUGH,
    database=None,
    phases=PHASES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestDesk = Desk.TestCase
