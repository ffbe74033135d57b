"""The clubs room: my clubs, the open one, and its members and agents beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QStackedWidget, QToolButton, QWidget

from spaces_desktop.club.agents_view import AgentsSection
from spaces_desktop.club.clubs import ClubsModel
from spaces_desktop.club.model import ThreadModel
from spaces_desktop.club.thread_view import ThreadView
from spaces_desktop.communities.view import BrowseView, CreateView
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.entry_list import EntryList
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import Empty, Header, ThreePanes, button, column, frame, label
from spaces_desktop.widgets.theme import Themes


class ClubsView(QWidget):
    def __init__(self, model: ClubsModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("clubs")
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        self._thread = ThreadView(model, themes)
        self._main = QStackedWidget()
        self._none = self._build_none()
        self._main.addWidget(self._none)
        self._main.addWidget(self._thread)
        self._inspector = self._build_inspector()
        self._panes = ThreePanes(self._build_side(), self._main, self._inspector)
        column(self, 0, 0).addWidget(self._panes)
        self._wants_inspector = True
        self._thread.inspector_toggled.connect(self._on_inspector)
        self._panes.inspector_shown_changed.connect(self._thread.show_inspector_state)
        bind = self._bindings.bind
        bind(model.clubs, "phase", self._on_phase)
        bind(model.clubs, "advice", lambda _it: self._error.show_advice(model.clubs.advice))
        bind(model, "open_thread", self._on_thread)
        for part in (model.members, model.agents):
            bind(part, "advice", self._on_inspector_advice)

    @property
    def open_thread(self) -> ThreadModel | None:
        return self._model.open_thread

    def open(self, thing: str, _inner: str = "") -> None:
        """A club's id, "new" and "browse" for the dialogs, "" for the room."""
        if thing == "new":
            self.create_club()
        elif thing == "browse":
            self.browse()
        else:
            self._model.open(thing)

    def create_club(self) -> None:
        CreateView(self._model.clubs, self).open()

    def browse(self) -> None:
        BrowseView(self._model.clubs, self._themes, self).open()

    def _build_side(self) -> QWidget:
        side = frame("side")
        layout = column(side, 0, 0)
        header = Header(self.tr("Clubs"))
        for name, text, icon, act in (
            ("browse_button", self.tr("Find a club"), "browse", self.browse),
            ("create_button", self.tr("New club"), "add", self.create_club),
        ):
            tool = QToolButton()
            tool.setObjectName(name)
            tool.setAccessibleName(text)
            tool.setToolTip(text)
            dress(tool, icon, self._themes)
            tool.clicked.connect(act)
            header.add(tool)
        layout.addWidget(header)
        self._error = ErrorStrip(name="clubs_error")
        self._error.retry_requested.connect(self._model.clubs.load)
        layout.addWidget(self._error)
        layout.addSpacing(6)
        entries = self._model.clubs.entries
        self._list = EntryList("club_list", self.tr("My clubs"), entries, self._themes)
        self._list.chosen.connect(self._model.visit)
        self._bindings.listen(entries.modelReset, self._select)
        layout.addWidget(self._list, 1)
        return side

    def _build_none(self) -> QWidget:
        page = frame("pane")
        layout = column(page, 0, 0)
        self._start = button(self.tr("Create a club"), "empty_create", "primary")
        self._start.clicked.connect(self.create_club)
        self._empty = Empty("", "", self._start)
        layout.addWidget(self._empty)
        return page

    def _build_inspector(self) -> QWidget:
        pane = frame("side", "inspector")
        layout = column(pane, 0, 0)
        header = Header(self.tr("In this club"))
        more = QToolButton()
        more.setObjectName("club_menu")
        more.setText("…")
        more.setAccessibleName(self.tr("More about this club"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        leave = menu.addAction(self.tr("Leave the club"))
        leave.setObjectName("leave_club")
        leave.triggered.connect(self._model.leave)
        menu.aboutToShow.connect(lambda: leave.setEnabled(self._model.may_leave))
        more.setMenu(menu)
        header.add(more)
        layout.addWidget(header)
        self._inspector_error = ErrorStrip(name="inspector_error")
        self._inspector_error.retry_requested.connect(self._reload_inspector)
        layout.addWidget(self._inspector_error)
        layout.addSpacing(12)
        self._agents = AgentsSection(self._model, self._themes)
        layout.addWidget(self._agents)
        members = EntryList(
            "member_list", self.tr("Members"), self._model.members.entries, self._themes
        )
        layout.addWidget(_section(self.tr("Members")))
        layout.addWidget(members, 1)
        return pane

    def _on_inspector_advice(self, _advice: object) -> None:
        self._inspector_error.show_advice(self._model.members.advice or self._model.agents.advice)

    def _reload_inspector(self) -> None:
        self._model.members.reload()
        self._model.agents.reload()

    def _on_phase(self, phase: Phase) -> None:
        self._empty.setVisible(phase in (Phase.EMPTY, Phase.READY))
        if phase is Phase.READY:
            self._empty.set_texts(
                self.tr("Choose a club"), self.tr("Your clubs are on the left, or start another.")
            )
        else:
            self._empty.set_texts(
                self.tr("No club yet"),
                self.tr("A club is a room where people talk, and ask agents that know things."),
            )

    def _on_inspector(self, shown: bool) -> None:
        self._wants_inspector = shown
        self._panes.toggle_inspector(shown and self._model.open_thread is not None)

    def _on_thread(self, thread: ThreadModel | None) -> None:
        self._main.setCurrentWidget(self._thread if thread is not None else self._none)
        self._thread.show_thread(thread)
        self._panes.show_inspector(self._wants_inspector and thread is not None)
        self._select()

    def _select(self) -> None:
        thread = self._model.open_thread
        self._list.select("" if thread is None else thread.community_id)


def _section(text: str) -> QWidget:
    made = label(text, "section")
    made.setContentsMargins(16, 0, 16, 4)
    return made
