"""A session with made-up people, and calls that answer from a script."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QWidget

from embedded_server.contracts.agents import Agent, Provider, Voice
from embedded_server.contracts.base import Page
from embedded_server.contracts.club import Author
from embedded_server.contracts.play import PageFacts, SessionLink
from embedded_server.contracts.playground import (
    Participant,
    Session,
    SessionLogEntry,
    SessionMessage,
    SessionStatus,
    SharedState,
)
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.playground.page.bridge import Bridge
from spaces_desktop.playground.page.permissions import Power
from spaces_desktop.playground.session.acts import SessionActs
from spaces_desktop.playground.session.agents import SeatAgents
from spaces_desktop.playground.session.chat import Chat
from spaces_desktop.playground.session.model import SessionModel
from spaces_desktop.playground.session.page_view import PagePane
from spaces_desktop.playground.session.pane_view import SessionView
from spaces_desktop.playground.session.replay import Replay
from spaces_desktop.widgets.rooms import Forgetful
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import FakeCalls, page_of

SPACE, SESSION = "sp1", "se1"
AGENT = Agent(
    id="a1",
    owner_id="u1",
    name="Crumb",
    description="",
    avatar_url=None,
    provider=Provider(kind="builtin"),
    voice=Voice(kind="none"),
    is_public=False,
    created_at="2026-11-23T18:30:00.000Z",
)


def at(minute: int, second: int = 0) -> str:
    return f"2026-11-23T18:{minute:02}:{second:02}.000Z"


def seat(number: int, name: str, **more: Any) -> Participant:
    values: dict[str, Any] = {
        "id": f"p{number}",
        "session_id": SESSION,
        "user_id": f"u{number}",
        "name": name,
        "status": "connected",
        "joined_at": at(1),
        "left_at": None,
        "agent_id": None,
        "role": None,
        "control_mode": None,
        "generation": 1,
    }
    return Participant(**(values | more))


PEOPLE = (
    seat(1, "Ada", agent_id="a1", control_mode="agent", role="Teacher"),
    seat(2, "Marguerite"),
    seat(3, "小林", is_visitor=True),
    seat(4, "Octavia Featherstonehaugh-Cholmondeley", agent_id="a2", control_mode="hybrid"),
    seat(5, "Ben", status="disconnected", left_at=at(9)),
)


def session(*people: Participant, host: str = "u1", **more: Any) -> Session:
    values: dict[str, Any] = {
        "id": SESSION,
        "playground_id": SPACE,
        "status": SessionStatus.ACTIVE,
        "host_id": host,
        "created_by": "u1",
        "participant_count": sum(one.status == "connected" for one in people),
        "is_locked": False,
        "created_at": at(0),
        "ended_at": None,
        "participants": list(people),
    }
    return Session(**(values | more))


def facts(page_url: str | None = "https://boards.example/b/42", **more: Any) -> PageFacts:
    values: dict[str, Any] = {
        "space_id": SPACE,
        "session_id": SESSION,
        "space_name": "Sketching together",
        "owner_name": "Marguerite",
        "definition": {},
        "page_url": page_url,
        "allowed_origins": [],
    }
    return PageFacts(**(values | more))


def said(seq: int, name: str, text: str, **more: Any) -> SessionMessage:
    values: dict[str, Any] = {
        "id": f"m{seq}",
        "seq": seq,
        "session_id": SESSION,
        "author": Author(kind="user", id=f"u{seq % 3 + 1}", name=name),
        "text": text,
        "created_at": at(2 + seq),
        "client_id": None,
    }
    return SessionMessage(**(values | more))


TALK = (
    said(1, "Marguerite", "Shall we start with the harbour?"),
    said(3, "Ada", "Yes. I let Crumb hold my pen."),
    said(
        4,
        "Crumb",
        "I drew the **quay** in blue. Say *Crumb, more boats* for more.",
        author=Author(kind="agent", id="a1", name="Crumb"),
        participant_id="p1",
    ),
)


def entry(number: int, act: str, minute: int, name: str, **more: Any) -> SessionLogEntry:
    values: dict[str, Any] = {
        "id": number,
        "at": at(minute),
        "act": act,
        "user_id": "u1",
        "user_name": name,
        "participant_id": "p1",
        "detail": "",
    }
    return SessionLogEntry(**(values | more))


LOG = (
    entry(1, "started", 0, "Ada"),
    entry(2, "joined", 1, "Marguerite"),
    entry(3, "control", 4, "Ada", detail="agent"),
    entry(4, "lost", 7, "Marguerite"),
    entry(5, "reconnected", 8, "Marguerite"),
    entry(6, "ended", 12, "Ada"),
)


def talk(*messages: SessionMessage, cursor: str | None = None) -> Snapshot[Page[SessionMessage]]:
    return Snapshot(page_of(list(reversed(messages)), cursor), 1)


def answers(*people: Participant, **more: Any) -> dict[str, Any]:
    """What a server says of a session that goes on."""
    here = people or PEOPLE
    return {
        "join": here[0],
        "session": Snapshot(session(*here), 1),
        "state": Snapshot(SharedState(version=3, state={"strokes": []}), 1),
        "page_facts": facts(),
        "messages": talk(*TALK),
        "log": page_of(list(LOG)),
        "mine": [AGENT],
        "link": SessionLink(
            code="harbour",
            url="http://192.168.1.20:8080/play/harbour",
            app_url="spaces://play/harbour",
            created_at=at(1),
        ),
        **more,
    }


class FakePage(QObject):
    """Stands where the web engine's view would stand."""

    power_asked = Signal(object)
    link_asked = Signal(str)
    broke = Signal()
    failed = Signal()
    blocked = Signal(str)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge
        self.view: QWidget = QLabel()
        self.opened: list[str] = []
        self.is_closed = False

    def open(self, url: str) -> None:
        self.opened.append(url)

    def close(self) -> None:
        self.is_closed = True
        self.view.hide()
        self.view.deleteLater()


class FakePower:
    def __init__(self, power: Power) -> None:
        self.power = power
        self.answers: list[bool] = []

    def answer(self, *, grants: bool) -> None:
        self.answers.append(grants)


class Bench:
    """A whole session pane over scripted calls."""

    def __init__(
        self,
        live: LiveEvents,
        spawner: Tasks,
        themes: Themes,
        *,
        me: str = "u1",
        has_engine: bool = True,
        **said_so: Any,
    ) -> None:
        self.calls = FakeCalls(**answers(**said_so))
        self.keep = Forgetful()
        self.pages: list[FakePage] = []
        self.outside: list[str] = []
        self.model = SessionModel(SPACE, SESSION, me, self.calls, live, spawner)
        self.acts = SessionActs(self.model, spawner)
        self.chat = Chat(self.model, live, spawner, self.keep)
        self.agents = SeatAgents(self.model, self.chat, self.calls, spawner)
        self.replay = Replay(SPACE, SESSION, me, self.calls, spawner)

        def make(bridge: Bridge, _facts: PageFacts) -> FakePage | None:
            if has_engine:
                self.pages.append(FakePage(bridge))
            return self.pages[-1] if has_engine else None

        self.page = PagePane(
            self.model, self.acts, self.chat, spawner, self.keep, themes, make, self.outside.append
        )
        self.view = SessionView(
            self.model, self.acts, self.chat, self.agents, self.replay, self.page, themes
        )

    def close(self) -> None:
        self.view.release()
        self.replay.close()
        self.chat.close()
        self.agents.close()
        self.model.close()
