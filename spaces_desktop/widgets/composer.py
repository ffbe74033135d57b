"""Where a message is written: grows with its text, sends on Enter, and `@` picks who is asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from spaces_desktop.widgets.composer_data import Addressee
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import column, frame, label, line
from spaces_desktop.widgets.theme import Themes

LINES = 8
AROUND = 30
"""Pixels above and below the text: border, padding and the margin of the document."""


class Composer(QFrame):
    submitted = Signal(str, str)
    """The text, and whom it asks ("" for nobody in particular)."""
    stop_requested = Signal()
    typed = Signal()

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[Addressee, ...] = ()
        self._asked: Addressee | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 16)
        layout.setSpacing(6)
        layout.addWidget(self._build_chip(themes))
        row = line(spacing=8)
        self._hints: tuple[str, ...] = ("",)
        self.edit = _Edit()
        self.edit.setObjectName("composer")
        self.edit.setAccessibleName(self.tr("Message"))
        self.edit.setTabChangesFocus(True)
        self.edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.resized.connect(self._fit)
        row.addWidget(self.edit, 1)
        self._at = self._tool("ask_button", self.tr("Ask an agent"), "at", themes)
        self._send = self._tool("send_button", self.tr("Send"), "send", themes, "accent")
        self.stop = self._tool("stop_button", self.tr("Stop the reply"), "stop", themes, "danger")
        # Its place stays when it goes, so that a late click on it hits nothing else.
        keeps = self.stop.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.stop.setSizePolicy(keeps)
        self.stop.hide()
        self._at.clicked.connect(self._on_at)
        self._send.clicked.connect(self._submit)
        self.stop.clicked.connect(self.stop_requested)
        for one in (self.stop, self._at, self._send):
            row.addWidget(one, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(row)
        self._popup = _Popup(self)
        self._popup.picked.connect(self._on_picked)
        self._on_text_changed()

    def _tool(
        self, name: str, text: str, icon: str, themes: Themes, role: str = "text_muted"
    ) -> QToolButton:
        made = QToolButton()
        made.setObjectName(name)
        made.setToolTip(text)
        made.setAccessibleName(text)
        made.setIconSize(QSize(20, 20))
        made.setFixedSize(40, 40)
        dress(made, icon, themes, role)
        return made

    def _build_chip(self, themes: Themes) -> QFrame:
        self._chip = frame("chip", "asked_chip")
        row = line(self._chip)
        row.setContentsMargins(12, 2, 4, 2)
        self._chip_text = label("", name="asked_text")
        self._chip_text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._chip_text, 1)
        drop = QToolButton()
        drop.setObjectName("asked_drop")
        drop.setAccessibleName(self.tr("Ask nobody"))
        drop.setToolTip(self.tr("Ask nobody"))
        dress(drop, "close", themes, "agent")
        drop.clicked.connect(lambda: self._address(None))
        row.addWidget(drop)
        self._chip.hide()
        return self._chip

    def set_people(self, people: Sequence[Addressee]) -> None:
        self._people = tuple(people)
        self._at.setVisible(bool(people))
        short = self.tr("Write a message")
        self._hints = (self.tr("Write a message. @ asks an agent."), short) if people else (short,)
        self._fit()
        if self._asked is not None:
            asked = self._asked.id
            found = [one for one in people if one.id == asked]
            self._address(found[0] if found else None)

    def set_text(self, text: str) -> None:
        self.edit.setPlainText(text)
        self._address(None)

    @property
    def text(self) -> str:
        return self.edit.toPlainText()

    def _address(self, who: Addressee | None) -> None:
        self._asked = who
        self._chip.setVisible(who is not None)
        if who is not None:
            self._chip_text.setText(
                self.tr("Asking {name} · {detail}").format(name=who.name, detail=who.detail)
            )

    def _on_at(self) -> None:
        self.edit.setFocus()
        before = self.edit.textCursor().position()
        gap = before > 0 and not self.text[before - 1].isspace()
        self.edit.insertPlainText(" @" if gap else "@")

    def _on_text_changed(self) -> None:
        self._fit()
        self._send.setEnabled(bool(self.text.strip()))
        found = self._mention()
        if found is None:
            self._popup.hide()
        else:
            wanted = found.casefold()
            self._popup.offer([one for one in self._people if wanted in one.name.casefold()])
            corner = self.edit.mapTo(self.window(), QPoint(0, 0))
            self._popup.place(self.window(), corner, self.edit.width())
        if self.text:
            self.typed.emit()

    def _fit(self) -> None:
        """As tall as the text at this width; the longest hint that stays on one line."""
        rows = min(LINES, self.edit.rows_of_text(LINES))
        metrics = self.edit.fontMetrics()
        self.edit.setFixedHeight(rows * metrics.lineSpacing() + AROUND)
        room = self.edit.viewport().width() - 2 * int(self.edit.document().documentMargin()) - 2
        fitting = [one for one in self._hints if metrics.horizontalAdvance(one) <= room]
        last = metrics.elidedText(self._hints[-1], Qt.TextElideMode.ElideRight, max(0, room))
        self.edit.setPlaceholderText(fitting[0] if fitting else last)

    def _mention(self) -> str | None:
        """What stands between an `@` at the start of a word and the cursor."""
        before = self.text[: self.edit.textCursor().position()]
        at = before.rfind("@")
        if at < 0 or (at > 0 and not before[at - 1].isspace()) or "\n" in before[at:]:
            return None
        typed = before[at + 1 :]
        return typed if len(typed) <= 40 and not typed.startswith(" ") else None

    def _on_picked(self, who: Addressee) -> None:
        cursor = self.edit.textCursor()
        typed = self._mention()
        if typed is not None:
            for _ in range(len(typed) + 1):
                cursor.deletePreviousChar()
        self._address(who)
        self._popup.hide()
        self.edit.setFocus()

    def _submit(self) -> None:
        text = self.text.strip()
        if text:
            self.submitted.emit(text, self._asked.id if self._asked else "")
            self.edit.clear()
            self._address(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and self._key(event):
                return True
        elif watched is self.edit and event.type() == QEvent.Type.FocusOut:
            self._popup.hide()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if self._popup.isVisible() and self._popup.key(event.key()):
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return False
            self._submit()
            return True
        if event.key() == Qt.Key.Key_Escape and self._asked is not None:
            self._address(None)
            return True
        if event.key() == Qt.Key.Key_Backspace and not self.text and self._asked is not None:
            self._address(None)
            return True
        return False


class _Edit(QPlainTextEdit):
    resized = Signal()

    def rows_of_text(self, most: int) -> int:
        """Lines on the screen at this width, at least 1; counting stops at `most`.

        The document's own size is what it was when it was last painted.
        """
        block = self.document().firstBlock()
        measure = self.document().documentLayout()
        rows = 0
        while block.isValid() and rows < most:
            measure.blockBoundingRect(block)  # lays it out if that is still to be done
            rows += max(1, block.layout().lineCount())
            block = block.next()
        return max(1, rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class _Popup(QFrame):
    """The list over the composer; the text keeps the keyboard while it is open."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mention_popup")
        self.setProperty("role", "popup")
        layout = column(self, 4, 0)
        self.list = QListWidget()
        self.list.setObjectName("mention_list")
        self.list.setAccessibleName(self.tr("Agents"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._on_clicked)
        layout.addWidget(self.list)
        self.hide()

    def offer(self, people: Sequence[Addressee]) -> None:
        self.list.clear()
        for one in people:
            item = QListWidgetItem(f"{one.name}   {one.detail}")
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setSizeHint(QSize(0, 36))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.setVisible(bool(people))

    def place(self, window: QWidget, corner: QPoint, width: int) -> None:
        if not self.isVisible():
            return
        if self.parentWidget() is not window:
            self.setParent(window)
            self.show()
        tall = min(6, self.list.count()) * 36 + 12
        self.setGeometry(corner.x(), corner.y() - tall - 6, min(width, 460), tall)
        self.raise_()

    def key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._on_clicked(self.list.currentItem())
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(Qt.ItemDataRole.UserRole))
