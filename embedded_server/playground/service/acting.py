"""Agents in seats: which one is to act, what it is given, and what of its reply is done.

A seat that an agent drives acts on each message of a person; one that is driven by both acts where
its agent is called by name. To agents it listens only when called, and a few times in a row at
most. Whether it may still act is asked again in the change that keeps what it did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from embedded_server.accounts import service as accounts
from embedded_server.agents import service as agents
from embedded_server.agents.service import Line, ReadyAgent, Scene
from embedded_server.contracts.club import MAX_TEXT, Author
from embedded_server.contracts.events import EventType
from embedded_server.contracts.playground import SessionMessage, SessionState
from embedded_server.contracts.turns import Meta
from embedded_server.kernel import turn_store
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.text import fold
from embedded_server.kernel.topics import user_topic
from embedded_server.kernel.turn_types import Begun, Outcome
from embedded_server.kernel.turns import Turns
from embedded_server.playground import store
from embedded_server.playground.service import checks
from embedded_server.playground.service.access import session_topic
from embedded_server.playground.service.telling import tell_state
from embedded_server.playground.store import Seat, SessionValue

MOST_IN_A_ROW = 3
"""How often agents answer each other before a person has to say something."""
HISTORY = 20
ON_STATE = "agentsActOnState"
"""In a definition: whether agents also act when a person changes the shared state."""
STATE_CHANGED = "The shared state was changed. Act if there is something for you to do."
_MODES = ("agent", "hybrid")


@dataclass(frozen=True, slots=True)
class Cause:
    """What an agent acts on: a message, or a change of the state where it is None."""

    message: SessionMessage | None
    in_a_row: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A begun turn of an agent in a seat, with all that it needs."""

    begun: Begun
    session_id: str
    participant_id: str
    agent: ReadyAgent
    cause: Cause
    asked: str
    asker_name: str
    history: Sequence[Line]
    scene: Scene


def called(reader: Reader, session_id: str, cause: Cause) -> list[str]:
    """The seats whose agents are to act on it."""
    session = store.sessions.session(reader, session_id)
    if session is None or not session.is_live or cause.in_a_row > MOST_IN_A_ROW:
        return []
    if cause.message is None and not _acts_on_state(reader, session):
        return []
    return [
        seat.id
        for seat in store.sessions.seats(reader, session_id)
        if _agent(reader, seat) is not None and _is_called(reader, seat, cause)
    ]


def _acts_on_state(reader: Reader, session: SessionValue) -> bool:
    space = store.spaces.find(reader, session.space_id)
    return space is not None and space.definition.get(ON_STATE) is True


def _is_called(reader: Reader, seat: Seat, cause: Cause) -> bool:
    message = cause.message
    if message is None:
        return seat.control_mode == "agent"
    if message.participant_id == seat.id and message.author.kind == "agent":
        return False
    agent = _agent(reader, seat)
    assert agent is not None
    if f"@{fold(agent.name)}" in fold(message.text):
        return True
    return seat.control_mode == "agent" and message.author.kind == "user"


def _agent(reader: Reader, seat: Seat) -> ReadyAgent | None:
    """Who may act in that seat now: the person's own agent, or one that is for everybody."""
    if not seat.is_connected or seat.agent_id is None or seat.control_mode not in _MODES:
        return None
    try:
        found = agents.seen(reader, seat.user_id, seat.agent_id)
    except Refusal:
        return None
    if found.owner_id != seat.user_id and not found.is_public:
        return None
    return agents.ready(found, 0, HISTORY)


def driver(reader: Reader, session_id: str, participant_id: str) -> str | None:
    """Whose seat it is."""
    seat = store.sessions.seat_by_id(reader, session_id, participant_id)
    return None if seat is None else seat.user_id


def begin(tx: Transaction, session_id: str, participant_id: str, cause: Cause) -> Part | None:
    """None where nothing is to be done any more."""
    session = store.sessions.session(tx, session_id)
    seat = store.sessions.seat_by_id(tx, session_id, participant_id)
    agent = None if seat is None else _agent(tx, seat)
    if session is None or not session.is_live or seat is None or agent is None:
        return None
    space = store.spaces.find(tx, session.space_id)
    assert space is not None
    here = [one for one in store.sessions.seats(tx, session_id) if one.is_connected]
    names = accounts.names_of(tx, [one.user_id for one in here])
    newest = store.content.messages(tx, session_id, store.content.LAST, HISTORY)
    if cause.message is not None:
        newest = [one for one in newest if one.seq < cause.message.seq]
    state = store.content.state(tx, session_id).state
    begun = Begun(
        meta=Meta(
            turn_id=new_id(),
            message_id=new_id(),
            question_id=None if cause.message is None else cause.message.id,
            agent_id=agent.agent_id,
            agent_name=agent.name,
            fee_cents=0,
            audio_expected=False,
        ),
        # Of what a crash cuts short nothing was said or done yet.
        room=turn_store.PASSING,
        asker_id=seat.user_id,
        topic=session_topic(session_id),
        staff_topic=user_topic(seat.user_id),
        community_id=None,
    )
    Turns.begin(tx, begun)
    agents.count_asked(tx, agent.agent_id)
    return Part(
        begun=begun,
        session_id=session_id,
        participant_id=participant_id,
        agent=agent,
        cause=cause,
        asked=STATE_CHANGED if cause.message is None else cause.message.text,
        asker_name=space.name if cause.message is None else cause.message.author.name,
        history=[Line(one.author.name, one.author.kind, one.text) for one in reversed(newest)],
        scene=Scene(
            space=space.name,
            people=tuple(names.get(one.user_id, "") for one in here),
            state=msgspec.json.encode(state).decode(),
        ),
    )


def settle(tx: Transaction, part: Part, outcome: Outcome) -> SessionMessage | None:
    """Say and do what the reply says, in the change that ends its turn; gives what was said.

    Nothing of it where somebody else drives the seat by now. A reply that was stopped is said as
    far as it came, and changes nothing.
    """
    seat = store.sessions.seat_by_id(tx, part.session_id, part.participant_id)
    session = store.sessions.session(tx, part.session_id)
    agent = None if seat is None else _agent(tx, seat)
    kept = session is not None and session.is_live and agent is not None
    kept = kept and agent is not None and agent.agent_id == part.agent.agent_id
    agents.count_outcome(tx, part.agent.agent_id, outcome, kept=kept)
    if not kept or seat is None:
        return None
    if outcome.failed is not None:
        _failed(tx, seat, outcome.failed.message)
        return None
    act = agents.split_act(outcome.text)
    if act.is_broken:
        _failed(tx, seat, "What it wanted to change could not be read.")
    elif act.patch is not None and outcome.status == "done":
        _change_state(tx, seat, act.patch)
    return _say(tx, part, seat, act.words) if act.words else None


def _say(tx: Transaction, part: Part, seat: Seat, words: str) -> SessionMessage:
    message = SessionMessage(
        id=part.begun.meta.message_id,
        seq=store.content.next_seq(tx, part.session_id),
        session_id=part.session_id,
        author=Author(kind="agent", id=part.agent.agent_id, name=part.agent.name),
        text=words[:MAX_TEXT],
        created_at=to_wire(tx.now),
        client_id=None,
        participant_id=seat.id,
    )
    store.content.insert_message(tx, message)
    tx.emit(Emitted(EventType.SESSION_MESSAGE, message, session_topic(part.session_id)))
    return message


def _change_state(tx: Transaction, seat: Seat, patch: dict[str, object]) -> None:
    """Onto what stands now: what others wrote meanwhile stays."""
    now = store.content.state(tx, seat.session_id)
    state = agents.merged(now.state, patch)
    try:
        packed = checks.packed("state", state)
    except Refusal as refusal:
        _failed(tx, seat, refusal.detail)
        return
    if state == now.state or not store.content.put_state(tx, seat.session_id, now.version, packed):
        return
    tell_state(
        tx,
        SessionState(
            session_id=seat.session_id,
            version=now.version + 1,
            state=state,
            changed_by=seat.user_id,
            by_ai=True,
        ),
    )


def _failed(tx: Transaction, seat: Seat, why: str) -> None:
    store.content.note(tx, seat.session_id, "agent_failed", seat.user_id, seat.id, why)
