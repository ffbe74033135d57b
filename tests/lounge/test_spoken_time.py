"""A day's free time where replies are spoken: who is refused, who is answered in text, and that
nothing which went wrong keeps anybody from asking again."""

from __future__ import annotations

import asyncio
from typing import Any

from embedded_server.contracts import communities, lounge, turns
from embedded_server.kernel.turn_types import ReplyEnd
from tests.kit.people import Person, parse_sse
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.voice_script import VoiceScript
from tests.lounge.speaking import check_grammar, hear, say, speaking_lounge, used
from tests.lounge.test_metering import spoken


async def edit(creator: Person, chat: dict[str, Any], **more: Any) -> None:
    path = communities.EDIT.url(communityId=chat["communityId"])
    assert (await creator.patch(path, more)).status == 200


async def test_the_last_second_begins_a_reply_that_is_spoken_to_its_end(
    host: LocalHost, script: Script, voice: VoiceScript
) -> None:
    creator, guest, chat = await speaking_lounge(host, freeMinutesPerDay=1, monthlyPriceCents=900)
    await spoken(host, chat, "earlier", 59_000)
    voice.seconds = 3.0
    script.says("Long words.", ReplyEnd())
    script.says("In text.", ReplyEnd())
    events = await hear(guest, chat)
    check_grammar(events)
    assert events[-1].event == "audio_ready"
    assert await used(guest, chat) == 62
    silent = await hear(guest, chat)
    assert (silent[0].data["audioExpected"], silent[-1].event) == (False, "done")
    await edit(creator, chat, textWhenUsed=False)
    refused = await say(guest, chat, "And now?")
    assert (refused.status, refused.code) == (402, "free_minutes_used")
    path = lounge.USAGE.url(communityId=chat["communityId"])
    assert refused.json["resetsAt"] == (await guest.get(path)).json["resetsAt"]
    assert refused.json["monthlyPriceCents"] == 900
    await edit(creator, chat, freeMinutesPerDay=2)
    script.says("Again.", ReplyEnd())
    assert (await hear(guest, chat))[-1].event == "audio_ready"


async def test_a_second_window_cuts_off_what_is_spoken_and_that_is_counted_first(
    host: LocalHost, script: Script, voice: VoiceScript
) -> None:
    creator, guest, chat = await speaking_lounge(host, freeMinutesPerDay=1)
    await edit(creator, chat, textWhenUsed=False)
    await spoken(host, chat, "earlier", 59_000)
    voice.gate = asyncio.Event()
    voice.seconds = 4.0
    script.says("Words.", ReplyEnd())
    async with guest.live() as live, asyncio.TaskGroup() as tasks:
        await live.hears()
        asking = tasks.create_task(say(guest, chat, "first"))
        # The text is all there and stored; of its sound, half.
        await live.next("message.updated")
        voice.gate = None
        script.says("More.", ReplyEnd())
        second = await asyncio.wait_for(say(guest, chat, "second"), 20)
    assert parse_sse(asking.result().body)[0].data["audioExpected"] is True
    # What was heard of the first is counted before the second one may begin.
    heard_first = second.status == 402
    assert second.status == 402 or parse_sse(second.body)[-1].event == "audio_ready"
    assert await used(guest, chat) == (61 if heard_first else 63)


async def test_what_failed_or_was_stopped_takes_no_time_and_no_place(
    host: LocalHost, script: Script, voice: VoiceScript
) -> None:
    _, guest, chat = await speaking_lounge(host, freeMinutesPerDay=1)
    voice.fails_at = 0
    script.says("Words.", ReplyEnd())
    assert (await hear(guest, chat))[-1].event == "error"
    gate = asyncio.Event()
    script.says("", gate, "never said", ReplyEnd())
    async with guest.live() as live, asyncio.TaskGroup() as tasks:
        await live.hears()
        tasks.create_task(say(guest, chat, "stop it"))
        turn = (await live.next("turn.started"))["data"]["turnId"]
        assert (await guest.post(turns.STOP.url(turnId=turn))).status == 200
    script.says(RuntimeError("the model is gone"))
    failed = await hear(guest, chat)
    assert failed[-1].event == "error"
    assert await used(guest, chat) == 0
    script.says("At last.", ReplyEnd())
    assert (await hear(guest, chat))[-1].event == "audio_ready"
    assert await used(guest, chat) == 1
