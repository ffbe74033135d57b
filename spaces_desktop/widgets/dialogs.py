"""Dialogs: a title, what they ask, an error beside it, and buttons; none of them blocks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import button, column, label, line

WIDE = 30
"""The usual width in lines' heights, so that it grows with the font."""
LEAST = 30
"""No dialog has to be wider than this."""


class Dialog(QDialog):
    """Put what it asks into `body`; `open()` shows it over its window. Esc leaves, Enter presses
    the primary button, and the focus goes back to where it was."""

    def __init__(
        self,
        title: str,
        name: str,
        parent: QWidget | None,
        *,
        wide: float = WIDE,
        tall: float = 0,
    ) -> None:
        """`wide` and `tall` are in lines' heights; without `tall` it is as high as it needs."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._focus_before: QWidget | None = None
        self._wide, self._tall = wide, tall
        outer = column(self, 24, 16)
        self.outer = outer
        self.title = label(title, "title", wrap=True, name=f"{name}_title")
        outer.addWidget(self.title)
        inside = QWidget()
        self.body = column(inside, 0, 8)
        outer.addWidget(inside, 1)
        self.error = ErrorStrip(name=f"{name}_error")
        outer.addWidget(self.error)
        self.buttons = line(spacing=8)
        self.buttons.addStretch(1)
        outer.addLayout(self.buttons)
        self.finished.connect(self._give_focus_back)

    def set_title(self, title: str) -> None:
        self.title.setText(title)
        self.setWindowTitle(title)

    def add_button(self, text: str, name: str, role: str = "") -> QPushButton:
        """Buttons stand from left to right in the order they are added; the primary one last."""
        made = button(text, name, role)
        self.buttons.addWidget(made)
        return made

    def add_cancel(self, name: str, text: str = "") -> QPushButton:
        made = self.add_button(text or self.tr("Cancel"), name)
        made.clicked.connect(self.reject)
        return made

    def open(self) -> None:
        self._focus_before = QApplication.focusWidget()
        super().open()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As large as is wished for, within the screen."""
        room = self.screen().availableGeometry()
        most = QSize(round(room.width() * 0.95), round(room.height() * 0.95))
        em = self.fontMetrics().height()
        self.setMaximumSize(most)
        self.setMinimumWidth(min(round(em * min(self._wide, LEAST)), most.width()))
        if self._tall:
            wished = QSize(round(em * self._wide), round(em * self._tall))
            self.resize(wished.boundedTo(most))

    def _give_focus_back(self) -> None:
        before, self._focus_before = self._focus_before, None
        parent = self.parentWidget()
        now = None if parent is None else parent.window().focusWidget()
        if now is not None and now is not before:
            return  # what the dialog did has put the keyboard where it belongs by now
        try:
            if before is not None and before.isVisible():
                before.setFocus(Qt.FocusReason.OtherFocusReason)
        except RuntimeError:
            return  # the widget went away with what the dialog did


class ConfirmDialog(Dialog):
    """Asks before something that cannot be taken back. The button says what it does."""

    confirmed = Signal()

    def __init__(
        self,
        title: str,
        text: str,
        verb: str,
        name: str,
        parent: QWidget | None,
        *,
        is_danger: bool = True,
        leave: str = "",
    ) -> None:
        """`verb` is what it does; `leave` what the other button says, if not Cancel."""
        super().__init__(title, name, parent, wide=26)
        said = label(text, "muted", wrap=True, name=f"{name}_text")
        self.body.addWidget(said)
        self.setAccessibleDescription(text)
        cancel = self.add_cancel(f"{name}_cancel", leave)
        role = "danger" if is_danger else "primary"
        self.act = self.add_button(verb, f"{name}_sure", role)
        self.act.clicked.connect(self._on_act)
        if is_danger:
            # Enter by habit must not destroy anything.
            cancel.setDefault(True)
            cancel.setFocus()

    def _on_act(self) -> None:
        self.confirmed.emit()
        self.accept()


def ask_first(
    parent: QWidget | None,
    name: str,
    title: str,
    text: str,
    words: tuple[str, str],
    act: Callable[[], object],
    *,
    is_danger: bool = True,
) -> ConfirmDialog:
    """Do `act` once somebody has said yes; `words` are yes and no."""
    asked = ConfirmDialog(title, text, words[0], name, parent, is_danger=is_danger, leave=words[1])
    asked.confirmed.connect(lambda: act())
    asked.open()
    return asked
