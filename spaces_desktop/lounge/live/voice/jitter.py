"""Puts one speaker's frames into an even row again: late, doubled, swapped, lost or in bursts.

A pure machine: time is told to it. Each `pull` stands for 20 ms of playing and says what to play
then. How long frames wait follows from how unevenly they came of late: on a still line as good as
not at all. A speaker's clock that runs faster or slower than ours is kept up with by merging two
frames into one, or by filling in one more.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from embedded_server.contracts.live_room import FRAME_SAMPLES, RATE

FRAME = FRAME_SAMPLES / RATE
LEAST_TARGET, MOST_TARGET = 0.010, 0.240
"""Seconds that a frame which came as fast as any waits before it is played."""
LOSSY_TARGET = 0.030
"""… at least where frames were lost of late: the frame behind a lost one is needed to mend it."""
MOST_HELD = 60
"""Frames; with more the oldest are let go."""
MOST_FILLED = 5
"""Frames made up in a row where nothing comes, before it counts as a pause."""
FAR_OFF = 1000
"""A sequence so far from what was expected is somebody who began anew."""
_QUANTILE = 0.97
_FORGET = 0.992
"""How much an arrival counts once another has come: about 125 are remembered."""
_STEP = 0.005
_STEPS = 64
_MORE, _LESS = 1.25 * FRAME, 0.75 * FRAME
"""Beyond the target, and short of it; between them nothing is sped up or filled in."""
_PATIENCE = 15
"""Pulls in a row beyond that, before a frame is merged."""
_FAR_BEHIND = 0.2
_BASE_SECONDS = 5.0
_REMEMBERED = (1 << (FAR_OFF + 1)) - 1


class Act(Enum):
    PLAY = auto()
    MERGE = auto()
    """Two frames in the time of one."""
    RECOVER = auto()
    """A lost one, from the frame behind it."""
    CONCEAL = auto()
    SILENCE = auto()


class Pulled(NamedTuple):
    act: Act
    frame: bytes = b""
    second: bytes = b""


_CONCEAL = Pulled(Act.CONCEAL)
_SILENCE = Pulled(Act.SILENCE)


class _Held(NamedTuple):
    at: int
    """Samples of the speaker's clock, without wrapping around."""
    payload: bytes
    ends: bool


class Delays:
    """How long frames were on their way beyond the fastest, of late."""

    def __init__(self) -> None:
        self._bins = [0.0] * _STEPS
        self._weight = 0.0
        self._base: float | None = None
        self._next_base: float | None = None
        self._since = 0.0
        self.spread = 0.0
        """What all but a few stayed within."""

    @property
    def base(self) -> float:
        """Our clock when the speaker's says 0, by the frame that was fastest of late."""
        return self._base or 0.0

    def add(self, transit: float, now: float, *, counts: bool) -> None:
        if self._base is None or self._next_base is None:
            self._base = self._next_base = transit
            self._since = now
        if now - self._since > _BASE_SECONDS:
            # The fastest of this span and the last one: a clock that drifts moves it along.
            self._base, self._next_base, self._since = self._next_base, transit, now
        self._base = min(self._base, transit)
        self._next_base = min(self._next_base, transit)
        if not counts:
            return
        place = min(_STEPS - 1, int((transit - self._base) / _STEP))
        bins = self._bins
        for index in range(_STEPS):
            bins[index] *= _FORGET
        bins[place] += 1.0
        self._weight = self._weight * _FORGET + 1.0
        left = self._weight * (1 - _QUANTILE)
        index = _STEPS - 1
        while index > 0:
            left -= bins[index]
            if left < 0:
                break
            index -= 1
        self.spread = index * _STEP


class JitterBuffer:
    """`push` what comes in, `pull` every 20 ms."""

    def __init__(self) -> None:
        self._held: dict[int, _Held] = {}
        """By sequence, without wrapping around."""
        self._delays = Delays()
        self._newest = self._newest_at = 0
        """The latest that came, in the speaker's own order."""
        self._seen = 0
        """A bit for each of the latest: the lowest is `_newest`."""
        self._played_up_to = -1
        self._next = 0
        self._next_at = 0
        """Where the frame that is played next stands in the speaker's time."""
        self._is_playing = False
        self._filled = 0
        self._owed = 0
        """Frames made up while nothing was there, which may turn out to be the lost ones."""
        self._beyond = self._short = 0
        """Pulls in a row that were too far behind, or not far enough."""
        self._loss = 0.0
        self.played = self.merged = self.recovered = self.concealed = 0
        self.late = self.doubled = self.dropped = 0

    @property
    def held(self) -> int:
        return len(self._held)

    @property
    def is_silent(self) -> bool:
        """Whether nothing is played and nothing waits."""
        return not self._is_playing and not self._held

    @property
    def loss(self) -> float:
        """The share of frames that were not there in time, of late."""
        return self._loss

    @property
    def target(self) -> float:
        least = LOSSY_TARGET if self._loss > 0.004 else LEAST_TARGET
        return min(MOST_TARGET, max(least, self._delays.spread + _STEP))

    def push(
        self, sequence: int, at: int, payload: bytes, now: float, *, ends: bool, is_old: bool
    ) -> None:
        """`sequence` and `at` as on the wire; `is_old`: it was held back by the speaker, so that
        its delay says nothing of the line."""
        placed = self._unwrap(sequence, at)
        if placed is None:
            self.doubled += 1
            return
        number, moment = placed
        self._delays.add(now - moment / RATE, now, counts=not is_old)
        if number <= self._played_up_to:
            self.late += 1
            return
        self._held[number] = _Held(moment, payload, ends)
        if len(self._held) > MOST_HELD:
            self._let_go(len(self._held) - MOST_HELD // 2)

    def pull(self, now: float) -> Pulled:
        if not self._is_playing and not self._begin(now):
            return _SILENCE
        head = self._held.get(self._next)
        if head is None:
            return self._missing(now)
        if self._is_new_spurt(head):
            self._stop()
            return self.pull(now)
        lag = self._lag(head.at, now)
        beyond = lag - self.target
        if beyond > _FAR_BEHIND and len(self._held) > 3:
            self._let_go(min(len(self._held) - 2, int(beyond / FRAME)))
            return self.pull(now)
        self._beyond = self._beyond + 1 if beyond > _MORE else 0
        self._short = self._short + 1 if beyond < -_LESS else 0
        if self._short >= _PATIENCE:
            self._short = 0
            self.concealed += 1
            return _CONCEAL
        second = self._held.get(self._next + 1)
        if self._beyond >= _PATIENCE and second is not None and not head.ends:
            self._beyond = 0
            self._take(head)
            self._take(second)
            self.merged += 1
            return Pulled(Act.MERGE, head.payload, second.payload)
        self._take(head)
        self.played += 1
        return Pulled(Act.PLAY, head.payload)

    # Playing on

    def _begin(self, now: float) -> bool:
        """Whether the first frame of a spurt is due."""
        if not self._held:
            return False
        first = min(self._held)
        head = self._held[first]
        if self._lag(head.at, now) < self.target - FRAME / 2:
            return False
        self._is_playing = True
        self._next, self._next_at = first, head.at
        self._filled = self._owed = self._beyond = self._short = 0
        return True

    def _take(self, head: _Held) -> None:
        del self._held[self._next]
        self._loss *= 0.995
        self._advance()
        self._next_at = head.at + FRAME_SAMPLES
        self._filled = self._owed = 0
        if head.ends:
            self._stop()

    def _missing(self, now: float) -> Pulled:
        if self._held:
            following = min(self._held)
            gap = following - self._next
            if self._owed or gap > MOST_FILLED:
                # They were made up already, or there are too many to be.
                passed = gap if gap > MOST_FILLED else min(gap, self._owed)
                self._owed = 0
                for _ in range(passed):
                    self._advance()
                    self._count_loss()
                    self._next_at += FRAME_SAMPLES
                return self.pull(now)
            if self._lag(self._next_at, now) >= self.target - FRAME / 2:
                return self._lose(following)
        self._filled += 1
        self._owed += 1
        if self._filled > MOST_FILLED:
            self._stop()
            return self.pull(now) if self._held else _SILENCE
        self.concealed += 1
        return _CONCEAL

    def _lose(self, following: int) -> Pulled:
        self._count_loss()
        self._advance()
        self._next_at += FRAME_SAMPLES
        if following == self._next:
            self.recovered += 1
            return Pulled(Act.RECOVER, self._held[following].payload)
        self.concealed += 1
        return _CONCEAL

    def _advance(self) -> None:
        self._played_up_to = self._next
        self._next += 1

    def _count_loss(self) -> None:
        self._loss = self._loss * 0.995 + 0.005

    def _is_new_spurt(self, head: _Held) -> bool:
        """The end of the one before was lost: time went on where the sequence did not."""
        return head.at - self._next_at > 5 * FRAME_SAMPLES

    def _stop(self) -> None:
        self._is_playing = False
        self._filled = self._owed = self._beyond = self._short = 0

    def _let_go(self, count: int) -> None:
        """The oldest, so that what is heard is not what was said long ago."""
        for number in sorted(self._held)[:count]:
            head = self._held.pop(number)
            self.dropped += 1
            self._played_up_to = number
            if self._is_playing and number >= self._next:
                self._next = number + 1
                self._next_at = head.at + FRAME_SAMPLES

    def _lag(self, at: int, now: float) -> float:
        """How long ago a frame of that moment would have come if it was as fast as any."""
        return now - self._delays.base - at / RATE

    def _unwrap(self, sequence: int, at: int) -> tuple[int, int] | None:
        """Where it stands in the speaker's row and time; None where it was here before."""
        step = (sequence - self._newest + 0x8000) % 0x10000 - 0x8000
        if not self._seen or abs(step) > FAR_OFF:
            self._held.clear()
            self._stop()
            self._delays = Delays()
            self._played_up_to = -1
            self._newest, self._newest_at, self._seen = sequence, at, 1
            return sequence, at
        passed = (at - self._newest_at + 0x80000000) % 0x100000000 - 0x80000000
        number, moment = self._newest + step, self._newest_at + passed
        if step > 0:
            self._newest, self._newest_at = number, moment
            self._seen = (self._seen << step | 1) & _REMEMBERED
        elif self._seen >> -step & 1:
            return None
        else:
            self._seen |= 1 << -step
        return number, moment
