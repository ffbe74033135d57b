"""What is recorded: kept whole, measured as it grows, cut without loss, and found after a crash."""

from __future__ import annotations

import asyncio
import io
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from spaces_desktop.audio.recording import PEAKS_PER_SECOND, Recording
from spaces_desktop.audio.recordings import Recordings
from spaces_desktop.audio.ring import Ring
from spaces_desktop.audio.samples import RATE, ToMono48k, from_pcm16, to_pcm16
from tests.kit.audio import tone
from tests.kit.desktop import run, until
from tests.kit.virtual_audio import words


def test_blocks_of_any_size_become_one_recording_with_its_peaks() -> None:
    said = words(9.0)
    recording = Recording()
    grown: list[int] = []
    recording.changed.connect(lambda: grown.append(recording.frames))
    at = 0
    for size in (1, 480, 959, 100_000, 7, 200_000, RATE * 9):
        recording.append(said[at : at + size])
        at += size
    assert np.array_equal(recording.samples(), said)
    assert grown[0] == 1
    assert recording.seconds == 9.0
    expected = np.abs(said).reshape(-1, RATE // PEAKS_PER_SECOND).max(axis=1)
    assert recording.peaks == pytest.approx(expected.tolist())


def test_it_grows_in_steady_time() -> None:
    """Ten minutes in blocks of 10 ms: nothing that was recorded is copied again."""
    recording = Recording(most_seconds=600)
    block = np.zeros(480, np.float32)
    for _ in range(20_000):
        recording.append(block)
    started = time.process_time()
    for _ in range(1000):
        recording.append(block)
    late = time.process_time() - started
    assert recording.frames == 21_000 * 480
    assert late < 0.2, "10 s of sound"


def test_what_does_not_fit_is_not_taken() -> None:
    recording = Recording(most_seconds=0.5)
    assert recording.append(tone(0.4)) == 19_200
    assert recording.append(tone(0.4)) == 4_800
    assert recording.is_full
    assert recording.append(tone(0.4)) == 0
    assert recording.seconds == 0.5


@settings(max_examples=25, deadline=None)
@given(first=st.integers(-10, 12_000), last=st.integers(-10, 12_000))
def test_a_trim_gives_what_is_between_and_can_be_undone(first: int, last: int) -> None:
    recording = Recording()
    said = np.linspace(0, 1, 10 * RATE, dtype=np.float32)
    recording.append(said)
    recording.trim(first, last)
    begin = max(0, min(len(said), first * RATE // 1000))
    end = max(begin, min(len(said), last * RATE // 1000))
    assert np.array_equal(recording.samples(), said[begin:end])
    assert recording.seconds == (end - begin) / RATE
    recording.untrim()
    assert np.array_equal(recording.samples(), said)


def test_going_on_after_a_trim_keeps_its_beginning() -> None:
    recording = Recording()
    recording.append(tone(1.0))
    recording.trim(200, 800)
    recording.append(tone(0.5))
    assert recording.trimmed == (200, 1500)


def test_files_hold_the_same_samples() -> None:
    recording = Recording()
    recording.append(words(0.5))
    recording.append(np.array([1.5, -1.5, 1.0], np.float32))

    async def act() -> bytes:
        return await recording.as_flac()

    flac, rate = soundfile.read(io.BytesIO(run(act())), dtype="int16")
    wav, same = soundfile.read(io.BytesIO(recording.as_wav()), dtype="int16")
    assert rate == same == RATE
    assert np.array_equal(flac, wav)
    assert np.array_equal(flac, np.frombuffer(to_pcm16(recording.samples()), "<i2"))
    assert flac[-3:].tolist() == [32_767, -32_767, 32_767]


# On the disk


def test_a_crash_loses_nothing_that_was_recorded(tmp_path: Path) -> None:
    said = words(1.0)
    before = Recordings(tmp_path / "kept", "s1/ada")
    recording = before.begin("studio/prompt 3")
    for first in range(0, len(said), 480):
        recording.append(said[first : first + 480])
    assert before.left_over() == [], "it grows still"
    before.close()
    recording.leave()  # as if this program were no more

    async def act() -> None:
        after = Recordings(tmp_path / "kept", "s1/ada")
        assert Recordings(tmp_path / "kept", "s1/ben").left_over() == []
        assert after.left_over("chat/") == []
        (left,) = after.left_over("studio/")
        assert (left.about, left.seconds) == ("studio/prompt 3", 1.0)
        assert time.time() - left.started_at < 600
        again = await after.restore(left)
        assert np.abs(again.samples() - said).max() < 1e-4
        assert after.left_over() == [], "it is in somebody's hands again"
        again.append(said[:4800])
        again.leave()
        await until(lambda: after.left_over() and after.left_over()[0].seconds == 1.1)
        again = await after.restore(after.left_over()[0])
        again.keep()
        await until(lambda: not list((tmp_path / "kept").iterdir()))
        assert again.seconds == 1.1, "it can still be read"
        after.close()

    run(act())


def test_dropped_recordings_go_and_foreign_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "other.recording").write_bytes(b"not ours\n\x00\x00")
    (tmp_path / "empty.recording").write_bytes(b"")

    async def act() -> None:
        recordings = Recordings(tmp_path, "s1/ada")
        recording = recordings.begin("talk")
        recording.append(tone(0.1))
        recording.drop()
        assert (recording.frames, list(recording.peaks)) == (0, [])
        left = recordings.begin("talk")
        left.append(tone(0.1))
        left.leave()
        await until(lambda: recordings.left_over())
        recordings.drop(recordings.left_over()[0])
        await until(lambda: not recordings.left_over())
        recordings.close()

    run(act())
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["empty.recording", "other.recording"]


def test_a_full_disk_ends_the_keeping_and_not_the_recording(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    recordings = Recordings(tmp_path / "file" / "below", "s1/ada")
    recording = recordings.begin("talk")
    for _ in range(3):
        recording.append(tone(0.1))
    recordings.close()
    assert recording.seconds == pytest.approx(0.3)
    assert recordings.left_over() == []


def test_without_a_folder_nothing_is_kept() -> None:
    recordings = Recordings(None, "s1/ada")
    recording = recordings.begin("talk")
    assert recording.append(tone(0.1)) == 4800
    recording.keep()
    assert recordings.left_over() == []


# Between the device and here


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 130), st.integers(0, 3)), max_size=40))
def test_a_ring_gives_what_came_in_order_and_counts_what_did_not_fit(
    steps: list[tuple[int, int]],
) -> None:
    ring = Ring(100, 2)
    came, read, held = 0, [], 0
    for size, reads in steps:
        block = np.arange(came, came + size, dtype=np.float32)
        came += size
        ring.write(np.column_stack([block, -block]))
        held = min(100, held + size)
        for _ in range(reads):
            read.append(ring.read())
            held = 0
    read.append(ring.read())
    whole = np.concatenate(read)
    assert len(whole) + ring.lost == came
    assert np.array_equal(whole[:, 0], -whole[:, 1])
    assert (np.diff(whole[:, 0]) > 0).all()


def test_a_reader_and_a_writer_on_two_threads_lose_nothing() -> None:
    ring = Ring(4096, 1)
    total = 200_000
    blocks = np.arange(total, dtype=np.float32).reshape(-1, 200, 1)

    def write() -> None:
        for block in blocks:
            while ring._size - (ring._written - ring._read) < 200:
                pass
            ring.write(block)

    async def act() -> None:
        writing = asyncio.get_running_loop().run_in_executor(None, write)
        read = [ring.read()]
        count = 0
        while count < total:
            read.append(ring.read())
            count += len(read[-1])
            await asyncio.sleep(0)
        await writing
        assert np.array_equal(np.concatenate(read)[:, 0], np.arange(total))
        assert ring.lost == 0

    run(act())


@pytest.mark.parametrize("rate", [8000, 16_000, 44_100, 96_000])
def test_resampling_in_pieces_keeps_the_length(rate: int) -> None:
    convert = ToMono48k(rate, 1)
    at = np.arange(rate) / rate
    wave = np.asarray(0.5 * np.sin(2 * np.pi * 300 * at), np.float32).reshape(-1, 1)
    pieces = [convert.convert(wave[first : first + 441]) for first in range(0, rate, 441)]
    whole = np.concatenate([*pieces, convert.rest()])
    assert abs(len(whole) - RATE) <= 1
    expected = 0.5 * np.sin(2 * np.pi * 300 * np.arange(len(whole)) / RATE)
    assert np.abs(whole - expected)[2000:-2000].max() < 0.002


def test_pcm_comes_back_as_it_was() -> None:
    pcm = np.array([-32_767, -1, 0, 1, 32_767], "<i2").tobytes()
    assert to_pcm16(from_pcm16(pcm + b"\x01")) == pcm
