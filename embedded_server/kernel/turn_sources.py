"""How a turn parts from what wrote it, whichever way that ended."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

from embedded_server.kernel.live_turn import LiveTurn, failed, interrupted
from embedded_server.kernel.turn_types import Outcome, ReplyEnd

log = logging.getLogger(__name__)

CLOSE_SECONDS = 5.0


async def close_source(pieces: AsyncIterator[str | ReplyEnd]) -> None:
    """Let the provider free its model; one that does not is left behind after a while."""
    close = getattr(pieces, "aclose", None)
    if close is not None:
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await close()
        except TimeoutError:
            log.warning("a provider did not end when its reply did")


def why_ended(live: LiveTurn, error: BaseException) -> Outcome:
    """How a turn ended whose provider was cancelled, or raised what nobody may be told."""
    current = asyncio.current_task()
    if isinstance(error, asyncio.CancelledError) and current is not None:
        cancelled = current.cancelling() > 0
        current.uncancel()
        if cancelled or live.why_cancelled is not None:
            return live.why_cancelled or interrupted(live)
        # A library of the provider's raised it: nobody here cancelled anything.
    log.error("the provider of turn %s failed", live.begun.meta.turn_id, exc_info=error)
    return failed(live, "provider_failed", "The agent failed while it was answering.")
