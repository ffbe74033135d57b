"""The agents of the open club in its inspector, and what may be done with each of them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from spaces_desktop.agents.editor_view import EditorView
from spaces_desktop.agents.link_view import LinkView
from spaces_desktop.agents.view import NewAgentView
from spaces_desktop.club.clubs import ClubsModel
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.dialogs import Dialog, ask_first
from spaces_desktop.widgets.entries import ENTRY, Entry
from spaces_desktop.widgets.entry_list import EntryList
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import button, column, label, line
from spaces_desktop.widgets.theme import Themes

MOST_SHOWN = 5


class AgentsSection(QWidget):
    dialog_left = Signal()
    """One of its dialogs was closed."""

    def __init__(self, model: ClubsModel, themes: Themes) -> None:
        super().__init__()
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        head = line()
        head.setContentsMargins(16, 0, 12, 0)
        head.addWidget(label(self.tr("Agents"), "section"), 1)
        self._more = tool("agent_menu", self.tr("Edit or remove an agent"), "more", themes)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._more)
        menu.aboutToShow.connect(lambda: self._offer_all(menu))
        self._more.setMenu(menu)
        head.addWidget(self._more)
        layout.addLayout(head)
        none = self.tr("None yet. An agent answers questions from the files you give it.")
        self._none = label(none, "small", wrap=True)
        self._none.setContentsMargins(16, 4, 16, 4)
        layout.addWidget(self._none)
        self._list = EntryList("agent_list", self.tr("Agents"), model.agents.entries, themes)
        self._list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._on_context)
        self._list.activated.connect(lambda _at: self._on_context(QPoint(-1, -1)))
        self._list.has_menu = self._may_change
        layout.addWidget(self._list)
        self._add = button(self.tr("Add an agent"), "add_agent", "link")
        dress(self._add, "add", themes, "accent")
        self._add.clicked.connect(self.add)
        holder = line()
        holder.setContentsMargins(8, 4, 8, 12)
        holder.addWidget(self._add, 1)
        layout.addLayout(holder)
        self._bindings.bind(model.agents, "linked", self._on_changed)
        self._bindings.bind(model, "open_thread", self._on_changed)

    def add(self) -> None:
        self._open(NewAgentView(self._model.new_agent(), self._themes, self))

    def edit(self, agent_id: str) -> None:
        made = EditorView(self._model.editor(agent_id), self._model.club_names, self._themes, self)
        made.jump_wanted.connect(self._model.go_to)
        self._open(made)

    def edit_link(self, agent_id: str) -> None:
        made = self._model.link_of(agent_id)
        if made is not None:
            self._open(LinkView(made, self))

    def _open(self, dialog: Dialog) -> None:
        dialog.finished.connect(lambda _result: self.dialog_left.emit())
        dialog.open()

    def remove(self, agent_id: str) -> None:
        """Ask first, then take it out of the club."""
        known = self._model.agents.get(agent_id)
        if known is None:
            return
        title = self.tr("Remove {name} from this club?").format(name=known.agent.name)
        ask_first(
            self,
            "remove_agent",
            title,
            self.tr("Nobody will be able to ask it here. Its replies stay in the club."),
            (self.tr("Remove"), self.tr("Keep it")),
            lambda: self._model.agents.unlink(agent_id),
        )

    def menu_of(self, agent_id: str, menu: QMenu) -> QMenu:
        """Put what one may do with that agent into the menu."""
        if self._model.may_edit_agent(agent_id):
            edit = menu.addAction(self.tr("Edit"))
            edit.setObjectName("edit_agent")
            edit.triggered.connect(lambda: self.edit(agent_id))
        if self._model.may_add_agents:
            reads = menu.addAction(self.tr("Price and reading…"))
            reads.setObjectName("edit_link_action")
            reads.triggered.connect(lambda: self.edit_link(agent_id))
            remove = menu.addAction(self.tr("Remove from this club"))
            remove.setObjectName("remove_agent_action")
            remove.triggered.connect(lambda: self.remove(agent_id))
        return menu

    def _offer_all(self, menu: QMenu) -> None:
        menu.clear()
        linked = [one for one in self._model.agents.linked if self._may_change(one.agent_id)]
        if len(linked) == 1:
            self.menu_of(linked[0].agent_id, menu)
            return
        for one in linked:
            self.menu_of(one.agent_id, menu.addMenu(one.agent.name.replace("&", "&&")))

    def _on_context(self, at: QPoint) -> None:
        index = self._list.indexAt(at)
        if not index.isValid():
            index = self._list.currentIndex()  # asked for with the keyboard
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry) or not self._may_change(entry.id):
            return
        menu = self.menu_of(entry.id, QMenu(self))
        menu.setObjectName("agent_context_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        shown_at = self._list.visualRect(index).center() if at.x() < 0 else at
        menu.popup(self._list.viewport().mapToGlobal(shown_at))

    def _may_change(self, agent_id: str) -> bool:
        return self._model.may_add_agents or self._model.may_edit_agent(agent_id)

    def _on_changed(self, _it: object) -> None:
        linked = self._model.agents.linked
        self._none.setVisible(not linked)
        self._list.setVisible(bool(linked))
        self._list.setFixedHeight(min(MOST_SHOWN, len(linked)) * self._list.row_height + 2)
        self._more.setVisible(any(self._may_change(one.agent_id) for one in linked))
        self._add.setVisible(self._model.may_add_agents)
