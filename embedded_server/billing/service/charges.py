"""What members pay to a community: shared out to its creator and the server, and paid back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from embedded_server.billing.service import ledger
from embedded_server.billing.store import income, payouts
from embedded_server.billing.store import ledger as store
from embedded_server.billing.store.ledger import PLATFORM, Line
from embedded_server.billing.store.payouts import HoldValue
from embedded_server.contracts.billing import FeeKind, Refund
from embedded_server.contracts.errors import Code
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal, not_found
from embedded_server.kernel.ids import looks_like_id
from embedded_server.settings import Settings

FEES: tuple[FeeKind, ...] = ("join_fee", "monthly_fee", "agent_call")


@dataclass(frozen=True, slots=True)
class Shares:
    """Percent of each fee that the creator receives; what is left over is the server's."""

    join_fee: int = 70
    monthly_fee: int = 70
    agent_call: int = 70

    @classmethod
    def of(cls, settings: Settings) -> Self:
        return cls(
            settings.join_creator_share,
            settings.monthly_creator_share,
            settings.agent_creator_share,
        )

    def split(self, kind: FeeKind, cents: int) -> tuple[int, int]:
        """The creator's cents (rounded down) and the server's; together exactly `cents`."""
        creator = cents * int(getattr(self, kind)) // 100
        return creator, cents - creator


@dataclass(frozen=True, slots=True)
class Payee:
    """Where a fee goes: a community and its creator."""

    community_id: str
    creator_id: str


def charge(
    tx: Transaction,
    shares: Shares,
    kind: FeeKind,
    user_id: str,
    payee: Payee,
    cents: int,
    *,
    subject: str,
    source: str | None = None,
    note: str = "",
) -> None:
    """Take a fee out of a wallet (or out of `source`); nothing for 0, nothing twice for one
    `subject`."""
    if not cents or ledger.happened(tx, subject) is not None:
        return
    creator, platform = shares.split(kind, cents)
    ledger.post(
        tx,
        kind,
        [
            (source or store.wallet(user_id), -cents),
            (store.wallet(payee.creator_id), creator),
            (PLATFORM, platform),
        ],
        user_id=user_id,
        community_id=payee.community_id,
        subject=subject,
        note=note,
    )
    income.add(tx, payee.community_id, kind, 1, cents, creator)


# Questions to agents: set aside at the start, taken at the end, or given back


def hold(tx: Transaction, user_id: str, community_id: str, turn_id: str, cents: int) -> None:
    if not cents:
        return
    ledger.post(
        tx,
        "agent_call_held",
        [(store.wallet(user_id), -cents), (store.held(user_id), cents)],
        user_id=user_id,
        community_id=community_id,
        subject=f"hold:{turn_id}",
    )
    payouts.insert_hold(tx, HoldValue(turn_id, user_id, community_id, cents))


def capture(tx: Transaction, shares: Shares, turn_id: str, payee: Payee) -> int:
    """Take what was set aside for a turn; gives the cents that were charged."""
    held = payouts.take_hold(tx, turn_id)
    if held is None:
        return 0
    charge(
        tx,
        shares,
        "agent_call",
        held.user_id,
        payee,
        held.amount_cents,
        subject=f"call:{turn_id}",
        source=store.held(held.user_id),
    )
    return held.amount_cents


def release(tx: Transaction, turn_id: str) -> None:
    """Give back what was set aside for a turn that failed."""
    held = payouts.take_hold(tx, turn_id)
    if held is not None:
        ledger.post(
            tx,
            "agent_call_released",
            [
                (store.held(held.user_id), -held.amount_cents),
                (store.wallet(held.user_id), held.amount_cents),
            ],
            user_id=held.user_id,
            community_id=held.community_id,
            subject=f"release:{turn_id}",
        )


# Paying back


def refund(
    tx: Transaction,
    community_id: str,
    actor_id: str,
    entry_id: str,
    cents: int | None,
    note: str,
) -> Refund:
    """Both shares go back in proportion; with the last cent of a payment exactly all of them."""
    paid = _payment(tx, community_id, entry_id)
    posting = paid.posting
    whole = -paid.amount_cents
    creator_line = _creator_line(tx, posting.number)
    creator_cents = 0 if creator_line is None else creator_line.amount_cents
    back = store.refunded(tx, [posting.id]).get(posting.id, 0)
    left = whole - back
    amount = left if cents is None else cents
    if not left:
        raise Refusal(Code.ALREADY_REFUNDED, "All of this payment has been paid back already.")
    if amount > left:
        raise Invalid("amountCents", f"Only {left} cents of this payment are left to be paid back.")
    # What each side has given back so far follows from the sum, so rounding never drifts.
    creator_back = creator_cents * (back + amount) // whole - creator_cents * back // whole
    creator_account = PLATFORM if creator_line is None else creator_line.account_id
    member = store.wallet(posting.user_id or "")
    ledger.post(
        tx,
        "refund",
        _merged(
            (creator_account, -creator_back), (PLATFORM, creator_back - amount), (member, amount)
        ),
        user_id=posting.user_id,
        community_id=community_id,
        refunds=posting.id,
        actor_id=actor_id,
        note=note,
    )
    income.add(tx, community_id, posting.kind, -1 if amount == left else 0, -amount, -creator_back)
    return Refund(
        entry_id=entry_id,
        user_id=posting.user_id or "",
        amount_cents=amount,
        creator_cents=creator_back,
        platform_cents=amount - creator_back,
        left_cents=left - amount,
        at=to_wire(tx.now),
    )


def _payment(reader: Reader, community_id: str, entry_id: str) -> Line:
    found = store.entry(reader, entry_id) if looks_like_id(entry_id) else None
    if (
        found is None
        or found.posting.community_id != community_id
        or found.posting.kind not in FEES
        or found.amount_cents >= 0
    ):
        raise not_found()
    return found


def _creator_line(reader: Reader, number: int) -> Line | None:
    """The creator's share of a payment; None where it was less than a cent."""
    for line in store.entries_of_posting(reader, number):
        if line.amount_cents > 0 and line.account_id != PLATFORM:
            return line
    return None


def _merged(*moves: ledger.Move) -> list[ledger.Move]:
    """One move an account."""
    sums: dict[str, int] = {}
    for account, cents in moves:
        sums[account] = sums.get(account, 0) + cents
    return list(sums.items())


def is_paid(reader: Reader, subject: str) -> bool:
    """Whether that was paid and has not been paid back since, wholly."""
    paid = ledger.happened(reader, subject)
    if paid is None:
        return False
    whole = store.gross(reader, [paid.number]).get(paid.number, 0)
    return store.refunded(reader, [paid.id]).get(paid.id, 0) < whole
