"""Waiting for a condition that no event announces."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


async def until(holds: Callable[[], bool], *, seconds: float = 10) -> None:
    """Raises TimeoutError when `holds` stays false."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110  # there is no event to wait for
            await asyncio.sleep(0.002)
