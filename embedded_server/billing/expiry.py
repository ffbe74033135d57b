"""When a paid period ends: the membership renews itself where that was agreed, else it is told.

Access is checked at every request all the same; this only ends what is open already, such as live
events, and takes what may be taken.
"""

from __future__ import annotations

import asyncio

from embedded_server.billing.service.memberships import Cashier
from embedded_server.communities import service as communities
from embedded_server.communities.service import MembershipValue
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.server import Server

LOOK_EVERY_SECONDS = 1.0
_BATCH = 100


class Expiry:
    def __init__(self, cashier: Cashier, told_up_to: int) -> None:
        """Whoever ran out before `told_up_to` (in milliseconds) has nothing open to be ended."""
        self._cashier = cashier
        self._told_up_to = told_up_to
        self._looking = asyncio.Lock()

    async def watch(self, server: Server) -> None:
        while True:
            await self.look(server)
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def look(self, server: Server) -> None:
        """Everything that has run out since the last look, and what waits to be renewed."""
        async with self._looking:
            await self._look(server)

    async def _look(self, server: Server) -> None:
        while await server.database.read(communities.to_renew):
            await server.database.write(self._renew)
        now, after = server.clock.now(), self._told_up_to
        ended = await server.database.read(
            lambda reader: communities.running_out(reader, after, now)
        )
        for at in range(0, len(ended), _BATCH):
            part = ended[at : at + _BATCH]
            await server.database.write(lambda tx, part=part: _tell(tx, part))  # type: ignore[misc]  # mypy infers no type for a lambda with defaults
        self._told_up_to = now

    def _renew(self, tx: Transaction) -> None:
        for held in communities.to_renew(tx)[:_BATCH]:
            self._cashier.renew_by_itself(tx, held)


def _tell(tx: Transaction, ended: list[MembershipValue]) -> None:
    for held in ended:
        communities.announce(tx, held.community_id, held.user_id)
