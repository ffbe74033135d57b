"""What a screen reader says for a message: everything that the eye sees of it, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from spaces_desktop.widgets.markdown.blocks import Kind
from spaces_desktop.widgets.markdown.parse import parse

if TYPE_CHECKING:
    from spaces_desktop.widgets.message_rows import Media, ReactionMark, Row

MOST = 4000
"""Letters of a text; who wants to hear more of it goes into the message."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("messages", text)


def spoken_row(row: Row) -> str:
    if row.is_system:
        return row.text
    return ", ".join(part for part in _parts(row) if part)


def plain_text(text: str) -> str:
    """A text without the signs of its Markdown."""
    lines = []
    for piece in parse(text[:MOST]):
        for block in piece.blocks:
            if block.kind is Kind.TABLE:
                for cells in block.rows:
                    words = ["".join(span.text for span in cell) for cell in cells]
                    lines.append("; ".join(words))
            elif block.spans:
                words_of = "".join(span.text for span in block.spans)
                marker = "" if block.marker in ("", "•") else f"{block.marker} "
                lines.append(f"{marker}{words_of}")
    return "\n".join(lines)


def _parts(row: Row) -> Iterator[str]:
    who = row.author
    yield _tr("{author}, AI").format(author=who) if row.is_agent else who
    yield row.at.strftime("%H:%M")
    if row.is_private:
        yield _tr("only you see this")
    if row.is_pinned:
        yield _tr("pinned")
    if row.names_me:
        yield _tr("mentions you")
    if row.quote is not None:
        yield _tr("replying to {author}: {text}").format(
            author=row.quote.author, text=" ".join(plain_text(row.quote.text[:200]).split())
        )
    yield plain_text(row.text)
    for media in row.media:
        yield _file(media)
    yield row.note
    for source in row.sources:
        yield _tr("source {number}: {title}").format(number=source.mark, title=source.title)
    for mark in row.reactions:
        yield _reaction(mark)


def _file(media: Media) -> str:
    named = {
        "picture": _tr("picture {name}, {detail}"),
        "sound": _tr("sound {name}, {detail}"),
        "file": _tr("file {name}, {detail}"),
    }
    return named[media.kind].format(name=media.name, detail=media.detail)


def _reaction(mark: ReactionMark) -> str:
    if mark.is_mine:
        return _tr("{emoji} {count}, one of them yours").format(emoji=mark.emoji, count=mark.count)
    return _tr("{emoji} {count}").format(emoji=mark.emoji, count=mark.count)
