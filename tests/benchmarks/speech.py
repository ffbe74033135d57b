"""Spoken replies: how soon after its first sentence a reply is heard, in a lounge's own voice."""

from __future__ import annotations

import asyncio
import io
import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import soundfile

from embedded_server.contracts import communities, lounge, voice
from embedded_server.contracts.agents import CreateAgent
from embedded_server.contracts.communities import CommunityType, CreateCommunity
from embedded_server.contracts.lounge import StartChat
from embedded_server.contracts.voice import BuildVoice
from embedded_server.kernel.speech.sentences import Sentences
from tests.benchmarks.ours import Club, People
from tests.benchmarks.programs import start_ours
from tests.benchmarks.report import Report, median
from tests.voice.speakers import RATE, speaker

FIRST_WITHIN_MS = 500
PATIENCE = 120.0
FACTS = (
    "We open at nine in the morning and close at five in the afternoon, every day but Sunday.\n\n"
    "The tea in the lounge comes from a small garden in the hills. It is picked by hand in May.\n\n"
    "Parking is free behind the house. The bus stops in front of the door every ten minutes.\n"
)
QUESTIONS = ("When do you open?", "Where does the tea come from?", "Is there parking?")


@dataclass(frozen=True, slots=True)
class Size:
    replies: int


QUICK, WHOLE = Size(6), Size(20)


@dataclass(slots=True)
class _Heard:
    """Of one reply, on the clock of `time.perf_counter`."""

    pieces: list[tuple[float, str]] = field(default_factory=list)
    first_sound: float = 0.0

    def delay_ms(self) -> float:
        """From the piece of text that completes the first sentence to the first sound."""
        text = "".join(piece for _, piece in self.pieces)
        first = (cut := Sentences()).feed(text) or cut.end()
        end, so_far = text.find(first[0]) + len(first[0]), 0
        for at, piece in self.pieces:
            so_far += len(piece)
            if so_far >= end:
                return 1000 * (self.first_sound - at)
        raise RuntimeError(f"no sentence in {text!r}")


async def measure(report: Report, folder: Path, size: Size) -> None:
    report.heading("Spoken replies: from the first whole sentence to the first sound")
    ours = await start_ours(folder / "speech")
    try:
        async with aiohttp.ClientSession() as http:
            people = People(ours, http)
            await people.settle(2)
            engine, chat_id = await _open_lounge(people, http)
            cold = await _ask(people, http, chat_id, QUESTIONS[0])
            delays = sorted(
                [
                    await _ask(people, http, chat_id, QUESTIONS[number % len(QUESTIONS)])
                    for number in range(size.replies)
                ]
            )
    finally:
        await ours.stop()
    busy = os.getloadavg()[0] / (os.cpu_count() or 1)
    report.note(f"{engine}; {busy:.1f} programs wanted each core meanwhile")
    report.table(
        ["first sound of a reply", "p50 ms", "p90 ms", "worst ms"],
        [
            ["the first of all", cold, "", ""],
            [
                f"{size.replies} more",
                median(delays),
                delays[int(len(delays) * 0.9)],
                delays[-1],
            ],
        ],
    )
    report.at_most("first sound after a sentence, p50", median(delays), FIRST_WITHIN_MS, "ms")


async def _open_lounge(people: People, http: aiohttp.ClientSession) -> tuple[str, str]:
    """The engine that built the voice, and the chat of a member."""
    creator, member = people.tokens
    form = CreateCommunity(type=CommunityType.LOUNGE, name="Tea", free_minutes_per_day=1440)
    made = await people.call(communities.CREATE, creator, form)
    await people.agent(Club(made.id, 1), CreateAgent(name="Keeper"), FACTS)
    out = io.BytesIO()
    soundfile.write(out, speaker(110.0, seconds=12.0).samples, RATE, format="WAV", subtype="PCM_16")
    parts = aiohttp.FormData()
    parts.add_field("consent", "true")
    parts.add_field("audio", out.getvalue(), filename="sample.wav")
    async with http.post(
        people.program.url + voice.ADD_SAMPLE.url(communityId=made.id),
        data=parts,
        headers=_signed_in(creator),
    ) as answer:
        if answer.status != 201:
            raise RuntimeError(f"the recording: {answer.status} {await answer.text()}")
    await people.call(voice.BUILD, creator, BuildVoice(), communityId=made.id)
    async with asyncio.timeout(PATIENCE):
        while True:
            stands = await people.call(voice.VOICE, creator, communityId=made.id)
            if stands.status != "building":
                break
            await asyncio.sleep(0.2)
    if not stands.is_published:
        raise RuntimeError(f"the voice was not built: {stands.problem}")
    chat = await people.call(lounge.START_CHAT, member, StartChat(), communityId=made.id)
    return str(stands.engine_name), chat.id


async def _ask(people: People, http: aiohttp.ClientSession, chat_id: str, text: str) -> float:
    token, url = people.tokens[1], people.program.url
    heard = _Heard()
    path, body = lounge.SEND.url(chatId=chat_id), {"text": text}
    async with (
        asyncio.timeout(PATIENCE),
        asyncio.TaskGroup() as group,
        http.post(url + path, json=body, headers=_signed_in(token)) as answer,
    ):
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {await answer.text()}")
        event, turn_id = "", ""
        async for raw in answer.content:
            at, line = time.perf_counter(), raw.decode().rstrip()
            name, _, value = line.partition(": ")
            if name == "event":
                event = value
            elif name == "data" and event == "meta":
                turn_id = json.loads(value)["turnId"]
                group.create_task(_listen(http, url, token, turn_id, heard))
            elif name == "data" and event == "chunk":
                heard.pieces.append((at, json.loads(value)["text"]))
            elif name == "data" and event == "error":
                raise RuntimeError(line)
    return heard.delay_ms()


async def _listen(
    http: aiohttp.ClientSession, url: str, token: str, turn_id: str, heard: _Heard
) -> None:
    """Until the first sound; the rest is made with nobody there, as fast as it can be."""
    path = voice.SPEECH.url(turnId=turn_id)
    async with http.get(url + path, headers=_signed_in(token)) as answer:
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        await answer.content.readexactly(2)
        heard.first_sound = time.perf_counter()


def _signed_in(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
