"""A lounge's settings: what is sent, what is refused before it is sent, and what that says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import UNSET
from PySide6.QtWidgets import QLabel, QSpinBox

from embedded_server.contracts.communities import EditCommunity
from spaces_desktop.lounge.settings.model import LoungeSettingsModel
from spaces_desktop.lounge.settings.settings_view import LoungeSettingsView
from spaces_desktop.widgets.controls import Toggle
from spaces_desktop.widgets.money_field import MoneyField
from spaces_desktop.widgets.theme import Themes
from tests.gallery.stage import Stage
from tests.kit.desktop import application, run
from tests.lounge.talking import mine


class Form:
    def __init__(self) -> None:
        self.themes = Themes(application(), "light")
        self.stage = Stage(self.themes)
        one = mine(free_minutes_per_day=5, text_when_used=True, monthly_price_cents=900)
        self.calls = self.stage.calls(edit=one)
        self.model = LoungeSettingsModel(one, self.calls, self.stage.tasks)
        self.view = LoungeSettingsView(self.model, self.themes)
        self.model.setParent(self.view)
        self.stage.at_close(self.model.close)
        self.stage.at_close(self.view.release)

    def price(self, field: str) -> MoneyField:
        found = self.view.findChild(MoneyField, f"lounge_settings_{field}")
        assert isinstance(found, MoneyField)
        return found

    def save(self) -> EditCommunity:
        self.view.save()
        run(self.stage.rest())
        form: Any = self.calls.last("edit")[1]
        assert isinstance(form, EditCommunity)
        return form


@pytest.fixture
def form() -> Iterator[Form]:
    made = Form()
    yield made
    run(made.stage.close())
    made.themes.deleteLater()


def test_only_what_was_changed_is_sent(form: Form) -> None:
    minutes = form.view.findChild(QSpinBox, "lounge_settings_minutes")
    text = form.view.findChild(Toggle, "lounge_settings_text")
    assert isinstance(minutes, QSpinBox)
    assert isinstance(text, Toggle)
    minutes.setValue(0)
    text.setChecked(False)
    assert form.save() == EditCommunity(free_minutes_per_day=0, text_when_used=False)
    said = form.view.findChild(QLabel, "lounge_settings_saved")
    assert isinstance(said, QLabel)
    assert said.text() == "Saved."


def test_a_price_that_is_emptied_is_free(form: Form) -> None:
    form.price("monthly_price_cents").setText("")
    form.price("join_fee_cents").setText("3,50")
    sent = form.save()
    assert (sent.monthly_price_cents, sent.join_fee_cents) == (0, 350)
    assert sent.name is UNSET


@pytest.mark.parametrize(
    ("field", "text", "marked"),
    [
        ("monthly_fee_cents", "5", "monthlyPriceCents"),
        ("join_fee_cents", "much", "joinFeeCents"),
        ("monthly_price_cents", "-3", "monthlyPriceCents"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_not_sent(
    form: Form, field: str, text: str, marked: str
) -> None:
    form.price(field).setText(text)
    form.view.save()
    run(form.stage.rest())
    advice = form.model.form_advice
    assert advice is not None
    assert advice.field == marked
    assert form.calls.count("edit") == 0
