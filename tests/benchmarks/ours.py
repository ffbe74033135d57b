"""Our server peopled through its public contract: accounts, clubs, agents."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import aiohttp
import msgspec

from embedded_server.contracts import accounts, agents, club, communities
from embedded_server.contracts.accounts import Register, Setup, SignedIn
from embedded_server.contracts.agents import Agent
from embedded_server.contracts.communities import Community, CommunityType, CreateCommunity, Join
from embedded_server.contracts.events import EVENTS
from embedded_server.contracts.routes import Route
from tests.benchmarks.programs import Program

PASSWORD = "a long enough password"
AT_ONCE = 20


@dataclass(slots=True)
class Club:
    id: str
    joined: int
    """The first so many people are members."""


class People:
    """Accounts on one running server; the first is its admin and creator of every club."""

    def __init__(self, program: Program, session: aiohttp.ClientSession) -> None:
        self.program = program
        self._session = session
        self.tokens: list[str] = []

    async def call(
        self, route: Route[Any, Any], token: str | None, body: Any = None, **parameters: str
    ) -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        async with self._session.request(
            route.method,
            self.program.url + route.url(**parameters),
            data=None if body is None else msgspec.json.encode(body),
            headers=headers,
        ) as response:
            content = await response.read()
            if response.status >= 400:
                raise RuntimeError(f"{route.path}: {response.status} {content[:500]!r}")
            if route.answer is None:
                return None
            return msgspec.json.decode(content, type=route.answer)

    async def settle(self, count: int) -> None:
        """Set the server up, unless done, and register until there are `count` people."""
        if not self.tokens:
            code = self.program.ready["setupCode"]
            body = Setup(
                setup_code=code, username="person0", password=PASSWORD, display_name="Person 0"
            )
            first: SignedIn = await self.call(accounts.SETUP, None, body)
            self.tokens.append(first.token)
        have = len(self.tokens)
        found = await _each(range(have, count), self._register)
        self.tokens += found

    async def _register(self, number: int) -> str:
        body = Register(
            username=f"person{number}", password=PASSWORD, display_name=f"Person {number}"
        )
        answer: SignedIn = await self.call(accounts.REGISTER, None, body)
        return answer.token

    async def sign_in(self, username: str) -> str:
        body = accounts.Login(username=username, password=PASSWORD)
        answer: SignedIn = await self.call(accounts.LOGIN, None, body)
        return answer.token

    async def club(self, name: str, members: int) -> Club:
        body = CreateCommunity(type=CommunityType.CLUB, name=name)
        made: Community = await self.call(communities.CREATE, self.tokens[0], body)

        async def join(number: int) -> str:
            await self.call(communities.JOIN, self.tokens[number], Join(), communityId=made.id)
            return ""

        await _each(range(1, members), join)
        return Club(made.id, members)

    async def agent(self, where: Club, body: agents.CreateAgent, facts: str = "") -> str:
        """The id of a new agent of the admin, linked to the club."""
        token = self.tokens[0]
        made: Agent = await self.call(agents.CREATE, token, body)
        if facts:
            document = agents.AddKnowledge(title="Facts", text=facts)
            await self.call(agents.ADD_KNOWLEDGE, token, document, agentId=made.id)
        link = agents.LinkAgent(agent_id=made.id, context_messages=0)
        await self.call(agents.LINK, token, link, communityId=where.id)
        return made.id

    def chat_plan(self, where: Club, members: int, speakers: int) -> dict[str, Any]:
        path = club.SEND.url(communityId=where.id)
        return {
            "url": self.program.url,
            "listeners": [[EVENTS.path, token] for token in self.tokens[:members]],
            "speakers": [[path, token] for token in self.tokens[:speakers]],
            "over": "http",
        }


async def _each(numbers: range, act: Any) -> list[str]:
    """`act` on every number, some at once; results in order."""
    results: list[str] = []
    for begin in range(numbers.start, numbers.stop, AT_ONCE):
        part = range(begin, min(begin + AT_ONCE, numbers.stop))
        results += await asyncio.gather(*(act(number) for number in part))
    return results
