"""Catching up: a private summary of what one missed, by the agent one picks."""

from __future__ import annotations

from embedded_server.contracts import club
from embedded_server.contracts.agents import LINK
from tests.club.test_streams import check_order, club_with_agent
from tests.kit.people import Person, Reply, Sse, parse_sse
from tests.kit.scripted import Script
from tests.kit.server import LocalHost


async def catch_up(person: Person, club_id: str, agent_id: str, **more: object) -> Reply:
    path = club.CATCH_UP.url(communityId=club_id)
    return await person.post(path, {"agentId": agent_id, **more})


async def summary(person: Person, club_id: str, agent_id: str, **more: object) -> list[Sse]:
    answer = await catch_up(person, club_id, agent_id, **more)
    assert answer.status == 200, answer.json
    return parse_sse(answer.body)


async def room(host: LocalHost) -> tuple[str, str, Person]:
    club_id, agent_id = await club_with_agent(host)
    member = await host.person()
    await member.join(club_id)
    return club_id, agent_id, member


async def test_it_tells_what_others_said_since_one_last_read(host: LocalHost) -> None:
    club_id, agent_id, member = await room(host)
    old = await host.admin.say(club_id, "Something old about dragons")
    read = club.READ_UP_TO.url(communityId=club_id)
    assert (await member.put(read, {"seq": old["seq"]})).status == 204
    await member.say(club_id, "My own words about castles")
    await host.admin.say(club_id, "We meet on Friday at six")
    events = await summary(member, club_id, agent_id)
    text = check_order(events)
    assert "We meet on Friday at six" in text
    assert "1 message by Admin" in text
    assert "dragons" not in text
    assert "castles" not in text
    assert events[-1].data["citations"] == []


async def test_question_and_summary_are_private(host: LocalHost) -> None:
    club_id, agent_id, member = await room(host)
    await host.admin.say(club_id, "We meet on Friday at six")
    meta = (await summary(member, club_id, agent_id))[0].data
    question, reply = (await member.history(club_id))[-2:]
    assert (question["text"], question["author"]["id"]) == ("What did I miss?", member.id)
    assert question["onlyFor"] == reply["onlyFor"] == member.id
    assert (question["id"], reply["id"]) == (meta["questionId"], meta["messageId"])
    assert len(await host.admin.history(club_id)) == 1


async def test_it_is_chinese_where_the_talk_is(host: LocalHost) -> None:
    club_id, agent_id, member = await room(host)
    await host.admin.say(club_id, "我们决定周五晚上六点开会")
    events = await summary(member, club_id, agent_id)
    assert "我们决定周五晚上六点开会" in check_order(events)
    question, _ = (await member.history(club_id))[-2:]
    assert question["text"] == "我错过了什么？"


async def test_nothing_missed_is_said_and_leaves_nothing(host: LocalHost) -> None:
    club_id, agent_id, member = await room(host)
    answer = await catch_up(member, club_id, agent_id)
    assert (answer.status, answer.code) == (409, "nothing_missed")
    said = await host.admin.say(club_id, "We meet on Friday at six")
    await member.say(club_id, "Only my own words")
    answer = await catch_up(member, club_id, agent_id, sinceSeq=said["seq"])
    assert answer.code == "nothing_missed"
    assert len(await member.history(club_id)) == 2
    assert (await catch_up(member, club_id, agent_id, sinceSeq=said["seq"] - 1)).status == 200


async def test_private_talk_of_others_stays_out_and_so_does_ones_own(host: LocalHost) -> None:
    club_id, agent_id, member = await room(host)
    await host.admin.ask(club_id, agent_id, "The admin's secret about unicorns", private=True)
    assert (await catch_up(member, club_id, agent_id)).code == "nothing_missed"
    await host.admin.say(club_id, "We meet on Friday at six")
    await summary(member, club_id, agent_id)
    text = check_order(await summary(member, club_id, agent_id))
    assert "1 message by Admin" in text
    assert "unicorns" not in text


async def test_the_newest_four_hundred_are_read_and_that_is_said(
    host: LocalHost, script: Script
) -> None:
    club_id, agent_id, member = await room(host)
    for number in range(405):
        await host.admin.say(club_id, f"Line {number}")
    await catch_up(member, club_id, agent_id)
    missed = script.missed[0]
    assert missed is not None
    assert not missed.is_whole
    assert [line.text for line in missed.lines] == [f"Line {n}" for n in range(5, 405)]


async def test_replies_and_long_lines_are_bounded(host: LocalHost, script: Script) -> None:
    club_id, agent_id, member = await room(host)
    first = await host.admin.say(club_id, "A plan?")
    for _ in range(2):
        await host.admin.say(club_id, "Yes", replyToId=first["id"])
    for _ in range(35):
        await host.admin.say(club_id, "long " * 700)
    await catch_up(member, club_id, agent_id)
    missed = script.missed[0]
    assert missed is not None
    assert not missed.is_whole
    assert sum(len(line.text) for line in missed.lines) <= 60_000
    await catch_up(member, club_id, agent_id, sinceSeq=0)
    assert script.missed[1] == missed


async def test_a_repeat_finds_its_summary_and_regenerating_makes_a_new_one(
    host: LocalHost, script: Script
) -> None:
    club_id, agent_id, member = await room(host)
    said = await host.admin.say(club_id, "We meet on Friday at six")
    body = {"clientId": "x", "utcOffsetMinutes": 120}
    first = (await summary(member, club_id, agent_id, **body))[0].data
    await member.put(club.READ_UP_TO.url(communityId=club_id), {"seq": said["seq"]})
    second = (await summary(member, club_id, agent_id, **body))[0].data
    assert first == second
    assert len(script.asked) == 1
    await host.admin.say(club_id, "Said after the summary")
    again = club.REGENERATE.url(communityId=club_id, messageId=first["messageId"])
    assert (await member.post(again)).status == 200
    assert script.missed[1] == script.missed[0], "of the same lines"
    assert script.missed[1].utc_offset_minutes == 120  # type: ignore[union-attr]  # compared above


async def test_who_may_not(host: LocalHost) -> None:
    club_id, agent_id, member = await room(host)
    await host.admin.say(club_id, "We meet on Friday at six")
    stranger = await host.person()
    assert (await catch_up(stranger, club_id, agent_id)).code == "not_a_member"
    assert (await catch_up(member, club_id, club_id)).status == 404
    answer = await catch_up(member, club_id, agent_id, acceptFeeCents=7)
    assert answer.code == "fee_not_accepted"
    bad = await catch_up(member, club_id, agent_id, utcOffsetMinutes=10_000)
    assert bad.code == "validation"
    assert LINK.path.startswith(club.CATCH_UP.path.partition("catch-up")[0])
