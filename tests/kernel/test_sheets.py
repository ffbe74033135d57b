"""Cells that a spreadsheet must not run, and that still say what they say."""

from __future__ import annotations

import csv
import io

import pytest

from embedded_server.kernel.sheets import csv_lines, harmless


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "\t=1", "\r=1", "-2+3", "-", "-x"])
def test_what_would_be_a_formula_is_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Tea", "-2.50", "-7", "12:00", "'"])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_lines_are_read_as_they_were_written() -> None:
    rows = [("a", 1, None), ('say "hi", twice', -2.5, "two\nlines")]
    read = list(csv.reader(io.StringIO(csv_lines(rows))))
    assert read == [["a", "1", ""], ['say "hi", twice', "-2.5", "two\nlines"]]
