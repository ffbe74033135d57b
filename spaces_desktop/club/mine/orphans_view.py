"""Unsent messages of clubs that one is no longer in: to be copied or thrown away."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from spaces_desktop.chat.writing.outbox import Outbox
from spaces_desktop.chat.writing.pending import Pending
from spaces_desktop.widgets.dialogs import Dialog
from spaces_desktop.widgets.panes import button, column, frame, label, line, scroller


class OrphansDialog(Dialog):
    def __init__(self, items: tuple[Pending, ...], outbox: Outbox, parent: QWidget) -> None:
        super().__init__("", "orphans", parent)
        title = self.tr("Messages that were not sent")
        self.set_title(title)
        self._outbox = outbox
        self._cards: dict[str, QWidget] = {}
        about = self.tr("You are no longer in these clubs. Nothing is lost: copy what you need.")
        self.body.addWidget(label(about, "muted", wrap=True))
        inside = QWidget()
        lines = column(inside, 0, 8)
        for item in items:
            self._cards[item.row_id] = self._card(item)
            lines.addWidget(self._cards[item.row_id])
        lines.addStretch(1)
        area = scroller(inside, title)
        area.setMinimumHeight(self.fontMetrics().height() * 14)
        self.body.addWidget(area)
        self.add_cancel("orphans_close", self.tr("Close"))

    def _card(self, item: Pending) -> QWidget:
        card = frame("card", "orphan")
        lines = column(card, 12, 4)
        lines.addWidget(label(item.place_name or self.tr("A former club"), "strong"))
        lines.addWidget(label(item.text, wrap=True, name="orphan_text"))
        if item.note:
            lines.addWidget(label(item.note, "small", wrap=True))
        row = line()
        row.addStretch(1)
        copy = button(self.tr("Copy"), "orphan_copy", "link")
        copy.clicked.connect(partial(self._on_copy, item.text))
        drop = button(self.tr("Discard"), "orphan_discard", "link")
        drop.clicked.connect(partial(self._on_drop, item.row_id))
        row.addWidget(copy)
        row.addWidget(drop)
        lines.addLayout(row)
        return card

    def _on_copy(self, text: str, _checked: bool = False) -> None:
        QGuiApplication.clipboard().setText(text)

    def _on_drop(self, row_id: str, _checked: bool = False) -> None:
        self._outbox.discard(row_id)
        self._cards.pop(row_id).hide()
        if not self._cards:
            self.accept()
