"""The look of the very first paint: what the window had last time, before any theme is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

_FILE = "opening.txt"


class Look(NamedTuple):
    """Colours as `#rrggbb`; the size of the name in points; the window's place, "" for none."""

    background: str
    text: str
    name_points: float
    geometry: str = ""


def recall(folder: Path) -> Look | None:
    """None at the first start, or where the file is not whole: then the system's look is used."""
    try:
        background, text, points, *more = (folder / _FILE).read_text("utf-8").split()
        return Look(background, text, float(points), more[0] if more else "")
    except (OSError, ValueError):
        return None


def remember(folder: Path, look: Look) -> None:
    if recall(folder) == look:
        return
    try:
        (folder / _FILE).write_text(
            f"{look.background}\n{look.text}\n{look.name_points}\n{look.geometry}\n", "utf-8"
        )
    except OSError:
        # It is a convenience: without it the next start begins in the system's colours.
        return
