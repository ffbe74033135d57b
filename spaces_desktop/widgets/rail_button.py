"""A button of the rail: a picture over a name that may take two lines, and a count beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QStylePainter, QToolButton

from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.theme import Themes

LEAST_WIDE = 64
EDGE = 3
LETTERS = 12
PICTURE = 24
"""Pixels at the least; it grows with the font."""
LINES = 2
MOST_SHOWN = 99


class RailButton(QToolButton):
    def __init__(self, name: str, text: str, icon: str, themes: Themes) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setIconSize(QSize(self.picture, self.picture))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._themes = themes
        self._count = 0
        self._names_me = False
        dress(self, icon, themes)

    @property
    def badge(self) -> str:
        """What stands in the badge; "" for none."""
        if not self._count:
            return ""
        return f"{MOST_SHOWN}+" if self._count > MOST_SHOWN else str(self._count)

    def show_badge(self, count: int, *, names_me: bool = False) -> None:
        """`names_me` is for what is meant for oneself, and louder."""
        self._count, self._names_me = count, names_me
        spoken = self.text()
        if count:
            spoken = self.tr("{name}, {count} unread").format(name=self.text(), count=count)
        self.setAccessibleName(spoken)
        self.update()

    @property
    def wide(self) -> int:
        """As wide as a long word, whatever the size of its letters."""
        return max(LEAST_WIDE, LETTERS * self.fontMetrics().averageCharWidth() + 2 * EDGE)

    @property
    def picture(self) -> int:
        """How large the icon is, in pixels."""
        return max(PICTURE, round(1.5 * self.fontMetrics().height()))

    def sizeHint(self) -> QSize:
        rows = max(1, len(self.lines()))
        return QSize(self.wide, 8 + self.picture + 4 + rows * self.fontMetrics().lineSpacing() + 8)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def lines(self) -> list[str]:
        """The name as it is shown: broken between words, cut only if two lines are too few."""
        room = self.wide - 2 * EDGE
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
        side = self.picture
        box = QRect((self.width() - side) // 2, 8, side, side)
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
        if self.badge:
            self._paint_badge(painter, box)

    def _paint_badge(self, painter: QPainter, picture: QRect) -> None:
        theme = self._themes.current
        painter.setFont(theme.font("small", self.font()))
        metrics = painter.fontMetrics()
        tall = metrics.height()
        width = max(tall, metrics.horizontalAdvance(self.badge) + 8)
        left = min(picture.right() - tall // 2, self.width() - width - 2)
        box = QRect(left, 2, width, tall)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("badge" if self._names_me else "accent"))
        painter.drawRoundedRect(box, tall / 2, tall / 2)
        painter.setPen(theme.color("on_badge" if self._names_me else "on_accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.badge)
