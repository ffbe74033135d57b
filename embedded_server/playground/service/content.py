"""The shared state and the chat of a session."""

from __future__ import annotations

from embedded_server.contracts.club import MAX_TEXT, Author
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.contracts.playground import (
    PutState,
    SendSessionMessage,
    SessionMessage,
    SessionState,
    SharedState,
)
from embedded_server.kernel import idempotency
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.text import clean_text
from embedded_server.playground import store
from embedded_server.playground.service import access, checks
from embedded_server.playground.service.access import session_topic
from embedded_server.playground.service.telling import tell_state


def state(reader: Reader, space_id: str, session_id: str, user_id: str) -> SharedState:
    space, session = access.seen_session(reader, space_id, session_id, user_id)
    access.require_inside(reader, space, session, user_id)
    return store.content.state(reader, session_id)


def put_state(
    tx: Transaction, space_id: str, session_id: str, user_id: str, body: PutState
) -> SharedState:
    """Refuses with the present one where another has written since."""
    _, session = access.seen_session(tx, space_id, session_id, user_id)
    access.require_connected(tx, session, user_id)
    packed = checks.packed("state", body.state)
    if not store.content.put_state(tx, session_id, body.version, packed):
        now = store.content.state(tx, session_id)
        raise Refusal(
            Code.STALE_VERSION,
            f"The state has changed since: version {now.version} is the present one.",
            version=now.version,
            current={"version": now.version, "state": now.state},
        )
    version = body.version + 1
    tell_state(
        tx,
        SessionState(session_id=session_id, version=version, state=body.state, changed_by=user_id),
    )
    return SharedState(version=version, state=body.state)


def send(
    tx: Transaction,
    space_id: str,
    session_id: str,
    caller: Caller,
    body: SendSessionMessage,
    key: str | None,
) -> tuple[SessionMessage, bool]:
    """Answers with the message and whether it is new."""
    _, session = access.seen_session(tx, space_id, session_id, caller.user_id)
    text = clean_text("text", body.text, MAX_TEXT)
    made: list[SessionMessage] = []

    def make() -> str:
        access.require_connected(tx, session, caller.user_id)
        message = SessionMessage(
            id=new_id(),
            seq=store.content.next_seq(tx, session_id),
            session_id=session_id,
            author=Author(kind="user", id=caller.user_id, name=caller.display_name),
            text=text,
            created_at=to_wire(tx.now),
            client_id=body.client_id,
        )
        store.content.insert_message(tx, message)
        tx.emit(Emitted(EventType.SESSION_MESSAGE, message, session_topic(session_id)))
        made.append(message)
        return message.id

    request = ("session-messages", session_id, text)
    message_id, new = idempotency.once(tx, caller.user_id, key, request, make)
    if new:
        return made[0], True
    known = store.content.find_message(tx, message_id)
    if known is None or known.session_id != session_id:
        raise not_found()
    return known, False


def messages(
    reader: Reader, space_id: str, session_id: str, user_id: str, before: int, limit: int
) -> list[SessionMessage]:
    space, session = access.seen_session(reader, space_id, session_id, user_id)
    access.require_inside(reader, space, session, user_id)
    return store.content.messages(reader, session_id, before, limit)
