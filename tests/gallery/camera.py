"""Dresses the application in a theme, a language and a size of letters, and takes pictures."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtGui import QFont, QPixmap
from PySide6.QtWidgets import QWidget

from spaces_desktop.shell.language import SOURCE, Languages
from spaces_desktop.widgets.theme import NAMES, Themes
from tests.gallery.screen import Make, Screen
from tests.gallery.stage import Stage
from tests.kit.desktop import application

THEMES = NAMES
LANGUAGES = ("en", "zh_CN")


class Camera:
    def __init__(self, theme: str, language: str = "en", scale: int = 100) -> None:
        """`scale` is that of the letters, in percent of the system's."""
        self._app = application()
        self._font = QFont(self._app.font())
        scaled = QFont(self._font)
        scaled.setPointSizeF(self._font.pointSizeF() * scale / 100)
        self._app.setFont(scaled)
        self._scale = scale
        self._language = language
        self._languages = Languages(self._app)
        self._languages.use(language)
        self.themes = Themes(self._app, theme)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._languages.use(SOURCE)
        self._app.setFont(self._font)
        self._app.setStyleSheet("")
        self.themes.deleteLater()

    async def build(self, screen: Screen, make: Make) -> tuple[Stage, QWidget]:
        """The view in its state, on the screen; the caller closes the stage."""
        stage = Stage(self.themes)
        try:
            widget = await make(stage)
            return stage, await stage.show(widget, screen.size)
        except BaseException:
            await stage.close()
            raise

    async def take(self, screen: Screen, make: Make, file: Path | None = None) -> QPixmap:
        stage, widget = await self.build(screen, make)
        try:
            picture = self.picture(widget)
            if file is not None:
                picture.save(str(file))
            return picture
        finally:
            await stage.close()

    def picture(self, widget: QWidget) -> QPixmap:
        # Parts that stand on a pane in the window have no ground of their own.
        picture = QPixmap(widget.size() * widget.devicePixelRatio())
        picture.setDevicePixelRatio(widget.devicePixelRatio())
        picture.fill(self.themes.current.color("surface"))
        widget.render(picture)
        return picture
