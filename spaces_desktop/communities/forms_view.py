"""What the dialogs of communities share: a title, fields with captions, an error, two buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLayout,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.field_view import FieldErrors
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import button, column, label, line
from spaces_desktop.widgets.theme import Themes


class FormDialog(QDialog):
    """Shows the model's busy state and its error beside the field, and lets go on closing."""

    def __init__(self, name: str, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.bindings = Bindings()
        self.finished.connect(self.bindings.release)
        self.body = column(self, 24, 8)
        self.body.addWidget(label(title, "title"))
        self.error = ErrorStrip(name=f"{name}_error")
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)

    def close_body(self, model: QObject, edited: Callable[[], None]) -> FieldErrors:
        """Put error and progress at the end of what is there so far, and bind them."""
        self.body.addWidget(self.error)
        self.body.addWidget(self._progress)
        fields = FieldErrors(self.error, self.body, edited)

        def on_advice(advice: Advice | None) -> None:
            field = fields.place(advice)
            self.error.show_advice(advice)
            self._make_room()
            if field is not None:
                field.setFocus()

        self.bindings.bind(model, "busy", self._progress.setVisible)
        self.bindings.bind(model, "form_advice", on_advice)
        return fields

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Grow where what is said now needs more height than there is."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            needed = layout.totalHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)

    def buttons(self, cancel: str, done: QPushButton | None = None) -> QPushButton:
        """The row at the end; answers with the button that closes."""
        row = line(spacing=8)
        row.setContentsMargins(0, 8, 0, 0)
        leave = button(cancel, f"{self.objectName()}_cancel")
        leave.clicked.connect(self.reject)
        row.addStretch(1)
        row.addWidget(leave)
        if done is not None:
            row.addWidget(done)
        self.body.addLayout(row)
        return leave

    def on_done(self, *_what: object) -> None:
        self.accept()


def captioned(layout: QVBoxLayout, text: str, field: QWidget) -> None:
    """A field under its caption, which is also its accessible name."""
    caption = label(text, "section")
    caption.setBuddy(field)
    field.setAccessibleName(text)
    layout.addSpacing(4)
    layout.addWidget(caption)
    layout.addWidget(field)


def scroller(inside: QWidget, title: str) -> QScrollArea:
    """What does not fit scrolls; `title` is what it is called."""
    area = QScrollArea()
    area.setAccessibleName(title)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inside)
    return area


def clear(layout: QLayout) -> None:
    """Take all widgets out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def ask_first(
    parent: QWidget,
    name: str,
    title: str,
    text: str,
    words: tuple[str, str],
    act: Callable[[], None],
) -> QMessageBox:
    """A question before something that cannot be taken back; `words` are yes and no."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, title, parent=parent)
    box.setObjectName(name)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(text)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sure = box.addButton(words[0], QMessageBox.ButtonRole.DestructiveRole)
    sure.setObjectName(f"{name}_sure")
    keep = box.addButton(words[1], QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    sure.clicked.connect(act)
    box.open()
    return box


def tool(name: str, text: str, icon_name: str, themes: Themes) -> QToolButton:
    """A button that is an icon alone; `text` is what it is called."""
    made = QToolButton()
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setToolTip(text)
    dress(made, icon_name, themes)
    return made
