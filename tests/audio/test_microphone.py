"""The real recorder at a real microphone, into which the test speaks; and all that can go wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import numpy as np
import pytest

from spaces_desktop.audio import capture as capturing
from spaces_desktop.audio.capture import PortAudioCapture
from spaces_desktop.audio.devices import Devices
from spaces_desktop.audio.microphone import Microphone, MicrophoneState
from spaces_desktop.audio.recording import Recording
from spaces_desktop.audio.samples import RATE
from spaces_desktop.audio.troubles import AudioTrouble
from tests.audio.without_portaudio import take_portaudio_away
from tests.kit.audio import HEADSET, FakeCapture, fake_devices, show_devices, tone
from tests.kit.desktop import run, tasks, until
from tests.kit.virtual_audio import MICROPHONE, VirtualAudio, find, words


class Studio:
    """A microphone whose blocks go into a recording."""

    def __init__(
        self, devices: Devices | None = None, make: Callable[[], capturing.Capture] | None = None
    ) -> None:
        self.tasks = tasks()
        self.devices = devices or Devices()
        self.microphone = Microphone(self.tasks, self.devices, make or PortAudioCapture)
        self.recording = Recording()
        self.failures: list[AudioTrouble] = []
        self.levels: list[float] = []
        self.microphone.block.connect(self.recording.append)
        self.microphone.failed.connect(self.failures.append)
        self.microphone.level.connect(self.levels.append)

    async def start(self, device: str | None = None) -> None:
        self.microphone.start(device)
        assert self.microphone.state is MicrophoneState.OPENING
        before = self.recording.frames
        await until(lambda: self.recording.frames > before, "the first block")

    async def more(self, seconds: float) -> None:
        goal = self.recording.frames + seconds * RATE
        await until(lambda: self.recording.frames >= goal)

    async def close(self) -> None:
        await self.microphone.close()
        await self.tasks.close()
        self.devices.close()


def scene(act: Callable[[Studio], object], studio: Callable[[], Studio] = Studio) -> None:
    async def doing() -> None:
        made = studio()
        try:
            await act(made)  # type: ignore[misc]  # an async function
        finally:
            await made.close()

    run(doing())


def test_what_is_said_is_recorded_sample_for_sample(virtual_audio: VirtualAudio) -> None:
    said = words(1.0)

    async def record(studio: Studio) -> bool:
        """Whether the machine had time for all of it; what it had none for is told."""
        await studio.start()
        await studio.more(0.1)
        virtual_audio.speak(said)
        await studio.more(1.8)
        studio.microphone.stop()
        assert studio.microphone.state is MicrophoneState.OFF
        return studio.microphone.lost == 0

    async def act(studio: Studio) -> None:
        if not await record(studio):
            studio.recording.drop()
            await record(studio)
        whole = studio.recording.samples()
        at, likeness = find(said, whole)
        assert likeness >= 0.99
        assert find(said[-4800:], whole)[0] - at == len(said) - 4800, "none lost, none doubled"
        assert len(whole) == studio.recording.frames
        assert len(whole) % (RATE // 100) == 0
        assert 0.5 < max(studio.levels) <= 1
        assert studio.levels[-1] == 0
        assert studio.failures == []

    scene(act)


def test_other_rates_and_channels_become_ours(
    virtual_audio: VirtualAudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = words(1.0, seed=2)

    class Odd(PortAudioCapture):
        rates = (44_100,)

    async def act(studio: Studio) -> None:
        await studio.start(MICROPHONE)
        await studio.more(0.1)
        virtual_audio.speak(said)
        await studio.more(1.8)
        studio.microphone.stop()
        at, likeness = find(said, studio.recording.samples())
        assert likeness >= 0.99
        end, _ = find(said[-4800:], studio.recording.samples())
        assert abs(end - at - len(said) + 4800) <= 2

    scene(act, lambda: Studio(make=Odd))


def test_a_microphone_that_is_unplugged_loses_nothing_and_goes_on(
    virtual_audio: VirtualAudio,
) -> None:
    said = words(0.5, seed=3)

    async def act(studio: Studio) -> None:
        studio.devices.watch()
        await until(lambda: studio.devices.is_known)
        assert MICROPHONE in [one.name for one in studio.devices.inputs]
        studio.devices.input_choice = MICROPHONE
        await studio.start()
        await studio.more(0.1)
        virtual_audio.speak(said)
        await studio.more(1.0)
        await asyncio.to_thread(virtual_audio.unplug)
        await until(lambda: studio.microphone.state is MicrophoneState.FAILED)
        assert studio.failures == [AudioTrouble.DEVICE_LOST]
        kept = studio.recording.frames
        assert find(said, studio.recording.samples())[1] >= 0.99
        studio.microphone.start()
        await until(lambda: len(studio.failures) == 2)
        assert studio.failures[1] is AudioTrouble.DEVICE_LOST, "another one is not taken in silence"
        await asyncio.to_thread(virtual_audio.plug_in)
        await until(lambda: studio.devices.has("input", MICROPHONE))
        await studio.start()
        virtual_audio.speak(said)
        await studio.more(1.0)
        assert find(said, studio.recording.samples()[kept:])[1] >= 0.99

    scene(act)


def test_a_muted_microphone_is_noticed_while_it_runs(
    virtual_audio: VirtualAudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spaces_desktop.audio.microphone.SILENT_SECONDS", 0.3)
    virtual_audio.mute(True)

    async def act(studio: Studio) -> None:
        await studio.start()
        await until(lambda: studio.microphone.trouble is AudioTrouble.NO_SOUND)
        assert studio.microphone.is_on
        await asyncio.to_thread(virtual_audio.mute, False)
        virtual_audio.speak(words(0.5))
        await until(lambda: studio.microphone.trouble is None)
        assert studio.failures == []

    scene(act)


def test_where_only_a_loudspeaker_is_nothing_is_recorded_from_it(
    virtual_audio: VirtualAudio,
) -> None:
    virtual_audio.unplug()

    async def act(studio: Studio) -> None:
        studio.microphone.start()
        await until(lambda: studio.failures)
        assert studio.failures == [AudioTrouble.NO_DEVICE]
        assert studio.recording.frames == 0

    scene(act)


def test_with_no_device_at_all_it_says_so(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nothing")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))

    async def act(studio: Studio) -> None:
        studio.microphone.start()
        await until(lambda: studio.failures)
        assert studio.failures == [AudioTrouble.NO_DEVICE]
        assert studio.microphone.state is MicrophoneState.FAILED

    scene(act)


def test_without_portaudio_it_says_so(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nothing")
    take_portaudio_away(monkeypatch)

    async def act(studio: Studio) -> None:
        studio.microphone.start()
        await until(lambda: studio.failures)
        assert studio.failures == [AudioTrouble.NO_LIBRARY]

    scene(act)


# With a made-up device


def test_what_came_before_the_stop_is_told_before_it_returns() -> None:
    capture = FakeCapture()

    async def act(studio: Studio) -> None:
        capture.say(tone(0.1))
        await studio.start()
        capture.say(tone(0.2))
        studio.microphone.stop()
        assert studio.recording.frames == round(0.3 * RATE)
        await until(lambda: not capture.is_open)

    scene(act, lambda: Studio(fake_devices(), lambda: capture))


def test_a_device_that_falls_silent_gives_all_it_had_first() -> None:
    capture = FakeCapture()

    async def act(studio: Studio) -> None:
        capture.say(tone(0.1))
        await studio.start()
        capture.say(tone(0.1))
        capture.break_off()
        await until(lambda: studio.failures)
        assert studio.failures == [AudioTrouble.DEVICE_LOST]
        assert studio.recording.frames == round(0.2 * RATE)

    scene(act, lambda: Studio(fake_devices(), lambda: capture))


def test_a_chosen_device_that_leaves_the_list_is_lost() -> None:
    """The system would go on with another one, and nobody would know which."""
    capture = FakeCapture()

    async def act(studio: Studio) -> None:
        studio.devices.input_choice = HEADSET.name
        capture.say(tone(0.1))
        await studio.start()
        assert capture.routes[-1].name == HEADSET.name
        show_devices(studio.devices, fake_devices().inputs[:1])
        assert studio.failures == [AudioTrouble.DEVICE_LOST]

    scene(act, lambda: Studio(fake_devices(), lambda: capture))


@pytest.mark.parametrize("trouble", [AudioTrouble.DEVICE_BUSY, AudioTrouble.NO_PERMISSION])
def test_a_refusal_is_told_and_another_try_may_do(trouble: AudioTrouble) -> None:
    capture = FakeCapture(trouble)

    async def act(studio: Studio) -> None:
        studio.microphone.start()
        await until(lambda: studio.failures)
        assert studio.microphone.trouble is trouble
        capture.say(tone(0.1))
        await studio.start()
        assert studio.microphone.trouble is None

    scene(act, lambda: Studio(fake_devices(), lambda: capture))


def test_what_is_pressed_last_holds() -> None:
    capture = FakeCapture()

    async def act(studio: Studio) -> None:
        microphone = studio.microphone
        microphone.start()
        await asyncio.sleep(0)  # the device is being opened
        microphone.stop()
        microphone.start()
        microphone.stop()
        await until(lambda: "microphone" not in studio.tasks.names)
        assert microphone.state is MicrophoneState.OFF
        assert not capture.is_open
        microphone.start()
        microphone.stop()
        microphone.start()
        await until(lambda: microphone.is_on)
        assert capture.is_open

    scene(act, lambda: Studio(fake_devices(), lambda: capture))


def test_stereo_of_another_rate_comes_as_mono_of_ours() -> None:
    capture = FakeCapture(rate=16_000, channels=2)
    one = np.column_stack([np.full(16_000, 0.5), np.full(16_000, 0.1)])

    async def act(studio: Studio) -> None:
        capture.say(one)
        await studio.start()
        studio.microphone.stop()
        whole = studio.recording.samples()
        assert len(whole) == RATE
        assert np.allclose(whole[2000:-2000], 0.3, atol=1e-3)

    scene(act, lambda: Studio(fake_devices(), lambda: capture))
