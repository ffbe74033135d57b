"""A dialog that asks for several things: fields under captions, its progress, an error beside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QSpinBox, QVBoxLayout, QWidget

from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.field_view import FieldErrors
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.dialogs import WIDE, Dialog
from spaces_desktop.widgets.panes import label


class FormDialog(Dialog):
    """Shows the model's busy state and its error beside the field, and lets go on closing."""

    def __init__(
        self,
        title: str,
        name: str,
        parent: QWidget | None,
        *,
        wide: float = WIDE,
        tall: float = 0,
    ) -> None:
        super().__init__(title, name, parent, wide=wide, tall=tall)
        self.bindings = Bindings()
        self.finished.connect(self.bindings.release)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.outer.insertWidget(self.outer.indexOf(self.error) + 1, self.progress)

    def follow(
        self, model: QObject, edited: Callable[[], None], advice: str = "form_advice"
    ) -> FieldErrors:
        """Bind the model's `busy` and its advice; fields are added to what this answers with."""
        fields = FieldErrors(self.error, self.outer, edited)

        def on_advice(told: Advice | None) -> None:
            field = fields.place(told)
            self.error.show_advice(told)
            self._make_room()
            if field is not None:
                field.setFocus()

        self.bindings.bind(model, "busy", self.progress.setVisible)
        self.bindings.bind(model, advice, on_advice)
        return fields

    def add_both(self, cancel: str, done: QPushButton | None = None) -> QPushButton:
        """The buttons at the end; answers with the one that leaves."""
        leave = self.add_cancel(f"{self.objectName()}_cancel", cancel)
        if done is not None:
            self.buttons.addWidget(done)
        return leave

    def on_done(self, *_what: object) -> None:
        self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Grow where what is said now needs more height than there is."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            needed = min(layout.totalHeightForWidth(self.width()), self.maximumHeight())
            if needed > self.height():
                self.resize(self.width(), needed)


def captioned(layout: QVBoxLayout, text: str, field: QWidget, name: str = "") -> None:
    """A field under its caption, which is also its accessible name."""
    caption = label(text, "section")
    caption.setBuddy(field)
    field.setAccessibleName(text)
    if name:
        field.setObjectName(name)
    if isinstance(field, QSpinBox):
        pad(field)
    layout.addSpacing(4)
    layout.addWidget(caption)
    layout.addWidget(field)


def pad(box: QSpinBox) -> QSpinBox:
    """Room before the number, as every other field has."""
    box.lineEdit().setTextMargins(10, 0, 0, 0)
    return box
