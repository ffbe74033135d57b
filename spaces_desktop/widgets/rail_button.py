"""A button of the rail: a picture over a name that may take two lines."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QStylePainter, QToolButton

from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.theme import Themes

WIDE = 64
EDGE = 3
PICTURE = 24
LINES = 2


class RailButton(QToolButton):
    def __init__(self, name: str, text: str, icon: str, themes: Themes) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setIconSize(QSize(PICTURE, PICTURE))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._themes = themes
        dress(self, icon, themes)

    def sizeHint(self) -> QSize:
        rows = max(1, len(self.lines()))
        return QSize(WIDE, 8 + PICTURE + 4 + rows * self.fontMetrics().lineSpacing() + 8)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def lines(self) -> list[str]:
        """The name as it is shown: broken between words, cut only if two lines are too few."""
        room = WIDE - 2 * EDGE
        text = self.text()
        layout = QTextLayout(text, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        starts: list[int] = []
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, 0))
            starts.append(line.textStart())
            line = layout.createLine()
        layout.endLayout()
        starts = starts[:LINES]
        ends = [*starts[1:], len(text)]
        return [
            self.fontMetrics().elidedText(text[a:b].strip(), Qt.TextElideMode.ElideRight, room)
            for a, b in zip(starts, ends, strict=True)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        picture = self.icon()
        option.icon = QIcon()
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        box = QRect((self.width() - PICTURE) // 2, 8, PICTURE, PICTURE)
        on = QIcon.State.On if self.isChecked() else QIcon.State.Off
        picture.paint(painter, box, Qt.AlignmentFlag.AlignCenter, QIcon.Mode.Normal, on)
        top = box.bottom() + 5
        tall = self.fontMetrics().lineSpacing()
        painter.setFont(self.font())
        role = "accent" if self.isChecked() else "text_muted"
        painter.setPen(self._themes.current.color(role))
        for row, text in enumerate(self.lines()):
            rect = QRect(0, top + row * tall, self.width(), tall)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
