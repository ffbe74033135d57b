"""What people paste to get in: an address, an invite's link, or one of our own links."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

SCHEME = "spaces"
_INVITE = re.compile(r"/invite/(?P<code>[A-Za-z0-9_\-]{4,128})/?")


@dataclass(frozen=True, slots=True)
class Link:
    """A server's base URL, and an invite to one of its communities ("" for none)."""

    url: str
    invite: str = ""


def parse_link(text: str, parse_address: Callable[[str], str]) -> Link:
    """An address, `http(s)://HOST/invite/CODE` or `spaces://HOST/invite/CODE`, with words around
    it or not. Raises what `parse_address` raises."""
    typed = _only_link(text.strip())
    address = typed
    if typed.lower().startswith(f"{SCHEME}://"):
        address = f"http{typed[len(SCHEME) :]}"
    url = parse_address(address)
    try:
        path = urlsplit(address if "://" in address else f"http://{address}").path
    except ValueError:
        path = ""
    found = _INVITE.fullmatch(path)
    return Link(url, found["code"] if found else "")


def is_link(text: str) -> bool:
    """Whether a start of the app was given something to open."""
    return text.lower().startswith((f"{SCHEME}://", "http://", "https://"))


def names_server(text: str) -> bool:
    """Whether a link says which server it leads to; those into playgrounds do not."""
    return not text.lower().startswith((f"{SCHEME}://space/", f"{SCHEME}://play/"))


def _only_link(text: str) -> str:
    """The link in what was copied with a sentence around it."""
    words = text.split()
    if len(words) < 2:
        return text
    links = [one.strip("<>()[].,;\"'") for one in words if "://" in one]
    return links[0] if links else text
