"""Lines of CSV that a spreadsheet opens as what they say, and never runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def csv_lines(rows: Iterable[Sequence[object]]) -> str:
    """None is an empty cell."""
    text = io.StringIO()
    csv.writer(text).writerows(
        [harmless("" if value is None else str(value)) for value in row] for row in rows
    )
    return text.getvalue()


def harmless(value: str) -> str:
    """A cell that begins as formulas do is taken for one, unless a quotation mark stands first."""
    safe = not value or (value[0] not in "=+@\t\r" and (value[0] != "-" or _is_number(value)))
    return value if safe else f"'{value}"


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdecimal()
