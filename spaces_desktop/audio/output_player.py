"""What every player does: one sound through the chosen loudspeaker, as `widgets/player.py` says."""

from __future__ import annotations

import asyncio
import logging
from abc import abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import ClassVar, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from spaces_desktop.audio.devices import Devices
from spaces_desktop.audio.output import Output
from spaces_desktop.audio.portaudio import Route
from spaces_desktop.audio.troubles import AudioError, AudioTrouble, loudspeaker_advice
from spaces_desktop.kernel.errors import DesktopError, advise
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.player import PlayerState

log = logging.getLogger(__name__)
T = TypeVar("T")

TICK_MS = 40


class OutputPlayer(QObject):
    """One plays at a time: starting ends another."""

    changed = Signal()
    moved = Signal(int)

    _heard: ClassVar[OutputPlayer | None] = None

    def __init__(self, tasks: Tasks, duration_ms: int = 0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._devices = Devices.shared()
        self._duration_ms = duration_ms
        self._state = PlayerState.IDLE
        self._wanted = False
        """Whether it is to be heard; the state follows."""
        self._start_at = 0
        self._speed = 1.0
        self._peaks: Sequence[float] = ()
        self._trouble = ""
        self._output: Output | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sound")
        self._ticks = QTimer(self)
        self._ticks.setInterval(TICK_MS)
        self._ticks.timeout.connect(self._on_tick)

    @property
    def state(self) -> PlayerState:
        return self._state

    @property
    def position_ms(self) -> int:
        return self._start_at if self._output is None else self._output.position_ms

    @property
    def duration_ms(self) -> int:
        return self._duration_ms

    @property
    def peaks(self) -> Sequence[float]:
        return self._peaks

    @property
    def speed(self) -> float:
        return self._speed

    @property
    def trouble(self) -> str:
        return self._trouble

    def play(self) -> None:
        if self._wanted:
            return
        other, OutputPlayer._heard = OutputPlayer._heard, self
        if other is not None and other is not self:
            other.pause()
        self._wanted = True
        self._trouble = ""
        if self._output is not None and self._output.is_over:
            self.seek(0)
        self._set_state(PlayerState.LOADING if self._output is None else PlayerState.PLAYING)
        self._settle()

    def pause(self) -> None:
        if not self._wanted:
            return
        self._wanted = False
        if self._output is not None:
            self._output.is_silenced = not self._output.is_over
        self._set_state(PlayerState.IDLE if self._output is None else PlayerState.PAUSED)
        self._settle()

    def seek(self, position_ms: int) -> None:
        within = max(0, min(position_ms, self._duration_ms))
        self._start_at = within
        if self._output is not None:
            self._output.seek(within)
        self.moved.emit(self.position_ms)

    def set_speed(self, speed: float) -> None:
        self._speed = speed
        if self._output is not None:
            self._output.speed = speed
        self.changed.emit()

    async def close(self) -> None:
        """Silent at once; the device is let go before this returns."""
        self._wanted = False
        self._ticks.stop()
        if OutputPlayer._heard is self:
            OutputPlayer._heard = None
        output, self._output = self._output, None
        if output is not None:
            await self._on_thread(output.close)
        self._thread.shutdown(wait=False)

    def _settle(self) -> None:
        self._tasks.spawn(self._bring_about(), name="sound", key=f"sound {id(self)}")

    async def _bring_about(self) -> None:
        """Make what is heard what is wanted. A newer wish may end this anywhere, so nothing here
        goes by what an older one has done."""
        try:
            if self._wanted and self._output is None:
                await self._open()
            if self._wanted and self._output is not None:
                if self._output.is_over:
                    self._output.seek(0)
                await self._on_thread(self._output.start)
                self._ticks.start()
                self._set_state(PlayerState.PLAYING)
            elif not self._wanted:
                await self._silence()
        except AudioError as error:
            log.info("nothing can be played: %s", error)
            self._fail(loudspeaker_advice(error.trouble).text)
        except DesktopError as error:
            self._fail(advise(error).text)

    @abstractmethod
    async def _open(self) -> None:
        """Set `_output`, or fail with words. Raises AudioError and DesktopError."""

    async def _silence(self) -> None:
        self._ticks.stop()
        if self._output is not None:
            await self._on_thread(self._output.stop)

    def _on_tick(self) -> None:
        output = self._output
        if output is None:
            return
        self.moved.emit(output.position_ms)
        if output.is_over:
            self.pause()
            self._on_over()
        elif not output.is_alive:
            self._fail(loudspeaker_advice(AudioTrouble.DEVICE_LOST).text)

    def _on_over(self) -> None:
        """All of it was heard."""

    def _fail(self, words: str) -> None:
        self._wanted = False
        self._ticks.stop()
        self._trouble = words
        self._set_state(PlayerState.FAILED)
        if self._output is not None:
            self._settle()

    def _set_state(self, state: PlayerState) -> None:
        if state is not self._state:
            self._state = state
        self.changed.emit()

    def _route(self) -> Route:
        """May wait."""
        return self._devices.route("output")

    async def _on_thread(self, act: Callable[[], T]) -> T:
        """Waits for the device on a thread of this sound's own, one act after the other."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, act)
