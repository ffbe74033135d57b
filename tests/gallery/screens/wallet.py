"""The wallet's room: its pages, and the dialogs that spend, give back and save."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from embedded_server.contracts.communities import Role
from spaces_desktop.billing.checkout_view import CheckoutDialog
from spaces_desktop.billing.host_view import DecideDialog, TopUpDialog
from spaces_desktop.billing.income_view import IncomeView
from spaces_desktop.billing.payouts_view import AskPayoutDialog
from spaces_desktop.billing.pricing import PricingModel
from spaces_desktop.billing.pricing_view import PricesPage
from spaces_desktop.billing.receipt_view import ReceiptDialog
from spaces_desktop.billing.refund_view import RefundDialog
from spaces_desktop.billing.statement_view import StatementDialog
from spaces_desktop.billing.till import ENTRIES, HOST, INCOME, PAYOUTS, RENEWALS
from spaces_desktop.billing.view import WalletView
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.phase import Phase
from tests.gallery.screen import Make, Screen, State
from tests.gallery.stage import Stage
from tests.gallery.wallet import WalletRoom, audit, entries, payout, wallet
from tests.kit.desktop import community, dropped, membership, page_of

TALL = (1180, 900)


def _page(page: str, *held: str, **answers: Any) -> Make:
    async def make(stage: Stage) -> QWidget:
        room = WalletRoom(stage, *held, **answers)
        room.view.open(page)
        await stage.rest()
        if page == INCOME and room.model.income.phase is Phase.READY:
            room.view.income.plot.go_to(18)
        return room.view

    return make


def _income(*held: str, **answers: Any) -> Make:
    async def make(stage: Stage) -> QWidget:
        room = WalletRoom(stage, *held, **answers)
        room.model.income.open()
        await stage.rest()
        shown = IncomeView(room.model.income, stage.themes)
        stage.at_close(shown.release)
        return shown

    return make


def _host(*, right: bool) -> Make:
    async def make(stage: Stage) -> QWidget:
        waiting = page_of([payout(1, "pending", name="Ben"), payout(2, "pending", name="Cleo")])
        room = WalletRoom(stage, payouts=waiting, audit=audit(right=right))
        room.view.open(HOST)
        if room.model.host is not None:
            room.model.host.check()
            room.model.host.said = "10.00 went into the wallet of Ben."
        await stage.rest()
        return room.view

    return make


def _dialog(page: str, build: Callable[[WalletRoom, Stage], QWidget | None]) -> Make:
    async def make(stage: Stage) -> QWidget:
        room = WalletRoom(stage)
        room.view.open(page)
        await stage.rest()
        stage.at_close(room.view.deleteLater)
        made = build(room, stage)
        if made is None:
            raise AssertionError("nothing to be shown")
        return made

    return make


def _refund(room: WalletRoom, _stage: Stage) -> QWidget | None:
    made = room.model.income.refund_of("y2")
    return None if made is None else RefundDialog(made, room.view)


def _top_up(room: WalletRoom, stage: Stage) -> QWidget | None:
    host = room.model.host
    if host is None:
        return None
    shown = TopUpDialog(host.top_up(), stage.themes, room.view)
    for field in shown.findChildren(QLineEdit, "top_up_amount"):
        field.setText("10,50")
    return shown


def _decide(room: WalletRoom, _stage: Stage) -> QWidget | None:
    host = room.model.host
    return None if host is None else DecideDialog(host, payout(1, "pending", name="Ben"), room.view)


async def _checkout(stage: Stage) -> QWidget:
    room = WalletRoom(stage, pays_in=True)
    if room.model.checkout is None:
        raise AssertionError("no payment service")
    stage.at_close(room.view.deleteLater)
    shown = CheckoutDialog(room.model.checkout, room.model.currency, room.view)
    for field in shown.findChildren(QLineEdit, "checkout_amount"):
        field.setText("25")
    return shown


def _prices(*held: str, **answers: Any) -> Make:
    async def make(stage: Stage) -> QWidget:
        room = WalletRoom(stage, *held, **answers)
        club = community(
            own=membership(role=Role.CREATOR),
            join_fee_cents=500,
            monthly_fee_cents=300,
            agent_call_fee_cents=50,
        )
        model = PricingModel(club, room.calls, stage.tasks)
        shown = PricesPage(model, stage.themes)
        stage.at_close(shown.release)
        for field in shown.findChildren(QLineEdit, "price_month"):
            field.setText("4.50")
        await stage.rest()
        return shown

    return make


SCREENS = (
    Screen(
        WalletView,
        "wallet",
        {
            State.LOADING: _page(ENTRIES, "wallet", "entries"),
            State.EMPTY: _page(
                ENTRIES, wallet=Snapshot(wallet(0), 100), entries=page_of([]), is_admin=False
            ),
            State.ERROR: _page(ENTRIES, wallet=dropped(), entries=dropped()),
            State.CONTENT: _page(ENTRIES),
        },
        extra={
            "renewals": _page(RENEWALS),
            "no renewals": _page(RENEWALS, renewals=page_of([])),
            "payouts": _page(PAYOUTS),
            "income": _page(INCOME),
            "host": _host(right=True),
            "books are wrong": _host(right=False),
            "receipt": _dialog(
                ENTRIES, lambda room, _stage: ReceiptDialog(entries()[1], room.view)
            ),
            "statement": _dialog(
                ENTRIES, lambda room, _stage: StatementDialog(room.model.statement, room.view)
            ),
            "no payouts": _page(
                PAYOUTS, wallet=Snapshot(wallet(0), 100), payouts=page_of([]), is_admin=False
            ),
            "ask payout": _dialog(
                PAYOUTS, lambda room, _stage: AskPayoutDialog(room.model.payouts, 12_850, room.view)
            ),
            "refund": _dialog(INCOME, _refund),
            "top up": _dialog(HOST, _top_up),
            "decide": _dialog(HOST, _decide),
            "pays in": _page(ENTRIES, pays_in=True),
            "checkout": _checkout,
            "prices": _prices(),
            "prices not known": _prices(what_if=dropped()),
        },
        size=TALL,
    ),
    Screen(
        IncomeView,
        "wallet-income",
        {
            State.LOADING: _income("revenue"),
            State.EMPTY: _income(created=[]),
            State.ERROR: _income(created=dropped()),
            State.CONTENT: _income(),
        },
        size=TALL,
    ),
)
