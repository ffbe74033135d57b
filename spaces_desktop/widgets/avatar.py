"""The picture of a person, an agent or a place without a photograph: a letter on a colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from spaces_desktop.widgets.theme import Theme, Themes

_LETTER = 0.44
"""Of the height of the picture."""


def initial(name: str) -> str:
    """The first letter or sign of a name, however many code points it takes."""
    for letter in name.strip():
        if letter.isalnum():
            return letter.upper()
    return name.strip()[:1].upper()


def paint_avatar(
    painter: QPainter,
    rect: QRect,
    name: str,
    key: str,
    theme: Theme,
    *,
    is_agent: bool = False,
    is_round: bool = True,
) -> None:
    """`key` decides about the colour, so that it stays when the name changes."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("agent_soft") if is_agent else theme.avatar(key))
    if is_agent or not is_round:
        radius = rect.height() * 0.28
        painter.drawRoundedRect(rect, radius, radius)
    else:
        painter.drawEllipse(rect)
    font = QFont(painter.font())
    font.setPixelSize(max(8, round(rect.height() * _LETTER)))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(theme.color("agent" if is_agent else "on_avatar"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initial(name))
    painter.restore()


def paint_presence(painter: QPainter, rect: QRect, theme: Theme, ground: str = "window") -> None:
    """The mark of somebody who is here, at the corner of their picture."""
    side = max(8, round(rect.height() * 0.3))
    painter.save()
    painter.setPen(QPen(theme.color(ground), 2))
    painter.setBrush(theme.color("success"))
    painter.drawEllipse(rect.right() - side + 3, rect.bottom() - side + 3, side, side)
    painter.restore()


class Avatar(QWidget):
    """`lines` is its height in lines of text, so that it grows with the font."""

    def __init__(self, themes: Themes, lines: float = 2.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._lines = lines
        self._name = self._key = ""
        self._is_agent = False
        self._is_round = True
        self._is_present = False
        themes.changed.connect(self.update)

    def show_one(
        self,
        name: str,
        key: str,
        *,
        is_agent: bool = False,
        is_round: bool = True,
        is_present: bool = False,
    ) -> None:
        self._name, self._key = name, key
        self._is_agent, self._is_round, self._is_present = is_agent, is_round, is_present
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        side = 4 * round(self.fontMetrics().height() * self._lines / 4)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) - (4 if self._is_present else 0)
        rect = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        theme = self._themes.current
        paint_avatar(
            painter,
            rect,
            self._name,
            self._key,
            theme,
            is_agent=self._is_agent,
            is_round=self._is_round,
        )
        if self._is_present:
            paint_presence(painter, rect, theme)
        painter.end()
