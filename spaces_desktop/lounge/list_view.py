"""One's lounges at the side, the ones talked in last first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.lounge.model import LoungesModel
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.entry_list import EntryList
from spaces_desktop.widgets.panes import Empty, Header, column
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes


class LoungeSide(QFrame):
    browse_wanted = Signal()
    create_wanted = Signal()

    def __init__(self, model: LoungesModel, themes: Themes) -> None:
        super().__init__()
        self.setProperty("role", "side")
        self._model = model
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        header = Header(self.tr("Lounges"))
        find = tool("browse_lounges", self.tr("Find a lounge"), "browse", themes)
        find.clicked.connect(self.browse_wanted)
        new = tool("create_lounge_button", self.tr("New lounge"), "add", themes)
        new.clicked.connect(self.create_wanted)
        for one in (find, new):
            header.add(one)
        layout.addWidget(header)
        self.list = EntryList("lounge_list", self.tr("My lounges"), model.entries, themes)
        self.list.chosen.connect(model.visit)
        words = self.tr("Lounges you talk in appear here.")
        none = Empty("", words, picture="lounges", themes=themes)
        self._states = StateStack(self.list, themes, none, name="lounges")
        self._states.retry_requested.connect(model.lounges.load)
        layout.addWidget(self._states, 1)
        self._states.follow(self._bindings, model.lounges)
        self._bindings.bind(model, "open", lambda _lounge: self._select())
        self._bindings.listen(model.entries.modelReset, self._select)

    def release(self) -> None:
        self._bindings.release()

    def _select(self) -> None:
        here = self._model.open
        self.list.select("" if here is None else here.id)
