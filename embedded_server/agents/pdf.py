"""The text of a PDF, read in a process of its own that is killed when it takes too long."""

from __future__ import annotations

import io
import re

import msgspec

from embedded_server.agents.documents import MOST_CHARACTERS, too_long, unreadable
from embedded_server.kernel.child import TooHeavy, Unreadable, run_in_child

SECONDS = 60.0
MEMORY = 1024 * 1024 * 1024
"""Bytes of address space the child may have, on systems that can bound it."""

_MOST_PAGES = 5_000
_GAPS = re.compile(r"[ \t\u00a0]+")
_PAGE_NUMBER = re.compile(r"[-–— ]*\d{1,4}[-–— ]*")
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


class PdfText(msgspec.Struct):
    kind: str
    text: str = ""


async def pdf_text(data: bytes, seconds: float = SECONDS, memory: int = MEMORY) -> str:
    """`unreadable_file` or `too_large` where there is no text to be had."""
    try:
        answer = await run_in_child(
            read_pdf, data, answer=PdfText, seconds=seconds, memory=memory, most_bytes=_MOST_ANSWER
        )
    except TooHeavy:
        answer = PdfText("heavy")
    except Unreadable:
        answer = PdfText("broken")
    if answer.kind == "text":
        return answer.text
    if answer.kind == "long":
        raise too_long(int(answer.text))
    raise unreadable(_SAYINGS.get(answer.kind, _SAYINGS["broken"]))


def _plain(text: str) -> str:
    """Lines without the gaps that a page is set with, and without its number at the foot."""
    lines = [_GAPS.sub(" ", line).strip() for line in text.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    if len(lines) > 1 and _PAGE_NUMBER.fullmatch(lines[-1]):
        lines.pop()
    return "\n".join(lines).strip()


def read_pdf(data: bytes) -> PdfText:
    try:
        from pypdf import PdfReader
    except OSError as error:
        # A library that finds no room to be loaded in may say so in this way.
        raise MemoryError from error

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return PdfText("encrypted")
    pages: list[str] = []
    size = 0
    for page in reader.pages[:_MOST_PAGES]:
        text = _plain(page.extract_text().encode("utf-8", "replace").decode())
        size += len(text)
        if size > MOST_CHARACTERS:
            return PdfText("long", str(size))
        if text:
            pages.append(text)
    if pages:
        return PdfText("text", "\n\n".join(pages))
    return PdfText("scanned" if len(reader.pages) else "empty")
