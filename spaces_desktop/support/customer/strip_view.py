"""The strip over a conversation: who answers, one's place in the queue, and asking a person."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QLabel

from spaces_desktop.support.customer.words import Strip
from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.panes import button, column, label, line
from spaces_desktop.widgets.theme import Themes

PICTURE = 1.4
"""Of its icon, in lines' heights."""


class WhoAnswers(QFrame):
    person_wanted = Signal()

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("who_answers")
        self.setProperty("role", "bar")
        self._themes = themes
        self._icon = "chat"
        row = line(self, spacing=12)
        row.setContentsMargins(16, 8, 12, 8)
        self._picture = QLabel()
        self._side = round(self.fontMetrics().height() * PICTURE)
        self._picture.setFixedSize(self._side, self._side)
        row.addWidget(self._picture)
        texts = column(spacing=2)
        self.title = label("", "strong", wrap=True, name="strip_title")
        self.detail = label("", "small", wrap=True, name="strip_detail")
        texts.addWidget(self.title)
        texts.addWidget(self.detail)
        row.addLayout(texts, 1)
        self.person = button(self.tr("Talk to a person"), "talk_to_person")
        self.person.clicked.connect(self.person_wanted)
        row.addWidget(self.person)
        connection = themes.changed.connect(self._paint)
        self.destroyed.connect(lambda: QObject.disconnect(connection))

    def show_strip(self, strip: Strip) -> None:
        self.title.setText(strip.title)
        self.detail.setText(strip.detail)
        self.detail.setVisible(bool(strip.detail))
        self.person.setVisible(strip.may_ask)
        self.setAccessibleName(strip.title)
        self.setAccessibleDescription(strip.detail)
        self._icon = strip.icon
        self._paint()

    def show_busy(self, busy: bool) -> None:
        self.person.setEnabled(not busy)

    def _paint(self, *_what: object) -> None:
        role = "agent" if self._icon == "agent" else "accent"
        found = icon(self._icon, self._themes.current, role)
        self._picture.setPixmap(found.pixmap(self._side, self._side))
