"""A small picture of how the chat stands on a web site: the button, and the greeting over it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.theme import Themes

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class LauncherPreview(QWidget):
    def __init__(self, name: str, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("launcher_preview")
        self._name = name
        self._themes = themes
        self._greeting = ""
        self._is_on = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.update)
        self.show_chat("", is_on=True)

    def show_chat(self, greeting: str, *, is_on: bool) -> None:
        self._greeting = greeting.strip()
        self._is_on = is_on
        said = self._greeting or self.tr("no greeting")
        words = self.tr("Preview of a page with the chat button at the bottom right: {greeting}")
        off = self.tr("Preview of a page without the chat: it is off.")
        self.setAccessibleName(words.format(greeting=said) if is_on else off)
        self.update()

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 24, em * 12)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 12, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        em = self.fontMetrics().height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(page, theme.radius["l"], theme.radius["l"])
        self._paint_page(painter, page, em)
        if self._is_on:
            self._paint_chat(painter, page, em)
        painter.end()

    def _paint_page(self, painter: QPainter, page: QRectF, em: int) -> None:
        """The page itself, in grey shapes: a bar with dots, a heading, and lines."""
        theme = self._themes.current
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("skeleton"))
        for at in range(3):
            painter.drawEllipse(
                QRectF(page.left() + em * (0.8 + at), page.top() + em * 0.6, em * 0.5, em * 0.5)
            )
        widths = (0.35, 0.62, 0.55, 0.6, 0.4)
        for at, part in enumerate(widths):
            tall = em * (0.9 if at == 0 else 0.45)
            top = page.top() + em * (2.2 if at == 0 else 2.6 + at * 1.2)
            line = QRectF(page.left() + em, top, (page.width() - 2 * em) * part, tall)
            painter.drawRoundedRect(line, tall / 2, tall / 2)

    def _paint_chat(self, painter: QPainter, page: QRectF, em: int) -> None:
        theme = self._themes.current
        side = em * 3.0
        disc = QRectF(page.right() - side - em, page.bottom() - side - em, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(disc)
        inset = side * 0.28
        icon("chat", theme, "on_accent").paint(
            painter, disc.adjusted(inset, inset, -inset, -inset).toRect()
        )
        if not self._greeting:
            return
        wide = min(em * 13, page.width() - 2 * em)
        room = QRectF(0, 0, wide - 1.6 * em, em * 3.6)
        metrics = painter.fontMetrics()
        box = metrics.boundingRect(room.toRect(), _WRAP, self._greeting)
        tall = min(float(box.height()), room.height()) + em * 2.4
        card = QRectF(page.right() - em - wide, disc.top() - tall - em * 0.5, wide, tall)
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.setBrush(theme.color("window"))
        painter.drawRoundedRect(card, theme.radius["m"], theme.radius["m"])
        inside = card.adjusted(0.8 * em, 0.5 * em, -0.8 * em, -0.5 * em)
        painter.setPen(theme.color("text_muted"))
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, int(inside.width()))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), name)
        painter.setPen(theme.color("text"))
        painter.setClipRect(inside)
        painter.drawText(inside.adjusted(0, em * 1.3, 0, 0), _WRAP, self._greeting)
