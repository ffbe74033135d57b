"""One's clubs at the side: mentions on top, what is unread, and what one may do with each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from embedded_server.contracts.communities import NotificationLevel
from spaces_desktop.club.clubs import MENTIONS, MY_AGENTS, ClubsModel
from spaces_desktop.communities.own import paid_until
from spaces_desktop.communities.rights import is_creator, is_staff
from spaces_desktop.kernel.moments import day
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.controls import SearchField, tool
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.entries import ENTRY, Entry
from spaces_desktop.widgets.entry_list import EntryList
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import Empty, Header, button, column, line
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

FILTER_FROM = 9
"""With so many clubs there is a field to find one."""


class ClubListView(QFrame):
    create_wanted = Signal()
    browse_wanted = Signal()
    search_wanted = Signal()
    settings_wanted = Signal(str)
    invite_wanted = Signal(str)

    def __init__(self, model: ClubsModel, themes: Themes) -> None:
        super().__init__()
        self.setProperty("role", "side")
        self._model = model
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        layout.addWidget(self._build_header(themes))
        self._error = ErrorStrip(name="club_act_error")
        around = line()
        around.setContentsMargins(8, 4, 8, 0)
        around.addWidget(self._error)
        layout.addLayout(around)
        self._filter = SearchField(self.tr("Find among my clubs"), "club_filter", themes)
        self._filter.textChanged.connect(lambda text: setattr(model.clubs, "needle", text))
        holder = line()
        holder.setContentsMargins(8, 6, 8, 2)
        holder.addWidget(self._filter)
        layout.addLayout(holder)
        self._mentions = self._page_button("mentions_button", "at", themes, MENTIONS)
        self._agents = self._page_button("my_agents_button", "agent", themes, MY_AGENTS)
        self._agents.setText(self.tr("My agents"))
        holder_of_pages = QWidget()
        pages = column(holder_of_pages, 0, 0)
        pages.setContentsMargins(6, 6, 6, 4)
        pages.addWidget(self._mentions)
        pages.addWidget(self._agents)
        layout.addWidget(holder_of_pages)
        self.list = EntryList("club_list", self.tr("My clubs"), model.clubs.entries, themes)
        self.list.chosen.connect(model.visit)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_context)
        none = Empty("", self.tr("The clubs you join appear here."), picture="clubs", themes=themes)
        self._states = StateStack(self.list, themes, none, name="clubs")
        self._states.retry_requested.connect(model.clubs.load)
        layout.addWidget(self._states, 1)
        bind = self._bindings.bind
        bind(model.clubs, "phase", self._on_phase)
        bind(model.clubs, "advice", self._states.show_advice)
        bind(model.clubs, "mention_total", self._on_mentions)
        bind(model, "page", self._on_page)
        self._bindings.listen(model.clubs.entries.modelReset, self._on_entries)
        self._on_entries()

    def select(self, community_id: str) -> None:
        self.list.select(community_id)

    def show_trouble(self, shown: bool) -> None:
        """Errors of acts are shown here, unless a dialog in front shows them."""
        advice = self._model.clubs.form_advice or self._model.finding.date_advice
        self._error.show_advice(advice if shown else None)

    def _build_header(self, themes: Themes) -> Header:
        header = Header(self.tr("Clubs"))
        for name, text, icon, wanted in (
            ("search_everywhere", self.tr("Search in all clubs"), "search", self.search_wanted),
            ("browse_button", self.tr("Find a club"), "browse", self.browse_wanted),
            ("create_button", self.tr("New club"), "add", self.create_wanted),
        ):
            made = tool(name, text, icon, themes)
            made.clicked.connect(lambda _on=False, signal=wanted: signal.emit())
            header.add(made)
        return header

    def _page_button(self, name: str, icon: str, themes: Themes, page: str) -> QPushButton:
        made = button("", name, "place")
        made.setCheckable(True)
        dress(made, icon, themes)
        made.clicked.connect(lambda: self._model.visit(page))
        made.clicked.connect(lambda: self._on_page(self._model.page))
        return made

    def _on_phase(self, phase: Phase) -> None:
        has_any = phase is Phase.READY
        self._mentions.setVisible(has_any)
        self._agents.setVisible(has_any)
        # The main pane says what to do with none at all.
        self._states.show_phase(phase)

    def _on_mentions(self, count: int) -> None:
        words = self.tr("Mentions")
        if count:
            words = self.tr("Mentions · {count}").format(count=count)
        self._mentions.setText(words)

    def _on_page(self, page: str) -> None:
        self._mentions.setChecked(page == MENTIONS)
        self._agents.setChecked(page == MY_AGENTS)

    def _on_entries(self) -> None:
        self._filter.setVisible(self._model.clubs.count >= FILTER_FROM or bool(self._filter.text()))

    def _on_context(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if not index.isValid():
            index = self.list.currentIndex()  # asked for with the keyboard
        entry = index.data(ENTRY)
        if isinstance(entry, Entry):
            menu = self.menu_of(entry.id, QMenu(self))
            menu.setObjectName("club_context_menu")
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.list.viewport().mapToGlobal(at))

    def menu_of(self, community_id: str, menu: QMenu) -> QMenu:
        """Put what one may do with a club into the menu."""
        club = self._model.clubs.get(community_id)
        if club is None:
            return menu
        finding = self._model.finding
        self._add(
            menu, "club_mark_read", self.tr("Mark as read"), lambda: finding.mark_read(club.id)
        )
        self._add_levels(club.id, menu)
        if is_staff(club):
            self._add(
                menu,
                "club_copy_invite",
                self.tr("Copy an invite link"),
                lambda: self.invite_wanted.emit(club.id),
            )
            self._add(
                menu,
                "club_settings",
                self.tr("Club settings…"),
                lambda: self.settings_wanted.emit(club.id),
            )
        if not is_creator(club):
            menu.addSeparator()
            self._add(menu, "leave_club", self.tr("Leave the club…"), lambda: self.leave(club.id))
        return menu

    def _add_levels(self, community_id: str, menu: QMenu) -> None:
        club = self._model.clubs.get(community_id)
        held = None if club is None else club.membership
        now = "all" if held is None else held.notifications
        levels = menu.addMenu(self.tr("Notify me about"))
        levels.setObjectName("club_levels")
        group = QActionGroup(levels)
        choices: tuple[tuple[NotificationLevel, str], ...] = (
            ("all", self.tr("Every message")),
            ("mentions", self.tr("Mentions of me")),
            ("none", self.tr("Nothing")),
        )
        for level, words in choices:
            made = QAction(words, levels)
            made.setObjectName(f"level_{level}")
            made.setCheckable(True)
            made.setChecked(now == level)
            made.triggered.connect(
                lambda _on=False, to=level: self._model.clubs.set_notifications(community_id, to)
            )
            group.addAction(made)
            levels.addAction(made)

    def _add(self, menu: QMenu, name: str, words: str, act: Callable[[], None]) -> None:
        made = menu.addAction(words)
        made.setObjectName(name)
        made.triggered.connect(lambda _on=False: act())

    def leave(self, community_id: str) -> None:
        club = self._model.clubs.get(community_id)
        if club is not None:
            words = self.tr("What you wrote stays. You can join again as long as the club is open.")
            until = paid_until(club)
            if until:
                words = self.tr(
                    "You have paid until {day}. Nothing of it is paid back, and coming back before"
                    " then costs nothing. What you wrote stays."
                ).format(day=day(until))
            ask_first(
                self,
                "leave_club_question",
                self.tr("Leave {name}?").format(name=club.name),
                words,
                (self.tr("Leave"), self.tr("Stay")),
                lambda: self._model.clubs.leave(community_id),
            )
