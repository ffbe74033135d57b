"""What was edited or deleted is gone: from the events that are replayed, and from everywhere else
but the versions that its author and staff may read."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
import pytest

from embedded_server.club import store
from embedded_server.contracts import club
from embedded_server.kernel.database import Reader
from tests.kit.people import Person
from tests.kit.server import LocalHost

SECRET = "the pin is 4711"


async def replayed(person: Person, since: int = 0) -> list[dict[str, Any]]:
    async with person.live(since) as live:
        await live.caught_up()
        return [event for event in live.events if "seq" in event]


async def stored(host: LocalHost) -> str:
    rows = await host.server.database.read(
        lambda reader: reader.rows("SELECT seq, body FROM journal ORDER BY seq")
    )
    assert [seq for seq, _ in rows] == list(range(1, len(rows) + 1)), "there is a gap"
    assert all(msgspec.json.decode(body)["seq"] == seq for seq, body in rows)
    return "\n".join(body.decode() for _, body in rows)


@pytest.mark.parametrize("from_file", [False, True])
async def test_a_deleted_message_is_not_replayed(host: LocalHost, from_file: bool) -> None:
    club_id = await host.admin.create()
    said = await host.admin.say(club_id, SECRET)
    await host.admin.react(said, "\u2764")
    await host.admin.edit(said, f"{SECRET}!")
    kept = await host.admin.say(club_id, "stays")
    assert (await host.admin.delete_message(said)).status == 204
    admin = host.admin
    if from_file:
        await host.restart()
        admin = host.back(admin)
    events = await replayed(admin)
    assert SECRET not in str(events)
    assert SECRET not in await stored(host)
    types = [event["type"] for event in events if event["type"].startswith(("mess", "noth"))]
    assert types == ["nothing"] * 3 + ["message.created", "message.deleted"]
    assert [e["seq"] for e in events] == sorted(e["seq"] for e in events)
    created = next(event for event in events if event["type"] == "message.created")
    assert created["data"]["id"] == kept["id"]


@pytest.mark.parametrize("from_file", [False, True])
async def test_an_edited_message_is_replayed_as_it_is_now(host: LocalHost, from_file: bool) -> None:
    club_id = await host.admin.create()
    said = await host.admin.say(club_id, SECRET)
    await host.admin.react(said, "\u2764")
    edited = await host.admin.edit(said, "never mind")
    admin = host.admin
    if from_file:
        await host.restart()
        admin = host.back(admin)
    events = [e for e in await replayed(admin) if e["type"].startswith(("message", "nothing"))]
    # What came between is overtaken: its number is all that is left of it.
    assert [event["type"] for event in events] == ["message.created", "nothing", "message.updated"]
    assert [event["data"] for event in events[::2]] == [edited] * 2
    assert SECRET not in await stored(host)


async def test_of_a_message_that_changes_often_little_is_left_to_rewrite(host: LocalHost) -> None:
    """Else each change would cost the writer more than the one before it."""
    club_id = await host.admin.create()
    said = await host.admin.say(club_id, "0")
    for number in range(40):
        await host.admin.react(said, "\u2764", take=number % 2 == 1)
        await host.admin.edit(said, str(number))

    def about(reader: Reader) -> int:
        return int(reader.value("SELECT COUNT(*) FROM journal WHERE about = ?", (said["id"],)))

    assert await host.server.database.read(about) == 2
    assert (await host.admin.delete_message(said)).status == 204
    assert await host.server.database.read(about) == 0


@pytest.mark.parametrize("since", range(6))
@pytest.mark.parametrize("from_file", [False, True])
async def test_from_wherever_one_comes_back_the_last_word_is_the_same(
    host: LocalHost, from_file: bool, since: int
) -> None:
    club_id = await host.admin.create()
    start = host.server.hub.seq
    said = await host.admin.say(club_id, "one")
    await host.admin.react(said, "\u2764")
    await host.admin.edit(said, "two")
    await host.admin.pin(said)
    await host.admin.react(said, "\u2764", take=True)
    now = await host.admin.one(club_id, said["id"])
    admin = host.admin
    if from_file:
        await host.restart()
        admin = host.back(admin)
    events = [e for e in await replayed(admin, start + since) if e["type"] != "read.updated"]
    assert [e["seq"] for e in events] == list(range(start + since + 1, start + 6))
    told = [e["data"] for e in events if e["type"].startswith("message")]
    assert since == 5 or told[-1] == now


async def test_what_one_commit_says_and_takes_back_is_gone_too(host: LocalHost) -> None:
    club_id = await host.admin.create()

    async def flash(number: int) -> None:
        said = await host.admin.say(club_id, f"{SECRET} {number}")
        assert (await host.admin.delete_message(said)).status == 204

    await asyncio.gather(*[flash(number) for number in range(20)])
    assert SECRET not in await stored(host)
    assert SECRET not in str(await replayed(host.admin))


async def test_live_listeners_hear_all_of_it(host: LocalHost) -> None:
    club_id = await host.admin.create()
    async with host.admin.live() as live:
        said = await host.admin.say(club_id, "one")
        await host.admin.edit(said, "two")
        await host.admin.delete_message(said)
        texts = [
            (await live.next("message.created"))["data"]["text"],
            (await live.next("message.updated"))["data"]["text"],
        ]
        gone = (await live.next("message.deleted"))["data"]
    assert texts == ["one", "two"]
    assert gone == {"id": said["id"], "seq": 1, "communityId": club_id}


async def test_earlier_versions_are_for_the_author_and_staff(host: LocalHost) -> None:
    club_id = await host.admin.create()
    ann, bob = await host.person(), await host.person()
    for person in (ann, bob):
        await person.join(club_id)
    said = await ann.say(club_id, "one")
    path = club.VERSIONS.url(communityId=club_id, messageId=said["id"])
    assert await ann.pages(path) == []
    for text in ("two", "two", "three"):
        edited = await ann.edit(said, text)
    for reader in (ann, host.admin):
        for limit in ("1", "50"):
            found = await reader.pages(path, limit=limit)
            assert [version["text"] for version in found] == ["two", "one"]
    assert found[0]["until"] == edited["editedAt"]
    refused = await bob.get(path)
    assert (refused.status, refused.code) == (403, "forbidden")
    outside = await (await host.person()).get(path)
    assert (outside.status, outside.code) == (403, "not_a_member")
    assert (await ann.delete_message(said)).status == 204
    assert (await ann.get(path)).status == 404
    left = await host.server.database.read(
        lambda reader: reader.value("SELECT COUNT(*) FROM message_versions")
    )
    assert left == 0


async def test_of_many_versions_the_newest_are_kept(host: LocalHost) -> None:
    club_id = await host.admin.create()
    said = await host.admin.say(club_id, "0")
    for number in range(1, 111):
        await host.admin.edit(said, str(number))
    path = club.VERSIONS.url(communityId=club_id, messageId=said["id"])
    found = await host.admin.pages(path)
    assert [version["text"] for version in found] == [str(n) for n in range(109, 9, -1)]


async def test_the_way_back_is_by_index(host: LocalHost) -> None:
    """An edit in a journal of 200,000 events may not read them all."""

    def plan(reader: Reader) -> str:
        rows = reader.rows(
            "EXPLAIN QUERY PLAN SELECT seq, body FROM journal"
            " WHERE about IN (SELECT value FROM json_each('[]')) AND seq < 9"
        )
        return " ".join(str(row[3]) for row in rows)

    assert "USING INDEX journal_about" in await host.server.database.read(plan)
    assert store.LAST > 2**53
