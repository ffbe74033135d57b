"""What there is to read aloud: sentences in short groups, in the languages that there are."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spaces_desktop.kernel.resources import resource

LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Prompt:
    text: str
    group: str


@dataclass(frozen=True, slots=True)
class Script:
    language: str
    name: str
    """Of the language, in itself."""
    prompts: tuple[Prompt, ...]
    previews: tuple[str, str, str]
    """Sentences in which a finished voice is heard; none of them is read before."""
    ideas: tuple[str, ...]
    """What one may talk about freely."""


@cache
def script(language: str) -> Script:
    """English where there is none in that language."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    said = tomllib.loads(resource("prompts", f"{known}.toml").read_text("utf-8"))
    prompts = tuple(
        Prompt(text, group["name"]) for group in said["groups"] for text in group["lines"]
    )
    first, second, third = said["previews"]
    return Script(known, said["name"], prompts, (first, second, third), tuple(said["ideas"]))


def language_of(locale: str) -> str:
    """`zh_CN` and `zh-Hans` are `zh`."""
    short = locale.replace("-", "_").split("_")[0].lower()
    return short if short in LANGUAGES else LANGUAGES[0]


class Reading:
    """Where one is in a script. What was read is not offered again before all were."""

    def __init__(self, language: str, done: Sequence[str] = ()) -> None:
        self.script = script(language)
        self._order = list(self.script.prompts)
        self._done = set(done)
        self._at = 0
        self._forward_to_unread()

    @property
    def current(self) -> Prompt:
        return self._order[self._at]

    @property
    def number(self) -> int:
        """From 1."""
        return self._at + 1

    @property
    def count(self) -> int:
        return len(self._order)

    @property
    def done(self) -> frozenset[str]:
        return frozenset(self._done)

    def skip(self) -> None:
        """The next one, from the last on the first."""
        self._at = (self._at + 1) % len(self._order)
        self._forward_to_unread()

    def back(self) -> None:
        self._at = (self._at - 1) % len(self._order)

    def read(self) -> None:
        """The current one is done; on to the next."""
        self._done.add(self.current.text)
        self.skip()

    def shuffle(self, chance: random.Random | None = None) -> None:
        """In another order, of which one stands at the beginning."""
        before = self.current
        (chance or random.Random()).shuffle(self._order)
        if self._order[0] == before:
            self._order.append(self._order.pop(0))
        self._at = 0
        self._forward_to_unread()

    def _forward_to_unread(self) -> None:
        for ahead in range(len(self._order)):
            at = (self._at + ahead) % len(self._order)
            if self._order[at].text not in self._done:
                self._at = at
                return
