"""From the bytes of a file to its text; what it is, is told by its content and not by its name."""

from __future__ import annotations

import codecs
import re

from embedded_server.contracts.errors import Code
from embedded_server.kernel.errors import Refusal

MOST_CHARACTERS = 2_000_000

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MOST_CONTROL = 0.01


def unreadable(message: str) -> Refusal:
    return Refusal(Code.UNREADABLE_FILE, message)


def too_long(characters: int) -> Refusal:
    return Refusal(
        Code.TOO_LARGE,
        f"This text has {characters} characters; {MOST_CHARACTERS} is the most for one text. Cut it"
        " into several.",
    )


def is_pdf(data: bytes) -> bool:
    """Readers of PDF accept a little rubbish before the mark, so files with it exist."""
    return b"%PDF-" in data[:1024]


def plain_text(data: bytes) -> str:
    """The text of a txt or Markdown file; `unreadable_file` for anything else."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise unreadable(
            "This is neither a PDF nor a text in UTF-8 or UTF-16. Save it as one of these and send"
            " it again."
        ) from None
    if len(_CONTROL.findall(text)) > len(text) * _MOST_CONTROL:
        raise unreadable("This is not a text. Send a txt, md or PDF file.")
    return check_text(text)


def check_text(text: str) -> str:
    """`text` without control characters; refuses one that is empty or too long."""
    text = _CONTROL.sub("", text)
    if not text.strip():
        raise unreadable("There is no text in this.")
    if len(text) > MOST_CHARACTERS:
        raise too_long(len(text))
    return text
