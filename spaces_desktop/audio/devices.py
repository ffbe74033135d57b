"""Microphones and loudspeakers: which there are, which were chosen, and word of every change."""

from __future__ import annotations

import logging
import platform
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ClassVar

from PySide6.QtCore import QObject, QTimer, Signal

from spaces_desktop.audio import portaudio, pulse
from spaces_desktop.audio.portaudio import Direction, Route
from spaces_desktop.audio.scanned import Device, Scanned
from spaces_desktop.audio.troubles import AudioError, AudioTrouble
from spaces_desktop.kernel.properties import Observed

log = logging.getLogger(__name__)

SETTLE_MS = 150
"""One plug brings a handful of changes."""

Scan = Callable[[], Scanned]


def scan() -> Scanned:
    """Every device there is. May wait: not for the window's thread. Raises AudioError."""
    found = pulse.scan() if platform.system() == "Linux" else None
    if found is not None:
        return found
    return Scanned(_of_portaudio("input"), _of_portaudio("output"))


def _of_portaudio(direction: Direction) -> tuple[Device, ...]:
    devices = [Device(name, is_usual=usual) for name, usual in portaudio.names(direction)]
    return tuple({device.name: device for device in devices}.values())


class Devices(QObject):
    """One for the whole app (`shared`). `watch` begins; before it only choices are known.

    The choices are names, "" for what the system says; whoever shows settings keeps them.
    """

    inputs_changed = Signal(object)
    outputs_changed = Signal(object)
    is_known_changed = Signal(bool)
    trouble_changed = Signal(object)
    input_choice_changed = Signal(str)
    output_choice_changed = Signal(str)
    _found = Signal(object)
    _stirred = Signal()

    inputs = Observed[tuple[Device, ...]](())
    outputs = Observed[tuple[Device, ...]](())
    is_known = Observed(False)
    """Whether somebody has looked yet."""
    trouble = Observed[AudioTrouble | None](None)
    """Why nothing could be looked for."""
    input_choice = Observed("")
    output_choice = Observed("")

    _one: ClassVar[Devices | None] = None

    def __init__(self, scan: Scan = scan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scan = scan
        self._last: Scanned | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="devices")
        self._pulse_watch: pulse.Watch | None = None
        self._qt_watch: Any = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self.refresh)
        self._found.connect(self._on_found)
        self._stirred.connect(self._settling.start)

    @classmethod
    def shared(cls) -> Devices:
        """Of the app; made when first asked for."""
        if cls._one is None:
            cls._one = cls()
        return cls._one

    def watch(self) -> None:
        """Look, and again at each change. Twice is as good as once."""
        if self._is_watching:
            return
        self.refresh()
        if platform.system() == "Linux":
            self._pulse_watch = pulse.Watch(self._stirred.emit)
            self._pulse_watch.start()
        else:
            # It tells of changes while streams are open, which PortAudio cannot.
            from PySide6.QtMultimedia import QMediaDevices

            self._qt_watch = QMediaDevices(self)
            self._qt_watch.audioInputsChanged.connect(self._settling.start)
            self._qt_watch.audioOutputsChanged.connect(self._settling.start)

    def refresh(self) -> None:
        """Look anew; what is found is told later."""
        self._thread.submit(self._look)

    def route(self, direction: Direction, name: str | None = None) -> Route:
        """To the device of that name, by default the chosen one. May wait; for any thread.

        Raises AudioError: a chosen device that is not there is not silently replaced.
        """
        wanted = self._chosen(direction) if name is None else name
        if not wanted and direction == "output":
            return Route()
        scanned = self._last if self._is_watching else self._look()
        if not wanted:
            # Where there is no microphone the sound server gives what the loudspeaker plays.
            if scanned is not None and not scanned.inputs:
                raise AudioError(AudioTrouble.NO_DEVICE)
            return Route()
        for looked in (scanned, None):
            found = looked or self._look()
            for device in () if found is None else found.of(direction):
                if device.name == wanted:
                    return device.route
        raise AudioError(self.trouble or AudioTrouble.DEVICE_LOST, wanted)

    @property
    def _is_watching(self) -> bool:
        return self._pulse_watch is not None or self._qt_watch is not None

    def has(self, direction: Direction, name: str) -> bool:
        """Whether it is plugged in, as far as is known; "" is whatever the system has."""
        if self._last is None:
            return True
        devices = self._last.of(direction)
        return bool(devices) if not name else any(one.name == name for one in devices)

    def close(self) -> None:
        if self._pulse_watch is not None:
            self._pulse_watch.stop()
        self._pulse_watch = self._qt_watch = None
        self._settling.stop()
        self._thread.shutdown(wait=False, cancel_futures=True)
        if Devices._one is self:
            Devices._one = None

    def _chosen(self, direction: Direction) -> str:
        return self.input_choice if direction == "input" else self.output_choice

    def _look(self) -> Scanned | None:
        try:
            scanned = self._scan()
        except AudioError as error:
            log.info("no devices could be looked for: %s", error)
            self._found.emit(error.trouble)
            return None
        self._last = scanned
        self._found.emit(scanned)
        return scanned

    def _on_found(self, found: Scanned | AudioTrouble) -> None:
        scanned = found if isinstance(found, Scanned) else Scanned()
        self.trouble = None if isinstance(found, Scanned) else found
        self.inputs = scanned.inputs
        self.outputs = scanned.outputs
        self.is_known = True
