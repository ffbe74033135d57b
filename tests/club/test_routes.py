"""A club's chat over HTTP: sending, editing, deleting, pages, unread counts, typing, presence."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from embedded_server.contracts import club, communities
from tests.kit.people import Person
from tests.kit.server import LocalHost

NOBODY = "01a20ab7-2d10-7437-9e56-83a521a82aa5"


async def room(host: LocalHost) -> tuple[str, Person]:
    """A club of the admin's with one member."""
    club_id = await host.admin.create()
    person = await host.person()
    await person.join(club_id)
    return club_id, person


async def test_a_message_is_kept_as_typed(host: LocalHost) -> None:
    club_id, person = await room(host)
    text = "<b>&amp;</b> \u202e \U0001f468\u200d\U0001f469 e\u0301\r\n\u2028 \\ \" ' 漢字"
    answer = await person.post(
        club.SEND.url(communityId=club_id), {"text": f" \n{text}\t ", "clientId": "c1"}
    )
    assert answer.status == 201
    message = answer.json
    assert message["text"] == text
    assert message["author"] == {
        "kind": "user",
        "id": person.id,
        "name": person.user["displayName"],
    }
    assert (message["seq"], message["status"], message["clientId"]) == (1, "sent", "c1")
    for name in ("editedAt", "replyToId", "turnId", "audio", "charge"):
        assert message[name] is None
    assert await host.admin.history(club_id) == [message]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t\u2003", "x" * 4001, "x" * 16_001, "a\x00b", 5, None]
)
async def test_what_is_no_message_is_refused(host: LocalHost, text: Any) -> None:
    club_id, person = await room(host)
    message = await person.say(club_id, "fine")
    for answer in (
        await person.post(club.SEND.url(communityId=club_id), {"text": text}),
        await person.patch(
            club.EDIT.url(communityId=club_id, messageId=message["id"]), {"text": text}
        ),
    ):
        assert (answer.status, answer.code) == (400, "validation")
    assert await person.history(club_id) == [message]


async def test_four_thousand_characters_of_any_kind_are_a_message(host: LocalHost) -> None:
    club_id, person = await room(host)
    message = await person.say(club_id, " " + "\U0001f600" * 4000 + " ")
    assert len(message["text"]) == 4000


async def test_a_repeat_is_answered_with_the_first(host: LocalHost) -> None:
    club_id, person = await room(host)
    path, body = club.SEND.url(communityId=club_id), {"text": "once", "clientId": "k"}
    answers = await asyncio.gather(*(person.post(path, body) for _ in range(6)))
    assert sorted(answer.status for answer in answers) == [200] * 5 + [201]
    assert len({answer.body for answer in answers}) == 1
    other = await person.post(path, {**body, "text": "twice"})
    assert (other.status, other.code) == (409, "idempotency_conflict")
    assert (await host.admin.post(path, body)).status == 201
    assert len(await person.history(club_id)) == 2
    await person.patch(
        club.EDIT.url(communityId=club_id, messageId=answers[0].json["id"]), {"text": "edited"}
    )
    assert (await person.post(path, body)).json["text"] == "edited"


async def test_replies_point_into_the_same_club(host: LocalHost) -> None:
    club_id, person = await room(host)
    elsewhere = await host.admin.create()
    foreign = await host.admin.say(elsewhere, "foreign")
    first = await person.say(club_id, "first")
    reply = await host.admin.say(club_id, "second", replyToId=first["id"])
    assert reply["replyToId"] == first["id"]
    await person.delete(club.DELETE.url(communityId=club_id, messageId=first["id"]))
    for wrong in (foreign["id"], first["id"], NOBODY, "x"):
        answer = await person.post(
            club.SEND.url(communityId=club_id), {"text": "x", "replyToId": wrong}
        )
        assert (answer.status, answer.code) == (400, "validation")


async def test_outsiders_neither_read_nor_write(host: LocalHost) -> None:
    club_id, _ = await room(host)
    message = await host.admin.say(club_id, "inside")
    outsider = await host.person()
    one = club.EDIT.url(communityId=club_id, messageId=message["id"])
    answers = [
        await outsider.get(club.HISTORY.url(communityId=club_id)),
        await outsider.post(club.SEND.url(communityId=club_id), {"text": "x"}),
        await outsider.patch(one, {"text": "x"}),
        await outsider.delete(one),
        await outsider.get(club.SEARCH.url(communityId=club_id), params={"q": "inside"}),
        await outsider.put(club.READ_UP_TO.url(communityId=club_id), {"seq": 1}),
        await outsider.post(club.ASK.url(communityId=club_id), {"agentId": NOBODY, "text": "x"}),
    ]
    assert {(answer.status, answer.code) for answer in answers} == {(403, "not_a_member")}
    stranger = await host.stranger().get(club.HISTORY.url(communityId=club_id))
    assert stranger.status == 401


async def test_editing_and_deleting_belong_to_the_author_and_staff(host: LocalHost) -> None:
    club_id, person = await room(host)
    other = await host.person()
    await other.join(club_id)
    message = await person.say(club_id, "frist")
    path = club.EDIT.url(communityId=club_id, messageId=message["id"])
    for who in (other, host.admin):
        refused = await who.patch(path, {"text": "mine"})
        assert (refused.status, refused.code) == (403, "forbidden")
    refused = await other.delete(path)
    assert (refused.status, refused.code) == (403, "forbidden")
    async with host.admin.live() as live:
        await live.caught_up()
        edited = await person.patch(path, {"text": " first "})
        assert (edited.status, edited.json["text"]) == (200, "first")
        assert edited.json["editedAt"] is not None
        assert {**edited.json, "text": "frist", "editedAt": None} == message
        assert (await live.next("message.updated"))["data"] == edited.json
        assert (await person.patch(path, {"text": "first"})).json == edited.json
        assert (await person.delete(path)).status == 204
        gone = (await live.next("message.deleted"))["data"]
        assert gone == {"id": message["id"], "seq": message["seq"], "communityId": club_id}
    for answer in (await person.delete(path), await person.patch(path, {"text": "x"})):
        assert (answer.status, answer.code) == (404, "not_found")
    assert await person.history(club_id) == []
    assert (await person.say(club_id, "next"))["seq"] == 2
    by_staff = await person.say(club_id, "rude")
    rude = club.DELETE.url(communityId=club_id, messageId=by_staff["id"])
    assert (await host.admin.delete(rude)).status == 204


async def test_a_message_is_not_reached_through_another_club(host: LocalHost) -> None:
    club_id, person = await room(host)
    own = await person.create()
    message = await host.admin.say(club_id, "theirs")
    path = club.DELETE.url(communityId=own, messageId=message["id"])
    assert (await person.delete(path)).status == 404
    around = await person.get(club.HISTORY.url(communityId=own), params={"around": message["id"]})
    assert (around.status, around.code) == (404, "not_found")


async def test_pages_older_are_exact_whatever_is_new_or_deleted(host: LocalHost) -> None:
    club_id, person = await room(host)
    sent = [await person.say(club_id, f"{number}") for number in range(25)]
    for number in (3, 11, 24):
        await person.delete(club.DELETE.url(communityId=club_id, messageId=sent[number]["id"]))
    kept = [m["text"] for n, m in enumerate(sent) if n not in (3, 11, 24)]
    path = club.HISTORY.url(communityId=club_id)
    for limit in (1, 7, 11, 22, 100):
        query, got = {"limit": str(limit)}, []
        while True:
            page = (await person.get(path, params=query)).json
            assert len(page["items"]) <= limit
            got += [message["text"] for message in page["items"]]
            if not page["hasMore"]:
                assert page["nextCursor"] is None
                break
            query["cursor"] = page["nextCursor"]
            await host.admin.say(club_id, "new")
        assert got[::-1][-len(kept) :] if limit == 100 else got[::-1] == kept
        for message in await host.admin.history(club_id):
            if message["text"] == "new":
                gone = club.DELETE.url(communityId=club_id, messageId=message["id"])
                await host.admin.delete(gone)


async def test_pages_after_a_seq_are_oldest_first(host: LocalHost) -> None:
    club_id, person = await room(host)
    for number in range(1, 12):
        await person.say(club_id, f"{number}")
    path = club.HISTORY.url(communityId=club_id)
    query, got = {"after": "4", "limit": "3"}, []
    while True:
        page = (await person.get(path, params=query)).json
        got += [message["seq"] for message in page["items"]]
        if not page["hasMore"]:
            break
        query["cursor"] = page["nextCursor"]
    assert got == list(range(5, 12))
    none = (await person.get(path, params={"after": "11"})).json
    assert none == {"items": [], "nextCursor": None, "hasMore": False}


async def test_a_page_around_a_message_and_on_from_there(host: LocalHost) -> None:
    club_id, person = await room(host)
    sent = [await person.say(club_id, f"{number}") for number in range(1, 12)]
    path = club.HISTORY.url(communityId=club_id)

    async def around(seq: int, limit: int) -> dict[str, Any]:
        query = {"around": sent[seq - 1]["id"], "limit": str(limit)}
        page: dict[str, Any] = (await person.get(path, params=query)).json
        return page

    page = await around(6, 5)
    assert [m["seq"] for m in page["items"]] == [8, 7, 6, 5, 4]
    older = (await person.get(path, params={"cursor": page["nextCursor"]})).json
    assert [m["seq"] for m in older["items"]] == [3, 2, 1]
    assert [m["seq"] for m in (await around(6, 1))["items"]] == [6]
    assert [m["seq"] for m in (await around(11, 5))["items"]] == [11, 10, 9, 8, 7]
    first = await around(1, 5)
    assert [m["seq"] for m in first["items"]] == [3, 2, 1]
    assert (first["nextCursor"], first["hasMore"]) == (None, False)
    for extra in ({"after": "1"}, {"cursor": page["nextCursor"]}):
        both = await person.get(path, params={"around": sent[0]["id"], **extra})
        assert (both.status, both.code) == (400, "validation")
    await person.delete(club.DELETE.url(communityId=club_id, messageId=sent[5]["id"]))
    for gone in (sent[5]["id"], NOBODY, "x"):
        answer = await person.get(path, params={"around": gone})
        assert (answer.status, answer.code) == (404, "not_found")


async def test_cursors_of_another_club_are_refused(host: LocalHost) -> None:
    club_id, person = await room(host)
    other = await person.create()
    for number in range(3):
        await person.say(club_id, f"{number}")
    path = club.HISTORY.url(communityId=club_id)
    cursor = (await person.get(path, params={"limit": "1"})).json["nextCursor"]
    for where, query in ((other, {}), (club_id, {"after": "0"})):
        answer = await person.get(
            club.HISTORY.url(communityId=where), params={**query, "cursor": cursor}
        )
        assert (answer.status, answer.code) == (400, "bad_cursor")


async def test_limits_above_a_hundred_act_as_a_hundred(host: LocalHost) -> None:
    club_id, person = await room(host)
    for number in range(101):
        await person.say(club_id, f"{number}")
    path = club.HISTORY.url(communityId=club_id)
    assert len((await person.get(path, params={"limit": "5000"})).json["items"]) == 100
    assert len((await person.get(path)).json["items"]) == 50


async def unread(person: Person, club_id: str) -> tuple[int, int]:
    held = (await person.get(communities.READ.url(communityId=club_id))).json["membership"]
    return held["lastReadSeq"], held["unreadCount"]


async def test_unread_counts_follow_what_was_read(host: LocalHost) -> None:
    club_id = await host.admin.create()
    await host.admin.say(club_id, "before")
    person = await host.person()
    await person.join(club_id)
    assert await unread(person, club_id) == (1, 0), "what came before joining is not unread"
    sent = [await host.admin.say(club_id, f"{number}") for number in range(5)]
    await person.say(club_id, "mine")
    assert await unread(person, club_id) == (1, 5)
    await host.admin.delete(club.DELETE.url(communityId=club_id, messageId=sent[0]["id"]))
    assert await unread(person, club_id) == (1, 4)
    path = club.READ_UP_TO.url(communityId=club_id)
    async with person.live() as live:
        await live.caught_up()
        assert (await person.put(path, {"seq": 4})).status == 204
        told = (await live.next("read.updated"))["data"]
        assert told == {
            "communityId": club_id,
            "lastReadSeq": 4,
            "unreadCount": 2,
            "mentionCount": 0,
        }
    assert await unread(person, club_id) == (4, 2)
    assert (await person.put(path, {"seq": 2})).status == 204
    assert await unread(person, club_id) == (4, 2), "reading only goes forward"
    assert (await person.put(path, {"seq": 2, "back": True})).status == 204
    assert await unread(person, club_id) == (2, 4), "unless one wishes"
    assert (await person.put(path, {"seq": 2**53})).status == 204
    assert await unread(person, club_id) == (7, 0), "and not past the last message"
    await host.admin.say(club_id, "new")
    assert await unread(person, club_id) == (7, 1)
    mine = (await person.get(communities.LIST.url(), params={"mine": "true"})).json["items"]
    assert [item["membership"]["unreadCount"] for item in mine] == [1]


async def test_typing_is_told_to_the_room_and_not_kept(host: LocalHost) -> None:
    club_id, person = await room(host)
    outsider = await host.person()
    async with host.admin.live() as hears, person.live() as types, outsider.live() as other:
        for live in (hears, types, other):
            await live.caught_up()
        await types.send({"type": "typing", "communityId": club_id})
        told = await hears.next("typing")
        assert told["communityId"] == club_id
        assert told["data"] == {"userId": person.id, "displayName": person.user["displayName"]}
        assert "seq" not in told
        await other.send({"type": "typing", "communityId": club_id})
        assert (await other.next("error"))["data"]["code"] == "not_found"
        await hears.caught_up()
        assert [e["type"] for e in hears.events].count("typing") == 1
        assert "typing" not in [e["type"] for e in other.events]


async def test_presence_is_told_to_those_who_share_a_club(host: LocalHost) -> None:
    club_id, person = await room(host)
    path = communities.MEMBERS.url(communityId=club_id)

    async def shown() -> dict[str, str]:
        members = (await host.admin.get(path)).json["items"]
        return {member["userId"]: member["presence"] for member in members}

    async with host.admin.live() as live:
        await live.caught_up()
        assert await shown() == {host.admin.id: "active", person.id: "offline"}
        async with person.live() as other, person.live() as second:
            await other.caught_up()
            await second.caught_up()
            active = {"userId": person.id, "status": "active"}
            while active not in (told := await live.next("presence"))["data"]["users"]:
                assert told["communityId"] == club_id
            await other.send({"type": "presence", "status": "idle"})
            told = await live.next("presence")
            assert told["data"]["users"] == [{"userId": person.id, "status": "idle"}]
            await second.socket.close()
            await other.caught_up()
            assert (await shown())[person.id] == "idle", "one connection is still open"
        told = await live.next("presence")
        assert told["data"]["users"] == [{"userId": person.id, "status": "offline"}]
    assert (await shown())[person.id] == "offline"
