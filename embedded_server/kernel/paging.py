"""Opaque cursors, each bound to the list it came from."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from embedded_server.contracts.base import Page
from embedded_server.contracts.errors import Code
from embedded_server.kernel.errors import Refusal

T = TypeVar("T")
P = TypeVar("P", int, str)
_CHECK = 6
_text = msgspec.json.Decoder(list[str])
_number = msgspec.json.Decoder(list[Annotated[int, Meta(ge=0, le=2**63 - 1)]])


def _check(list_name: str, position: bytes) -> bytes:
    key = blake2b(list_name.encode()).digest()
    return blake2b(position, digest_size=_CHECK, key=key).digest()


def make_cursor(list_name: str, position: int | str) -> str:
    body = msgspec.json.encode([position])
    return base64.urlsafe_b64encode(_check(list_name, body) + body).decode().rstrip("=")


def _read(list_name: str, cursor: str, decoder: msgspec.json.Decoder[list[P]]) -> P:
    """The position behind `cursor`; `bad_cursor` where it is broken or from another list.

    The check keeps lists apart, but anybody can compute it; so the decoder holds to what a
    position may be.
    """
    try:
        raw = base64.b64decode(
            cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True
        )
        body = raw[_CHECK:]
        if raw[:_CHECK] != _check(list_name, body):
            raise ValueError
        (position,) = decoder.decode(body)
    except (ValueError, binascii.Error, UnicodeEncodeError, msgspec.DecodeError):
        raise Refusal(
            Code.BAD_CURSOR, "This cursor is broken or belongs to another list. Start without one."
        ) from None
    return position


def text_position(list_name: str, cursor: str | None) -> str | None:
    """For lists whose position is one id."""
    return None if cursor is None else _read(list_name, cursor, _text)


def int_position(list_name: str, cursor: str | None, start: int) -> int:
    """For lists whose position is a number; `start` where there is no cursor."""
    return start if cursor is None else _read(list_name, cursor, _number)


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
