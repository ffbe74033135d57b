"""The app's own mark, and the mark with a count on it for the tray."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from spaces_desktop.kernel.resources import resource
from spaces_desktop.widgets.theme import Theme

SIZES = (16, 22, 24, 32, 48, 64, 128)
MOST = 99


def app_icon() -> QIcon:
    return _icon(0, None)


def tray_icon(count: int, theme: Theme) -> QIcon:
    """With the count of what is unread, as far as it can be read at that size."""
    return _icon(count, theme)


def _icon(count: int, theme: Theme | None) -> QIcon:
    renderer = QSvgRenderer(str(resource("icons", "spaces.svg")))
    made = QIcon()
    for size in SIZES:
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, size, size))
        if count and theme is not None:
            _badge(painter, size, count, theme)
        painter.end()
        made.addPixmap(picture)
    return made


def _badge(painter: QPainter, size: int, count: int, theme: Theme) -> None:
    box = QRectF(size * 0.36, size * 0.36, size * 0.64, size * 0.64)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("badge"))
    painter.drawEllipse(box)
    if size < 22:
        return  # a dot says all that can be read
    font = painter.font()
    text = f"{MOST}" if count > MOST else str(count)
    font.setPixelSize(int(size * (0.46 if len(text) == 1 else 0.36)))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(theme.color("on_badge"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
