"""For the host: fill wallets, decide on payouts, and check the books."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QFrame, QLineEdit, QProgressBar, QWidget

from embedded_server.contracts.accounts import User
from embedded_server.contracts.billing import LedgerAudit, Payout
from spaces_desktop.billing.host import HostModel, TopUpModel
from spaces_desktop.kernel.moments import full
from spaces_desktop.kernel.money import money
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.dialogs import Dialog
from spaces_desktop.widgets.entries import ENTRY, Entry
from spaces_desktop.widgets.entry_list import EntryList
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.forms import FormDialog, captioned
from spaces_desktop.widgets.money_field import MoneyField
from spaces_desktop.widgets.money_list import MoneyList
from spaces_desktop.widgets.panes import Empty, button, column, frame, label, line
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes


class HostPage(QWidget):
    def __init__(self, model: HostModel, themes: Themes) -> None:
        super().__init__()
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        layout = column(self, 16, 12)
        acts = line(spacing=8)
        fill = button(self.tr("Top up a wallet…"), "top_up", "primary")
        fill.clicked.connect(self.top_up)
        self._check = button(self.tr("Check the books"), "check_books")
        self._check.clicked.connect(model.check)
        acts.addWidget(fill)
        acts.addWidget(self._check)
        acts.addStretch(1)
        layout.addLayout(acts)
        self._done = label("", "good", wrap=True, name="host_said")
        layout.addWidget(self._done)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Checking the books"))
        layout.addWidget(self._progress)
        self._error = ErrorStrip(name="audit_error")
        self._error.retry_requested.connect(model.check)
        layout.addWidget(self._error)
        layout.addWidget(self._build_audit())
        layout.addWidget(label(self.tr("Payouts that wait for you"), "section"))
        self.list = MoneyList(
            "host_payouts", self.tr("Payouts that wait"), model.payouts.rows, themes
        )
        self.list.chosen.connect(self.decide)
        self.list.more_wanted.connect(model.payouts.found.more)
        none = Empty("", self.tr("Nobody waits for a payout."))
        self._states = StateStack(self.list, themes, none, name="host_payouts")
        self._states.retry_requested.connect(model.payouts.found.load)
        self._states.more_requested.connect(model.payouts.found.more)
        layout.addWidget(self._states, 1)
        bind = self._bindings.bind
        bind(model, "said", self._on_said)
        bind(model, "checking", self._on_checking)
        bind(model, "audit_advice", self._error.show_advice)
        bind(model, "audit", self._on_audit)
        found = model.payouts.found
        bind(found, "phase", self._states.show_phase)
        bind(found, "advice", self._states.show_advice)
        bind(found, "has_more", self._states.show_more)

    def release(self) -> None:
        self._bindings.release()

    def top_up(self) -> None:
        TopUpDialog(self._model.top_up(), self._themes, self).open()

    def decide(self, payout_id: str) -> None:
        payout = self._model.payouts.get(payout_id)
        if payout is not None:
            DecideDialog(self._model, payout, self).open()

    def _build_audit(self) -> QFrame:
        self._audit = frame("card", "audit_card")
        inner = column(self._audit, 16, 4)
        self._verdict = label("", "strong", wrap=True, name="audit_verdict")
        self._counted = label("", "muted", wrap=True, name="audit_counted")
        self._wrong = label("", "bad", wrap=True, name="audit_wrong")
        for one in (self._verdict, self._counted, self._wrong):
            inner.addWidget(one)
        return self._audit

    def _on_said(self, said: str) -> None:
        self._done.setText(said)
        self._done.setVisible(bool(said))

    def _on_checking(self, checking: bool) -> None:
        self._progress.setVisible(checking)
        self._check.setDisabled(checking)

    def _on_audit(self, found: LedgerAudit | None) -> None:
        self._audit.setVisible(found is not None)
        if found is None:
            return
        right = not found.difference_cents and not found.mismatched_wallets
        words = self.tr("The books agree. Difference: {amount}")
        if not right:
            words = self.tr("The books do not agree. Difference: {amount}")
        self._verdict.setText(words.format(amount=money(found.difference_cents)))
        counted = self.tr("{transactions} transactions with {entries} entries were added up anew.")
        self._counted.setText(
            counted.format(transactions=found.transactions, entries=found.entries)
        )
        line_of = self.tr("{account}: {stored} is written down, the entries make {derived}")
        self._wrong.setText(
            "\n".join(
                line_of.format(
                    account=one.account,
                    stored=money(one.stored_cents),
                    derived=money(one.derived_cents),
                )
                for one in found.mismatched_wallets
            )
        )
        self._wrong.setVisible(bool(found.mismatched_wallets))


class TopUpDialog(FormDialog):
    def __init__(self, model: TopUpModel, themes: Themes, parent: QWidget) -> None:
        super().__init__(parent.tr("Top up a wallet"), "top_up_dialog", parent, wide=32, tall=36)
        self._model = model
        model.setParent(self)
        words = self.tr("For money that somebody gave you outside of this space.")
        self.body.addWidget(label(words, "muted", wrap=True))
        self._search = QLineEdit()
        self._search.setObjectName("top_up_search")
        self._search.setPlaceholderText(self.tr("Search by name"))
        self._search.setAccessibleName(self.tr("Whose wallet"))
        self._search.setClearButtonEnabled(True)
        self._search.setMaxLength(80)
        self._search.textChanged.connect(model.look_for)
        self.body.addWidget(self._search)
        self.list = EntryList("top_up_people", self.tr("People"), model.entries, themes)
        none = Empty("", self.tr("Nobody here is called that."))
        self._states = StateStack(self.list, themes, none, name="top_up_people")
        self._states.retry_requested.connect(model.people.load)
        self._states.more_requested.connect(model.people.more)
        self.body.addWidget(self._states, 1)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self._amount = MoneyField("top_up_amount")
        self._note = QLineEdit()
        self._note.setObjectName("top_up_note")
        self._note.setMaxLength(500)
        captioned(self.body, self.tr("Amount"), self._amount)
        captioned(self.body, self.tr("Note, for their statement"), self._note)
        fields = self.follow(model, model.edited)
        fields.add("amountCents", self._amount, self.body)
        fields.add("note", self._note, self.body)
        self._done = button("", "top_up_submit", "primary")
        self._done.clicked.connect(self._submit)
        self.add_both(self.tr("Cancel"), self._done)
        self._amount.textChanged.connect(lambda _text: self._show_price())
        bind = self.bindings.bind
        bind(model.people, "phase", self._states.show_phase)
        bind(model.people, "advice", self._states.show_advice)
        bind(model.people, "has_more", self._states.show_more)
        bind(model, "chosen", lambda _user: self._show_price())
        bind(model, "busy", self._done.setDisabled)
        self.bindings.listen(model.done, self.on_done)
        self.finished.connect(lambda _result: model.close())
        self._search.setFocus()
        model.load()

    def _on_current(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, Entry):
            self._model.choose(entry.id)

    def _show_price(self) -> None:
        chosen: User | None = self._model.chosen
        cents = self._amount.cents
        words = self.tr("Top up")
        if cents and chosen is not None:
            words = self.tr("Put {amount} into the wallet of {name}").format(
                amount=money(cents), name=chosen.display_name
            )
        self._done.setText(words)

    def _submit(self) -> None:
        self._model.top_up(self._amount.text(), self._note.text())


class DecideDialog(Dialog):
    """A payout is confirmed once it was paid, or rejected, which puts the money back."""

    def __init__(self, model: HostModel, payout: Payout, parent: QWidget) -> None:
        title = parent.tr("Payout of {amount} to {name}")
        named = title.format(amount=money(payout.amount_cents), name=payout.user_name)
        super().__init__(named, "decide_payout", parent)
        self._bindings = Bindings()
        self.finished.connect(self._bindings.release)
        payouts = model.payouts
        payouts.begin_form()
        asked = self.tr("Asked for on {when}.").format(when=full(payout.asked_at))
        self.body.addWidget(label(asked, "muted", wrap=True))
        if payout.note:
            self.body.addWidget(label(payout.note, wrap=True, name="decide_payout_asked"))
        words = self.tr(
            "Pay it first, outside of this space, then confirm it. Rejecting puts the money back"
            " into the wallet."
        )
        self.body.addWidget(label(words, wrap=True))
        note = QLineEdit()
        note.setObjectName("decide_payout_note")
        note.setMaxLength(500)
        captioned(self.body, self.tr("Note, for their statement"), note)
        self.add_cancel("decide_payout_cancel")
        made = []
        for text, name, role, paid in (
            (self.tr("Reject it"), "decide_payout_reject", "danger", False),
            (self.tr("It is paid"), "decide_payout_confirm", "primary", True),
        ):
            pressed = self.add_button(text, name, role)
            pressed.clicked.connect(
                lambda _on=False, paid=paid: payouts.decide(payout.id, note.text(), paid=paid)
            )
            made.append(pressed)
        self._bindings.bind(payouts, "form_advice", self.error.show_advice)
        for one in made:
            self._bindings.bind(payouts, "busy", one.setDisabled)
        self._bindings.listen(payouts.decided, lambda _it: self.accept())
