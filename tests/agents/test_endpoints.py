"""Which addresses a listing's endpoint may have, in every spelling."""

from __future__ import annotations

import socket

import httpx2
import pytest

from embedded_server.agents.endpoints import check_base_url, is_own_network
from embedded_server.agents.providers import transport as transport_module
from embedded_server.agents.providers.base import ReplyRequest
from embedded_server.agents.providers.clients import Clients, Endpoint
from embedded_server.agents.providers.openai import OpenAIProvider
from embedded_server.agents.providers.transport import CheckedTransport, OwnNetworkError
from embedded_server.kernel.errors import Invalid
from embedded_server.kernel.turn_types import ProviderError
from tests.kit import openai_server as kit
from tests.kit.openai_server import OpenAIServer


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST.",
        "api.localhost",
        "printer.local",
        "ollama",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fd00::1]",
    ],
)
def test_own_network(host: str) -> None:
    assert is_own_network(check_base_url("provider.baseUrl", f"http://{host}:11434/v1/"))


@pytest.mark.parametrize(
    "url",
    [
        "https://api.openai.com/v1",
        "https://8.8.8.8",
        "http://[2606:4700::1]:80/v1",
        "https://a.b.c",
    ],
)
def test_open_internet(url: str) -> None:
    assert not is_own_network(check_base_url("provider.baseUrl", url))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://a.example/v1",
        "file:///etc/passwd",
        "//a.example",
        "api.openai.com/v1",
        "https://",
        "https://user@a.example",
        "https://user:pass@a.example",
        "https://a.example/v1?key=1",
        "https://a.example/v1#x",
        "https://a.example:99999/v1",
        "https://a.exa mple/v1",
        "https://a.example\\@127.0.0.1/",
        "https://[::1/v1",
        "https://" + "a" * 70 + ".example",
    ],
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(Invalid):
        check_base_url("provider.baseUrl", url)


async def test_a_listing_without_permission_never_reaches_the_own_network() -> None:
    clients = Clients()
    request = ReplyRequest("Guide", "", "q", "Ada")
    async with OpenAIServer(kit.says("secret")) as server:
        for url in (server.url, server.url.replace("127.0.0.1", "localhost")):
            reply = OpenAIProvider(clients, Endpoint(url, None, False), "m").reply(request)
            with pytest.raises(ProviderError) as caught:
                await anext(reply)
            assert caught.value.failed.code == "provider_not_allowed"
            assert not caught.value.failed.retryable
        assert server.exchanges == []
    await clients.close()


async def test_a_public_name_that_resolves_into_the_own_network_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def resolve(*_: object, **__: object) -> list[object]:
        public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 80))
        return [public, (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    transport = CheckedTransport(own_network=False)
    with pytest.raises(OwnNetworkError):
        await transport.handle_async_request(httpx2.Request("GET", "http://rebind.example/"))
    await transport.aclose()


async def test_a_checked_address_is_called_under_the_name_it_was_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def resolve(*_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))]

    async with OpenAIServer(kit.says("fine")) as server:
        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        # Pretends that loopback is the open internet, where no test may go.
        monkeypatch.setattr(transport_module, "is_public", lambda address: True)
        named = server.url.replace("127.0.0.1", "models.example")
        clients = Clients()
        reply = OpenAIProvider(clients, Endpoint(named, None, False), "m").reply(
            ReplyRequest("Guide", "", "q", "Ada")
        )
        assert await anext(reply) == "fine"
        await clients.close()
    assert server.exchanges[0].headers["host"].startswith("models.example:")
