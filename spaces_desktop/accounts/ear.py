"""Listens for servers by multicast DNS; imported only by who begins to listen."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from zeroconf import InterfaceChoice, ServiceBrowser, ServiceInfo, ServiceListener, Zeroconf

from embedded_server.contracts.discovery import NAME, PROTOCOL, SERVER_ID, SERVICE, Found
from spaces_desktop.accounts.discovery import Heard

ANSWER_WITHIN_MS = 3000


class MulticastEar:
    """`interfaces` are addresses of this machine to listen on; all where none are given."""

    def __init__(self, interfaces: Sequence[str] = ()) -> None:
        self._interfaces = list(interfaces)
        self._service: Zeroconf | None = None

    def open(self, heard: Heard) -> None:
        service = Zeroconf(interfaces=self._interfaces or InterfaceChoice.All)
        self._service = service
        ServiceBrowser(service, SERVICE, listener=_Listener(heard))

    def close(self) -> None:
        service, self._service = self._service, None
        if service is not None:
            service.close()


class _Listener(ServiceListener):
    """What zeroconf calls, in a thread of its own."""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        info = zc.get_service_info(type_, name, timeout=ANSWER_WITHIN_MS)
        found = None if info is None else read_record(info)
        if found is not None:
            self._heard(name, found)

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.add_service(zc, type_, name)

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self._heard(name, None)


def read_record(info: ServiceInfo) -> Found | None:
    """None for a record that is not whole: anybody on the network may send anything."""
    told = info.decoded_properties
    server_id, name = told.get(SERVER_ID) or "", " ".join((told.get(NAME) or "").split())
    addresses = info.parsed_addresses()
    if not server_id or not addresses or not info.port:
        return None
    protocol = told.get(PROTOCOL) or ""
    return Found(
        server_id=server_id[:64],
        name=name[:80] or addresses[0],
        address=_as_typed(_best(addresses), info.port),
        protocol=int(protocol) if protocol.isdecimal() and len(protocol) < 6 else 0,
    )


def _best(addresses: Sequence[str]) -> str:
    """IPv4 before IPv6, an address of the house before any other."""
    return min(
        addresses,
        key=lambda text: (
            ipaddress.ip_address(text.split("%")[0]).version,
            not ipaddress.ip_address(text.split("%")[0]).is_private,
        ),
    )


def _as_typed(address: str, port: int) -> str:
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
