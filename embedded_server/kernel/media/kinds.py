"""What a file is, by its content: its name and what its sender claims count for nothing."""

from __future__ import annotations

import re
import unicodedata
from codecs import getincrementaldecoder
from typing import BinaryIO

ANYTHING = "application/octet-stream"
TEXT = "text/plain"
PDF = "application/pdf"
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
SOUNDS = frozenset({"audio/wav", "audio/flac", "audio/ogg", "audio/mpeg"})
SAFE = PICTURES | SOUNDS | {TEXT, PDF}
"""Kinds whose own type may be named to who fetches a file; all else is mere bytes."""
MOST_NAME = 200

_NO_NAME = "file"
_HEAD = 4096
_BLOCK = 65_536
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAGIC = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"RIFF....WAVE", re.DOTALL), "audio/wav"),
    (re.compile(rb"fLaC"), "audio/flac"),
    (re.compile(rb"OggS"), "audio/ogg"),
    (re.compile(rb"ID3[\x02-\x04]|\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff]"), "audio/mpeg"),
    (re.compile(rb"%PDF-\d"), PDF),
)


def kind_of(file: BinaryIO) -> str:
    """The MIME type, guessed from the first bytes; text only where all of it is UTF-8 text."""
    file.seek(0)
    head = file.read(_HEAD)
    for pattern, kind in _MAGIC:
        if pattern.match(head):
            return kind
    return TEXT if _is_text(head, file) else ANYTHING


def _is_text(head: bytes, file: BinaryIO) -> bool:
    decoder = getincrementaldecoder("utf-8")()
    block = head
    try:
        while block:
            if _BINARY.search(decoder.decode(block)):
                return False
            block = file.read(_BLOCK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def clean_file_name(given: str | None) -> str:
    """A name to show and to offer for saving: no path, nothing unseen, at most 200 characters.

    Control and format characters go, among them those that turn the direction of writing round,
    by which `gpj.exe` would be shown as `exe.jpg`.
    """
    text = (given or "").encode("utf-8", "replace").decode()
    last = re.split(r"[/\\]", text)[-1]
    shown = "".join(
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFC", last)
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    name = re.sub(r" +", " ", shown).strip(" .")
    if len(name) > MOST_NAME:
        stem, dot, ending = name.rpartition(".")
        if dot and len(ending) <= 16:
            name = stem[: MOST_NAME - len(ending) - 1].rstrip() + dot + ending
        else:
            name = name[:MOST_NAME].rstrip()
    return name or _NO_NAME
