"""A large button for one of a few ways to go: a picture, a title, and what it means below."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.panes import Button, label
from spaces_desktop.widgets.theme import Themes

PICTURE = 26
EDGE = 16


class Choice(Button):
    """As tall as its words need at the width it has."""

    def __init__(self, title: str, text: str, name: str, picture: str, themes: Themes) -> None:
        super().__init__("", name, "choice")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(EDGE, 12, EDGE, 12)
        self._row.setSpacing(14)
        shown = QLabel()
        shown.setFixedSize(PICTURE, PICTURE)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(label(title, "strong", wrap=True))
        if text:
            texts.addWidget(label(text, "small", wrap=True))
        self._row.addWidget(shown)
        self._row.addLayout(texts, 1)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

        def paint() -> None:
            shown.setPixmap(icon(picture, themes.current, "accent").pixmap(PICTURE, PICTURE))

        paint()
        connection = themes.changed.connect(paint)
        self.destroyed.connect(lambda: QObject.disconnect(connection))

    def sizeHint(self) -> QSize:
        return QSize(self._row.sizeHint().width(), self._tall(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._tall(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _tall(self, width: int) -> int:
        return max(self._row.totalHeightForWidth(width), self._row.totalMinimumSize().height())
