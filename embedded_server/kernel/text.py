"""Text as it arrives from people and models, made safe to store and to send."""

from __future__ import annotations

import re
import unicodedata

from embedded_server.kernel.errors import Invalid

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HIDDEN = re.compile(r"[\u00ad\u115f\u1160\u200b\u2060-\u2064\u3164\ufeff\uffa0]")
_SEEN = re.compile(
    r"[^\s\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0]"
)
"""Anything that shows: neither blank, nor without width, nor there only to turn the writing."""
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_UNSTORABLE = re.compile(r"[\x00]")


class WholeCharacters:
    """Joins surrogate pairs that a model's server split between two pieces.

    A half that never finds its other becomes U+FFFD, since UTF-8 cannot carry it.
    """

    def __init__(self) -> None:
        self._held = ""

    def feed(self, piece: str) -> str:
        piece = self._held + piece
        self._held = ""
        try:
            piece.encode()
        except UnicodeEncodeError:
            if "\ud800" <= piece[-1] <= "\udbff":
                self._held, piece = piece[-1], piece[:-1]
            return piece.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return piece

    def end(self) -> str:
        held, self._held = self._held, ""
        return "\ufffd" if held else ""


def is_unicode(text: str) -> bool:
    """False where bytes that are no UTF-8 came in, as they may in a header."""
    return not _SURROGATES.search(text)


def fold(name: str) -> str:
    """A name as it is compared: whatever its case, and however its accents are composed."""
    return unicodedata.normalize("NFC", name).casefold()


def clean_name(field: str, text: str) -> str:
    """A one-line name, trimmed; `validation` if nothing is left or a control character is in.

    Nor may it hold what shows nothing or turns the writing round: one name would look like another.
    """
    text = text.strip()
    if not _SEEN.search(text):
        raise Invalid(field, "This may not be empty.")
    if _TURNING.search(text) or _HIDDEN.search(text):
        raise Invalid(field, "Characters that cannot be seen are not allowed here.")
    if _CONTROL.search(text):
        raise Invalid(field, "Line breaks and control characters are not allowed here.")
    return text


def clean_text(field: str, text: str, most: int, *, may_be_empty: bool = False) -> str:
    """A message, trimmed, of 1 to `most` characters; NUL is the only character refused."""
    text = text.strip()
    if not _SEEN.search(text) and not (may_be_empty and not text):
        raise Invalid(field, "Write something first.")
    if len(text) > most:
        raise Invalid(field, f"This is {len(text)} characters long; {most} is the most.")
    return check_storable(field, text)


def check_storable(field: str, text: str) -> str:
    if _UNSTORABLE.search(text):
        raise Invalid(field, "This holds a NUL character, which no text may.")
    return text
