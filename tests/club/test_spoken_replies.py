"""An agent with a voice speaks in clubs too: to all, to one alone, again, until it is stopped."""

from __future__ import annotations

import asyncio

import pytest

from embedded_server.contracts import agents, club, turns
from embedded_server.kernel.tasks import Tasks
from embedded_server.kernel.turn_types import ReplyEnd
from tests.club.test_regenerate import streamed
from tests.kit.people import Person
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.voice_script import VoiceScript, put_in_place
from tests.lounge.speaking import check_grammar, listening


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch) -> VoiceScript:
    return put_in_place(monkeypatch)


async def speaking_club(host: LocalHost) -> tuple[str, str, Person]:
    """With an agent that has a stock voice, and a member."""
    club_id = await host.admin.create()
    agent_id = await host.admin.make_agent(club_id)
    edited = await host.admin.patch(agents.EDIT.url(agentId=agent_id), {"voice": {"kind": "stock"}})
    assert edited.status == 200, edited.json
    member = await host.person()
    await member.join(club_id)
    return club_id, agent_id, member


async def test_all_members_hear_a_reply_and_its_message_has_the_clip(
    host: LocalHost, script: Script, voice: VoiceScript
) -> None:
    club_id, agent_id, member = await speaking_club(host)
    script.says("One. Two.", ReplyEnd())
    async with member.live() as live:
        await live.hears()
        events = await host.admin.ask(club_id, agent_id, "Speak")
        told = [(await live.next("message.updated"))["data"] for _ in range(2)]
    check_grammar(events)
    assert (events[0].data["audioExpected"], events[-1].event) == (True, "audio_ready")
    assert voice.said == ["One.", "Two."]
    assert [one["audio"] is None for one in told] == [True, False]
    audio = told[-1]["audio"]
    assert (audio["url"], audio["durationMs"]) == (events[-1].data["url"], 1000)
    assert audio["spokenBy"] == {"engine": "scripted", "voice": "anna", "consentId": None}
    assert (await member.one(club_id, told[-1]["id"]))["audio"] == audio
    assert (await member.get(audio["url"])).body.startswith(b"OggS")
    async with listening(member, events[0].data["turnId"]) as sound:
        assert sound.status == 200
    assert (await (await host.person()).get(audio["url"])).status == 404
    script.says("Again.", ReplyEnd())
    again = await streamed(host.admin, club_id, told[-1]["id"])
    assert (again[-1].event, voice.said[-1]) == ("audio_ready", "Again.")
    gone = await host.admin.delete(club.DELETE.url(communityId=club_id, messageId=told[-1]["id"]))
    assert gone.status == 204
    assert (await member.get(audio["url"])).status == 404
    async with listening(member, events[0].data["turnId"]) as sound:
        assert sound.status in (204, 404)


async def test_what_is_answered_to_one_alone_is_heard_by_them_alone(
    host: LocalHost, script: Script, voice: VoiceScript
) -> None:
    club_id, agent_id, member = await speaking_club(host)
    script.says("For you.", ReplyEnd())
    events = await member.ask(club_id, agent_id, "Speak", private=True)
    check_grammar(events)
    assert events[-1].event == "audio_ready"
    for who, status in ((member, 200), (host.admin, 404)):
        assert (await who.get(events[-1].data["url"])).status == status
        async with listening(who, events[0].data["turnId"]) as sound:
            assert sound.status == status


async def test_stop_cuts_the_sound_and_the_text_stands(
    host: LocalHost, script: Script, voice: VoiceScript
) -> None:
    club_id, agent_id, member = await speaking_club(host)
    voice.gate = asyncio.Event()
    script.says("Never said to its end.", ReplyEnd())
    asking = Tasks().spawn(host.admin.ask(club_id, agent_id, "Speak"), "asking")
    async with member.live(0) as live:
        done = (await live.next("turn.finished"))["data"]
    assert not asking.done()
    stopped = await host.admin.post(turns.STOP.url(turnId=done["turnId"]))
    assert (stopped.status, stopped.json["status"]) == (200, "done")
    events = await asking
    check_grammar(events)
    assert events[-1].event == "done"
    shown = await member.one(club_id, done["messageId"])
    assert (shown["text"], shown["audio"], shown["status"]) == (
        "Never said to its end.",
        None,
        "sent",
    )
