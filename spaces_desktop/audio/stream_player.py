"""Plays a reply while it is still arriving, and again afterwards; a `widgets/player.py` player."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from spaces_desktop.audio.arriving import ArrivingSound
from spaces_desktop.audio.output import MOST_FRAMES, Output
from spaces_desktop.audio.output_player import OutputPlayer
from spaces_desktop.audio.samples import RATE
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.player import PlayerState

LATENCY_SECONDS = 0.08
"""What the device holds, so that a busy machine is not heard; it drops it when it is stopped."""

MakeOutput = Callable[..., Output]


class StreamPlayer(OutputPlayer):
    """`feed` it PCM as it comes, `end` it, and `play` it at any time, also before the first piece.

    Where more is late it waits and goes on by itself; `starved` says so. All that came is kept, so
    it can be played again and sought in.
    """

    ended = Signal()
    """All of it was heard; not where it was stopped."""
    starved_changed = Signal(bool)

    def __init__(
        self,
        rate: int,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        make_output: MakeOutput = Output,
    ) -> None:
        """`rate` of the PCM; any."""
        super().__init__(tasks, parent=parent)
        self._sound = ArrivingSound(rate, MOST_FRAMES)
        self._make_output = make_output
        self._starved = False

    @property
    def starved(self) -> bool:
        """Whether it plays and waits for more to come."""
        return self._starved

    @property
    def starvations(self) -> int:
        """How often more was late, after it had begun."""
        return self._sound.starvations

    @property
    def has_all(self) -> bool:
        return self._sound.has_ended

    @property
    def heard_seconds(self) -> float:
        """How much was given to the loudspeaker in all; what was played again counts again."""
        return self._sound.heard_frames / RATE

    @property
    def duration_ms(self) -> int:
        """Of what has come."""
        return self._sound.duration_ms

    @property
    def peaks(self) -> Sequence[float]:
        return self._sound.peaks

    def feed(self, pcm: bytes) -> None:
        """16 bit little-endian mono; pieces may be of any length."""
        self._sound.feed(pcm)
        self._duration_ms = self._sound.duration_ms
        self.changed.emit()

    def end(self) -> None:
        """No more comes."""
        self._sound.end()
        self._duration_ms = self._sound.duration_ms
        self.changed.emit()

    def stop(self) -> None:
        """Silent at once, back at the beginning."""
        self.pause()
        self.seek(0)

    async def _open(self) -> None:
        self._output = self._make_output(self._sound, self._speed, self._route, LATENCY_SECONDS)
        if self._start_at:
            self._output.seek(self._start_at)

    def pause(self) -> None:
        super().pause()
        self._show_starved()

    def _on_tick(self) -> None:
        super()._on_tick()
        self._show_starved()

    def _on_over(self) -> None:
        self.ended.emit()

    def _show_starved(self) -> None:
        starved = self.state is PlayerState.PLAYING and self._sound.is_starved
        if starved is not self._starved:
            self._starved = starved
            self.starved_changed.emit(starved)
