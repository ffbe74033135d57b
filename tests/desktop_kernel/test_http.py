"""The typed client against a small real server: answers, refusals, and everything in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from embedded_server.contracts import accounts, agents, club
from embedded_server.contracts.club import AskAgent, HistoryQuery
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import SEQ_HEADER
from spaces_desktop.kernel.errors import ApiError, NetworkError, Trouble, advise
from spaces_desktop.kernel.http import HttpClient
from tests.kit.desktop import run

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def answering(handler: Handler, token: str | None = "secret") -> AsyncIterator[HttpClient]:
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", handler)
    runner = web.AppRunner(app, shutdown_timeout=1, handler_cancellation=True, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    client = HttpClient(f"http://{host}:{port}", token)
    try:
        yield client
    finally:
        await client.close()
        await runner.cleanup()


def problem(status: int, code: str, **more: object) -> web.Response:
    body = {"type": "about:blank", "title": "No", "status": status, "detail": "why", "code": code}
    return web.json_response(body | more, status=status, content_type="application/problem+json")


def test_an_answer_is_decoded_and_says_how_current_it_is() -> None:
    seen: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append(f"{request.method} {request.path_qs} {request.headers['Authorization']}")
        body: dict[str, object] = {"items": [], "nextCursor": None, "hasMore": False}
        return web.json_response(body, headers={SEQ_HEADER: "42"})

    async def act() -> int:
        async with answering(handler) as client:
            query = HistoryQuery(limit=10, after=7)
            answer = await client.snapshot(club.HISTORY, query=query, communityId="a/b")
            assert answer.value.items == []
            return answer.seq

    assert run(act()) == 42
    assert seen == ["GET /api/communities/a%2Fb/messages?limit=10&after=7 Bearer secret"]


def test_a_refusal_carries_its_problem() -> None:
    async def handler(_request: web.Request) -> web.Response:
        return problem(400, "validation", errors=[{"field": "text", "message": "is empty"}])

    async def act() -> ApiError:
        async with answering(handler) as client:
            with pytest.raises(ApiError) as caught:
                await client.call(accounts.ME)
            return caught.value

    error = run(act())
    assert error.code is Code.VALIDATION
    assert advise(error).field == "text"


def test_a_token_that_is_refused_is_told_once_to_who_listens() -> None:
    async def handler(_request: web.Request) -> web.Response:
        return problem(401, "unauthenticated")

    async def act() -> list[str]:
        told: list[str] = []
        async with answering(handler) as client:
            client.on_unauthenticated = lambda: told.append("out")
            with pytest.raises(ApiError):
                await client.call(accounts.ME)
            client.token = None
            with pytest.raises(ApiError):
                await client.call(accounts.ME)
        return told

    assert run(act()) == ["out"]


async def _web_page(_request: web.Request) -> web.Response:
    return web.Response(text="<html>hello</html>", content_type="text/html")


async def _not_found(_request: web.Request) -> web.Response:
    return web.Response(status=404, text="nothing")


async def _cut(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "100"})
    await response.prepare(request)
    if request.transport is not None:
        request.transport.abort()
    return response


@pytest.mark.parametrize(
    ("handler", "trouble"),
    [
        (_web_page, Trouble.NOT_SPACES),
        (_not_found, Trouble.NOT_SPACES),
        (_cut, Trouble.DROPPED),
    ],
)
def test_what_is_no_proper_answer_is_told_apart(handler: Handler, trouble: Trouble) -> None:
    async def act() -> Trouble:
        async with answering(handler) as client:
            with pytest.raises(NetworkError) as caught:
                await client.call(accounts.SERVER)
            return caught.value.trouble

    assert run(act()) is trouble


def test_a_closed_port_is_refused() -> None:
    async def act() -> Trouble:
        server = await asyncio.start_server(lambda _r, _w: None, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        server.close()
        await server.wait_closed()
        client = HttpClient(f"http://127.0.0.1:{port}")
        with pytest.raises(NetworkError) as caught:
            await client.call(accounts.SERVER)
        await client.close()
        return caught.value.trouble

    assert run(act()) is Trouble.REFUSED


def test_a_file_goes_up_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "facts.md"
    path.write_bytes(b"# Facts")
    got: list[tuple[str | None, bytes]] = []

    async def handler(request: web.Request) -> web.Response:
        part = await (await request.multipart()).next()
        assert part is not None
        got.append((getattr(part, "filename", None), await part.read()))  # type: ignore[union-attr] # a single part
        return web.json_response(
            {
                "id": "d",
                "agentId": "a",
                "title": "facts.md",
                "characters": 7,
                "passages": 1,
                "createdAt": "2026-11-23T18:30:00.000Z",
            },
            status=201,
        )

    async def act() -> str:
        async with answering(handler) as client:
            return (await client.upload(agents.ADD_KNOWLEDGE, path, agentId="a")).title

    assert run(act()) == "facts.md"
    assert got == [("facts.md", b"# Facts")]


def test_a_stream_gives_its_events_and_can_be_left() -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        await response.write(b": hello\n\nid: 0\nevent: meta\nda")
        await response.write(b'ta: {"a":\ndata: 1}\n\nevent: chunk\r\ndata: x\r\n\r\n')
        await asyncio.Event().wait()
        return response

    async def act() -> list[tuple[str, str]]:
        seen: list[tuple[str, str]] = []
        async with answering(handler) as client:
            stream = client.stream(club.ASK, AskAgent(agent_id="a", text="?"), communityId="c")
            async for event in stream:
                seen.append(event)
                if len(seen) == 2:
                    break
            await stream.aclose()
        return seen

    assert run(act()) == [("meta", '{"a":\n1}'), ("chunk", "x")]
