"""What it costs to come in and to stay in, and until when that has been paid."""

from __future__ import annotations

from dataclasses import dataclass

from embedded_server.billing.service import charges, ledger
from embedded_server.billing.service.charges import Payee, Shares
from embedded_server.billing.store import ledger as store
from embedded_server.communities import service as communities
from embedded_server.communities.service import PERIOD_MS, CommunityValue, MembershipValue
from embedded_server.contracts.billing import FeeKind
from embedded_server.contracts.communities import Role, Standing
from embedded_server.contracts.errors import Code
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Due:
    """What somebody pays now, and until when they are in then (None: for good)."""

    join_cents: int
    monthly_cents: int
    expires_at: int | None

    @property
    def total(self) -> int:
        return self.join_cents + self.monthly_cents


class Cashier:
    """Takes the fees of joining and renewing, for the rooms below that know no money."""

    def __init__(self, shares: Shares) -> None:
        self._shares = shares

    def join(
        self,
        tx: Transaction,
        community_id: str,
        user_id: str,
        role: str,
        accepted_cents: int | None,
    ) -> int | None:
        """Charge what is due for coming in with `role`; gives when the membership expires."""
        community = communities.exists(tx, community_id)
        held = communities.membership(tx, community_id, user_id)
        due = self.due(tx, community, user_id, held, Role(role))
        communities.check_fee(due.total, accepted_cents)
        # Before the first of several lines is written, so that the whole sum is named.
        ledger.check_covered(tx, store.wallet(user_id), due.total)
        payee = Payee(community.id, community.creator_id)
        self._charge(
            tx, "join_fee", user_id, payee, due.join_cents, join_subject(tx, community.id, user_id)
        )
        if due.expires_at is not None:
            self._charge(
                tx,
                "monthly_fee",
                user_id,
                payee,
                due.monthly_cents,
                monthly_subject(community.id, user_id, due.expires_at),
            )
        return due.expires_at

    def renew(
        self,
        tx: Transaction,
        community_id: str,
        user_id: str,
        accepted_cents: int | None,
    ) -> int | None:
        """Charge the monthly fee for the 30 days after what is paid; gives when it expires then,
        None where there is no fee any more."""
        community = communities.exists(tx, community_id)
        held = communities.membership(tx, community_id, user_id)
        if held is None or not may_renew(held):
            raise Refusal(Code.NOT_MEMBER, "You are not in this community.")
        if held.expires_at is None or held.role is not Role.MEMBER:
            communities.check_fee(0, accepted_cents)
            raise Refusal(
                Code.NOTHING_TO_RENEW, "This membership does not run out.", state=held.status.value
            )
        due = community.monthly_fee_cents
        communities.check_fee(due, accepted_cents)
        if not due:
            return None
        expires_at = max(tx.now, held.expires_at) + PERIOD_MS
        self._charge(
            tx,
            "monthly_fee",
            user_id,
            Payee(community.id, community.creator_id),
            due,
            monthly_subject(community.id, user_id, expires_at),
        )
        return expires_at

    def due(
        self,
        reader: Reader,
        community: CommunityValue,
        user_id: str,
        held: MembershipValue | None,
        role: Role,
    ) -> Due:
        """Staff and the creator pay nothing; paid time that is left is not paid twice."""
        if role is not Role.MEMBER or community.creator_id == user_id:
            return Due(0, 0, None)
        join = community.join_fee_cents
        if join and charges.is_paid(reader, last_join(reader, community.id, user_id)):
            join = 0
        if not community.monthly_fee_cents:
            return Due(join, 0, None)
        left = held.expires_at if held is not None else None
        if left is not None and left > reader.now:
            return Due(join, 0, left)
        return Due(join, community.monthly_fee_cents, reader.now + PERIOD_MS)

    def renew_by_itself(self, tx: Transaction, held: MembershipValue) -> bool:
        """At the end of a period: take the fee that was agreed to, if it is still the fee and
        the wallet has it; else let it run out, and renew no more. Says whether it goes on."""
        agreed = communities.agreed_renewal(tx, held.community_id, held.user_id)
        community = communities.find(tx, held.community_id)
        fee = None if community is None else community.monthly_fee_cents
        there = store.balance(tx, store.wallet(held.user_id))
        if community is None or not agreed or fee != agreed or there < agreed:
            communities.update_membership(
                tx, held.community_id, held.user_id, {"auto_renew": 0, "auto_renew_cents": None}
            )
            communities.announce(tx, held.community_id, held.user_id)
            return False
        expires_at = max(tx.now, held.expires_at or 0) + PERIOD_MS
        self._charge(
            tx,
            "monthly_fee",
            held.user_id,
            Payee(community.id, community.creator_id),
            agreed,
            monthly_subject(community.id, held.user_id, expires_at),
        )
        communities.update_membership(tx, community.id, held.user_id, {"expires_at": expires_at})
        communities.announce(tx, community.id, held.user_id)
        return True

    def _charge(
        self,
        tx: Transaction,
        kind: FeeKind,
        user_id: str,
        payee: Payee,
        cents: int,
        subject: str,
    ) -> None:
        charges.charge(tx, self._shares, kind, user_id, payee, cents, subject=subject)


def monthly_subject(community_id: str, user_id: str, expires_at: int) -> str:
    """One period is paid once: it is named by its end."""
    return f"monthly:{community_id}:{user_id}:{expires_at}"


def last_join(reader: Reader, community_id: str, user_id: str) -> str:
    """The name of the join fee that was paid last, or of the first one."""
    name, at = f"join:{community_id}:{user_id}", 0
    while ledger.happened(reader, f"{name}:{at + 1}") is not None:
        at += 1
    return f"{name}:{at}"


def join_subject(reader: Reader, community_id: str, user_id: str) -> str:
    """Paid once, unless it was paid back: then the next one has the next number."""
    last = last_join(reader, community_id, user_id)
    if ledger.happened(reader, last) is None or charges.is_paid(reader, last):
        return last
    name, _, number = last.rpartition(":")
    return f"{name}:{int(number) + 1}"


def may_renew(held: MembershipValue) -> bool:
    return held.status in (Standing.ACTIVE, Standing.EXPIRED)
