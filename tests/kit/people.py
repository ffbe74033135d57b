"""People who use a server over HTTP, as any client would."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import msgspec

from embedded_server.contracts import agents, club, communities, events
from tests.kit.waiting import PATIENCE


@dataclass
class Reply:
    """An HTTP answer, read to its end."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.body) if self.body else None

    @property
    def code(self) -> str:
        """The code of a refusal."""
        return str(self.json["code"])


@dataclass
class Sse:
    """One event of a stream."""

    id: int
    event: str
    data: Any


def parse_sse(raw: bytes) -> list[Sse]:
    """Every event of a whole stream; comments are passed over."""
    found = []
    for block in raw.decode().split("\n\n"):
        fields = dict(
            line.split(": ", 1) for line in block.split("\n") if line and not line.startswith(":")
        )
        if fields:
            found.append(
                Sse(int(fields["id"]), fields["event"], msgspec.json.decode(fields["data"]))
            )
    return found


@dataclass
class Live:
    """An open live connection and all it has received."""

    socket: aiohttp.ClientWebSocketResponse
    events: list[dict[str, Any]] = field(default_factory=list)
    waiting: list[dict[str, Any]] = field(default_factory=list)
    """What came while the connection was being made, to be looked at first."""

    async def next(self, *types: str, seconds: float = PATIENCE) -> dict[str, Any]:
        """The next event of one of `types` (any, where none is named)."""
        before = len(self.events)
        try:
            async with asyncio.timeout(seconds):
                while True:
                    event = self.waiting.pop(0) if self.waiting else await self._receive()
                    self.events.append(event)
                    if not types or event["type"] in types:
                        return event
        except TimeoutError:
            came = [event["type"] for event in self.events]
            raise AssertionError(
                f"none of {types} in {seconds} s; before: {came[:before]}, since: {came[before:]}"
            ) from None

    async def _receive(self) -> dict[str, Any]:
        event: dict[str, Any] = msgspec.json.decode(await self.socket.receive_str())
        return event

    async def hears(self) -> None:
        """Wait until the server has replayed what there was, and tells on from there: what comes
        before is told as it stands by then, so that of two edits the first may be nothing."""
        await self.send("?")
        async with asyncio.timeout(PATIENCE):
            while (event := await self._receive())["type"] != "error":
                self.waiting.append(event)

    @property
    def opened_at(self) -> int:
        """The `seq` that the server named when the connection was made."""
        return int(self.socket._response.headers[events.SEQ_HEADER])

    async def caught_up(self) -> None:
        """Wait until all that was published so far has been received: answers keep their order."""
        await self.send("?")
        await self.next("error")

    async def send(self, frame: dict[str, Any] | str) -> None:
        await self.socket.send_str(
            frame if isinstance(frame, str) else msgspec.json.encode(frame).decode()
        )


class Person:
    """Somebody signed in (or not); `user` is their account."""

    def __init__(
        self, url: str, http: aiohttp.ClientSession, token: str | None, user: dict[str, Any]
    ) -> None:
        self.url = url
        self.http = http
        self.token = token
        self.user = user

    @property
    def id(self) -> str:
        return str(self.user["id"])

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    async def call(self, method: str, path: str, body: Any = None, **more: Any) -> Reply:
        headers = {**self.headers, **more.pop("headers", {})}
        if body is not None:
            more["data"] = msgspec.json.encode(body)
            headers.setdefault("Content-Type", "application/json")
        async with self.http.request(method, self.url + path, headers=headers, **more) as answer:
            return Reply(answer.status, dict(answer.headers), await answer.read())

    async def get(self, path: str, **more: Any) -> Reply:
        return await self.call("GET", path, **more)

    async def post(self, path: str, body: Any = None, **more: Any) -> Reply:
        return await self.call("POST", path, body, **more)

    async def patch(self, path: str, body: Any) -> Reply:
        return await self.call("PATCH", path, body)

    async def put(self, path: str, body: Any = None) -> Reply:
        return await self.call("PUT", path, body)

    async def delete(self, path: str) -> Reply:
        return await self.call("DELETE", path)

    @asynccontextmanager
    async def live(self, since: int | None = None, *, at_once: bool = False) -> AsyncIterator[Live]:
        """A live connection that hears by now; `at_once` does not wait for that."""
        path = events.EVENTS.url() + ("" if since is None else f"?since={since}")
        async with self.http.ws_connect(self.url + path, headers=self.headers) as socket:
            live = Live(socket)
            if not at_once:
                await live.hears()
            yield live

    # What people do often

    async def create(self, type_: str = "club", name: str = "Tea", **more: Any) -> str:
        answer = await self.post(communities.CREATE.url(), {"type": type_, "name": name, **more})
        assert answer.status == 201, answer.json
        return str(answer.json["id"])

    async def join(self, community_id: str) -> None:
        answer = await self.post(communities.JOIN.url(communityId=community_id), {})
        assert answer.status in (200, 201), answer.json

    async def say(self, community_id: str, text: str, **more: Any) -> dict[str, Any]:
        answer = await self.post(club.SEND.url(communityId=community_id), {"text": text, **more})
        assert answer.status in (200, 201), answer.json
        message: dict[str, Any] = answer.json
        return message

    async def history(self, community_id: str) -> list[dict[str, Any]]:
        """All messages, oldest first, page by page."""
        path = club.HISTORY.url(communityId=community_id)
        found: list[dict[str, Any]] = []
        query = {"limit": "100"}
        while True:
            page = (await self.get(path, params=query)).json
            found += page["items"]
            if not page["hasMore"]:
                return found[::-1]
            query["cursor"] = page["nextCursor"]

    async def one(self, community_id: str, message_id: str) -> dict[str, Any]:
        """One message as it is now."""
        return next(m for m in await self.history(community_id) if m["id"] == message_id)

    async def react(self, message: dict[str, Any], emoji: str, *, take: bool = False) -> Reply:
        route = club.UNREACT if take else club.REACT
        path = route.url(communityId=message["communityId"], messageId=message["id"], emoji=emoji)
        return await self.call(route.method, path)

    async def pin(self, message: dict[str, Any], *, take: bool = False) -> Reply:
        route = club.UNPIN if take else club.PIN
        path = route.url(communityId=message["communityId"], messageId=message["id"])
        return await self.call(route.method, path)

    async def edit(self, message: dict[str, Any], text: str) -> dict[str, Any]:
        path = club.EDIT.url(communityId=message["communityId"], messageId=message["id"])
        answer = await self.patch(path, {"text": text})
        assert answer.status == 200, answer.json
        edited: dict[str, Any] = answer.json
        return edited

    async def delete_message(self, message: dict[str, Any]) -> Reply:
        path = club.DELETE.url(communityId=message["communityId"], messageId=message["id"])
        return await self.delete(path)

    async def pages(self, path: str, **query: str) -> list[dict[str, Any]]:
        """All items of a list, page by page."""
        found: list[dict[str, Any]] = []
        while True:
            answer = await self.get(path, params=query)
            assert answer.status == 200, answer.json
            found += answer.json["items"]
            if not answer.json["hasMore"]:
                assert answer.json["nextCursor"] is None
                return found
            query["cursor"] = answer.json["nextCursor"]

    async def make_agent(self, community_id: str, **more: Any) -> str:
        """A listing of one's own, linked to the community; built-in unless `more` says else."""
        made = await self.post(agents.CREATE.url(), {"name": "Guide", **more})
        assert made.status == 201, made.json
        linked = await self.post(
            agents.LINK.url(communityId=community_id), {"agentId": made.json["id"]}
        )
        assert linked.status == 201, linked.json
        return str(made.json["id"])

    async def teach(self, agent_id: str, title: str, text: str) -> None:
        answer = await self.post(
            agents.ADD_KNOWLEDGE.url(agentId=agent_id), {"title": title, "text": text}
        )
        assert answer.status == 201, answer.json

    async def ask(self, community_id: str, agent_id: str, text: str, **more: Any) -> list[Sse]:
        """Ask, and read the reply's stream to its end."""
        answer = await self.post(
            club.ASK.url(communityId=community_id), {"agentId": agent_id, "text": text, **more}
        )
        assert answer.status == 200, answer.json
        return parse_sse(answer.body)
