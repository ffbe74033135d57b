"""Spaces and sessions as their people use them over HTTP."""

from __future__ import annotations

from typing import Any

from embedded_server.contracts import playground
from tests.kit.people import Person, Reply
from tests.kit.server import LocalHost

NOBODY = "01a20ab7-2d10-7437-9e56-83a521a82aa5"


async def make(owner: Person, name: str = "Board", **more: Any) -> dict[str, Any]:
    """A public space, unless said otherwise."""
    made = await owner.post(playground.CREATE.url(), {"name": name, "isPublic": True, **more})
    assert made.status == 201, made.json
    space: dict[str, Any] = made.json
    return space


class Room:
    """One session; every verb is somebody's."""

    def __init__(self, space: dict[str, Any], session: dict[str, Any]) -> None:
        self.ids = {"spaceId": space["id"], "sessionId": session["id"]}
        self.made = session

    async def view(self, who: Person) -> dict[str, Any]:
        answer = await who.get(playground.SESSION.url(**self.ids))
        assert answer.status == 200, answer.json
        seen: dict[str, Any] = answer.json
        return seen

    async def join(self, who: Person, **about: Any) -> Reply:
        return await who.post(playground.JOIN.url(**self.ids), about or None)

    async def leave(self, who: Person, **about: Any) -> Reply:
        return await who.post(playground.LEAVE.url(**self.ids), about or None)

    async def end(self, who: Person) -> Reply:
        return await who.post(playground.END.url(**self.ids))

    async def edit(self, who: Person, **changes: Any) -> Reply:
        return await who.patch(playground.EDIT_SESSION.url(**self.ids), changes)

    def seat(self, participant: dict[str, Any]) -> str:
        return playground.EDIT_PARTICIPANT.url(**self.ids, participantId=participant["id"])

    async def state(self, who: Person) -> Reply:
        return await who.get(playground.STATE.url(**self.ids))

    async def put(self, who: Person, version: int, state: Any) -> Reply:
        path = playground.PUT_STATE.url(**self.ids)
        return await who.put(path, {"version": version, "state": state})

    async def say(self, who: Person, text: str, **more: Any) -> Reply:
        return await who.post(playground.SEND.url(**self.ids), {"text": text, **more})

    async def log(self, who: Person) -> list[str]:
        answer = await who.get(playground.LOG.url(**self.ids))
        assert answer.status == 200, answer.json
        return [entry["act"] for entry in answer.json["items"]]


async def begin(owner: Person, space: dict[str, Any] | None = None, **about: Any) -> Room:
    """A new session in a space, or in a new space."""
    space = space or await make(owner)
    started = await owner.post(playground.START.url(spaceId=space["id"]), about or None)
    assert started.status == 201, started.json
    return Room(space, started.json)


async def tick(host: LocalHost, seconds: int) -> None:
    """Let the server's time pass."""
    answer = await host.admin.post("/api/admin/clock", {"advanceSeconds": seconds})
    assert answer.status < 300, answer.json
