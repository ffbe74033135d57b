"""The proxy of embedded pages and the addresses that it lets them reach."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from spaces_desktop.playground.page.addresses import Allowed, is_public, why_not
from spaces_desktop.playground.page.proxy import BuiltInFile, Proxy

PRIVATE = [
    *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.1.1", "100.64.0.1", "0.0.0.0"),
    *("::1", "::", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "224.0.0.1"),
    *("2002:7f00:1::", "64:ff9b::7f00:1", "240.0.0.1", "255.255.255.255", "ff02::1", "fe80::1%1"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_no_spelling_of_a_private_address_is_public(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses(v=4, network="10.0.0.0/8") | st.ip_addresses(v=4, network="127.0.0.0/8"))
def test_no_address_of_a_private_network_is_public(address: object) -> None:
    assert not is_public(str(address))
    assert not is_public(f"::ffff:{address}")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "64:ff9b::5db8:d822"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://example.org/a", None),
        ("wss://example.org/a", None),
        ("data:text/plain,x", None),
        ("blob:https://example.org/1", None),
        ("http://localhost/", "private"),
        ("http://a.localhost./", "private"),
        ("http://printer.local/", "private"),
        ("http://[::1]:80/", "private"),
        ("ws://10.0.0.1/", "private"),
        ("http://allowed.local:81/", None),
        ("http://allowed.local/", "private"),
        ("http://built-in.invalid/sdk/spaces.js", None),
        ("http://built-in.invalid/playgrounds/quiz/", None),
        ("http://built-in.invalid/api/me", "own"),
        ("http://built-in.invalid/", "own"),
        ("https://u:p@example.org/", "address"),
        ("file:///etc/passwd", "scheme"),
        ("qrc:/a", "scheme"),
        ("chrome://gpu", "scheme"),
        ("spaces://x", "scheme"),
        ("ftp://example.org/", "scheme"),
        ("http://[", "scheme"),
        ("http://example.org:99999/", "address"),
    ],
)
def test_what_an_address_says_of_itself(url: str, why: str | None) -> None:
    assert why_not(url, Allowed(frozenset({"http://allowed.local:81"}))) == why


class Net:
    """A proxy, a site on loopback, and names that lead where a test says."""

    def __init__(self, proxy: Proxy, http: aiohttp.ClientSession, url: str) -> None:
        self.proxy, self.http, self.url = proxy, http, url
        self.names: dict[str, list[str]] = {}
        self.looked_up: list[str] = []

    async def resolve(self, host: str, _port: int) -> list[str]:
        self.looked_up.append(host)
        return self.names.get(host, [host])

    async def get(self, url: str) -> tuple[int, str]:
        proxy = f"http://127.0.0.1:{self.proxy.port}"
        async with self.http.get(url, proxy=proxy) as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def net() -> AsyncIterator[Net]:
    async def serve(request: web.Request) -> web.StreamResponse:
        if request.path == "/socket":
            socket = web.WebSocketResponse()
            await socket.prepare(request)
            async for message in socket:
                await socket.send_str(message.data)
            return socket
        sent = request.headers.get("Proxy-Connection", "none")
        return web.Response(text=f"{request.method} {request.path_qs} {sent}")

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", serve)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    proxy = Proxy()
    proxy.start()
    async with aiohttp.ClientSession() as http:
        made = Net(proxy, http, f"http://127.0.0.1:{port}")
        proxy.resolve = made.resolve
        yield made
    proxy.stop()
    await runner.cleanup()


async def test_a_name_that_leads_to_this_machine_is_not_connected_to(net: Net) -> None:
    port = net.url.rpartition(":")[2]
    net.names["rebind.test"] = ["127.0.0.1"]
    net.names["both.test"] = ["93.184.216.34", "127.0.0.1"]
    for name in ("rebind.test", "both.test", "127.0.0.1"):
        status, text = await net.get(f"http://{name}:{port}/secret")
        assert (status, "do not reach this machine" in text) == (403, True)
    with pytest.raises(aiohttp.ClientHttpProxyError) as refused:
        await net.get(f"https://rebind.test:{port}/secret")
    assert refused.value.status == 403
    assert net.proxy.refused[-1] == f"rebind.test:{port}"


async def test_an_origin_that_an_admin_named_is_reached_by_http_and_by_socket(net: Net) -> None:
    net.proxy.allowed = Allowed(frozenset({net.url}))
    assert await net.get(f"{net.url}/a?b=c") == (200, "GET /a?b=c none")
    proxy = f"http://127.0.0.1:{net.proxy.port}"
    async with net.http.ws_connect(f"{net.url}/socket", proxy=proxy) as socket:
        await socket.send_str("hello")
        assert await socket.receive_str() == "hello"
    # Once looked up, the checked address is the one that is connected to.
    assert set(net.looked_up) == {"127.0.0.1"}


async def test_the_built_in_pages_are_all_there_is_of_our_own_server(net: Net) -> None:
    asked: list[str] = []

    async def fetch(path: str) -> BuiltInFile:
        asked.append(path)
        if path.endswith("broken"):
            raise OSError("gone")
        return BuiltInFile(200, (("Content-Type", "text/html"), ("Set-Cookie", "a=b")), b"page")

    assert (await net.get("http://built-in.invalid/sdk/spaces.js"))[0] == 503
    net.proxy.fetch = fetch
    own = "http://built-in.invalid"
    assert await net.get(f"{own}/playgrounds/quiz/?v=1") == (200, "page")
    assert (await net.get(f"{own}/playgrounds/broken"))[0] == 502
    for path in ("/api/health", "/", "/play/ABC", "/sdk/../api/me", "/widget.js"):
        assert (await raw_get(net, f"{own}{path}")) == b"403"
    assert asked == ["/playgrounds/quiz/?v=1", "/playgrounds/broken"]


async def raw_get(net: Net, url: str) -> bytes:
    """The status of a request whose path no client has tidied up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", net.proxy.port)
    writer.write(f"GET {url} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return answer.split(b" ")[1]


async def test_what_is_no_request_is_answered_and_the_proxy_goes_on(net: Net) -> None:
    for raw in (b"GET\r\n\r\n", b"GET ftp://a/ HTTP/1.1\r\n\r\n", b"CONNECT : HTTP/1.1\r\n\r\n"):
        reader, writer = await asyncio.open_connection("127.0.0.1", net.proxy.port)
        writer.write(raw)
        assert (await reader.read()).split(b" ")[1] in (b"400", b"403")
        writer.close()
    _, writer = await asyncio.open_connection("127.0.0.1", net.proxy.port)
    writer.write(b"x" * 200_000)
    writer.close()
    assert (await net.get(f"{net.url}/"))[0] == 403
