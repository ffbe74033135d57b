"""Tables of the benchmark: ours, bare, their ratio, the target, and whether it is reached."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Verdict:
    """One target: what was measured against it."""

    what: str
    ratio: float
    target: float
    at_least: bool
    unit: str = "×"

    @property
    def reached(self) -> bool:
        return self.ratio >= self.target if self.at_least else self.ratio <= self.target

    def line(self) -> str:
        sign = "≥" if self.at_least else "≤"
        word = "reached" if self.reached else "NOT REACHED"
        return (
            f"{self.what:<58} {number(self.ratio):>9} {self.unit:<2} "
            f"{sign} {number(self.target):<5} {word}"
        )


@dataclass(slots=True)
class Report:
    verdicts: list[Verdict] = field(default_factory=list)

    def heading(self, text: str) -> None:
        print(f"\n{text}\n{'=' * len(text)}", flush=True)

    def note(self, text: str) -> None:
        print(text, flush=True)

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str | float]]) -> None:
        cells = [[cell if isinstance(cell, str) else number(cell) for cell in row] for row in rows]
        widths = [
            max(len(line[column]) for line in [list(head), *cells]) for column in range(len(head))
        ]
        for line in [list(head), *cells]:
            first, *others = line
            aligned = [first.ljust(widths[0])]
            aligned += [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
            print("  ".join(aligned), flush=True)

    def at_least(self, what: str, ratio: float, target: float, unit: str = "×") -> None:
        self._add(Verdict(what, ratio, target, True, unit))

    def at_most(self, what: str, ratio: float, target: float, unit: str = "×") -> None:
        self._add(Verdict(what, ratio, target, False, unit))

    def _add(self, verdict: Verdict) -> None:
        self.verdicts.append(verdict)
        print("  " + verdict.line(), flush=True)

    def summary(self) -> None:
        missed = [verdict for verdict in self.verdicts if not verdict.reached]
        self.heading(f"{len(self.verdicts) - len(missed)} of {len(self.verdicts)} targets reached")
        for verdict in missed:
            print("  " + verdict.line(), flush=True)


def number(value: float) -> str:
    """Three digits that matter, thousands with a comma."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def ratio(ours: float, bare: float) -> float:
    return ours / bare if bare else float("inf")
