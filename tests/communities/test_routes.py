"""Communities over HTTP: making, finding, changing, deleting, and what each type may have."""

from __future__ import annotations

from typing import Any

import pytest

from embedded_server.contracts import club, communities
from tests.kit.server import LocalHost

NOBODY = "01a20ab7-2d10-7437-9e56-83a521a82aa5"


@pytest.mark.parametrize(
    ("type_", "has", "has_not"),
    [
        ("club", {}, {"csMode", "freeMinutesPerDay", "monthlyPriceCents", "leadAgentId"}),
        (
            "official",
            {"csMode": "hybrid", "leadAgentId": None},
            {"freeMinutesPerDay", "monthlyPriceCents"},
        ),
        (
            "lounge",
            {"freeMinutesPerDay": 5, "monthlyPriceCents": 0, "leadAgentId": None},
            {"csMode"},
        ),
    ],
)
async def test_each_type_is_made_with_its_own_settings(
    host: LocalHost, type_: str, has: dict[str, Any], has_not: set[str]
) -> None:
    answer = await host.admin.post(
        communities.CREATE.url(), {"type": type_, "name": "  Tea  ", "description": "Leaves."}
    )
    assert answer.status == 201
    made = answer.json
    assert (made["type"], made["name"], made["description"]) == (type_, "Tea", "Leaves.")
    assert made.items() >= has.items()
    assert not made.keys() & has_not
    assert (made["creatorId"], made["creatorName"]) == (host.admin.id, "Admin")
    assert [made[f"{fee}FeeCents"] for fee in ("join", "monthly", "agentCall")] == [0, 0, 0]
    assert (made["isVerified"], made["memberCount"]) == (False, 1)
    assert (made["membership"]["role"], made["membership"]["status"]) == ("creator", "active")
    read = await host.admin.get(communities.READ.url(communityId=made["id"]))
    assert (read.status, read.json) == (200, made)
    stranger = await host.stranger().get(communities.READ.url(communityId=made["id"]))
    assert stranger.json == {**made, "membership": None}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"name": "x"}, "validation"),
        ({"type": "forum", "name": "x"}, "validation"),
        ({"type": "club"}, "validation"),
        ({"type": "club", "name": ""}, "validation"),
        ({"type": "club", "name": " \u2003 "}, "validation"),
        ({"type": "club", "name": "a\u2028b"}, "validation"),
        ({"type": "club", "name": "x", "isVerified": True}, "validation"),
        ({"type": "club", "name": "x", "joinFeeCents": -1}, "validation"),
        ({"type": "club", "name": "x", "joinFeeCents": 1.5}, "validation"),
        ({"type": "club", "name": "x", "joinFeeCents": 100_000_001}, "validation"),
        ({"type": "club", "name": "x", "csMode": "hybrid"}, "wrong_type"),
        ({"type": "club", "name": "x", "freeMinutesPerDay": 5}, "wrong_type"),
        ({"type": "lounge", "name": "x", "csMode": "hybrid"}, "wrong_type"),
        ({"type": "official", "name": "x", "freeMinutesPerDay": 5}, "wrong_type"),
        ({"type": "official", "name": "x", "csMode": "other"}, "validation"),
        ({"type": "lounge", "name": "x", "freeMinutesPerDay": -1}, "validation"),
    ],
)
async def test_what_cannot_be_made(host: LocalHost, body: dict[str, Any], code: str) -> None:
    answer = await host.admin.post(communities.CREATE.url(), body)
    assert (answer.status, answer.code) == (400, code)
    assert (await host.admin.get(communities.LIST.url())).json["items"] == []


async def test_free_fees_may_be_named(host: LocalHost) -> None:
    community_id = await host.admin.create(
        joinFeeCents=0, monthlyFeeCents=None, agentCallFeeCents=0
    )
    made = (await host.admin.get(communities.READ.url(communityId=community_id))).json
    fees = ("joinFeeCents", "monthlyFeeCents", "agentCallFeeCents")
    assert [made[fee] for fee in fees] == [0, 0, 0]


async def test_repeated_making_is_safe(host: LocalHost) -> None:
    path, body = communities.CREATE.url(), {"type": "club", "name": "Tea", "clientId": "k"}
    first, again = await host.admin.post(path, body), await host.admin.post(path, body)
    assert (first.status, again.status) == (201, 200)
    assert first.json == again.json
    other = await host.admin.post(path, {**body, "name": "Coffee"})
    assert (other.status, other.code) == (409, "idempotency_conflict")
    by_header = [
        await host.admin.post(
            path, {"type": "club", "name": "Milk"}, headers={"Idempotency-Key": "h"}
        )
        for _ in range(2)
    ]
    assert [answer.status for answer in by_header] == [201, 200]
    assert by_header[0].json["id"] == by_header[1].json["id"]
    too_long = await host.admin.post(path, body, headers={"Idempotency-Key": "h" * 256})
    assert (too_long.status, too_long.code) == (400, "validation")
    somebody = await host.person()
    assert (await somebody.post(path, body)).status == 201


async def test_browsing_by_type_words_and_ones_own(host: LocalHost) -> None:
    person = await host.person()
    green = await host.admin.create(name="Green Tea", description="Straße 漢字")
    black = await host.admin.create(name="Black")
    official = await host.admin.create("official", name="Tea Company")
    await person.join(green)
    path = communities.LIST.url()

    async def found(who: Any, **query: str) -> list[str]:
        answer = await who.get(path, params=query)
        assert answer.status == 200
        return [item["id"] for item in answer.json["items"]]

    anybody = host.stranger()
    assert await found(anybody) == [official, black, green]
    assert await found(anybody, type="club") == [black, green]
    assert await found(anybody, search="TEA") == [official, green]
    assert await found(anybody, search="strasse") == [green]
    assert await found(anybody, search="字") == [green]
    assert await found(anybody, search="100%") == []
    assert await found(person, mine="true") == [green]
    assert await found(host.admin, mine="true", type="official") == [official]
    refused = await anybody.get(path, params={"mine": "true"})
    assert (refused.status, refused.code) == (401, "unauthenticated")
    wrong = await anybody.get(path, params={"type": "forum"})
    assert (wrong.status, wrong.code) == (400, "validation")


async def test_pages_have_neither_gaps_nor_repeats(host: LocalHost) -> None:
    made = [await host.admin.create(name=f"Club {number}") for number in range(7)]
    path = communities.LIST.url()
    got: list[str] = []
    query = {"limit": "3"}
    sizes = []
    while True:
        page = (await host.admin.get(path, params=query)).json
        got += [item["id"] for item in page["items"]]
        sizes.append(len(page["items"]))
        assert page["hasMore"] is (page["nextCursor"] is not None)
        if not page["hasMore"]:
            break
        query["cursor"] = page["nextCursor"]
        # What is new does not move the pages behind it.
        await host.admin.create(name="New")
    assert got == made[::-1]
    assert sizes == [3, 3, 1]


@pytest.mark.parametrize("limit", ["0", "-1", "x", "1.5", ""])
async def test_wrong_limits_are_refused(host: LocalHost, limit: str) -> None:
    answer = await host.admin.get(communities.LIST.url(), params={"limit": limit})
    assert (answer.status, answer.code) == (400, "validation")


async def test_cursors_belong_to_their_list(host: LocalHost) -> None:
    for number in range(3):
        await host.admin.create(name=f"Tea {number}")
    path = communities.LIST.url()
    query = {"limit": "1", "search": "tea and much more that goes on and on and on and on, one"}
    page = (await host.admin.get(path, params={"limit": "1"})).json
    for other in ({"type": "club"}, {"search": "tea"}, {"mine": "true"}, query):
        answer = await host.admin.get(path, params={**other, "cursor": page["nextCursor"]})
        assert (answer.status, answer.code) == (400, "bad_cursor"), other
    for broken in ("", "x", "====", "a" * 500, page["nextCursor"][:-2], "é"):
        answer = await host.admin.get(path, params={"cursor": broken})
        assert (answer.status, answer.code) == (400, "bad_cursor"), broken


async def test_only_the_creator_changes_and_deletes(host: LocalHost) -> None:
    moderator = await host.person()
    place = await host.admin.create("official")
    await moderator.join(place)
    member = communities.EDIT_MEMBER.url(communityId=place, userId=moderator.id)
    assert (await host.admin.patch(member, {"role": "moderator"})).status == 200
    path = communities.EDIT.url(communityId=place)
    for person in (moderator, await host.person()):
        refused = await person.patch(path, {"name": "Mine"})
        assert (refused.status, refused.code) == (403, "forbidden")
        assert (await person.delete(path)).status == 403
    async with moderator.live() as live:
        await live.caught_up()
        changed = await host.admin.patch(
            path, {"name": "Coffee", "description": "Beans", "csMode": "ai_only"}
        )
        event = await live.next("community.updated")
        assert event["data"] == {**changed.json, "membership": None}
        assert (changed.json["name"], changed.json["csMode"]) == ("Coffee", "ai_only")
        assert (await host.admin.delete(path)).status == 204
        assert (await live.next("community.deleted"))["data"] == {"id": place}
    for answer in (await host.admin.get(path), await host.admin.delete(path)):
        assert (answer.status, answer.code) == (404, "not_found")
    assert (await moderator.post(communities.JOIN.url(communityId=place))).status == 404
    assert (await host.admin.get(communities.LIST.url())).json["items"] == []


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"type": "official"}, 409, "type_is_fixed"),
        ({"csMode": "hybrid"}, 400, "wrong_type"),
        ({"leadAgentId": NOBODY}, 400, "wrong_type"),
        ({"name": " "}, 400, "validation"),
        ({"name": None}, 400, "validation"),
        ({"isVerified": True}, 400, "validation"),
        ({"creatorId": NOBODY}, 400, "validation"),
    ],
)
async def test_what_cannot_be_changed(
    host: LocalHost, change: dict[str, Any], status: int, code: str
) -> None:
    club_id = await host.admin.create()
    path = communities.EDIT.url(communityId=club_id)
    before = (await host.admin.get(path)).json
    answer = await host.admin.patch(path, change)
    assert (answer.status, answer.code) == (status, code)
    assert (await host.admin.get(path)).json == before


async def test_the_same_type_and_nothing_at_all_change_nothing(host: LocalHost) -> None:
    club_id = await host.admin.create()
    path = communities.EDIT.url(communityId=club_id)
    before = (await host.admin.get(path)).json
    for change in ({"type": "club"}, {}, {"joinFeeCents": 0}, {"joinFeeCents": None}):
        answer = await host.admin.patch(path, change)
        assert (answer.status, answer.json) == (200, before)


async def test_missing_and_hidden_look_the_same(host: LocalHost) -> None:
    gone = await host.admin.create()
    await host.admin.delete(communities.DELETE.url(communityId=gone))
    bodies = {
        (await host.admin.get(path.url(communityId=key))).body
        for path in (communities.READ, communities.MEMBERS, communities.AUDIT, club.HISTORY)
        for key in (gone, NOBODY, "nothing", "x" * 200)
    }
    assert len(bodies) == 1


async def test_chat_is_of_clubs_only(host: LocalHost) -> None:
    for type_ in ("official", "lounge"):
        place = await host.admin.create(type_)
        answers = [
            await host.admin.get(club.HISTORY.url(communityId=place)),
            await host.admin.post(club.SEND.url(communityId=place), {"text": "x"}),
            await host.admin.get(club.SEARCH.url(communityId=place), params={"q": "x"}),
            await host.admin.put(club.READ_UP_TO.url(communityId=place), {"seq": 1}),
            await host.admin.post(
                club.ASK.url(communityId=place), {"agentId": NOBODY, "text": "x"}
            ),
        ]
        assert {(answer.status, answer.code) for answer in answers} == {(400, "wrong_type")}
