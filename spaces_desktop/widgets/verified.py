"""The line that says that a community is verified: its mark, and the word."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.panes import label, line
from spaces_desktop.widgets.theme import Themes


class VerifiedLine(QWidget):
    def __init__(self, name: str, themes: Themes) -> None:
        super().__init__()
        self.setObjectName(name)
        self._themes = themes
        row = line(self, spacing=4)
        self._mark = label("")
        row.addWidget(self._mark)
        row.addWidget(label(self.tr("Verified"), "small"), 1)
        self.setAccessibleName(self.tr("Verified"))
        themes.changed.connect(self._paint)
        self._paint()

    def _paint(self) -> None:
        side = self.fontMetrics().height()
        self._mark.setPixmap(icon("verified", self._themes.current, "accent").pixmap(side, side))
