"""PortAudio: one at a time asks it, streams are opened on a route, and its errors have our names.

sounddevice is imported when something is first opened: it needs PortAudio, which may be missing.
Everything here may wait for a device, so none of it is the window's.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple

from spaces_desktop.audio.troubles import AudioError, AudioTrouble

log = logging.getLogger(__name__)

Direction = Literal["input", "output"]


class Route(NamedTuple):
    """Which device a stream goes to: the system's choice where `name` is ""."""

    name: str = ""
    pulse: str = ""
    """What the sound server of Linux calls it; "" where there is none, or for its own choice."""


MakeStream = Callable[[Any, int | None], Any]
"""Makes a stream of sounddevice on the device of that number, None for the usual one."""

_ONE_AT_A_TIME = threading.Lock()
_open_streams = 0

_UNAVAILABLE = -9985
_MOST_OF_A_NAME = 31
"""What the oldest of Windows' interfaces keeps of a device's name."""


def open_stream(direction: Direction, route: Route, make: MakeStream) -> Any:
    """A stream that runs already. Raises AudioError."""
    global _open_streams
    with _ONE_AT_A_TIME:
        sounddevice = _library(rescan=_open_streams == 0)
        with _errors(sounddevice, direction), _pulse(direction, route):
            sounddevice.query_devices(kind=direction)
            stream = make(sounddevice, _number(sounddevice, direction, route))
            try:
                stream.start()
            except BaseException:
                stream.close()
                raise
        _open_streams += 1
        return stream


def close_stream(stream: Any, *, at_once: bool) -> None:
    """`at_once`: without playing what the device was given already."""
    global _open_streams
    with _ONE_AT_A_TIME:
        _open_streams -= 1
        try:
            if at_once:
                stream.abort()
            else:
                stream.stop()
            stream.close()
        except Exception as error:  # noqa: BLE001 a device that is gone has its own words for it
            log.info("a device could not be closed: %s", error)


def names(direction: Direction) -> list[tuple[str, bool]]:
    """The devices that PortAudio knows, and which is the usual one. Raises AudioError.

    It looks for new ones only where no stream is open, for it has to start anew for that.
    """
    with _ONE_AT_A_TIME:
        sounddevice = _library(rescan=_open_streams == 0)
        with _errors(sounddevice, direction):
            usual = sounddevice.default.device[direction == "output"]
            return [(name, number == usual) for number, name in _listed(sounddevice, direction)]


def _library(*, rescan: bool) -> Any:
    try:
        import sounddevice
    except OSError as error:
        raise AudioError(AudioTrouble.NO_LIBRARY, str(error)) from error
    if rescan:
        # PortAudio looks for devices only when it starts.
        try:
            sounddevice._terminate()
            sounddevice._initialize()
        except sounddevice.PortAudioError as error:
            raise AudioError(AudioTrouble.NO_DEVICE, str(error)) from error
    return sounddevice


def _listed(sounddevice: Any, direction: Direction) -> Iterator[tuple[int, str]]:
    """Of the usual interface alone: the others name the same devices once more."""
    usual = sounddevice.default.device[direction == "output"]
    devices = sounddevice.query_devices()
    interface = devices[usual]["hostapi"] if usual >= 0 else 0
    for number, device in enumerate(devices):
        if device["hostapi"] == interface and device[f"max_{direction}_channels"] > 0:
            yield number, device["name"]


def _number(sounddevice: Any, direction: Direction, route: Route) -> int | None:
    if not route.name:
        return None
    listed = list(_listed(sounddevice, direction))
    if route.pulse:
        # The sound server is one device to PortAudio; which of its own is meant it hears by
        # the environment.
        return next((number for number, name in listed if name == "pulse"), None)
    for number, name in listed:
        if name == route.name or (
            len(name) >= _MOST_OF_A_NAME and route.name.startswith(name.rstrip())
        ):
            return number
    raise AudioError(AudioTrouble.DEVICE_LOST, route.name)


@contextmanager
def _pulse(direction: Direction, route: Route) -> Iterator[None]:
    """What is opened within goes to that device of the sound server."""
    variable = "PULSE_SOURCE" if direction == "input" else "PULSE_SINK"
    before = os.environ.get(variable)
    if not route.pulse:
        yield
        return
    os.environ[variable] = route.pulse
    try:
        yield
    finally:
        if before is None:
            del os.environ[variable]
        else:
            os.environ[variable] = before


@contextmanager
def _errors(sounddevice: Any, direction: Direction) -> Iterator[None]:
    try:
        yield
    except (sounddevice.PortAudioError, ValueError) as error:
        raise AudioError(_trouble(error), f"{direction}: {error}") from error


def _trouble(error: Exception) -> AudioTrouble:
    said = str(error).casefold()
    code = error.args[1] if len(error.args) > 1 else 0
    if "denied" in said or "not permitted" in said or "80070005" in said:
        return AudioTrouble.NO_PERMISSION
    if code == _UNAVAILABLE or "busy" in said or "in use" in said:
        return AudioTrouble.DEVICE_BUSY
    return AudioTrouble.NO_DEVICE
