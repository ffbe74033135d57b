"""The microphone of the studio: chosen, opened once, and heard by the step on the screen."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from embedded_server.contracts.quality import FLOOR_DBFS
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.properties import Bindings, Observed

QUIETEST_DB = -60.0
"""The meter's lower end."""
SPOKEN_DB = -38.0
"""Louder than the rooms that one may record in: somebody speaks."""
SPOKEN_SECONDS = 0.6
"""So long it takes until we believe that we heard somebody."""


class Ear(Protocol):
    """What is asked of a microphone; see `audio/microphone.py`."""

    @property
    def block(self) -> SignalInstance: ...

    @property
    def failed(self) -> SignalInstance:
        """Carries a trouble."""
        ...

    @property
    def trouble_changed(self) -> SignalInstance:
        """Carries a trouble or None; also for a microphone that runs and gives nothing."""
        ...

    def start(self, device: str | None = None) -> None: ...

    def stop(self) -> None: ...


class Plugs(Protocol):
    """What is asked of whoever knows the devices; see `audio/devices.py`."""

    @property
    def inputs_changed(self) -> SignalInstance: ...

    @property
    def inputs(self) -> Sequence[Named]: ...

    def watch(self) -> None: ...


class Named(Protocol):
    @property
    def name(self) -> str: ...


class HearingModel(QObject):
    """`level` is from 0 to 1 on the meter's scale. It is open only while a step needs it."""

    level_changed = Signal(float)
    device_changed = Signal(str)
    devices_changed = Signal(object)
    is_open_changed = Signal(bool)
    has_heard_changed = Signal(bool)
    trouble_changed = Signal(object)
    block = Signal(object)
    """float32 samples, mono, 48 kHz."""
    lost = Signal()
    """The microphone is gone in the middle of it."""

    level = Observed(0.0)
    device = Observed("")
    """Its name, "" for the one that is chosen in the settings."""
    devices = Observed[tuple[str, ...]](())
    """Their names."""
    is_open = Observed(False)
    has_heard = Observed(False)
    """Whether somebody spoke into the device that is chosen."""
    trouble = Observed[Advice | None](None)

    def __init__(
        self,
        ear: Ear,
        plugs: Plugs,
        advice_of: Callable[[Any], Advice],
        parent: QObject | None = None,
    ) -> None:
        """`advice_of` puts a trouble into words."""
        super().__init__(parent)
        self._ear = ear
        self._plugs = plugs
        self._advice_of = advice_of
        self._spoken = 0.0
        self._undo = Bindings()
        self._undo.listen(ear.block, self._on_block)
        self._undo.listen(ear.failed, self._on_failed)
        self._undo.listen(ear.trouble_changed, self._on_trouble)
        self._undo.listen(plugs.inputs_changed, self._on_devices)

    def close(self) -> None:
        self.stop()
        self._undo.release()

    def start(self) -> None:
        """Open it, or try again after a trouble."""
        self._plugs.watch()
        self._on_devices()
        self._open()

    def stop(self) -> None:
        if self.is_open:
            # The last of what was said still comes.
            self._ear.stop()
            self.is_open = False
            self.level = 0.0

    def choose(self, device: str) -> None:
        if device == self.device:
            return
        self.device = device
        self._spoken = 0.0
        self.has_heard = False
        if self.is_open or self.trouble is not None:
            self.stop()
            self.start()

    def _open(self) -> None:
        if not self.is_open:
            self.trouble = None
            self.is_open = True
            self._ear.start(self.device or None)

    def _on_devices(self, _inputs: object = None) -> None:
        before = self.devices
        self.devices = tuple(one.name for one in self._plugs.inputs)
        if self.trouble is not None and set(self.devices) - set(before):
            # One was plugged in: it recovers by itself.
            self._open()

    def _on_block(self, samples: Any) -> None:
        if not self.is_open:
            return
        loud = decibels(samples)
        self.level = meter(loud)
        if loud > SPOKEN_DB:
            self._spoken += len(samples) / 48_000
            self.has_heard = self.has_heard or self._spoken >= SPOKEN_SECONDS
        self.block.emit(samples)

    def _on_failed(self, trouble: object) -> None:
        was_open = self.is_open
        self.is_open = False
        self.level = 0.0
        self.trouble = self._advice_of(trouble)
        if was_open:
            self.lost.emit()

    def _on_trouble(self, trouble: object) -> None:
        if self.is_open:
            self.trouble = None if trouble is None else self._advice_of(trouble)


def decibels(samples: Any) -> float:
    """Of a block, below full scale."""
    import numpy as np

    power = float(np.mean(np.square(samples, dtype=np.float64))) if len(samples) else 0.0
    return max(FLOOR_DBFS, 10 * math.log10(power)) if power > 0 else FLOOR_DBFS


def meter(loud: float) -> float:
    """Where that many dB stand on the meter, from 0 to 1."""
    return min(1.0, max(0.0, 1 - loud / QUIETEST_DB))
