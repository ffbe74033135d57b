"""Spaces, sessions and participants as the contract shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from embedded_server.accounts import service as accounts
from embedded_server.contracts.playground import (
    Participant,
    Session,
    SessionStatus,
    Space,
    SpaceOwner,
)
from embedded_server.kernel.clock import to_wire, to_wire_or_none
from embedded_server.kernel.database import Reader
from embedded_server.playground import store
from embedded_server.playground.store import Seat, SessionValue, SpaceValue

MOST_SESSIONS = 50
"""That stand in the view of a space; the rest are listed by page."""


def spaces(reader: Reader, found: Sequence[SpaceValue]) -> list[Space]:
    names = accounts.names_of(reader, {one.owner_id for one in found})
    return [_space(one, names) for one in found]


def space_with_sessions(reader: Reader, space: SpaceValue) -> Space:
    newest = store.sessions.sessions_of(reader, space.id, None, MOST_SESSIONS)
    names = accounts.names_of(reader, [space.owner_id])
    return _space(space, names, sessions(reader, newest))


def _space(
    space: SpaceValue, names: Mapping[str, str], listed: list[Session] | None = None
) -> Space:
    more = {} if listed is None else {"sessions": listed}
    return Space(
        id=space.id,
        owner=SpaceOwner(id=space.owner_id, name=names.get(space.owner_id, "")),
        name=space.name,
        description=space.description,
        category=space.category,
        tags=space.tags,
        definition=space.definition,
        is_public=space.is_public,
        max_participants=space.max_participants,
        live_session_count=space.live_sessions,
        created_at=to_wire(space.created_at),
        **more,
    )


def sessions(reader: Reader, found: Sequence[SessionValue]) -> list[Session]:
    seats = store.sessions.seats_of(reader, [one.id for one in found])
    people = {seat.user_id for group in seats.values() for seat in group}
    names, visitors = accounts.names_of(reader, people), accounts.guests_among(reader, people)
    made = []
    for one in found:
        group = [seat for seat in seats[one.id] if not seat.is_removed]
        listed = [_participant(seat, names, visitors) for seat in group]
        made.append(session(one, sum(seat.is_connected for seat in group), listed))
    return made


def session(
    value: SessionValue, count: int, participants: list[Participant] | None = None
) -> Session:
    more = {} if participants is None else {"participants": participants}
    return Session(
        id=value.id,
        playground_id=value.space_id,
        status=SessionStatus(value.status),
        host_id=value.host_id,
        created_by=value.created_by,
        participant_count=count,
        is_locked=value.is_locked,
        created_at=to_wire(value.created_at),
        ended_at=to_wire_or_none(value.ended_at),
        **more,
    )


def participant(reader: Reader, seat: Seat) -> Participant:
    people = [seat.user_id]
    visitors = accounts.guests_among(reader, people)
    return _participant(seat, accounts.names_of(reader, people), visitors)


def _participant(seat: Seat, names: Mapping[str, str], visitors: Set[str]) -> Participant:
    return Participant(
        id=seat.id,
        session_id=seat.session_id,
        user_id=seat.user_id,
        name=names.get(seat.user_id, ""),
        status="connected" if seat.is_connected else "disconnected",
        joined_at=to_wire(seat.joined_at),
        left_at=None if seat.is_connected else to_wire_or_none(seat.left_at),
        agent_id=seat.agent_id,
        role=seat.role,
        control_mode=seat.control_mode,  # type: ignore[arg-type]  # checked when it came in
        generation=seat.generation,
        is_visitor=seat.user_id in visitors,
    )
