"""One's own spaces at the side, and the ways to more of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.playground.model import PlaygroundsModel
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.entry_list import EntryList
from spaces_desktop.widgets.panes import Empty, Header, button, column
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes


class PlaygroundSide(QFrame):
    gallery_wanted = Signal()
    new_wanted = Signal()
    link_wanted = Signal()
    chosen = Signal(str)
    return_wanted = Signal()
    """Back to the session that goes on while something else is looked at."""

    def __init__(self, model: PlaygroundsModel, themes: Themes) -> None:
        super().__init__()
        self.setProperty("role", "side")
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        header = Header(self.tr("Playgrounds"))
        link = tool("open_space_link", self.tr("Open an invite"), "link", themes)
        link.clicked.connect(self.link_wanted)
        new = tool("new_space", self.tr("New space"), "add", themes)
        new.clicked.connect(self.new_wanted)
        for one in (link, new):
            header.add(one)
        layout.addWidget(header)
        self._gallery = button(self.tr("Gallery"), "space_gallery", "place")
        self._gallery.setCheckable(True)
        self._gallery.clicked.connect(self.gallery_wanted)
        around = column(margin=6)
        around.addWidget(self._gallery)
        self._return = button(self.tr("Return to the session"), "return_to_session", "place")
        self._return.clicked.connect(self.return_wanted)
        self._return.hide()
        around.addWidget(self._return)
        layout.addLayout(around)
        self.list = EntryList("space_list", self.tr("My spaces"), model.own.entries, themes)
        self.list.chosen.connect(self.chosen)
        words = self.tr("Spaces that you make, or are invited to, appear here.")
        none = Empty("", words, picture="playgrounds", themes=themes)
        self._states = StateStack(self.list, themes, none, name="own_spaces")
        self._states.retry_requested.connect(model.own.load)
        layout.addWidget(self._states, 1)
        self._states.follow(self._bindings, model.own)
        self._open = ""
        self._bindings.listen(model.own.entries.modelReset, lambda: self.list.select(self._open))

    def show_place(self, space_id: str, *, in_gallery: bool) -> None:
        """Which space is open, "" for none."""
        self._open = space_id
        self.list.select(space_id)
        self._gallery.setChecked(in_gallery)

    def show_session(self, is_there: bool) -> None:
        self._return.setVisible(is_there)

    def release(self) -> None:
        self._bindings.release()
