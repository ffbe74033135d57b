"""The playgrounds room: one's own spaces at the side, and the gallery, a space or a session."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.playground.finding import INVITE, JOIN, KEY, NEW, PLAY
from spaces_desktop.playground.link_view import LinkView
from spaces_desktop.playground.list_view import PlaygroundSide
from spaces_desktop.playground.model import PlaygroundsModel
from spaces_desktop.playground.session.view import SessionPane
from spaces_desktop.widgets.panes import Empty, ThreePanes, column, frame
from spaces_desktop.widgets.rooms import Visit
from spaces_desktop.widgets.theme import Themes

MakeSession = Callable[[str, str], SessionPane]


class PlaygroundsView(QWidget):
    def __init__(
        self, model: PlaygroundsModel, themes: Themes, visit: Visit, make_session: MakeSession
    ) -> None:
        super().__init__()
        self.setObjectName("playground")
        self._model = model
        self._themes = themes
        self._visit = visit
        self._make_session = make_session
        self._session: SessionPane | None = None
        self._bindings = Bindings()
        self.side = PlaygroundSide(model, themes)
        self.side.gallery_wanted.connect(lambda: visit(KEY))
        self.side.new_wanted.connect(lambda: visit(KEY, NEW))
        self.side.link_wanted.connect(lambda: visit(KEY, JOIN))
        self.side.chosen.connect(lambda space_id: visit(KEY, space_id))
        self._main = QStackedWidget()
        self._gallery = frame("pane")
        column(self._gallery).addWidget(Empty(self.tr("Gallery"), ""))
        self._main.addWidget(self._gallery)
        column(self, 0, 0).addWidget(ThreePanes(self.side, self._main))
        self._bindings.listen(model.come_in, self._on_come_in)

    def release(self) -> None:
        self._bindings.release()
        self.side.release()
        self._drop_session()

    def open(self, thing: str, inner: str = "") -> None:
        """ "" for the gallery, an act of the room with the code of a link, or a space's id; `inner`
        is then one of its sessions, or "edit"."""
        if thing in (INVITE, PLAY, JOIN):
            self._follow(thing, inner)
            return
        self.side.show_place("" if thing == NEW else thing, in_gallery=not thing)
        if thing and inner:
            self._show_session(thing, inner)
        else:
            self._main.setCurrentWidget(self._gallery)

    def _show_session(self, space_id: str, session_id: str) -> None:
        now = self._session
        if now is None or (now.space_id, now.session_id) != (space_id, session_id):
            self._drop_session()
            now = self._session = self._make_session(space_id, session_id)
            now.left.connect(self._on_left)
            self._main.addWidget(now)
        self._main.setCurrentWidget(now)
        self._model.own.look_at(space_id)

    def _drop_session(self) -> None:
        if self._session is not None:
            gone, self._session = self._session, None
            gone.release()
            self._main.removeWidget(gone)
            gone.deleteLater()

    def _on_left(self) -> None:
        if self._session is not None:
            space_id = self._session.space_id
            was_shown = self._main.currentWidget() is self._session
            self._drop_session()
            if was_shown:
                self._visit(KEY, space_id)

    def _follow(self, act: str, code: str) -> None:
        shown = LinkView(self._model, self)
        shown.open()
        if code:
            kind = {INVITE: "space", PLAY: "play"}.get(act, "")
            shown.use(f"spaces://{kind}/{code}" if kind else code)

    def _on_come_in(self, space_id: str, session_id: str) -> None:
        self._visit(KEY, space_id, session_id)
