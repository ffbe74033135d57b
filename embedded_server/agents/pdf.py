"""The text of a PDF, read in a process of its own that is killed when it takes too long.

A PDF may be made to hang its reader or to fill the memory, so the server itself never opens one.
The child answers with JSON and not with a pickle: what it says is read as data only.
"""

from __future__ import annotations

import asyncio
import io
import logging
import multiprocessing
import re
from multiprocessing.connection import Connection

import msgspec

from embedded_server.agents.documents import MOST_CHARACTERS, too_long, unreadable

SECONDS = 60.0
MEMORY = 1024 * 1024 * 1024
"""Bytes of address space the child may have, on systems that can bound it."""

_MOST_PAGES = 5_000
_GAPS = re.compile(r"[ \t\u00a0]+")
_PAGE_NUMBER = re.compile(r"[-–— ]*\d{1,4}[-–— ]*")
_POLL_SECONDS = 0.1
_MOST_ANSWER = MOST_CHARACTERS * 6 + 1024
_SAYINGS = {
    "encrypted": "This PDF is protected by a password. Save a copy without one and send that.",
    "empty": "This PDF has no page with text in it.",
    "scanned": "This PDF holds pictures of pages and no text. Run it through a text recogniser"
    " (OCR) first, or copy its text into a txt file.",
    "broken": "This PDF cannot be read; the file may be damaged. Open it in a viewer, print it"
    " into a new PDF and send that, or send its text.",
    "heavy": "This PDF needs too much time or memory to be read. Split it, or send its text.",
}


class _Answer(msgspec.Struct):
    kind: str
    text: str = ""


async def pdf_text(data: bytes, seconds: float = SECONDS, memory: int = MEMORY) -> str:
    """`unreadable_file` or `too_large` where there is no text to be had."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_read_and_send, args=(theirs, data, memory), daemon=True)
    try:
        await asyncio.to_thread(child.start)
        theirs.close()
        answer = await _listen(ours, seconds)
    finally:
        ours.close()
        if child.pid is not None:
            child.kill()
            await asyncio.to_thread(child.join)
            child.close()
    if answer.kind == "text":
        return answer.text
    if answer.kind == "long":
        raise too_long(int(answer.text))
    raise unreadable(_SAYINGS.get(answer.kind, _SAYINGS["broken"]))


async def _listen(ours: Connection, seconds: float) -> _Answer:
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while loop.time() < end:
        try:
            # In short waits, so that a server that is stopped need not wait for the PDF.
            if await asyncio.to_thread(ours.poll, _POLL_SECONDS):
                raw = await asyncio.to_thread(ours.recv_bytes, _MOST_ANSWER)
                return msgspec.json.decode(raw, type=_Answer)
        except (OSError, EOFError, msgspec.DecodeError):
            # The child died of what it read, most likely of its memory's bound.
            return _Answer("heavy")
    return _Answer("heavy")


def _read_and_send(theirs: Connection, data: bytes, memory: int) -> None:
    logging.disable(logging.CRITICAL)
    _bound(memory)
    try:
        answer = _read(data)
    except (MemoryError, RecursionError, ImportError, OSError):
        # A library that finds no room to be loaded in says so as ImportError or OSError.
        answer = _Answer("heavy")
    except Exception:  # noqa: BLE001 whatever a broken PDF raises means the same to its sender
        answer = _Answer("broken")
    theirs.send_bytes(msgspec.json.encode(answer))


def _bound(memory: int) -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such bound; there the time limit is all.
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ValueError, OSError):
        # macOS refuses bounds below what is mapped already.
        return


def _plain(text: str) -> str:
    """Lines without the gaps that a page is set with, and without its number at the foot."""
    lines = [_GAPS.sub(" ", line).strip() for line in text.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    if len(lines) > 1 and _PAGE_NUMBER.fullmatch(lines[-1]):
        lines.pop()
    return "\n".join(lines).strip()


def _read(data: bytes) -> _Answer:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return _Answer("encrypted")
    pages: list[str] = []
    size = 0
    for page in reader.pages[:_MOST_PAGES]:
        text = _plain(page.extract_text().encode("utf-8", "replace").decode())
        size += len(text)
        if size > MOST_CHARACTERS:
            return _Answer("long", str(size))
        if text:
            pages.append(text)
    if pages:
        return _Answer("text", "\n\n".join(pages))
    return _Answer("scanned" if len(reader.pages) else "empty")
