"""Adding every entry up anew: what each transaction sums to, and what each account must hold.

The ledger only grows, so it is read batch by batch, each in a moment of its own: no long reading
keeps the database's log from being folded in. The last batch, which has nothing behind it, is of
the same moment as the balances it is compared with.
"""

from __future__ import annotations

from embedded_server.billing.store import audit as store
from embedded_server.contracts.billing import LedgerAudit, Mismatch
from embedded_server.kernel.database import Reader


class Audit:
    """Memory grows with the accounts and not with the entries."""

    def __init__(self) -> None:
        self._sums: dict[str, int] = {}
        self._wrong: dict[str, Mismatch] = {}
        self._after = 0
        self._entries = self._postings = self._difference = 0
        self._posting = self._sum = 0

    def read_on(self, reader: Reader) -> LedgerAudit | None:
        """One batch; the result once all is read."""
        batch = store.entries(reader, self._after)
        for entry in batch:
            if entry.posting != self._posting:
                self._difference += abs(self._sum)
                self._postings += 1
                self._posting, self._sum = entry.posting, 0
            self._sum += entry.amount_cents
            there = self._sums.get(entry.account_id, 0) + entry.amount_cents
            self._sums[entry.account_id] = there
            if there != entry.balance_cents:
                self._note(entry.account_id, entry.balance_cents, there)
        self._entries += len(batch)
        if len(batch) == store.BATCH:
            self._after = batch[-1].number
            return None
        return self._result(store.balances(reader))

    def _result(self, stored: dict[str, int]) -> LedgerAudit:
        for account in stored.keys() | self._sums.keys():
            held, derived = stored.get(account, 0), self._sums.get(account, 0)
            if held != derived:
                self._note(account, held, derived)
        return LedgerAudit(
            transactions=self._postings,
            entries=self._entries,
            difference_cents=self._difference + abs(self._sum),
            mismatched_wallets=[self._wrong[account] for account in sorted(self._wrong)],
        )

    def _note(self, account: str, stored: int, derived: int) -> None:
        """The first that is wrong with an account says where to look."""
        self._wrong.setdefault(
            account, Mismatch(account=account, stored_cents=stored, derived_cents=derived)
        )
