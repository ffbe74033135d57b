"""How a server says on its own network that it is there (multicast DNS, RFC 6762 and 6763).

A hint for who looks for an address, never a reason to trust one: anybody may say anything.
"""

from __future__ import annotations

from typing import NamedTuple

SERVICE = "_spaces-desktop._tcp.local."
SERVER_ID = "id"
NAME = "name"
PROTOCOL = "protocol"
"""Keys of the TXT record."""


class Found(NamedTuple):
    """A server that was heard of; `protocol` is 0 where it did not say."""

    server_id: str
    name: str
    address: str
    """Host and port, as a person would type it."""
    protocol: int
