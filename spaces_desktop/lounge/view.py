"""The lounges room: one's lounges at the side, and the page of the open one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from spaces_desktop.chat.acts_view import RecentEmoji
from spaces_desktop.communities.pages_view import PageKind
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.lounge.browse_view import LoungesBrowseView
from spaces_desktop.lounge.create_view import CreateLoungeView
from spaces_desktop.lounge.list_view import LoungeSide
from spaces_desktop.lounge.lounge import Lounge
from spaces_desktop.lounge.model import LoungesModel
from spaces_desktop.lounge.page_view import TALK, LoungePage
from spaces_desktop.widgets.panes import Empty, ThreePanes, button, column, frame
from spaces_desktop.widgets.theme import Themes


class LoungesView(QWidget):
    other_wanted = Signal(str, str)
    """A community of that kind is to be made instead; with the name as typed."""
    place_wanted = Signal(str, str)
    """A lounge, and a tab of it ("" for Talk), that somebody chose."""

    def __init__(
        self,
        model: LoungesModel,
        themes: Themes,
        emoji: RecentEmoji,
        kinds: Sequence[PageKind] = (),
    ) -> None:
        super().__init__()
        self.setObjectName("lounges")
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        self._inner = ""
        self.side = LoungeSide(model, themes)
        self.side.browse_wanted.connect(self.browse)
        self.side.create_wanted.connect(self.create_lounge)
        self.page = LoungePage(themes, emoji, kinds, model.renewal)
        self.page.tab_wanted.connect(self._on_tab)
        self._none = self._build_none(themes)
        self._main = QStackedWidget()
        for page in (self._none, self.page):
            self._main.addWidget(page)
        column(self, 0, 0).addWidget(ThreePanes(self.side, self._main))
        bind = self._bindings.bind
        bind(model, "open", self._on_open)
        bind(model, "farewell", lambda _it: self._on_phase())
        bind(model.lounges, "phase", lambda _phase: self._on_phase())

    def release(self) -> None:
        self._bindings.release()
        self.side.release()
        self.page.release()

    def open(self, thing: str, inner: str = "") -> None:
        """A lounge's id, "new" and "browse" for the dialogs, "" for the room; `inner` is a tab of
        the lounge, or a message of the talk."""
        if thing == "new":
            self.create_lounge(inner)
        elif thing == "browse":
            self.browse(inner)
        else:
            self._model.show(thing)
            self._open_inner(inner)

    def browse(self, invite: str = "") -> None:
        """Find a lounge; with the code of an invite, that one is tried at once."""
        view = LoungesBrowseView(self._model.browsing, self._model.lounges, self._themes, self)
        view.open()
        if invite:
            view.use_invite(invite)

    def create_lounge(self, name: str = "") -> None:
        made = CreateLoungeView(self._model.lounges, self._themes, self, name)
        made.other_wanted.connect(self.other_wanted)
        made.open()

    def _open_inner(self, inner: str) -> None:
        here = self._model.open
        if here is None:
            return
        if self.page.has_tab(inner) or not inner:
            self.page.show_tab(inner)
            return
        self.page.show_tab(TALK)
        if here.talk is not None:
            here.talk.thread_model.jump_to(inner)

    def _on_tab(self, key: str) -> None:
        here = self._model.open
        if here is not None:
            self.page.show_tab(key)
            self.place_wanted.emit(here.id, "" if key == TALK else key)

    def _on_open(self, lounge: Lounge | None) -> None:
        self.page.show_lounge(lounge)
        self._main.setCurrentWidget(self._none if lounge is None else self.page)

    def _build_none(self, themes: Themes) -> QWidget:
        page = frame("pane")
        find = button(self.tr("Find a lounge"), "empty_find_lounge", "primary")
        find.clicked.connect(lambda: self.browse())
        self._empty = Empty("", "", find, picture="lounges", themes=themes)
        column(page, 0, 0).addWidget(self._empty)
        return page

    def _on_phase(self) -> None:
        phase, farewell = self._model.lounges.phase, self._model.farewell
        self._empty.setVisible(phase in (Phase.EMPTY, Phase.READY))
        if farewell is not None:
            self._empty.set_texts(farewell.title, farewell.text)
        elif phase is Phase.READY:
            self._empty.set_texts(
                self.tr("Choose a lounge"),
                self.tr("Pick one on the left, or find another one."),
            )
        else:
            self._empty.set_texts(
                self.tr("No lounges yet"),
                self.tr(
                    "In a lounge you talk with a creator’s AI. It answers in the creator’s voice."
                ),
            )
