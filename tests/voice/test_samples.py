"""Recordings: taken with consent, decoded and measured, heard and deleted by few."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import soundfile

from embedded_server.contracts import voice
from embedded_server.voice.service import samples as rules
from embedded_server.voice.studio import studio_of
from tests.kit.server import LocalHost
from tests.kit.waiting import until
from tests.voice.people import record, try_record
from tests.voice.sounds import RATE, coded, noise, silence, speech, tone

CLEAN = coded(speech()[: 4 * RATE])


def files(host: LocalHost) -> list[Path]:
    root = host.settings.data_dir / "voice"
    return sorted(path for path in root.rglob("*") if path.is_file())


async def test_what_breaks_its_reader_is_refused(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By real processes: what is no sound, and what takes too long."""
    ann = await host.person()
    room = await ann.create("lounge")
    none = await try_record(ann, room, CLEAN[:40])
    assert (none.status, none.code) == (400, "not_audio")
    monkeypatch.setattr(studio_of(host.server).keeper._examiner, "_seconds", 0.01)
    slow = await try_record(ann, room, CLEAN)
    assert slow.code == "not_audio"
    assert "time or memory" in slow.json["detail"]
    assert files(host) == []


async def test_a_recording_is_stored_as_flac_and_heard_by_creator_and_admin(
    host: LocalHost,
) -> None:
    ann, ben = await host.person(), await host.person()
    room = await ann.create("lounge")
    await ben.join(room)
    stereo = np.stack([speech()[: 4 * RATE]] * 2, axis=1)
    made = await record(ann, room, coded(stereo, "FLAC", "PCM_24"), statement=CLEAN)
    assert (made["durationMs"], made["sampleRate"], made["hasStatement"]) == (4000, RATE, True)
    assert made["quality"]["snrDb"] > 20
    listed = (await ann.get(voice.SAMPLES.url(communityId=room))).json["items"]
    assert [one["id"] for one in listed] == [made["id"]]
    for who in (ann, host.admin):
        heard = await who.get(made["url"])
        assert (heard.status, heard.headers["Content-Type"]) == (200, "audio/flac")
        samples, rate = soundfile.read(io.BytesIO(heard.body))
        assert (samples.shape, rate) == ((4 * RATE,), RATE)
    part = await ann.get(made["url"], headers={"Range": "bytes=0-3"})
    assert (part.status, part.body) == (206, b"fLaC")
    for who, status in ((ben, 403), (await host.person(), 403), (host.stranger(), 401)):
        for path in (made["url"], voice.SAMPLES.url(communityId=room)):
            assert (await who.get(path)).status == status
        assert (await who.delete(made["url"].removesuffix("/audio"))).status == status
    other = await ann.create("lounge")
    assert (await ann.get(made["url"].replace(room, other))).status == 404
    assert (await ann.get(f"/api/media/{made['id']}")).status == 404
    assert len(files(host)) == 2
    assert (await ann.delete(made["url"].removesuffix("/audio"))).status == 204
    assert (await ann.get(made["url"])).status == 404
    await until(lambda: files(host) == [])


@pytest.mark.usefixtures("examined_here")
async def test_only_a_lounges_creator_adds_recordings_and_with_consent(host: LocalHost) -> None:
    ann, ben = await host.person(), await host.person()
    room, club = await ann.create("lounge"), await ann.create("club")
    await ben.join(room)
    for who in (ben, host.admin):
        assert (await try_record(who, room, CLEAN)).code == "forbidden"
    assert (await try_record(ann, club, CLEAN)).code == "wrong_type"
    assert (await ann.get(voice.VOICE.url(communityId=club))).code == "wrong_type"
    for consent in (None, "false", "yes", ""):
        refused = await try_record(ann, room, CLEAN, consent=consent)
        assert (refused.status, refused.code) == (400, "consent_required"), consent
    assert (await try_record(ann, room, None, CLEAN)).code == "validation"
    as_json = await ann.post(voice.ADD_SAMPLE.url(communityId=room), {"consent": True})
    assert (as_json.status, as_json.code) == (415, "unsupported_media_type")
    assert (await ann.get(voice.SAMPLES.url(communityId=room))).json["items"] == []
    assert files(host) == []


@pytest.mark.usefixtures("examined_here")
async def test_each_reason_to_refuse_has_its_code_and_says_what_was_measured(
    host: LocalHost,
) -> None:
    ann = await host.person()
    room = await ann.create("lounge")
    said = speech()[: 4 * RATE]
    for audio, code, word in (
        (b"", "not_audio", "empty"),
        (b"<html>a page</html>", "not_audio", "WAV"),
        (CLEAN[:40], "not_audio", "damaged"),
        (coded(said[: 2 * RATE]), "too_short", "2.0 s"),
        (coded(silence(60.001), rate=8_000), "too_long", "120 s"),
        (coded(silence(4)), "too_quiet", "nothing to be heard"),
        (coded(said * 0.005), "too_quiet", "dB"),
        (coded(np.clip(said * 30, -1, 1)), "clipped", "%"),
        (coded(noise(4)), "too_noisy", "dB"),
    ):
        refused = await try_record(ann, room, audio)
        assert (refused.status, refused.code) == (400, code), refused.json
        assert word in refused.json["detail"]
    silent = await try_record(ann, room, CLEAN, coded(silence(2)))
    assert (silent.code, silent.json["errors"][0]["field"]) == ("too_quiet", "statement")
    none = await try_record(ann, room, CLEAN, b"nothing")
    assert (none.code, none.json["errors"][0]["field"]) == ("not_audio", "statement")
    large = await try_record(ann, room, bytes(voice.MAX_SAMPLE_BYTES + 1))
    assert (large.status, large.code) == (413, "too_large")
    assert files(host) == []


@pytest.mark.usefixtures("examined_here")
async def test_a_repeat_adds_nothing(host: LocalHost, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = await host.person()
    room = await ann.create("lounge")
    steady = coded(tone(3))
    first = await try_record(ann, room, steady, key="k")
    again = await try_record(ann, room, steady, key="k")
    assert (first.status, again.status, again.json) == (201, 200, first.json)
    other = await try_record(ann, room, CLEAN, clientId="k")
    assert (other.status, other.code) == (409, "idempotency_conflict")
    assert len(files(host)) == 1
    monkeypatch.setattr(rules, "MAX_SAMPLES", 1)
    full = await try_record(ann, room, CLEAN)
    assert (full.status, full.code) == (400, "not_available")
    assert [path.name for path in files(host)] == [first.json["id"]]


@pytest.mark.usefixtures("examined_here")
async def test_what_a_crash_left_is_cleared_up(host: LocalHost) -> None:
    ann = await host.person()
    room = await ann.create("lounge")
    made = await record(ann, room, CLEAN)
    folder = studio_of(host.server).keeper.folder
    orphan = folder.path(room)  # an id, older than the next start, without a row
    orphan.parent.mkdir(parents=True, exist_ok=True)
    orphan.write_bytes(b"left")
    await host.restart()
    await until(lambda: [path.name for path in files(host)] == [made["id"]])
