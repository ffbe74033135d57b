"""The page of one's own agents: what each was asked, and the way into each."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu

from spaces_desktop.agents.library import LibraryModel
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.entries import ENTRY, Entry
from spaces_desktop.widgets.entry_list import EntryList
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import Empty, Header, column, line
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

READABLE = 760


class LibraryView(QFrame):
    edit_wanted = Signal(str)

    def __init__(self, model: LibraryModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("my_agents_page")
        self.setProperty("role", "pane")
        self._model = model
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        words = self.tr("They answer in the clubs you have added them to.")
        layout.addWidget(Header(self.tr("My agents"), words))
        error = ErrorStrip(name="library_act_error")
        self._list = EntryList("my_agent_list", self.tr("My agents"), model.entries, themes)
        self._list.chosen.connect(self.edit_wanted)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._on_context)
        none = Empty(
            self.tr("No agents yet"),
            self.tr("Add one in any of your clubs. It answers from the files you give it."),
            picture="agent",
            themes=themes,
        )
        states = StateStack(self._list, themes, none, name="library")
        states.setMaximumWidth(READABLE)
        states.retry_requested.connect(model.open)
        row = line()
        row.setContentsMargins(8, 8, 8, 8)
        row.addWidget(states, 1)
        row.addStretch()
        layout.addWidget(error)
        layout.addLayout(row, 1)
        bind = self._bindings.bind
        states.follow(self._bindings, model)
        bind(model, "act_advice", error.show_advice)

    def menu_of(self, agent_id: str, menu: QMenu) -> QMenu:
        """Put what one may do with an agent into the menu."""
        edit = menu.addAction(self.tr("Edit"))
        edit.setObjectName("library_edit")
        edit.triggered.connect(lambda _on=False: self.edit_wanted.emit(agent_id))
        delete = menu.addAction(self.tr("Delete…"))
        delete.setObjectName("library_delete")
        delete.triggered.connect(lambda _on=False: self._ask_delete(agent_id))
        return menu

    def _on_context(self, at: QPoint) -> None:
        index = self._list.indexAt(at)
        if not index.isValid():
            index = self._list.currentIndex()  # asked for with the keyboard
        entry = index.data(ENTRY)
        if isinstance(entry, Entry):
            menu = self.menu_of(entry.id, QMenu(self))
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self._list.viewport().mapToGlobal(at))

    def _ask_delete(self, agent_id: str) -> None:
        agent = self._model.get(agent_id)
        if agent is None:
            return
        ask_first(
            self,
            "delete_agent",
            self.tr("Delete {name}?").format(name=agent.name),
            self.tr("It is removed from all clubs and its knowledge is deleted. Its replies stay."),
            (self.tr("Delete"), self.tr("Keep it")),
            lambda: self._model.delete(agent_id),
        )
