"""Who is in which live room now: in memory alone, cut off as soon as a change says so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from aiohttp import web

from embedded_server.communities.service import community_topic
from embedded_server.contracts.communities import Membership
from embedded_server.contracts.events import EventType
from embedded_server.contracts.live_room import (
    ENDS,
    Codec,
    Goodbye,
    LivePeople,
    LivePerson,
    LiveRemoved,
    LiveRoomState,
    LiveSpeaking,
    RoomNow,
    to_client,
)
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.clock import from_wire
from embedded_server.kernel.hub import EVERYBODY
from embedded_server.kernel.journal import Emitted, frame
from embedded_server.kernel.server import Server
from embedded_server.kernel.tasks import Tasks
from embedded_server.lounge.live.fanout import Ear, FanOut
from embedded_server.lounge.live.service import Standing

SPEAKING_SECONDS = 0.2
"""How often it is looked at who speaks."""
SILENT_SECONDS = 0.4
"""After which somebody whose last frame did not say that it is the last has fallen silent."""
_FAREWELL_SECONDS = 2.0


@dataclass(slots=True)
class Seat:
    """One person in one room."""

    caller: Caller
    standing: Standing
    ear: Ear
    socket: web.WebSocketResponse
    is_muted: bool
    is_self_muted: bool = False
    is_deafened: bool = False
    spoke_at: float | None = None
    """When their last frame came; None while they are silent."""
    is_shown_speaking: bool = False
    is_gone: bool = False

    @property
    def user_id(self) -> str:
        return self.caller.user_id

    def person(self) -> LivePerson:
        return LivePerson(
            user_id=self.user_id,
            display_name=self.caller.display_name,
            speaker=self.ear.speaker,
            role=self.standing.role,
            is_muted=self.is_muted,
            is_self_muted=self.is_self_muted,
            is_deafened=self.is_deafened,
            is_speaking=self.is_shown_speaking,
        )


@dataclass(slots=True)
class Room:
    community_id: str
    fan_out: FanOut
    push_to_talk_only: bool = False
    seats: dict[str, Seat] = field(default_factory=dict)
    """By user."""
    ticking: asyncio.TimerHandle | None = None

    def people(self) -> list[LivePerson]:
        return [seat.person() for seat in self.seats.values()]

    @property
    def codec(self) -> Codec:
        every = all(seat.ear.reads_opus for seat in self.seats.values())
        return "opus" if every else "pcm16"


class LiveRooms:
    """All rooms of one server in which anybody is. Belongs to the loop."""

    def __init__(self, server: Server) -> None:
        # Not the server: it would keep itself alive through what hangs on its own tasks.
        self._hub = server.hub
        self._tasks = server.tasks
        self._clock = server.clock
        self._rooms: dict[str, Room] = {}
        self._last_speaker = 0
        self.version = 0
        """Counts the changes of who may be in a room."""
        server.hub.on_published.append(self._on_published)
        server.on_session_end.append(self._end_sessions)

    def people(self, community_id: str) -> list[LivePerson]:
        room = self._rooms.get(community_id)
        return [] if room is None else room.people()

    def count(self, community_id: str, besides: str) -> int:
        room = self._rooms.get(community_id)
        return 0 if room is None else len(room.seats.keys() - {besides})

    # Coming and going

    def enter(
        self,
        community_id: str,
        caller: Caller,
        standing: Standing,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport,
        *,
        reads_opus: bool,
    ) -> Seat:
        """Whoever is in already, from another window, is out."""
        room = self._rooms.get(community_id)
        if room is None:
            room = self._rooms[community_id] = Room(community_id, FanOut())
        room.push_to_talk_only = standing.push_to_talk_only
        if caller.user_id in room.seats:
            self._put_out(room, room.seats[caller.user_id], Goodbye.ELSEWHERE)
        ear = Ear(self._next_speaker(room), transport, reads_opus=reads_opus)
        seat = Seat(caller, standing, ear, socket, standing.is_muted)
        room.seats[caller.user_id] = seat
        room.fan_out.ears[ear.speaker] = ear
        self._rooms[community_id] = room
        self._tell_people(room)
        return seat

    def leave(self, community_id: str, seat: Seat) -> None:
        """Their connection is over; harmless where they were put out before."""
        room = self._rooms.get(community_id)
        if room is not None and not seat.is_gone:
            self._unseat(room, seat)
            self._tell_people(room)

    def put_out(self, community_id: str, seat: Seat, why: Goodbye) -> None:
        room = self._rooms.get(community_id)
        if room is not None and not seat.is_gone:
            self._put_out(room, seat, why)
            self._tell_people(room)

    def _next_speaker(self, room: Room) -> int:
        while True:
            self._last_speaker = self._last_speaker % 0xFFFF + 1
            if self._last_speaker not in room.fan_out.ears:
                return self._last_speaker

    def _put_out(self, room: Room, seat: Seat, why: Goodbye) -> None:
        """From this moment they neither hear nor are heard; the farewell is sent behind it."""
        self._unseat(room, seat)
        wire = seat.ear.wire
        if wire.get_write_buffer_size():
            # Voices that wait in the socket would still be sent in front of the farewell.
            wire.abort()
            return
        self._tasks.spawn(_farewell(seat.socket, why), "live room: farewell")

    def _unseat(self, room: Room, seat: Seat) -> None:
        seat.is_gone = True
        seat.ear.forget_all()
        room.fan_out.ears.pop(seat.ear.speaker, None)
        room.fan_out.silence(seat.ear.speaker)
        if room.seats.get(seat.user_id) is seat:
            del room.seats[seat.user_id]
        if not room.seats:
            room.fan_out.close()
            if room.ticking is not None:
                room.ticking.cancel()
            self._rooms.pop(room.community_id, None)

    # Speaking

    def say(self, community_id: str, seat: Seat, data: bytes) -> None:
        """A sound frame of somebody who is in."""
        room = self._rooms.get(community_id)
        if room is None or seat.is_gone or seat.is_muted:
            return
        seat.spoke_at = None if data[1] & ENDS else asyncio.get_running_loop().time()
        room.fan_out.say(seat.ear.speaker, data)
        if room.ticking is None:
            self._look_again(room, 0.0)

    def set_status(
        self, community_id: str, seat: Seat, *, is_self_muted: bool, is_deafened: bool
    ) -> None:
        room = self._rooms.get(community_id)
        was = (seat.is_self_muted, seat.is_deafened)
        if room is None or seat.is_gone or was == (is_self_muted, is_deafened):
            return
        seat.is_self_muted, seat.is_deafened = is_self_muted, is_deafened
        seat.ear.is_deaf = is_deafened
        if is_deafened:
            seat.ear.forget_all()
        self._tell_people(room)

    def _look_again(self, room: Room, seconds: float) -> None:
        room.ticking = asyncio.get_running_loop().call_later(seconds, self._tick, room)

    def _tick(self, room: Room) -> None:
        """Tell who speaks, where that is another than it was, for as long as anybody does."""
        room.ticking = None
        now = asyncio.get_running_loop().time()
        changed = False
        for seat in room.seats.values():
            if seat.spoke_at is not None and now - seat.spoke_at > SILENT_SECONDS:
                seat.spoke_at = None
            speaks = seat.spoke_at is not None
            changed = changed or speaks is not seat.is_shown_speaking
            seat.is_shown_speaking = speaks
        speaking = [seat.user_id for seat in room.seats.values() if seat.is_shown_speaking]
        if changed:
            data = LiveSpeaking(community_id=room.community_id, user_ids=speaking)
            self._hub.tell(
                community_topic(room.community_id),
                EventType.LIVE_ROOM_SPEAKING,
                data,
                room.community_id,
            )
        if speaking or changed:
            self._look_again(room, SPEAKING_SECONDS)

    # What changes say

    def _tell_people(self, room: Room) -> None:
        """Everybody in the room, and all others who may know."""
        people = room.people()
        for seat in room.seats.values():
            now = RoomNow(
                you=seat.ear.speaker,
                codec=room.codec,
                push_to_talk_only=room.push_to_talk_only,
                people=people,
            )
            seat.ear.control(frame(to_client.encode(now)))
        self._hub.tell(
            community_topic(room.community_id),
            EventType.LIVE_ROOM_PEOPLE,
            LivePeople(community_id=room.community_id, people=people),
            room.community_id,
        )

    def _on_published(self, emitted: list[Emitted]) -> None:
        for event in emitted:
            data = event.data
            if isinstance(data, LiveRoomState):
                self._apply_state(data)
            elif isinstance(data, LiveRemoved):
                self.version += 1
                if data.is_removed:
                    # Its topic is the person's own: `user:ID`.
                    user_id = event.topic.partition(":")[2]
                    self._put_out_user(data.community_id, user_id, Goodbye.REMOVED)
            elif isinstance(data, Membership) and data.muted_until is not None:
                self.version += 1
                if from_wire(data.muted_until) > self._clock.now():
                    self._put_out_user(data.community_id, data.user_id, Goodbye.MUTED)
            for user_id, topic in event.revoke:
                self._revoked(user_id, topic)

    def _apply_state(self, state: LiveRoomState) -> None:
        self.version += 1
        room = self._rooms.get(state.community_id)
        if room is None:
            return
        if not state.is_open:
            for seat in list(room.seats.values()):
                self._put_out(room, seat, Goodbye.CLOSED)
        else:
            room.push_to_talk_only = state.push_to_talk_only
            for seat in room.seats.values():
                seat.is_muted = seat.user_id in state.muted_ids
                if seat.is_muted:
                    seat.spoke_at = None
                    room.fan_out.silence(seat.ear.speaker)
        self._tell_people(room)

    def _revoked(self, user_id: str, topic: str) -> None:
        self.version += 1
        kind, _, community_id = topic.partition(":")
        if kind == "community" and community_id in self._rooms:
            self._put_out_user(community_id, user_id, Goodbye.NOT_HERE)

    def _put_out_user(self, community_id: str, user_id: str, why: Goodbye) -> None:
        room = self._rooms.get(community_id)
        if room is None:
            return
        for seat in list(room.seats.values()):
            if user_id in (EVERYBODY, seat.user_id):
                self._put_out(room, seat, why)
        self._tell_people(room)

    def _end_sessions(self, ended: Callable[[str, int], bool]) -> None:
        for room in list(self._rooms.values()):
            gone = [
                seat
                for seat in room.seats.values()
                if ended(seat.caller.session_id, seat.caller.expires_at)
            ]
            for seat in gone:
                self._put_out(room, seat, Goodbye.SIGNED_OUT)
            if gone:
                self._tell_people(room)


async def _farewell(socket: web.WebSocketResponse, why: Goodbye) -> None:
    try:
        async with asyncio.timeout(_FAREWELL_SECONDS):
            await socket.close(code=why, message=why.name.lower().encode())
    except (TimeoutError, ConnectionError):
        return


# A server's Tasks live exactly as long as the server, and can be a weak key, which it cannot.
_rooms: WeakKeyDictionary[Tasks, LiveRooms] = WeakKeyDictionary()


def live_rooms_of(server: Server) -> LiveRooms:
    known = _rooms.get(server.tasks)
    if known is None:
        known = _rooms[server.tasks] = LiveRooms(server)
    return known
