"""Handlers of what a creator sees of a community's money: income, payments, refunds, prices."""

from __future__ import annotations

from embedded_server.billing.service import pricing, refunds
from embedded_server.billing.service import revenue as revenues
from embedded_server.billing.service.charges import Shares
from embedded_server.billing.store.ledger import LAST
from embedded_server.communities import service as communities
from embedded_server.contracts.base import Page
from embedded_server.contracts.billing import MakeRefund, Payment, PaymentQuery, Refund, Revenue
from embedded_server.contracts.pricing import PriceWhatIf
from embedded_server.kernel import paging
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.http import Call, Repeated

_ID = "communityId"


async def revenue(call: Call[None]) -> Revenue:
    community_id, user_id, days = call.id(_ID), call.user.user_id, call.query.days

    def read(reader: Reader) -> Revenue:
        communities.require_payee(reader, community_id, user_id)
        return revenues.revenue(reader, community_id, days)

    return await call.server.database.read(read)


async def payments(call: Call[None]) -> Page[Payment]:
    query: PaymentQuery = call.query
    community_id, user_id, size = call.id(_ID), call.user.user_id, query.page_size
    list_name = f"payments:{community_id}:{query.user_id}"
    before = paging.int_position(list_name, query.cursor, LAST)

    def read(reader: Reader) -> Page[Payment]:
        communities.require_payee(reader, community_id, user_id)
        found = refunds.payments(reader, community_id, query.user_id, before, size + 1)
        page = paging.page(found, size, list_name, lambda one: one[0])
        return Page(
            items=[payment for _, payment in page.items],
            next_cursor=page.next_cursor,
            has_more=page.has_more,
        )

    return await call.server.database.read(read)


async def refund(call: Call[MakeRefund]) -> Refund | Repeated[Refund]:
    community_id, user_id, body, key = call.id(_ID), call.user.user_id, call.body, call.key(None)

    def write(tx: Transaction) -> Refund | Repeated[Refund]:
        communities.require_payee(tx, community_id, user_id)
        made, new = refunds.refund(tx, community_id, user_id, body, key)
        if not new:
            return Repeated(made)
        communities.record_act(
            tx, community_id, user_id, "fee.refunded", made.user_id, None, f"{made.amount_cents}"
        )
        return made

    return await call.server.database.write(write)


async def what_if(call: Call[None]) -> PriceWhatIf:
    community_id, user_id, query = call.id(_ID), call.user.user_id, call.query
    shares = Shares.of(call.server.settings)
    return await call.server.database.read(
        lambda reader: pricing.what_if(reader, shares, community_id, user_id, query)
    )
