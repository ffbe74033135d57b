"""The clubs room: my clubs, the open one, and its members and agents beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QToolButton, QWidget

from spaces_desktop.agents.library_view import LibraryView
from spaces_desktop.billing.pricing_view import PricesPage
from spaces_desktop.chat.writing.pending import Pending
from spaces_desktop.club.clubs import MENTIONS, MY_AGENTS, ClubsModel
from spaces_desktop.club.mine.list_view import ClubListView
from spaces_desktop.club.mine.orphans_view import OrphansDialog
from spaces_desktop.club.panels.inspector_view import INFO, REPORTS, SEARCH, TABS, Inspector
from spaces_desktop.club.search.date_view import DatePopover
from spaces_desktop.club.search.found_view import MentionsView
from spaces_desktop.club.thread.model import ClubThread
from spaces_desktop.club.thread.thread_view import ThreadView
from spaces_desktop.communities.browse_view import BrowseView
from spaces_desktop.communities.create_view import CreateView
from spaces_desktop.communities.own import copied_words
from spaces_desktop.communities.settings_view import SettingsView
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.panes import Empty, ThreePanes, button, column, frame
from spaces_desktop.widgets.rooms import Shortcut
from spaces_desktop.widgets.theme import Themes
from spaces_desktop.widgets.typing_ahead import hand_on, leave_keyboard


class ClubsView(QWidget):
    told = Signal(str)
    """Something was done that shows nowhere; in words."""
    other_wanted = Signal(str, str)
    """A customer service is to be made instead of a club; with its name as typed."""

    def __init__(self, model: ClubsModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("clubs")
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        self._thread = ThreadView(model, themes)
        self._main = QStackedWidget()
        self._none = self._build_none(themes)
        self._mentions = MentionsView(model.finding, themes)
        self._library = LibraryView(model.library, themes)
        self._library.edit_wanted.connect(self.edit_agent)
        for page in (self._none, self._thread, self._mentions, self._library):
            self._main.addWidget(page)
        self.side = ClubListView(model, themes)
        self.side.create_wanted.connect(lambda: self.create_club())
        self.side.browse_wanted.connect(self.browse)
        self.side.search_wanted.connect(lambda: self.search(everywhere=True))
        self._orphans = button("", "orphans_button", "link")
        self._orphans.clicked.connect(self._show_orphans)
        side = self.side.layout()
        if side is not None:
            side.addWidget(self._orphans)
        self.inspector = Inspector(model, themes)
        self.inspector.panel_changed.connect(self._on_panel)
        self.inspector.leave_wanted.connect(self._leave)
        self.inspector.settings_wanted.connect(lambda: self.settings(self._open_id))
        self.side.settings_wanted.connect(self.settings)
        self.side.invite_wanted.connect(self.invite)
        self.inspector.invite_wanted.connect(lambda: self.invite(self._open_id))
        self._thread.empty.invite_wanted.connect(lambda: self.invite(self._open_id))
        self._thread.empty.agent_wanted.connect(self.inspector.agents.add)
        self._panes = ThreePanes(self.side, self._main, self.inspector)
        column(self, 0, 0).addWidget(self._panes)
        self._wants_inspector = True
        self._waiting = ""
        """What is to be opened in a club that is not known yet."""
        self._build_tools()
        self._thread.inspector_toggled.connect(self._on_inspector)
        self._panes.inspector_shown_changed.connect(self._thread.show_inspector_state)
        bind = self._bindings.bind
        bind(model.clubs, "phase", self._on_phase)
        bind(model.clubs, "form_advice", lambda _it: self._on_trouble())
        bind(model.finding, "date_advice", lambda _it: self._on_trouble())
        bind(model, "page", self._on_page)
        bind(model, "orphans", self._on_orphans)
        bind(model, "open_thread", self._on_thread)
        bind(model.places, "farewell", lambda _it: self._on_phase(model.clubs.phase))
        bind(model.finding.reports, "open_count", self._on_reports)
        self._bindings.listen(model.clubs.entries.modelReset, self._select)
        self.inspector.agents.dialog_left.connect(self._thread.composer.take_keyboard)
        leave_keyboard(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What nothing here has made use of."""
        if not hand_on(event, self._thread.composer):
            super().keyPressEvent(event)

    @property
    def open_thread(self) -> ClubThread | None:
        return self._model.open_thread

    def open(self, thing: str, inner: str = "") -> None:
        """A club's id, the name of a page, "new" and "browse" for the dialogs, "" for the room;
        `inner` is a message of the club, a panel, or `person/ID` and `agent/ID`."""
        if thing == "new":
            self.create_club(inner)
        elif thing == "browse":
            self.browse(inner)
        else:
            self._waiting = ""
            self._model.open(thing)
            self._open_inner(inner)

    def _open_inner(self, inner: str) -> None:
        thread = self._model.open_thread
        if not inner or thread is None:
            self._waiting = inner
            return
        kind, _, one = inner.partition("/")
        if inner == SEARCH:
            self.search(everywhere=False)
        elif inner in (INFO, REPORTS, *TABS):
            self._show_panel(inner)
        elif kind == "person":
            self._show_panel(TABS[0])
            self.inspector.members.list.select(one)
        elif kind == "agent":
            self._show_panel(TABS[0])
        else:
            thread.jump_to(inner)

    def create_club(self, name: str = "") -> None:
        made = CreateView(self._model.clubs, self._themes, self, name)
        made.other_wanted.connect(self.other_wanted)
        made.open()

    def browse(self, invite: str = "") -> None:
        """Find a club; with the code of an invite, that one is tried at once."""
        view = BrowseView(self._model.browsing, self._model.clubs, self._themes, self)
        view.open()
        if invite:
            view.use_invite(invite)

    def edit_agent(self, agent_id: str) -> None:
        self.inspector.agents.edit(agent_id)

    def settings(self, community_id: str) -> None:
        model = self._model.settings_of(community_id)
        if model is None:
            return
        pages: list[tuple[str, QWidget]] = []
        prices = self._model.paying.prices_of(model.community) if model.is_creator else None
        if prices is not None:
            page = PricesPage(prices, self._themes)
            prices.saved.connect(self._model.clubs.changed_by_me)
            pages.append((self.tr("Prices"), page))
            model.done.connect(page.release)
        SettingsView(model, self._themes, self, pages).open()

    def invite(self, community_id: str) -> None:
        """Copy a link with which others come in; one is made if there is none."""
        self._model.copy_invite(community_id, self._on_invite_link)

    def _on_invite_link(self, url: str) -> None:
        QGuiApplication.clipboard().setText(url)
        self.told.emit(copied_words(url))

    @property
    def _open_id(self) -> str:
        thread = self._model.open_thread
        return "" if thread is None else thread.community_id

    def search(self, *, everywhere: bool) -> None:
        self._show_panel(SEARCH)
        self.inspector.search.begin(everywhere=everywhere or self._model.open_thread is None)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """Those that work in this room, and the composer's own, which are only listed."""
        group = self.tr("Clubs")
        listed = (
            ("clubs_search", "Ctrl+F", self.tr("Search in this club"), False),
            ("clubs_search_all", "Ctrl+Shift+F", self.tr("Search in all clubs"), True),
        )
        own = tuple(
            Shortcut(id=name, keys=keys, words=words, group=self.tr("Writing"))
            for name, keys, words in self._composer_keys()
        )
        own += tuple(
            Shortcut(id=name, keys=keys, words=words, group=self.tr("Messages"))
            for name, keys, words in self._message_keys()
        )
        steps = (
            ("clubs_next_unread", "Alt+Down", self.tr("Next club with something new"), 1),
            ("clubs_last_unread", "Alt+Up", self.tr("Previous club with something new"), -1),
        )
        own += tuple(
            Shortcut(
                id=name, keys=(keys,), words=words, group=group, act=partial(self.go_unread, step)
            )
            for name, keys, words, step in steps
        )
        return own + tuple(
            Shortcut(
                id=name,
                keys=(keys,),
                words=words,
                group=group,
                act=partial(self.search, everywhere=everywhere),
            )
            for name, keys, words, everywhere in listed
        )

    def _composer_keys(self) -> tuple[tuple[str, tuple[str, ...], str], ...]:
        return (
            ("write_send", ("Return",), self.tr("Send")),
            ("write_line", ("Shift+Return",), self.tr("Begin a new line")),
            ("write_bold", ("Ctrl+B",), self.tr("Bold")),
            ("write_italic", ("Ctrl+I",), self.tr("Italic")),
            ("write_code", ("Ctrl+Shift+C",), self.tr("Code")),
            ("write_name", ("@",), self.tr("Ask an agent or mention somebody")),
            (
                "write_change",
                ("Up",),
                self.tr("Change my last message, where nothing is written"),
            ),
            (
                "write_drop",
                ("Esc",),
                self.tr("Ask nobody, answer nothing, or leave the message as it was"),
            ),
        )

    def _message_keys(self) -> tuple[tuple[str, tuple[str, ...], str], ...]:
        return (
            ("message_move", ("Up", "Down"), self.tr("Go from message to message")),
            ("message_page", ("PgUp", "PgDown"), self.tr("A page up or down")),
            ("message_ends", ("Home", "End"), self.tr("The first message shown, and the newest")),
            (
                "message_menu",
                ("Return",),
                self.tr("What can be done with a message: answer, react, pin, edit, report"),
            ),
            ("message_copy", ("Ctrl+C",), self.tr("Copy the selected text, or the message")),
        )

    def go_unread(self, step: int) -> None:
        """To the next club in the list with something new in it, round its end; -1 goes up."""
        listed = self._model.clubs.entries.entries
        ids = [one.id for one in listed]
        at = ids.index(self._open_id) if self._open_id in ids else (-1 if step > 0 else 0)
        for away in range(1, len(listed) + 1):
            one = listed[(at + step * away) % len(listed)]
            if one.id != self._open_id and (one.mentions or (one.count and not one.is_quiet)):
                self._model.visit(one.id)
                return

    def _show_panel(self, panel: str) -> None:
        self.inspector.show_panel(panel)
        self._panes.toggle_inspector(True)

    def _on_panel(self, panel: str) -> None:
        if panel == INFO:
            shown = self._wants_inspector and self._model.open_thread is not None
            self._panes.show_inspector(shown)

    def _build_tools(self) -> None:
        """What goes into the thread's header, before what is there."""
        self._date = DatePopover(self._themes, self)
        self._date.chosen.connect(self._model.finding.go_to_date)
        search = tool("search_button", self.tr("Search in this club"), "search", self._themes)
        search.clicked.connect(lambda: self.search(everywhere=False))
        date = tool("date_button", self.tr("Go to a day"), "calendar", self._themes)
        date.clicked.connect(lambda: self._date.open_at(date))
        self._reports = tool("reports_button", self.tr("Reports"), "report", self._themes)
        self._reports.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._reports.clicked.connect(lambda: self._show_panel(REPORTS))
        layout = self._thread.header.layout()
        toggle = self._thread.findChild(QToolButton, "toggle_inspector")
        for made in (self._reports, date, search):
            if layout is not None and toggle is not None:
                layout.removeWidget(toggle)
                layout.addWidget(made)
                layout.addWidget(toggle)

    def _on_reports(self, count: int) -> None:
        self._reports.setVisible(count > 0)
        self._reports.setText(str(count))
        words = self.tr("{count} open reports").format(count=count)
        if count == 1:
            words = self.tr("1 open report")
        self._reports.setAccessibleName(words)
        self._reports.setToolTip(words)

    def _on_orphans(self, items: tuple[Pending, ...]) -> None:
        words = self.tr("{count} messages were not sent").format(count=len(items))
        if len(items) == 1:
            words = self.tr("1 message was not sent")
        self._orphans.setText(words)
        self._orphans.setVisible(bool(items))

    def _show_orphans(self) -> None:
        OrphansDialog(self._model.orphans, self._model.outbox, self).open()

    def _build_none(self, themes: Themes) -> QWidget:
        page = frame("pane")
        layout = column(page, 0, 0)
        self._start = button(self.tr("Create a club"), "empty_create", "primary")
        self._start.clicked.connect(lambda: self.create_club())
        self._empty = Empty("", "", self._start, picture="clubs", themes=themes)
        layout.addWidget(self._empty)
        return page

    def _on_trouble(self) -> None:
        in_front = self.findChild(CreateView) is not None
        self.side.show_trouble(not in_front)

    def _on_phase(self, phase: Phase) -> None:
        self._empty.setVisible(phase in (Phase.EMPTY, Phase.READY))
        farewell = self._model.places.farewell
        if farewell is not None:
            self._empty.set_texts(farewell.title, farewell.text)
        elif phase is Phase.READY:
            self._empty.set_texts(
                self.tr("Choose a club"),
                self.tr("Pick one of your clubs on the left, or create a new one."),
            )
        else:
            self._empty.set_texts(
                self.tr("No clubs yet"),
                self.tr("A club is a place to talk together and ask AI agents questions."),
            )

    def _leave(self) -> None:
        thread = self._model.open_thread
        if thread is not None:
            self.side.leave(thread.community_id)

    def _on_inspector(self, shown: bool) -> None:
        self._wants_inspector = shown
        if shown:
            self.inspector.show_panel(INFO)
        self._panes.toggle_inspector(shown and self._model.open_thread is not None)

    def _on_page(self, page: str) -> None:
        self._show_main()

    def _on_thread(self, thread: ClubThread | None) -> None:
        self._thread.show_thread(thread)
        self._show_main()
        self.inspector.search.show_club(thread is not None)
        if thread is None and self.inspector.panel == REPORTS:
            self.inspector.show_panel(INFO)
        searching = self.inspector.panel == SEARCH
        self._panes.show_inspector(searching or (self._wants_inspector and thread is not None))
        self._select()
        if thread is not None and self._waiting:
            inner, self._waiting = self._waiting, ""
            self._open_inner(inner)

    def _show_main(self) -> None:
        shown: QWidget = self._none
        if self._model.open_thread is not None:
            shown = self._thread
        elif self._model.page == MENTIONS:
            shown = self._mentions
        elif self._model.page == MY_AGENTS:
            shown = self._library
        self._main.setCurrentWidget(shown)

    def _select(self) -> None:
        thread = self._model.open_thread
        self.side.select("" if thread is None else thread.community_id)
