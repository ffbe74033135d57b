"""What a search asks for: words, and filters such as `from:Ann` or `has:link` among them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from embedded_server.club.store import LAST
from embedded_server.kernel.clock import from_wire
from embedded_server.kernel.errors import Invalid

_PART = re.compile(
    r"""(?<!\S)(?P<key>from|in|before|after|has):(?:"(?P<quoted>[^"]+)"|(?P<bare>[^\s"]\S*))""",
    re.IGNORECASE,
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HAS = ("file", "link")


@dataclass(slots=True)
class Query:
    words: str
    """What is left when the filters are taken out."""
    authors: list[str] = field(default_factory=list)
    """Names, of which any will do."""
    clubs: list[str] = field(default_factory=list)
    since: int = 0
    """Milliseconds, from there on."""
    until: int = LAST
    """Milliseconds, up to there."""
    has: set[str] = field(default_factory=set)


def parse(text: str) -> Query:
    """Refuses with `validation` on `q`, where a filter has what it cannot have."""
    query = Query(words=_PART.sub(" ", text))
    for part in _PART.finditer(text):
        value = (part["quoted"] or part["bare"]).strip()
        match part["key"].lower():
            case "from":
                query.authors.append(value)
            case "in":
                query.clubs.append(value)
            case "after":
                query.since = max(query.since, _moment(value))
            case "before":
                query.until = min(query.until, _moment(value))
            case "has":
                if value.lower() not in _HAS:
                    raise Invalid("q", f"One can look for has:file and has:link, not {value}.")
                query.has.add(value.lower())
    return query


def _moment(value: str) -> int:
    """The start of a day in UTC, or a moment to the millisecond."""
    try:
        if not value.isascii():
            raise ValueError
        moment = from_wire(f"{value}T00:00:00.000Z" if _DAY.fullmatch(value) else value.upper())
    except ValueError:
        raise Invalid("q", f"{value} is no day; write one as 2026-11-23.") from None
    return max(moment, 0)
