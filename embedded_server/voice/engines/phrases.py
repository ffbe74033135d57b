"""Cutting a text where a speaker breathes, and which language each part is written in.

The first part is short, so that something is heard soon; later ones are long, since an engine
speaks a whole phrase more naturally than its pieces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FIRST_WEIGHT = 14
"""About 0.8 s: as much as is spoken while the next part is being made."""
NEXT_WEIGHT = 40
MOST_WEIGHT = 110
_HAN_WEIGHT = 4
"""A Chinese character takes about as long as so many letters."""

_SCRIPTS = (
    (re.compile(r"[\u3040-\u30ff]"), "ja"),
    (re.compile(r"[\uac00-\ud7af]"), "ko"),
    (re.compile(r"[\u2e80-\u2fff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"), "cmn"),
    (re.compile(r"[\u0400-\u04ff]"), "ru"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
    (re.compile(r"[\u0590-\u05ff]"), "he"),
    (re.compile(r"[\u0600-\u06ff]"), "ar"),
    (re.compile(r"[\u0900-\u097f]"), "hi"),
)
_STRONG = re.compile(r"(?<=[.!?…])\s+|(?<=[\u3002\uff01\uff1f\uff1b])|(?<=[;:])\s+")
_WEAK = re.compile(r"(?<=[,–—])\s+|(?<=[\uff0c\u3001\uff1a])|\s+(?=[(–—])")
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Phrase:
    text: str
    language: str | None
    """By its script; None for Latin letters, which many languages share."""
    ends_sentence: bool


def phrases(text: str) -> list[Phrase]:
    """In order; joined they are the text but for the space between."""
    parts: list[tuple[str, bool]] = []
    for sentence in _cut(_STRONG, text):
        parts += _parts_of(sentence, is_first=not parts)
    return [Phrase(words, language_of(words), ends) for words, ends in parts]


def language_of(text: str) -> str | None:
    """The language of a text's script; None for Latin letters and for numbers alone."""
    for script, language in _SCRIPTS:
        if script.search(text):
            return language
    return None


def weight_of(text: str) -> int:
    """About how long it takes to say, in letters."""
    return len(text) + (_HAN_WEIGHT - 1) * len(_WIDE.findall(text))


def _parts_of(sentence: str, *, is_first: bool) -> list[tuple[str, bool]]:
    clauses = [piece for clause in _cut(_WEAK, sentence) for piece in _shorten(clause, MOST_WEIGHT)]
    if is_first and weight_of(clauses[0]) > 2 * FIRST_WEIGHT:
        clauses[:1] = _shorten(clauses[0], FIRST_WEIGHT, once=True)
    parts = [clauses[0]]
    for clause in clauses[1:]:
        is_opening = is_first and len(parts) == 1
        enough = FIRST_WEIGHT if is_opening else NEXT_WEIGHT
        if weight_of(parts[-1]) < enough and weight_of(parts[-1] + clause) <= MOST_WEIGHT:
            gap = "" if _WIDE.match(clause[:1]) else " "
            parts[-1] += gap + clause
        else:
            parts.append(clause)
    return [(part, index == len(parts) - 1) for index, part in enumerate(parts)]


def _cut(where: re.Pattern[str], text: str) -> list[str]:
    return [part.strip() for part in where.split(text) if part.strip()]


def _shorten(text: str, most: int, *, once: bool = False) -> list[str]:
    """In pieces of about that weight, between words, or between characters that have no spaces."""
    pieces: list[str] = []
    left = text
    while weight_of(left) > most * 3 // 2 and not (once and pieces):
        end = _fit(left, most)
        space = left.rfind(" ", 0, end + 1)
        if space <= 0 and not _WIDE.match(left[end]):
            space = left.find(" ", end)
        at = space if space > 0 else end
        pieces.append(left[:at].strip())
        left = left[at:].strip()
        if not left:
            break
    return [piece for piece in (*pieces, left) if piece]


def _fit(text: str, most: int) -> int:
    """How many letters of it weigh no more than that; at least one."""
    weight = 0
    for index, letter in enumerate(text):
        weight += _HAN_WEIGHT if _WIDE.match(letter) else 1
        if weight > most:
            return max(1, index)
    return len(text) - 1
