"""One's conversations with brands at the side: the open ones first, with what is new in each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.customer.model import CustomerModel
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.entry_list import EntryList
from spaces_desktop.widgets.panes import Empty, Header, column
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes


class OwnSide(QFrame):
    browse_wanted = Signal()
    service_wanted = Signal()
    """Somebody has a brand of their own to answer for."""

    def __init__(self, model: CustomerModel, themes: Themes) -> None:
        super().__init__()
        self.setProperty("role", "side")
        self._model = model
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        header = Header(self.tr("My questions"))
        find = tool("find_brand", self.tr("Find a brand"), "browse", themes)
        find.clicked.connect(self.browse_wanted)
        header.add(find)
        own = tool("own_service", self.tr("Answer customers of your own brand"), "add", themes)
        own.clicked.connect(self.service_wanted)
        header.add(own)
        layout.addWidget(header)
        self.list = EntryList("own_list", self.tr("My conversations"), model.own.entries, themes)
        self.list.chosen.connect(model.show_one)
        words = self.tr("Brands you write to appear here.")
        none = Empty("", words, picture="support", themes=themes)
        self._states = StateStack(self.list, themes, none, name="own")
        self._states.retry_requested.connect(model.own.load)
        layout.addWidget(self._states, 1)
        self._states.follow(self._bindings, model.own)
        self._bindings.bind(model, "open", lambda _talk: self._select())
        self._bindings.listen(model.own.entries.modelReset, self._select)

    def release(self) -> None:
        self._bindings.release()

    def _select(self) -> None:
        talk = self._model.open
        self.list.select("" if talk is None else talk.id)
