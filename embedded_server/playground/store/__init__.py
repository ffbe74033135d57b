"""Every query about playgrounds; values come out, never rows."""

from __future__ import annotations

from embedded_server.playground.store import content, links, sessions, spaces
from embedded_server.playground.store.content import LogValue
from embedded_server.playground.store.sessions import Seat, SessionValue
from embedded_server.playground.store.spaces import SpaceValue

__all__ = [
    "LogValue",
    "Seat",
    "SessionValue",
    "SpaceValue",
    "content",
    "links",
    "sessions",
    "spaces",
]
