"""Whom a message names, how many unread ones name one, and the inbox of them all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedded_server.club.service.mentions import Names, find
from embedded_server.contracts import accounts, club, communities
from tests.kit.people import Person
from tests.kit.server import LocalHost

PEOPLE = {
    "ann": "Ann",
    "annie": "Ann Lee",
    "bob.x": "Bob",
    "ming": "\u5c0f\u660e",
    "jose": "Jos\u00e9",
    "strasse": "Stra\u00dfe",
    "ravi": "\u0930\u0935\u093f",
    "twin1": "Sam",
    "twin2": "Sam",
}


def names() -> Names:
    made = Names()
    for username, display_name in PEOPLE.items():
        made.add(username, username)
        made.add(display_name, username)
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@ann", ["ann"]),
        ("hi @ANN!", ["ann"]),
        ("(@ann)", ["ann"]),
        ("@Ann Lee, tea?", ["annie"]),
        ("@ann lee", ["annie"]),
        ("@annl", []),
        ("@ann's", ["ann"]),
        ("@ann @bob.x @bob", ["ann", "bob.x"]),
        ("@bob.", ["bob.x"]),
        ("me@ann.org", []),
        ("@@ann", []),
        ("@ ann", []),
        ("ann", []),
        ("\u4f60\u597d@\u5c0f\u660e\u5403\u4e86\u5417", ["ming"]),
        ("@ann\u4f60\u597d", ["ann"]),
        ("@jose\u0301", ["jose"]),
        ("@JOS\u00c9", ["jose"]),
        ("@STRASSE", ["strasse"]),
        ("@stra\u00dfe", ["strasse"]),
        ("@\u0930\u0935\u093f", ["ravi"]),
        ("@\u0930\u0935", []),
        ("@sam", ["twin1", "twin2"]),
        ("@everyone", []),
        ("@", []),
        ("@" * 4000, []),
    ],
)
def test_names_are_found_in_any_script(text: str, expected: list[str]) -> None:
    found = find(text, names(), may_name_everyone=False)
    assert [mention.id for mention in found] == expected
    assert all(f"@{mention.name}" in text for mention in found)


@given(st.text(alphabet="@anN leé小明_.\u0301 ", max_size=60))
def test_whatever_is_written_names_only_what_stands_in_it(text: str) -> None:
    for mention in find(text, names(), may_name_everyone=True):
        assert f"@{mention.name}" in text


async def mentions_of(person: Person, **query: str) -> list[dict[str, Any]]:
    return await person.pages(club.MENTIONS.url(), **query)


async def counts(person: Person, club_id: str) -> tuple[int, int]:
    """Unread messages, and those of them that name the person."""
    own = (await person.get(communities.READ.url(communityId=club_id))).json["membership"]
    return own["unreadCount"], own["mentionCount"]


async def test_mentions_are_stored_counted_and_listed(host: LocalHost) -> None:
    club_id, other = await host.admin.create(), await host.admin.create()
    ann, bob = await host.person("annika"), await host.person("bobby")
    for place in (club_id, other):
        await ann.join(place)
        await bob.join(place)
    said = await bob.say(club_id, "tea, @ANNIKA?")
    assert said["mentions"] == [{"kind": "user", "id": ann.id, "name": "ANNIKA"}]
    await bob.say(club_id, "nobody here")
    await bob.say(other, "@annika and @bobby")
    await host.admin.say(other, "@everyone: tea")
    await bob.say(other, "@everyone: no")
    assert await counts(ann, club_id) == (2, 1)
    assert await counts(ann, other) == (3, 2)
    assert await counts(bob, other) == (1, 1)
    assert await counts(host.admin, other) == (2, 0)
    for limit in ("1", "2", "50"):
        found = [one["text"] for one in await mentions_of(ann, limit=limit)]
        assert found == ["@everyone: tea", "@annika and @bobby", "tea, @ANNIKA?"]
    assert [one["text"] for one in await mentions_of(bob)] == ["@everyone: tea"]
    assert await mentions_of(host.admin) == []
    async with ann.live() as live:
        path = club.READ_UP_TO.url(communityId=other)
        assert (await ann.put(path, {"seq": 1})).status == 204
        told = (await live.next("read.updated"))["data"]
    assert (told["unreadCount"], told["mentionCount"]) == (2, 1)
    mine = (await ann.get(communities.LIST.url(), params={"mine": "true"})).json["items"]
    assert {c["id"]: c["membership"]["mentionCount"] for c in mine} == {club_id: 1, other: 1}
    # Only what one may read now, and only what is still there.
    assert (await ann.post(communities.LEAVE.url(communityId=other))).status == 204
    assert [one["text"] for one in await mentions_of(ann)] == ["tea, @ANNIKA?"]
    assert (await bob.delete_message(said)).status == 204
    assert await mentions_of(ann) == []
    assert await counts(ann, club_id) == (1, 0)


async def test_everyone_is_who_was_there(host: LocalHost) -> None:
    club_id = await host.admin.create()
    early, late = await host.person(), await host.person()
    await early.join(club_id)
    said = await host.admin.say(club_id, "@Everyone, tea")
    assert said["mentions"] == [{"kind": "everyone", "id": "everyone", "name": "Everyone"}]
    clock = await host.admin.post(accounts.CLOCK.url(), {"advanceSeconds": 60})
    assert clock.status == 200
    await late.join(club_id)
    assert [one["id"] for one in await mentions_of(early)] == [said["id"]]
    assert await mentions_of(late) == []


async def test_an_edit_names_anew(host: LocalHost) -> None:
    club_id = await host.admin.create()
    ann, bob = await host.person("anton"), await host.person("berta")
    await ann.join(club_id)
    await bob.join(club_id)
    said = await host.admin.say(club_id, "@anton!")
    edited = await host.admin.edit(said, "@berta!")
    assert [one["id"] for one in edited["mentions"]] == [bob.id]
    assert await counts(ann, club_id) == (1, 0)
    assert await counts(bob, club_id) == (1, 1)
    assert (await mentions_of(ann), len(await mentions_of(bob))) == ([], 1)
    assert "mentions" not in await host.admin.edit(said, "nobody")
    assert await mentions_of(bob) == []


async def test_a_cursor_of_another_person_is_refused(host: LocalHost) -> None:
    club_id = await host.admin.create()
    ann, bob = await host.person("alba"), await host.person("bruno")
    for person in (ann, bob):
        await person.join(club_id)
    for _ in range(3):
        await host.admin.say(club_id, "@alba @bruno")
    page = (await ann.get(club.MENTIONS.url(), params={"limit": "1"})).json
    refused = await bob.get(club.MENTIONS.url(), params={"cursor": page["nextCursor"]})
    assert (refused.status, refused.code) == (400, "bad_cursor")
    assert (await host.stranger().get(club.MENTIONS.url())).status == 401


async def test_a_new_name_is_found_and_the_old_one_is_not(host: LocalHost) -> None:
    club_id = await host.admin.create()
    ann = await host.person("anna99")
    await ann.join(club_id)
    assert (await ann.patch(accounts.EDIT_ME.url(), {"displayName": "Änne Ö"})).status == 200
    said = await host.admin.say(club_id, "@ÄNNE ö and @Anna99!")
    assert [(m["id"], m["name"]) for m in said["mentions"]] == [(ann.id, "ÄNNE ö")]
    assert (await ann.patch(accounts.EDIT_ME.url(), {"displayName": "Ann"})).status == 200
    assert "mentions" not in await host.admin.say(club_id, "@Änne Ö")
    # Who has left is not named any more.
    assert (await ann.post(communities.LEAVE.url(communityId=club_id))).status == 204
    assert "mentions" not in await host.admin.say(club_id, "@anna99")
