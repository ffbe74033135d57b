"""The page of the service itself: its name, what it says of itself, and who answers."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.settings.model import MOST_NAME, Brand, ServiceModel
from spaces_desktop.support.settings.modes_view import ModeChooser
from spaces_desktop.support.settings.parts_view import FaultLabel
from spaces_desktop.widgets.forms import captioned
from spaces_desktop.widgets.panes import column, label
from spaces_desktop.widgets.theme import Themes

LINES = 4


class BrandPage(QWidget):
    def __init__(self, model: ServiceModel, themes: Themes, bindings: Bindings) -> None:
        super().__init__()
        self._model = model
        layout = column(self, 16, 8)
        self._name = QLineEdit()
        self._name.setMaxLength(MOST_NAME)
        captioned(layout, self.tr("Name"), self._name, "service_name")
        layout.addWidget(FaultLabel("name", model, bindings))
        self._about = QPlainTextEdit()
        self._about.setTabChangesFocus(True)
        self._about.setFixedHeight(LINES * self.fontMetrics().lineSpacing() + 16)
        captioned(layout, self.tr("Description"), self._about, "service_description")
        layout.addWidget(FaultLabel("description", model, bindings))
        layout.addSpacing(4)
        layout.addWidget(label(self.tr("Who answers"), "section"))
        self._mode = ModeChooser("service_mode", themes, model.brand.mode)
        layout.addWidget(self._mode)
        hint = self.tr("A change holds for new conversations; running conversations keep theirs.")
        layout.addWidget(label(hint, "small", wrap=True))
        layout.addStretch(1)
        self._name.textEdited.connect(lambda _text: self._tell())
        self._about.textChanged.connect(self._tell)
        self._mode.chosen.connect(lambda _mode: self._tell())
        bindings.bind(model, "brand", self._on_brand)

    def _tell(self) -> None:
        made = Brand(self._name.text(), self._about.toPlainText(), self._mode.mode)
        if made != self._model.brand:
            self._model.set_brand(made)

    def _on_brand(self, brand: Brand) -> None:
        if self._name.text() != brand.name:
            self._name.setText(brand.name)
        if self._about.toPlainText() != brand.description:
            self._about.blockSignals(True)
            self._about.setPlainText(brand.description)
            self._about.blockSignals(False)
        self._mode.choose(brand.mode)
