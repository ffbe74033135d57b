"""HTTP to a model's endpoint that cannot be led into the server's own network.

The name is resolved here, every address it has is checked, and the connection goes to a checked
address; so a name that changes its address between check and use gains nothing.
"""

from __future__ import annotations

import asyncio
import socket

import httpx2

from embedded_server.agents.endpoints import as_address, is_own_network, is_public

# As many replies may stream from one server as the turns allow; the library's own bound is 100.
LIMITS = httpx2.Limits(max_connections=None, max_keepalive_connections=20)
_SPARE_HEADERS = ("openai-organization", "openai-project")


class OwnNetworkError(httpx2.ConnectError):
    """The endpoint turned out to lie in the server's own network."""


class CheckedTransport(httpx2.AsyncBaseTransport):
    def __init__(self, *, own_network: bool) -> None:
        self._own_network = own_network
        self._inner = httpx2.AsyncHTTPTransport(trust_env=False, limits=LIMITS)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        for name in _SPARE_HEADERS:
            request.headers.pop(name, None)
        if not self._own_network:
            request = await _pinned(request)
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


def uses_proxies(base_url: str) -> bool:
    """Whether the proxies of the environment are meant for this address."""
    return not is_own_network(base_url)


async def _pinned(request: httpx2.Request) -> httpx2.Request:
    """The same request, to a checked address of its host."""
    host = request.url.host
    address = await _public_address(host, request.url.port or 443, request)
    return httpx2.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": host},
    )


async def _public_address(host: str, port: int, request: httpx2.Request) -> str:
    literal = as_address(host)
    if literal is not None:
        found = [str(literal)]
    else:
        loop = asyncio.get_running_loop()
        try:
            answers = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpx2.ConnectError("the host's name is not known", request=request) from error
        found = [str(answer[4][0]) for answer in answers]
    for text in found:
        address = as_address(text)
        if address is None or not is_public(address):
            raise OwnNetworkError("an address of the own network", request=request)
    if not found:
        raise httpx2.ConnectError("the host has no address", request=request)
    return found[0]
