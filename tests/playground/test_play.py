"""Sessions in a browser: links, visitors, and tokens that are good for one session alone."""

from __future__ import annotations

import pytest

from embedded_server.app import SLICES
from embedded_server.contracts import accounts, play, playground
from embedded_server.contracts.routes import Access
from tests.kit.people import Person, Reply
from tests.kit.server import LocalHost
from tests.playground.rooms import NOBODY, Room, begin, make


async def link(room: Room, who: Person) -> dict[str, str]:
    answer = await who.post(play.LINK.url(**room.ids))
    assert answer.status == 201, answer.json
    made: dict[str, str] = answer.json
    return made


async def visit(host: LocalHost, code: str, name: str = "Ann") -> tuple[Person, Reply]:
    """Somebody without an account, as the page acts for them."""
    stranger = host.stranger()
    answer = await stranger.post(play.VISIT.url(code=code), {"name": name})
    assert answer.status == 201, answer.json
    token, user_id = answer.json["token"], answer.json["userId"]
    return Person(host.url, host.http, token, {"id": user_id}), answer


async def test_a_visitor_comes_in_by_a_link_and_is_a_participant_as_any_other(
    host: LocalHost,
) -> None:
    owner = await host.person()
    room = await begin(owner, await make(owner, isPublic=False, definition={"builtIn": "quiz"}))
    made = await link(room, owner)
    assert made["url"] == f"{host.url}/play/{made['code']}"
    facts = (await host.stranger().get(play.FACTS.url(code=made["code"].lower()))).json
    assert (facts["hostName"], facts["participantCount"]) == (owner.user["displayName"], 1)
    ann, answer = await visit(host, made["code"])
    assert (answer.json["sessionId"], answer.json["name"]) == (room.made["id"], "Ann")
    page = (await ann.get(play.PAGE_FACTS.url(**room.ids))).status
    assert page == 403  # not in it yet
    joined = await room.join(ann)
    assert (joined.status, joined.json["isVisitor"], joined.json["name"]) == (201, True, "Ann")
    page_url = (await ann.get(play.PAGE_FACTS.url(**room.ids))).json["pageUrl"]
    assert page_url == "/playgrounds/quiz/"
    assert (await room.put(ann, 0, {"a": 1})).json["version"] == 1
    assert (await room.say(ann, "hello")).status == 201
    assert (await room.view(owner))["participantCount"] == 2
    assert (await room.leave(ann)).json["status"] == "disconnected"


async def test_a_page_hears_its_session_and_nothing_else_of_that_person(host: LocalHost) -> None:
    owner, guest = await host.person(), await host.person()
    club = await owner.create("club")
    room, other = await begin(owner), await begin(owner)
    token = (await owner.post(play.PAGE_TOKEN.url(**room.ids))).json
    assert token["token"] in token["url"].partition("#")[2]
    page = Person(host.url, host.http, token["token"], owner.user)
    async with page.live() as told:
        await guest.join(club)
        await guest.say(club, "not for pages")
        await other.say(owner, "not for this page")
        await room.say(owner, "for this page")
        heard = await told.next("session.message", "message.created", "member.updated")
        assert (heard["type"], heard["data"]["text"]) == ("session.message", "for this page")
        await told.send({"type": "session.signal", "sessionId": room.ids["sessionId"], "data": 5})
        assert (await told.next("session.signal"))["data"]["data"] == 5
        await told.send({"type": "session.signal", "sessionId": other.ids["sessionId"], "data": 5})
        assert (await told.next("error"))["data"]["code"] == "forbidden"
        await told.send({"type": "presence", "status": "away"})
        assert (await told.next("error"))["data"]["code"] == "forbidden"


async def test_a_page_s_token_opens_no_other_route(host: LocalHost) -> None:
    owner = host.admin
    room, other = await begin(owner), await begin(owner)
    token = (await owner.post(play.PAGE_TOKEN.url(**room.ids))).json["token"]
    page = Person(host.url, host.http, token, owner.user)
    assert (await room.say(page, "mine")).status == 201
    assert (await other.say(page, "not mine")).code == "forbidden"
    ids = dict.fromkeys(("communityId", "agentId", "participantId", "turnId", "chatId"), NOBODY)
    tried = 0
    for route in (route for slice_ in SLICES for route in slice_.handlers):
        if route.pages or route.access in (Access.PUBLIC, Access.OPTIONAL, Access.LOCAL):
            continue
        names = {part[1:-1] for part in route.path.split("/") if part.startswith("{")}
        path = route.url(**{name: {**ids, **room.ids}.get(name, NOBODY) for name in names})
        answer = await page.call(route.method, path, {} if route.body else None)
        assert (answer.status, answer.code) == (403, "forbidden"), route.path
        tried += 1
    assert tried > 100


async def test_a_link_ends_with_its_session_and_with_the_next_link(host: LocalHost) -> None:
    owner, guest = await host.person(), await host.person()
    room = await begin(owner)
    assert (await guest.post(play.LINK.url(**room.ids))).status == 403  # not in it
    first, second = await link(room, owner), await link(room, owner)
    stranger = host.stranger()
    assert (await stranger.get(play.FACTS.url(code=first["code"]))).status == 404
    ann, _ = await visit(host, second["code"])
    await room.join(ann)
    assert (await ann.post(play.LINK.url(**room.ids))).code == "forbidden"
    await room.edit(owner, isLocked=True)
    refused = await stranger.post(play.VISIT.url(code=second["code"]), {"name": "Ben"})
    assert refused.code == "session_locked"
    await room.end(owner)
    refused = await stranger.post(play.VISIT.url(code=second["code"]), {"name": "Ben"})
    assert refused.code == "session_ended"
    assert (await room.say(ann, "late")).code == "session_ended"


async def test_who_has_an_account_comes_in_by_the_link_as_themselves(host: LocalHost) -> None:
    owner, guest = await host.person(), await host.person()
    room = await begin(owner, await make(owner, isPublic=False))
    assert (await room.join(guest)).status == 404
    made = await link(room, owner)
    came = (await guest.post(play.COME_IN.url(code=made["code"]))).json
    assert came == room.ids
    assert (await room.join(guest)).json["isVisitor"] is False


async def test_signing_out_ends_the_pages_too_and_removal_ends_a_visitor(host: LocalHost) -> None:
    owner = await host.person()
    room = await begin(owner)
    code = (await link(room, owner))["code"]
    ann, _ = await visit(host, code)
    seat = (await room.join(ann)).json
    assert (await owner.call("DELETE", room.seat(seat))).status == 204
    assert (await room.state(ann)).status == 403
    assert (await room.join(ann)).code == "removed"
    token = (await owner.post(play.PAGE_TOKEN.url(**room.ids))).json["token"]
    page = Person(host.url, host.http, token, owner.user)
    assert (await room.view(page))["id"] == room.made["id"]
    await owner.post(accounts.LOGOUT.url())
    assert (await page.get(playground.SESSION.url(**room.ids))).status == 401


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\u0000b"])
async def test_a_visitor_has_a_name(host: LocalHost, name: str) -> None:
    owner = await host.person()
    code = (await link(await begin(owner), owner))["code"]
    answer = await host.stranger().post(play.VISIT.url(code=code), {"name": name})
    assert (answer.status, answer.code) == (400, "validation")


async def test_visitors_are_in_no_list_of_people_and_use_no_agents(host: LocalHost) -> None:
    owner = await host.person()
    room = await begin(owner)
    ann, _ = await visit(host, (await link(room, owner))["code"], name="Unlisted Visitor")
    found = await host.admin.get(f"{accounts.PEOPLE.url()}?search=unlisted")
    assert found.json["items"] == []
    refused = await room.join(ann, agentId=NOBODY)
    assert (refused.status, refused.json["errors"][0]["field"]) == (400, "agentId")
