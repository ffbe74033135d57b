"""Waiting for a condition that no event announces."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

PATIENCE = 30.0
"""Seconds until a condition counts as never coming true. A bound on how fast something has to be
is not made of it: it is long so that a crowded machine fails no test."""


async def until(holds: Callable[[], bool], *, seconds: float = PATIENCE) -> None:
    """Raises TimeoutError when `holds` stays false."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110  # there is no event to wait for
            await asyncio.sleep(0.002)


async def until_async(holds: Callable[[], Awaitable[bool]], *, seconds: float = PATIENCE) -> None:
    """The same for what has to be asked for."""
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110  # there is no event to wait for
            await asyncio.sleep(0.02)
