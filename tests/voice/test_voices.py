"""A voice: built in the background, heard, published, withdrawn with all that was made of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from embedded_server.club.store import set_audio
from embedded_server.contracts import communities, voice
from embedded_server.contracts.club import Audio
from embedded_server.contracts.voice import SpokenBy
from embedded_server.kernel.database import Transaction
from embedded_server.voice.clip_files import make_clip
from embedded_server.voice.keeping import Keeper
from embedded_server.voice.service import keep_clip, published
from embedded_server.voice.service.consents import digest_of
from embedded_server.voice.store import consents
from embedded_server.voice.studio import studio_of
from tests.kit.people import Person, Reply
from tests.kit.server import LocalHost
from tests.kit.voices import RATE as VOICE_RATE
from tests.kit.voices import ScriptedVoices
from tests.kit.waiting import until
from tests.lounge.speaking import hear as hear_reply
from tests.lounge.speaking import newest
from tests.lounge.test_chats import start
from tests.voice.people import check, record, state
from tests.voice.sounds import RATE, coded, pcm, speech

CLEAN = coded(speech()[: 4 * RATE])


pytestmark = pytest.mark.usefixtures("examined_here")


@pytest.fixture
def voices(host: LocalHost) -> ScriptedVoices:
    return speaking(host)


def speaking(host: LocalHost) -> ScriptedVoices:
    scripted = ScriptedVoices()
    studio_of(host.server).speaker = scripted
    return scripted


async def build(who: Person, room: str, **more: Any) -> Reply:
    return await who.post(voice.BUILD.url(communityId=room), more or None)


async def built(who: Person, room: str, **more: Any) -> dict[str, Any]:
    """How it stands once it is no longer being built."""
    answer = await build(who, room, **more)
    assert (answer.status, answer.json["status"]) == (202, "building"), answer.json
    return await ended(who, room)


async def ended(who: Person, room: str) -> dict[str, Any]:
    async with asyncio.timeout(10), who.live(0) as live:
        while (found := await state(who, room))["status"] == "building":
            await live.next("voice.updated")
        return found


async def studio_room(host: LocalHost, **more: Any) -> tuple[Person, str]:
    ann = await host.person()
    room = await ann.create("lounge", "Tea")
    await record(ann, room, CLEAN, **more)
    return ann, room


async def hear(who: Person, room: str, text: str = "Hello.") -> Reply:
    return await who.post(voice.PREVIEW.url(communityId=room), {"text": text})


def kept_files(host: LocalHost) -> set[str]:
    roots = [host.settings.data_dir / name for name in ("voice", "media")]
    return {path.name for root in roots for path in root.rglob("*") if path.is_file()}


async def test_a_voice_is_built_heard_and_published(
    host: LocalHost, voices: ScriptedVoices
) -> None:
    ann, room = await studio_room(host)
    ben = await host.person()
    await ben.join(room)
    assert (await state(ann, room))["status"] == "none"
    assert (await hear(ann, room)).code == "voice_not_ready"
    async with ann.live() as live, ben.live() as others:
        ready = await built(ann, room, publish=False, likeness=0.8)
        told = [(await live.next("voice.updated"))["data"]["status"] for _ in range(2)]
        await others.caught_up()
    assert told[0] == "building"
    assert not [one for one in others.events if one["type"] == "voice.updated"]
    assert (ready["status"], ready["engine"], ready["isPublished"]) == ("ready", "scripted", False)
    assert (ready["sampleCount"], voices.prepared[0][1]) == (1, 0.8)
    assert (await state(ben, room))["status"] == "none"
    voices.spoken = pcm(speech()[: 2 * RATE])
    heard = await hear(ann, room, " Hello, Ben. ")
    assert (heard.status, heard.json["durationMs"], heard.json["engine"]) == (200, 2000, "scripted")
    assert voices.said[0][1] == "Hello, Ben."
    assert voices.said[0][0] is not None
    clip = await ann.get(heard.json["url"])
    assert (clip.status, clip.headers["Content-Type"], clip.body[:4]) == (200, "audio/ogg", b"OggS")
    assert (await ben.get(heard.json["url"])).status == 404
    for refused in (await hear(ben, room), await build(ben, room), await build(host.admin, room)):
        assert (refused.status, refused.code) == (403, "forbidden")
    for text in ("", "  ", "x" * 301):
        assert (await hear(ann, room, text)).code == "validation"
    shown = await ann.post(voice.PUBLISH.url(communityId=room))
    assert (shown.status, shown.json["isPublished"]) == (200, True)
    member = await state(ben, room)
    assert (member["status"], member["consentId"]) == ("ready", ready["consentId"])
    now = await host.server.database.read(lambda reader: published(reader, room))
    assert now is not None
    assert (now.voice, now.engine) == (ann.user["displayName"], "scripted")


async def test_a_build_that_fails_says_why_and_the_older_voice_goes_on(
    host: LocalHost, voices: ScriptedVoices
) -> None:
    ann = await host.person()
    room = await ann.create("lounge")
    nothing = await build(ann, room)
    assert (nothing.status, nothing.code) == (409, "no_samples")
    await record(ann, room, CLEAN)
    unknown = await build(ann, room, engine="parrot")
    assert (unknown.status, unknown.code) == (503, "engine_unavailable")
    voices.is_available = False
    missing = await build(ann, room)
    assert (missing.code, missing.json["detail"]) == ("engine_unavailable", "Plug it in.")
    voices.is_available = True
    voices.fails = "It is hoarse."
    failed = await built(ann, room)
    assert (failed["status"], failed["problem"]) == ("failed", "It is hoarse.")
    voices.fails = None
    ready = await built(ann, room)
    assert (ready["status"], ready["problem"]) == ("ready", None)
    voices.fails = "It is hoarse again."
    older = await built(ann, room)
    assert (older["status"], older["problem"]) == ("ready", "It is hoarse again.")
    assert older["consentId"] == ready["consentId"]
    refused = await hear(ann, room)
    assert (refused.status, refused.code) == (503, "tts_failed")
    assert refused.json["detail"] == "It is hoarse again."


async def test_one_build_at_a_time_and_it_can_be_stopped(
    host: LocalHost, voices: ScriptedVoices
) -> None:
    ann, room = await studio_room(host)
    await built(ann, room)
    voices.gate = asyncio.Event()
    assert (await build(ann, room)).status == 202
    await until(lambda: len(voices.prepared) == 2)
    twice = await build(ann, room)
    assert (twice.status, twice.code) == (409, "already_building")
    assert (await state(ann, room))["progress"] == 0.5
    assert (await hear(ann, room)).status == 200, "the older one speaks meanwhile"
    assert (await ann.post(voice.CANCEL_BUILD.url(communityId=room))).status == 204
    stopped = await ended(ann, room)
    assert (stopped["status"], stopped["problem"]) == ("ready", None)
    await until(lambda: voices.stopped == 1)
    voices.gate = None
    assert (await built(ann, room))["status"] == "ready"


async def test_a_build_that_the_end_of_the_server_cut_off_has_failed(
    host: LocalHost, voices: ScriptedVoices
) -> None:
    ann, room = await studio_room(host)
    voices.gate = asyncio.Event()
    assert (await build(ann, room)).status == 202
    await host.restart()
    speaking(host)
    failed = await state(host.back(ann), room)
    assert failed["status"] == "failed"
    assert "stopped" in failed["problem"]
    assert (await built(host.back(ann), room))["status"] == "ready"


async def test_a_recording_that_is_deleted_meanwhile_is_in_no_voice(
    host: LocalHost, voices: ScriptedVoices
) -> None:
    ann, room = await studio_room(host)
    made = (await ann.get(voice.SAMPLES.url(communityId=room))).json["items"][0]
    voices.gate = asyncio.Event()
    assert (await build(ann, room)).status == 202
    path = voice.DELETE_SAMPLE.url(communityId=room, sampleId=made["id"])
    assert (await ann.delete(path)).status == 204
    voices.gate.set()
    failed = await ended(ann, room)
    assert (failed["status"], failed["sampleCount"]) == ("failed", 0)
    await until(lambda: kept_files(host) == set())


async def test_consent_is_one_bundle_with_a_digest(host: LocalHost, voices: ScriptedVoices) -> None:
    ann = await host.person()
    room = await ann.create("lounge", "Tea")
    path = voice.STATEMENT.url(communityId=room)
    asked = (await ann.get(path, params={"language": "en"})).json
    assert (await (await host.person()).get(path)).status == 403
    voices.hears = asked["text"].lower()
    made = await record(ann, room, CLEAN, statement=CLEAN)
    assert (await ann.get(voice.CONSENT.url(communityId=room))).status == 404
    ready = await built(ann, room)
    found = (await ann.get(voice.CONSENT.url(communityId=room))).json
    assert found["id"] == ready["consentId"]
    assert (found["personName"], found["communityName"]) == (ann.user["displayName"], "Tea")
    assert found["statement"] == asked["text"]
    assert found["statementCheck"]["verdict"] == "matches"
    assert len(found["sampleDigests"]) == 1
    stored = await host.server.database.read(lambda reader: consents.find(reader, found["id"]))
    assert stored is not None
    assert digest_of(stored) == found["digest"]
    listed = (await ann.get(voice.SAMPLES.url(communityId=room))).json["items"][0]
    assert (listed["id"], listed["statementCheck"]["verdict"]) == (made["id"], "matches")
    # Another name of the lounge changes nothing that was said; what is said from then on names it.
    await ann.patch(communities.EDIT.url(communityId=room), {"name": "Coffee"})
    assert (await ann.get(voice.CONSENT.url(communityId=room))).json == found
    voices.hears = "something else"
    other = await record(ann, room, CLEAN, statement=CLEAN)
    await built(ann, room)
    newer = (await ann.get(voice.CONSENT.url(communityId=room))).json
    assert (newer["communityName"], newer["statementCheck"]["verdict"]) == ("Coffee", "differs")
    assert newer["statementCheck"]["heard"] == "something else"
    assert len(newer["sampleDigests"]) == 2
    assert other["statementCheck"] is None
    ben = await host.person()
    assert (await ben.get(voice.CONSENT.url(communityId=room))).code == "not_a_member"
    await ben.join(room)
    assert (await ben.get(voice.CONSENT.url(communityId=room))).json["statementCheck"][
        "heard"
    ] is None


@pytest.mark.parametrize("by", ["creator", "admin", "deleting"])
async def test_withdrawing_takes_away_all_that_was_made(
    host: LocalHost, voices: ScriptedVoices, by: str
) -> None:
    ann, room = await studio_room(host, statement=CLEAN)
    await built(ann, room)
    voices.spoken = pcm(speech()[: 4 * RATE])
    heard = (await hear(ann, room)).json
    clip = (await ann.get(heard["url"])).body
    assert (await check(ann, room, clip)).json["madeHere"] is True
    gone: list[tuple[str, Sequence[str]]] = []
    host.server.on_voice_withdrawn.append(lambda tx, place, ids: gone.append((place, ids)))
    assert len(kept_files(host)) == 4
    if by == "deleting":
        assert (await ann.delete(communities.READ.url(communityId=room))).status == 204
    else:
        ben = await host.person()
        assert (await ben.delete(voice.WITHDRAW.url(communityId=room))).status == 403
        who = ann if by == "creator" else host.admin
        for _ in range(2):
            assert (await who.delete(voice.WITHDRAW.url(communityId=room))).status == 204
        assert (await state(ann, room))["status"] == "none"
        bundle = (await ann.get(voice.CONSENT.url(communityId=room))).json
        assert bundle["withdrawnAt"] is not None
        assert (await hear(ann, room)).code == "voice_not_ready"
        # Copies of what it said are still found out.
        assert (await check(ann, room, clip)).json["madeHere"] is True
    assert gone == [(room, [heard["url"].rpartition("/")[2]])], "a preview is on itself"
    assert (await ann.get(heard["url"])).status == 404
    await until(lambda: kept_files(host) == set())


async def test_a_reply_in_a_withdrawn_voice_keeps_its_text_alone(
    host: LocalHost, voices: ScriptedVoices
) -> None:
    ann, room = await studio_room(host)
    await ann.make_agent(room)
    await built(ann, room)
    ben = await host.person()
    chat = (await start(ben, room)).json
    assert (await hear_reply(ben, chat))[-1].event == "audio_ready"
    spoken = await newest(ben, chat)
    assert spoken["audio"]["spokenBy"]["voice"] == ann.user["displayName"]
    assert (await ben.get(spoken["audio"]["url"])).status == 200
    async with ben.live() as live:
        assert (await ann.delete(voice.WITHDRAW.url(communityId=room))).status == 204
        told = (await live.next("message.updated"))["data"]
    assert (told["id"], told["audio"], told["text"]) == (spoken["id"], None, spoken["text"])
    assert (await newest(ben, chat))["audio"] is None
    assert (await ben.get(spoken["audio"]["url"])).status == 404


async def test_a_club_takes_the_sound_from_replies_too(host: LocalHost) -> None:
    ann = await host.person()
    club = await ann.create("club")
    said = await ann.say(club, "Hello")
    audio = Audio(url="/api/media/x", duration_ms=1, mime_type="audio/ogg")
    await host.server.database.write(lambda tx: set_audio(tx, said["id"], audio))
    assert (await ann.one(club, said["id"]))["audio"]["durationMs"] == 1
    async with ann.live() as live:
        await host.server.database.write(
            lambda tx: [
                told(tx, club, [said["id"], "x"]) for told in host.server.on_voice_withdrawn
            ]
        )
        event = (await live.next("message.updated"))["data"]
    assert (event["text"], event["audio"]) == ("Hello", None)
    assert (await ann.one(club, said["id"]))["audio"] is None


async def test_what_is_spoken_while_consent_is_withdrawn_is_not_kept(
    host: LocalHost, voices: ScriptedVoices
) -> None:
    ann, room = await studio_room(host)
    ready = await built(ann, room)
    by = SpokenBy(engine="scripted", voice="Ann", consent_id=ready["consentId"])
    made = await make_clip(host.server.media.folder, voices.spoken, VOICE_RATE, by)
    await ann.delete(voice.WITHDRAW.url(communityId=room))

    def write(tx: Transaction) -> object:
        return keep_clip(
            tx,
            made,
            room="lounge",
            place_id=room,
            community_id=room,
            owner_id=ann.id,
            message_id="m",
            turn_id="t",
        )

    assert await host.server.database.write(write) is None


async def test_a_sound_is_checked_by_who_is_signed_in(
    host: LocalHost, voices: ScriptedVoices
) -> None:
    ann, room = await studio_room(host)
    ben = await host.person()
    await built(ann, room)
    voices.spoken = pcm(speech()[: 4 * RATE])
    clip = (await ann.get((await hear(ann, room)).json["url"])).body
    found = (await check(ben, room, clip)).json
    assert (found["madeHere"], found["turnId"]) == (True, None)
    assert found["createdAt"] is not None
    other = (await check(ben, room, coded(speech(voice="en-us+f2")[: 4 * RATE]))).json
    assert other == {"madeHere": False, "createdAt": None, "turnId": None}
    assert (await check(ben, room, b"no sound")).code == "not_audio"
    assert (await check(ben, room, b"")).code == "not_audio"
    assert (await check(host.stranger(), room, clip)).status == 401


async def test_previews_leave_the_disk_after_a_day(host: LocalHost, voices: ScriptedVoices) -> None:
    ann, room = await studio_room(host)
    await built(ann, room)
    heard = (await hear(ann, room)).json
    keeper: Keeper = studio_of(host.server).keeper
    await keeper.tidy()
    assert (await ann.get(heard["url"])).status == 200
    host.server.clock.advance(86_401)
    await keeper.tidy()
    assert (await host.sign_in(ann.user["username"])).token
    assert (await ann.get(heard["url"])).status == 404


async def test_engines_are_listed(host: LocalHost, voices: ScriptedVoices) -> None:
    voices.hears = ""
    found = (await host.admin.get(voice.ENGINES.url())).json
    assert [one["id"] for one in found["engines"]] == ["scripted"]
    assert found["recogniser"] == "scripted"
