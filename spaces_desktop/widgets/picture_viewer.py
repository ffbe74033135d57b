"""A picture as large as the window: whole or in its own size, with the others of its message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QToolButton, QWidget

from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import column, frame, label, line
from spaces_desktop.widgets.pictures import Pictures
from spaces_desktop.widgets.theme import Themes


@dataclass(frozen=True, slots=True)
class Picture:
    """`key` is what the picture is had by."""

    id: str
    name: str
    key: str


class PictureViewer(QDialog):
    save_wanted = Signal(str)
    """The id of the picture."""

    def __init__(
        self,
        shown: Sequence[Picture],
        at: int,
        pictures: Pictures,
        themes: Themes,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._shown = tuple(shown)
        self._at = at
        self._pictures = pictures
        self._themes = themes
        self._is_fit = True
        self.setObjectName("picture_viewer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(parent.window().size() * 0.92)
        layout = column(self, 0, 0)
        layout.addWidget(self._build_bar())
        self._area = QScrollArea()
        self._area.setObjectName("picture_area")
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setAccessibleName(self.tr("Picture"))
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setWidget(self._picture)
        self._area.setWidgetResizable(True)
        layout.addWidget(self._area, 1)
        pictures.ready.connect(self._on_ready)
        self._show()

    def _build_bar(self) -> QWidget:
        bar = frame("header")
        row = line(bar, spacing=4)
        row.setContentsMargins(16, 6, 8, 6)
        self._name = label("", "strong", name="picture_name")
        row.addWidget(self._name, 1)
        self._previous = self._tool("picture_previous", self.tr("Previous picture"), "back")
        self._next = self._tool("picture_next", self.tr("Next picture"), "forward")
        self._fit = self._tool("picture_fit", self.tr("Actual size"), "zoom")
        self._copy = self._tool("picture_copy", self.tr("Copy the picture"), "copy")
        self._save = self._tool("picture_save", self.tr("Save as…"), "save")
        close = self._tool("picture_close", self.tr("Close"), "close")
        self._fit.setCheckable(True)
        self._previous.clicked.connect(lambda: self._step(-1))
        self._next.clicked.connect(lambda: self._step(1))
        self._fit.toggled.connect(self._on_size)
        self._copy.clicked.connect(self._on_copy)
        self._save.clicked.connect(lambda: self.save_wanted.emit(self._shown[self._at].id))
        close.clicked.connect(self.reject)
        for one in (self._previous, self._next, self._fit, self._copy, self._save, close):
            row.addWidget(one)
        return bar

    def _tool(self, name: str, text: str, image: str) -> QToolButton:
        made = QToolButton()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setToolTip(text)
        made.setIconSize(QSize(20, 20))
        dress(made, image, self._themes)
        return made

    @property
    def current(self) -> Picture:
        return self._shown[self._at]

    def _step(self, by: int) -> None:
        at = self._at + by
        if 0 <= at < len(self._shown):
            self._at = at
            self._show()

    def _show(self) -> None:
        name = self.current.name
        if len(self._shown) > 1:
            name = self.tr("{name} ({number} of {count})").format(
                name=name, number=self._at + 1, count=len(self._shown)
            )
        self._name.setText(name)
        self.setWindowTitle(self.current.name)
        self._previous.setVisible(len(self._shown) > 1)
        self._next.setVisible(len(self._shown) > 1)
        self._previous.setEnabled(self._at > 0)
        self._next.setEnabled(self._at < len(self._shown) - 1)
        self._paint()

    def _paint(self) -> None:
        found = self._pictures.pixmap(self.current.key)
        self._copy.setEnabled(found is not None)
        if found is None:
            self._picture.setText(self.tr("Loading the picture…"))
            return
        self._picture.setPixmap(self._sized(found))

    def _sized(self, found: QPixmap) -> QPixmap:
        room = self._area.maximumViewportSize() * self.devicePixelRatioF()
        if not self._is_fit or (found.width() <= room.width() and found.height() <= room.height()):
            return found
        made = found.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        made.setDevicePixelRatio(self.devicePixelRatioF())
        return made

    def _on_ready(self, key: str) -> None:
        if key == self.current.key:
            self._paint()

    def _on_size(self, own: bool) -> None:
        self._is_fit = not own
        self._area.setWidgetResizable(True)
        self._paint()

    def _on_copy(self) -> None:
        found = self._pictures.pixmap(self.current.key)
        if found is not None:
            QGuiApplication.clipboard().setPixmap(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self._step(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paint()
