# ruff: noqa: RUF001 - full-width marks end Chinese and Japanese sentences
"""Cutting a text into passages: along headings and paragraphs, never inside a word if it helps."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

SHORT = 400
LONG = 900
MOST_PASSAGES = 5_000
"""Above this, small sections are put together, so that no text floods the index."""

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})[ \t]*$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s|[。！？；][」』”’）]*|\n")
_SPACE = re.compile(r"\s")
_JOINERS = "\u200d\ufe0e\ufe0f\u20e3"


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of a text under its path of headings, joined by ` / `."""

    heading: str
    text: str


@dataclass(slots=True)
class _Section:
    level: int
    path: str
    title: str
    paragraphs: list[str] = field(default_factory=list)


def cut(text: str) -> list[Cut]:
    """Pieces of about 400 to 900 characters, in order; a section under its own heading is its own
    piece, however short it is."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = list(_pieces(text))
    if len(found) > MOST_PASSAGES:
        found = list(_together(found))
    return found


def _pieces(text: str) -> Iterator[Cut]:
    sections = list(_sections(text))
    for index, section in enumerate(sections):
        following = sections[index + 1].level if index + 1 < len(sections) else 0
        if not section.paragraphs and section.title and following <= section.level:
            yield Cut(section.path, section.title)
        for piece in _pack(section.paragraphs):
            yield Cut(section.path, piece)


def _sections(text: str) -> Iterator[_Section]:
    path: list[tuple[int, str]] = []
    section = _Section(0, "", "")
    paragraph: list[str] = []
    fence = ""

    def end_paragraph() -> None:
        joined = "\n".join(paragraph).strip()
        paragraph.clear()
        if joined:
            section.paragraphs.append(joined)

    for line in text.split("\n"):
        fenced = _FENCE.match(line)
        if fenced is not None and (not fence or fenced[1] == fence):
            fence = "" if fence else fenced[1]
        level, title = (0, "") if fence else _heading(line, paragraph)
        if level:
            end_paragraph()
            yield section
            path = [(above, name) for above, name in path if above < level]
            path.append((level, title))
            section = _Section(level, " / ".join(name for _, name in path)[:300], title)
        elif line.strip() or fence:
            paragraph.append(line.rstrip())
        else:
            end_paragraph()
    end_paragraph()
    yield section


def _heading(line: str, paragraph: list[str]) -> tuple[int, str]:
    """The level (0: none) and the title; a title underlined on the next line is taken back."""
    marked = _HEADING.match(line)
    if marked is not None and marked[2]:
        return len(marked[1]), marked[2][:200]
    underlined = _UNDERLINE.match(line)
    if underlined is not None and len(paragraph) == 1 and len(paragraph[0].strip()) <= 120:
        title = paragraph.pop().strip()
        return (1 if underlined[1][0] == "=" else 2), title
    return 0, ""


def _pack(paragraphs: list[str]) -> Iterator[str]:
    held = ""
    for paragraph in paragraphs:
        for part in _split(paragraph):
            if held and len(held) + len(part) + 2 > (LONG if len(held) < SHORT else SHORT + 200):
                yield held
                held = part
            else:
                held = f"{held}\n\n{part}" if held else part
    if held:
        yield held


def _split(paragraph: str) -> Iterator[str]:
    """Pieces of a long paragraph, cut behind a sentence, or at a space, or between characters."""
    while len(paragraph) > LONG:
        at = _last(_SENTENCE_END, paragraph) or _last(_SPACE, paragraph) or LONG
        while at > SHORT and _holds_together(paragraph, at):
            at -= 1
        yield paragraph[:at].strip()
        paragraph = paragraph[at:].lstrip()
    if paragraph:
        yield paragraph


def _last(pattern: re.Pattern[str], text: str) -> int | None:
    """The end of the last match between SHORT and LONG characters."""
    ends = [match.end() for match in pattern.finditer(text, SHORT, LONG)]
    return ends[-1] if ends else None


def _holds_together(text: str, at: int) -> bool:
    """Whether a cut before `at` would part a character from its accents or its joiner."""
    return at < len(text) and (
        unicodedata.combining(text[at]) != 0 or text[at] in _JOINERS or text[at - 1] == "\u200d"
    )


def _together(cuts: list[Cut]) -> Iterator[Cut]:
    """Neighbours joined up to SHORT characters, with their headings as lines of the text."""
    heading, held = "", ""
    for piece in cuts:
        part = f"{piece.heading}\n{piece.text}" if piece.heading else piece.text
        if held and len(held) + len(part) > SHORT + 200:
            yield Cut(heading, held)
            held = ""
        heading = heading if held else piece.heading
        held = f"{held}\n\n{part}" if held else part
    if held:
        yield Cut(heading, held)
