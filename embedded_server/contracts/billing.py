"""Money: wallets, the ledger behind them, refunds, payouts, and what a creator earns."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from embedded_server.contracts.base import Answer, Cents, Input, ListQuery, Page, Query, Timestamp
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Access, Kind, get, post

Amount = Annotated[int, Meta(ge=1, le=100_000_000, description="integer cents")]
Note = Annotated[str, Meta(max_length=500)]
EntryKind = Literal[
    "top_up",
    "join_fee",
    "monthly_fee",
    "subscription",
    "agent_call",
    "agent_call_held",
    "agent_call_released",
    "refund",
    "payout",
    "payout_returned",
]
FeeKind = Literal["join_fee", "monthly_fee", "subscription", "agent_call"]
PayoutStatus = Literal["pending", "confirmed", "rejected"]


class Wallet(Answer, frozen=True, kw_only=True):
    """`held_cents` are set aside for replies that still run; they are not in the balance."""

    user_id: str
    balance_cents: Cents
    held_cents: Cents


class WalletEntry(Answer, frozen=True, kw_only=True):
    """One line of a statement: `amount_cents` is negative for what went out.

    `balance_cents` is what was in the wallet after it. `gross_cents` stands beside a creator's
    income: what the member paid.
    """

    id: str
    at: Timestamp
    kind: EntryKind
    amount_cents: Cents
    balance_cents: Cents
    community_id: str | None
    community_name: str | None
    note: str
    gross_cents: Cents | None
    refunded_cents: Cents
    """How much of it has been paid back since."""


class StatementQuery(Query, frozen=True, kw_only=True):
    """Whole days are in UTC; both ends belong to the statement."""

    since: Timestamp | None = None
    until: Timestamp | None = None


class TopUp(Input, frozen=True, kw_only=True):
    amount_cents: Amount
    note: Note = ""


class Payment(Answer, frozen=True, kw_only=True):
    """A fee that somebody paid to a community, as its creator sees it. `entry_id` names it in a
    refund."""

    entry_id: str
    at: Timestamp
    kind: FeeKind
    user_id: str
    user_name: str
    amount_cents: Cents
    creator_cents: Cents
    refunded_cents: Cents


class PaymentQuery(ListQuery, frozen=True, kw_only=True):
    """`user_id` keeps one person's."""

    user_id: Annotated[str, Meta(max_length=64)] | None = None


class MakeRefund(Input, frozen=True, kw_only=True):
    """`entry_id` is any entry of a member's payment: the member's, the creator's own, or that of
    PAYMENTS; without an amount, all that is left of it. A refund ends no membership: whoever is to
    go is removed. A join fee that was paid back wholly is due again at the next joining."""

    entry_id: Annotated[str, Meta(max_length=64)]
    amount_cents: Amount | None = None
    note: Note = ""


class Refund(Answer, frozen=True, kw_only=True):
    """Both shares go back; `left_cents` of the payment could still be refunded after it."""

    id: str
    entry_id: str
    user_id: str
    amount_cents: Cents
    creator_cents: Cents
    platform_cents: Cents
    left_cents: Cents
    at: Timestamp


class FeeTotal(Answer, frozen=True, kw_only=True):
    """What came in of one kind, refunds taken off."""

    kind: FeeKind
    count: int
    gross_cents: Cents
    creator_cents: Cents
    platform_cents: Cents


class FeeDay(Answer, frozen=True, kw_only=True):
    day: str
    kind: FeeKind
    count: int
    gross_cents: Cents
    creator_cents: Cents


class RevenueQuery(Query, frozen=True, kw_only=True):
    days: Annotated[int, Meta(ge=1, le=3650)] = 30


class Revenue(Answer, frozen=True, kw_only=True):
    """A community's income of the last `days`, by kind and by day (UTC)."""

    community_id: str
    days: int
    totals: list[FeeTotal]
    daily: list[FeeDay]


class AskPayout(Input, frozen=True, kw_only=True):
    amount_cents: Amount
    note: Note = ""


class DecidePayout(Input, frozen=True, kw_only=True):
    note: Note = ""


class Payout(Answer, frozen=True, kw_only=True):
    id: str
    user_id: str
    user_name: str
    amount_cents: Cents
    status: PayoutStatus
    note: str
    asked_at: Timestamp
    decided_at: Timestamp | None
    decided_by: str | None


class PayoutQuery(ListQuery, frozen=True, kw_only=True):
    """`all` shows everybody's, to admins."""

    status: PayoutStatus | None = None
    all: bool = False


class Renewal(Answer, frozen=True, kw_only=True):
    """A membership that runs out, and what the next 30 days cost today."""

    community_id: str
    community_name: str
    expires_at: Timestamp
    amount_cents: Cents
    auto_renew: bool


class Mismatch(Answer, frozen=True, kw_only=True):
    account: str
    stored_cents: Cents
    derived_cents: Cents


class LedgerAudit(Answer, frozen=True, kw_only=True):
    """Everything added up anew: 0 and no mismatches, or something is wrong with the books."""

    transactions: int
    entries: int
    difference_cents: Cents
    mismatched_wallets: list[Mismatch]


WALLET = get("/api/wallet", Wallet, "One's own wallet")
ENTRIES = get(
    "/api/wallet/entries", Page[WalletEntry], "Its entries, newest first", query=ListQuery
)
STATEMENT = get(
    "/api/wallet/statement",
    bytes,
    "The entries as CSV, oldest first",
    query=StatementQuery,
    kind=Kind.BYTES,
)
RENEWALS = get(
    "/api/wallet/renewals", Page[Renewal], "What runs out, soonest first", query=ListQuery
)
REVENUE = get(
    "/api/communities/{communityId}/revenue",
    Revenue,
    "What came in, for its creator",
    query=RevenueQuery,
)
PAYMENTS = get(
    "/api/communities/{communityId}/payments",
    Page[Payment],
    "Fees that were paid, newest first, for its creator",
    query=PaymentQuery,
)
REFUND = post(
    "/api/communities/{communityId}/refunds",
    MakeRefund,
    Refund,
    "Pay a fee back, for its creator",
    repeat=200,
    errors=(Code.ALREADY_REFUNDED, Code.INSUFFICIENT_FUNDS, Code.IDEMPOTENCY_CONFLICT),
)
TOP_UP = post(
    "/api/admin/wallets/{userId}/top-up",
    TopUp,
    WalletEntry,
    "Put money into a wallet",
    repeat=200,
    errors=(Code.IDEMPOTENCY_CONFLICT,),
    access=Access.ADMIN,
)
ASK_PAYOUT = post(
    "/api/payouts",
    AskPayout,
    Payout,
    "Ask for a payout; the amount is set aside",
    repeat=200,
    errors=(Code.INSUFFICIENT_FUNDS, Code.IDEMPOTENCY_CONFLICT),
)
PAYOUTS = get("/api/payouts", Page[Payout], "Payouts, newest first", query=PayoutQuery)
CONFIRM_PAYOUT = post(
    "/api/admin/payouts/{payoutId}/confirm",
    DecidePayout,
    Payout,
    "Say that it was paid",
    status=200,
    body_optional=True,
    access=Access.ADMIN,
    errors=(Code.ALREADY_DECIDED,),
)
REJECT_PAYOUT = post(
    "/api/admin/payouts/{payoutId}/reject",
    DecidePayout,
    Payout,
    "Put the money back into the wallet",
    status=200,
    body_optional=True,
    access=Access.ADMIN,
    errors=(Code.ALREADY_DECIDED,),
)
AUDIT = get(
    "/api/admin/ledger/audit", LedgerAudit, "Recompute the whole ledger", access=Access.ADMIN
)
