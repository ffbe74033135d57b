"""Which devices there are, by name, as they come and go; and what an error of PortAudio means."""

from __future__ import annotations

import asyncio
import os
from typing import Any

import pytest

from spaces_desktop.audio import portaudio, pulse
from spaces_desktop.audio.devices import Devices
from spaces_desktop.audio.portaudio import Route
from spaces_desktop.audio.scanned import Device, Scanned
from spaces_desktop.audio.troubles import (
    AudioError,
    AudioTrouble,
    loudspeaker_advice,
    microphone_advice,
)
from tests.kit.audio import DESK, HEADSET, fake_devices
from tests.kit.desktop import application, run, until
from tests.kit.virtual_audio import LOUDSPEAKER, MICROPHONE, VirtualAudio

WINDOWS = "Microphone (2- A headset with a long name)"


class Library:
    """What is asked of sounddevice: two interfaces that name the same devices."""

    class PortAudioError(Exception):
        """As the library's own: words, then a code."""

    class default:
        device = (1, 2)

    def query_devices(self) -> list[dict[str, Any]]:
        def device(name: str, interface: int, inputs: int, outputs: int) -> dict[str, Any]:
            channels = {"max_input_channels": inputs, "max_output_channels": outputs}
            return {"name": name, "hostapi": interface, **channels}

        return [
            device("Desk microphone", 1, 2, 0),
            device("Desk microphone", 0, 2, 0),
            device("Desk loudspeaker", 0, 0, 2),
            device(WINDOWS[:31], 0, 1, 0),
        ]


def test_devices_are_listed_by_name_and_followed(virtual_audio: VirtualAudio) -> None:
    found = pulse.scan()
    assert found is not None
    assert [(one.name, one.is_usual) for one in found.inputs] == [(MICROPHONE, True)]
    assert (LOUDSPEAKER, True) in [(one.name, one.is_usual) for one in found.outputs]

    async def act() -> None:
        application()
        devices = Devices()
        devices.watch()
        devices.watch()
        await until(lambda: devices.is_known)
        assert devices.route("input", MICROPHONE) == Route(MICROPHONE, "mic")
        assert devices.route("output") == Route()
        await asyncio.to_thread(virtual_audio.mute, True)
        await until(lambda: devices.inputs[0].is_muted)
        await asyncio.to_thread(virtual_audio.unplug)
        await until(lambda: not devices.inputs)
        assert not devices.has("input", MICROPHONE)
        assert not devices.has("input", "")
        await asyncio.to_thread(virtual_audio.plug_in)
        await until(lambda: devices.has("input", MICROPHONE))
        devices.close()

    run(act())


def test_a_choice_that_is_not_there_is_refused_and_not_replaced() -> None:
    devices = fake_devices((DESK,))
    devices.input_choice = HEADSET.name
    with pytest.raises(AudioError) as raised:
        devices.route("input")
    assert raised.value.trouble is AudioTrouble.DEVICE_LOST
    assert devices.route("input", "") == Route()
    assert devices.route("input", DESK.name).name == DESK.name


def test_who_never_looked_looks_when_a_device_is_asked_for() -> None:
    application()
    looks: list[int] = []

    def scan() -> Scanned:
        looks.append(1)
        return Scanned(inputs=(HEADSET,))

    devices = Devices(scan)
    assert devices.route("input", HEADSET.name) == HEADSET.route
    assert looks == [1]
    devices.close()


def test_what_cannot_be_looked_for_is_told() -> None:
    def scan() -> Scanned:
        raise AudioError(AudioTrouble.NO_LIBRARY)

    async def act() -> None:
        application()
        devices = Devices(scan)
        devices.refresh()
        await until(lambda: devices.is_known)
        assert devices.trouble is AudioTrouble.NO_LIBRARY
        assert devices.inputs == ()
        devices.close()

    run(act())


def test_two_of_one_make_are_told_apart() -> None:
    class Source:
        description, mute = "Headset", 0

        def __init__(self, name: str) -> None:
            self.name = name

    found = pulse._named([Source("a"), Source("b"), Source("c")], "b")
    assert [one.name for one in found] == ["Headset", "Headset (2)", "Headset (3)"]
    assert [one.is_usual for one in found] == [False, True, False]


@pytest.mark.parametrize(
    ("route", "number"),
    [(Route(), None), (Route("Desk microphone"), 1), (Route(WINDOWS), 3)],
)
def test_a_name_finds_its_device_in_the_usual_interface(route: Route, number: int | None) -> None:
    assert portaudio._number(Library(), "input", route) == number


def test_a_name_that_portaudio_does_not_know_is_refused() -> None:
    with pytest.raises(AudioError) as raised:
        portaudio._number(Library(), "output", Route("Desk microphone"))
    assert raised.value.trouble is AudioTrouble.DEVICE_LOST


@pytest.mark.parametrize(
    ("words", "code", "trouble"),
    [
        ("Device unavailable", -9985, AudioTrouble.DEVICE_BUSY),
        ("Unanticipated host error: Device or resource busy", -9999, AudioTrouble.DEVICE_BUSY),
        ("Access is denied. 0x80070005", -9999, AudioTrouble.NO_PERMISSION),
        ("Operation not permitted", -9999, AudioTrouble.NO_PERMISSION),
        ("Error querying device -1", 0, AudioTrouble.NO_DEVICE),
        ("Invalid device", -9996, AudioTrouble.NO_DEVICE),
    ],
)
def test_an_error_of_portaudio_has_our_name(words: str, code: int, trouble: AudioTrouble) -> None:
    assert portaudio._trouble(Library.PortAudioError(words, code)) is trouble


def test_the_sound_server_is_told_only_while_a_stream_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PULSE_SOURCE", "mine")
    with portaudio._pulse("input", Route("Headset", "headset")):
        assert os.environ["PULSE_SOURCE"] == "headset"
    assert os.environ["PULSE_SOURCE"] == "mine"
    with portaudio._pulse("output", Route("Box", "box")):
        assert os.environ["PULSE_SINK"] == "box"
    assert "PULSE_SINK" not in os.environ


@pytest.mark.parametrize("system", ["Linux", "Darwin", "Windows"])
def test_every_trouble_has_words_with_a_remedy(system: str) -> None:
    microphone = [microphone_advice(one, system).text for one in AudioTrouble]
    loudspeaker = [loudspeaker_advice(one, system).text for one in AudioTrouble]
    assert len(set(microphone)) == len(AudioTrouble)
    assert all(loudspeaker)
    denied = microphone_advice(AudioTrouble.NO_PERMISSION, system).text
    where = {"Darwin": "System Settings", "Windows": "Settings, Privacy", "Linux": "group"}
    assert where[system] in denied


def test_a_device_that_is_only_usual_is_no_other_choice() -> None:
    assert Device("Desk", is_usual=True).route == Route("Desk")
