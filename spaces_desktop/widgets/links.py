"""Links in texts: which may be opened, and opening one outside."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_ALLOWED = frozenset({"http", "https", "mailto"})


def may_open(address: str) -> bool:
    """Only pages and mail: nothing that would start a program or open a file."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in _ALLOWED and bool(parts.netloc or parts.scheme == "mailto")


def host_of(address: str) -> str:
    """The host a link leads to, "" for none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def open_link(address: str) -> bool:
    """Open it in the system's own browser or mail program; whether that was allowed and done."""
    return may_open(address) and QDesktopServices.openUrl(QUrl(address))
