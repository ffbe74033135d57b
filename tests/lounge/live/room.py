"""A live room's model with made-up people and a sound that only notes what it is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from embedded_server.contracts.communities import CommunityType, Role
from embedded_server.contracts.live_room import (
    LivePerson,
    LiveRoom,
    LiveRoomState,
    RoomNow,
)
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.lounge.live.model import LiveRoomModel
from spaces_desktop.lounge.live.voice.engine import Told
from spaces_desktop.lounge.live.voice.link import Address
from tests.kit.desktop import FakeCalls, community, membership

LOUNGE = "c1"


def person(number: int, name: str, **more: Any) -> LivePerson:
    values: dict[str, Any] = {
        "user_id": f"u{number}",
        "display_name": name,
        "speaker": number,
        "role": Role.MEMBER,
        "is_muted": False,
        "is_self_muted": False,
        "is_deafened": False,
        "is_speaking": False,
    }
    return LivePerson(**(values | more))


PEOPLE = (
    person(1, "Ada"),
    person(2, "Marguerite", role=Role.CREATOR),
    person(3, "Ben", is_muted=True),
    person(4, "小林", is_self_muted=True),
    person(5, "Octavia Featherstonehaugh-Cholmondeley", is_deafened=True),
)


def room(*people: LivePerson, is_open: bool = True, **more: Any) -> LiveRoom:
    state: dict[str, Any] = {
        "community_id": LOUNGE,
        "is_open": is_open,
        "opened_at": "2026-01-02T10:00:00.000Z" if is_open else None,
        "push_to_talk_only": False,
        "muted_ids": [],
    }
    return LiveRoom(state=LiveRoomState(**(state | more)), people=list(people), is_removed=False)


def now(*people: LivePerson, push_only: bool = False) -> RoomNow:
    return RoomNow(you=1, codec="opus", push_to_talk_only=push_only, people=list(people))


class FakeSound:
    """`did` is what it was told to do; `tell` is what it tells."""

    def __init__(self) -> None:
        self.did: list[tuple[str, tuple[Any, ...]]] = []
        self.tell: Callable[[Told], None] = lambda told: None

    def make(self, _address: Address, tell: Callable[[Told], None]) -> FakeSound:
        self.tell = tell
        return self

    def __getattr__(self, verb: str) -> Callable[..., None]:
        return lambda *given: self.did.append((verb, given))


class Keeping:
    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, name: str) -> str:
        return self.kept.get(name, "")

    def put(self, name: str, value: str) -> None:
        self.kept[name] = value


class _Calls(FakeCalls):
    def address(self, _lounge: str) -> Address:
        """The one call that asks nobody."""
        return Address("ws://nowhere", "")


class Bench:
    def __init__(
        self, live: LiveEvents, spawner: Tasks, *, role: str = "member", **answers: Any
    ) -> None:
        self.calls = _Calls(**{"read": room(*PEOPLE), **answers})
        self.sound = FakeSound()
        self.keep = Keeping()
        lounge = community(LOUNGE, own=membership(role=Role(role)), type=CommunityType.LOUNGE)
        self.model = LiveRoomModel(
            lounge, "u1", self.calls, live, spawner, self.keep, self.sound.make
        )
