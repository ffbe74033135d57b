"""Which addresses an agent's endpoint may have.

A listing of somebody who is neither an admin nor at the server's own machine must not make the
server call into its own network. What a name resolves to is checked again at every connection.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import SplitResult, urlsplit

from embedded_server.kernel.errors import Invalid

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_LOCAL_ENDINGS = (".local", ".localhost", ".internal", ".lan", ".home.arpa", ".intranet")
_NUMERIC = re.compile(r"(0[xX][0-9a-fA-F]*|\d+)(\.(0[xX][0-9a-fA-F]*|\d+)){0,3}")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f\\]")


def check_base_url(field: str, url: str) -> str:
    """`url` without a slash at its end; `validation` unless it is a plain http(s) address."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise Invalid(field, "This is not an address.") from None
    if parts.scheme not in ("http", "https") or not host or _UNSAFE.search(url):
        raise Invalid(field, "This has to be an http:// or https:// address.")
    _refuse_extras(field, parts)
    try:
        host.encode("idna")
    except UnicodeError:
        raise Invalid(field, "This host's name cannot be used.") from None
    return url.rstrip("/")


def _refuse_extras(field: str, parts: SplitResult) -> None:
    if parts.username is not None or parts.password is not None:
        raise Invalid(field, "Leave name and password out of the address; the key goes in apiKey.")
    if parts.query or parts.fragment:
        raise Invalid(field, "Leave ? and # and what follows them out of the address.")


def is_own_network(url: str) -> bool:
    """Whether the address names a host of the server's own machine or network."""
    return host_is_own_network(urlsplit(url).hostname or "")


def host_is_own_network(host: str) -> bool:
    host = host.rstrip(".").lower()
    address = as_address(host)
    if address is not None:
        return not is_public(address)
    return "." not in host or host.endswith(_LOCAL_ENDINGS)


def as_address(host: str) -> Address | None:
    """The address that `host` is, in any of the spellings that resolvers take, or None."""
    try:
        return ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        if _NUMERIC.fullmatch(host) is None:
            return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def is_public(address: Address) -> bool:
    """Whether the address lies in the open internet, also when wrapped into another."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast
