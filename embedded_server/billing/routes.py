"""Handlers of wallets, refunds, income, payouts and the audit."""

from __future__ import annotations

from aiohttp import web

from embedded_server.billing.expiry import Expiry
from embedded_server.billing.service import charges, ledger, revenue, wallets
from embedded_server.billing.service.charges import Shares
from embedded_server.billing.service.memberships import Cashier
from embedded_server.billing.store.ledger import LAST
from embedded_server.communities import service as communities
from embedded_server.contracts import billing as contract
from embedded_server.contracts.base import Page
from embedded_server.contracts.billing import (
    AskPayout,
    DecidePayout,
    LedgerAudit,
    MakeRefund,
    Payout,
    PayoutQuery,
    Refund,
    Renewal,
    Revenue,
    StatementQuery,
    TopUp,
    Wallet,
    WalletEntry,
)
from embedded_server.contracts.errors import Code
from embedded_server.kernel import idempotency, paging
from embedded_server.kernel.clock import from_wire, to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal
from embedded_server.kernel.http import Call, Repeated
from embedded_server.kernel.server import Server, Slice

_ID = "communityId"


async def wallet(call: Call[None]) -> Wallet:
    user_id = call.user.user_id
    return await call.server.database.read(lambda reader: ledger.view(reader, user_id))


async def entries(call: Call[None]) -> Page[WalletEntry]:
    user_id, size = call.user.user_id, call.query.page_size
    list_name = f"entries:{user_id}"
    before = paging.int_position(list_name, call.query.cursor, LAST)
    found = await call.server.database.read(
        lambda reader: wallets.entries(reader, user_id, before, size + 1)
    )
    page = paging.page(found, size, list_name, lambda one: one[0])
    return Page(
        items=[entry for _, entry in page.items],
        next_cursor=page.next_cursor,
        has_more=page.has_more,
    )


async def statement(call: Call[None]) -> web.StreamResponse:
    """In pieces, so that a long life fits into little memory."""
    query: StatementQuery = call.query
    since = _moment("since", query.since, 0)
    until = _moment("until", query.until, LAST)
    user_id = call.user.user_id
    response = web.StreamResponse(
        headers={
            "Content-Type": "text/csv; charset=utf-8",
            "Content-Disposition": 'attachment; filename="statement.csv"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        }
    )
    await response.prepare(call.request)
    after: int | None = 0
    while after is not None:
        at = after
        text, after = await call.server.database.read(
            lambda reader, at=at: wallets.statement_lines(reader, user_id, at, since, until)  # type: ignore[misc]  # mypy infers no type for a lambda with defaults
        )
        await response.write(text.encode())
    await response.write_eof()
    return response


def _moment(field: str, text: str | None, default: int) -> int:
    if text is None:
        return default
    try:
        return from_wire(text)
    except ValueError:
        raise Invalid(field, "This moment does not exist.") from None


async def renewals(call: Call[None]) -> Page[Renewal]:
    user_id, size = call.user.user_id, call.query.page_size
    list_name = f"renewals:{user_id}"
    after = paging.text_position(list_name, call.query.cursor)

    def read(reader: Reader) -> Page[Renewal]:
        held = communities.paid_memberships(reader, user_id, after, size + 1)
        page = paging.page(held, size, list_name, lambda one: one.community_id)
        items = []
        for one in page.items:
            community = communities.find(reader, one.community_id)
            if community is not None and one.expires_at is not None:
                items.append(
                    Renewal(
                        community_id=community.id,
                        community_name=community.name,
                        expires_at=to_wire(one.expires_at),
                        amount_cents=community.monthly_fee_cents,
                        auto_renew=one.auto_renew,
                    )
                )
        return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)

    return await call.server.database.read(read)


async def income(call: Call[None]) -> Revenue:
    community_id, user_id, days = call.id(_ID), call.user.user_id, call.query.days

    def read(reader: Reader) -> Revenue:
        communities.require_creator(reader, community_id, user_id)
        return revenue.revenue(reader, community_id, days)

    return await call.server.database.read(read)


async def refund(call: Call[MakeRefund]) -> Refund | Repeated[Refund]:
    community_id, user_id, body = call.id(_ID), call.user.user_id, call.body
    key = call.key(None)

    def write(tx: Transaction) -> Refund | Repeated[Refund]:
        communities.require_creator(tx, community_id, user_id)
        made: list[Refund] = []

        def make() -> str:
            made.append(
                charges.refund(
                    tx, community_id, user_id, body.entry_id, body.amount_cents, body.note
                )
            )
            communities.record_act(
                tx,
                community_id,
                user_id,
                "fee.refunded",
                made[0].user_id,
                None,
                f"{made[0].amount_cents}",
            )
            return body.entry_id

        request = ("refunds", community_id, body.entry_id, body.amount_cents, body.note)
        _, new = idempotency.once(tx, user_id, key, request, make)
        if new:
            return made[0]
        raise Refusal(Code.ALREADY_REFUNDED, "This refund was made before.")

    return await call.server.database.write(write)


async def top_up(call: Call[TopUp]) -> WalletEntry | Repeated[WalletEntry]:
    admin_id, user_id, body = call.user.user_id, call.id("userId"), call.body
    key = call.key(None)
    entry, new = await call.server.database.write(
        lambda tx: wallets.top_up(tx, admin_id, user_id, body.amount_cents, body.note, key)
    )
    return entry if new else Repeated(entry)


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


async def audit(call: Call[None]) -> LedgerAudit:
    return await call.server.database.read(ledger.audit)


async def on_start(server: Server) -> None:
    cashier = Cashier(Shares.of(server.settings))
    server.charge_entry = cashier.join
    server.charge_renewal = cashier.renew
    # What ran out while the server was off is not told: nobody listened.
    expiry = Expiry(cashier, server.clock.now())
    server.tasks.spawn(expiry.watch(server), "billing: what runs out")
    server.on_clock.append(lambda: expiry.look(server))


SLICE = Slice(
    "billing",
    {
        contract.WALLET: wallet,
        contract.ENTRIES: entries,
        contract.STATEMENT: statement,
        contract.RENEWALS: renewals,
        contract.REVENUE: income,
        contract.REFUND: refund,
        contract.TOP_UP: top_up,
        contract.ASK_PAYOUT: ask_payout,
        contract.PAYOUTS: payouts,
        contract.CONFIRM_PAYOUT: confirm_payout,
        contract.REJECT_PAYOUT: reject_payout,
        contract.AUDIT: audit,
    },
    on_start=on_start,
)
