"""Paying money into one's own wallet on a page of the payment service, in the browser."""

from __future__ import annotations

import logging
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from spaces_desktop.billing.api import BillingCalls
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.money import AmountError, typed_cents
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)


class CheckoutModel(QObject):
    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)
    ready = Signal(str)
    """The page to be opened; only an https address ever is."""

    busy = Observed(False)
    form_advice = Observed[Advice | None](None)

    def __init__(self, calls: BillingCalls, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls = calls
        self._tasks = tasks
        self._key = uuid4().hex

    def begin_form(self) -> None:
        self.form_advice = None
        self._key = uuid4().hex

    def edited(self) -> None:
        self.form_advice = None

    def pay(self, amount: str) -> None:
        if self.busy:
            return
        try:
            cents = typed_cents(amount, least=1)
        except AmountError as error:
            self.form_advice = Advice(str(error), field="amountCents")
            return
        self.busy = True
        self._tasks.spawn(self._pay(cents), name="checkout", key="checkout")

    async def _pay(self, cents: int) -> None:
        self.form_advice = None
        try:
            made = await self._calls.checkout(cents, f"{self._key}-{cents}")
        except DesktopError as error:
            log.info("checkout: %s", error)
            self.form_advice = advise(error)
        else:
            if made.url.startswith("https://"):
                self.ready.emit(made.url)
            else:
                self.form_advice = Advice(self.tr("The payment service gave no safe address."))
        finally:
            self.busy = False
