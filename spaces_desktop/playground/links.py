"""Links into playgrounds: an invite to a space, and one into a session of it."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

_CODE = r"(?P<code>[A-Za-z0-9_\-]{4,64})"
_OURS = re.compile(rf"spaces://(?P<kind>space|play)/{_CODE}/?")
_IN_A_BROWSER = re.compile(rf"/play/{_CODE}/?")
_BARE = re.compile(_CODE)

LinkKind = Literal["space", "play", ""]


class PlayLink(NamedTuple):
    """`where` is the server it names, "" for whichever one is signed in to. A bare code may be of
    either kind: "" then."""

    kind: LinkKind
    code: str
    where: str = ""


def parse_play_link(text: str) -> PlayLink | None:
    """`spaces://space/CODE`, `spaces://play/CODE` or `http(s)://HOST/play/CODE`; None for any other
    text."""
    typed = text.strip()
    found = _OURS.fullmatch(typed)
    if found is not None:
        return PlayLink("space" if found["kind"] == "space" else "play", found["code"])
    try:
        parts = urlsplit(typed)
    except ValueError:
        return None
    found = _IN_A_BROWSER.fullmatch(parts.path)
    if parts.scheme in ("http", "https") and parts.netloc and found is not None:
        return PlayLink("play", found["code"], parts.netloc)
    return None


def parse_given(text: str) -> PlayLink | None:
    """What somebody pastes: a link, or the bare code of one."""
    found = parse_play_link(text)
    if found is None and _BARE.fullmatch(text.strip()):
        return PlayLink("", text.strip())
    return found
