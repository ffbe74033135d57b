"""Paying a member's payment back: how much, out of whose share, and doing it once."""

from __future__ import annotations

import logging
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.billing import MakeRefund, Payment
from spaces_desktop.billing.api import BillingCalls
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.money import AmountError, typed_cents
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)


class RefundModel(QObject):
    """Paying one payment back, wholly or in part; `shares` are shown before it is pressed."""

    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)
    shares_changed = Signal(object)
    done = Signal(object)

    busy = Observed(False)
    form_advice = Observed[Advice | None](None)
    shares = Observed[tuple[int, int, int] | None](None)
    """Of what is typed: all of it, the creator's part, the server's; None for no amount."""

    def __init__(
        self,
        payment: Payment,
        community_id: str,
        calls: BillingCalls,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.payment = payment
        self._community_id = community_id
        self._calls = calls
        self._tasks = tasks
        self._key = uuid4().hex
        self._cents = 0

    @property
    def left_cents(self) -> int:
        return self.payment.amount_cents - self.payment.refunded_cents

    def edit(self, amount: str) -> None:
        """Somebody types how much."""
        self.form_advice = None
        try:
            self._cents = typed_cents(amount, least=1, most=self.left_cents)
        except AmountError as error:
            self._cents = 0
            self.shares = None
            if amount.strip():
                self.form_advice = Advice(str(error), field="amountCents")
            return
        self.shares = (self._cents, *shares_of(self.payment, self._cents))

    def refund(self, note: str) -> None:
        if self.busy or not self._cents:
            return
        self.busy = True
        form = MakeRefund(
            entry_id=self.payment.entry_id, amount_cents=self._cents, note=note.strip()
        )
        self._tasks.spawn(self._refund(form), name="refund", key=f"refund {self._key}")

    async def _refund(self, form: MakeRefund) -> None:
        self.form_advice = None
        try:
            made = await self._calls.refund(
                self._community_id, form, f"{self._key}-{form.amount_cents}"
            )
        except DesktopError as error:
            log.info("refund: %s", error)
            self.form_advice = advise(error)
        else:
            self.done.emit(made)
        finally:
            self.busy = False


def shares_of(payment: Payment, cents: int) -> tuple[int, int]:
    """What the creator and the server give back of `cents`, as the server reckons it: rounding
    follows from the whole that has gone back, so that it never drifts."""
    whole, back = payment.amount_cents, payment.refunded_cents
    creator = payment.creator_cents
    part = creator * (back + cents) // whole - creator * back // whole
    return part, cents - part
