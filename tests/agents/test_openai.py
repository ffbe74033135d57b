"""The OpenAI-compatible provider against a scripted server: every way a model's server behaves."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator

import pytest

from embedded_server.agents.providers.base import Line, Passage, ReplyRequest
from embedded_server.agents.providers.clients import Clients, Endpoint
from embedded_server.agents.providers.openai import OpenAIProvider
from embedded_server.kernel.tasks import Tasks
from embedded_server.kernel.text import WholeCharacters
from embedded_server.kernel.turn_types import ProviderError, ReplyEnd
from tests.kit import openai_server as kit
from tests.kit.openai_server import OpenAIServer, Script

KEY = "sk-very-secret-0123456789"
REQUEST = ReplyRequest("Guide", "Be brief.", "When is it open?", "Ada")


@pytest.fixture
async def clients() -> AsyncIterator[Clients]:
    opened = Clients()
    yield opened
    await opened.close()


def provider(clients: Clients, server: OpenAIServer, key: str | None = KEY) -> OpenAIProvider:
    return OpenAIProvider(clients, Endpoint(server.url, key, True), "tiny", backoff=(0.0, 0.0))


async def read(
    clients: Clients, server: OpenAIServer, request: ReplyRequest = REQUEST
) -> tuple[str, ReplyEnd]:
    text: list[str] = []
    end: ReplyEnd | None = None
    async with asyncio.timeout(10):
        async for piece in provider(clients, server).reply(request):
            if isinstance(piece, ReplyEnd):
                end = piece
            else:
                text.append(piece)
    assert end is not None
    return "".join(text), end


async def failure(clients: Clients, *scripts: Script) -> tuple[ProviderError, OpenAIServer]:
    async with OpenAIServer(*scripts) as server:
        with pytest.raises(ProviderError) as caught:
            await read(clients, server)
    message = str(caught.value)
    assert message == caught.value.failed.message
    for secret in (KEY, "127.0.0.1", "tiny", "upstream says"):
        assert secret not in message
    assert caught.value.__cause__ is None
    return caught.value, server


async def test_a_reply_streams_with_its_usage(clients: Clients) -> None:
    async with OpenAIServer(kit.says("It ", "opens ", "at nine.")) as server:
        text, end = await read(clients, server)
    assert text == "It opens at nine."
    assert (end.usage.model, end.usage.prompt_tokens, end.usage.completion_tokens) == ("m-1", 7, 3)
    (exchange,) = server.exchanges
    assert exchange.path == "/v1/chat/completions"
    assert exchange.headers["authorization"] == f"Bearer {KEY}"
    assert exchange.body["model"] == "tiny"
    assert exchange.body["stream"] is True
    assert exchange.body["stream_options"] == {"include_usage": True}
    assert [message["role"] for message in exchange.body["messages"]] == ["system", "user"]


async def test_the_hosts_own_credentials_are_never_sent(
    clients: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "the-hosts-own")
    async with OpenAIServer(kit.says("x")) as server:
        pieces = [piece async for piece in provider(clients, server, None).reply(REQUEST)]
    assert pieces[0] == "x"
    assert "the-hosts-own" not in json.dumps(server.exchanges[0].headers)


async def test_citations_are_the_passages_whose_marks_were_written(clients: Clients) -> None:
    passages = [Passage(n, f"d{n}", f"t{n}.md", "", f"text {n}") for n in (1, 2, 3)]
    request = ReplyRequest("Guide", "", "q", "Ada", passages=passages)
    async with OpenAIServer(kit.says("Nine [", "3] or ten [7].")) as server:
        _, end = await read(clients, server, request)
    assert [(c.number, c.document_id, c.passage) for c in end.citations] == [(3, "d3", "text 3")]


@pytest.mark.parametrize(
    ("status", "code", "retryable", "requests"),
    [
        (400, "provider_refused", False, 2),
        (401, "provider_auth", False, 1),
        (403, "provider_auth", False, 1),
        (404, "provider_not_found", False, 1),
        (307, "provider_not_found", False, 1),
        (429, "provider_rate_limited", True, 3),
        (500, "provider_failed", True, 3),
        (503, "provider_failed", True, 3),
    ],
)
async def test_refusals(
    clients: Clients, status: int, code: str, retryable: bool, requests: int
) -> None:
    error, server = await failure(clients, kit.refuses(status, f"upstream says {KEY}"))
    assert (error.failed.code, error.failed.retryable) == (code, retryable)
    # One more for 400: it may have been stream_options that was not understood.
    assert len(server.exchanges) == requests


async def test_it_tries_again_before_the_first_byte(clients: Clients) -> None:
    scripts = (kit.refuses(503), kit.refuses(429, Retry_After="0.01"), kit.says("fine"))
    async with OpenAIServer(*scripts) as server:
        text, _ = await read(clients, server)
    assert text == "fine"
    assert len(server.exchanges) == 3


async def test_a_long_retry_after_is_not_waited_for(clients: Clients) -> None:
    error, server = await failure(clients, kit.refuses(429, Retry_After="60"))
    assert error.failed.code == "provider_rate_limited"
    assert len(server.exchanges) == 1


async def test_a_server_without_stream_options_is_asked_without(clients: Clients) -> None:
    script = kit.refuses_stream_options(kit.says("fine", count=False))
    async with OpenAIServer(script) as server:
        text, end = await read(clients, server)
    assert text == "fine"
    assert end.usage.prompt_tokens is None
    assert [("stream_options" in e.body) for e in server.exchanges] == [True, False]


async def test_nobody_there(clients: Clients) -> None:
    async with OpenAIServer(kit.says("x")) as server:
        url = server.url
    gone = OpenAIProvider(clients, Endpoint(url, KEY, True), "tiny", backoff=(0.0, 0.0))
    with pytest.raises(ProviderError) as caught:
        _ = [piece async for piece in gone.reply(REQUEST)]
    assert (caught.value.failed.code, caught.value.failed.retryable) == (
        "provider_unreachable",
        True,
    )


async def test_a_drop_in_the_middle_is_told_and_not_retried(clients: Clients) -> None:
    heard: list[str | ReplyEnd] = []
    async with OpenAIServer(kit.drops_after("It opens")) as server:
        pieces = provider(clients, server).reply(REQUEST)
        heard.append(await anext(pieces))
        with pytest.raises(ProviderError) as caught:
            await anext(pieces)
    assert heard == ["It opens"]
    assert caught.value.failed.code == "provider_interrupted"
    assert len(server.exchanges) == 1


@pytest.mark.parametrize(
    "script",
    [
        kit.sends([b"<html>hello</html>"], "text/html"),
        kit.sends([b'{"choices": [{"message": {"content": "no stream"}}]}'], "application/json"),
        kit.sends([b"data: {not json}\n\n"]),
        kit.sends([b"data: \xff\xfe\n\n"]),
        kit.sends([kit.event([1, 2, 3]), kit.DONE]),
        kit.sends([kit.event({"choices": "many"}), kit.DONE]),
        kit.sends([kit.event({"hello": 1}), kit.DONE]),
    ],
    ids=["html", "json", "not-json", "not-utf8", "list", "odd", "other"],
)
async def test_rubbish(clients: Clients, script: Script) -> None:
    error, _ = await failure(clients, script)
    assert error.failed.code == "provider_rubbish"


@pytest.mark.parametrize("refusal", [kit.refuses(400, "too long"), kit.sends([])])
async def test_a_model_with_a_small_context_is_asked_with_less(
    clients: Clients, refusal: Script
) -> None:
    async def script(exchange: kit.Exchange) -> None:
        size = len(exchange.body["messages"][1]["content"])
        await (kit.says("fine") if size < 2_000 else refusal)(exchange)

    history = [Line("Ben", "user", "x" * 3000)]
    passages = [Passage(1, "d", "t", "", "short")]
    request = ReplyRequest("Guide", "", "q", "Ada", history=history, passages=passages)
    async with OpenAIServer(script) as server:
        text, _ = await read(clients, server, request)
    assert text == "fine"
    assert "short" in server.exchanges[-1].body["messages"][1]["content"]


async def test_an_empty_stream_is_a_refusal(clients: Clients) -> None:
    error, server = await failure(clients, kit.sends([]))
    assert error.failed.code == "provider_refused"
    assert len(server.exchanges) == 1


async def test_a_reply_without_a_word_is_a_failure(clients: Clients) -> None:
    error, _ = await failure(clients, kit.says())
    assert error.failed.code == "provider_failed"


async def test_an_error_object_in_the_stream(clients: Clients) -> None:
    told = kit.event({"error": {"message": f"upstream says {KEY}", "type": "x"}})
    error, _ = await failure(clients, kit.sends([kit.delta("It "), told]))
    assert error.failed.code == "provider_failed"


@pytest.mark.parametrize(
    ("chunks", "expected"),
    [
        ([kit.delta("a"), kit.finish()], "a"),
        ([kit.delta("a")], "a"),
        ([b": ping\n\n", kit.delta("a"), b": ping\n\n", kit.DONE], "a"),
        ([kit.delta(None, reasoning_content="hmm"), kit.delta("a"), kit.DONE], "a"),
        ([kit.event({"choices": [], "x": 1}), kit.delta("a"), kit.usage("?", -1), kit.DONE], "a"),
        ([kit.delta("a", surprise={"x": [1]}), kit.event({"choices": None}), kit.DONE], "a"),
        ([kit.delta("x" * 1_000_000), kit.DONE], "x" * 1_000_000),
        ([kit.delta("a").replace(b"\n", b"\r\n"), kit.DONE], "a"),
    ],
    ids=["no-done", "no-finish", "pings", "reasoning", "no-choices", "unknown", "long", "crlf"],
)
async def test_what_servers_do_differently(
    clients: Clients, chunks: list[bytes], expected: str
) -> None:
    async with OpenAIServer(kit.sends(chunks)) as server:
        text, end = await read(clients, server)
    assert text == expected
    assert end.usage.prompt_tokens is None


async def test_characters_cut_anywhere_arrive_whole(clients: Clients) -> None:
    said = "Grüße 图书馆 👩‍🚀 ok"
    raw = kit.delta(said)
    utf8 = f'data: {{"choices": [{{"delta": {{"content": "{said}"}}}}]}}\n\n'.encode()
    for whole in (raw, utf8):
        single = [whole[at : at + 1] for at in range(len(whole))]
        async with OpenAIServer(kit.sends([*single, kit.DONE])) as server:
            text, _ = await read(clients, server)
        assert text == said


async def test_halves_of_a_surrogate_pair_find_each_other(clients: Clients) -> None:
    async with OpenAIServer(kit.says("a\ud83d", "\ude00b")) as server:
        text, _ = await read(clients, server)
    whole = WholeCharacters()
    assert whole.feed(text) + whole.end() == "a😀b"


async def test_closing_the_reply_closes_the_upstream_request(clients: Clients) -> None:
    async with OpenAIServer(kit.says("x")) as server:
        server.scripts = [server.holds_after("It")]
        pieces = provider(clients, server).reply(REQUEST)
        assert await anext(pieces) == "It"
        await pieces.aclose()  # type: ignore[attr-defined]  # an async generator, seen as iterator
        async with asyncio.timeout(0.1):
            await server.left.wait()
    assert len(clients) == 1


@pytest.mark.parametrize("kind", ["silent", "head"])
async def test_cancelling_a_silent_model_closes_the_upstream_request(
    clients: Clients, kind: str
) -> None:
    async with OpenAIServer(kit.says("x")) as server:
        server.scripts = [server.silent() if kind == "silent" else server.holds_after()]

        pieces = provider(clients, server).reply(REQUEST)
        tasks = Tasks()
        waiting = tasks.spawn(_first(pieces), "waiting for a silent model")
        async with asyncio.timeout(10):
            await server.asked.wait()
        waiting.cancel()
        async with asyncio.timeout(0.1):
            await server.left.wait()
        assert waiting.cancelled()
        assert len(server.exchanges) == 1
        await tasks.close()


async def _first(pieces: AsyncIterator[str | ReplyEnd]) -> str | ReplyEnd:
    return await anext(pieces)


async def test_many_replies_stream_from_one_server_at_once(clients: Clients) -> None:
    async with OpenAIServer(kit.says("x")) as server:
        server.scripts = [server.holds_after("It")]
        replies = [provider(clients, server).reply(REQUEST) for _ in range(150)]
        async with asyncio.timeout(30):
            firsts = await asyncio.gather(*(_first(pieces) for pieces in replies))
        assert firsts == ["It"] * 150
        assert len(server.exchanges) == 150
        for pieces in replies:
            await pieces.aclose()  # type: ignore[attr-defined]  # async generators, seen as iterators


async def test_the_log_holds_neither_key_nor_address_nor_words(
    clients: Clients, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for script in (kit.says("fine"), kit.refuses(500, KEY), kit.sends([b"data: x\n\n"])):
        async with OpenAIServer(script) as server:
            port = server.url.split(":")[2].split("/")[0]
            try:
                await read(clients, server)
            except ProviderError as error:
                logging.getLogger("test").error("failed", exc_info=error)
            for secret in (KEY, f":{port}", "When is it open", "Be brief"):
                assert secret not in caplog.text


async def test_clients_are_kept_few_and_closed() -> None:
    few = Clients(most=2)
    endpoints = [Endpoint(f"http://127.0.0.1:{port}/v1", None, True) for port in (1, 2, 3, 4)]
    kept = await few.take(endpoints[0])
    for endpoint in endpoints[1:]:
        await few.take(endpoint)
        await few.give_back(endpoint)
    assert len(few) == 2
    assert await few.take(endpoints[0]) is kept
    await few.give_back(endpoints[0])
    await few.give_back(endpoints[0])
    await few.close()
    assert kept.is_closed()
    assert len(few) == 0
