"""What the studio judges by: rooms, prompts, and recordings that outlive a crash."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from embedded_server.contracts.quality import measure
from spaces_desktop.lounge.studio.noise import Sound, judge
from spaces_desktop.lounge.studio.prompts import LANGUAGES, Reading, language_of, script
from spaces_desktop.lounge.studio.takes import Takes
from spaces_desktop.lounge.studio.verdicts import of_room, of_take, while_recording
from tests.kit import studio as voices
from tests.kit.studio import RATE, hum, silence, speech, street


@pytest.mark.parametrize(
    ("heard", "sound", "is_fit"),
    [
        (silence(2, 0.0), Sound.NOTHING, False),
        (silence(2), Sound.QUIET, True),
        (hum(2, 0.003), Sound.HUM, True),
        (hum(2, 0.05), Sound.HUM, False),
        (hum(2, 0.05, mains=60.0), Sound.HUM, False),
        (silence(2, 0.004), Sound.FAN, True),
        (silence(2, 0.03), Sound.FAN, False),
        (street(2, 0.03), Sound.STREET, False),
    ],
    ids=["zeros", "quiet", "hum", "loud-hum", "hum-60", "fan", "loud-fan", "street"],
)
def test_a_room_is_known_by_its_noise(heard: Any, sound: Sound, is_fit: bool) -> None:
    room = judge(heard, RATE)
    assert (room.sound, room.is_fit) == (sound, is_fit)
    verdict = of_room(room)
    assert verdict.title
    assert verdict.tone == ("good" if sound is Sound.QUIET else "fair" if is_fit else "bad")


@pytest.mark.parametrize(
    ("sound", "tone", "title"),
    [
        (speech(8), "good", "Sounds good"),
        (speech(8, loud=0.004, noise=0.0001), "bad", "Too quiet"),
        (speech(8, loud=4.0), "bad", "Too loud: it is distorted"),
    ],
    ids=["clean", "quiet", "clipped"],
)
def test_who_speaks_is_told_in_words_what_to_do(sound: Any, tone: str, title: str) -> None:
    verdict = while_recording(measure(sound, RATE))
    assert (verdict.tone, verdict.title) == (tone, title)
    assert bool(verdict.text) == (tone != "good")


def test_a_beginning_is_not_complained_about() -> None:
    assert while_recording(None).tone == "listening"
    assert while_recording(measure(speech(1.0), RATE)).tone == "listening"
    assert while_recording(measure(speech(2.5), RATE)).tone == "good"
    assert of_take(measure(speech(3.5), RATE)).title == "Usable, but short"


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_enough_to_read(language: str) -> None:
    found = script(language)
    texts = [one.text for one in found.prompts]
    assert len(texts) >= 20
    assert len(set(texts)) == len(texts)
    assert not set(found.previews) & set(texts)
    assert all(10 <= len(text) <= 120 for text in texts)
    assert len({one.group for one in found.prompts}) >= 4


def test_the_english_sentences_hold_every_letter_and_the_chinese_ones_many_characters() -> None:
    english = "".join(one.text for one in script("en").prompts).lower()
    assert set("abcdefghijklmnopqrstuvwxyz") <= set(english)
    chinese = {char for one in script("zh").prompts for char in one.text}
    assert len(chinese) > 200


def test_another_language_is_read_in_english() -> None:
    assert (language_of("zh_CN"), language_of("zh-Hans"), language_of("de_DE")) == (
        "zh",
        "zh",
        "en",
    )


def test_what_was_read_is_not_offered_again_before_all_were() -> None:
    reading = Reading("en")
    seen = set()
    for _ in range(reading.count):
        assert reading.current.text not in reading.done
        seen.add(reading.current.text)
        reading.read()
    assert len(seen) == reading.count == len(reading.done)
    again = Reading("en", sorted(seen)[:3])
    assert again.current.text not in sorted(seen)[:3]


def test_another_order_begins_with_another_sentence_and_loses_none() -> None:
    for seed in range(30):
        reading = Reading("en")
        before = reading.current
        reading.shuffle(random.Random(seed))
        assert reading.current != before
        assert {reading.current} | {_next(reading) for _ in range(19)} == set(script("en").prompts)


def _next(reading: Reading) -> Any:
    reading.skip()
    return reading.current


def test_a_take_is_there_again_after_a_restart(tmp_path: Path) -> None:
    takes = Takes(tmp_path / "voice")
    sound = voices.speech(3.5)
    first = takes.save(sound, "sample", 2.4, "A sentence.")
    takes.keep(first)
    second = takes.save(sound, "statement", 2.4, "I am Ada.")
    found = Takes(tmp_path / "voice").all()
    assert [(one.kind, one.words, one.is_kept) for one in found] == [
        ("sample", "A sentence.", True),
        ("statement", "I am Ada.", False),
    ]
    assert found[0].seconds == pytest.approx(3.5)
    takes.discard(second)
    assert [one.id for one in takes.all()] == [first.id]


def test_what_a_crash_left_half_written_is_no_take_and_harms_none(tmp_path: Path) -> None:
    takes = Takes(tmp_path)
    kept = takes.keep(takes.save(voices.speech(3.2), "sample", 2.0, ""))
    (tmp_path / "0000000000001-a.flac").write_bytes(b"fLaC")
    (tmp_path / "0000000000002-b.json").write_text("{")
    (tmp_path / "0000000000003-c.json").write_text('{"kind": "song"}')
    assert [one.id for one in takes.all()] == [kept.id]


def test_without_a_folder_takes_last_as_long_as_the_studio() -> None:
    takes = Takes(None)
    assert takes.all() == []
    made = takes.save(voices.speech(3.2), "sample", 2.0, "")
    assert made.path.exists()
    takes.clear()
    assert not made.path.exists()
