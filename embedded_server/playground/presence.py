"""Who is still in a session: windows say so again and again; who falls silent is disconnected.

In memory only. After a restart everybody has the whole grace again. Somebody whose client never
said so is held to be in for as long as they are connected to the live events, and for a while
longer where they are not: they may be using HTTP alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from embedded_server.contracts.playground import EMPTY_SECONDS, GRACE_SECONDS
from embedded_server.kernel.clock import SystemClock
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.hub import Hub
from embedded_server.playground import store
from embedded_server.playground.service import ending, sessions

SILENT_SECONDS = 120
"""How long somebody counts as in who has never said so."""


@dataclass(slots=True)
class _Beat:
    generation: int
    at: int
    """In milliseconds."""
    has_beaten: bool


class Presence:
    def __init__(self, clock: SystemClock, hub: Hub) -> None:
        self._clock = clock
        self._hub = hub
        self._beats: dict[tuple[str, str], _Beat] = {}
        """By session and user."""

    def beat(self, session_id: str, user_id: str) -> bool:
        """A window of theirs shows the session; whether they are known to be in it."""
        known = self._beats.get((session_id, user_id))
        if known is not None:
            known.at, known.has_beaten = self._clock.now(), True
        return known is not None

    def know(self, session_id: str, user_id: str, generation: int) -> None:
        """They came in."""
        self._beats[session_id, user_id] = _Beat(generation, self._clock.now(), has_beaten=False)

    def silent(self, here: list[tuple[str, str, str, int]]) -> list[tuple[str, str, int]]:
        """`(session, user, generation)` of who has fallen silent, among those who are in."""
        now = self._clock.now()
        gone = []
        known: dict[tuple[str, str], _Beat] = {}
        for session_id, user_id, _, generation in here:
            beat = self._beats.get((session_id, user_id))
            if beat is None or beat.generation != generation:
                beat = _Beat(generation, now, has_beaten=False)
            known[session_id, user_id] = beat
            if not beat.has_beaten and self._hub.is_listening(user_id):
                beat.at = now
            patience = GRACE_SECONDS if beat.has_beaten else SILENT_SECONDS
            if now - beat.at >= patience * 1000:
                gone.append((session_id, user_id, generation))
        self._beats = known
        return gone


def settle(tx: Transaction, gone: list[tuple[str, str, int]]) -> None:
    """Disconnect who fell silent, pass hosts on, and end what has been empty for too long."""
    for session_id, user_id, generation in gone:
        session = store.sessions.session(tx, session_id)
        seat = store.sessions.seat(tx, session_id, user_id)
        if session is not None and seat is not None and seat.generation == generation:
            sessions.disconnect(tx, session, seat, "lost")
    for session in store.sessions.live_sessions(tx):
        sessions.pass_host_on(tx, session)
        since = session.empty_since
        if since is not None and tx.now - since >= EMPTY_SECONDS * 1000:
            ending.end(tx, session, None)
