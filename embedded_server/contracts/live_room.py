"""The live room of a lounge: who is in it and who speaks, and the frames that carry their voices.

Voices go through one WebSocket a person. A binary frame is a header and 20 ms of one voice; the
server writes the speaker into the header and hands the frame on to everybody else, unmixed. Text
frames are control: `RoomNow` to the client, `SelfStatus` from it.
"""

from __future__ import annotations

import struct
from enum import IntEnum
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

from embedded_server.contracts.base import UNSET, Answer, Input, Query, Timestamp, UnsetType
from embedded_server.contracts.communities import Role
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Kind, act, command, get, patch

# How voices travel

RATE = 48_000
"""Samples a second of every voice, mono."""
FRAME_SAMPLES = 960
"""Of one frame: 20 ms."""
FRAME_MS = 20
MOST_PEOPLE = 50
"""In one room at once."""
FRAMES_PER_SECOND = 60
"""That one person may send, a little above the 50 of somebody who speaks without a pause."""
MOST_OPUS_BYTES = 1500
MOST_PCM_BYTES = 2048
WIRE_VERSION = 1
HEADER = struct.Struct(">BBHHI")
"""Version, flags, speaker (0 from the client), sequence, time of the first sample. Sequence and
time count on through pauses and wrap around; the time counts samples."""
OPUS, PCM16 = 0, 1
"""The codec, in the lowest bit of the flags. PCM16 is little-endian."""
ENDS = 2
"""The flag of the last frame of a talk spurt: what follows is a pause and not a loss."""
HELD_BACK = 4
"""The flag of a frame that was spoken before it was known that somebody speaks: it comes late, and
its delay says nothing of the line."""
_KNOWN_FLAGS = PCM16 | ENDS | HELD_BACK

Codec = Literal["opus", "pcm16"]


class VoiceFrame(NamedTuple):
    """One frame, taken apart; `payload` is a view into what was received."""

    speaker: int
    sequence: int
    at: int
    codec: int
    ends: bool
    is_old: bool
    payload: memoryview


def pack(
    sequence: int,
    at: int,
    codec: int,
    ends: bool,
    payload: bytes | memoryview,
    *,
    is_old: bool = False,
) -> bytes:
    flags = codec | (ENDS if ends else 0) | (HELD_BACK if is_old else 0)
    return HEADER.pack(WIRE_VERSION, flags, 0, sequence & 0xFFFF, at & 0xFFFFFFFF) + bytes(payload)


def is_sound(data: bytes) -> bool:
    """Whether this is a frame as the contract has it; the payload is not looked into."""
    size = len(data) - HEADER.size
    if size < 0 or data[0] != WIRE_VERSION or data[1] & ~_KNOWN_FLAGS:
        return False
    if data[1] & PCM16:
        return size <= MOST_PCM_BYTES and size % 2 == 0
    return size <= MOST_OPUS_BYTES


def unpack(data: bytes) -> VoiceFrame | None:
    """None where it is not a frame of this version."""
    if not is_sound(data):
        return None
    _, flags, speaker, sequence, at = HEADER.unpack_from(data)
    payload = memoryview(data)[HEADER.size :]
    ends, is_old = bool(flags & ENDS), bool(flags & HELD_BACK)
    return VoiceFrame(speaker, sequence, at, flags & PCM16, ends, is_old, payload)


class Goodbye(IntEnum):
    """Why the server closed the socket of somebody in the room, as WebSocket close codes."""

    STOPPING = 1001
    TOO_LARGE = 1009
    MALFORMED = 4400
    SIGNED_OUT = 4401
    NOT_HERE = 4403
    """They may not be in this lounge any more."""
    REMOVED = 4404
    """Staff took them out of the room."""
    CLOSED = 4409
    """Staff closed the room."""
    ELSEWHERE = 4410
    """The same person came in from another window."""
    MUTED = 4423
    """They are muted in the whole lounge."""
    TOO_FAST = 4429


# Who is there


class LivePerson(Answer, frozen=True, kw_only=True):
    """Somebody in the room now."""

    user_id: str
    display_name: str
    speaker: int
    """What stands in the header of their frames, for as long as they are in."""
    role: Role
    is_muted: bool
    """By staff: nobody is sent what they say."""
    is_self_muted: bool
    is_deafened: bool
    """They hear nobody, by their own choice."""
    is_speaking: bool


class LiveRoomState(Answer, frozen=True, kw_only=True):
    """What lasts: open or not, and what staff decided."""

    community_id: str
    is_open: bool
    opened_at: Timestamp | None
    push_to_talk_only: bool
    """Nobody's microphone opens by itself when they speak."""
    muted_ids: list[str]


class LiveRoom(Answer, frozen=True, kw_only=True):
    state: LiveRoomState
    people: list[LivePerson]
    is_removed: bool
    """Whether the caller was taken out, and may not come back before the room is opened anew."""
    removed: list[RemovedPerson] | UnsetType = UNSET
    """For staff alone."""


class RemovedPerson(Answer, frozen=True, kw_only=True):
    user_id: str
    display_name: str


class LivePeople(Answer, frozen=True, kw_only=True):
    """Who is in the room now."""

    community_id: str
    people: list[LivePerson]


class LiveSpeaking(Answer, frozen=True, kw_only=True):
    """Who speaks now, told a few times a second at most."""

    community_id: str
    user_ids: list[str]


class LiveRemoved(Answer, frozen=True, kw_only=True):
    """To one person: whether they are kept out of the room."""

    community_id: str
    is_removed: bool


class EditLiveRoom(Input, frozen=True, kw_only=True):
    push_to_talk_only: bool


# Control, in text frames of the audio socket


class RoomNow(Answer, frozen=True, kw_only=True, tag_field="type", tag="room"):
    """First when somebody comes in, and again when anything of it changes."""

    you: int
    """One's own speaker number."""
    codec: Codec
    """What to send: Opus as long as everybody in the room reads it."""
    push_to_talk_only: bool
    people: list[LivePerson]


class SelfStatus(Answer, frozen=True, kw_only=True, tag_field="type", tag="status"):
    is_self_muted: bool
    is_deafened: bool


ToLiveClient = RoomNow
FromLiveClient = SelfStatus


class AudioQuery(Query, frozen=True, kw_only=True):
    """`codecs` are those that the client reads, by commas; everybody reads `pcm16`."""

    codecs: Annotated[str, Meta(max_length=40)] = "pcm16"


_ROOM = "/api/communities/{communityId}/live-room"
_REFUSED = (Code.NOT_FOUND, Code.WRONG_TYPE, Code.NOT_A_MEMBER, Code.FORBIDDEN)

READ = get(_ROOM, LiveRoom, "The live room: open or not, and who is in it", errors=_REFUSED)
OPEN = act(f"{_ROOM}/open", LiveRoom, "Open the live room", errors=_REFUSED)
CLOSE = act(f"{_ROOM}/close", LiveRoom, "Close it; everybody is out", errors=_REFUSED)
EDIT = patch(_ROOM, EditLiveRoom, LiveRoom, "Whether everybody has to push to talk")
MUTE = command("PUT", f"{_ROOM}/muted/{{userId}}", "Let nobody hear this person", errors=_REFUSED)
UNMUTE = command("DELETE", f"{_ROOM}/muted/{{userId}}", "Let them be heard again", errors=_REFUSED)
REMOVE = command(
    "PUT",
    f"{_ROOM}/removed/{{userId}}",
    "Take them out, until the room is opened anew",
    errors=_REFUSED,
)
LET_BACK = command(
    "DELETE", f"{_ROOM}/removed/{{userId}}", "Let them come in again", errors=_REFUSED
)
AUDIO = get(
    f"{_ROOM}/audio",
    str,
    "Be in the room: voices and control over a WebSocket",
    kind=Kind.SOCKET,
    query=AudioQuery,
    errors=(*_REFUSED, Code.MUTED, Code.REMOVED, Code.LIVE_ROOM_CLOSED, Code.LIVE_ROOM_FULL),
)

to_client = msgspec.json.Encoder()
from_client = msgspec.json.Decoder(FromLiveClient)
"""Of what a client sends as text."""
in_client = msgspec.json.Decoder(ToLiveClient)
"""Of what a client receives as text."""
