"""What the host does with money: fill wallets, pay out, and check that the books agree."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.accounts import User
from embedded_server.contracts.base import Page
from embedded_server.contracts.billing import LedgerAudit, TopUp
from spaces_desktop.billing.api import BillingCalls
from spaces_desktop.billing.payouts import PayoutsModel
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.money import AmountError, money, typed_cents
from spaces_desktop.kernel.paged import Paged
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.entries import Entries, Entry

log = logging.getLogger(__name__)

PAUSE_MS = 250


class TopUpModel(QObject):
    """One top-up: whom, how much; whatever is pressed again is done once."""

    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)
    chosen_changed = Signal(object)
    done = Signal(str)
    """In words."""

    busy = Observed(False)
    form_advice = Observed[Advice | None](None)
    chosen = Observed[User | None](None)

    def __init__(
        self, calls: BillingCalls, live: LiveEvents, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._tasks = tasks
        self._key = uuid4().hex
        self._search = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self.people: Paged[User] = Paged("people", self._fetch, live, tasks, self)
        self._pause.timeout.connect(self.people.load)
        self.entries = Entries(self)
        self.people.changed.connect(self._on_people)

    def close(self) -> None:
        self._pause.stop()
        self.people.close()

    def load(self) -> None:
        self.people.load()

    def look_for(self, text: str) -> None:
        self._search = text.strip()
        self._pause.start()

    def choose(self, user_id: str) -> None:
        found = next((one for one in self.people.items if one.id == user_id), None)
        if found is not None:
            self.form_advice = None
            self.chosen = found

    def edited(self) -> None:
        self.form_advice = None

    def top_up(self, amount: str, note: str) -> None:
        chosen = self.chosen
        if self.busy:
            return
        if chosen is None:
            self.form_advice = Advice(self.tr("Choose whose wallet it goes into."))
            return
        try:
            cents = typed_cents(amount, least=1)
        except AmountError as error:
            self.form_advice = Advice(str(error), field="amountCents")
            return
        self.busy = True
        form = TopUp(amount_cents=cents, note=note.strip())
        self._tasks.spawn(self._top_up(chosen, form), name="top up", key=f"top up {self._key}")

    async def _fetch(self, cursor: str | None) -> Page[User]:
        return await self._calls.people(self._search, cursor)

    async def _top_up(self, chosen: User, form: TopUp) -> None:
        self.form_advice = None
        try:
            # Other words are another top-up; the same ones again are this one.
            key = f"{self._key}-{chosen.id}-{form.amount_cents}"
            await self._calls.top_up(chosen.id, form, key)
        except DesktopError as error:
            log.info("top-up: %s", error)
            self.form_advice = advise(error)
        else:
            words = self.tr("{amount} went into the wallet of {name}.")
            self.done.emit(words.format(amount=money(form.amount_cents), name=chosen.display_name))
        finally:
            self.busy = False

    def _on_people(self) -> None:
        self.entries.show(
            Entry(one.id, one.display_name, f"@{one.username}", is_person=True)
            for one in self.people.items
        )


class HostModel(QObject):
    checking_changed = Signal(bool)
    audit_changed = Signal(object)
    audit_advice_changed = Signal(object)
    said_changed = Signal(str)

    checking = Observed(False)
    audit = Observed[LedgerAudit | None](None)
    audit_advice = Observed[Advice | None](None)
    said = Observed("")
    """What was just done."""

    def __init__(
        self, calls: BillingCalls, live: LiveEvents, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._live = live
        self._tasks = tasks
        self.payouts = PayoutsModel(calls, live, tasks, everybodys=True, parent=self)

    def close(self) -> None:
        self._tasks.cancel("check the books")
        self.payouts.close()

    def start(self) -> None:
        """Who waits for a payout is known before anybody looks."""
        self.payouts.open()

    def open(self) -> None:
        self.payouts.open()
        self.payouts.reload()

    def top_up(self) -> TopUpModel:
        """One top-up in the making."""
        made = TopUpModel(self._calls, self._live, self._tasks)
        made.done.connect(self._on_done)
        return made

    def check(self) -> None:
        """Add up the whole ledger anew."""
        if not self.checking:
            self._act(self._check)

    def _on_done(self, words: str) -> None:
        self.said = words

    async def _check(self) -> None:
        self.audit = None
        self.audit = await self._calls.audit()

    def _act(self, doing: Callable[[], Awaitable[None]]) -> None:
        self.checking = True
        self._tasks.spawn(self._guarded(doing), name="check", key="check the books")

    async def _guarded(self, doing: Callable[[], Awaitable[None]]) -> None:
        self.audit_advice = None
        try:
            await doing()
        except DesktopError as error:
            log.info("audit: %s", error)
            self.audit_advice = advise(error)
        finally:
            self.checking = False
