"""Paying a fee back, whole or in part: both shares go back."""

from __future__ import annotations

from embedded_server.accounts import service as accounts
from embedded_server.billing.service import ledger
from embedded_server.billing.service.charges import FEES
from embedded_server.billing.store import income
from embedded_server.billing.store import ledger as store
from embedded_server.billing.store.ledger import PLATFORM, Line, Posting
from embedded_server.contracts.billing import MakeRefund, Payment, Refund
from embedded_server.contracts.errors import Code
from embedded_server.kernel import idempotency
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal, not_found
from embedded_server.kernel.ids import looks_like_id


def payments(
    reader: Reader, community_id: str, user_id: str | None, before: int, limit: int
) -> list[tuple[int, Payment]]:
    """`(position, payment)`, newest first."""
    found = store.payments(reader, community_id, user_id, before, limit)
    numbers = [posting.number for posting in found]
    gross, shares = store.gross(reader, numbers), store.creator_shares(reader, numbers)
    back = store.refunded(reader, [posting.id for posting in found])
    names = accounts.names_of(reader, {posting.user_id or "" for posting in found})
    return [
        (
            posting.number,
            Payment(
                entry_id=posting.id,
                at=to_wire(posting.at),
                kind=posting.kind,  # type: ignore[arg-type]  # the query keeps fees alone
                user_id=posting.user_id or "",
                user_name=names.get(posting.user_id or "", ""),
                amount_cents=gross.get(posting.number, 0),
                creator_cents=shares.get(posting.number, 0),
                refunded_cents=back.get(posting.id, 0),
            ),
        )
        for posting in found
    ]


def payments_of(reader: Reader, community_id: str, user_id: str, limit: int) -> list[Payment]:
    """What one person paid to a community, newest first."""
    found = payments(reader, community_id, user_id, store.LAST, limit)
    return [payment for _, payment in found]


def refund(
    tx: Transaction, community_id: str, actor_id: str, body: MakeRefund, key: str | None
) -> tuple[Refund, bool]:
    """Answers whether it is new."""
    request = ("refunds", community_id, body)
    made, new = idempotency.once(
        tx, actor_id, key, request, lambda: _give_back(tx, community_id, actor_id, body)
    )
    return _view(tx, made, body.entry_id), new


def _give_back(tx: Transaction, community_id: str, actor_id: str, body: MakeRefund) -> str:
    """In proportion; with the last cent of a payment, exactly all of both shares."""
    paid = _payment(tx, community_id, body.entry_id)
    whole = store.gross(tx, [paid.number])[paid.number]
    creator_line = _creator_line(tx, paid.number)
    creator_cents = 0 if creator_line is None else creator_line.amount_cents
    back = store.refunded(tx, [paid.id]).get(paid.id, 0)
    left = whole - back
    amount = left if body.amount_cents is None else body.amount_cents
    if not left:
        raise Refusal(Code.ALREADY_REFUNDED, "All of this payment has been paid back already.")
    if amount > left:
        raise Invalid("amountCents", f"Only {left} cents of this payment are left to be paid back.")
    # What each side has given back so far follows from the sum, so rounding never drifts.
    creator_back = creator_cents * (back + amount) // whole - creator_cents * back // whole
    lines = ledger.post(
        tx,
        "refund",
        _merged(
            (PLATFORM if creator_line is None else creator_line.account_id, -creator_back),
            (PLATFORM, creator_back - amount),
            (store.wallet(paid.user_id or ""), amount),
        ),
        user_id=paid.user_id,
        community_id=community_id,
        refunds=paid.id,
        actor_id=actor_id,
        note=body.note,
    )
    count = -1 if amount == left else 0
    income.add(tx, community_id, paid.kind, count, -amount, -creator_back)
    return lines[0].posting.id


def _view(reader: Reader, refund_id: str, entry_id: str) -> Refund:
    """As it was when it was made, whatever has been paid back since."""
    made = store.posting(reader, refund_id)
    paid = None if made is None else store.posting(reader, made.refunds or "")
    if made is None or paid is None:
        raise not_found()
    amount, creator = 0, 0
    for line in store.entries_of_posting(reader, made.number):
        if line.amount_cents > 0:
            amount = line.amount_cents
        elif line.account_id != PLATFORM:
            creator = -line.amount_cents
    whole = store.gross(reader, [paid.number])[paid.number]
    return Refund(
        id=made.id,
        entry_id=entry_id,
        user_id=paid.user_id or "",
        amount_cents=amount,
        creator_cents=creator,
        platform_cents=amount - creator,
        left_cents=whole - store.refunded(reader, [paid.id], made.number)[paid.id],
        at=to_wire(made.at),
    )


def _payment(reader: Reader, community_id: str, entry_id: str) -> Posting:
    """By itself, or by any entry of it."""
    found: Posting | None = None
    if looks_like_id(entry_id):
        found = store.posting(reader, entry_id)
        line = store.entry(reader, entry_id) if found is None else None
        found = found if line is None else line.posting
    if found is None or found.community_id != community_id or found.kind not in FEES:
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
