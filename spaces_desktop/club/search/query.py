"""What somebody types to search: words, and filters such as `from:Ada before:2026-11-23`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

FILTERS = ("from", "in", "before", "after", "has")
KINDS = ("file", "link")
_PART = re.compile(
    r'(?P<filter>from|in|before|after|has):(?P<value>"[^"]*"?|\S*)|\S+', re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of what was typed, from `start` to `end`; a word where `filter` is empty."""

    text: str
    start: int
    end: int
    filter: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may be put in at the cursor: `text` replaces `start` to `end`."""

    text: str
    shown: str
    start: int
    end: int


def parts(typed: str) -> list[Part]:
    found = []
    for one in _PART.finditer(typed):
        key = (one["filter"] or "").lower()
        value = (one["value"] or "").strip('"')
        found.append(Part(one[0], one.start(), one.end(), key, value))
    return found


def words(typed: str) -> tuple[str, ...]:
    """What is looked for in the texts, for marking it in the hits."""
    return tuple(one.text.strip('"') for one in parts(typed) if not one.filter)


def quoted(name: str) -> str:
    """A name as a filter takes it."""
    plain = name.replace('"', "")
    return f'"{plain}"' if re.search(r"\s", plain) else plain


def is_sendable(typed: str) -> bool:
    """Whether there is anything to look for; a filter whose value is still missing is not."""
    found = parts(typed)
    return bool(found) and all(one.value for one in found if one.filter)


def offers(
    typed: str, cursor: int, people: Sequence[str], clubs: Sequence[str], today: date
) -> list[Offer]:
    """What fits at the cursor: a filter that was begun, or values for one."""
    here = next((one for one in parts(typed) if one.start <= cursor <= one.end), None)
    if here is None:
        return []
    if here.filter:
        begun = here.value.casefold()
        start = here.start + len(here.filter) + 1
        values = {
            "from": [quoted(name) for name in people],
            "in": [quoted(name) for name in clubs],
            "has": list(KINDS),
        }.get(here.filter)
        if values is None:
            values = [today.isoformat()]
        fitting = [one for one in values if begun in one.casefold() and one != here.value]
        return [Offer(f"{one} ", one, start, here.end) for one in fitting[:8]]
    begun = here.text.casefold()
    return [
        Offer(f"{one}:", f"{one}:", here.start, here.end)
        for one in FILTERS
        if one.startswith(begun) and len(begun) >= 2
    ]
