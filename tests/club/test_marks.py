"""Reactions and pins over HTTP, and what everybody hears of them."""

from __future__ import annotations

import asyncio

import pytest

from embedded_server.contracts import club, communities
from embedded_server.contracts.club import MAX_EMOJI, MAX_PINS
from tests.kit.people import Person
from tests.kit.server import LocalHost

NOBODY = "01a20ab7-2d10-7437-9e56-83a521a82aa5"
FAR = "2099-01-01T00:00:00.000Z"
EMOJI = [
    "\U0001f44d",
    "\U0001f44d\U0001f3fd",
    "\u2764",
    "\u2764\ufe0f",
    "1\ufe0f\u20e3",
    "#\u20e3",
    "\U0001f1f3\U0001f1f1",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "\U0001f3f3\ufe0f\u200d\U0001f308",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "\U0001fae8",
]
NO_EMOJI = [
    "a",
    "1",
    "#",
    "hello",
    "\u6f22",
    "\U0001f44d\U0001f44d",
    "\U0001f44d ",
    "\U0001f44d\u200d",
    "\U0001f1f3",
    "\u200d",
    "\ufe0f",
    "a\U0001f44d",
    "\U0001f44d\n",
    "\u200d".join(["\U0001f468"] * 9),
    "%00",
    "..",
]


async def room(host: LocalHost, people: int = 2) -> tuple[str, list[Person]]:
    """A club of the admin's with some members."""
    club_id = await host.admin.create()
    members = [await host.person() for _ in range(people)]
    for person in members:
        await person.join(club_id)
    return club_id, members


async def mute(host: LocalHost, club_id: str, person: Person) -> None:
    path = communities.EDIT_MEMBER.url(communityId=club_id, userId=person.id)
    assert (await host.admin.patch(path, {"mutedUntil": FAR})).status == 200


async def test_reactions_are_counted_once_for_each_person_and_told_to_all(
    host: LocalHost,
) -> None:
    club_id, (ann, bob) = await room(host)
    message = await ann.say(club_id, "tea?")
    async with host.admin.live() as live:
        for _ in range(2):
            assert (await ann.react(message, "\U0001f44d")).status == 204
        assert (await bob.react(message, "\U0001f44d")).status == 204
        assert (await bob.react(message, "\u2764")).status == 204
        heard = [(await live.next("message.updated"))["data"] for _ in range(3)]
        await live.caught_up()
    expected = [
        {"emoji": "\U0001f44d", "userIds": [ann.id, bob.id]},
        {"emoji": "\u2764", "userIds": [bob.id]},
    ]
    assert heard[-1]["reactions"] == expected
    assert len([e for e in live.events if e["type"] == "message.updated"]) == 3
    assert await bob.one(club_id, message["id"]) == heard[-1]
    assert heard[-1]["editedAt"] is None
    # Some keyboards send the heart with a selector: it is the same heart.
    for _ in range(2):
        assert (await bob.react(message, "\u2764\ufe0f", take=True)).status == 204
    assert (await ann.react(message, "\U0001f44d", take=True)).status == 204
    assert (await ann.one(club_id, message["id"]))["reactions"] == [
        {"emoji": "\U0001f44d", "userIds": [bob.id]}
    ]
    assert (await bob.react(message, "\U0001f44d", take=True)).status == 204
    assert "reactions" not in await ann.one(club_id, message["id"])


@pytest.mark.parametrize("emoji", EMOJI, ids=ascii)
async def test_every_kind_of_emoji_is_a_reaction(host: LocalHost, emoji: str) -> None:
    club_id = await host.admin.create()
    message = await host.admin.say(club_id, "hm")
    assert (await host.admin.react(message, emoji)).status == 204
    got = await host.admin.one(club_id, message["id"])
    assert got["reactions"] == [{"emoji": emoji, "userIds": [host.admin.id]}]


@pytest.mark.parametrize("text", NO_EMOJI, ids=ascii)
async def test_text_is_no_reaction(host: LocalHost, text: str) -> None:
    club_id = await host.admin.create()
    message = await host.admin.say(club_id, "hm")
    answer = await host.admin.react(message, text)
    assert answer.status in (400, 404)
    assert answer.code in ("validation", "not_found")
    assert "reactions" not in await host.admin.one(club_id, message["id"])


async def test_a_message_bears_so_many_different_emoji(host: LocalHost) -> None:
    club_id, (ann, _) = await room(host)
    message = await ann.say(club_id, "hm")
    emoji = [chr(0x1F600 + number) for number in range(MAX_EMOJI + 1)]
    for one in emoji[:-1]:
        assert (await ann.react(message, one)).status == 204
    refused = await ann.react(message, emoji[-1])
    assert (refused.status, refused.code) == (409, "too_many_reactions")
    assert (await host.admin.react(message, emoji[0])).status == 204
    assert len((await ann.one(club_id, message["id"]))["reactions"]) == MAX_EMOJI


async def test_who_may_not_write_may_not_react(host: LocalHost) -> None:
    club_id, (ann, bob) = await room(host)
    message = await ann.say(club_id, "hm")
    assert (await bob.react(message, "\U0001f44d")).status == 204
    await mute(host, club_id, bob)
    refused = await bob.react(message, "\u2764")
    assert (refused.status, refused.code) == (403, "muted")
    assert (await bob.react(message, "\U0001f44d", take=True)).status == 204
    outsider = await host.person()
    refused = await outsider.react(message, "\u2764")
    assert (refused.status, refused.code) == (403, "not_a_member")
    other = await host.admin.create()
    for wrong in ({**message, "communityId": other}, {**message, "id": NOBODY}):
        assert (await host.admin.react(wrong, "\u2764")).status == 404
    assert (await ann.delete_message(message)).status == 204
    assert (await ann.react(message, "\u2764")).status == 404


async def test_reactions_sent_at_once_are_all_kept(host: LocalHost) -> None:
    club_id, people = await room(host, 8)
    message = await people[0].say(club_id, "hm")
    await asyncio.gather(*[person.react(message, "\U0001f44d") for person in people])
    (reaction,) = (await people[0].one(club_id, message["id"]))["reactions"]
    assert sorted(reaction["userIds"]) == sorted(person.id for person in people)


async def test_staff_pin_and_everybody_sees_the_newest_pin_first(host: LocalHost) -> None:
    club_id, (ann, _) = await room(host)
    messages = [await ann.say(club_id, f"rule {number}") for number in range(5)]
    async with ann.live() as live:
        for number in (3, 0, 4):
            assert (await host.admin.pin(messages[number])).status == 204
        assert (await host.admin.pin(messages[0])).status == 204
        told = [(await live.next("message.updated"))["data"] for _ in range(3)]
        await live.caught_up()
    assert len([e for e in live.events if e["type"] == "message.updated"]) == 3
    assert [data["id"] for data in told] == [messages[n]["id"] for n in (3, 0, 4)]
    assert all(data["pinnedAt"] for data in told)
    path = club.PINS.url(communityId=club_id)
    for limit in ("1", "2", "50"):
        found = await ann.pages(path, limit=limit)
        assert [one["text"] for one in found] == ["rule 4", "rule 0", "rule 3"]
    assert (await host.admin.pin(messages[0], take=True)).status == 204
    assert (await host.admin.pin(messages[0], take=True)).status == 204
    assert [one["text"] for one in await ann.pages(path)] == ["rule 4", "rule 3"]
    assert (await ann.delete_message(messages[3])).status == 204
    assert [one["text"] for one in await ann.pages(path)] == ["rule 4"]
    audit = await host.admin.pages(communities.AUDIT.url(communityId=club_id))
    acts = [(entry["act"], entry["targetId"]) for entry in audit]
    assert acts == [("message.unpinned", ann.id)] + [("message.pinned", ann.id)] * 3


async def test_only_staff_pin_and_only_so_many(host: LocalHost) -> None:
    club_id, (ann, bob) = await room(host)
    messages = [await ann.say(club_id, str(number)) for number in range(MAX_PINS + 1)]
    for take in (False, True):
        refused = await ann.pin(messages[0], take=take)
        assert (refused.status, refused.code) == (403, "forbidden")
    for message in messages[:-1]:
        assert (await host.admin.pin(message)).status == 204
    refused = await host.admin.pin(messages[-1])
    assert (refused.status, refused.code) == (409, "too_many_pins")
    assert (await host.admin.pin(messages[0])).status == 204
    assert (await host.admin.pin(messages[5], take=True)).status == 204
    assert (await host.admin.pin(messages[-1])).status == 204
    assert len(await bob.pages(club.PINS.url(communityId=club_id))) == MAX_PINS
    outsider = await host.person()
    refused = await outsider.get(club.PINS.url(communityId=club_id))
    assert (refused.status, refused.code) == (403, "not_a_member")
    assert (await host.admin.pin({**messages[0], "id": NOBODY})).status == 404
