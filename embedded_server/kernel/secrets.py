"""Keys of others (such as an AI endpoint's) encrypted at rest, AES-256-GCM.

The key is made at the first start and kept beside the database in a file that only its owner
may read. Who copies the database alone learns nothing.
"""

from __future__ import annotations

import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from embedded_server.kernel.errors import StorageError

_NONCE = 12
_KEY = 32


class SecretBox:
    def __init__(self, path: Path) -> None:
        key = _load_or_make(path)
        self._aead = AESGCM(key)
        # A key of its own, so that nothing that is sealed helps to guess a code, or the reverse.
        self._mac_key = hmac.digest(key, b"codes", sha256)

    def seal(self, text: str, owner: str) -> bytes:
        """`owner` is bound in: a sealed value moved to another record does not open."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._aead.encrypt(nonce, text.encode(), owner.encode())

    def unseal(self, sealed: bytes, owner: str) -> str | None:
        """None when it was sealed with another key or for another owner."""
        try:
            return self._aead.decrypt(sealed[:_NONCE], sealed[_NONCE:], owner.encode()).decode()
        except (InvalidTag, ValueError):
            return None

    def mac(self, text: str) -> bytes:
        """32 bytes that only this server can make of a text, the same each time."""
        return hmac.digest(self._mac_key, text.encode(), sha256)


def _load_or_make(path: Path) -> bytes:
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        key = AESGCM.generate_key(bit_length=256)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
    if len(key) != _KEY:
        raise StorageError(
            f"{path.name} does not hold a key of this program. Put back the one that was made"
            " with this database: without it, stored keys of others cannot be opened."
        )
    return key
