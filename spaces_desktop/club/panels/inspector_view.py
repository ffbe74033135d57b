"""What stands beside a thread: people, pins and what the club is, or a panel in their place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QWidget

from spaces_desktop.club.clubs import ClubsModel
from spaces_desktop.club.panels.about_view import AboutView
from spaces_desktop.club.panels.agents_view import AgentsSection
from spaces_desktop.club.search.found_view import PinsView
from spaces_desktop.club.search.reports_view import ReportsView
from spaces_desktop.club.search.search_view import SearchView
from spaces_desktop.communities.members_view import MembersSection
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import button, column, frame, header_height, line
from spaces_desktop.widgets.theme import Themes

INFO, SEARCH, REPORTS = "info", "search", "reports"
TABS = ("people", "pins", "about")


class Inspector(QFrame):
    settings_wanted = Signal()
    leave_wanted = Signal()
    invite_wanted = Signal()
    panel_changed = Signal(str)

    def __init__(self, model: ClubsModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.setProperty("role", "side")
        self._model = model
        self._bindings = Bindings()
        self._panels = QStackedWidget()
        column(self, 0, 0).addWidget(self._panels)
        finding = model.finding
        self.search = SearchView(finding.search, model.clubs, model.members, themes)
        self.search.closed.connect(lambda: self.show_panel(INFO))
        self.search.hit_chosen.connect(finding.go_to_hit)
        self.reports = ReportsView(finding, themes)
        self.reports.closed.connect(lambda: self.show_panel(INFO))
        self._pages: dict[str, QWidget] = {
            INFO: self._build_info(themes),
            SEARCH: self.search,
            REPORTS: self.reports,
        }
        for page in self._pages.values():
            self._panels.addWidget(page)
        self.panel = INFO
        self._bindings.bind(model.agents, "advice", self._error.show_advice)

    def show_panel(self, panel: str) -> None:
        """One of `info`, `search` and `reports`, or one of the tabs of the first."""
        if panel in TABS:
            self._tabs.setCurrentIndex(TABS.index(panel))
            panel = INFO
        self.panel = panel
        self._panels.setCurrentWidget(self._pages[panel])
        self.panel_changed.emit(panel)

    def _build_info(self, themes: Themes) -> QWidget:
        pane = frame("side")
        layout = column(pane, 0, 0)
        head = frame("header")
        row = line(head)
        row.setContentsMargins(8, 0, 8, 0)
        head.setFixedHeight(header_height(head))
        self._tabs = QTabBar()
        self._tabs.setObjectName("inspector_tabs")
        self._tabs.setAccessibleName(self.tr("About this club"))
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setElideMode(Qt.TextElideMode.ElideRight)
        row.addWidget(self._tabs, 1)
        layout.addWidget(head)
        pages = QStackedWidget()
        parts: tuple[tuple[str, Callable[[], QWidget]], ...] = (
            (self.tr("People"), lambda: self._build_people(themes)),
            (self.tr("Pins"), lambda: PinsView(self._model.finding, themes)),
            (self.tr("About"), self._build_about),
        )
        for title, build in parts:
            self._tabs.addTab(title)
            pages.addWidget(build())
        self._tabs.currentChanged.connect(pages.setCurrentIndex)
        layout.addWidget(pages, 1)
        return pane

    def _build_people(self, themes: Themes) -> QWidget:
        page = QWidget()
        layout = column(page, 0, 0)
        self._error = ErrorStrip(name="inspector_error")
        self._error.retry_requested.connect(self._model.agents.reload)
        around = line()
        around.setContentsMargins(12, 8, 12, 0)
        around.addWidget(self._error)
        layout.addLayout(around)
        layout.addSpacing(4)
        self.agents = AgentsSection(self._model, themes)
        layout.addWidget(self.agents)
        self.members = MembersSection(self._model.members, themes)
        layout.addWidget(self.members, 1)
        self._invite = button(self.tr("Invite people"), "invite_people", "link")
        dress(self._invite, "link", themes, "accent")
        self._invite.clicked.connect(self.invite_wanted)
        holder = line()
        holder.setContentsMargins(8, 4, 8, 8)
        holder.addWidget(self._invite, 1)
        layout.addLayout(holder)
        self._bindings.bind(self._model, "open_thread", lambda _it: self._show_invite())
        self._bindings.listen(self._model.clubs.community_changed, lambda _id: self._show_invite())
        return page

    def _show_invite(self) -> None:
        self._invite.setVisible(self._model.may_add_agents)

    def _build_about(self) -> QWidget:
        made = AboutView(self._model)
        made.settings_wanted.connect(self.settings_wanted)
        made.leave_wanted.connect(self.leave_wanted)
        return made
