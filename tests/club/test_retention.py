"""How long a club keeps its messages: what goes, what stays, and that nothing is left of it."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any

from embedded_server.contracts import accounts, club, communities
from embedded_server.kernel.database import Transaction
from tests.club.test_media import files_on_disk
from tests.club.test_routes import room
from tests.kit.files import picture, upload
from tests.kit.people import Live, Person
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.waiting import until

DAY = 86_400


async def pass_days(host: LocalHost, days: float) -> None:
    await host.admin.post(accounts.CLOCK.url(), {"advanceSeconds": int(days * DAY)})


async def keep_for(person: Person, club_id: str, days: int | None) -> Any:
    path = communities.EDIT.url(communityId=club_id)
    return await person.patch(path, {"retentionDays": days})


async def expired(live: Live, up_to: int) -> list[dict[str, Any]]:
    """Wait for the event that reaches `up_to`; all such events so far."""
    while (await live.next("messages.expired"))["data"]["upToSeq"] < up_to:
        pass
    return [event for event in live.events if event["type"] == "messages.expired"]


async def test_older_messages_go_and_later_ones_stay(host: LocalHost) -> None:
    club_id, person = await room(host)
    for number in range(3):
        await host.admin.say(club_id, f"old {number}")
    await pass_days(host, 6)
    kept = await person.say(club_id, "new")
    async with person.live() as live:
        changed = await keep_for(host.admin, club_id, 7)
        assert changed.json["retentionDays"] == 7
        told = (await live.next("community.updated"))["data"]
        assert told["retentionDays"] == 7
        assert len(await person.history(club_id)) == 4, "nothing is a week old yet"
        await pass_days(host, 1.5)
        (event,) = await expired(live, 3)
    assert event["data"] == {"communityId": club_id, "upToSeq": 3}
    assert event["communityId"] == club_id
    assert [message["id"] for message in await person.history(club_id)] == [kept["id"]]
    later = await person.say(club_id, "newer")
    assert later["seq"] == 5, "numbers go on"


async def test_it_is_the_creators_to_say_and_clubs_alone_have_it(host: LocalHost) -> None:
    club_id, person = await room(host)
    read = await person.get(communities.READ.url(communityId=club_id))
    assert read.json["retentionDays"] is None
    refused = await keep_for(person, club_id, 7)
    assert (refused.status, refused.code) == (403, "forbidden")
    for days in (0, -1, 3651, "7", 1.5):
        wrong = await keep_for(host.admin, club_id, days)  # type: ignore[arg-type]  # wrong on purpose
        assert (wrong.status, wrong.code) == (400, "validation"), days
    for type_ in ("official", "lounge"):
        other = await host.admin.create(type_, "Other")
        wrong = await keep_for(host.admin, other, 7)
        assert (wrong.status, wrong.code) == (400, "wrong_type")
        assert "retentionDays" not in wrong.json
    assert (await keep_for(host.admin, club_id, 7)).status == 200
    assert (await keep_for(host.admin, club_id, None)).json["retentionDays"] is None
    await host.admin.say(club_id, "for ever")
    await pass_days(host, 4000)
    await host.sign_in("admin")
    await host.restart()
    admin = await host.sign_in("admin")
    assert [m["text"] for m in await admin.history(club_id)] == ["for ever"]


async def test_pinned_messages_are_kept_until_they_are_unpinned(host: LocalHost) -> None:
    club_id, person = await room(host)
    pinned = await host.admin.say(club_id, "the rules")
    await host.admin.say(club_id, "chatter")
    pin = club.PIN.url(communityId=club_id, messageId=pinned["id"])
    assert (await host.admin.put(pin)).status == 204
    await keep_for(host.admin, club_id, 1)
    async with person.live() as live:
        await pass_days(host, 2)
        await expired(live, 2)
        assert [m["text"] for m in await person.history(club_id)] == ["the rules"]
        await host.admin.delete(pin)
        await keep_for(host.admin, club_id, 1)
        await expired(live, 1)
    assert await person.history(club_id) == []


async def test_nothing_of_them_is_left(host: LocalHost, script: Script) -> None:
    club_id, person = await room(host)
    agent_id = await host.admin.make_agent(club_id)
    script.says("secretreply", *script.steps[1:])
    made = await upload(host.admin, club_id, picture(), "secretname.png")
    message = await host.admin.say(
        club_id, f"secretword @{person.user['username']}", attachmentIds=[made["id"]]
    )
    path = {"communityId": club_id, "messageId": message["id"]}
    await host.admin.patch(club.EDIT.url(**path), {"text": "secretword edited"})
    await person.put(club.REACT.url(**path, emoji="👍"))
    await host.admin.ask(club_id, agent_id, "secretquestion")
    reply = (await person.history(club_id))[-1]
    assert reply["text"] == "secretreply"
    vote = club.VOTE.url(communityId=club_id, messageId=reply["id"])
    await person.put(vote, {"vote": "down", "comment": "secretcomment"})
    gone = await host.admin.say(club_id, "secretdeleted")
    await host.admin.delete(club.DELETE.url(communityId=club_id, messageId=gone["id"]))
    found = await person.get(club.SEARCH.url(communityId=club_id), params={"q": "secretword"})
    assert len(found.json["items"]) == 1
    await keep_for(host.admin, club_id, 1)
    async with person.live() as live:
        since = live.opened_at
        await pass_days(host, 2)
        await expired(live, reply["seq"])
    await until(lambda: files_on_disk(host) == [])
    for word in ("secretword", "secretreply", "secretquestion", "has:file"):
        found = await person.get(club.SEARCH.url(communityId=club_id), params={"q": word})
        assert found.json["items"] == []
    assert (await host.admin.get(made["url"])).status == 404
    async with person.live(0) as live:
        await live.caught_up()
        assert all("secret" not in str(event) for event in live.events), "not replayed either"
        assert any(event["type"] == "messages.expired" for event in live.events)
    assert since > 0
    await host.stop()
    connection = sqlite3.connect(host.settings.data_dir / "spaces.db")
    try:
        dump = "\n".join(connection.iterdump())
        assert "secret" not in dump.replace("secret.key", "")
        for table in ("messages", "message_versions", "mentions", "votes", "turns", "media"):
            assert connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone() == (0,), table
        assert connection.execute(
            "SELECT COUNT(*) FROM messages_fts WHERE messages_fts MATCH 'secretword'"
        ).fetchone() == (0,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.execute("INSERT INTO messages_fts (messages_fts) VALUES ('integrity-check')")
    finally:
        connection.close()


async def test_words_are_found_after_all_was_gone(host: LocalHost) -> None:
    """The rows' numbers begin anew then, and with them the index."""
    club_id, person = await room(host)
    for number in range(5):
        await person.say(club_id, f"early {number}")
    search = club.SEARCH.url(communityId=club_id)
    assert len((await person.get(search, params={"q": "early"})).json["items"]) == 5
    await keep_for(host.admin, club_id, 1)
    async with person.live() as live:
        await pass_days(host, 2)
        await expired(live, 5)
    await person.say(club_id, "late")
    assert len((await person.get(search, params={"q": "late"})).json["items"]) == 1
    assert (await person.get(search, params={"q": "early"})).json["items"] == []


async def test_many_go_in_batches_with_one_event_each_while_others_write(host: LocalHost) -> None:
    club_id, person = await room(host)
    count = 950

    def fill(tx: Transaction) -> None:
        tx.change_many(
            "INSERT INTO messages (id, community_id, seq, author_kind, author_id, author_name,"
            " text, created_at, status) VALUES (?, ?, ?, 'user', ?, 'P', 'w', ?, 'sent')",
            [(f"m{n}", club_id, n, person.id, tx.now) for n in range(1, count + 1)],
        )
        tx.change("UPDATE communities SET last_seq = ? WHERE id = ?", (count, club_id))

    await host.server.database.write(fill)
    await keep_for(host.admin, club_id, 1)
    async with person.live() as live:
        await pass_days(host, 2)
        written = [await person.say(club_id, f"meanwhile {n}") for n in range(10)]
        events = await expired(live, count)
    assert [event["data"]["upToSeq"] for event in events] == [*range(100, count, 100), count]
    assert [m["id"] for m in await person.history(club_id)] == [m["id"] for m in written]


async def test_it_is_done_at_the_start_too(host: LocalHost) -> None:
    club_id, person = await room(host)
    await person.say(club_id, "old")

    def age(tx: Transaction) -> None:
        tx.change("UPDATE messages SET created_at = created_at - ?", (2 * DAY * 1000,))
        tx.change("UPDATE communities SET retention_days = 1")

    await host.server.database.write(age)
    assert len(await person.history(club_id)) == 1, "nobody told the job"
    await host.restart()
    person = host.back(person)
    async with person.live(0) as live:
        await expired(live, 1)
    assert await person.history(club_id) == []


async def test_an_unfinished_reply_is_not_taken_away(host: LocalHost, script: Script) -> None:
    club_id, person = await room(host)
    agent_id = await host.admin.make_agent(club_id)
    gate = asyncio.Event()
    script.says("half ", gate, "whole", *script.steps[1:])
    await keep_for(host.admin, club_id, 1)
    async with person.live() as live, asyncio.TaskGroup() as group:
        asking = group.create_task(person.ask(club_id, agent_id, "Why?"))
        await live.next("turn.chunk")
        await pass_days(host, 2)
        await expired(live, 1)
        gate.set()
        await asking
        assert [m["text"] for m in await person.history(club_id)] == ["half whole"]
