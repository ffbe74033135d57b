"""Trying prices: what they would mean is asked for as one types, and nothing is saved unasked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSlider

from embedded_server.contracts.communities import Community, Role
from embedded_server.contracts.errors import Code
from spaces_desktop.billing.pricing import PricingModel
from spaces_desktop.billing.pricing_view import PricesPage, what_if_plot
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.theme import Themes
from tests.gallery.wallet import what_if
from tests.kit.desktop import (
    FakeCalls,
    application,
    community,
    discard,
    dropped,
    membership,
    refused,
    run,
    tasks,
    until,
)


def club(**more: Any) -> Community:
    fees: dict[str, Any] = {
        "join_fee_cents": 500,
        "monthly_fee_cents": 300,
        "agent_call_fee_cents": 50,
    }
    return community(own=membership(role=Role.CREATOR), **(fees | more))


class Bench:
    def __init__(self) -> None:
        self.calls = FakeCalls(what_if=what_if(), set_prices=club(monthly_fee_cents=450))
        self.tasks = tasks()
        self.themes = Themes(application(), "light")
        self.model = PricingModel(club(), self.calls, self.tasks)
        self.saved: list[Community] = []
        self.model.saved.connect(self.saved.append)
        self.page = PricesPage(self.model, self.themes)
        self.page.resize(700, 800)
        self.page.show()
        self.idle()

    def idle(self) -> None:
        async def rest() -> None:
            await until(lambda: not self.tasks.names)

        run(rest())

    def type(self, name: str, text: str) -> None:
        field = self.page.findChild(QLineEdit, name)
        assert isinstance(field, QLineEdit)
        before = self.calls.count("what_if")
        field.setText(text)
        if self.model.tried is not None:
            run(until(lambda: self.calls.count("what_if") > before))
        self.idle()

    def text(self, name: str) -> str:
        found = self.page.findChild(QLabel, name)
        assert isinstance(found, QLabel)
        return found.text()

    def hidden(self, name: str) -> bool:
        found = self.page.findChild(QLabel, name)
        assert isinstance(found, QLabel)
        return found.isHidden()

    @property
    def save(self) -> QPushButton:
        found = self.page.findChild(QPushButton, "prices_save")
        assert isinstance(found, QPushButton)
        return found


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.page.release()
    discard(made.page, made.themes)


def test_what_is_tried_is_asked_for_and_shown_before_it_is_saved(bench: Bench) -> None:
    assert not bench.save.isEnabled()
    assert "in place of" not in bench.text("what_if_income"), "nothing else is tried yet"
    assert bench.hidden("what_if_lapses")
    bench.type("price_month", "4,50")
    assert not bench.hidden("what_if_lapses")
    query = bench.calls.last("what_if")[1]
    assert (query.join_fee_cents, query.monthly_fee_cents) == (500, 450)
    assert "9 of 40" in bench.text("what_if_lapses")
    assert "Cleo Marchetti" in bench.text("what_if_who")
    assert "257.60" in bench.text("what_if_income")
    assert bench.calls.count("set_prices") == 0
    assert bench.save.isEnabled()
    QTest.mouseClick(bench.save, Qt.MouseButton.LeftButton)
    bench.idle()
    assert bench.calls.last("set_prices")[1].monthly_fee_cents == 450
    assert [one.monthly_fee_cents for one in bench.saved] == [450]
    assert not bench.save.isEnabled()


def test_slider_and_field_say_the_same(bench: Bench) -> None:
    slider = bench.page.findChild(QSlider, "price_join_slider")
    field = bench.page.findChild(QLineEdit, "price_join")
    assert isinstance(slider, QSlider)
    assert isinstance(field, QLineEdit)
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert bench.model.tried is not None
    assert bench.model.tried.join_fee_cents == 510
    field.setText("7")
    assert slider.value() == 70
    field.setText("7.05")
    assert bench.model.tried is not None
    assert bench.model.tried.join_fee_cents == 705
    run(until(lambda: bench.calls.count("what_if") == 2))
    bench.idle()


def test_no_amount_is_neither_asked_about_nor_saved(bench: Bench) -> None:
    asked = bench.calls.count("what_if")
    bench.type("price_agent", "a lot")
    assert bench.calls.count("what_if") == asked
    assert not bench.save.isEnabled()
    bench.model.save()
    assert bench.model.form_advice is not None
    assert bench.calls.count("set_prices") == 0


def test_trouble_stands_beside_what_met_it(bench: Bench) -> None:
    bench.calls.script("what_if", dropped())
    bench.type("price_month", "4.50")
    strip = bench.page.findChild(ErrorStrip, "what_if_error")
    assert isinstance(strip, ErrorStrip)
    assert strip.isVisible()
    bench.calls.script("set_prices", refused(Code.VALIDATION))
    QTest.mouseClick(bench.save, Qt.MouseButton.LeftButton)
    bench.idle()
    assert bench.model.form_advice is not None
    assert bench.saved == []
    assert bench.save.isEnabled()


def test_the_plot_sets_both_beside_each_other() -> None:
    data = what_if_plot(what_if())
    assert len(data.labels) == 2
    assert data.column(0)[-1][1] == "257.60"
    assert data.column(1)[-1][1] == "321.65"
