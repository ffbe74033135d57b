"""Cutting a text into sentences, and which language each is written in, by its script."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_ENDS = re.compile(r"(?<=[.!?…])\s+|(?<=[\u3002\uff01\uff1f\uff1b])")


def sentences(text: str) -> list[str]:
    return [part.strip() for part in _ENDS.split(text) if part.strip()]


def language_of(text: str) -> str | None:
    """The language of a text's script; None for Latin letters, which many languages share."""
    for script, language in _SCRIPTS:
        if script.search(text):
            return language
    return None


def runs(text: str, own: str) -> Iterator[tuple[str, str]]:
    """Languages and what is to be read in them: as many sentences as there are of one in a row.

    `own` reads Latin letters and its own script. Mandarin reads Latin letters among its own too,
    as English.
    """
    language, words = own, ""
    for sentence in sentences(text):
        needed = language_of(sentence) or own
        if words and needed != language:
            yield language, words
            words = ""
        language = needed
        words = f"{words} {sentence}" if words else sentence
    if words:
        yield language, words
