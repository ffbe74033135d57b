"""A club as one page to read: nothing in it runs or is loaded from elsewhere."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from html import escape

from embedded_server.club.service import exporting
from embedded_server.club.service.exporting import Beginning
from embedded_server.contracts.club import Message
from embedded_server.contracts.export import ExportedAgent
from embedded_server.contracts.media import Attachment
from embedded_server.kernel import pages
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader
from embedded_server.kernel.markup import as_html
from embedded_server.kernel.media.folder import MediaFolder
from embedded_server.kernel.server import Server

MOST_PICTURES = 24 * 1024 * 1024
"""Bytes of small pictures in the page; what comes later is named only."""

_QUOTED = 120


@dataclass
class _Pictures:
    """Small pictures as they stand in the page, until there are too many of them."""

    folder: MediaFolder
    left: int = MOST_PICTURES

    def source(self, file: Attachment) -> str | None:
        if file.thumbnail_url is None or self.left <= 0:
            return None
        try:
            content = self.folder.thumbnail_path(file.id).read_bytes()
        except OSError:
            return None
        self.left -= len(content)
        return f"data:image/webp;base64,{b64encode(content).decode()}"


async def html_pieces(server: Server, begun: Beginning) -> AsyncIterator[bytes]:
    agents = await server.database.read(
        lambda reader: exporting.linked_agents(reader, begun.community.id)
    )
    yield _head(begun, agents).encode()
    pictures = _Pictures(server.media.folder)
    after, day = 0, ""
    while True:

        def page(reader: Reader, after: int = after) -> tuple[list[Message], dict[str, Message]]:
            found = exporting.messages(reader, begun, after, server.turns)
            return found, exporting.quoted(reader, found)

        found, quotes = await server.database.read(page)
        if not found:
            break
        after = found[-1].seq
        text, day = await asyncio.to_thread(_page, found, quotes, pictures, day)
        # What a person typed may hold half a character, which UTF-8 cannot carry.
        yield text.encode("utf-8", "replace")
    nothing = "" if day else "<p>Nothing has been said here.</p>\n"
    yield (nothing + pages.END).encode()


def _head(begun: Beginning, agents: Sequence[ExportedAgent]) -> str:
    club = begun.community
    about = [f"Club of {club.creator_name}", _members(club.member_count)]
    if agents:
        names = ", ".join(agent.name for agent in agents)
        about.append(f"AI agents: {names}")
    saved = to_wire(begun.at)[:16].replace("T", " ")
    about.append(f"Saved on {saved}; all times are UTC")
    return pages.head(club.name, about, club.description)


def _members(count: int) -> str:
    return "1 member" if count == 1 else f"{count} members"


def _page(
    found: Sequence[Message], quotes: dict[str, Message], pictures: _Pictures, day: str
) -> tuple[str, str]:
    """The messages as HTML, and the day of the last one."""
    pieces = []
    for message in found:
        if message.created_at[:10] != day:
            day = message.created_at[:10]
            pieces.append(pages.day_line(day))
        quote = None if message.reply_to_id is None else quotes.get(message.reply_to_id)
        pieces.append(_message(message, quote, pictures))
    return "".join(pieces), day


def _message(message: Message, quote: Message | None, pictures: _Pictures) -> str:
    marks = [f"<time>{message.created_at[11:16]}</time>"]
    if message.author.kind == "agent":
        marks.insert(0, '<span class="ai">AI</span>')
    if message.edited_at is not None:
        marks.append("<span>edited</span>")
    if message.pinned_at is not None:
        marks.append("<span>pinned</span>")
    if message.status in ("stopped", "failed", "streaming"):
        marks.append(f"<span>{pages.STATUS_WORDS[message.status]}</span>")
    parts = [
        f'<article id="m{message.seq}"><p class="who"><b>{escape(message.author.name)}</b>'
        f" {' '.join(marks)}</p>"
    ]
    if quote is not None:
        said = quote.text or ", ".join(file.name for file in quote.attachments)
        short = said if len(said) <= _QUOTED else said[:_QUOTED].rstrip() + "…"
        parts.append(
            f'<blockquote><a href="#m{quote.seq}">{escape(quote.author.name)}</a>:'
            f" {escape(short)}</blockquote>"
        )
    if message.text:
        parts.append(f'<div class="text">{as_html(message.text)}</div>')
    parts += [_file(file, pictures) for file in message.attachments]
    if message.citations:
        titles = "; ".join(f"[{one.number}] {one.title}" for one in message.citations)
        parts.append(f'<p class="small">Sources: {escape(titles)}</p>')
    if message.reactions:
        marks = [f"{escape(one.emoji)} {len(one.user_ids)}" for one in message.reactions]
        parts.append(f'<p class="small">{" · ".join(marks)}</p>')
    return "".join(parts) + "</article>\n"


def _file(file: Attachment, pictures: _Pictures) -> str:
    about = escape(f"{file.name} ({_size(file.size_bytes)})")
    source = pictures.source(file)
    if source is None:
        return f'<p class="file">{about}</p>'
    return f'<figure><img src="{source}" alt=""><figcaption>{about}</figcaption></figure>'


def _size(count: int) -> str:
    if count < 1000:
        return "1 byte" if count == 1 else f"{count} bytes"
    if count < 1_000_000:
        return f"{count / 1000:.0f} kB"
    return f"{count / 1_000_000:.1f} MB"
