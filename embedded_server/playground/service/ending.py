"""How a session ends: by its host, with its space, or because nobody is in it any more."""

from __future__ import annotations

from embedded_server.kernel.database import Transaction
from embedded_server.kernel.hub import EVERYBODY
from embedded_server.playground import store
from embedded_server.playground.service.access import session_topic
from embedded_server.playground.service.telling import tell_seat, tell_session
from embedded_server.playground.store import SessionValue


def end(tx: Transaction, session: SessionValue, by: str | None) -> SessionValue:
    """Everybody in it is disconnected and told; nothing is lost of what was in it."""
    if not session.is_live:
        return session
    for seat in store.sessions.seats(tx, session.id):
        if seat.is_connected:
            store.sessions.disconnect(tx, seat, keeps_seat=False)
            now = store.sessions.seat(tx, session.id, seat.user_id)
            assert now is not None
            tell_seat(tx, now)
    store.sessions.update_session(
        tx, session.id, {"status": store.sessions.ENDED, "ended_at": tx.now, "empty_since": None}
    )
    store.content.note(tx, session.id, "ended", by)
    ended = store.sessions.session(tx, session.id)
    assert ended is not None
    tell_session(tx, ended, revoke=((EVERYBODY, session_topic(session.id)),))
    return ended
