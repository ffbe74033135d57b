"""Sessions: started, joined, left, handed on and ended.

A person has one seat in a session for good; coming back takes it again. Each coming has a
`generation`, and only the one that is named is ever disconnected, so that the late end of an old
connection undoes nothing.
"""

from __future__ import annotations

from typing import Any

import msgspec

from embedded_server.accounts import service as accounts
from embedded_server.agents import service as agents
from embedded_server.contracts.base import UNSET, UnsetType
from embedded_server.contracts.errors import Code
from embedded_server.contracts.playground import (
    GRACE_SECONDS,
    SEAT_SECONDS,
    EditParticipant,
    EditSession,
    JoinSession,
    LeaveSession,
    Participant,
    Session,
    SessionLogEntry,
    StartSession,
)
from embedded_server.kernel import idempotency
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal, not_found
from embedded_server.kernel.ids import looks_like_id, new_id
from embedded_server.kernel.text import clean_name
from embedded_server.playground import store
from embedded_server.playground.service import access, ending, views
from embedded_server.playground.service.access import session_topic
from embedded_server.playground.service.telling import tell_seat, tell_session
from embedded_server.playground.store import Seat, SessionValue, SpaceValue

MAX_ROLE = 40
_Given = str | UnsetType | None


def start(
    tx: Transaction, space_id: str, user_id: str, body: StartSession, key: str | None
) -> tuple[Session, bool]:
    """Its creator is its host and in it at once."""
    space = access.seen(tx, space_id, user_id)

    def make() -> str:
        session_id = new_id()
        values = {"id": session_id, "space_id": space.id, "status": "waiting"}
        store.sessions.insert_session(tx, {**values, "host_id": user_id, "created_by": user_id})
        seat = {"id": new_id(), "session_id": session_id, "user_id": user_id}
        about = _about(tx, user_id, body.agent_id, body.role, body.control_mode)
        store.sessions.insert_seat(tx, {**seat, **about})
        store.content.note(tx, session_id, "started", user_id, seat["id"])
        topic = session_topic(session_id)
        tell_session(tx, _session(tx, session_id), grant=((user_id, topic),))
        tell_seat(tx, _seat(tx, session_id, user_id))
        return session_id

    request = ("sessions", space_id, msgspec.structs.replace(body, client_id=None))
    session_id, new = idempotency.once(tx, user_id, key, request, make)
    return view(tx, space_id, session_id, user_id), new


def view(reader: Reader, space_id: str, session_id: str, user_id: str) -> Session:
    _, session = access.seen_session(reader, space_id, session_id, user_id)
    return views.sessions(reader, [session])[0]


def listed(
    reader: Reader, space_id: str, user_id: str, before: str | None, limit: int
) -> list[Session]:
    access.seen(reader, space_id, user_id)
    return views.sessions(reader, store.sessions.sessions_of(reader, space_id, before, limit))


def join(
    tx: Transaction, space_id: str, session_id: str, user_id: str, body: JoinSession
) -> tuple[Participant, bool]:
    """Answers with the participant and whether they are new in the session."""
    space, session = access.seen_session(tx, space_id, session_id, user_id)
    access.require_live(session)
    seat = store.sessions.seat(tx, session_id, user_id)
    if seat is not None and seat.is_removed:
        raise Refusal(Code.REMOVED, "You were removed from this session.")
    if seat is not None and seat.is_connected:
        return views.participant(tx, seat), False
    if session.is_locked and seat is None:
        raise Refusal(Code.SESSION_LOCKED, "The host has locked this session.")
    _require_room(tx, space, session, user_id)
    about = _about(tx, user_id, body.agent_id, body.role, body.control_mode)
    if seat is None:
        made = {"id": new_id(), "session_id": session_id, "user_id": user_id}
        store.sessions.insert_seat(tx, {**made, **about})
        store.content.note(tx, session_id, "joined", user_id, made["id"])
    else:
        back = {"is_connected": 1, "connected_at": tx.now, "left_at": None, "is_seat_kept": 0}
        generation = seat.generation + 1
        store.sessions.update_seat(tx, seat.id, {**back, **about, "generation": generation})
        store.content.note(tx, session_id, "reconnected", user_id, seat.id)
    taken = _seat(tx, session_id, user_id)
    tell_seat(tx, taken, grant=((user_id, session_topic(session_id)),))
    _came(tx, session, user_id)
    return views.participant(tx, taken), seat is None


def is_full(reader: Reader, space: SpaceValue, session: SessionValue, user_id: str) -> bool:
    """For that person: a seat that is theirs already is not counted."""
    most = space.max_participants
    kept_since = reader.now - SEAT_SECONDS * 1000
    return most is not None and (
        store.sessions.count_taken(reader, session.id, kept_since, user_id) >= most
    )


def _require_room(tx: Transaction, space: SpaceValue, session: SessionValue, user_id: str) -> None:
    if is_full(tx, space, session, user_id):
        most = space.max_participants
        raise Refusal(Code.SESSION_FULL, f"This session is full: {most} is the most.")


def _came(tx: Transaction, session: SessionValue, user_id: str) -> None:
    """What changes for the session when somebody is in."""
    values: dict[str, Any] = {"empty_since": None}
    if session.status == "waiting" and store.sessions.count_connected(tx, session.id) > 1:
        values["status"] = "active"
    if user_id == session.host_id:
        values["host_lost_at"] = None
    elif user_id == session.created_by and not session.is_host_chosen:
        values.update(host_id=user_id, host_lost_at=None)
        store.content.note(tx, session.id, "host", user_id, detail="returned")
    store.sessions.update_session(tx, session.id, values)
    tell_session(tx, _session(tx, session.id))


def leave(
    tx: Transaction, space_id: str, session_id: str, user_id: str, body: LeaveSession
) -> Participant:
    """Again, or late, it changes nothing."""
    _, session = access.seen_session(tx, space_id, session_id, user_id)
    seat = store.sessions.seat(tx, session_id, user_id)
    if seat is None or seat.is_removed:
        raise not_found()
    if seat.is_connected and body.generation in (None, seat.generation):
        disconnect(tx, session, seat, "left")
        seat = _seat(tx, session_id, user_id)
    return views.participant(tx, seat)


def disconnect(tx: Transaction, session: SessionValue, seat: Seat, act: str) -> None:
    """That very connection of a participant ends; who is lost keeps the seat for a while."""
    if not store.sessions.disconnect(tx, seat, keeps_seat=act == "lost"):
        return
    store.content.note(tx, session.id, act, seat.user_id, seat.id)
    tell_seat(tx, _seat(tx, session.id, seat.user_id))
    values: dict[str, Any] = {}
    if not store.sessions.count_connected(tx, session.id):
        values["empty_since"] = tx.now
    if seat.user_id == session.host_id:
        values["host_lost_at"] = tx.now
    if values:
        store.sessions.update_session(tx, session.id, values)
    tell_session(tx, _session(tx, session.id))


def pass_host_on(tx: Transaction, session: SessionValue) -> bool:
    """To who has been in longest, where the host has been away for too long."""
    lost_at = session.host_lost_at
    if lost_at is None or tx.now - lost_at < GRACE_SECONDS * 1000:
        return False
    here = [one for one in store.sessions.seats(tx, session.id) if one.is_connected]
    if not here:
        return False
    heir = min(here, key=lambda one: (one.connected_at, one.id))
    values = {"host_id": heir.user_id, "host_lost_at": None, "is_host_chosen": 0}
    store.sessions.update_session(tx, session.id, values)
    store.content.note(tx, session.id, "host", heir.user_id, heir.id, "passed on")
    tell_session(tx, _session(tx, session.id))
    return True


def edit(
    tx: Transaction, space_id: str, session_id: str, user_id: str, body: EditSession
) -> Session:
    space, session = access.seen_session(tx, space_id, session_id, user_id)
    access.require_live(session)
    access.require_host(space, session, user_id)
    values: dict[str, Any] = {}
    if body.is_locked is not UNSET and body.is_locked != session.is_locked:
        values["is_locked"] = body.is_locked
        act = "locked" if body.is_locked else "unlocked"
        store.content.note(tx, session_id, act, user_id)
    if body.host_id is not UNSET and body.host_id != session.host_id:
        heir = store.sessions.seat(tx, session_id, body.host_id)
        if heir is None or not heir.is_connected:
            raise Invalid("hostId", "The host is somebody who is in the session.")
        values.update(host_id=heir.user_id, host_lost_at=None, is_host_chosen=1)
        store.content.note(tx, session_id, "host", heir.user_id, heir.id, "handed on")
    if values:
        store.sessions.update_session(tx, session_id, values)
        tell_session(tx, _session(tx, session_id))
    return view(tx, space_id, session_id, user_id)


def end(tx: Transaction, space_id: str, session_id: str, user_id: str) -> Session:
    space, session = access.seen_session(tx, space_id, session_id, user_id)
    access.require_host(space, session, user_id)
    ending.end(tx, session, user_id)
    return view(tx, space_id, session_id, user_id)


def edit_seat(
    tx: Transaction,
    space_id: str,
    session_id: str,
    participant_id: str,
    user_id: str,
    body: EditParticipant,
) -> Participant:
    """One's own, or anybody's as host; each change of who drives it stands in the log."""
    _, session, seat = _place(tx, space_id, session_id, participant_id, user_id, or_self=True)
    if body.agent_id is not UNSET and body.agent_id != seat.agent_id and seat.user_id != user_id:
        # It speaks in their name, and at their cost.
        raise Refusal(Code.FORBIDDEN, "Whose seat it is chooses its agent.")
    values = _about(tx, seat.user_id, body.agent_id, body.role, body.control_mode)
    mode = values.get("control_mode", seat.control_mode)
    store.sessions.update_seat(tx, seat.id, values)
    if mode != seat.control_mode:
        store.content.note(tx, session.id, "control", user_id, seat.id, mode or "human")
    changed = _seat(tx, session.id, seat.user_id)
    if changed != seat:
        tell_seat(tx, changed)
    return views.participant(tx, changed)


def remove(
    tx: Transaction, space_id: str, session_id: str, participant_id: str, user_id: str
) -> None:
    """They may not come back, and hear nothing of it any more."""
    _, session, seat = _place(tx, space_id, session_id, participant_id, user_id, or_self=False)
    if seat.user_id == user_id:
        raise Invalid("participantId", "Leave the session to go yourself.")
    if seat.is_connected:
        disconnect(tx, session, seat, "removed")
    else:
        store.content.note(tx, session_id, "removed", seat.user_id, seat.id)
    store.sessions.update_seat(tx, seat.id, {"is_removed": 1, "is_seat_kept": 0})
    gone = ((seat.user_id, session_topic(session_id)),)
    tell_session(tx, _session(tx, session_id), revoke=gone)


def _place(
    tx: Transaction,
    space_id: str,
    session_id: str,
    participant_id: str,
    user_id: str,
    *,
    or_self: bool,
) -> tuple[SpaceValue, SessionValue, Seat]:
    """A seat of a live session that one may change."""
    space, session = access.seen_session(tx, space_id, session_id, user_id)
    access.require_live(session)
    seat = store.sessions.seat_by_id(tx, session_id, participant_id)
    if seat is None or seat.is_removed:
        raise not_found()
    if not (or_self and seat.user_id == user_id):
        access.require_host(space, session, user_id)
    return space, session, seat


def log(
    reader: Reader, space_id: str, session_id: str, user_id: str, after: int, limit: int
) -> list[SessionLogEntry]:
    """Oldest first, behind `after`."""
    space, session = access.seen_session(reader, space_id, session_id, user_id)
    access.require_inside(reader, space, session, user_id)
    found = store.content.log(reader, session_id, after, limit)
    names = accounts.names_of(reader, {one.user_id for one in found if one.user_id})
    return [
        SessionLogEntry(
            id=one.number,
            at=to_wire(one.at),
            act=one.act,  # type: ignore[arg-type]  # written by this room alone
            user_id=one.user_id,
            user_name=None if one.user_id is None else names.get(one.user_id, ""),
            participant_id=one.participant_id,
            detail=one.detail,
        )
        for one in found
    ]


def _about(
    reader: Reader, user_id: str, agent_id: _Given, role: _Given, control_mode: _Given
) -> dict[str, Any]:
    """The columns of what was given of a seat. An agent is one's own, or one that one may ask."""
    values: dict[str, Any] = {}
    if agent_id is not UNSET:
        values["agent_id"] = agent_id
        if agent_id is not None:
            _require_agent(reader, user_id, agent_id)
    if role is not UNSET:
        values["role"] = clean_name("role", role) if role is not None and role.strip() else None
        if values["role"] is not None and len(values["role"]) > MAX_ROLE:
            raise Invalid("role", f"A role has at most {MAX_ROLE} characters.")
    if control_mode is not UNSET:
        values["control_mode"] = control_mode
    return values


def _require_agent(reader: Reader, user_id: str, agent_id: str) -> None:
    try:
        if not looks_like_id(agent_id) or accounts.guests_among(reader, [user_id]):
            raise not_found()
        agents.seen(reader, user_id, agent_id)
    except Refusal:
        raise Invalid("agentId", "This agent is neither yours nor one you may ask.") from None


def _session(reader: Reader, session_id: str) -> SessionValue:
    found = store.sessions.session(reader, session_id)
    assert found is not None
    return found


def _seat(reader: Reader, session_id: str, user_id: str) -> Seat:
    found = store.sessions.seat(reader, session_id, user_id)
    assert found is not None
    return found
