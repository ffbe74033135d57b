"""Which addresses a page may reach: public ones, and origins that an admin has named."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

BUILT_IN_HOST = "built-in.invalid"
"""Stands for our own server in the window: a name that never resolves (RFC 6761), behind which the
proxy gives out the built-in playgrounds and the SDK, and nothing else."""
BUILT_IN_PATHS = ("/playgrounds/", "/sdk/")
PAGE_SCHEMES = frozenset({"http", "https", "ws", "wss"})
INNER_SCHEMES = frozenset({"data", "blob", "about"})
"""Reach no network."""
_PORTS = {"http": 80, "ws": 80, "https": 443, "wss": 443}


@dataclass(frozen=True, slots=True)
class Allowed:
    """Origins such as `http://192.168.1.5:8080` that an admin lets pages reach."""

    origins: frozenset[str] = frozenset()
    _hosts: frozenset[tuple[str, int]] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        hosts = set()
        for origin in self.origins:
            parts = _split(origin)
            if parts is not None and parts.hostname and (port := _port(parts)) is not None:
                hosts.add((parts.hostname.rstrip("."), port))
        object.__setattr__(self, "_hosts", frozenset(hosts))

    def has(self, host: str, port: int) -> bool:
        return (host.lower().rstrip("."), port) in self._hosts


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None


def is_public(address: str) -> bool:
    """An IP address in the open internet: not this machine, not a private network, no multicast,
    and none of these in the clothes of IPv6."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def why_not(url: str, allowed: Allowed) -> str | None:
    """Why a page may not load that, as far as its text tells: a word for `guarding`; None where it
    may, though a name may still turn out to lie in a private network."""
    parts = _split(url)
    if parts is None:
        return "scheme"
    if parts.scheme in INNER_SCHEMES:
        return None
    if parts.scheme not in PAGE_SCHEMES:
        return "scheme"
    host, port = (parts.hostname or "").lower().rstrip("."), _port(parts)
    if not host or port is None or parts.username is not None:
        return "address"
    if host == BUILT_IN_HOST:
        return None if parts.path.startswith(BUILT_IN_PATHS) else "own"
    if allowed.has(host, port):
        return None
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal", ".invalid")):
        return "private"
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return None
    return None if is_public(host) else "private"
