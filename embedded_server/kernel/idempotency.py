"""A repeated POST is safe: its key points to what the first one made."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import Any

import msgspec

from embedded_server.contracts.errors import Code
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal

_FIND = "SELECT digest, resource_id FROM idempotency WHERE user_id = ? AND key = ?"
_KEEP = (
    "INSERT INTO idempotency (user_id, key, digest, resource_id, created_at) VALUES (?, ?, ?, ?, ?)"
)
KEEP_MS = 30 * 86_400_000


def once(
    tx: Transaction,
    user_id: str,
    key: str | None,
    request: tuple[Any, ...],
    make: Callable[[], str],
) -> tuple[str, bool]:
    """Run `make` unless `key` did before; answers with the resource's id and whether it is new.

    `request` is what must be the same in a repeat; `idempotency_conflict` where it is not.
    """
    if key is None:
        return make(), True
    known = find(tx, user_id, key, request)
    if known is None:
        made = make()
        tx.change(_KEEP, (user_id, key, _digest(request), made, tx.now))
        return made, True
    return known, False


def find(reader: Reader, user_id: str, key: str | None, request: tuple[Any, ...]) -> str | None:
    """The resource that this very request made before; refuses as `once` does."""
    known = None if key is None else reader.row(_FIND, (user_id, key))
    if known is None:
        return None
    if known[0] != _digest(request):
        raise Refusal(
            Code.IDEMPOTENCY_CONFLICT, "This key was used before, for a different request."
        )
    return str(known[1])


def _digest(request: tuple[Any, ...]) -> bytes:
    return blake2b(msgspec.msgpack.encode(request), digest_size=16).digest()


def is_known(reader: Reader, user_id: str, key: str | None) -> bool:
    """Whether the key was used before."""
    return key is not None and reader.row(_FIND, (user_id, key)) is not None


def forget_old(tx: Transaction) -> None:
    tx.change("DELETE FROM idempotency WHERE created_at < ?", (tx.now - KEEP_MS,))
