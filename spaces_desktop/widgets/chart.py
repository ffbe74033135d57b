"""A plot of stacked columns, drawn by pyqtgraph."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from spaces_desktop.widgets.columns import GAP, Columns
from spaces_desktop.widgets.plot_data import PlotData
from spaces_desktop.widgets.theme import Theme, Themes

_BAR = 0.72


class Chart(Columns):
    """pyqtgraph is imported when the first one is shown. It draws and nothing else: what is
    pointed at and where the keys go is decided here, and the wheel scrolls the page."""

    def __init__(self, name: str, themes: Themes, fixed: Theme | None = None) -> None:
        super().__init__(name, themes, fixed)
        self._canvas: Any = None
        self._over = _Over(self)
        themes.changed.connect(self._draw)
        self.picked.connect(lambda _at: self._mark())

    def show_data(self, data: PlotData) -> None:
        super().show_data(data)
        self._draw()

    def prepare(self) -> None:
        """Have it ready to be painted, shown or not."""
        if self._canvas is None:
            self._build()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.prepare()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def box(self) -> QRectF:
        if self._canvas is None:
            return QRectF(self.rect())
        scene = self._canvas.plotItem.vb.sceneBoundingRect()
        return QRectF(scene.translated(QPointF(self._canvas.pos())))

    def column_at(self, where: QPointF) -> int:
        box, count = self.box(), len(self._data.labels)
        inside = box.left() <= where.x() < box.right()
        return int((where.x() - box.left()) * count / box.width()) if count and inside else -1

    def _build(self) -> None:
        import pyqtgraph

        canvas = pyqtgraph.PlotWidget(self, background=None)
        canvas.setMenuEnabled(False)
        canvas.hideButtons()
        canvas.setMouseEnabled(False, False)
        canvas.setAntialiasing(True)
        canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        canvas.setFrameShape(canvas.Shape.NoFrame)
        self._canvas = canvas
        self._over.raise_()
        canvas.show()
        self._fit()
        self._draw()

    def _fit(self) -> None:
        above = QFontMetrics(self._small()).height() + 2 * GAP
        self._over.setGeometry(self.rect())
        if self._canvas is not None:
            self._canvas.setGeometry(self.rect().adjusted(GAP // 2, above, -GAP // 2, -GAP // 2))
            self._label()

    def _draw(self) -> None:
        if self._canvas is None:
            return
        import pyqtgraph

        item, theme, count = self._canvas.plotItem, self.theme, len(self._data.labels)
        item.clear()
        self._canvas.setBackground(theme.color("surface"))
        # Half of the topmost number stands above its line.
        item.setContentsMargins(0, QFontMetrics(self._small()).height() // 2 + 2, GAP, 0)
        scale = self._steps()
        item.setRange(
            xRange=(-0.5, max(count, 1) - 0.5),
            yRange=(scale[0], max(scale[-1], scale[0] + 1)),
            padding=0,
        )
        for step in scale:
            role = "border_strong" if step == 0 else "border"
            item.addItem(pyqtgraph.InfiniteLine(step, 0, pyqtgraph.mkPen(theme.color(role))))
        self._here = pyqtgraph.BarGraphItem(
            x=[0], y0=[0], height=[0], width=1, pen=None, brush=theme.color("hover")
        )
        item.addItem(self._here)
        self._draw_bars(item, theme)
        self._label()
        self._mark()

    def _draw_bars(self, item: Any, theme: Theme) -> None:
        import pyqtgraph

        count = len(self._data.labels)
        above, below = [0] * count, [0] * count
        for one in self._data.series:
            starts = [above[at] if value >= 0 else below[at] for at, value in enumerate(one.values)]
            for at, value in enumerate(one.values):
                (above if value >= 0 else below)[at] += value
            item.addItem(
                pyqtgraph.BarGraphItem(
                    x=list(range(count)),
                    y0=starts,
                    height=list(one.values),
                    width=_BAR,
                    pen=None,
                    brush=theme.color(one.role),
                )
            )

    def _label(self) -> None:
        """As many days as stand beside each other, and whole numbers alone."""
        theme, font = self.theme, self._small()
        ticks = self._data.ticks or self._data.labels
        metrics = QFontMetrics(font)
        room = max((metrics.horizontalAdvance(one) for one in ticks), default=1) + 3 * GAP
        wide = max(self.width() - 8 * GAP, 1) / max(len(ticks), 1)
        every = max(1, math.ceil(room / wide))
        # The last one that does not stand out of the picture, and back from there.
        last = len(ticks) - 1 - math.ceil(max(room / 2 - 2 * GAP - wide / 2, 0) / wide)
        below = [(at, ticks[at]) for at in range(last, -1, -every)]
        beside = [(step, self._data.say(step)) for step in self._steps()]
        # Told, not found out while painting: so the first picture is right already.
        scale = max((metrics.horizontalAdvance(words) for _, words in beside), default=0)
        self._canvas.plotItem.getAxis("left").setWidth(scale + 2 * GAP)
        self._canvas.plotItem.getAxis("bottom").setHeight(metrics.height() + GAP)
        for side, marks in (("bottom", below), ("left", beside)):
            axis = self._canvas.plotItem.getAxis(side)
            axis.setTicks([marks])
            axis.setTickFont(font)
            axis.setTextPen(theme.color("text_muted"))
            axis.setPen(theme.color("border_strong" if side == "bottom" else "border"))
            axis.setStyle(tickLength=3 if side == "bottom" else 0, hideOverlappingLabels=False)

    def _mark(self) -> None:
        """A band behind the column that is read."""
        if self._canvas is not None:
            scale, at = self._steps(), self._at
            high = scale[-1] - scale[0] if at >= 0 else 0
            self._here.setOpts(x=[max(at, 0)], y0=[scale[0]], height=[high])
        self._over.update()


class _Over(QWidget):
    """Words and the focus, above what pyqtgraph draws."""

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart)
        self._chart = chart
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._chart.paint_over(painter)
        painter.end()
