"""Where staff write to each other: nothing about it looks like the field for replies."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from spaces_desktop.kernel.errors import Advice
from spaces_desktop.widgets.composer_edit import ComposerEdit
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.panes import button, column, label, line
from spaces_desktop.widgets.theme import Themes

LINES = 6
AROUND = 30


class NoteField(QFrame):
    submitted = Signal(str)
    left = Signal()
    """Escape: back to replies."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("note_field")
        self.setProperty("role", "note")
        self._themes = themes
        outer = column(self, 12, 8)
        head = line(spacing=6)
        self._sign = label("", name="note_sign")
        self._said = label(self.tr("Only staff see this"), "strong", name="note_said")
        head.addWidget(self._sign)
        head.addWidget(self._said, 1)
        outer.addLayout(head)
        self.error = ErrorStrip(name="note_error")
        self.error.retry_requested.connect(self._submit)
        outer.addWidget(self.error)
        self.edit = ComposerEdit()
        self.edit.setObjectName("note_text")
        self.edit.setAccessibleName(self.tr("Note for staff"))
        self.edit.setPlaceholderText(
            self.tr("What colleagues should know. The customer never sees it.")
        )
        self.edit.setTabChangesFocus(True)
        self.edit.entered.connect(self._submit)
        self.edit.escaped.connect(self.left)
        self.edit.textChanged.connect(self._fit)
        self.edit.resized.connect(self._fit)
        outer.addWidget(self.edit)
        foot = line()
        foot.addStretch(1)
        self.add = button(self.tr("Add note"), "note_add")
        self.add.setProperty("role", "note")
        self.add.clicked.connect(self._submit)
        foot.addWidget(self.add)
        outer.addLayout(foot)
        self._busy = False
        themes.changed.connect(self._paint_sign)
        self._paint_sign()
        self._fit()

    @property
    def text(self) -> str:
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        self.edit.setPlainText(text)
        cursor = self.edit.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.edit.setTextCursor(cursor)

    def show_busy(self, busy: bool) -> None:
        self._busy = busy
        self._fit()

    def show_advice(self, advice: Advice | None) -> None:
        self.error.show_advice(advice)

    def _submit(self) -> None:
        if self.text.strip() and not self._busy:
            self.submitted.emit(self.text)

    def _fit(self) -> None:
        rows = min(LINES, self.edit.rows_of_text(LINES))
        self.edit.setFixedHeight(rows * self.edit.fontMetrics().lineSpacing() + AROUND)
        self.add.setEnabled(bool(self.text.strip()) and not self._busy)

    def _paint_sign(self) -> None:
        side = round(self.fontMetrics().height() * 1.1)
        self._sign.setPixmap(icon("note", self._themes.current, "warning").pixmap(side, side))
