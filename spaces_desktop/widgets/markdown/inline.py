"""The inside of a line: emphasis, code, links and mentions as spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from spaces_desktop.widgets.markdown.blocks import Span, Style

if TYPE_CHECKING:
    from markdown_it.token import Token

_SCHEMES = ("http://", "https://", "mailto:", "spaces:")
_ADDRESS = re.compile(
    "(?<![A-Za-z0-9_@/.])(?:https?://|spaces://|www\\.)"
    '[^\\s<>"`\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]+',
    re.IGNORECASE,
)
_BEHIND = ".,;:!?'*_~…"
_STARTS = {"strong_open": Style.BOLD, "em_open": Style.ITALIC, "s_open": Style.STRIKE}
_ENDS = {"strong_close": Style.BOLD, "em_close": Style.ITALIC, "s_close": Style.STRIKE}


def is_safe(address: str) -> bool:
    """Whether a link may lead there: to the web, to a letter, or into this app."""
    return address.strip().casefold().startswith(_SCHEMES)


def lines_of(tokens: Sequence[Token], names: Sequence[str], base: Style) -> list[list[Span]]:
    """The lines that the tokens inside a paragraph make; there is at least one."""
    lines: list[list[Span]] = [[]]
    style, href = base, ""
    for token in tokens:
        kind = token.type
        if kind == "text":
            lines[-1] += _text(token.content, style, href, names)
        elif kind in ("softbreak", "hardbreak"):
            lines.append([])
        elif kind in _STARTS:
            style |= _STARTS[kind]
        elif kind in _ENDS:
            style &= ~_ENDS[kind] | base
        elif kind == "code_inline":
            lines[-1].append(Span(token.content, style | Style.CODE, href))
        elif kind == "link_open":
            href = str(token.attrs.get("href", ""))
        elif kind == "link_close":
            href = ""
        elif kind == "image":
            # Showing a message fetches nothing: a picture elsewhere is a link to it.
            source = str(token.attrs.get("src", ""))
            lines[-1] += _text(token.content or source, style, source, ())
        else:
            lines[-1] += _text(token.content, style, href, names)
    return lines


def plain_line(text: str, names: Sequence[str], base: Style = Style.PLAIN) -> list[Span]:
    """A line that holds no Markdown: as typed, with its addresses and mentions."""
    return list(_text(text, base, "", names))


def _text(text: str, style: Style, href: str, names: Sequence[str]) -> Iterable[Span]:
    if not text:
        return
    if href:
        yield Span(text, style | Style.LINK, href)
        return
    at = 0
    if "://" in text or "www." in text.lower():
        for found in _ADDRESS.finditer(text):
            address = _trimmed(found.group())
            yield from _mentions(text[at : found.start()], style, names)
            goal = f"https://{address}" if address[:4].lower() == "www." else address
            yield Span(address, style | Style.LINK, goal)
            at = found.start() + len(address)
    yield from _mentions(text[at:], style, names)


def _mentions(text: str, style: Style, names: Sequence[str]) -> Iterable[Span]:
    at = 0
    if names and "@" in text:
        for found in _pattern(tuple(names)).finditer(text):
            if found.start() > at:
                yield Span(text[at : found.start()], style)
            yield Span(found.group(), style | Style.MENTION)
            at = found.end()
    if at < len(text):
        yield Span(text[at:], style)


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted((one.removeprefix("@") for one in names), key=len, reverse=True)
    return re.compile(rf"(?<!\w)@(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)


def _trimmed(address: str) -> str:
    """Without what ends the sentence around it."""
    while True:
        end = address[-1:]
        unopened = end == ")" and address.count(")") > address.count("(")
        unopened = unopened or (end == "]" and "[" not in address)
        if len(address) > 8 and (end in _BEHIND or unopened):
            address = address[:-1]
        else:
            return address
