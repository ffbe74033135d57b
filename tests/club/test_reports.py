"""Reports of messages: made by members, seen and closed by staff."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from embedded_server.contracts import communities, moderation
from tests.kit.people import Person, Reply
from tests.kit.server import LocalHost

NOBODY = "01a20ab7-2d10-7437-9e56-83a521a82aa5"


async def report(who: Person, message: dict[str, Any], reason: str = "rude") -> Reply:
    path = moderation.REPORT.url(communityId=message["communityId"], messageId=message["id"])
    return await who.post(path, {"reason": reason})


async def resolve(who: Person, made: dict[str, Any], outcome: str) -> Reply:
    path = moderation.RESOLVE_REPORT.url(communityId=made["communityId"], reportId=made["id"])
    return await who.post(path, {"outcome": outcome})


async def room(host: LocalHost) -> tuple[str, Person, Person, Person]:
    """A club, a moderator, an author and a reporter."""
    club_id = await host.admin.create()
    people = [await host.person() for _ in range(3)]
    for person in people:
        await person.join(club_id)
    path = communities.EDIT_MEMBER.url(communityId=club_id, userId=people[0].id)
    assert (await host.admin.patch(path, {"role": "moderator"})).status == 200
    moderator, author, reporter = people
    return club_id, moderator, author, reporter


async def test_a_report_is_made_once_and_staff_hears_of_it(host: LocalHost) -> None:
    club_id, moderator, author, reporter = await room(host)
    said = await author.say(club_id, "you fool")
    async with moderator.live() as staff, author.live() as others:
        first = await report(reporter, said)
        again = await report(reporter, said, "still rude")
        assert (first.status, again.status) == (201, 200)
        assert first.json == again.json
        told = await staff.next("reports.updated")
        await others.caught_up()
    assert told["data"] == {"communityId": club_id, "openCount": 1}
    assert not any(event["type"] == "reports.updated" for event in others.events)
    assert reporter.id not in str(others.events)
    made = first.json
    assert made["message"] == said
    assert (made["text"], made["reason"], made["status"]) == ("you fool", "rude", "open")
    assert (made["authorId"], made["reporterId"]) == (author.id, reporter.id)
    assert made["reporterName"] == reporter.user["displayName"]
    path = moderation.REPORTS.url(communityId=club_id)
    for member in (author, reporter):
        refused = await member.get(path)
        assert (refused.status, refused.code) == (403, "forbidden")
        refused = await resolve(member, made, "kept")
        assert (refused.status, refused.code) == (403, "forbidden")
    assert await moderator.pages(path) == [made]


async def test_a_report_is_closed_once(host: LocalHost) -> None:
    club_id, moderator, author, reporter = await room(host)
    kept, gone = await author.say(club_id, "fine"), await author.say(club_id, "not fine")
    one = (await report(reporter, kept)).json
    two = (await report(reporter, gone)).json
    three = (await report(host.admin, gone)).json
    path = moderation.REPORTS.url(communityId=club_id)
    assert await moderator.pages(path, limit="1") == [three, two, one]
    async with moderator.live() as live:
        closed = await resolve(moderator, one, "kept")
        assert (await live.next("reports.updated"))["data"]["openCount"] == 2
        deleted = await resolve(host.admin, two, "deleted")
        assert (await live.next("message.deleted"))["data"]["id"] == gone["id"]
        assert (await live.next("reports.updated"))["data"]["openCount"] == 0
    assert (closed.status, closed.json["outcome"]) == (200, "kept")
    assert (closed.json["status"], closed.json["resolvedBy"]) == ("resolved", moderator.id)
    assert closed.json["message"] == kept
    assert (deleted.status, deleted.json["outcome"]) == (200, "deleted")
    assert (deleted.json["message"], deleted.json["text"]) == (None, "not fine")
    for report_ in (one, two, three):
        twice = await resolve(moderator, report_, "kept")
        assert (twice.status, twice.code) == (409, "already_resolved")
    assert await moderator.pages(path, status="open") == []
    assert len(await moderator.pages(path, status="resolved")) == 3
    assert [m["id"] for m in await author.history(club_id)] == [kept["id"]]
    audit = await host.admin.pages(communities.AUDIT.url(communityId=club_id))
    acts = [(entry["act"], entry["detail"]) for entry in audit][:6]
    assert acts == [
        ("message.deleted", ""),
        ("report.resolved", "deleted"),
        ("report.resolved", "kept"),
        ("message.reported", ""),
        ("message.reported", ""),
        ("message.reported", ""),
    ]


async def test_a_report_outlives_its_message(host: LocalHost) -> None:
    club_id, moderator, author, reporter = await room(host)
    said = await author.say(club_id, "oops")
    made = (await report(reporter, said)).json
    assert (await author.delete_message(said)).status == 204
    path = moderation.REPORTS.url(communityId=club_id)
    (found,) = await moderator.pages(path)
    assert (found["text"], found["message"]) == ("oops", None)
    assert (await report(reporter, said)).status == 404
    assert (await resolve(moderator, made, "deleted")).status == 200


async def test_two_staff_at_once_close_it_once(host: LocalHost) -> None:
    club_id, moderator, author, reporter = await room(host)
    made = (await report(reporter, await author.say(club_id, "x"))).json
    answers = await asyncio.gather(
        *[resolve(who, made, "deleted") for who in (moderator, host.admin) for _ in range(3)]
    )
    assert sorted(answer.status for answer in answers) == [200] + [409] * 5


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001, "\x00", None, 5])
async def test_a_report_says_why(host: LocalHost, reason: Any) -> None:
    club_id, moderator, author, reporter = await room(host)
    said = await author.say(club_id, "x")
    answer = await report(reporter, said, reason)
    assert (answer.status, answer.code) == (400, "validation")
    assert await moderator.pages(moderation.REPORTS.url(communityId=club_id)) == []


async def test_what_is_not_there_cannot_be_reported_or_closed(host: LocalHost) -> None:
    club_id, moderator, author, reporter = await room(host)
    said = await author.say(club_id, "x")
    made = (await report(reporter, said)).json
    assert (await report(reporter, {**said, "id": NOBODY})).status == 404
    assert (await resolve(moderator, {**made, "id": NOBODY}, "kept")).status == 404
    other = await host.admin.create()
    assert (await resolve(host.admin, {**made, "communityId": other}, "kept")).status == 404
    wrong = await resolve(moderator, made, "burnt")
    assert (wrong.status, wrong.code) == (400, "validation")
    outsider = await host.person()
    refused = await report(outsider, said)
    assert (refused.status, refused.code) == (403, "not_a_member")
    path = moderation.REPORTS.url(communityId=club_id)
    wrong = await moderator.get(path, params={"status": "odd"})
    assert (wrong.status, wrong.code) == (400, "validation")
