"""Notices of background facts, small and in a corner; they go by themselves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton, QWidget

from spaces_desktop.kernel.notices import Notice, Notices, Severity
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import button, column, frame, label, line
from spaces_desktop.widgets.theme import Themes

SHOWN_MS = 7000
WIDE = 320
TOP = 68
"""Under the headers, at the side: never over where one reads the newest or writes."""


class NoticeStack(QWidget):
    def __init__(self, notices: Notices, themes: Themes, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self._themes = themes
        self._over = parent
        self._layout = column(self, 0, 8)
        notices.posted.connect(self._on_posted)
        parent.installEventFilter(self)
        self.hide()
        notices.window_ready()

    def _on_posted(self, notice: Notice) -> None:
        card = frame("notice", "notice")
        row = line(card, 8, 8)
        row.setContentsMargins(16, 10, 8, 10)
        row.addWidget(label(notice.text, wrap=True), 1)
        if notice.details:
            copy = button(self.tr("Copy details"), "notice_copy", "link")
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(notice.details))
            row.addWidget(copy)
        drop = QToolButton()
        drop.setAccessibleName(self.tr("Close"))
        dress(drop, "close", self._themes)
        drop.clicked.connect(lambda: self._drop(card))
        row.addWidget(drop)
        self._layout.addWidget(card)
        if notice.severity is Severity.INFO:
            QTimer.singleShot(SHOWN_MS, card, lambda: self._drop(card))
        self.show()
        self._place()

    def _drop(self, card: QWidget) -> None:
        self._layout.removeWidget(card)
        card.hide()
        card.deleteLater()
        self.setVisible(self._layout.count() > 0)
        self._place()

    def _place(self) -> None:
        parent = self._over
        tall = max(self._layout.totalHeightForWidth(WIDE), self._layout.totalSizeHint().height())
        self.setGeometry(parent.width() - WIDE - 16, TOP, WIDE, tall)
        self.raise_()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
