"""Handlers of payouts: asked for by whoever has money, decided by an admin."""

from __future__ import annotations

from embedded_server.billing.service import wallets
from embedded_server.contracts.base import Page
from embedded_server.contracts.billing import AskPayout, DecidePayout, Payout, PayoutQuery
from embedded_server.contracts.errors import Code
from embedded_server.kernel import paging
from embedded_server.kernel.database import Reader
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.http import Call, Repeated


async def ask_payout(call: Call[AskPayout]) -> Payout | Repeated[Payout]:
    user_id, body, key = call.user.user_id, call.body, call.key(None)
    payout, new = await call.server.database.write(
        lambda tx: wallets.ask_payout(tx, user_id, body.amount_cents, body.note, key)
    )
    return payout if new else Repeated(payout)


async def payouts(call: Call[None]) -> Page[Payout]:
    query: PayoutQuery = call.query
    caller, size = call.user, query.page_size
    if query.all and not caller.is_admin:
        raise Refusal(Code.FORBIDDEN, "Only an admin of this server sees everybody's payouts.")
    whose = None if query.all else caller.user_id
    list_name = f"payouts:{whose}:{query.status}"
    before = paging.text_position(list_name, query.cursor)

    def read(reader: Reader) -> Page[Payout]:
        found = wallets.payout_page(reader, whose, query.status, before, size + 1)
        return paging.page(found, size, list_name, lambda payout: payout.id)

    return await call.server.database.read(read)


async def confirm_payout(call: Call[DecidePayout]) -> Payout:
    return await _decide(call, paid=True)


async def reject_payout(call: Call[DecidePayout]) -> Payout:
    return await _decide(call, paid=False)


async def _decide(call: Call[DecidePayout], *, paid: bool) -> Payout:
    admin_id, payout_id, note = call.user.user_id, call.id("payoutId"), call.body.note
    return await call.server.database.write(
        lambda tx: wallets.decide_payout(tx, admin_id, payout_id, note, paid=paid)
    )
