"""What the server says about a field, in words for a person: by the field and the kind of fault."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.errors import FieldError
from spaces_desktop.kernel.words import noop

_WHOLE = {
    "username": noop("A user name has 3 to 32 letters, digits, . _ or -"),
    "provider.baseUrl": noop("The server address begins with http:// or https://, without ? or #."),
    "provider.apiKey": noop("That is not an API key. It has letters, digits and signs only."),
    "definition.iframeUrl": noop(
        "This server embeds only pages whose address begins with https://, without a user name."
    ),
    "provider.model": noop("Fill in the name of the model, in one line of at most 200 characters."),
}
"""Fields with so narrow a rule that the rule itself is the best answer to any fault."""

_NAMES = {
    "displayName": noop("Your name"),
    "name": noop("The name"),
    "password": noop("A password"),
    "description": noop("The description"),
    "persona": noop("The persona"),
    "text": noop("The text"),
    "title": noop("The title"),
    "contextMessages": noop("The number of messages it reads"),
    "callFeeCents": noop("The fee"),
    "legalName": noop("The legal name"),
    "note": noop("The note"),
    "reason": noop("The reason"),
    "setupCode": noop("The setup code"),
    "inviteCode": noop("The invite code"),
    "serverName": noop("The name of the space"),
    "search": noop("What you search for"),
    "category": noop("The category"),
    "tags": noop("A tag"),
    "definition": noop("The definition"),
    "maxParticipants": noop("The number of participants"),
    "q": noop("What you search for"),
}

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"of length <= (?P<n>\d+)"), noop("{name} can have at most {n} characters.")),
    (re.compile(r"of length >= 1\b"), noop("{name} is missing.")),
    (re.compile(r"of length >= (?P<n>\d+)"), noop("{name} needs at least {n} characters.")),
    (re.compile(r"`(?:int|float)` <=? (?P<n>-?\d+)"), noop("{name} must be at most {n}.")),
    (re.compile(r"`(?:int|float)` >=? (?P<n>-?\d+)"), noop("{name} must be at least {n}.")),
    (re.compile(r"missing required field"), noop("{name} is missing.")),
    (re.compile(r"^This may not be empty\.$"), noop("{name} is missing.")),
    (re.compile(r"^Write something first\.$"), noop("Write something first.")),
    (re.compile(r"^Line breaks and control"), noop("{name} must be a single line of plain text.")),
    (
        re.compile(r"holds a NUL character"),
        noop("{name} contains a character that cannot be used."),
    ),
    (
        re.compile(r"^The message replied to is not"),
        noop("The message you are replying to is gone."),
    ),
    (
        re.compile(r"^This is \d+ characters long; (?P<n>\d+) is the most"),
        noop("{name} can have at most {n} characters."),
    ),
)
_ODD = noop("{name} cannot be used like this. Change it and try again.")
_NAMELESS = noop(
    "The server could not use what was sent. This app or the server may need an update."
)
_BYTES = re.compile(r"\b(\d{4,}) bytes\b")
_TECHNICAL = re.compile(
    r"`|\$|[<>=]=|\b[a-z]+[A-Z]\w*|\w_\w|::|0x|\b([Rr]egex|JSON|HTTP|WebSocket|body|bytes?|str|int|"
    r"bool|null|object|array|enum|fields?|header|request|frames?|Expected|cents)\b"
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("errors", text)


def field_words(error: FieldError) -> str:
    """One sentence about one field; nothing of the server's own wording comes through."""
    whole = _WHOLE.get(error.field)
    if whole is not None:
        return _tr(whole)
    name = _NAMES.get(error.field)
    if name is None:
        return _tr(_NAMELESS)
    for pattern, words in _RULES:
        found = pattern.search(error.message)
        if found is not None:
            return _tr(words).format(name=_tr(name), **found.groupdict())
    return _tr(_ODD).format(name=_tr(name))


def too_large_words(detail: str) -> str:
    """`detail` may name a limit in bytes, or be a sentence for a person already."""
    found = _BYTES.search(detail)
    if found is not None:
        most = int(found[1]) // 1024**2
        if most:
            return _tr("That is too large. The limit is {most} MB.").format(most=most)
    return plain(detail) or _tr("That is too large for the server.")


def plain(detail: str) -> str:
    """The server's own sentence where it is one for a person, else nothing."""
    return "" if _TECHNICAL.search(detail) else detail
