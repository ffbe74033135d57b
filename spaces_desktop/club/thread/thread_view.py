"""A club's thread on the screen: its header, its messages, and the composer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from spaces_desktop.chat.thread_view import ThreadPane
from spaces_desktop.club.clubs import ClubsModel
from spaces_desktop.club.thread.acts_view import ClubActs
from spaces_desktop.club.thread.catch_up_view import CatchUpBar
from spaces_desktop.club.thread.empty_view import EmptyThread
from spaces_desktop.club.thread.model import ClubThread
from spaces_desktop.club.thread.verbs import quick
from spaces_desktop.communities.renew_view import RanOutCard
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import Header, column
from spaces_desktop.widgets.theme import Themes

SAID_MS = 5000


class ThreadView(QWidget):
    inspector_toggled = Signal(bool)

    def __init__(self, model: ClubsModel, themes: Themes) -> None:
        super().__init__()
        self._model = model
        self._thread: ClubThread | None = None
        self._of_thread = Bindings()
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        self.header = Header()
        self._inspect = QToolButton()
        self._inspect.setObjectName("toggle_inspector")
        self._inspect.setAccessibleName(self.tr("Members and agents"))
        self._inspect.setToolTip(self.tr("Members and agents"))
        self._inspect.setCheckable(True)
        self._inspect.setChecked(True)
        dress(self._inspect, "panel", themes)
        self._inspect.clicked.connect(self.inspector_toggled)
        self.header.add(self._inspect)
        layout.addWidget(self.header)
        self.empty = EmptyThread(themes)
        self._catch_up = CatchUpBar(themes)
        self._ran_out = QWidget()
        around = column(self._ran_out, 16, 0)
        around.addWidget(RanOutCard(model.paying.renewal))
        around.addStretch(1)
        pane = self.pane = ThreadPane(
            themes,
            self.empty,
            lambda writing, window: ClubActs(model, writing, window, themes),
            above=(self._catch_up, self._ran_out),
        )
        self.list, self.composer, self.writing = pane.list, pane.composer, pane.writing
        pane.list.set_quick(lambda: quick(model.recent_emoji))
        layout.addWidget(pane, 1)
        self._catch_up.wanted.connect(self._on_catch_up)
        self._catch_up.dropped.connect(self._on_catch_up_dropped)
        self._bindings.listen(model.agents.linked_changed, self._on_agents)
        self._bindings.listen(model.agents.loaded, self._on_agents)
        self._bindings.listen(model.paying.changed, self._on_agents)
        self._bindings.bind(model.paying.renewal, "expired", self._on_ran_out)
        self._bindings.listen(model.members.entries.modelReset, self._on_agents)
        self._bindings.listen(model.clubs.community_changed, self._on_club_changed)

    def show_inspector_state(self, shown: bool) -> None:
        """Whether the inspector is on the screen, which also depends on the room there is."""
        self._inspect.setChecked(shown)

    def show_thread(self, thread: ClubThread | None) -> None:
        """Bind to another club's thread."""
        self._of_thread.release()
        self._thread = thread
        self.composer.set_people(None)
        self.pane.show_thread(thread)
        if thread is None:
            return
        self._show_header()
        self._on_agents()
        self._of_thread.bind(thread.unread, "missed", self._catch_up.show_missed)

    def _show_header(self) -> None:
        club = self._model.current
        if club is not None:
            self.header.set_texts(club.name, " ".join(club.description.split()))

    def _on_club_changed(self, community_id: str) -> None:
        if self._thread is not None and community_id == self._thread.community_id:
            self._show_header()

    def _on_ran_out(self, held: object) -> None:
        """What is not paid for is not shown; what is written stays in the composer."""
        self._ran_out.setVisible(held is not None)
        self.pane.states.setVisible(held is None)

    def _on_agents(self, _linked: object = None) -> None:
        people = self._model.addressees
        self.composer.set_people(people)
        agents = [one for one in people or () if one.kind == "agent"]
        cheapest = next((one for one in agents if not one.price), agents[0] if agents else None)
        self._catch_up.show_agent(cheapest)
        names = [one.name for one in agents]
        self.empty.show_club(names, is_staff=self._model.may_add_agents)

    def _on_catch_up(self, agent_id: str) -> None:
        if self._thread is not None:
            self._thread.catch_up(agent_id)
            self.list.go_to_newest()

    def _on_catch_up_dropped(self) -> None:
        if self._thread is not None:
            self._thread.unread.missed = 0
