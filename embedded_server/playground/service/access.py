"""Who may see a space and what is in its sessions, and what their events are heard by."""

from __future__ import annotations

from collections.abc import Iterable

from embedded_server.contracts.errors import Code
from embedded_server.kernel.database import Reader
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.ids import looks_like_id
from embedded_server.kernel.topics import SESSION_TOPIC, TopicRule
from embedded_server.playground import store
from embedded_server.playground.store import Seat, SessionValue, SpaceValue


def session_topic(session_id: str) -> str:
    """What those hear who have a place in a session."""
    return f"{SESSION_TOPIC}:{session_id}"


def seen(reader: Reader, space_id: str, user_id: str) -> SpaceValue:
    """A space that is public, one's own, or that one was let into; else 404."""
    space = store.spaces.find(reader, space_id)
    if space is None or not (
        space.is_public
        or space.owner_id == user_id
        or store.spaces.is_guest(reader, space_id, user_id)
    ):
        raise not_found()
    return space


def owned(reader: Reader, space_id: str, user_id: str) -> SpaceValue:
    space = seen(reader, space_id, user_id)
    if space.owner_id != user_id:
        raise Refusal(Code.FORBIDDEN, "Only who made a space may do this.")
    return space


def seen_session(
    reader: Reader, space_id: str, session_id: str, user_id: str
) -> tuple[SpaceValue, SessionValue]:
    space = seen(reader, space_id, user_id)
    session = store.sessions.find_session(reader, space_id, session_id)
    if session is None:
        raise not_found()
    return space, session


def require_live(session: SessionValue) -> None:
    if not session.is_live:
        raise Refusal(Code.SESSION_ENDED, "This session has ended.", state=session.status)


def require_inside(reader: Reader, space: SpaceValue, session: SessionValue, user_id: str) -> None:
    """What is in a session is for who has a place in it, and for the space's owner."""
    seat = store.sessions.seat(reader, session.id, user_id)
    if (seat is None or seat.is_removed) and space.owner_id != user_id:
        raise Refusal(Code.FORBIDDEN, "Join this session first.")


def require_connected(reader: Reader, session: SessionValue, user_id: str) -> Seat:
    require_live(session)
    seat = store.sessions.seat(reader, session.id, user_id)
    if seat is None or not seat.is_connected:
        raise Refusal(Code.FORBIDDEN, "Join this session first.")
    return seat


def require_host(space: SpaceValue, session: SessionValue, user_id: str) -> None:
    if user_id not in (session.host_id, space.owner_id):
        raise Refusal(Code.FORBIDDEN, "Only the host of a session may do this.")


def _topics(reader: Reader, user_id: str) -> Iterable[str]:
    return [session_topic(one) for one in store.sessions.sessions_of_user(reader, user_id)]


def _may_hear(reader: Reader, user_id: str, session_id: str) -> bool:
    session = store.sessions.session(reader, session_id) if looks_like_id(session_id) else None
    seat = store.sessions.seat(reader, session_id, user_id)
    return session is not None and session.is_live and seat is not None and not seat.is_removed


TOPIC_RULES = (TopicRule(SESSION_TOPIC, _topics, _may_hear),)
