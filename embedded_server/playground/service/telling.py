"""What those in a session are told of it."""

from __future__ import annotations

from embedded_server.contracts.base import Answer
from embedded_server.contracts.events import EventType
from embedded_server.contracts.playground import SessionState
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.journal import Emitted
from embedded_server.playground import store
from embedded_server.playground.service import views
from embedded_server.playground.service.access import session_topic
from embedded_server.playground.store import Seat, SessionValue

Hearing = tuple[tuple[str, str], ...]
"""Pairs of a user and a topic."""


def tell_session(
    tx: Transaction, session: SessionValue, *, grant: Hearing = (), revoke: Hearing = ()
) -> None:
    """How a session stands; `grant` and `revoke` say who hears it from now on, or no more."""
    data = views.session(session, store.sessions.count_connected(tx, session.id))
    _tell(tx, EventType.SESSION_UPDATED, data, session.id, session.id, grant, revoke)


def tell_seat(tx: Transaction, seat: Seat, *, grant: Hearing = ()) -> None:
    """How a participant stands."""
    data = views.participant(tx, seat)
    _tell(tx, EventType.PARTICIPANT_UPDATED, data, seat.session_id, seat.id, grant)


def tell_state(tx: Transaction, changed: SessionState) -> None:
    """What the shared state is by now."""
    session_id = changed.session_id
    _tell(tx, EventType.SESSION_STATE, changed, session_id, f"state:{session_id}")


def _tell(
    tx: Transaction,
    type_: EventType,
    data: Answer,
    session_id: str,
    about: str,
    grant: Hearing = (),
    revoke: Hearing = (),
) -> None:
    # A thing's earlier events are emptied: only how it stands now is worth replaying.
    topic = session_topic(session_id)
    tx.emit(Emitted(type_, data, topic, about=about, again=True, grant=grant, revoke=revoke))
