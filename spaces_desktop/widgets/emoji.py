"""The emoji one can react and write with, and how they are found by their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spaces_desktop.kernel.resources import resource


@dataclass(frozen=True, slots=True)
class Emoji:
    """`names` are words in English, `chinese` in Chinese; the first one is what it is called."""

    sign: str
    names: str
    chinese: str

    def title(self, language: str) -> str:
        """What a screen reader calls it, in the language of the window."""
        return self.chinese.split()[0] if language.startswith("zh") else self.names


@cache
def all_emoji() -> tuple[Emoji, ...]:
    text = resource("emoji", "emoji.tsv").read_text("utf-8")
    return tuple(Emoji(*line.split("\t")) for line in text.splitlines() if line)


def find(words: str) -> Sequence[Emoji]:
    """Those of which each word begins a name or, as Chinese has no gaps, stands inside one."""
    wanted = words.casefold().split()
    return [one for one in all_emoji() if all(_has(one, word) for word in wanted)]


def _has(emoji: Emoji, word: str) -> bool:
    if word == emoji.sign or word in emoji.chinese:
        return True
    return any(name.casefold().startswith(word) for name in emoji.names.split())
