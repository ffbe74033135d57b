"""Handlers of one's own wallet: balance, entries, statement, what is to be renewed, top-ups."""

from __future__ import annotations

from aiohttp import web

from embedded_server.billing.service import ledger, wallets
from embedded_server.billing.store.ledger import LAST
from embedded_server.communities import service as communities
from embedded_server.contracts.base import Page
from embedded_server.contracts.billing import Renewal, StatementQuery, TopUp, Wallet, WalletEntry
from embedded_server.kernel import paging
from embedded_server.kernel.clock import from_wire, to_wire
from embedded_server.kernel.database import Reader
from embedded_server.kernel.errors import Invalid
from embedded_server.kernel.http import Call, Repeated


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


async def top_up(call: Call[TopUp]) -> WalletEntry | Repeated[WalletEntry]:
    admin_id, user_id, body = call.user.user_id, call.id("userId"), call.body
    key = call.key(None)
    entry, new = await call.server.database.write(
        lambda tx: wallets.top_up(tx, admin_id, user_id, body.amount_cents, body.note, key)
    )
    return entry if new else Repeated(entry)
