"""Open clients to OpenAI-compatible endpoints, one for each address and key."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openai import AsyncOpenAI

MOST_CLIENTS = 16
CONNECT_SECONDS = 10.0
READ_SECONDS = 120.0
"""Longer than any patience of the turns, which have their own; it only ends the forgotten."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers; `own_network` says that it may lie in the server's own network."""

    base_url: str = field(repr=False)
    api_key: str | None = field(repr=False)
    own_network: bool


class Clients:
    """The ones used last stay open. A client that falls out while it streams closes after that."""

    def __init__(self, most: int = MOST_CLIENTS) -> None:
        self._open: OrderedDict[Endpoint, AsyncOpenAI] = OrderedDict()
        self._in_use: dict[Endpoint, int] = {}
        self._most = most

    async def take(self, endpoint: Endpoint) -> AsyncOpenAI:
        """To be given back with `give_back` when the reply is over."""
        if endpoint not in self._open:
            # On a thread: the first import would hold everybody's messages up for a second.
            made = await asyncio.to_thread(_connect, endpoint)
            if self._open.setdefault(endpoint, made) is not made:
                await made.close()
        self._open.move_to_end(endpoint)
        self._in_use[endpoint] = self._in_use.get(endpoint, 0) + 1
        return self._open[endpoint]

    async def give_back(self, endpoint: Endpoint) -> None:
        left = self._in_use.pop(endpoint) - 1
        if left:
            self._in_use[endpoint] = left
        idle = [key for key in self._open if key not in self._in_use]
        spare = len(self._open) - self._most
        for key in idle[: max(0, spare)]:
            await self._open.pop(key).close()

    def __len__(self) -> int:
        return len(self._open)

    async def close(self) -> None:
        while self._open:
            _, client = self._open.popitem()
            await client.close()


def _connect(endpoint: Endpoint) -> AsyncOpenAI:
    # Half a second and 70 MB: only a server with such an agent pays for them.
    import httpx2
    from openai import AsyncOpenAI

    from embedded_server.agents.providers.transport import LIMITS, CheckedTransport, uses_proxies

    # These libraries write addresses, and at the debug level whole prompts, to the log.
    for name in ("openai", "httpx2", "httpcore2"):
        logging.getLogger(name).setLevel(logging.WARNING)
    proxied = endpoint.own_network and uses_proxies(endpoint.base_url)
    timeout = httpx2.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    client = AsyncOpenAI(
        # Never None: the library would then send the host's own key from its environment.
        api_key=endpoint.api_key or "none",
        organization="",
        project="",
        base_url=endpoint.base_url,
        max_retries=0,
        timeout=timeout,
        http_client=httpx2.AsyncClient(
            transport=None if proxied else CheckedTransport(own_network=endpoint.own_network),
            trust_env=proxied,
            limits=LIMITS,
            follow_redirects=False,
            timeout=timeout,
        ),
    )
    # Named once here, as it imports what it needs only when it is named.
    _ = client.chat.completions
    return client
