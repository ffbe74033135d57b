"""A lounge's settings, for its creator."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from embedded_server.contracts.base import wire_name
from spaces_desktop.kernel.field_view import FieldErrors
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.lounge.settings.model import PRICES, LoungeSettingsModel, Typed
from spaces_desktop.widgets.controls import Toggle
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.forms import captioned
from spaces_desktop.widgets.money_field import MoneyField
from spaces_desktop.widgets.panes import button, column, label, line, scroller
from spaces_desktop.widgets.theme import Themes

TALL = 96
MOST_MINUTES = 1440
WIDE = 40
"""Of the form, in lines' heights: longer lines are hard to read."""


class LoungeSettingsView(QWidget):
    """Deletes nothing of the model: whoever made it closes it after `release`."""

    def __init__(self, model: LoungeSettingsModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("lounge_settings")
        self._model = model
        self._bindings = Bindings()
        page = QWidget()
        page.setMaximumWidth(WIDE * page.fontMetrics().height())
        layout = column(page, 16, 8)
        self._build_words(layout)
        self._build_time(layout, themes)
        self._build_prices(layout)
        self._build_end(layout)
        layout.addStretch(1)
        column(self, 0, 0).addWidget(scroller(page, self.tr("Settings")))

    def release(self) -> None:
        self._bindings.release()

    def save(self) -> None:
        self._model.save(
            Typed(
                self._name.text(),
                self._about.toPlainText(),
                self._minutes.value(),
                self._text.isChecked(),
                {field: one.text() for field, one in self._prices.items()},
            )
        )

    def _build_words(self, layout: QVBoxLayout) -> None:
        one = self._model.community
        self._name = QLineEdit(one.name)
        self._name.setMaxLength(80)
        captioned(layout, self.tr("Name"), self._name, "lounge_settings_name")
        self._about = QPlainTextEdit(one.description)
        self._about.setTabChangesFocus(True)
        self._about.setFixedHeight(TALL)
        captioned(layout, self.tr("Description"), self._about, "lounge_settings_description")

    def _build_time(self, layout: QVBoxLayout, themes: Themes) -> None:
        self._minutes = QSpinBox()
        self._minutes.setRange(0, MOST_MINUTES)
        self._minutes.setValue(self._model.free_minutes)
        captioned(
            layout,
            self.tr("Free minutes of speech a day, for each member"),
            self._minutes,
            "lounge_settings_minutes",
        )
        meaning = self.tr(
            "What your voice says counts, and what a member says by voice. A change holds at once,"
            " and subscribers are not limited."
        )
        layout.addWidget(label(meaning, "small", wrap=True))
        self._text = Toggle(
            self.tr("Answer in text when the minutes are used"), "lounge_settings_text", themes
        )
        self._text.setChecked(self._model.text_when_used)
        layout.addWidget(self._text)
        off = self.tr(
            "Switched off, nobody is answered until the next day begins, unless they subscribe."
        )
        layout.addWidget(label(off, "small", wrap=True))

    def _build_prices(self, layout: QVBoxLayout) -> None:
        layout.addWidget(label(self.tr("What members pay"), "section"))
        free = self.tr("What is left empty is free. Nobody pays more than they agreed to.")
        layout.addWidget(label(free, "small", wrap=True))
        captions = (
            self.tr("For coming in, once"),
            self.tr("For talking without a limit, every 30 days"),
            self.tr("For being a member, every 30 days"),
        )
        self._prices = {
            field: MoneyField(f"lounge_settings_{field}", self._model.price(field) or None)
            for field in PRICES
        }
        for caption, one in zip(captions, self._prices.values(), strict=True):
            captioned(layout, caption, one)

    def _build_end(self, layout: QVBoxLayout) -> None:
        model = self._model
        strip = ErrorStrip(name="lounge_settings_error")
        layout.addWidget(strip)
        fields = FieldErrors(strip, layout, model.edited)
        fields.add("name", self._name, layout)
        fields.add("description", self._about, layout)
        for field, one in self._prices.items():
            fields.add(wire_name(field), one, layout)

        def on_advice(_advice: object) -> None:
            fields.place(model.form_advice)
            strip.show_advice(model.form_advice)

        said = label("", "muted", name="lounge_settings_saved")
        row = line(spacing=8)
        row.addWidget(said, 1)
        save = button(self.tr("Save"), "lounge_settings_save", "primary")
        save.clicked.connect(self.save)
        row.addWidget(save)
        layout.addLayout(row)
        self._bindings.bind(model, "form_advice", on_advice)
        self._bindings.bind(model, "busy", save.setDisabled)
        self._bindings.listen(model.saved, lambda: said.setText(self.tr("Saved.")))
        changed: tuple[Callable[..., object], ...] = (
            self._name.textEdited.connect,
            self._about.textChanged.connect,
            self._minutes.valueChanged.connect,
            self._text.toggled.connect,
            *(one.textEdited.connect for one in self._prices.values()),
        )
        for connect in changed:
            connect(lambda *_what: said.clear())
