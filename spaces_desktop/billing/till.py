"""The wallet's room: which pages it has, and what is fetched when one of them is opened."""

from __future__ import annotations

from msgspec import UNSET, UnsetType
from PySide6.QtCore import QObject

from embedded_server.contracts.accounts import ServerInfo, User
from spaces_desktop.billing.api import BillingCalls
from spaces_desktop.billing.checkout import CheckoutModel
from spaces_desktop.billing.host import HostModel
from spaces_desktop.billing.income import IncomeModel
from spaces_desktop.billing.payouts import PayoutsModel
from spaces_desktop.billing.renewals import RenewalsModel
from spaces_desktop.billing.statement import StatementModel
from spaces_desktop.billing.wallet import WalletModel
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.tasks import Tasks

ENTRIES, RENEWALS, PAYOUTS, INCOME, HOST = "entries", "renewals", "payouts", "income", "host"


class Till(QObject):
    def __init__(
        self,
        calls: BillingCalls,
        live: LiveEvents,
        tasks: Tasks,
        me: User,
        server: ServerInfo | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        takes = server is not None and server.features.get("checkout", False)
        self.checkout = CheckoutModel(calls, tasks, parent=self) if takes else None
        """None where no payment service is set up: then nothing of it is shown."""
        currency = UNSET if server is None else server.currency
        self.currency = "" if isinstance(currency, UnsetType) else currency
        self.wallet = WalletModel(calls, live, tasks, me.id, parent=self)
        self.statement = StatementModel(calls, tasks, parent=self)
        self.renewals = RenewalsModel(calls, live, tasks, me.id, parent=self)
        self.payouts = PayoutsModel(calls, live, tasks, parent=self)
        self.income = IncomeModel(calls, live, tasks, me.id, parent=self)
        self.host = HostModel(calls, live, tasks, parent=self) if me.is_admin else None
        self._page = ""
        self.wallet.moved.connect(self._on_moved)

    @property
    def pages(self) -> tuple[str, ...]:
        """In the order in which they are offered; the last is for the host alone."""
        own = (ENTRIES, RENEWALS, PAYOUTS, INCOME)
        return own if self.host is None else (*own, HOST)

    def titles(self) -> dict[str, str]:
        return {
            ENTRIES: self.tr("Entries"),
            RENEWALS: self.tr("Renewals"),
            PAYOUTS: self.tr("Payouts"),
            INCOME: self.tr("Income"),
            HOST: self.tr("For the host"),
        }

    def start(self) -> None:
        self.wallet.load()
        if self.host is not None:
            self.host.start()

    def close(self) -> None:
        self.wallet.close()
        self.statement.stop()
        self.renewals.close()
        self.payouts.close()
        self.income.close()
        if self.host is not None:
            self.host.close()

    def open(self, page: str, inner: str = "") -> None:
        """Somebody looks at a page; it is fetched, and kept up to date from then on."""
        self._page = page
        if page == ENTRIES:
            self.wallet.open()
        elif page == RENEWALS:
            self.renewals.open()
        elif page == PAYOUTS:
            self.payouts.open()
        elif page == INCOME:
            self.income.open(inner)
        elif self.host is not None:
            self.host.open()

    def _on_moved(self) -> None:
        self.payouts.reload()
        if self._page == INCOME:
            self.income.reload()
