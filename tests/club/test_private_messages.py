"""A private message is seen by one person alone, wherever messages come out."""

from __future__ import annotations

from typing import Any

import msgspec

from embedded_server.club.service.messages import post
from embedded_server.contracts import club, communities, moderation
from embedded_server.contracts.club import Author
from tests.kit.people import Person
from tests.kit.scripted import Script
from tests.kit.server import LocalHost


async def whisper(host: LocalHost, club_id: str, who: Person, text: str) -> dict[str, Any]:
    """A message of `who` for themselves, as a private question is stored."""
    author = Author(kind="user", id=who.id, name="Whoever")
    made = await host.server.database.write(
        lambda tx: post(tx, club_id, author, text, None, None, only_for=who.id)
    )
    message: dict[str, Any] = msgspec.to_builtins(made)
    return message


async def test_nobody_else_sees_it_anywhere(host: LocalHost) -> None:
    club_id = await host.admin.create()
    ann, bob = await host.person("annie"), await host.person("bobbie")
    for person in (ann, bob):
        await person.join(club_id)
    async with ann.live() as hers, host.admin.live() as his, bob.live() as theirs:
        await ann.say(club_id, "open")
        made = await whisper(host, club_id, ann, "secret @bobbie @everyone https://x.y")
        await ann.say(club_id, "open too")
        told = [(await hers.next("message.created"))["data"] for _ in range(3)]
        for live in (his, theirs):
            await live.caught_up()
            assert "secret" not in str(live.events)
    assert told[1]["onlyFor"] == ann.id
    texts = ["open", "secret @bobbie @everyone https://x.y", "open too"]
    assert [m["text"] for m in await ann.history(club_id)] == texts
    search, everywhere = club.SEARCH.url(communityId=club_id), club.SEARCH_ALL.url()
    for path in (search, everywhere):
        for q in ("secret", "from:annie has:link", "from:annie"):
            assert texts[1] in [m["text"] for m in await ann.pages(path, q=q)]
    for other in (bob, host.admin):
        assert [m["text"] for m in await other.history(club_id)] == [texts[0], texts[2]]
        for path in (search, everywhere):
            for q in ("secret", "has:link"):
                assert await other.pages(path, q=q) == []
            assert len(await other.pages(path, q="from:annie", limit="1")) == 2
        assert await other.pages(club.MENTIONS.url()) == []
        own = (await other.get(communities.READ.url(communityId=club_id))).json["membership"]
        assert (own["unreadCount"], own["mentionCount"]) == (2, 0)
        history = club.HISTORY.url(communityId=club_id)
        around = await other.get(history, params={"around": made["id"]})
        assert around.status == 404
        near = (await other.get(history, params={"aroundSeq": "2", "limit": "1"})).json["items"]
        assert [m["text"] for m in near] == ["open too"]
        async with other.live(0) as live:
            await live.caught_up()
            assert "secret" not in str(live.events)


async def test_nobody_else_can_do_anything_to_it(host: LocalHost) -> None:
    club_id = await host.admin.create()
    ann = await host.person()
    await ann.join(club_id)
    made = await whisper(host, club_id, ann, "secret")
    message = {"communityId": club_id, "id": made["id"]}
    here = {"communityId": club_id, "messageId": made["id"]}
    admin = host.admin
    answers = [
        await admin.react(message, "\u2764"),
        await admin.pin(message),
        await admin.delete_message(message),
        await admin.get(club.VERSIONS.url(**here)),
        await admin.patch(club.EDIT.url(**here), {"text": "x"}),
        await admin.post(moderation.REPORT.url(**here), {"reason": "x"}),
    ]
    assert [answer.status for answer in answers] == [404] * 6
    send = club.SEND.url(communityId=club_id)
    for person in (admin, ann):
        public = await person.post(send, {"text": "x", "replyToId": made["id"]})
        assert (public.status, public.code) == (400, "validation")
    # Its own person can, and that stays private too.
    async with admin.live() as live, ann.live() as hers:
        assert (await ann.react(message, "\u2764")).status == 204
        await ann.edit(message, "secret!")
        assert [(await hers.next("message.updated"))["data"]["text"] for _ in range(2)] == [
            "secret",
            "secret!",
        ]
        made_report = await ann.post(moderation.REPORT.url(**here), {"reason": "x"})
        assert made_report.status == 201
        assert (await ann.delete_message(message)).status == 204
        assert (await hers.next("message.deleted"))["data"]["id"] == made["id"]
        await live.caught_up()
        kinds = {event["type"] for event in live.events} - {"error", "presence"}
        assert kinds == {"reports.updated"}


async def test_staff_cannot_pin_their_own(host: LocalHost) -> None:
    club_id = await host.admin.create()
    made = await whisper(host, club_id, host.admin, "secret")
    refused = await host.admin.pin({"communityId": club_id, "id": made["id"]})
    assert (refused.status, refused.code) == (400, "validation")


async def test_an_agent_does_not_read_it(host: LocalHost, script: Script) -> None:
    club_id = await host.admin.create()
    guide = await host.admin.make_agent(club_id)
    ann = await host.person()
    await ann.join(club_id)
    await ann.say(club_id, "open")
    await whisper(host, club_id, ann, "secret")
    await whisper(host, club_id, host.admin, "secret too")
    await host.admin.ask(club_id, guide, "what was said?")
    assert [line.text for line in script.histories[0]] == ["open"]
