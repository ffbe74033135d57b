"""What a plot shows: columns of stacked whole numbers, and the steps of the scale beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

MOST_STEPS = 4


@dataclass(frozen=True, slots=True)
class Series:
    """`role` is the colour role of the theme; one value a column."""

    title: str
    values: tuple[int, ...]
    role: str = "accent"


@dataclass(frozen=True, slots=True)
class PlotData:
    """`labels` name the columns in full, `ticks` shortly; `say` gives a value in words."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    ticks: tuple[str, ...] = ()
    say: Callable[[int], str] = str
    total: str = ""
    """What the sum of a column is called; "" where there is nothing to add up."""
    unit: int = 1
    """The steps of the scale are round in so many, as minutes are in seconds."""

    def column(self, at: int) -> list[tuple[str, str]]:
        """What the column says, as (title, value in words); series that are 0 are left out."""
        said = [(one.title, self.say(one.values[at])) for one in self.series if one.values[at]]
        if self.total and len(said) != 1:
            said.append((self.total, self.say(sum(one.values[at] for one in self.series))))
        elif not said and self.series:
            said.append((self.series[0].title, self.say(0)))
        return said

    def sentence(self, at: int) -> str:
        """The column for who listens."""
        values = ", ".join(f"{title} {value}" for title, value in self.column(at))
        return f"{self.labels[at]}: {values}"

    def table(self) -> str:
        """All columns in which there is something, a line each."""
        shown = [at for at in range(len(self.labels)) if any(s.values[at] for s in self.series)]
        return "\n".join([self.title, *(self.sentence(at) for at in shown)])

    def bounds(self) -> tuple[int, int]:
        """The lowest and the highest value of any column; 0 lies between them."""
        low = high = 0
        for at in range(len(self.labels)):
            values = [one.values[at] for one in self.series]
            low = min(low, sum(value for value in values if value < 0))
            high = max(high, sum(value for value in values if value > 0))
        return low, high


def grouped(
    data: PlotData, size: int, named: Callable[[str, str], str], fold: Callable[[list[int]], int]
) -> PlotData:
    """Columns of `size` of its own each, whole ones at the end; `named` gives a label for the
    first and the last of them."""
    count = len(data.labels)
    ends = range(count, 0, -size)
    spans = [(max(0, end - size), end) for end in reversed(ends)]
    return replace(
        data,
        labels=tuple(named(data.labels[a], data.labels[b - 1]) for a, b in spans),
        ticks=tuple(data.ticks[a] for a, _ in spans) if data.ticks else (),
        series=tuple(
            replace(one, values=tuple(fold(list(one.values[a:b])) for a, b in spans))
            for one in data.series
        ),
    )


def steps(low: int, high: int) -> list[int]:
    """Round numbers from at most `low` to at least `high`, evenly apart."""
    span = max(high - low, 1)
    size = 1
    while True:
        for factor in (1, 2, 5):
            step = size * factor
            first, last = -(-low // step) if low >= 0 else low // step, -(-high // step)
            if last - first <= MOST_STEPS:
                return [step * one for one in range(first, max(last, first + 1) + 1)]
        size *= 10
        if size > span * 100:
            return [low, high]
