"""Calls about money: the wallet, refunds, income, payouts, and what an admin does with them."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from embedded_server.contracts import accounts, billing, communities, payments, pricing
from embedded_server.contracts.accounts import PeopleQuery, User
from embedded_server.contracts.base import ListQuery, Page
from embedded_server.contracts.billing import (
    AskPayout,
    DecidePayout,
    LedgerAudit,
    MakeRefund,
    Payment,
    PaymentQuery,
    Payout,
    PayoutQuery,
    PayoutStatus,
    Refund,
    Renewal,
    Revenue,
    RevenueQuery,
    StatementQuery,
    TopUp,
    Wallet,
    WalletEntry,
)
from embedded_server.contracts.communities import (
    Community,
    CommunityQuery,
    EditCommunity,
    EditMembership,
    Join,
    Membership,
)
from embedded_server.contracts.payments import Checkout, StartCheckout
from embedded_server.contracts.pricing import PriceQuery, PriceWhatIf
from spaces_desktop.kernel.http import HttpClient, Snapshot
from spaces_desktop.kernel.transfers import Progress

PAGE = 50
MOST_PAGES = 20


class BillingCalls(Protocol):
    async def wallet(self) -> Snapshot[Wallet]: ...
    async def entries(self, cursor: str | None) -> Page[WalletEntry]: ...
    async def statement(
        self, since: str | None, until: str | None, target: Path, on_progress: Progress
    ) -> None: ...
    async def renewals(self, cursor: str | None) -> Page[Renewal]: ...
    async def renew(self, community_id: str, fee_cents: int, seen: str | None) -> Membership: ...
    async def set_auto_renew(self, community_id: str, on: bool) -> Membership: ...
    async def payouts(
        self, status: PayoutStatus | None, everybodys: bool, cursor: str | None
    ) -> Page[Payout]: ...
    async def ask_payout(self, form: AskPayout, key: str) -> Payout: ...
    async def decide_payout(self, payout_id: str, note: str, paid: bool) -> Payout: ...
    async def top_up(self, user_id: str, form: TopUp, key: str) -> WalletEntry: ...
    async def audit(self) -> LedgerAudit: ...
    async def created(self, user_id: str) -> list[Community]: ...
    async def revenue(self, community_id: str, days: int) -> Revenue: ...
    async def payments(self, community_id: str, cursor: str | None) -> Page[Payment]: ...
    async def refund(self, community_id: str, form: MakeRefund, key: str) -> Refund: ...
    async def people(self, search: str, cursor: str | None) -> Page[User]: ...
    async def what_if(self, community_id: str, query: PriceQuery) -> PriceWhatIf: ...
    async def set_prices(self, community_id: str, form: EditCommunity) -> Community: ...
    async def checkout(self, amount_cents: int, key: str) -> Checkout: ...


class BillingApi:
    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def wallet(self) -> Snapshot[Wallet]:
        return await self._http.snapshot(billing.WALLET)

    async def entries(self, cursor: str | None) -> Page[WalletEntry]:
        query = ListQuery(limit=PAGE, cursor=cursor)
        return await self._http.call(billing.ENTRIES, query=query)

    async def statement(
        self, since: str | None, until: str | None, target: Path, on_progress: Progress
    ) -> None:
        """Save the entries of a range as CSV. Raises ApiError, NetworkError, DiskError."""
        query = StatementQuery(since=since, until=until)
        await self._http.download(billing.STATEMENT, target, query=query, on_progress=on_progress)

    async def renewals(self, cursor: str | None) -> Page[Renewal]:
        query = ListQuery(limit=PAGE, cursor=cursor)
        return await self._http.call(billing.RENEWALS, query=query)

    async def renew(self, community_id: str, fee_cents: int, seen: str | None) -> Membership:
        """Pay for 30 days more; `seen` is until when it was paid, so that a repeat pays once."""
        form = Join(accept_fee_cents=fee_cents, expires_at=seen)
        return await self._http.call(communities.RENEW, form, communityId=community_id)

    async def set_auto_renew(self, community_id: str, on: bool) -> Membership:
        form = EditMembership(auto_renew=on)
        return await self._http.call(communities.EDIT_MEMBERSHIP, form, communityId=community_id)

    async def payouts(
        self, status: PayoutStatus | None, everybodys: bool, cursor: str | None
    ) -> Page[Payout]:
        query = PayoutQuery(status=status, all=everybodys, limit=PAGE, cursor=cursor)
        return await self._http.call(billing.PAYOUTS, query=query)

    async def ask_payout(self, form: AskPayout, key: str) -> Payout:
        return await self._http.call(billing.ASK_PAYOUT, form, key=key)

    async def decide_payout(self, payout_id: str, note: str, paid: bool) -> Payout:
        route = billing.CONFIRM_PAYOUT if paid else billing.REJECT_PAYOUT
        return await self._http.call(route, DecidePayout(note=note), payoutId=payout_id)

    async def top_up(self, user_id: str, form: TopUp, key: str) -> WalletEntry:
        return await self._http.call(billing.TOP_UP, form, key=key, userId=user_id)

    async def audit(self) -> LedgerAudit:
        return await self._http.call(billing.AUDIT)

    async def created(self, user_id: str) -> list[Community]:
        """The communities that somebody made, by their names."""
        found: list[Community] = []
        cursor = None
        for _ in range(MOST_PAGES):
            query = CommunityQuery(mine=True, limit=100, cursor=cursor)
            page = await self._http.call(communities.LIST, query=query)
            found += (one for one in page.items if one.creator_id == user_id)
            cursor = page.next_cursor
            if cursor is None:
                break
        return sorted(found, key=lambda one: one.name.casefold())

    async def revenue(self, community_id: str, days: int) -> Revenue:
        query = RevenueQuery(days=days)
        return await self._http.call(billing.REVENUE, query=query, communityId=community_id)

    async def refund(self, community_id: str, form: MakeRefund, key: str) -> Refund:
        return await self._http.call(billing.REFUND, form, key=key, communityId=community_id)

    async def payments(self, community_id: str, cursor: str | None) -> Page[Payment]:
        query = PaymentQuery(limit=PAGE, cursor=cursor)
        return await self._http.call(billing.PAYMENTS, query=query, communityId=community_id)

    async def people(self, search: str, cursor: str | None) -> Page[User]:
        query = PeopleQuery(search=search or None, cursor=cursor)
        return await self._http.call(accounts.PEOPLE, query=query)

    async def what_if(self, community_id: str, query: PriceQuery) -> PriceWhatIf:
        return await self._http.call(pricing.WHAT_IF, query=query, communityId=community_id)

    async def set_prices(self, community_id: str, form: EditCommunity) -> Community:
        return await self._http.call(communities.EDIT, form, communityId=community_id)

    async def checkout(self, amount_cents: int, key: str) -> Checkout:
        """Where to pay money into one's own wallet, as a page for the browser."""
        form = StartCheckout(amount_cents=amount_cents)
        return await self._http.call(payments.CHECKOUT, form, key=key)
