"""What members pay to a community: shared out to its creator and the server, and paid back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from embedded_server.billing.service import ledger
from embedded_server.billing.store import income, payouts
from embedded_server.billing.store import ledger as store
from embedded_server.billing.store.ledger import PLATFORM
from embedded_server.billing.store.payouts import HoldValue
from embedded_server.contracts.billing import FeeKind
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.settings import Settings

FEES: tuple[FeeKind, ...] = ("join_fee", "monthly_fee", "subscription", "agent_call")


@dataclass(frozen=True, slots=True)
class Shares:
    """Percent of each fee that the creator receives; what is left over is the server's."""

    join_fee: int = 70
    monthly_fee: int = 70
    subscription: int = 70
    agent_call: int = 70

    @classmethod
    def of(cls, settings: Settings) -> Self:
        return cls(
            settings.join_creator_share,
            settings.monthly_creator_share,
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


def is_paid(reader: Reader, subject: str) -> bool:
    """Whether that was paid and has not been paid back since, wholly."""
    paid = ledger.happened(reader, subject)
    if paid is None:
        return False
    whole = store.gross(reader, [paid.number]).get(paid.number, 0)
    return store.refunded(reader, [paid.id]).get(paid.id, 0) < whole
