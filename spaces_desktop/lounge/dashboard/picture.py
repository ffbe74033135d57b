"""The dashboard as a picture for elsewhere: title, days, figures and plots, dark on white."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QImageWriter, QPainter

from embedded_server.contracts.lounge import Dashboard
from spaces_desktop.lounge.dashboard.figures import PLOTS, figures, range_words
from spaces_desktop.widgets.chart import Chart
from spaces_desktop.widgets.theme import Theme, Themes, load_theme

WIDE, PLOT_TALL, MARGIN = 1200, 260, 40
SCALE = 2
"""Dots for each of these pixels: it stays sharp in print."""
COLUMNS = 4


def picture_of(found: Dashboard, name: str, themes: Themes, base: QFont) -> bytes:
    """A PNG; `name` is the lounge's."""
    light = load_theme("light")
    fonts = {role: light.font(role, base) for role in ("title", "small")}
    line = {role: QFontMetrics(font).height() for role, font in fonts.items()}
    row = line["title"] + line["small"] + 24
    shown = figures(found)
    rows = -(-len(shown) // COLUMNS)
    head = MARGIN + line["title"] + line["small"] + 32
    plots = head + rows * row
    tall = plots + len(PLOTS) * (line["small"] + PLOT_TALL + 24) + MARGIN
    image = QImage(WIDE * SCALE, tall * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(light.color("surface"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def write(text: str, role: str, color: str, x: int, y: int, wide: int) -> None:
        painter.setFont(fonts[role])
        painter.setPen(light.color(color))
        kept = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(QRect(x, y, wide, line[role]), Qt.AlignmentFlag.AlignLeft, kept)

    inside = WIDE - 2 * MARGIN
    write(name, "title", "text", MARGIN, MARGIN, inside)
    write(range_words(found), "small", "text_muted", MARGIN, MARGIN + line["title"] + 8, inside)
    each = inside // COLUMNS
    for at, one in enumerate(shown):
        x, y = MARGIN + at % COLUMNS * each, head + at // COLUMNS * row
        write(one.value, "title", "text", x, y, each - 16)
        write(one.words, "small", "text_muted", x, y + line["title"] + 4, each - 16)
    for at, (_, plot_of) in enumerate(PLOTS):
        data = plot_of(found)
        y = plots + at * (line["small"] + PLOT_TALL + 24)
        write(data.title, "small", "text", MARGIN, y, inside)
        chart = _still(data_title=data.title, themes=themes, light=light, base=base)
        chart.resize(inside, PLOT_TALL)
        chart.show_data(data)
        chart.prepare()
        chart.render(painter, QPoint(MARGIN, y + line["small"] + 4))
        chart.deleteLater()
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())


def _still(*, data_title: str, themes: Themes, light: Theme, base: QFont) -> Chart:
    chart = Chart(data_title, themes, light)
    chart.setFont(base)
    chart.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    return chart
