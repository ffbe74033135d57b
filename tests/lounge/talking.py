"""A member of lounges on scripted calls and live events, for the room's models and views."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.club import Author, Message
from embedded_server.contracts.communities import Community, CommunityType, Role
from embedded_server.contracts.events import EventType
from embedded_server.contracts.lounge import Chat, ChatAgent, LoungeUsage
from embedded_server.contracts.turns import Meta
from embedded_server.contracts.voice import LoungeVoice
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.lounge.lounge import Lounge
from spaces_desktop.lounge.making import make_tools
from spaces_desktop.lounge.model import LoungesModel
from spaces_desktop.lounge.talk.talk import Talk
from spaces_desktop.widgets.player import PlayerState
from spaces_desktop.widgets.rooms import Forgetful
from tests.kit.desktop import (
    AT,
    FakeCalls,
    community,
    frame,
    live_events,
    membership,
    message,
    page,
    page_of,
    tasks,
    until,
    user,
)

ME = user("Ada", "u1")


def lounge(key: str = "c1", name: str = "Marguerite’s kitchen", **more: Any) -> Community:
    given = {
        "type": CommunityType.LOUNGE,
        "creator_id": "u9",
        "creator_name": "Marguerite",
        "description": "Bread, from starter to crust.",
        "free_minutes_per_day": 5,
        "monthly_price_cents": 500,
        "member_count": 42,
        **more,
    }
    return community(key, name, **given)


def mine(key: str = "c1", name: str = "Marguerite’s kitchen", **more: Any) -> Community:
    role = more.pop("role", Role.MEMBER)
    return lounge(key, name, own=membership(key, ME.id, role=role), **more)


def chat(key: str = "c1", last_seq: int = 0, **more: Any) -> Chat:
    given: dict[str, Any] = {
        "id": f"chat-{key}",
        "community_id": key,
        "community_name": "Marguerite’s kitchen",
        "user_id": ME.id,
        "agent": ChatAgent(id="a1", name="Marguerite’s AI"),
        "created_at": AT,
        "last_seq": last_seq,
        "last_text": "Feed it twice a day.",
        "last_at": AT,
        **more,
    }
    return Chat(**given)


def voice(key: str = "c1", **more: Any) -> LoungeVoice:
    given: dict[str, Any] = {
        "community_id": key,
        "status": "ready",
        "engine": "imprint",
        "engine_name": "Imprint",
        "progress": None,
        "built_at": AT,
        "consent_id": "k1",
        "is_published": True,
        "sample_count": 3,
        "problem": None,
        **more,
    }
    return LoungeVoice(**given)


def usage(used: int = 0, free: int = 300, **more: Any) -> LoungeUsage:
    given: dict[str, Any] = {
        "community_id": "c1",
        "free_seconds_per_day": free,
        "warn_at_seconds": free * 8 // 10,
        "used_seconds": used,
        "remaining_seconds": max(0, free - used),
        "resets_at": "2026-11-24T00:00:00.000Z",
        "is_limited": True,
        "text_when_used": True,
        "subscribed": False,
        "subscription_expires_at": None,
        "auto_renew": False,
        "monthly_price_cents": 500,
        "replies": [],
        **more,
    }
    return LoungeUsage(**given)


def said(seq: int, text: str, by: str = "agent", **more: Any) -> Message:
    writers = {
        "agent": Author(kind="agent", id="a1", name="Marguerite’s AI"),
        "me": Author(kind="user", id=ME.id, name="Ada"),
    }
    given = {"turn_id": f"t{seq}" if by == "agent" else None, "chat_id": "chat-c1", **more}
    return message(seq, text, author=writers[by], **given)


class FakeMicrophone(QObject):
    level = Signal(float)
    block = Signal(object)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.is_on = False

    def start(self) -> None:
        self.is_on = True

    def stop(self) -> None:
        self.is_on = False

    async def close(self) -> None:
        self.is_on = False


class FakeRecording:
    """Each block that is given is a tenth of a second."""

    def __init__(self, most_seconds: float) -> None:
        self.blocks: list[Any] = []
        self.most = most_seconds
        self.is_dropped = False
        self.content = b""
        """What it is as a file, where that matters."""

    @property
    def duration_ms(self) -> int:
        return 100 * len(self.blocks)

    @property
    def is_full(self) -> bool:
        return self.duration_ms >= self.most * 1000

    def append(self, samples: Any, /) -> int:
        self.blocks.append(samples)
        return 1

    def as_wav(self) -> bytes:
        return self.content or b"".join(self.blocks)

    def drop(self) -> None:
        self.is_dropped = True


class FakeActivity:
    """Somebody speaks in blocks that are not empty."""

    is_speaking = False

    def feed(self, samples: Any, /) -> None:
        self.is_speaking = bool(samples)


class FakeEars:
    def __init__(self) -> None:
        self.microphones: list[FakeMicrophone] = []
        self.recordings: list[FakeRecording] = []

    def microphone(self) -> FakeMicrophone:
        self.microphones.append(FakeMicrophone())
        return self.microphones[-1]

    def recording(self, most_seconds: float) -> FakeRecording:
        self.recordings.append(FakeRecording(most_seconds))
        return self.recordings[-1]

    def activity(self) -> FakeActivity:
        return FakeActivity()

    def advice(self, trouble: Any, /) -> Advice:
        return Advice(str(trouble), can_retry=True)

    def say(self, *blocks: bytes) -> None:
        for one in blocks:
            self.microphones[-1].block.emit(one)


class FakePlayer(QObject):
    """Plays what it is fed when a test says so."""

    changed = Signal()
    moved = Signal(int)
    ended = Signal()

    def __init__(self, rate: int) -> None:
        super().__init__()
        self.rate = rate
        self.fed = b""
        self.has_all = False
        self.state = PlayerState.IDLE
        self.position_ms = 0
        self.speed = 1.0
        self.trouble = ""
        self.peaks: tuple[float, ...] = ()

    @property
    def duration_ms(self) -> int:
        return len(self.fed) * 500 // self.rate

    def feed(self, pcm: bytes) -> None:
        self.fed += pcm

    def end(self) -> None:
        self.has_all = True

    def play(self) -> None:
        self.state = PlayerState.PLAYING
        self.changed.emit()

    def pause(self) -> None:
        self.state = PlayerState.PAUSED
        self.changed.emit()

    def seek(self, position_ms: int) -> None:
        self.position_ms = position_ms

    def set_speed(self, speed: float) -> None:
        self.speed = speed

    def finish(self) -> None:
        """All of it was heard."""
        self.state = PlayerState.PAUSED
        self.ended.emit()

    async def close(self) -> None:
        self.state = PlayerState.IDLE


def meta(number: int = 2, *, audio: bool = True) -> Meta:
    return Meta(
        turn_id=f"t{number}",
        message_id=f"m{number:05}",
        question_id=f"m{number - 1:05}",
        agent_id="a1",
        agent_name="Marguerite’s AI",
        fee_cents=0,
        audio_expected=audio,
    )


class Talking:
    """One who talks in lounges: the model, what the server answers, and where one went."""

    def __init__(
        self,
        *own: Community,
        chats: tuple[Chat, ...] = (),
        history: Any = None,
        live: LiveEvents | None = None,
        spawner: Tasks | None = None,
        **answers: Any,
    ) -> None:
        given: dict[str, Any] = {
            "mine": Snapshot(list(own), 100),
            "chats": Snapshot(list(chats), 100),
            "history": Snapshot(history or page([]), 100),
            "browse": page_of([lounge()]),
            "community": lounge(),
            "voice": voice(),
            "usage": usage(),
            "say": meta(audio=False),
            "say_aloud": meta(audio=False),
            "stop": None,
            "read_up_to": self._on_read,
        }
        self.calls = FakeCalls(**(given | answers))
        self.tasks = spawner or tasks()
        self.live = live or live_events(self.tasks)
        self.live.link = Link(LinkState.ONLINE)
        self.keep = Forgetful()
        self.me = ME
        self.shelf = Shelf(None, ME.id)
        self.ears = FakeEars()
        self.players: list[FakePlayer] = []
        self.tools = make_tools(self.calls, self, self.ears, self._make_player)
        self.desk = self.tools.desk
        self.visited: list[str] = []
        self.model = LoungesModel(self.tools, self.calls, self._visit)
        self._seq = 100

    def _make_player(self, rate: int) -> FakePlayer:
        self.players.append(FakePlayer(rate))
        return self.players[-1]

    @property
    def talk(self) -> Talk:
        assert self.open.talk is not None
        return self.open.talk

    def _visit(self, community_id: str) -> None:
        self.visited.append(community_id)
        self.model.show(community_id)

    def _on_read(self, chat_id: str, seq: int) -> None:
        self.model.chats.read_up_to(chat_id, seq)

    @property
    def open(self) -> Lounge:
        assert self.model.open is not None
        return self.model.open

    async def idle(self) -> None:
        await until(lambda: not self.tasks.names, "everything has ended")

    async def start(self, community_id: str = "") -> None:
        self.model.start()
        if community_id:
            self.model.show(community_id)
        await self.idle()

    def event(self, kind: EventType, data: Any, community_id: str = "c1") -> None:
        self._seq += 1
        self.live.receive(frame(kind, data, self._seq, community_id))

    def hear(self, one: Message) -> None:
        self.event(EventType.MESSAGE_CREATED, one, one.community_id)

    def close(self) -> None:
        self.model.close()
        self.tools.close()
