"""Sites that may show a page of ours in a frame, as CSP's `frame-ancestors` has them.

A site is `scheme://host`, with a port where it is not the scheme's own; `*.` in front of a host
stands for all of its subdomains, but not for itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


def clean_site(text: str) -> str:
    """One spelling for one site; raises ValueError with words for who typed it."""
    example = "such as https://shop.example"
    try:
        parts = urlsplit(text.strip().lower())
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        raise ValueError(f"This is not an address of a site, {example}.") from None
    if parts.scheme not in _PORTS:
        raise ValueError(f"A site begins with https:// or http://, {example}.")
    if parts.path not in ("", "/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError(f"Only the beginning of the address is a site, {example}.")
    wildcard, name = ("*.", host[2:]) if host.startswith("*.") else ("", host)
    if "*" in name or (wildcard and "." not in name):
        raise ValueError("A * stands for subdomains alone, such as https://*.shop.example.")
    try:
        name = ".".join(_in_ascii(label) for label in name.split("."))
    except UnicodeError:
        name = ""
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in name.split(".")):
        raise ValueError(f"This is not a name of a host, {example}.")
    if port == 0 or (wildcard and name.replace(".", "").isdigit()):
        raise ValueError(f"This is not an address of a site, {example}.")
    shown = "" if port in (None, _PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{wildcard}{name}{shown}"


def _in_ascii(label: str) -> str:
    """As browsers write it: Python's own IDNA (2003) makes another name of ß and final ς."""
    if "ß" in label or "ς" in label:
        return f"xn--{unicodedata.normalize('NFC', label).encode('punycode').decode()}"
    return label.encode("idna").decode()


def site_allowed(origin: str, sites: Iterable[str]) -> bool:
    """Whether a page of that origin may show the frame; `sites` are clean."""
    try:
        asked = clean_site(origin)
    except ValueError:
        return False
    return "*" not in asked and any(_matches(asked, site) for site in sites)


def _matches(asked: str, site: str) -> bool:
    # A site by http has moved to https more often than the other way round; browsers see it so too.
    spellings = {site}
    if site.startswith("http:") and site.count(":") == 1:
        spellings.add("https" + site.removeprefix("http"))
    for spelling in spellings:
        start, wildcard, rest = spelling.partition("*.")
        if asked == spelling or (
            wildcard and asked.startswith(start) and asked.endswith(f".{rest}")
        ):
            return True
    return False
