"""Finding by what people type in a hurry: parts, initials, letters in order, in any script."""

from __future__ import annotations

import unicodedata

EXACT, PREFIX, WORD, INITIALS, INSIDE, LETTERS = 100.0, 80.0, 70.0, 60.0, 50.0, 20.0


def fold(text: str) -> str:
    """Without case, accents and widths; signs between words become blanks."""
    split = unicodedata.normalize("NFKD", text.casefold())
    kept = (one for one in split if not unicodedata.combining(one))
    return "".join(one if one.isalnum() else " " for one in kept)


def matches(query: str, text: str) -> bool:
    """Whether each word of the query is somewhere in the text."""
    inside = fold(text)
    return all(word in inside for word in fold(query).split())


def score(query: str, title: str) -> float:
    """How well a title answers to a query; 0 for not at all, an empty query likes all alike."""
    asked = " ".join(fold(query).split())
    words = fold(title).split()
    name = " ".join(words)
    if not asked:
        return 1.0
    if asked == name:
        return EXACT
    best = _whole(asked, name, words)
    if not best and " " in asked:
        parts = [_whole(one, name, words) for one in asked.split()]
        best = min(parts) if all(parts) else 0.0
    # Of two alike the shorter one is meant.
    return best - min(len(name), 200) / 100 if best else 0.0


def _whole(asked: str, name: str, words: list[str]) -> float:
    if name.startswith(asked):
        return PREFIX
    if f" {asked}" in f" {name}":
        return WORD
    initials = "".join(one[0] for one in words)
    if len(asked) > 1 and initials.startswith(asked.replace(" ", "")):
        return INITIALS
    if asked in name:
        return INSIDE
    return _letters(asked.replace(" ", ""), name)


def _letters(asked: str, name: str) -> float:
    """Its letters in order, with gaps that are not too wide."""
    if len(asked) < 3:
        return 0.0
    at, first, last = 0, -1, -1
    for letter in asked:
        at = name.find(letter, at)
        if at < 0:
            return 0.0
        first = at if first < 0 else first
        last = at
        at += 1
    gaps = last - first + 1 - len(asked)
    return max(0.0, LETTERS - gaps) if gaps <= 2 * len(asked) else 0.0
