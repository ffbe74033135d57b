"""The server's one source of ids: UUIDv7 as text, which sort by creation (RFC 9562)."""

from __future__ import annotations

import re
import secrets

import uuid_utils

_SHAPE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_INVITE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_id() -> str:
    return str(uuid_utils.uuid7())


def looks_like_id(text: str) -> bool:
    return _SHAPE.fullmatch(text) is not None


def new_secret() -> str:
    """256 random bits, for bearer tokens."""
    return secrets.token_urlsafe(32)


def new_code(length: int = 10) -> str:
    """A code that can be read out: no letters or digits that look alike."""
    return "".join(secrets.choice(_INVITE_ALPHABET) for _ in range(length))
