"""Money in words and from words: integer cents alone, in the way of this machine's language."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QLocale

MOST_CENTS = 100_000_000
"""More than this nobody pays, tops up or asks for at once; the server says the same."""

_MINUS, _PLUS = "\N{MINUS SIGN}", "+"
_BLANKS = re.compile(r"[\s\u00a0\u202f'’]+")
_PLAIN = re.compile(r"(?P<whole>\d{0,12})(?:[.,](?P<part>\d*))?")
_GROUPED = re.compile(
    r"(?P<whole>\d{1,3}(?P<sign>[.,])\d{3}(?:(?P=sign)\d{3})*)(?:[.,](?P<part>\d*))?"
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("money", text)


class AmountError(ValueError):
    """What was typed is no amount; the text says what would be one, to whoever typed it."""


def money(cents: int) -> str:
    """Such as `1,234.50`. The server names no currency, so none is shown."""
    locale = QLocale()
    whole, part = divmod(abs(cents), 100)
    sign = _MINUS if cents < 0 else ""
    digits = locale.toString(100 + part)[1:]
    return f"{sign}{locale.toString(whole)}{locale.decimalPoint()}{digits}"


def signed(cents: int) -> str:
    """As `money`, with a sign also before what came in."""
    return f"{_PLUS}{money(cents)}" if cents > 0 else money(cents)


def typed_cents(text: str, *, least: int = 0, most: int = MOST_CENTS) -> int:
    """The cents in what somebody typed: comma or point, at most two decimals, between the bounds.

    A sign that could be read both ways (`1,234`) is refused, never guessed. Raises AmountError.
    """
    plain = _BLANKS.sub("", text)
    found = _PLAIN.fullmatch(plain)
    if found is None or not (found["whole"] or found["part"]):
        found = _grouped(plain)
    if found is None:
        raise AmountError(_tr("Type an amount, such as {example}.").format(example=money(850)))
    part = found["part"] or ""
    if len(part) > 2:
        raise AmountError(_tr("An amount has two digits after the point at most."))
    whole = re.sub(r"\D", "", found["whole"])
    cents = int(whole or "0") * 100 + int((part + "00")[:2])
    if cents > most:
        raise AmountError(_tr("{amount} at most.").format(amount=money(most)))
    if cents < least:
        raise AmountError(_tr("{amount} at least.").format(amount=money(least)))
    return cents


def _grouped(text: str) -> re.Match[str] | None:
    """An amount with its thousands set apart; both signs have to stand in it."""
    found = _GROUPED.fullmatch(text)
    if found is None or found["part"] is None:
        return None
    is_decimal = text[found.end("whole")] != found["sign"]
    return found if is_decimal else None


def editable(cents: int) -> str:
    """As somebody would type it: without groups, without decimals where there are none."""
    whole, part = divmod(cents, 100)
    return f"{whole}{QLocale().decimalPoint()}{part:02}" if part else str(whole)
