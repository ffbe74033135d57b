"""The OpenAI-compatible provider against llama.cpp's own server with a tiny random model."""

from __future__ import annotations

import asyncio
import os
import socket
import time
from collections.abc import AsyncIterator

import aiohttp
import pytest

from embedded_server.agents.providers.base import ReplyRequest
from embedded_server.agents.providers.clients import Clients, Endpoint
from embedded_server.agents.providers.openai import OpenAIProvider
from embedded_server.kernel.turn_types import ProviderError, ReplyEnd

PYTHON = os.environ.get("SPACES_TEST_LLAMA_PYTHON")
MODEL = os.environ.get("SPACES_TEST_LLAMA_MODEL")
REQUEST = ReplyRequest("Guide", "", "Hello?", "Ada")
START_SECONDS = 60

pytestmark = [
    pytest.mark.engines,
    pytest.mark.skipif(
        not (PYTHON and MODEL), reason="needs llama.cpp's server; run `make test-engines`"
    ),
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
async def url() -> AsyncIterator[str]:
    """llama.cpp's server, ready."""
    port = free_port()
    flags = ["--model", str(MODEL), "--host", "127.0.0.1", "--port", str(port), "--n_ctx", "1280"]
    process = await asyncio.create_subprocess_exec(
        str(PYTHON),
        "-m",
        "llama_cpp.server",
        *flags,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}/v1"
    try:
        await answers(f"{base}/models", process)
        yield base
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def answers(url: str, process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(START_SECONDS), aiohttp.ClientSession() as http:
        while True:
            assert process.returncode is None, "the model's server ended while it started"
            try:
                async with http.get(url) as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                # The socket is not open yet, and there is nothing to be told of when it is.
                await asyncio.sleep(0.05)


@pytest.fixture
async def clients() -> AsyncIterator[Clients]:
    opened = Clients()
    yield opened
    await opened.close()


async def test_it_streams_without_a_count_of_tokens(url: str, clients: Clients) -> None:
    provider = OpenAIProvider(clients, Endpoint(url, None, True), "tiny")
    async with asyncio.timeout(60):
        heard = [piece async for piece in provider.reply(REQUEST)]
    end = heard.pop()
    assert isinstance(end, ReplyEnd)
    assert len(heard) > 1
    assert end.usage.prompt_tokens is None or end.usage.prompt_tokens > 0
    assert end.usage.model


async def test_stopping_frees_it_for_the_next_question(url: str, clients: Clients) -> None:
    provider = OpenAIProvider(clients, Endpoint(url, None, True), "tiny")
    async with asyncio.timeout(60):
        for _ in range(3):
            pieces = provider.reply(REQUEST)
            assert isinstance(await anext(pieces), str)
            began = time.monotonic()
            await pieces.aclose()  # type: ignore[attr-defined]  # an async generator, seen as iterator
            assert time.monotonic() - began < 1
    assert len(clients) == 1


async def test_a_question_too_long_for_it_is_told_in_words(url: str, clients: Clients) -> None:
    provider = OpenAIProvider(clients, Endpoint(url, None, True), "tiny", backoff=(0.0,))
    request = ReplyRequest("Guide", "", "word " * 8000, "Ada")
    with pytest.raises(ProviderError) as caught:
        async with asyncio.timeout(60):
            _ = [piece async for piece in provider.reply(request)]
    assert caught.value.failed.code == "provider_refused"
