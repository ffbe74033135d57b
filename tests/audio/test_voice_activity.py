"""Who speaks is heard to begin and to end; noise, clicks and pauses for breath are neither."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from spaces_desktop.audio.levels import CLIP_SECONDS, LevelMeter, share_of
from spaces_desktop.audio.samples import RATE
from spaces_desktop.audio.voice_activity import HANG_SECONDS, Change, VoiceActivity
from tests.kit.audio import tone

Samples = npt.NDArray[np.float32]


def noise(seconds: float, loudness: float = 0.002) -> Samples:
    rng = np.random.default_rng(3)
    return np.asarray(loudness * rng.standard_normal(round(seconds * RATE)), np.float32)


def quiet(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.float32)


def changes(*parts: Samples, block: int = 480, over_noise_db: float = 8.0) -> list[Change]:
    activity = VoiceActivity(over_noise_db=over_noise_db)
    whole = np.concatenate(parts)
    found = []
    for first in range(0, len(whole), block):
        found += activity.feed(whole[first : first + block])
    return found


@pytest.mark.parametrize("block", [137, 480, 960, 48_000])
@pytest.mark.parametrize("around", [noise, quiet])
def test_speech_is_heard_to_begin_and_end(block: int, around: object) -> None:
    room = around(1.0)  # type: ignore[operator]  # one of the two above
    spoken = tone(1.0)
    begin, end = changes(room, spoken + room, room, block=block)
    assert begin.is_speaking
    assert not end.is_speaking
    assert abs(begin.at_frame - RATE) < 0.12 * RATE
    assert abs(end.at_frame - (2 + HANG_SECONDS) * RATE) < 0.15 * RATE


def test_a_pause_for_breath_is_no_end() -> None:
    found = changes(noise(0.5), tone(0.6), noise(0.25), tone(0.6), noise(1.0))
    assert [one.is_speaking for one in found] == [True, False]


def test_noise_clicks_and_silence_are_nobody() -> None:
    click = quiet(0.5)
    click[1000:1400] = 0.8
    for parts in ((noise(3.0),), (noise(3.0, 0.05),), (quiet(2.0),), (click, click)):
        assert changes(*parts) == []


def test_one_has_to_be_louder_than_the_room_by_what_is_asked() -> None:
    hum = noise(1.0, 0.02)
    spoken = tone(0.6, loudness=0.1) + noise(0.6, 0.02)
    assert changes(hum, spoken, hum, over_noise_db=6.0)
    assert changes(hum, spoken, hum, over_noise_db=20.0) == []


def test_how_long_somebody_spoke_is_counted() -> None:
    activity = VoiceActivity()
    activity.feed(np.concatenate([noise(0.5), tone(1.0), noise(1.0)]))
    assert activity.speech_seconds == pytest.approx(1.0 + HANG_SECONDS, abs=0.15)
    assert not activity.is_speaking


# The meter


def test_a_meter_is_quick_to_rise_and_slow_to_fall() -> None:
    meter = LevelMeter()
    loud = tone(0.05, loudness=0.5)
    meter.feed(loud)
    risen = meter.loudness
    assert risen > 0.6
    assert meter.peak == pytest.approx(share_of(0.5), abs=0.05)
    meter.feed(quiet(0.05))
    assert 0.4 < meter.loudness < risen
    for _ in range(400):
        meter.feed(quiet(0.02))
    assert meter.loudness == 0
    assert meter.peak == 0


def test_clipping_is_held_for_a_while() -> None:
    meter = LevelMeter()
    meter.feed(np.full(480, 0.9, np.float32))
    assert not meter.is_clipped
    shown = []
    for samples in (
        np.full(480, -1.0, np.float32),
        quiet(CLIP_SECONDS * 0.9),
        quiet(CLIP_SECONDS * 0.2),
    ):
        meter.feed(samples)
        shown.append(meter.is_clipped)
    assert shown == [True, True, False]


def test_a_meter_does_not_go_by_the_size_of_blocks() -> None:
    one, many = LevelMeter(), LevelMeter()
    steady = np.full(4800, 0.25, np.float32)
    one.feed(steady)
    for first in range(0, 4800, 240):
        many.feed(steady[first : first + 240])
    assert one.loudness == pytest.approx(many.loudness, abs=0.01)
    assert share_of(1.0) == 1.0
    assert share_of(0.0) == 0.0
    assert share_of(0.001) == pytest.approx(0.0)
