"""Ends of turns that the disk did not take: stored as soon as it does, so that nobody waits for a
reply that is over until the server is started again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from embedded_server.kernel.database import Database, Transaction
from embedded_server.kernel.errors import StorageError

log = logging.getLogger(__name__)

RETRY_SECONDS = 5.0


async def store_late(
    database: Database, store: Callable[[Transaction], None], turn_id: str
) -> None:
    while True:
        await asyncio.sleep(RETRY_SECONDS)
        try:
            await database.write(store)
        except StorageError:
            continue
        except Exception:
            log.exception("the end of turn %s could not be stored late", turn_id)
        return
