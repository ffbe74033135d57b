"""Live rooms, as the server mounts them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from embedded_server.contracts import live_room as contract
from embedded_server.contracts.base import UNSET
from embedded_server.contracts.live_room import EditLiveRoom, LiveRoom
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.http import Call
from embedded_server.kernel.server import Server, Slice
from embedded_server.lounge.live import service
from embedded_server.lounge.live.audio import audio
from embedded_server.lounge.live.rooms import live_rooms_of

_COMMUNITY, _USER = "communityId", "userId"


async def read(call: Call[Any]) -> LiveRoom:
    community_id, user_id = call.id(_COMMUNITY), call.user.user_id
    state, is_removed, removed = await call.server.database.read(
        lambda reader: service.read(reader, community_id, user_id)
    )
    return LiveRoom(
        state=state,
        people=live_rooms_of(call.server).people(community_id),
        is_removed=is_removed,
        removed=UNSET if removed is None else removed,
    )


async def _change(call: Call[Any], change: Callable[[Transaction, str, str], None]) -> None:
    """`change` is given the lounge and who acts."""
    call.pace()
    community_id, actor_id = call.id(_COMMUNITY), call.user.user_id
    await call.server.database.write(lambda tx: change(tx, community_id, actor_id))


async def open_room(call: Call[None]) -> LiveRoom:
    await _change(call, service.open_room)
    return await read(call)


async def close_room(call: Call[None]) -> LiveRoom:
    await _change(call, service.close_room)
    return await read(call)


async def edit(call: Call[EditLiveRoom]) -> LiveRoom:
    wanted = call.body.push_to_talk_only
    await _change(
        call,
        lambda tx, room, actor: service.set_push_to_talk(tx, room, actor, push_to_talk_only=wanted),
    )
    return await read(call)


async def mute(call: Call[None]) -> None:
    await _set_muted(call, is_muted=True)


async def unmute(call: Call[None]) -> None:
    await _set_muted(call, is_muted=False)


async def remove(call: Call[None]) -> None:
    await _set_removed(call, is_removed=True)


async def let_back(call: Call[None]) -> None:
    await _set_removed(call, is_removed=False)


async def _set_muted(call: Call[None], *, is_muted: bool) -> None:
    user_id = call.id(_USER)
    await _change(
        call,
        lambda tx, room, actor: service.set_muted(tx, room, actor, user_id, is_muted=is_muted),
    )


async def _set_removed(call: Call[None], *, is_removed: bool) -> None:
    user_id = call.id(_USER)
    await _change(
        call,
        lambda tx, room, actor: service.set_removed(
            tx, room, actor, user_id, is_removed=is_removed
        ),
    )


async def on_start(server: Server) -> None:
    live_rooms_of(server)
    server.on_deleted.append(service.forget)


SLICE = Slice(
    "live room",
    {
        contract.READ: read,
        contract.OPEN: open_room,
        contract.CLOSE: close_room,
        contract.EDIT: edit,
        contract.MUTE: mute,
        contract.UNMUTE: unmute,
        contract.REMOVE: remove,
        contract.LET_BACK: let_back,
        contract.AUDIO: audio,
    },
    on_start=on_start,
)
