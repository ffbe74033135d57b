"""Spaces: what they may hold, who sees them, and how they are found."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from embedded_server.contracts import playground
from tests.kit.people import Person
from tests.kit.server import LocalHost
from tests.playground.rooms import NOBODY, Room, begin, make

NESTED: dict[str, Any] = {"a": [{"b": None, "c": 1.5, "d": "漢字 \U0001f600", "": [True, {}]}]}


def deep(levels: int) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for _ in range(levels - 1):
        value = {"x": value}
    return value


async def browse(who: Person, **query: Any) -> dict[str, Any]:
    answer = await who.get(playground.LIST.url(), params=query)
    assert answer.status == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


async def test_a_space_is_made_read_changed_and_deleted(host: LocalHost) -> None:
    owner, other = await host.person(), await host.person()
    body = {"name": " Board ", "definition": NESTED, "tags": [" Draw ", "draw", "fun"]}
    made = await owner.post(
        playground.CREATE.url(), {**body, "category": "Games", "isPublic": True}
    )
    assert made.status == 201
    space = made.json
    assert (space["name"], space["tags"], space["category"]) == ("Board", ["Draw", "fun"], "Games")
    assert space["definition"] == NESTED
    assert space["owner"] == {"id": owner.id, "name": owner.user["displayName"]}
    path = playground.READ.url(spaceId=space["id"])
    assert (await other.get(path)).json["sessions"] == []
    refused = await other.patch(path, {"name": "Mine"})
    assert (refused.status, refused.code) == (403, "forbidden")
    changed = await owner.patch(path, {"category": None, "definition": {}, "maxParticipants": 3})
    assert changed.status == 200
    assert (changed.json["category"], changed.json["definition"]) == (None, {})
    assert (changed.json["maxParticipants"], changed.json["name"]) == (3, "Board")
    assert (await other.delete(path)).status == 403
    assert (await owner.delete(path)).status == 204
    assert (await owner.get(path)).status == 404


async def test_what_was_not_said_has_its_default_and_a_repeat_makes_no_second(
    host: LocalHost,
) -> None:
    owner = await host.person()
    body = {"name": "Quiet", "clientId": "one"}
    first = await owner.post(playground.CREATE.url(), body)
    again = await owner.post(playground.CREATE.url(), body)
    assert (first.status, again.status) == (201, 200)
    assert first.json == again.json
    said = {key: first.json[key] for key in ("category", "tags", "definition", "isPublic")}
    assert said == {"category": None, "tags": [], "definition": {}, "isPublic": False}
    other = await owner.post(playground.CREATE.url(), {**body, "name": "Loud"})
    assert (other.status, other.code) == (409, "idempotency_conflict")


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("name", {"name": "  "}),
        ("definition", {"definition": [1]}),
        ("definition", {"definition": "text"}),
        ("definition", {"definition": deep(17)}),
        ("definition.iframeUrl", {"definition": {"iframeUrl": 7}}),
        ("definition.iframeUrl", {"definition": {"iframeUrl": ""}}),
        ("definition.iframeUrl", {"definition": {"iframeUrl": "javascript:alert(1)"}}),
        ("definition.iframeUrl", {"definition": {"iframeUrl": "data:text/html,hi"}}),
        ("definition.iframeUrl", {"definition": {"iframeUrl": "file:///etc/passwd"}}),
        ("definition.iframeUrl", {"definition": {"iframeUrl": "http://example.com/"}}),
        ("definition.iframeUrl", {"definition": {"iframeUrl": "https://me:pw@example.com/"}}),
        ("definition.iframeUrl", {"definition": {"iframeUrl": "https://exa mple.com/"}}),
        ("definition.iframeUrl", {"definition": {"iframeUrl": "https:///nothing"}}),
        ("definition.iframeUrl", {"definition": {"iframeUrl": "https://[bad"}}),
        ("definition.iframeUrl", {"definition": {"iframeUrl": "https://x.org/" + "a" * 2048}}),
        ("tags", {"tags": ["x" * 41]}),
        ("tags", {"tags": [f"t{number}" for number in range(21)]}),
        ("tags", {"tags": [" "]}),
        ("maxParticipants", {"maxParticipants": 0}),
    ],
)
async def test_what_a_space_may_not_hold_is_named(
    host: LocalHost, field: str, body: dict[str, Any]
) -> None:
    refused = await host.admin.post(playground.CREATE.url(), {"name": "Board", **body})
    assert (refused.status, refused.code) == (400, "validation")
    assert [error["field"] for error in refused.json["errors"]] == [field]
    assert (await browse(host.admin, mine="true"))["total"] == 0


async def test_the_largest_and_the_deepest_are_taken(host: LocalHost) -> None:
    for definition in (deep(16), {"x": "y" * (65_536 - len('{"x":""}'))}):
        space = await make(host.admin, definition=definition)
        assert space["definition"] == definition
    body = {"name": "Board", "definition": {"x": "y" * 65_536}}
    refused = await host.admin.post(playground.CREATE.url(), body)
    assert (refused.status, refused.code) == (413, "too_large")


async def test_pages_of_the_own_network_only_where_an_admin_allows_them(
    start_host: Callable[..., Awaitable[LocalHost]],
) -> None:
    host = await start_host(lan_pages=True)
    for url in ("http://192.168.1.7:8080/game", "http://localhost/", "http://[fd00::1]/"):
        assert (await make(host.admin, definition={"iframeUrl": url}))["definition"] == {
            "iframeUrl": url
        }
    body = {"name": "x", "definition": {"iframeUrl": "http://example.com/"}}
    assert (await host.admin.post(playground.CREATE.url(), body)).status == 400


async def test_a_private_space_is_there_for_its_owner_alone_until_they_invite(
    host: LocalHost,
) -> None:
    owner, friend, stranger = [await host.person() for _ in range(3)]
    space = await make(owner, isPublic=False)
    room = await begin(owner, space)
    path, invites = (
        playground.READ.url(spaceId=space["id"]),
        playground.INVITE.url(spaceId=space["id"]),
    )
    for nobody in (friend, stranger):
        assert (await nobody.get(path)).status == 404
        assert (await nobody.get(playground.SESSION.url(**room.ids))).status == 404
        assert (await nobody.get(playground.SESSIONS.url(spaceId=space["id"]))).status == 404
        assert (await room.join(nobody)).status == 404
        assert (await nobody.post(invites)).status == 404
    first = (await owner.post(invites)).json["code"]
    second = (await owner.post(invites)).json["code"]
    gone = await friend.post(playground.ACCEPT_INVITE.url(code=first))
    assert (gone.status, gone.code) == (404, "not_found")
    let_in = await friend.post(playground.ACCEPT_INVITE.url(code=second.lower()))
    assert (let_in.status, let_in.json["id"]) == (200, space["id"])
    assert (await friend.get(path)).status == 200
    assert (await room.join(friend)).status == 201
    assert (await stranger.get(path)).status == 404
    assert [one["id"] for one in (await browse(friend, mine="true"))["spaces"]] == [space["id"]]
    assert (await browse(friend))["total"] == 0


async def test_public_spaces_are_found_by_word_category_and_tag_page_by_page(
    host: LocalHost,
) -> None:
    owner, guest = await host.person(), await host.person()
    made = [
        await make(owner, f"Room {number}", category="Games", tags=["Chess"]) for number in range(3)
    ]
    odd = await make(owner, "Übung", description="for learners", tags=["漢字"])
    await make(owner, "Hidden", isPublic=False)
    every = await browse(guest)
    assert (every["total"], every["page"], every["totalPages"]) == (4, 1, 1)
    assert [one["id"] for one in every["spaces"]] == [odd["id"], *(m["id"] for m in made[::-1])]
    for query in ({"search": "ÜBUNG"}, {"search": "learn"}, {"tag": "漢字"}, {"search": "漢"}):
        assert [one["id"] for one in (await browse(guest, **query))["spaces"]] == [odd["id"]]
    assert (await browse(guest, category="games", tag="chess"))["total"] == 3
    assert (await browse(guest, category="game"))["total"] == 0
    second = await browse(guest, limit="3", page="2")
    assert [one["id"] for one in second["spaces"]] == [made[0]["id"]]
    assert (second["total"], second["totalPages"], second["page"]) == (4, 2, 2)
    beyond = await browse(guest, page="9")
    assert (beyond["spaces"], beyond["total"]) == ([], 4)
    assert len((await browse(guest, limit="5000"))["spaces"]) == 4


@pytest.mark.parametrize("query", [{"page": "0"}, {"limit": "0"}, {"page": "x"}, {"limit": "-1"}])
async def test_a_page_that_cannot_be_is_refused(host: LocalHost, query: dict[str, str]) -> None:
    assert (await host.admin.get(playground.LIST.url(), params=query)).status == 400


async def test_a_deleted_space_ends_its_sessions_and_tells_who_is_in_them(host: LocalHost) -> None:
    owner, guest = await host.person(), await host.person()
    space = await make(owner)
    room: Room = await begin(owner, space)
    await room.join(guest)
    async with guest.live() as live:
        # What one may hear is looked up when one is connected already: of the session, while it is.
        await live.caught_up()
        assert (await owner.delete(playground.READ.url(spaceId=space["id"]))).status == 204
        while True:
            told = (await live.next("session.updated"))["data"]
            if told["status"] == "ended":
                break
    assert (told["id"], told["participantCount"]) == (room.ids["sessionId"], 0)
    assert (await guest.get(playground.SESSION.url(**room.ids))).status == 404
    assert (await guest.get(playground.READ.url(spaceId=NOBODY))).status == 404
