"""Passwords hashed with Argon2id, off the loop and one at a time.

The cost is OWASP's for interactive sign-in (19 MiB, two passes, one lane). One at a time, since
several at once would take the whole machine from everybody else.
"""

from __future__ import annotations

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Passwords:
    def __init__(self, cost: str) -> None:
        self._hasher = (
            PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
            if cost == "test"
            else PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        )
        self._one = asyncio.Semaphore(1)
        self._nobody = self._hasher.hash("a password that nobody has")

    async def hash(self, password: str) -> str:
        async with self._one:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def verify(self, hashed: str | None, password: str) -> bool:
        """With None, which never matches, it takes as long: nobody learns which names exist."""
        async with self._one:
            return await asyncio.to_thread(self._verify, hashed, password)

    def _verify(self, hashed: str | None, password: str) -> bool:
        try:
            self._hasher.verify(hashed or self._nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return hashed is not None
