"""The wallet on the screen: pages, receipts, prices on buttons, and what the keyboard reaches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QWidget

from embedded_server.contracts.payments import Checkout
from spaces_desktop.billing.till import HOST, INCOME, RENEWALS
from spaces_desktop.billing.wallet import place_of
from spaces_desktop.widgets.controls import Toggle
from spaces_desktop.widgets.theme import Themes
from tests.gallery.stage import Stage
from tests.gallery.wallet import WalletRoom, audit, wallet
from tests.kit.desktop import AT, application, run

W = TypeVar("W", bound=QWidget)


def checkout(url: str) -> Checkout:
    return Checkout(id="k1", url=url, amount_cents=2_500, currency="eur")


class Shown:
    def __init__(self, *, is_admin: bool = True) -> None:
        self.themes = Themes(application(), "light")
        self.stage = Stage(self.themes)
        self.room = WalletRoom(self.stage, is_admin=is_admin)
        run(self.stage.show(self.room.view, (1100, 800)))

    def open(self, page: str, inner: str = "") -> None:
        self.room.view.open(page, inner)
        run(self.stage.rest())

    def text(self, name: str) -> str:
        found = self.room.view.findChild(QLabel, name)
        assert isinstance(found, QLabel)
        return found.text()

    def button(self, name: str) -> QPushButton:
        return self.find(QPushButton, name)

    def find(self, kind: type[W], name: str) -> W:
        found = self.room.view.findChild(kind, name)
        assert isinstance(found, kind), name
        return found

    def press(self, name: str) -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)
        run(self.stage.rest())


@pytest.fixture
def shown() -> Iterator[Shown]:
    made = Shown()
    yield made
    run(made.stage.close())
    made.themes.deleteLater()


def test_the_balance_is_big_and_what_is_held_is_explained(shown: Shown) -> None:
    assert shown.text("balance") == "128.50"
    assert shown.text("held").startswith("0.50")
    shown.room.model.wallet.wallet = wallet(5)
    assert shown.text("balance") == "0.05"
    assert shown.find(QLabel, "held").isHidden()


def test_an_entry_opens_its_receipt_by_mouse_keyboard_and_link(shown: Shown) -> None:
    shown.open("entries")
    view = shown.room.view
    view.list.setFocus()
    view.list.setCurrentIndex(view.list.model().index(1, 0))
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    run(shown.stage.rest())
    receipt = view.findChild(QDialog, "receipt")
    assert isinstance(receipt, QDialog)
    assert "3.00" in receipt.accessibleDescription()
    receipt.accept()
    run(shown.stage.rest())
    shown.open("entries", "e3")
    receipt = view.findChild(QDialog, "receipt")
    assert isinstance(receipt, QDialog)
    assert "2.00" in receipt.accessibleDescription()


def test_the_price_stands_on_the_button_that_renews(shown: Shown) -> None:
    shown.open(RENEWALS)
    renew = shown.button("renew")
    assert "3.00" in renew.text()
    shown.press("renew")
    assert shown.room.calls.last("renew")[:2] == ("c1", 300)
    assert "3.00" in shown.text("renewal_said")
    toggle = shown.find(Toggle, "auto_renew")
    QTest.mouseClick(toggle, Qt.MouseButton.LeftButton)
    run(shown.stage.rest())
    assert shown.room.calls.last("set_auto_renew") == ("c1", True)
    assert not toggle.isChecked(), "the server said no, and it shows"


def test_a_payout_names_its_amount_before_it_is_pressed(shown: Shown) -> None:
    shown.open("payouts")
    shown.press("payout_ask")
    field = shown.find(QLineEdit, "payout_amount")
    assert field.text() == "128.50"
    field.setText("7,00")
    assert shown.button("payout_submit").text() == "Ask for 7.00"
    shown.press("payout_submit")
    assert shown.room.calls.last("ask_payout")[0].amount_cents == 700


def test_what_waits_for_the_host_is_counted_on_the_rail(shown: Shown) -> None:
    host, badge = shown.room.model.host, shown.room.view.badge
    assert host is not None
    assert badge is not None
    run(shown.stage.rest())
    assert badge.count == len(host.payouts.found.items)
    host.payouts.found.put([])
    assert badge.count == 0


def test_an_empty_wallet_says_why_nothing_is_paid_out(shown: Shown) -> None:
    shown.open("payouts")
    shown.room.model.wallet.wallet = wallet(0)
    assert not shown.button("payout_ask").isEnabled()
    assert "empty" in shown.text("payouts_how")


def test_a_refund_says_whose_part_it_is(shown: Shown) -> None:
    shown.open(INCOME)
    shown.room.view.income.refund("y1")
    run(shown.stage.rest())
    shares = shown.text("refund_shares")
    assert "3.50" in shares
    assert "1.50" in shares
    shown.find(QLineEdit, "refund_amount").setText("1")
    assert shown.button("refund_submit").text() == "Pay back 1.00"
    shown.find(QLineEdit, "refund_amount").setText("no")
    assert not shown.button("refund_submit").isEnabled()


def test_the_host_sees_that_the_books_agree_or_what_does_not(shown: Shown) -> None:
    shown.open(HOST)
    shown.press("check_books")
    assert "0.00" in shown.text("audit_verdict")
    shown.room.calls.script("audit", audit(right=False))
    shown.press("check_books")
    assert "0.20" in shown.text("audit_verdict")
    assert "user:u2" in shown.text("audit_wrong")


def test_a_top_up_names_who_and_how_much(shown: Shown) -> None:
    shown.open(HOST)
    shown.press("top_up")
    shown.find(QLineEdit, "top_up_amount").setText("10")
    people = shown.room.view.findChild(QWidget, "top_up_people")
    assert people is not None
    QTest.keyClick(people, Qt.Key.Key_Down)
    run(shown.stage.rest())
    assert shown.button("top_up_submit").text() == "Put 10.00 into the wallet of Ben"
    shown.press("top_up_submit")
    assert shown.room.calls.last("top_up")[:1] == ("u2",)


def test_paying_in_is_offered_only_where_there_is_a_service(shown: Shown) -> None:
    assert shown.room.view.findChild(QPushButton, "checkout_button") is None
    room = WalletRoom(shown.stage, pays_in=True, checkout=checkout("http://pay.example"))
    model = room.model.checkout
    assert model is not None
    opened: list[str] = []
    model.ready.connect(opened.append)
    model.pay("no")
    assert model.form_advice is not None
    for url in ("http://pay.example", "https://pay.example/1"):
        room.calls.script("checkout", checkout(url))
        model.pay("25")
        model.pay("25")
        run(shown.stage.rest())
    assert opened == ["https://pay.example/1"]
    keys = {arguments for name, arguments in room.calls.asked if name == "checkout"}
    assert len(keys) == 1


def test_a_reply_leads_to_its_receipt(shown: Shown) -> None:
    shown.open("entries", place_of("c1", AT))
    receipt = shown.room.view.findChild(QDialog, "receipt")
    assert isinstance(receipt, QDialog)
    assert "0.50" in receipt.accessibleDescription()


def test_who_is_no_host_has_no_page_for_it() -> None:
    made = Shown(is_admin=False)
    assert made.room.view.host is None
    assert made.room.model.pages[-1] == INCOME
    run(made.stage.close())
    made.themes.deleteLater()
