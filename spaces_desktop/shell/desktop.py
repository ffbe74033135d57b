"""Everything behind the window, imported and built only after the window is on the screen."""

from __future__ import annotations

import asyncio
import logging
import traceback
from logging.handlers import RotatingFileHandler

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from spaces_desktop.accounts.api import AccountsApi
from spaces_desktop.accounts.discovery import DiscoveryModel, Ear
from spaces_desktop.accounts.links import is_link, names_server
from spaces_desktop.accounts.model import AccountsModel, Entrance
from spaces_desktop.accounts.view import AccountsView
from spaces_desktop.audio.devices import Devices
from spaces_desktop.kernel.address import parse_address
from spaces_desktop.kernel.collector import Collector
from spaces_desktop.kernel.home import DataHome
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.keychain import Keychain
from spaces_desktop.kernel.memory import Kept, Memory, Place
from spaces_desktop.kernel.notices import Notices
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.shell.backend import Backend
from spaces_desktop.shell.diagnostics import clean
from spaces_desktop.shell.error_report import ErrorReport
from spaces_desktop.shell.language import Languages
from spaces_desktop.shell.main_window import TITLE, MainWindow
from spaces_desktop.shell.marks import app_icon
from spaces_desktop.shell.notifiers import BusNotifier, best_notifier
from spaces_desktop.shell.preferences import Preferences
from spaces_desktop.shell.session import House, Session
from spaces_desktop.shell.settings_sound import follow
from spaces_desktop.shell.tray import Tray
from spaces_desktop.widgets.theme import Themes

log = logging.getLogger(__name__)

UNSENT = "unsent.db"
"""Under the app's own folder: what nobody may lose."""


class Desktop(QObject):
    """Builds the collaborators once, and takes them down in the order that leaves nothing open."""

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        home: DataHome,
        memory: Memory,
        themes: Themes,
        keychain: Keychain | None = None,
    ) -> None:
        super().__init__()
        self._app = app
        self._window = window
        self._home = home
        self._themes = themes
        self._memory = memory
        self._closing = asyncio.Event()
        self._clients: list[HttpClient] = []
        self._session: Session | None = None
        self._report: ErrorReport | None = None
        self._link = ""
        self._log_handler = _write_log(home)
        self._collector = Collector(self)
        self.notices = Notices(self)
        self.tasks = Tasks(asyncio.get_event_loop(), self.report)
        self.preferences = Preferences(memory, parent=self)
        follow(self.preferences, Devices.shared())
        self.languages = Languages(app)
        self.languages.use(self.preferences.language)
        themes.scale_text(self.preferences.text_percent)
        app.setWindowIcon(app_icon())
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
        self.discovery = DiscoveryModel(_make_ear, self.tasks, self)
        self.accounts_view = self._build_accounts_view()
        self.tray = self._build_tray()
        self._notifier = best_notifier(self.tasks, self.tray.icon, self._on_note_clicked)
        self.accounts.entered.connect(self._on_entered)
        themes.chosen.connect(memory.set_theme)
        self.preferences.language_changed.connect(self._on_language)
        self.preferences.text_percent_changed.connect(themes.scale_text)
        window.close_requested.connect(self._on_close)
        window.show_page(self.accounts_view)

    @property
    def session(self) -> Session | None:
        return self._session

    async def live(self) -> None:
        """From the first screen to the last: returns when everything is closed."""
        self._collector.start()
        if not (self._link and names_server(self._link)):
            self.accounts.begin()
        await self._closing.wait()
        await self._shut_down()

    def quit(self) -> None:
        self._closing.set()

    def report(self, what: str, error: BaseException) -> None:
        """A bug of ours: say so, and offer what we would need to mend it."""
        details = clean("".join(traceback.format_exception(error)), [str(self._home.root)])
        if self._report is None:
            self._report = ErrorReport(self._window)
        self._report.add(f"{what}\n{details}")

    def on_knock(self, link: str) -> None:
        """A later start of the app spoke to us."""
        self._window.come_forward()
        if link:
            self.open_link(link)

    def open_link(self, link: str) -> None:
        """Go to where the link of an invite, a message or a session leads, signed in there already
        or not."""
        if not is_link(link):
            return
        session = self._session
        found = session.invite_of(link) if session is not None else ""
        if session is not None and found:
            session.starter.accept(found)
            return
        if session is not None and session.open_place(link):
            return
        self._link = link
        if session is None and not names_server(link):
            return  # it names no server: it is followed once somebody has signed in
        self._leave()
        self.accounts.look_up(link)

    def _build_accounts_view(self) -> AccountsView:
        return AccountsView(self.accounts, self._themes, discovery=self.discovery)

    def _build_tray(self) -> Tray:
        tray = Tray(self.preferences, self._themes, self)
        tray.open_requested.connect(self._window.come_forward)
        tray.quit_requested.connect(self.quit)
        return tray

    async def _shut_down(self) -> None:
        self._collector.stop()
        self._window.hide()
        self.discovery.stop()
        if self._session is not None:
            await self._session.close()
        if isinstance(self._notifier, BusNotifier):
            await self._notifier.close()
        await self.backend.stop()
        await self.tasks.close()
        Devices.shared().close()
        for client in self._clients:
            await client.close()
        self.tray.close()
        self._window.allow_close()
        self._window.close()
        logging.getLogger().removeHandler(self._log_handler)
        self._log_handler.close()

    def _connect(self, url: str, token: str | None) -> AccountsApi:
        client = HttpClient(url, token)
        self._clients.append(client)
        return AccountsApi(client)

    def _on_close(self) -> None:
        """The window is closed: into the tray where there is one and it is wanted, or the end."""
        if not (self.tray.is_available and self.preferences.keep_in_tray):
            self.quit()
            return
        self._window.hide()
        if not self.preferences.tray_told:
            self.preferences.set("tray_told", True)
            self.tray.icon.showMessage(
                self.tr("Spaces keeps running"),
                self.tr(
                    "It stays in the tray and your space stays open. To quit, use the tray menu."
                ),
            )

    def _on_entered(self, entrance: Entrance) -> None:
        link, self._link = self._link, ""
        self._open(entrance)
        if link and self._session is not None:
            self._session.open_place(link)

    def _open(self, entrance: Entrance) -> Session:
        house = House(
            app=self._app,
            home=self._home,
            backend=self.backend,
            notices=self.notices,
            themes=self._themes,
            preferences=self.preferences,
            notifier=self._notifier,
            language=self.languages.current,
            has_tray=self.tray.is_available,
            on_error=self.report,
            is_active=self._is_active,
        )
        session = Session(
            house,
            entrance,
            Kept(self._memory, entrance.account),
            Shelf(self._home.desktop / UNSENT, entrance.account),
            self._on_expired,
        )
        self._session = session
        session.unread_changed.connect(self._on_unread)
        session.raise_requested.connect(self._window.come_forward)
        view = session.view
        view.sign_out_requested.connect(self._on_sign_out)
        view.quit_requested.connect(self.quit)
        view.close_requested.connect(self._window.close)
        view.place_requested.connect(self._on_place)
        view.show_places(self._memory.places, self._memory.last)
        self._window.show_page(view)
        self._on_unread(session.unread)
        return session

    def _is_active(self) -> bool:
        active = self._app.applicationState() is Qt.ApplicationState.ApplicationActive
        return active and self._window.isVisible() and not self._window.isMinimized()

    def _on_unread(self, count: int) -> None:
        self.tray.show_count(count)
        title = TITLE
        if self._session is not None:
            title = f"{self._session.entrance.server.name} · {TITLE}"
        self._window.setWindowTitle(f"({count}) {title}" if count else title)

    def _on_note_clicked(self, tag: str) -> None:
        if self._session is not None:
            self._session.notifications.click(tag)

    def _on_expired(self) -> None:
        session = self._leave()
        if session is not None:
            self.accounts.expired(session.entrance)

    def _on_sign_out(self) -> None:
        session = self._leave()
        if session is not None:
            self.accounts.sign_out(session.entrance)

    def _on_place(self, place: Place | None) -> None:
        self._leave()
        if place is None:
            self.accounts.choose_again()
        else:
            self.accounts.go_to(place)

    def _on_language(self, choice: str) -> None:
        """All views are built anew in the other language; drafts and the place are kept."""
        if self.languages.use(choice):
            self.tasks.spawn(self._rebuild(), name="other language", key="other language")

    async def _rebuild(self) -> None:
        session, self._session = self._session, None
        old_view, old_tray = self.accounts_view, self.tray
        if session is not None:
            await session.close()
        if isinstance(self._notifier, BusNotifier):
            await self._notifier.close()
        self.tray = self._build_tray()
        self._notifier = best_notifier(self.tasks, self.tray.icon, self._on_note_clicked)
        self.accounts_view = self._build_accounts_view()
        old_view.release()
        if session is not None:
            self._open(session.entrance).navigation.go_on_from(session.navigation)
            self._window.drop_page(session.view)
        else:
            self._window.show_page(self.accounts_view)
        self._window.drop_page(old_view)
        old_tray.close()
        old_tray.deleteLater()

    def _leave(self) -> Session | None:
        """Back to the way in; the session is closed behind it."""
        session, self._session = self._session, None
        if session is not None:
            self._window.show_page(self.accounts_view)
            self._on_unread(0)
            self.tasks.spawn(self._close(session), name="close session")
        return session

    async def _close(self, session: Session) -> None:
        await session.close()
        self._window.drop_page(session.view)


def _make_ear() -> Ear:
    from spaces_desktop.accounts.ear import MulticastEar

    return MulticastEar()


def _write_log(home: DataHome) -> logging.Handler:
    """Into the data folder; nowhere, where that cannot be written."""
    handler: logging.Handler
    try:
        handler = RotatingFileHandler(
            home.desktop / "desktop.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler
