"""What the room keeps while one server runs."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from embedded_server.kernel.server import Server
from embedded_server.kernel.tasks import Tasks
from embedded_server.playground.acting import Acting
from embedded_server.playground.presence import Presence

# A server's Tasks live exactly as long as the server, and can be a weak key, which it cannot.
_presence: WeakKeyDictionary[Tasks, Presence] = WeakKeyDictionary()
_acting: WeakKeyDictionary[Tasks, Acting] = WeakKeyDictionary()


def presence_of(server: Server) -> Presence:
    known = _presence.get(server.tasks)
    if known is None:
        known = _presence[server.tasks] = Presence(server.clock, server.hub)
    return known


def acting_of(server: Server) -> Acting:
    known = _acting.get(server.tasks)
    if known is None:
        known = _acting[server.tasks] = Acting(server)
    return known


def close_parts(server: Server) -> None:
    acting_of(server).close()
