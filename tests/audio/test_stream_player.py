"""A reply is heard while it still arrives: at the real loudspeaker, and at a made-up one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import numpy as np
import pytest

from spaces_desktop.audio.arriving import ArrivingSound
from spaces_desktop.audio.output import MOST_FRAMES
from spaces_desktop.audio.samples import RATE, to_pcm16
from spaces_desktop.audio.stream_player import StreamPlayer
from spaces_desktop.audio.troubles import AudioTrouble
from spaces_desktop.widgets.player import Player, PlayerState
from tests.kit.audio import FakePlayer, tone
from tests.kit.desktop import run, tasks, until
from tests.kit.virtual_audio import VirtualAudio, find, found_share, words


def scene(act: Callable[[FakePlayer], Awaitable[None]], rate: int = RATE) -> None:
    async def doing() -> None:
        spawner = tasks()
        made = FakePlayer(rate, spawner)
        try:
            await act(made)
        finally:
            await made.player.close()
            await spawner.close()

    run(doing())


async def start(made: FakePlayer) -> None:
    made.player.play()
    await until(lambda: made.player.state is PlayerState.PLAYING)


def test_it_is_heard_at_the_loudspeaker_while_it_arrives(virtual_audio: VirtualAudio) -> None:
    said = words(1.2, seed=5)
    pcm = to_pcm16(said)

    async def act() -> None:
        spawner = tasks()
        player = StreamPlayer(RATE, spawner)
        as_widgets_see_it: Player = player
        ends: list[int] = []
        player.ended.connect(lambda: ends.append(player.position_ms))
        heard = await virtual_audio.listen()
        player.play()
        player.feed(pcm[:40_000])
        await until(lambda: player.position_ms > 50)
        player.feed(pcm[40_000:77_777])
        player.feed(pcm[77_777:])
        player.end()
        await until(lambda: ends)
        await heard.more(0.3)
        assert found_share(said, heard.samples) >= 0.8
        assert as_widgets_see_it.position_ms == player.duration_ms == 1200
        assert player.heard_seconds == pytest.approx(1.2)
        assert player.starvations == 0
        await player.close()
        await spawner.close()

    run(act())


def test_what_is_stopped_is_silent_at_once(virtual_audio: VirtualAudio) -> None:
    said = words(4.0, seed=6)

    async def act() -> None:
        spawner = tasks()
        player = StreamPlayer(RATE, spawner)
        heard = await virtual_audio.listen()
        player.feed(to_pcm16(said))
        player.play()
        await until(lambda: player.position_ms > 500)
        player.stop()
        given = round(player.heard_seconds * RATE)
        assert player.position_ms == 0
        await until(lambda: "sound" not in spawner.names)
        await heard.more(0.5)
        loud = np.flatnonzero(np.abs(heard.samples) > 0.01)
        assert loud[-1] - loud[0] < given + 0.05 * RATE, "what the device held was dropped"
        assert found_share(said[: RATE // 2], heard.samples) >= 0.6
        await player.close()
        await spawner.close()

    run(act())


def test_it_begins_when_some_of_it_is_there_and_waits_for_what_is_late() -> None:
    said = tone(1.0)
    pcm = to_pcm16(said)

    async def act(made: FakePlayer) -> None:
        player = made.player
        starving: list[bool] = []
        player.starved_changed.connect(starving.append)
        await start(made)
        player.feed(pcm[: 2 * 2400])
        assert not made.output.play(0.05).any(), "50 ms are too few to begin with"
        await until(lambda: starving == [True])
        player.feed(pcm[2 * 2400 : 2 * 9600])
        first = made.output.play(0.1)
        assert np.allclose(first, said[: len(first)], atol=1e-3)
        await until(lambda: starving == [True, False])
        late = made.output.play(0.3)
        assert player.position_ms <= 200
        await until(lambda: player.starved)
        player.feed(pcm[2 * 9600 :])
        player.end()
        rest = made.output.play(1.0)
        assert player.starvations == 1
        whole = np.concatenate([first, late[np.abs(late) > 0], rest])
        assert find(said, whole)[1] >= 0.98, "the gap cut nothing off"
        await until(lambda: player.state is PlayerState.PAUSED)
        assert not player.starved
        assert player.heard_seconds == pytest.approx(1.0, abs=1e-3)

    scene(act)


def test_pieces_may_end_in_the_middle_of_a_sample_and_come_at_any_rate() -> None:
    at = np.arange(16_000) / 16_000
    wave = np.asarray(0.4 * np.sin(2 * np.pi * 440 * at), np.float32)
    pcm = to_pcm16(wave)

    async def act(made: FakePlayer) -> None:
        player = made.player
        for first in range(0, len(pcm), 333):
            player.feed(pcm[first : first + 333])
        player.end()
        assert player.duration_ms == 1000
        assert len(player.peaks) == 20
        assert 0.35 < max(player.peaks) < 0.45
        await start(made)
        heard = made.output.play(1.0)
        expected = 0.4 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)
        assert np.abs(heard - expected)[500:-500].max() < 0.002

    scene(act, rate=16_000)


def test_seeking_speed_and_playing_again() -> None:
    async def act(made: FakePlayer) -> None:
        player = made.player
        player.feed(to_pcm16(tone(2.0)))
        player.end()
        player.seek(1500)
        player.set_speed(2.0)
        await start(made)
        assert player.position_ms == 1500
        made.output.play(0.1)
        assert abs(player.position_ms - 1700) < 3
        made.output.play(0.3)
        await until(lambda: player.state is PlayerState.PAUSED)
        assert player.position_ms == 2000
        await start(made)
        assert player.position_ms == 0
        made.output.play(0.1)
        assert abs(player.position_ms - 200) < 3

    scene(act)


def test_a_loudspeaker_that_is_lost_is_told_and_played_to_again() -> None:
    async def act(made: FakePlayer) -> None:
        player = made.player
        player.feed(to_pcm16(tone(2.0)))
        await start(made)
        made.output.play(0.5)
        made.output.is_alive = False
        await until(lambda: player.state is PlayerState.FAILED)
        assert "loudspeaker" in player.trouble
        made.output.refusal = AudioTrouble.DEVICE_BUSY
        player.play()
        await until(lambda: "Another program" in player.trouble)
        made.output.refusal = None
        await start(made)
        assert abs(player.position_ms - 500) < 3, "from where it was"

    scene(act)


def test_what_grows_while_it_is_read_keeps_every_sample() -> None:
    """More than the first room for it, at speeds that need samples beyond the edge."""
    said = words(11.0, seed=7)
    sound = ArrivingSound(RATE, MOST_FRAMES)
    pcm = to_pcm16(said)
    out = np.zeros((480, 1), np.float32)
    heard = []
    for first in range(0, len(pcm), 9600):
        sound.feed(pcm[first : first + 9600])
        for _ in range(8):
            sound.fill(out, 1.25)
            if not sound.is_starved:
                heard.append(out.copy())
    sound.end()
    while not sound.is_over:
        sound.fill(out, 1.25)
        heard.append(out.copy())
    whole = np.concatenate(heard)[:, 0]
    places = np.arange(int(len(said) / 1.25) - 2) * 1.25
    floors = places.astype(int)
    parts = places - floors
    expected = said[floors] * (1 - parts) + said[floors + 1] * parts
    assert np.abs(whole[: len(expected)] - expected).max() < 1e-3
    assert sound.heard_frames == len(said)


def test_closing_in_the_middle_lets_the_loudspeaker_go() -> None:
    async def act(made: FakePlayer) -> None:
        made.player.feed(to_pcm16(tone(2.0)))
        await start(made)
        output = made.output
        assert output.is_running
        await made.player.close()
        await asyncio.sleep(0)
        assert not output.is_running

    scene(act)
