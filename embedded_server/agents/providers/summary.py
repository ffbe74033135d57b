# ruff: noqa: RUF001 - full-width marks end Chinese sentences
"""The built-in summary of what somebody missed: who wrote how much, and the lines that count.

Nothing is put into other words. Lines are weighed by whether they name the reader, were replied
or reacted to, ask, decide or link, and by how much of what the whole talk is about they hold.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from embedded_server.agents.providers.base import Missed, MissedLine
from embedded_server.agents.providers.summary_words import (
    CHINESE,
    DECISION,
    ENGLISH,
    LINK,
    QUESTION,
    SummaryWording,
)
from embedded_server.agents.terms import content
from embedded_server.kernel.fulltext import is_mostly_chinese

FEW = 5
"""Up to so many lines are all shown."""
MOST_LINES = 12
MOST_NAMED = 5
MOST_ASKED = 4
MOST_NAMES = 6
_ROOM = 240
"""Characters of one line."""

_SENTENCES = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？；])|\n+")
_FENCE = re.compile(r"```.*?(```|$)", re.DOTALL)
_SPACE = re.compile(r"\s+")
_MARKS = re.compile(r"([\\`*\[\]<>~|#&])|(?<!\w)_|_(?!\w)")


@dataclass(slots=True)
class _Weighed:
    """One message with its best sentence."""

    at: int
    line: MissedLine
    sentence: str
    terms: Sequence[str]
    weight: float


def summarise(missed: Missed) -> str:
    """In Markdown; what people wrote stands in it as plain text."""
    lines = [line for line in missed.lines if _plain(line.text)]
    wording = CHINESE if is_mostly_chinese(line.text for line in lines) else ENGLISH
    clock = _Clock(missed.utc_offset_minutes, lines)
    parts = [_header(lines, wording, clock, is_whole=missed.is_whole)]
    if len({line.author_id for line in lines}) > 1:
        parts.append(_who(lines, wording))
    if len(lines) <= FEW:
        shown = [_weigh_alone(at, line) for at, line in enumerate(lines)]
        parts.append(_listed(shown, wording, clock))
        return "\n\n".join(parts)
    weighed = _weigh(lines)
    named = [one for one in weighed if one.line.names_reader][-MOST_NAMED:]
    asked = [one for one in weighed if _is_open_question(one) and one not in named][-MOST_ASKED:]
    taken = {one.at for one in (*named, *asked)}
    most = min(MOST_LINES, FEW + len(lines) // 20)
    best = _choose([one for one in weighed if one.at not in taken], most)
    for title, found in ((wording.names_you, named), (wording.asked, asked)):
        if found:
            parts.append(f"**{title}**\n\n{_listed(found, wording, clock)}")
    if best:
        listed = _listed(best, wording, clock)
        parts.append(f"**{wording.in_order}**\n\n{listed}" if taken else listed)
    return "\n\n".join(parts)


class _Clock:
    """Times as the reader's clock shows them, with the day where there are several."""

    def __init__(self, offset: int | None, lines: Sequence[MissedLine]) -> None:
        self._offset = timedelta(minutes=offset or 0)
        self._zone = " UTC" if offset is None else ""
        days = {self._moment(line.at).date() for line in lines}
        self._format = "%H:%M" if len(days) <= 1 else "%m-%d %H:%M"

    def _moment(self, at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, UTC) + self._offset

    def short(self, at: int) -> str:
        return self._moment(at).strftime(self._format)

    def whole(self, at: int) -> str:
        return self.short(at) + self._zone


def _header(
    lines: Sequence[MissedLine], wording: SummaryWording, clock: _Clock, *, is_whole: bool
) -> str:
    people = {line.author_id for line in lines}
    pattern = wording.header
    if len(people) == 1:
        pattern = wording.one_line if len(lines) == 1 else wording.from_one
    said = pattern.format(
        messages=len(lines),
        people=len(people),
        name=_escaped(lines[0].author),
        start=clock.short(lines[0].at) if len(lines) > 1 else clock.whole(lines[0].at),
        end=clock.whole(lines[-1].at),
    )
    parts = [said, wording.all_shown if len(lines) <= FEW else wording.chosen]
    if not is_whole:
        parts.append(wording.newest_only)
    return (" " if wording is ENGLISH else "").join(parts)


def _who(lines: Sequence[MissedLine], wording: SummaryWording) -> str:
    counts = Counter(line.author_id for line in lines)
    names = {line.author_id: _escaped(line.author) for line in lines}
    listed = [
        wording.count.format(name=names[author_id], count=count)
        for author_id, count in counts.most_common(MOST_NAMES)
    ]
    if len(counts) > MOST_NAMES:
        listed.append("…")
    return wording.wrote.format(list=wording.comma.join(listed))


def _listed(found: Iterable[_Weighed], wording: SummaryWording, clock: _Clock) -> str:
    return "\n".join(
        f"- {clock.short(one.line.at)} **{_escaped(one.line.author)}**{wording.colon}"
        f"{_escaped(_shortened(one.sentence))}"
        for one in found
    )


def _weigh(lines: Sequence[MissedLine]) -> list[_Weighed]:
    """Each message by its best sentence, in order of time."""
    sentences = [(at, line, text) for at, line in enumerate(lines) for text in _split(line.text)]
    terms = [content(text) for _, _, text in sentences]
    spread: Counter[str] = Counter()
    for found in terms:
        spread.update(set(found))
    best: dict[int, _Weighed] = {}
    for (at, line, text), found in zip(sentences, terms, strict=True):
        weight = _central(found, spread, len(sentences)) + _signs(line, text)
        if at not in best or weight > best[at].weight:
            best[at] = _Weighed(at, line, text, found, weight)
    return [best[at] for at in sorted(best)]


def _central(terms: Sequence[str], spread: Counter[str], sentences: int) -> float:
    """From 0 to 1: how much a sentence holds of what many others speak of."""
    if not terms:
        return 0.0
    shares = [(spread[term] - 1) / max(1, sentences - 1) for term in set(terms)]
    # A long sentence must not win by its length, nor a single common word by itself.
    return sum(math.sqrt(share) for share in shares) / (len(shares) + 3)


def _signs(line: MissedLine, text: str) -> float:
    weight = 0.5 * min(line.replies, 3) + 0.3 * min(line.reactions, 5)
    if line.names_reader:
        weight += 1.0
    if QUESTION.search(text):
        weight += 0.25
    if DECISION.search(text):
        weight += 0.4
    if LINK.search(text):
        weight += 0.3
    # What an agent said can be asked for again; what people said cannot.
    return weight if line.kind == "user" else weight * 0.6 - 0.2


def _choose(weighed: Sequence[_Weighed], most: int) -> list[_Weighed]:
    """The best that do not say the same, in order of time."""
    chosen: list[_Weighed] = []
    said: set[str] = set()
    left = list(weighed)
    while left and len(chosen) < most:
        best = max(left, key=lambda one: (one.weight * _newness(one, said), one.at))
        left.remove(best)
        chosen.append(best)
        said.update(best.terms)
    return sorted(chosen, key=lambda one: one.at)


def _newness(one: _Weighed, said: set[str]) -> float:
    terms = set(one.terms)
    return 1.0 if not terms else 1.0 - 0.6 * len(terms & said) / len(terms)


def _is_open_question(one: _Weighed) -> bool:
    line = one.line
    return line.kind == "user" and not line.replies and QUESTION.search(one.sentence) is not None


def _weigh_alone(at: int, line: MissedLine) -> _Weighed:
    return _Weighed(at, line, _plain(line.text), [], 0.0)


def _split(text: str) -> list[str]:
    found = [part.strip() for part in _SENTENCES.split(_FENCE.sub(" ", text)) if part.strip()]
    return found or [_plain(text)]


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _shortened(text: str) -> str:
    text = _plain(text)
    if len(text) <= _ROOM:
        return text
    cut = text[:_ROOM]
    space = cut.rfind(" ", _ROOM // 2)
    return (cut[:space] if space > 0 else cut) + " …"


def _escaped(text: str) -> str:
    """As plain text in Markdown; an address stays as it is."""
    out, at = [], 0
    for link in LINK.finditer(text):
        out += [_MARKS.sub(r"\\\g<0>", text[at : link.start()]), link[0]]
        at = link.end()
    return "".join([*out, _MARKS.sub(r"\\\g<0>", text[at:])])
