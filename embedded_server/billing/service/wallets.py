"""Wallets as their owners see them: balance, entries, statement, top-ups and payouts."""

from __future__ import annotations

from collections.abc import Sequence

from embedded_server.accounts import service as accounts
from embedded_server.billing.service import ledger
from embedded_server.billing.service.charges import FEES
from embedded_server.billing.store import ledger as store
from embedded_server.billing.store import payouts
from embedded_server.billing.store.ledger import OUTSIDE, Line
from embedded_server.billing.store.payouts import PayoutValue
from embedded_server.communities import service as communities
from embedded_server.contracts.billing import Payout, WalletEntry
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.kernel import idempotency
from embedded_server.kernel.clock import to_wire, to_wire_or_none
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.ids import looks_like_id, new_id
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.sheets import csv_lines
from embedded_server.kernel.topics import user_topic

BATCH = 1_000
_COLUMNS = ("at", "kind", "community", "amount", "balance", "note", "id")


def entries(reader: Reader, user_id: str, before: int, limit: int) -> list[tuple[int, WalletEntry]]:
    """`(position, entry)`, newest first."""
    lines = store.entries_of(reader, store.wallet(user_id), before, limit)
    return list(zip((line.number for line in lines), _views(reader, lines), strict=True))


def _views(reader: Reader, lines: Sequence[Line]) -> list[WalletEntry]:
    names = communities.names_of(
        reader, {line.posting.community_id for line in lines if line.posting.community_id}
    )
    fees = [line.posting for line in lines if line.posting.kind in FEES]
    gross = store.gross(reader, [posting.number for posting in fees])
    back = store.refunded(reader, [posting.id for posting in fees])
    return [
        WalletEntry(
            id=line.id,
            at=to_wire(line.posting.at),
            kind=line.posting.kind,  # type: ignore[arg-type]  # only kinds of the contract are posted
            amount_cents=line.amount_cents,
            balance_cents=line.balance_cents,
            community_id=line.posting.community_id,
            community_name=names.get(line.posting.community_id or ""),
            note=line.posting.note,
            gross_cents=gross.get(line.posting.number) if line.amount_cents > 0 else None,
            refunded_cents=back.get(line.posting.id, 0) if line.amount_cents < 0 else 0,
        )
        for line in lines
    ]


def statement_lines(
    reader: Reader, user_id: str, after: int, since: int, until: int
) -> tuple[str, int | None]:
    """Some lines of CSV, and where to go on from (None at the end)."""
    lines = store.entries_since(reader, store.wallet(user_id), after, BATCH)
    rows: list[Sequence[object]] = [_COLUMNS] if after == 0 else []
    rows += [
        _csv_row(view)
        for view, line in zip(_views(reader, lines), lines, strict=True)
        if since <= line.posting.at <= until
    ]
    return csv_lines(rows), lines[-1].number if len(lines) == BATCH else None


def _csv_row(view: WalletEntry) -> Sequence[object]:
    return (
        view.at,
        view.kind,
        view.community_name,
        f"{view.amount_cents / 100:.2f}",
        f"{view.balance_cents / 100:.2f}",
        view.note,
        view.id,
    )


def top_up(
    tx: Transaction, admin_id: str, user_id: str, cents: int, note: str, key: str | None
) -> tuple[WalletEntry, bool]:
    """Money that somebody gave to the host; answers whether it is new."""
    accounts.read_user(tx, user_id)

    def make() -> str:
        lines = ledger.post(
            tx,
            "top_up",
            [(OUTSIDE, -cents), (store.wallet(user_id), cents)],
            user_id=user_id,
            actor_id=admin_id,
            note=note,
        )
        return next(line.id for line in lines if line.amount_cents > 0)

    entry_id, new = idempotency.once(tx, admin_id, key, ("top-up", user_id, cents, note), make)
    line = store.entry(tx, entry_id)
    assert line is not None
    return _views(tx, [line])[0], new


# Payouts


def ask_payout(
    tx: Transaction, user_id: str, cents: int, note: str, key: str | None
) -> tuple[Payout, bool]:
    """Set the amount aside until an admin has decided; answers whether it is new."""

    def make() -> str:
        made = PayoutValue(new_id(), user_id, cents, "pending", note, tx.now, None, None)
        ledger.post(
            tx,
            "payout",
            [(store.wallet(user_id), -cents), (store.leaving(user_id), cents)],
            user_id=user_id,
            subject=f"payout:{made.id}",
            note=note,
        )
        payouts.insert(tx, made)
        _tell(tx, made.id)
        return made.id

    payout_id, new = idempotency.once(tx, user_id, key, ("payouts", cents, note), make)
    return payout_view(tx, _existing(tx, payout_id)), new


def decide_payout(
    tx: Transaction, admin_id: str, payout_id: str, note: str, *, paid: bool
) -> Payout:
    asked = _existing(tx, payout_id)
    if not payouts.decide(tx, payout_id, "confirmed" if paid else "rejected", admin_id, note):
        raise Refusal(
            Code.ALREADY_DECIDED, "This payout has been decided already.", state=asked.status
        )
    aside = (store.leaving(asked.user_id), -asked.amount_cents)
    if paid:
        ledger.post(
            tx,
            "payout",
            [aside, (OUTSIDE, asked.amount_cents)],
            user_id=asked.user_id,
            subject=f"paid:{payout_id}",
            actor_id=admin_id,
            note=note,
        )
    else:
        ledger.post(
            tx,
            "payout_returned",
            [aside, (store.wallet(asked.user_id), asked.amount_cents)],
            user_id=asked.user_id,
            subject=f"returned:{payout_id}",
            actor_id=admin_id,
            note=note,
        )
    return _tell(tx, payout_id)


def payout_page(
    reader: Reader, user_id: str | None, status: str | None, before: str | None, limit: int
) -> list[Payout]:
    """Newest first; everybody's where no user is named."""
    return [
        payout_view(reader, value) for value in payouts.page(reader, user_id, status, before, limit)
    ]


def payout_view(reader: Reader, value: PayoutValue) -> Payout:
    names = accounts.names_of(reader, [value.user_id])
    return Payout(
        id=value.id,
        user_id=value.user_id,
        user_name=names.get(value.user_id, ""),
        amount_cents=value.amount_cents,
        status=value.status,  # type: ignore[arg-type]  # only statuses of the contract are stored
        note=value.note,
        asked_at=to_wire(value.asked_at),
        decided_at=to_wire_or_none(value.decided_at),
        decided_by=value.decided_by,
    )


def _tell(tx: Transaction, payout_id: str) -> Payout:
    """Whoever asked and every admin hear how it stands."""
    view = payout_view(tx, _existing(tx, payout_id))
    topic = user_topic(view.user_id)
    tx.emit(Emitted(EventType.PAYOUT_UPDATED, view, topic, also=accounts.ADMINS))
    return view


def _existing(reader: Reader, payout_id: str) -> PayoutValue:
    found = payouts.find(reader, payout_id) if looks_like_id(payout_id) else None
    if found is None:
        raise not_found()
    return found
