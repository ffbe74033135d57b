"""The wallet: the balance, big and calm, and below it what went in and out."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedWidget, QWidget

from embedded_server.contracts.billing import Wallet
from spaces_desktop.billing.checkout_view import CheckoutDialog
from spaces_desktop.billing.host_view import HostPage
from spaces_desktop.billing.income_view import IncomeView
from spaces_desktop.billing.payouts_view import PayoutsPage
from spaces_desktop.billing.receipt_view import ReceiptDialog
from spaces_desktop.billing.renewals_view import RenewalsPage
from spaces_desktop.billing.statement_view import StatementDialog
from spaces_desktop.billing.till import ENTRIES, HOST, INCOME, PAYOUTS, RENEWALS, Till
from spaces_desktop.kernel.money import money
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.controls import SegmentedControl
from spaces_desktop.widgets.money_list import MoneyList
from spaces_desktop.widgets.panes import Empty, Header, button, column, frame, label, line
from spaces_desktop.widgets.rooms import Badge, Visit
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes


class WalletView(QWidget):
    def __init__(self, model: Till, themes: Themes, visit: Visit) -> None:
        super().__init__()
        self.setObjectName("wallet")
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        self._header = Header(self.tr("Wallet"))
        layout.addWidget(self._header)
        pane = frame("pane")
        inner = column(pane, 0, 0)
        inner.addWidget(self._build_balance())
        titles = model.titles()
        self._tabs = SegmentedControl(
            [(key, titles[key]) for key in model.pages], "wallet_pages", self.tr("Pages")
        )
        self._tabs.changed.connect(lambda key: visit("wallet", key))
        holder = line()
        holder.setContentsMargins(16, 8, 16, 8)
        holder.addWidget(self._tabs)
        holder.addStretch(1)
        inner.addLayout(holder)
        self._stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {ENTRIES: self._build_entries()}
        self.renewals = RenewalsPage(model.renewals, themes)
        self.payouts = PayoutsPage(model.payouts, model.wallet, themes)
        self.income = IncomeView(model.income, themes)
        self._pages |= {RENEWALS: self.renewals, PAYOUTS: self.payouts, INCOME: self.income}
        self.host: HostPage | None = None
        self.badge: Badge | None = None
        if model.host is not None:
            self.host = self._pages[HOST] = HostPage(model.host, themes)
            self.badge = Badge(self)
            self._bindings.listen(model.host.payouts.found.changed, self._on_waiting)
        for page in self._pages.values():
            self._stack.addWidget(page)
        inner.addWidget(self._stack, 1)
        layout.addWidget(pane, 1)
        self._bindings.bind(model.wallet, "wallet", self._on_wallet)
        self._bindings.listen(model.wallet.entries.changed, self._on_entries)
        self._wanted = ""

    def release(self) -> None:
        self._bindings.release()
        self.renewals.release()
        self.payouts.release()
        self.income.release()
        if self.host is not None:
            self.host.release()

    def open(self, thing: str, inner: str = "") -> None:
        """A page of the wallet; `inner` is an entry, a community for the income, or an act."""
        page = thing if thing in self._pages else ENTRIES
        self._tabs.choose(page)
        self._stack.setCurrentWidget(self._pages[page])
        self._model.open(page, inner)
        self._wanted = inner if page == ENTRIES else ""
        self._on_entries()

    def statement(self) -> None:
        StatementDialog(self._model.statement, self).open()

    def pay_in(self) -> None:
        if self._model.checkout is not None:
            CheckoutDialog(self._model.checkout, self._model.currency, self).open()

    def show_receipt(self, entry_id: str) -> None:
        entry = self._model.wallet.entry(entry_id)
        if entry is not None:
            ReceiptDialog(entry, self).open()

    def _build_balance(self) -> QWidget:
        card = frame("", "balance_card")
        row = line(card, spacing=16)
        row.setContentsMargins(20, 20, 16, 12)
        words = QWidget()
        texts = column(words, 0, 4)
        texts.addWidget(label(self.tr("In your wallet"), "section"))
        self._balance = label("", "amount", name="balance")
        texts.addWidget(self._balance)
        self._held = label("", "muted", wrap=True, name="held")
        texts.addWidget(self._held)
        row.addWidget(words, 1)
        self._statement: QPushButton = button(self.tr("Statement…"), "statement_button")
        self._statement.clicked.connect(self.statement)
        holder = QWidget()
        acts = column(holder, 0, 8)
        acts.addStretch(1)
        if self._model.checkout is not None:
            pay = button(self.tr("Top up…"), "checkout_button", "primary")
            pay.clicked.connect(self.pay_in)
            acts.addWidget(pay)
        acts.addWidget(self._statement)
        row.addWidget(holder)
        self._states = StateStack(card, self._themes, shape="form", name="balance")
        self._states.retry_requested.connect(self._model.wallet.load)
        self._states.follow(self._bindings, self._model.wallet)
        self._states.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return self._states

    def _build_entries(self) -> QWidget:
        model = self._model.wallet
        self.list = MoneyList("wallet_entries", self.tr("Entries"), model.rows, self._themes)
        self.list.chosen.connect(self.show_receipt)
        self.list.more_wanted.connect(model.entries.more)
        none = Empty(
            self.tr("Nothing went in or out yet"),
            self._how_it_fills(),
            picture="wallet",
            themes=self._themes,
        )
        states = StateStack(self.list, self._themes, none, name="entries")
        states.retry_requested.connect(model.entries.load)
        states.more_requested.connect(model.entries.more)
        bind = self._bindings.bind
        bind(model.entries, "phase", states.show_phase)
        bind(model.entries, "advice", states.show_advice)
        bind(model.entries, "has_more", states.show_more)
        return states

    def _how_it_fills(self) -> str:
        if self._model.checkout is not None:
            return self.tr(
                "“Top up…” puts money in. Every fee, refund and top-up stands here, with a receipt."
            )
        return self.tr(
            "The host of this space fills your wallet: give them the money and they put it in."
            " Every fee, refund and top-up stands here, with a receipt."
        )

    def _on_wallet(self, wallet: Wallet | None) -> None:
        if wallet is None:
            return
        self._balance.setText(money(wallet.balance_cents))
        spoken = self.tr("In your wallet: {amount}").format(amount=money(wallet.balance_cents))
        self._balance.setAccessibleName(spoken)
        words = self.tr(
            "{amount} are set aside beside it, for replies that are being written and payouts"
            " that are not decided yet. What is not taken comes back."
        )
        self._held.setText(words.format(amount=money(wallet.held_cents)))
        self._held.setVisible(wallet.held_cents > 0)

    def _on_waiting(self) -> None:
        """What waits for the host is counted on the rail."""
        host, badge = self._model.host, self.badge
        if host is not None and badge is not None:
            badge.is_filled = True
            badge.count = len(host.payouts.found.items)
            badge.filled.emit()

    def _on_entries(self) -> None:
        """An entry that was asked for is shown as soon as it is there."""
        if self._wanted and self._model.wallet.entry(self._wanted) is not None:
            wanted, self._wanted = self._wanted, ""
            self.show_receipt(wanted)
