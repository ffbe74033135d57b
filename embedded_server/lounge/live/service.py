"""The rules of live rooms: who opens and closes them, who comes in, whom staff mute or take out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from embedded_server.accounts import service as accounts
from embedded_server.communities import service as communities
from embedded_server.communities.service import MembershipValue
from embedded_server.contracts.communities import Role
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.contracts.live_room import LiveRemoved, LiveRoomState, RemovedPerson
from embedded_server.kernel.clock import to_wire, to_wire_or_none
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.ids import looks_like_id
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.topics import user_topic
from embedded_server.lounge.live import store
from embedded_server.lounge.live.store import Mark
from embedded_server.lounge.service import access


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody who may come in is in the room."""

    role: Role
    is_muted: bool
    push_to_talk_only: bool


def state(reader: Reader, community_id: str) -> LiveRoomState:
    room = store.find(reader, community_id)
    return LiveRoomState(
        community_id=community_id,
        is_open=room.opened_at is not None,
        opened_at=to_wire_or_none(room.opened_at),
        push_to_talk_only=room.push_to_talk_only,
        muted_ids=store.marked(reader, community_id, "is_muted"),
    )


def read(
    reader: Reader, community_id: str, user_id: str
) -> tuple[LiveRoomState, bool, list[RemovedPerson] | None]:
    """The state, whether the reader is kept out, and for staff who else is."""
    access.member(reader, community_id, user_id)
    kept_out = store.is_marked(reader, community_id, user_id, "is_removed")
    if not communities.is_staff(reader, community_id, user_id):
        return state(reader, community_id), kept_out, None
    removed = store.marked(reader, community_id, "is_removed")
    names = accounts.names_of(reader, removed)
    people = [RemovedPerson(user_id=one, display_name=names.get(one, "")) for one in removed]
    return state(reader, community_id), kept_out, people


def standing(reader: Reader, community_id: str, user_id: str) -> Standing:
    """Refuses who may not be in the room now."""
    access.lounge(reader, community_id)
    held = communities.require_active(communities.membership(reader, community_id, user_id))
    if held.muted_until is not None and held.muted_until > reader.now:
        until = to_wire(held.muted_until)
        raise Refusal(Code.MUTED, f"You are muted here until {until}.", muted_until=until)
    room = store.find(reader, community_id)
    if room.opened_at is None:
        raise Refusal(Code.LIVE_ROOM_CLOSED, "The live room is closed.")
    if store.is_marked(reader, community_id, user_id, "is_removed"):
        raise Refusal(Code.REMOVED, "Staff took you out of this room, until it is opened anew.")
    muted = store.is_marked(reader, community_id, user_id, "is_muted")
    return Standing(held.role, muted, room.push_to_talk_only)


def open_room(tx: Transaction, community_id: str, actor_id: str) -> None:
    """Twice is harmless. Whoever was taken out last time may come again."""
    _require_staff(tx, community_id, actor_id)
    room = store.find(tx, community_id)
    if room.opened_at is not None:
        return
    store.put(tx, replace(room, opened_at=tx.now))
    for user_id in store.let_all_back(tx, community_id):
        _tell_removed(tx, community_id, user_id, is_removed=False)
    communities.record_act(tx, community_id, actor_id, "live_room.opened", None, None)
    _tell(tx, community_id)


def close_room(tx: Transaction, community_id: str, actor_id: str) -> None:
    _require_staff(tx, community_id, actor_id)
    room = store.find(tx, community_id)
    if room.opened_at is None:
        return
    store.put(tx, replace(room, opened_at=None))
    communities.record_act(tx, community_id, actor_id, "live_room.closed", None, None)
    _tell(tx, community_id)


def set_push_to_talk(
    tx: Transaction, community_id: str, actor_id: str, *, push_to_talk_only: bool
) -> None:
    _require_staff(tx, community_id, actor_id)
    room = store.find(tx, community_id)
    if room.push_to_talk_only != push_to_talk_only:
        store.put(tx, replace(room, push_to_talk_only=push_to_talk_only))
        _tell(tx, community_id)


def set_muted(
    tx: Transaction, community_id: str, actor_id: str, user_id: str, *, is_muted: bool
) -> None:
    """Lasts until it is taken back, also where they leave the room and come again."""
    if _mark(tx, community_id, actor_id, user_id, "is_muted", is_set=is_muted):
        _tell(tx, community_id)


def set_removed(
    tx: Transaction, community_id: str, actor_id: str, user_id: str, *, is_removed: bool
) -> None:
    if _mark(tx, community_id, actor_id, user_id, "is_removed", is_set=is_removed):
        _tell_removed(tx, community_id, user_id, is_removed=is_removed)


def forget(tx: Transaction, community_id: str) -> None:
    """The lounge is deleted."""
    room = store.find(tx, community_id)
    store.put(tx, replace(room, opened_at=None))


def _mark(
    tx: Transaction, community_id: str, actor_id: str, user_id: str, mark: Mark, *, is_set: bool
) -> bool:
    """Whether it was otherwise before."""
    _require_staff(tx, community_id, actor_id)
    held = _below(tx, community_id, actor_id, user_id)
    if store.is_marked(tx, community_id, user_id, mark) is is_set:
        return False
    store.set_mark(tx, community_id, user_id, mark, is_set=is_set)
    act = {
        ("is_muted", True): "live_room.muted",
        ("is_muted", False): "live_room.unmuted",
        ("is_removed", True): "live_room.removed",
        ("is_removed", False): "live_room.let_back",
    }[mark, is_set]
    name = accounts.names_of(tx, [held.user_id]).get(held.user_id)
    communities.record_act(tx, community_id, actor_id, act, user_id, name)
    return True


def _require_staff(reader: Reader, community_id: str, actor_id: str) -> None:
    access.lounge(reader, community_id)
    communities.require_active(communities.membership(reader, community_id, actor_id))
    communities.require_staff(reader, community_id, actor_id)


def _below(reader: Reader, community_id: str, actor_id: str, user_id: str) -> MembershipValue:
    """A member whom the actor may mute: nobody oneself, the creator, or another moderator."""
    held = communities.membership(reader, community_id, user_id) if looks_like_id(user_id) else None
    if held is None or not held.is_active:
        raise Refusal(Code.NOT_MEMBER, "This person is not in the lounge.")
    actor = communities.membership(reader, community_id, actor_id)
    is_creator = actor is not None and actor.role is Role.CREATOR
    if held.role is Role.CREATOR or (held.role is Role.MODERATOR and not is_creator):
        raise Refusal(Code.FORBIDDEN, "You may do this only to members below you.")
    return held


def _tell(tx: Transaction, community_id: str) -> None:
    tx.emit(
        Emitted(
            EventType.LIVE_ROOM_UPDATED,
            state(tx, community_id),
            communities.community_topic(community_id),
            community_id,
            about=f"live-room:{community_id}",
            again=True,
        )
    )


def _tell_removed(tx: Transaction, community_id: str, user_id: str, *, is_removed: bool) -> None:
    tx.emit(
        Emitted(
            EventType.LIVE_ROOM_REMOVED,
            LiveRemoved(community_id=community_id, is_removed=is_removed),
            user_topic(user_id),
            community_id,
            about=f"live-room:{community_id}:{user_id}",
            again=True,
        )
    )
