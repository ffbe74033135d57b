"""Drives the real app as a person would: finds widgets by name, types, clicks, waits and looks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QListView, QWidget

from spaces_desktop.kernel.home import DataHome
from spaces_desktop.kernel.keychain import Keychain
from spaces_desktop.kernel.memory import Memory
from spaces_desktop.shell.desktop import Desktop
from spaces_desktop.shell.main_window import MainWindow
from spaces_desktop.widgets.message_list import MessageList
from spaces_desktop.widgets.message_rows import MessageRows, Row
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import application, until

W = TypeVar("W", bound=QWidget)


class Driver:
    def __init__(self, window: MainWindow, desktop: Desktop) -> None:
        self.window = window
        self.desktop = desktop

    def find(self, name: str) -> QWidget | None:
        """The visible widget of that name, in the window or a dialog of it."""
        for widget in self.window.findChildren(QWidget, name):
            if widget.isVisible():
                return widget
        return None

    async def see(self, name: str) -> QWidget:
        """The widget of that name, once it can be used."""
        return await self.see_as(name, QWidget)

    async def see_as(self, name: str, kind: type[W]) -> W:
        await until(lambda: self._is_usable(name), f"{name} is on the screen")
        found = self.find(name)
        if not isinstance(found, kind):
            raise AssertionError(f"{name} is a {type(found).__name__}")
        return found

    def _is_usable(self, name: str) -> bool:
        found = self.find(name)
        return found is not None and found.isEnabled()

    async def click(self, name: str) -> None:
        widget = await self.see(name)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    async def type(self, name: str, text: str, *, enter: bool = False) -> None:
        widget = await self.see(name)
        widget.window().activateWindow()  # no window manager does it offscreen
        widget.setFocus()
        QTest.keyClicks(widget, text)
        if enter:
            QTest.keyClick(widget, Qt.Key.Key_Return)

    async def press(self, keys: str, on: QWidget | None = None) -> None:
        """Such as `Ctrl+Shift+A`, to what has the keyboard."""
        if on is None:
            self.window.activateWindow()  # no window manager does it offscreen
            await until(self.window.isActiveWindow, "the window has the keyboard")
            focus: QWidget | None = self.window.focusWidget()
            on = focus or self.window
        QTest.keySequence(on, QKeySequence(keys))

    def says(self, name: str, words: str) -> bool:
        """Whether a label that can be seen says that."""
        found = self.find(name)
        return isinstance(found, QLabel) and words in found.text()

    @staticmethod
    def words(within: QWidget) -> str:
        """All that labels say there."""
        return "\n".join(one.text() for one in within.findChildren(QLabel) if one.isVisible())

    async def choose_file(self, path: Path) -> None:
        dialog = await self.see("knowledge_files")
        edit = dialog.findChild(QLineEdit, "fileNameEdit")
        if edit is None:
            raise AssertionError("the file dialog is not Qt's own")
        entries = dialog.findChild(QListView, "listView")
        if entries is None:
            raise AssertionError("the file dialog has no list")
        # What is typed before the folder is read is thrown away.
        await until(lambda: entries.model().rowCount(entries.rootIndex()) > 0, "the folder is read")
        # Its suggestions open a popup, which the offscreen platform cannot give the keyboard to.
        edit.setCompleter(None)  # type: ignore[arg-type] # None takes it away
        QTest.keyClicks(edit, str(path))
        buttons = dialog.findChild(QDialogButtonBox)
        if buttons is None:
            raise AssertionError("the file dialog has no buttons")
        QTest.mouseClick(
            buttons.button(QDialogButtonBox.StandardButton.Open), Qt.MouseButton.LeftButton
        )
        await until(lambda: self.find("knowledge_files") is None, "the file dialog is closed")

    @property
    def rows(self) -> list[Row]:
        """What the open thread shows."""
        shown = self.find("messages")
        model = shown.model() if isinstance(shown, MessageList) else None
        return list(model.rows) if isinstance(model, MessageRows) else []

    def pick(self, where: QWidget, at: QPoint) -> None:
        QTest.mouseClick(where, Qt.MouseButton.LeftButton, pos=at)


@asynccontextmanager
async def opened(folder: Path, *, theme: str = "light") -> AsyncIterator[Driver]:
    """The whole app on that data folder, from opening to the end of its shutdown."""
    app = application()
    home = DataHome(folder)
    home.prepare()
    themes = Themes(app, theme)
    window = MainWindow()
    window.show()
    window.resize(1180, 760)  # the screen without a screen is smaller than that
    desktop = Desktop(
        app, window, home, Memory(home.desktop), themes, Keychain(home.desktop, NoKeyring())
    )
    living = asyncio.get_running_loop().create_task(desktop.live(), name="the app")
    try:
        yield Driver(window, desktop)
    except BaseException:
        window.grab().save(str(folder / "last-seen.png"))
        raise
    finally:
        desktop.quit()
        await living
        window.deleteLater()
        themes.deleteLater()


class NoKeyring:
    """A machine without a keyring, so that no test touches a real one."""

    def get_password(self, service_name: str, username: str) -> str | None:
        raise RuntimeError("no keyring")

    def set_password(self, service_name: str, username: str, password: str) -> None:
        raise RuntimeError("no keyring")

    def delete_password(self, service_name: str, username: str) -> None:
        raise RuntimeError("no keyring")
