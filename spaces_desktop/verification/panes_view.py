"""What shows one document: a PDF page under page, or a picture; both are zoomed alike."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt, Signal
from PySide6.QtGui import QImage, QPalette, QPixmap, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea

from spaces_desktop.widgets.theme import Themes

STEP = 1.25
LEAST_ZOOM, MOST_ZOOM = 0.2, 5.0
MOST_SIDE = 6000.0
"""Pixels of a page that is rendered; a larger zoom is not offered."""
MOST_RATIO = 30.0
"""Of a page's sides; a strip that is longer would be rendered into a picture without end."""


class PdfPane(QPdfView):
    page_changed = Signal(int)

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self._themes = themes
        themes.changed.connect(self._dress)
        self._dress()
        self.setObjectName("document_pdf")
        self.setAccessibleName(self.tr("Document"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        # No children of the view, whose end an open document of its own does not survive; and
        # in this order, since the document reads its buffer until its own end.
        self._document = QPdfDocument()
        self._buffer = QBuffer()
        self.setDocument(self._document)
        self.fit()
        self.pageNavigator().currentPageChanged.connect(self.page_changed)

    def _dress(self) -> None:
        """What lies behind the pages has the theme's colour."""
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Dark, self._themes.current.color("sunken"))
        self.setPalette(colours)

    @property
    def pages(self) -> int:
        return self._document.pageCount()

    @property
    def page(self) -> int:
        """From 0."""
        return self.pageNavigator().currentPage()

    def show_pdf(self, content: bytes) -> bool:
        """False where it cannot be rendered; then nothing of it is kept."""
        self.clear()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        is_ready = self._document.status() is QPdfDocument.Status.Ready
        if not is_ready or not self.pages or not self._is_bounded():
            self.clear()
            return False
        self.fit()
        self.pageNavigator().jump(0, QPointF())
        return True

    def clear(self) -> None:
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray())

    def turn(self, by: int) -> None:
        to = min(max(0, self.page + by), self.pages - 1)
        self.pageNavigator().jump(to, QPointF())

    def fit(self) -> None:
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def zoom(self, factor: float) -> None:
        now = self.zoomFactor()
        if self.zoomMode() is QPdfView.ZoomMode.FitToWidth and self.pages:
            wide = self._document.pagePointSize(self.page).width() * self._scale
            now = self.viewport().width() / wide if wide else 1.0
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(min(max(LEAST_ZOOM, now * factor), self._most_zoom()))

    @property
    def _scale(self) -> float:
        """Pixels of a point at a zoom of 1."""
        return self.logicalDpiX() / 72.0

    def _most_zoom(self) -> float:
        sides = [self._document.pagePointSize(at) for at in range(self.pages)]
        longest = max(max(size.width(), size.height()) for size in sides)
        return max(LEAST_ZOOM, min(MOST_ZOOM, MOST_SIDE / (longest * self._scale)))

    def _is_bounded(self) -> bool:
        for at in range(self.pages):
            size = self._document.pagePointSize(at)
            short, long = sorted((size.width(), size.height()))
            if short <= 0 or long / short > MOST_RATIO:
                return False
        return True


class PicturePane(QScrollArea):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("document_picture")
        self.setAccessibleName(self.tr("Document"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shown = QLabel()
        self.setWidget(self._shown)
        self._picture = QPixmap()
        self._zoom: float | None = None
        """None fits the width."""

    def show_picture(self, picture: QImage) -> None:
        self._picture = QPixmap.fromImage(picture)
        self.fit()

    def clear(self) -> None:
        self._picture = QPixmap()
        self._shown.clear()

    def fit(self) -> None:
        self._zoom = None
        self._paint()

    def zoom(self, factor: float) -> None:
        now = self._fitting() if self._zoom is None else self._zoom
        longest = max(self._picture.width(), self._picture.height(), 1)
        self._zoom = min(max(LEAST_ZOOM / 4, now * factor), MOST_ZOOM, MOST_SIDE / longest)
        self._paint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom is None:
            self._paint()

    def _fitting(self) -> float:
        """A small picture is not blown up."""
        wide = max(1, self._picture.width())
        return min(1.0, (self.viewport().width() - 2) / wide)

    def _paint(self) -> None:
        if self._picture.isNull():
            return
        zoom = self._fitting() if self._zoom is None else self._zoom
        ratio = self.devicePixelRatioF()
        shown = self._picture.scaled(
            self._picture.size() * zoom * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(ratio)
        self._shown.setPixmap(shown)
        self._shown.resize(shown.deviceIndependentSize().toSize())


Pane = PdfPane | PicturePane
