"""Amounts in words and from words: never a float, never a guess."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from spaces_desktop.kernel.money import (
    MOST_CENTS,
    AmountError,
    editable,
    money,
    signed,
    typed_cents,
)


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("cents", "text"),
    [(0, "0.00"), (5, "0.05"), (-5, "−0.05"), (123_456_789, "1,234,567.89"), (2**40, None)],
)
def test_cents_are_written_out_whole(cents: int, text: str | None) -> None:
    said = money(cents)
    assert said == text or text is None
    assert said.replace(",", "").replace(".", "").replace("−", "").lstrip("0") == str(
        abs(cents) or ""
    )


def test_what_came_in_has_its_sign() -> None:
    assert (signed(250), signed(-250), signed(0)) == ("+2.50", "−2.50", "0.00")


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("8", 800),
        ("8.5", 850),
        (" 8,05 ", 805),
        (".5", 50),
        ("1 234,50", 123_450),
        ("1,234.50", 123_450),
        ("1.234,50", 123_450),
        ("1'000.00", 100_000),
        ("٣", 300),
        ("1000000", MOST_CENTS),
    ],
)
def test_an_amount_is_read_with_comma_and_point(text: str, cents: int) -> None:
    assert typed_cents(text) == cents


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "-1",
        "+1",
        "1,234",
        "1.234",
        "8.505",
        "8..5",
        "1e3",
        "a",
        "1,23,4.5",
        "1000000.01",
        "½",
    ],
)
def test_what_is_no_amount_or_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(AmountError) as error:
        typed_cents(text)
    assert str(error.value)


def test_bounds_are_told() -> None:
    with pytest.raises(AmountError, match=r"0\.01"):
        typed_cents("0", least=1)
    with pytest.raises(AmountError, match=r"5\.00"):
        typed_cents("5.01", most=500)


@given(st.integers(0, MOST_CENTS), st.sampled_from(["en_US", "de_DE", "fr_FR", "zh_CN", "de_CH"]))
def test_what_is_shown_can_be_typed_again(cents: int, language: str) -> None:
    QLocale.setDefault(QLocale(language))
    assert typed_cents(editable(cents)) == cents
    assert typed_cents(money(cents)) == cents
