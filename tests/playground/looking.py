"""Somebody who looks at spaces, on scripted calls and live events."""

from __future__ import annotations

from typing import Any

from embedded_server.contracts.playground import (
    Participant,
    Session,
    SessionStatus,
    Space,
    SpaceInvite,
    SpaceOwner,
    SpacePage,
)
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.playground.model import PlaygroundsModel
from spaces_desktop.widgets.rooms import Forgetful
from tests.kit.desktop import AT, FakeCalls, live_events, page_of, tasks, until, user

ME = user("Ada", "u1")


def space(key: str = "s1", name: str = "Friday board", **more: Any) -> Space:
    given: dict[str, Any] = {
        "id": key,
        "owner": SpaceOwner(id="u2", name="Ben"),
        "name": name,
        "description": "Sketch the week together.",
        "category": "Meetings",
        "tags": ["drawing", "team"],
        "definition": {"builtIn": "whiteboard"},
        "is_public": True,
        "max_participants": None,
        "live_session_count": 0,
        "created_at": AT,
        **more,
    }
    return Space(**given)


def mine(key: str = "s1", name: str = "Friday board", **more: Any) -> Space:
    return space(key, name, owner=SpaceOwner(id=ME.id, name="Ada"), **more)


def person(user_id: str = "u2", name: str = "Ben", session: str = "e1", **more: Any) -> Participant:
    given: dict[str, Any] = {
        "id": f"p-{user_id}-{session}",
        "session_id": session,
        "user_id": user_id,
        "name": name,
        "status": "connected",
        "joined_at": AT,
        "left_at": None,
        "agent_id": None,
        "role": None,
        "control_mode": None,
        "generation": 1,
        **more,
    }
    return Participant(**given)


def session(key: str = "e1", *people: Participant, **more: Any) -> Session:
    given: dict[str, Any] = {
        "id": key,
        "playground_id": "s1",
        "status": SessionStatus.ACTIVE,
        "host_id": "u2",
        "created_by": "u2",
        "participant_count": len(people),
        "is_locked": False,
        "created_at": AT,
        "ended_at": None,
        "participants": list(people),
        **more,
    }
    return Session(**given)


def found(*spaces: Space, pages: int = 1, page: int = 1) -> SpacePage:
    return SpacePage(spaces=list(spaces), total=len(spaces), page=page, total_pages=pages)


def invite(code: str = "H7KQ2M") -> SpaceInvite:
    return SpaceInvite(code=code, url=f"spaces://space/{code}", space_id="s1", created_at=AT)


class Looking:
    """`spaces` are public ones, `own` those of one's own; more answers go by the calls' names."""

    def __init__(
        self,
        *spaces: Space,
        own: tuple[Space, ...] = (),
        live: LiveEvents | None = None,
        spawner: Tasks | None = None,
        shelf: Shelf | None = None,
        **answers: Any,
    ) -> None:
        self.tasks = spawner or tasks()
        self.live = live or live_events(self.tasks)
        self.live.link = Link(LinkState.ONLINE)
        self.shelf = shelf or Shelf(None, "ada")
        self.keep = Forgetful()
        self.visited: list[tuple[str, ...]] = []
        given: dict[str, Any] = {
            "browse": lambda query: found(*(own if query.mine else spaces)),
            "read": (*own, *spaces, space())[0],
            "sessions": page_of([]),
            **answers,
        }
        self.calls = FakeCalls(**given)
        self.model = PlaygroundsModel(
            self.calls, self.live, self.tasks, ME.id, self.keep, self.shelf, "here:8080"
        )

    async def idle(self) -> None:
        await until(lambda: not self.tasks.names, "nothing runs")

    def close(self) -> None:
        self.model.close()
        self.shelf.close()
