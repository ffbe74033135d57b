"""A disk that was full for a while keeps nobody from asking once there is room again."""

from __future__ import annotations

import asyncio

import pytest

from embedded_server.contracts import turns
from embedded_server.contracts.turns import AudioReady, Failed
from embedded_server.kernel import late_ends, turn_store
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.errors import StorageFull
from embedded_server.kernel.turn_types import ReplyEnd
from tests.faults.test_full_disk import allow_pages
from tests.kit.people import Person, parse_sse
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.voice_script import VoiceScript
from tests.kit.waiting import until_async
from tests.lounge.speaking import check_grammar, hear, say, speaking_lounge, used, when


async def ended(who: Person, turn_id: str) -> None:
    async def has_ended() -> bool:
        found = await who.get(turns.READ.url(turnId=turn_id))
        return found.json["status"] in ("failed", "done")

    await until_async(has_ended)


async def test_a_text_that_the_disk_did_not_take_ends_as_soon_as_it_does(
    host: LocalHost, script: Script, voice: VoiceScript, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(late_ends, "RETRY_SECONDS", 0.02)
    _, guest, chat = await speaking_lounge(host, freeMinutesPerDay=1)
    full = asyncio.Event()
    script.says("x. " * 50_000, full, ReplyEnd())
    async with asyncio.TaskGroup() as tasks:
        asking = tasks.create_task(say(guest, chat, "Speak"))
        await when(guest, chat, "streaming")
        await allow_pages(host, 0)
        full.set()
    events = parse_sse(asking.result().body)
    check_grammar(events)
    assert (events[-1].event, events[-1].data["code"]) == ("error", "storage_full")
    await allow_pages(host, 100_000)
    await ended(guest, events[0].data["turnId"])
    script.says("At last.", ReplyEnd())
    assert (await hear(guest, chat))[-1].event == "audio_ready"
    assert await used(guest, chat) == 1


async def test_a_sound_that_the_disk_did_not_take_keeps_nobody_waiting(
    host: LocalHost, script: Script, voice: VoiceScript, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(late_ends, "RETRY_SECONDS", 0.02)
    _, guest, chat = await speaking_lounge(host, freeMinutesPerDay=1)
    end_sound, is_full = turn_store.end_sound, [True]

    def full(tx: Transaction, turn_id: str, end: AudioReady | Failed | None) -> None:
        if is_full:
            raise StorageFull
        end_sound(tx, turn_id, end)

    monkeypatch.setattr(turn_store, "end_sound", full)
    script.says("A word.", ReplyEnd())
    events = await hear(guest, chat)
    check_grammar(events)
    assert (events[-1].event, events[-1].data["code"]) == ("error", "tts_failed")

    is_full.clear()

    async def is_answered() -> bool:
        script.says("At last.", ReplyEnd())
        return (await say(guest, chat, "Again")).status == 200

    await until_async(is_answered)
    assert await used(guest, chat) == 1
