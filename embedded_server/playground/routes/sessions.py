"""Handlers of sessions: who is in, who drives what, and what they share."""

from __future__ import annotations

from typing import Any

from embedded_server.contracts.base import UNSET, Page
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import SendHeartbeat
from embedded_server.contracts.playground import (
    EditParticipant,
    EditSession,
    JoinSession,
    LeaveSession,
    Participant,
    PutState,
    SendSessionMessage,
    Session,
    SessionLogEntry,
    SessionMessage,
    SharedState,
    StartSession,
)
from embedded_server.kernel import paging
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.database import Reader
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.http import Call, Repeated
from embedded_server.kernel.server import Server
from embedded_server.playground import service, store
from embedded_server.playground.parts import acting_of, presence_of


def _ids(call: Call[Any]) -> tuple[str, str, str]:
    """Space, session, and who asks."""
    return call.id("spaceId"), call.id("sessionId"), call.user.user_id


async def listed(call: Call[None]) -> Page[Session]:
    space_id, user_id, size = call.id("spaceId"), call.user.user_id, call.query.page_size
    name = f"sessions:{space_id}"
    before = paging.text_position(name, call.query.cursor)
    found = await call.server.database.read(
        lambda reader: service.sessions.listed(reader, space_id, user_id, before, size + 1)
    )
    return paging.page(found, size, name, lambda one: one.id)


async def start(call: Call[StartSession]) -> Session | Repeated[Session]:
    call.pace()
    space_id, user_id, body = call.id("spaceId"), call.user.user_id, call.body
    key = call.key(body.client_id)
    made, new = await call.server.database.write(
        lambda tx: service.sessions.start(tx, space_id, user_id, body, key)
    )
    if new:
        presence_of(call.server).know(made.id, user_id, 1)
    return made if new else Repeated(made)


async def view(call: Call[None]) -> Session:
    space_id, session_id, user_id = _ids(call)
    return await call.server.database.read(
        lambda reader: service.sessions.view(reader, space_id, session_id, user_id)
    )


async def edit(call: Call[EditSession]) -> Session:
    call.pace()
    space_id, session_id, user_id = _ids(call)
    return await call.server.database.write(
        lambda tx: service.sessions.edit(tx, space_id, session_id, user_id, call.body)
    )


async def join(call: Call[JoinSession]) -> Participant | Repeated[Participant]:
    call.pace()
    space_id, session_id, user_id = _ids(call)
    made, new = await call.server.database.write(
        lambda tx: service.sessions.join(tx, space_id, session_id, user_id, call.body)
    )
    presence_of(call.server).know(session_id, user_id, made.generation)
    return made if new else Repeated(made)


async def leave(call: Call[LeaveSession]) -> Participant:
    space_id, session_id, user_id = _ids(call)
    return await call.server.database.write(
        lambda tx: service.sessions.leave(tx, space_id, session_id, user_id, call.body)
    )


async def end(call: Call[None]) -> Session:
    space_id, session_id, user_id = _ids(call)
    return await call.server.database.write(
        lambda tx: service.sessions.end(tx, space_id, session_id, user_id)
    )


async def edit_participant(call: Call[EditParticipant]) -> Participant:
    call.pace()
    space_id, session_id, user_id = _ids(call)
    seat_id = call.id("participantId")
    changed = await call.server.database.write(
        lambda tx: service.sessions.edit_seat(tx, space_id, session_id, seat_id, user_id, call.body)
    )
    if call.body.control_mode == "human" or call.body.agent_id is not UNSET:
        await acting_of(call.server).take_over(seat_id)
    return changed


async def remove_participant(call: Call[None]) -> None:
    space_id, session_id, user_id = _ids(call)
    seat_id = call.id("participantId")
    await call.server.database.write(
        lambda tx: service.sessions.remove(tx, space_id, session_id, seat_id, user_id)
    )


async def state(call: Call[None]) -> SharedState:
    space_id, session_id, user_id = _ids(call)
    return await call.server.database.read(
        lambda reader: service.content.state(reader, space_id, session_id, user_id)
    )


async def put_state(call: Call[PutState]) -> SharedState:
    call.pace()
    space_id, session_id, user_id = _ids(call)
    written = await call.server.database.write(
        lambda tx: service.content.put_state(tx, space_id, session_id, user_id, call.body)
    )
    acting_of(call.server).state_changed(session_id)
    return written


async def messages(call: Call[None]) -> Page[SessionMessage]:
    space_id, session_id, user_id = _ids(call)
    size, name = call.query.page_size, f"session-messages:{session_id}"
    before = paging.int_position(name, call.query.cursor, store.content.LAST)
    found = await call.server.database.read(
        lambda reader: service.content.messages(
            reader, space_id, session_id, user_id, before, size + 1
        )
    )
    return paging.page(found, size, name, lambda one: one.seq)


async def send(call: Call[SendSessionMessage]) -> SessionMessage | Repeated[SessionMessage]:
    call.pace()
    space_id, session_id, _ = _ids(call)
    caller, key = call.user, call.key(call.body.client_id)
    made, new = await call.server.database.write(
        lambda tx: service.content.send(tx, space_id, session_id, caller, call.body, key)
    )
    if new:
        acting_of(call.server).said(made)
    return made if new else Repeated(made)


async def log(call: Call[None]) -> Page[SessionLogEntry]:
    space_id, session_id, user_id = _ids(call)
    size, name = call.query.page_size, f"session-log:{session_id}"
    after = paging.int_position(name, call.query.cursor, 0)

    def read(reader: Reader) -> list[SessionLogEntry]:
        return service.sessions.log(reader, space_id, session_id, user_id, after, size + 1)

    return paging.page(await call.server.database.read(read), size, name, lambda one: one.id)


async def heartbeat(server: Server, caller: Caller, sent: SendHeartbeat) -> None:
    presence = presence_of(server)
    if presence.beat(sent.session_id, caller.user_id):
        return
    seat = await server.database.read(
        lambda reader: store.sessions.seat(reader, sent.session_id, caller.user_id)
    )
    if seat is None or not seat.is_connected:
        raise Refusal(Code.NOT_FOUND, "You are in no such session.")
    presence.know(sent.session_id, caller.user_id, seat.generation)
    presence.beat(sent.session_id, caller.user_id)
