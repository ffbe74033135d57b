"""A creator gives a lounge their voice, and a member talks with it: at virtual sound devices."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import soxr

from embedded_server.contracts import lounge
from tests.journeys.driver import Driver, opened
from tests.journeys.lounge_steps import (
    FACTS,
    QUESTION,
    ask_aloud,
    come_in,
    create_lounge,
    give_voice,
    sign_in,
    text,
)
from tests.journeys.spoken import EAR_RATE, ENOUGH, Listener, heard_at, share
from tests.kit.desktop import run, until
from tests.kit.people import Person
from tests.kit.server import ServerProcess
from tests.kit.virtual_audio import RATE, Samples, VirtualAudio

Figures = tuple[int, int]


@pytest.mark.journey
def test_a_voice_is_recorded_and_answers_and_the_meter_shows_what_was_heard_and_said(
    tmp_path: Path, virtual_audio: VirtualAudio
) -> None:
    facts = tmp_path / "bread.md"
    facts.write_text(FACTS, "utf-8")

    async def journey() -> tuple[Figures, Figures]:
        host = ServerProcess(tmp_path / "server")
        with virtual_audio.room():
            return await both_visits(host)

    async def both_visits(host: ServerProcess) -> tuple[Figures, Figures]:
        async with Listener(QUESTION) as listener:
            await host.start(SPACES_TRANSCRIPTION_URL=listener.url)
            try:
                await host.set_up()
                await host.person("ada")
                member = await host.person("ben")
                async with opened(tmp_path / "ada") as driver:
                    await sign_in(driver, host, "ada")
                    await create_lounge(driver, facts)
                    await give_voice(driver, virtual_audio)
                async with opened(tmp_path / "ben") as driver:
                    await sign_in(driver, host, "ben")
                    return await talk(driver, virtual_audio, member)
            finally:
                await host.end()

    clips, shown = run(journey(), within=180)
    assert shown == clips, "the meter says something else than the clips"


async def talk(driver: Driver, audio: VirtualAudio, member: Person) -> tuple[Figures, Figures]:
    """Seconds heard and said: by the two clips, and as the meter has them."""
    await come_in(driver)
    heard = await audio.listen()
    await ask_aloud(driver, audio, QUESTION)
    await until(lambda: "is speaking" in text(driver, "talk_state"), "the answer is heard")
    await until(lambda: text(driver, "talk_state") == "Hold to talk", "it is over", within=60)
    await heard.more(0.5)
    chat = (await member.get(lounge.CHATS.url())).json["items"][0]
    answer, question = (await member.get(lounge.MESSAGES.url(chatId=chat["id"]))).json["items"]
    assert question["text"] == QUESTION
    assert "Hilda" in answer["text"]
    clips = [await fetch(member, one["audio"]["url"]) for one in (answer, question)]
    came = soxr.resample(heard.samples, RATE, EAR_RATE)
    assert share(clips[0], came) >= ENOUGH, "what was heard is not the clip that is kept"
    listened, said = (math.ceil(len(one) / EAR_RATE) for one in clips)
    usage = (await member.get(lounge.USAGE.url(communityId=chat["communityId"]))).json
    (reply,) = usage["replies"]
    shown = (reply["spokenSeconds"], reply["saidSeconds"])
    assert usage["usedSeconds"] == sum(shown)
    left = 300 - sum(shown)
    await until(
        lambda: text(driver, "meter_left").startswith(f"{left // 60}:{left % 60:02} of 5:00"),
        "the window shows what is left",
    )
    await driver.click("meter_details")
    words = driver.words(await driver.see("today"))
    assert "{} s heard + {} s said".format(*shown) in words
    assert f"{sum(shown)} seconds in all" in words
    return (listened, said), shown


async def fetch(member: Person, url: str) -> Samples:
    answer = await member.get(url)
    assert answer.status == 200
    return heard_at(EAR_RATE, answer.body)
