"""Tells the local network that this server is there, for as long as it may be reached from it."""

from __future__ import annotations

import ipaddress
import logging
import socket
from types import TracebackType
from typing import TYPE_CHECKING, Self

from embedded_server.contracts.discovery import NAME, PROTOCOL, SERVER_ID, SERVICE
from embedded_server.contracts.version import PROTOCOL as OUR_PROTOCOL

if TYPE_CHECKING:
    from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

log = logging.getLogger(__name__)

MOST_NAME_BYTES = 200


class Beacon:
    """An async context in which the server is announced; a network that refuses costs nothing
    but the announcement."""

    def __init__(self, host: str, port: int, server_id: str, name: str) -> None:
        self._host = host
        self._port = port
        self._server_id = server_id
        self._name = name
        self._running: tuple[AsyncZeroconf, AsyncServiceInfo] | None = None

    async def __aenter__(self) -> Self:
        from zeroconf import Error
        from zeroconf.asyncio import AsyncZeroconf

        try:
            service = AsyncZeroconf(interfaces=_interfaces(self._host))
        except OSError as error:
            log.warning("this server cannot be found on the network by itself: %s", error)
            return self
        info = self._describe()
        try:
            await service.async_register_service(info, allow_name_change=True)
        except (OSError, Error) as error:
            log.warning("this server cannot be found on the network by itself: %s", error)
            await service.async_close()
            return self
        self._running = (service, info)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._running is None:
            return
        service, info = self._running
        self._running = None
        # The first awaitable gives a second one, without which no goodbye is sent.
        goodbye = await service.async_unregister_service(info)
        await goodbye
        await service.async_close()

    def _describe(self) -> AsyncServiceInfo:
        from zeroconf.asyncio import AsyncServiceInfo

        short = self._server_id.replace("-", "")[-12:]
        return AsyncServiceInfo(
            SERVICE,
            f"Spaces {short}.{SERVICE}",
            addresses=[address.packed for address in addresses_of(self._host)],
            port=self._port,
            properties={
                SERVER_ID: self._server_id,
                NAME: self._name.encode()[:MOST_NAME_BYTES].decode(errors="ignore"),
                PROTOCOL: str(OUR_PROTOCOL),
            },
            server=f"spaces-{short}.local.",
        )


def may_be_found(host: str) -> bool:
    """Whether a server that listens there can be reached from another machine at all."""
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"


def addresses_of(host: str) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """Where who listens on `host` can be reached: itself, or all of this machine's addresses."""
    try:
        given = ipaddress.ip_address(host)
    except ValueError:
        given = ipaddress.ip_address(socket.gethostbyname(host))
    if not given.is_unspecified:
        return [given]
    import ifaddr

    found = []
    for adapter in ifaddr.get_adapters():
        for one in adapter.ips:
            text = one.ip if isinstance(one.ip, str) else one.ip[0]
            address = ipaddress.ip_address(text.split("%")[0])
            if not address.is_loopback and not (address.version == 6 and address.is_link_local):
                found.append(address)
    return found


def _interfaces(host: str) -> list[str]:
    return [str(address) for address in addresses_of(host)]
