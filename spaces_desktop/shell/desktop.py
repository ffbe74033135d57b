"""Everything behind the window, imported and built only after the window is on the screen."""

from __future__ import annotations

import asyncio
import logging
import traceback
from logging.handlers import RotatingFileHandler

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from spaces_desktop.accounts.api import AccountsApi
from spaces_desktop.accounts.model import AccountsModel, Entrance
from spaces_desktop.accounts.view import AccountsView
from spaces_desktop.kernel.address import parse_address
from spaces_desktop.kernel.home import DataHome
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.keychain import Keychain
from spaces_desktop.kernel.memory import Kept, Memory
from spaces_desktop.kernel.notices import Notices, Severity
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.shell.backend import Backend
from spaces_desktop.shell.main_window import TITLE, MainWindow
from spaces_desktop.shell.session import Session
from spaces_desktop.widgets.theme import Themes

log = logging.getLogger(__name__)

UNSENT = "unsent.db"
"""Under the app's own folder: what nobody may lose."""


class Desktop(QObject):
    """Builds the collaborators once, and takes them down in the order that leaves nothing open."""

    def __init__(
        self,
        app: QGuiApplication,
        window: MainWindow,
        home: DataHome,
        memory: Memory,
        themes: Themes,
        keychain: Keychain | None = None,
    ) -> None:
        super().__init__()
        self._app = app
        self._window = window
        self._themes = themes
        self._memory = memory
        self._home = home
        self._closing = asyncio.Event()
        self._clients: list[HttpClient] = []
        self._session: Session | None = None
        self._log_handler = _write_log(home)
        self.notices = Notices(self)
        self.tasks = Tasks(asyncio.get_event_loop(), self.report)
        self.backend = Backend(home.server, home.desktop / "server.log", self.tasks, parent=self)
        self.accounts = AccountsModel(
            self._connect,
            self.backend,
            keychain or Keychain(home.desktop),
            memory,
            self.tasks,
            parse_address,
            parent=self,
        )
        self.accounts_view = AccountsView(self.accounts, themes)
        self.accounts.entered.connect(self._on_entered)
        themes.chosen.connect(memory.set_theme)
        window.close_requested.connect(self._closing.set)
        window.show_page(self.accounts_view)

    @property
    def session(self) -> Session | None:
        return self._session

    async def live(self) -> None:
        """From the first screen to the last: returns when everything is closed."""
        self.accounts.begin()
        await self._closing.wait()
        await self._shut_down()

    def quit(self) -> None:
        self._closing.set()

    def report(self, what: str, error: BaseException) -> None:
        """A bug of ours: say so, and offer what we would need to mend it."""
        details = "".join(traceback.format_exception(error))
        text = self.tr("Something went wrong inside Spaces ({what}).").format(what=what)
        self.notices.post(text, Severity.ERROR, details)

    async def _shut_down(self) -> None:
        self._window.hide()
        if self._session is not None:
            await self._session.close()
        await self.backend.stop()
        await self.tasks.close()
        for client in self._clients:
            await client.close()
        self._window.allow_close()
        self._window.close()
        logging.getLogger().removeHandler(self._log_handler)
        self._log_handler.close()

    def _connect(self, url: str, token: str | None) -> AccountsApi:
        client = HttpClient(url, token)
        self._clients.append(client)
        return AccountsApi(client)

    def _on_entered(self, entrance: Entrance) -> None:
        self._session = Session(
            self._app,
            entrance,
            self.backend,
            self.notices,
            self._themes,
            self.report,
            self._on_expired,
            Kept(self._memory, entrance.account),
            Shelf(self._home.desktop / UNSENT, entrance.account),
        )
        view = self._session.view
        view.sign_out_requested.connect(self._on_sign_out)
        view.quit_requested.connect(self.quit)
        self._window.show_page(view)
        self._window.setWindowTitle(f"{entrance.server.name} · {TITLE}")

    def _on_expired(self) -> None:
        session = self._leave()
        if session is not None:
            self.accounts.expired(session.entrance)

    def _on_sign_out(self) -> None:
        session = self._leave()
        if session is not None:
            self.accounts.sign_out(session.entrance)

    def _leave(self) -> Session | None:
        """Back to the way in; the session is closed behind it."""
        session, self._session = self._session, None
        if session is not None:
            self._window.show_page(self.accounts_view)
            self._window.setWindowTitle(TITLE)
            self.tasks.spawn(self._close(session), name="close session")
        return session

    async def _close(self, session: Session) -> None:
        await session.close()
        self._window.drop_page(session.view)


def _write_log(home: DataHome) -> RotatingFileHandler:
    handler = RotatingFileHandler(
        home.desktop / "desktop.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler
