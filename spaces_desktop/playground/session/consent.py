"""Which pages one agreed to show, by space and address, and what pages were granted."""

from __future__ import annotations

import hashlib

import msgspec

from spaces_desktop.playground.page.addresses import BUILT_IN_HOST
from spaces_desktop.playground.page.permissions import Grants, Permissions
from spaces_desktop.widgets.rooms import Keep

_GRANTS = "page grants"


def address_in_window(page_url: str) -> str:
    """Of a page as the window loads it: a path is one of our own server's."""
    return f"http://{BUILT_IN_HOST}{page_url}" if page_url.startswith("/") else page_url


def is_built_in(page_url: str) -> bool:
    return page_url.startswith("/")


class Consents:
    """Good until the address changes."""

    def __init__(self, keep: Keep, space_id: str) -> None:
        self._keep = keep
        self._name = f"page shown:{space_id}"

    def has(self, page_url: str) -> bool:
        return self._keep.get(self._name) == _digest(page_url)

    def give(self, page_url: str) -> None:
        self._keep.put(self._name, _digest(page_url))

    def take_back(self) -> None:
        self._keep.put(self._name, "")


def _digest(page_url: str) -> str:
    return hashlib.sha256(page_url.encode()).hexdigest()


def permissions(keep: Keep) -> Permissions:
    """As kept by this person on this server."""
    try:
        grants = msgspec.json.decode(keep.get(_GRANTS) or "{}", type=Grants)
    except msgspec.DecodeError:
        grants = Grants()
    return Permissions(grants, lambda now: keep.put(_GRANTS, msgspec.json.encode(now).decode()))
