"""Cuts a text that is still coming into sentences to be spoken, whatever pieces it comes in.

A sentence is given as soon as what follows its end is known. Code blocks are left out; of marks
and links, what a reader would say is kept.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 240
"""Characters of one sentence; what is longer is cut at a clause, a word, or there."""
_LEAST_CLAUSE = 60
_ENDS = ".!?…"
_WIDE_ENDS = "。！？｡"  # noqa: RUF001  # Chinese and Japanese marks are meant
_ANY_END = _ENDS + _WIDE_ENDS
_CLOSERS = "\"'”’»›)]}」』】）》〉*_"  # noqa: RUF001  # as above
_CLAUSE = ",;:，、；："  # noqa: RUF001  # as above
_TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "mx",
        "dr",
        "prof",
        "sr",
        "jr",
        "st",
        "vs",
        "no",
        "nos",
        "fig",
        "figs",
        "vol",
        "pp",
        "ca",
        "cf",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "approx",
        "gen",
        "col",
        "sgt",
        "capt",
        "lt",
        "rev",
        "hon",
        "gov",
        "sen",
        "rep",
        "pres",
        "dept",
        "mt",
        "ft",
        "bzw",
        "z.b",
        "d.h",
        "usw",
        "nr",
        "art",
        "ed",
        "eds",
        "al",
    }
)
"""Words whose full stop ends nothing, whatever follows."""
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_COULD_BE_FENCE = re.compile(r" {0,3}(`{0,2}|~{0,2})")
_ORDINAL = re.compile(r"(?:^|\n)[ \t]*\d{1,3}$")
_WORD = re.compile(r"[^\s(\[\"'“‘«*_]*$")


class Sentences:
    """`feed` and `end` give sentences as they are to be spoken."""

    def __init__(self) -> None:
        self._held = ""
        self._fence: str | None = None
        """Of the code block that is open."""
        self._is_line_start = True

    @property
    def is_empty(self) -> bool:
        return not self._held.strip()

    def feed(self, piece: str) -> list[str]:
        self._held += piece
        return self._cut(final=False)

    def end(self) -> list[str]:
        return self._cut(final=True)

    def settle(self) -> list[str]:
        """What stands complete as it is, where nothing more has come for a moment."""
        text = self._held.rstrip()
        if self._fence is None and text.rstrip(_CLOSERS)[-1:] in tuple(_ANY_END):
            return self._take(len(self._held))
        return []

    def clause(self) -> list[str]:
        """Up to the last clause, where the end of the sentence does not come for long."""
        if self._fence is not None or len(self._held) < _LEAST_CLAUSE:
            return []
        at = _last_of(self._held, _CLAUSE, 1)
        return self._take(at) if at else []

    def _cut(self, *, final: bool) -> list[str]:
        found: list[str] = []
        while True:
            before = len(self._held), self._fence
            if self._fence is not None:
                self._skip_code(final=final)
            else:
                at = self._boundary(final=final)
                found += self._take(at)
            if (len(self._held), self._fence) == before:
                return found

    def _take(self, at: int) -> list[str]:
        if at <= 0:
            return []
        raw, self._held = self._held[:at], self._held[at:]
        self._is_line_start = raw.endswith("\n")
        said = spoken(raw)
        return [said] if said else []

    def _skip_code(self, *, final: bool) -> None:
        """Drop whole lines up to the one that closes the block."""
        while "\n" in self._held or final:
            line, brk, rest = self._held.partition("\n")
            mark = _FENCE.match(line)
            closes = mark is not None and mark[1].startswith(str(self._fence))
            self._held = rest
            if closes or (final and not brk):
                self._fence, self._is_line_start = None, True
                return

    def _boundary(self, *, final: bool) -> int:
        """How much of what is held is a sentence; 0 where that is not known yet."""
        text = self._held
        at = 0
        line_start = self._is_line_start
        while at < len(text):
            if line_start:
                if _COULD_BE_FENCE.fullmatch(text, at) and not final:
                    return 0
                mark = _FENCE.match(text, at)
                if mark is not None:
                    return self._open_fence(at, mark[1], final=final)
            line_start = text[at] == "\n"
            if at >= LONGEST:
                return _clause_in(text)
            end = self._end_at(at, final=final)
            if end is None:
                return 0
            if end:
                return end
            at += 1
        return len(text) if final else 0

    def _open_fence(self, at: int, mark: str, *, final: bool) -> int:
        """What stands before the block is a sentence; the block's first line is dropped then."""
        if at:
            return at
        _, brk, rest = self._held.partition("\n")
        if not brk and not final:
            return 0
        self._fence, self._held = mark, rest
        return 0

    def _end_at(self, at: int, *, final: bool) -> int | None:
        """Behind the sentence that ends at this character; 0: none does, None: not known yet."""
        text, mark = self._held, self._held[at]
        if mark == "\n":
            after = _next_visible(text, at)
            if after is None:
                return None if not final else 0
            if _continues(text[after]) and text[at:after].count("\n") == 1:
                return 0
            return _line_of(text, after) if text[:at].strip() else 0
        if mark not in _ENDS and mark not in _WIDE_ENDS:
            return 0
        behind = at + 1
        while behind < len(text) and text[behind] in _ANY_END + _CLOSERS:
            behind += 1
        if behind == len(text):
            return 0 if final else None
        if mark in _WIDE_ENDS:
            return behind
        following = text[behind]
        if not following.isspace():
            wide = _is_wide(following) and not text[at - 1 : at].isdigit()
            return behind if wide else 0
        after = _next_visible(text, behind)
        if after is None:
            return 0 if final else None
        if _continues(text[after]) and text[behind:after].count("\n") < 2:
            return 0
        if mark == "." and _is_no_end(text[:at]):
            return 0
        return _line_of(text, after)


def _line_of(text: str, at: int) -> int:
    """Up to the beginning of the line of this character, or to it where that is in one line."""
    brk = text.rfind("\n", 0, at)
    return brk + 1 if brk >= 0 and not text[brk + 1 : at].strip() else at


def _next_visible(text: str, at: int) -> int | None:
    while at < len(text):
        if not text[at].isspace():
            return at
        at += 1
    return None


def _continues(mark: str) -> bool:
    return mark.islower() or mark in ",;:)"


def _is_wide(mark: str) -> bool:
    return unicodedata.east_asian_width(mark) in "WF"


def _is_no_end(before: str) -> bool:
    """Whether the full stop behind this ends no sentence: a title, an initial, a number."""
    if _ORDINAL.search(before[-8:] if len(before) > 8 else before):
        return True
    found = _WORD.search(before[-24:])
    word = found[0] if found is not None else ""
    if len(word) == 1 and word.isupper() and word != "I":
        return True
    return word.lower() in _TITLES


def _clause_in(text: str) -> int:
    head = text[:LONGEST]
    return _last_of(head, _CLAUSE, _LEAST_CLAUSE) or _last_of(head, " \n", 1) or LONGEST


def _last_of(text: str, marks: str, least: int) -> int:
    """Behind the last of the marks that has a space or a wide letter behind it; 0 for none."""
    for at in range(len(text) - 1, least - 1, -1):
        if text[at] in marks and (
            text[at].isspace() or _is_wide(text[at]) or text[at + 1 : at + 2].isspace()
        ):
            return at + 1
    return 0


_PICTURE = re.compile(r"!\[[^\]]*\]\([^)\s]*(?:\s[^)]*)?\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*(?:\s[^)]*)?\)")
_CITATION = re.compile(r"\s?\[\d{1,3}(?:\s?,\s?\d{1,3})*\]")
_ADDRESS = re.compile(r"<?\b(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)\]'\"]>?", re.IGNORECASE)
_RULE = re.compile(r"^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|?)+[ \t]*$|^[ \t]*(?:[*_] ?){3,}$", re.M)
_LEAD = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+•][ \t]+(?:\[[ xX]\][ \t]+)?)+", re.M)
_MARKS = re.compile(r"\*+|~~|`+|(?<!\w)_+|_+(?!\w)")
_CELLS = re.compile(r"[ \t]*\|[ \t]*")


def spoken(raw: str) -> str:
    """What a reader would say of it; empty where that is nothing."""
    text = _PICTURE.sub(" ", raw)
    text = _LINK.sub(r"\1", text)
    text = _CITATION.sub("", text)
    text = _ADDRESS.sub(" ", text)
    text = _RULE.sub("", text)
    text = _LEAD.sub("", text)
    text = _MARKS.sub("", text)
    if "|" in text:
        text = _CELLS.sub(", ", text).strip(", \n")
    text = "".join(" " if _is_picture(mark) else mark for mark in text)
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r" ([.,;:!?])", r"\1", text)
    return text if any(mark.isalnum() for mark in text) else ""


def _is_picture(mark: str) -> bool:
    """Emoji, and what is not seen at all."""
    return ord(mark) > 127 and unicodedata.category(mark) in ("So", "Cf", "Co", "Cs", "Cn", "Mn")
