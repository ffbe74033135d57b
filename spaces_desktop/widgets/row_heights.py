"""How tall the rows of a list are: measured where somebody looked, estimated elsewhere."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


class RowHeights:
    """Heights and tops in pixels; the first row begins at 0."""

    def __init__(self) -> None:
        self._heights: list[int] = []
        self._known = bytearray()
        self._tops: list[int] | None = None

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> int:
        return self._all_tops()[-1]

    def reset(self, estimates: Sequence[int]) -> None:
        self._heights = list(estimates)
        self._known = bytearray(len(estimates))
        self._tops = None

    def insert(self, at: int, estimates: Sequence[int]) -> None:
        self._heights[at:at] = estimates
        self._known[at:at] = bytes(len(estimates))
        self._tops = None

    def remove(self, first: int, last: int) -> None:
        del self._heights[first : last + 1]
        del self._known[first : last + 1]
        self._tops = None

    def forget(self, at: int) -> None:
        """What was measured is an estimate from now on."""
        self._known[at] = False

    def forget_all(self) -> None:
        self._known = bytearray(len(self._heights))

    def is_known(self, at: int) -> bool:
        return bool(self._known[at])

    def set(self, at: int, height: int) -> bool:
        """Take a measured height over; whether it is another one than was thought."""
        self._known[at] = True
        if self._heights[at] == height:
            return False
        self._heights[at] = height
        self._tops = None
        return True

    def height(self, at: int) -> int:
        return self._heights[at]

    def top(self, at: int) -> int:
        return self._all_tops()[at]

    def at(self, y: int) -> int:
        """The row at that height, the first or last one beyond the ends; there must be one."""
        found = bisect_right(self._all_tops(), y) - 1
        return max(0, min(found, len(self._heights) - 1))

    def _all_tops(self) -> list[int]:
        # One pass over a bounded window costs less than any tree would.
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0))
        return self._tops
