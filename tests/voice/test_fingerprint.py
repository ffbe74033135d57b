"""A clip is known again after re-encoding, trimming and other levels, and nothing else is."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import soundfile
import soxr

from embedded_server.contracts.voice import SpokenBy
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.media.folder import MediaFolder
from embedded_server.voice.clip_files import MadeClip, make_clip
from embedded_server.voice.fingerprint import Prints, take_prints
from embedded_server.voice.service.clips import check, keep_clip
from tests.kit.server import LocalHost
from tests.voice.sounds import RATE, Samples, coded, noise, pcm, speech

OTHER_TEXTS = (
    "The tea is best when the water is just below boiling, and the cup is warm.",
    "Good evening to you all. The lounge opens again tomorrow, and there will be cake.",
)
BY = SpokenBy(engine="imprint", voice="Ann", consent_id=None)


def decoded(raw: bytes) -> tuple[Samples, int]:
    samples, rate = soundfile.read(io.BytesIO(raw), dtype="float32")
    return samples, int(rate)


def changed(heard: Samples) -> dict[str, tuple[Samples, int]]:
    """What may have happened to a clip at 16 kHz, by name."""
    telephone = coded(soxr.resample(heard, RATE, 8_000), "WAV", "ULAW", 8_000)
    opus = coded(soxr.resample(heard, RATE, 48_000), "OGG", "OPUS", 48_000)
    three = slice(RATE + 77, 4 * RATE + 77)
    hiss = noise(len(heard) / RATE, float(np.sqrt((heard**2).mean())) * 0.1)
    return {
        "as it is": (heard, RATE),
        "opus": decoded(opus),
        "opus, 3 s": (decoded(opus)[0][48_100 : 4 * 48_000], 48_000),
        "mp3": decoded(coded(heard, "MP3", "MPEG_LAYER_III")),
        "telephone, 3 s": (decoded(telephone)[0][9_000:33_000], 8_000),
        "quiet, 3 s": (heard[three] * 0.02, RATE),
        "hissing": (heard + hiss[: len(heard)], RATE),
        "in the middle of something": (np.concatenate([noise(2), heard, noise(1)]), RATE),
    }


async def keep(host: LocalHost, community_id: str, samples: Samples) -> MadeClip:
    made = await make_clip(host.server.media.folder, pcm(samples), RATE, BY)

    def write(tx: Transaction) -> None:
        kept = keep_clip(
            tx,
            made,
            room="voice",
            place_id=community_id,
            community_id=community_id,
            owner_id=host.admin.id,
            message_id=made.id,
            turn_id=None,
        )
        assert kept is not None

    await host.server.database.write(write)
    return made


async def test_a_clip_is_known_again_and_nothing_else_is(host: LocalHost) -> None:
    tea, other = await host.admin.create("lounge"), await host.admin.create("lounge")
    made = await keep(host, tea, speech())
    heard, rate = soundfile.read(host.server.media.folder.path(made.id), dtype="float32")
    database = host.server.database

    async def is_known(sound: tuple[Samples, int], place: str = tea) -> bool:
        prints = take_prints(*sound)
        return (await database.read(lambda reader: check(reader, place, prints))).made_here

    for name, sound in changed(heard).items():
        assert rate == RATE
        assert await is_known(sound), name
        assert not await is_known(sound, other), name
    others = {
        "other text": speech(OTHER_TEXTS[0]),
        "begins alike": speech(OTHER_TEXTS[1]),
        "other voice": speech(voice="en-us+f2"),
        "slower": speech(speed=160),
        "noise": noise(4),
        "silence": np.zeros(4 * RATE, np.float32),
        "a moment of it": heard[: RATE // 2],
        "nothing": heard[:0],
    }
    for name, samples in others.items():
        assert not await is_known((samples, RATE)), name


async def test_a_clip_says_in_its_file_who_spoke(tmp_path: Path) -> None:
    folder = MediaFolder(tmp_path)
    by = SpokenBy(engine="imprint", voice="Ann", consent_id="c1")
    made = await make_clip(folder, pcm(speech()[: 2 * RATE]), 22_050, by)
    raw = folder.path(made.id).read_bytes()
    assert made.duration_ms == round(2 * RATE * 1000 / 22_050)
    assert (len(raw), raw[:4]) == (made.size_bytes, b"OggS")
    with soundfile.SoundFile(io.BytesIO(raw)) as file:
        assert (file.subtype, file.channels, file.samplerate) == ("OPUS", 1, 24_000)
        assert file.title == "AI voice"
        assert file.comment == "AI voice: engine imprint, voice Ann, consent c1"


def test_prints_of_nothing_are_none() -> None:
    assert take_prints(np.zeros(10, np.float32), RATE).count == 0
    silent = take_prints(np.zeros(RATE, np.float32), RATE)
    assert (silent.indexed(), silent.sought(10)) == ([], {})
    assert Prints(b"", b"", b"").sought(10) == {}
