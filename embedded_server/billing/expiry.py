"""When a paid period ends: the membership renews itself where that was agreed, else it is told.

Access is checked at every request all the same; this only ends what is open already, such as live
events, and takes what may be taken.
"""

from __future__ import annotations

import asyncio

from embedded_server.billing.service.memberships import Cashier
from embedded_server.communities import service as communities
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.server import Server

LOOK_EVERY_SECONDS = 1.0
_BATCH = 100


class Expiry:
    def __init__(self, cashier: Cashier, told_up_to: int) -> None:
        self._cashier = cashier
        self._told_up_to = told_up_to

    async def watch(self, server: Server) -> None:
        while True:
            await self.look(server)
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def look(self, server: Server) -> None:
        """Everything that has run out since the last look."""
        while True:
            now, after = server.clock.now(), self._told_up_to
            waiting = await server.database.read(
                lambda reader, after=after, now=now: communities.running_out(  # type: ignore[misc]  # mypy infers no type for a lambda with defaults
                    reader, after, now, 1
                )
            )
            if not waiting:
                self._told_up_to = now
                return
            self._told_up_to = await server.database.write(self._settle)

    def _settle(self, tx: Transaction) -> int:
        """Gives up to when everything is settled."""
        ended = communities.running_out(tx, self._told_up_to, tx.now, _BATCH)
        for held in ended:
            self._cashier.renew_by_itself(tx, held)
            communities.announce(tx, held.community_id, held.user_id)
        if len(ended) < _BATCH:
            return tx.now
        # Others may have run out in the same millisecond as the last one.
        return (ended[-1].expires_at or tx.now) - 1
