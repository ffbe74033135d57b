"""Opaque cursors, each bound to the list it came from."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import TypeVar

import msgspec

from embedded_server.contracts.base import Page
from embedded_server.contracts.errors import Code
from embedded_server.kernel.errors import Refusal

T = TypeVar("T")
_CHECK = 6


def _check(list_name: str, position: bytes) -> bytes:
    return blake2b(position, digest_size=_CHECK, key=list_name.encode()[:64]).digest()


def make_cursor(list_name: str, *position: int | str) -> str:
    body = msgspec.json.encode(position)
    return base64.urlsafe_b64encode(_check(list_name, body) + body).decode().rstrip("=")


def read_cursor(list_name: str, cursor: str) -> list[int | str]:
    """The position behind `cursor`; `bad_cursor` where it is broken or from another list."""
    try:
        raw = base64.b64decode(
            cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True
        )
        body = raw[_CHECK:]
        if raw[:_CHECK] != _check(list_name, body):
            raise ValueError
        return msgspec.json.decode(body, type=list[int | str])
    except (ValueError, binascii.Error, UnicodeEncodeError, msgspec.DecodeError):
        raise Refusal(
            Code.BAD_CURSOR, "This cursor is broken or belongs to another list. Start without one."
        ) from None


def text_position(list_name: str, cursor: str | None) -> str | None:
    """For lists whose position is one id."""
    if cursor is None:
        return None
    position = read_cursor(list_name, cursor)
    return str(position[0])


def page(
    found: Sequence[T], size: int, list_name: str, position: Callable[[T], int | str]
) -> Page[T]:
    """A page from up to `size + 1` found values: the one too many tells that there is more."""
    items = list(found[:size])
    more = len(found) > size
    return Page(
        items=items,
        next_cursor=make_cursor(list_name, position(items[-1])) if more else None,
        has_more=more,
    )
