"""The playgrounds room: one's own spaces at the side, and the gallery, a space or a session."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.playground.editor.model import EditorModel
from spaces_desktop.playground.editor.preview_view import ShowPage
from spaces_desktop.playground.editor.view import EditorView
from spaces_desktop.playground.finding import INVITE, JOIN, KEY, NEW, PLAY
from spaces_desktop.playground.gallery_view import GalleryView
from spaces_desktop.playground.link_view import LinkView
from spaces_desktop.playground.list_view import PlaygroundSide
from spaces_desktop.playground.model import PlaygroundsModel
from spaces_desktop.playground.session.view import SessionPane
from spaces_desktop.playground.space import SpaceModel
from spaces_desktop.playground.space_view import SpaceView
from spaces_desktop.widgets.panes import ThreePanes, column
from spaces_desktop.widgets.rooms import Shortcut, Visit
from spaces_desktop.widgets.theme import Themes

MakeSession = Callable[[str, str], SessionPane]
EDIT = "edit"


class PlaygroundsView(QWidget):
    def __init__(
        self,
        model: PlaygroundsModel,
        themes: Themes,
        visit: Visit,
        make_session: MakeSession,
        show_page: ShowPage | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("playground")
        self._model = model
        self._themes = themes
        self._visit = visit
        self._make_session = make_session
        self._show_page_of = show_page
        self._session: SessionPane | None = None
        self._page: SpaceView | EditorView | None = None
        self._bindings = Bindings()
        self.side = PlaygroundSide(model, themes)
        self.side.gallery_wanted.connect(lambda: visit(KEY))
        self.side.new_wanted.connect(lambda: visit(KEY, NEW))
        self.side.link_wanted.connect(lambda: visit(KEY, JOIN))
        self.side.chosen.connect(lambda space_id: visit(KEY, space_id))
        self.side.return_wanted.connect(self._return)
        self.gallery = GalleryView(model.gallery, themes)
        self.gallery.space_wanted.connect(lambda space_id: visit(KEY, space_id))
        self.gallery.new_wanted.connect(lambda: visit(KEY, NEW))
        self._main = QStackedWidget()
        self._main.addWidget(self.gallery)
        column(self, 0, 0).addWidget(ThreePanes(self.side, self._main))
        self._bindings.listen(model.come_in, lambda space, session: visit(KEY, space, session))
        self._bindings.bind(model, "open", self._on_open)
        self._bindings.bind(model, "editing", self._on_editing)
        self._bindings.listen(model.gone, lambda _space: self._on_gone())

    def release(self) -> None:
        self._bindings.release()
        self.side.release()
        self.gallery.release()
        self._drop_page()
        self._drop_session()

    def shortcuts(self) -> tuple[Shortcut, ...]:
        group = self.tr("Playgrounds")
        acts = (
            ("playground_search", "Ctrl+F", self.tr("Search the gallery"), self.search),
            ("playground_new", "Ctrl+N", self.tr("Create a space"), lambda: self._visit(KEY, NEW)),
        )
        return tuple(
            Shortcut(id=name, keys=(keys,), words=words, group=group, act=act)
            for name, keys, words, act in acts
        )

    def search(self) -> None:
        self._visit(KEY)
        self.gallery.search()

    def open(self, thing: str, inner: str = "") -> None:
        """ "" for the gallery, "new" for the editor, an act of the room with the code of a link, or
        a space's id; `inner` is then one of its sessions, or "edit"."""
        if thing in (INVITE, PLAY, JOIN):
            self._follow(thing, inner)
            return
        self.side.show_place("" if thing == NEW else thing, in_gallery=not thing)
        if not thing:
            self._model.leave()
            self._model.gallery.begin()
            self._main.setCurrentWidget(self.gallery)
        elif thing == NEW:
            self._model.edit(None)
        elif inner == EDIT and self._model.can_edit(thing):
            self._model.edit(thing)
        elif inner and inner != EDIT:
            self._show_session(thing, inner)
        else:
            self._model.show(thing)

    def _on_open(self, space: SpaceModel | None) -> None:
        if space is None:
            self._drop_page()
            return
        page = SpaceView(space, self._themes)
        page.session_wanted.connect(lambda session: self._visit(KEY, space.id, session))
        page.edit_wanted.connect(lambda: self._visit(KEY, space.id, EDIT))
        page.tag_wanted.connect(self._on_tag)
        self._show_page(page)

    def _on_editing(self, editor: EditorModel | None) -> None:
        if editor is None:
            self._drop_page()
            return
        # What a session's page may reach is not to change under it.
        show_page = None if self._session is not None else self._show_page_of
        page = EditorView(editor, self._themes, self._model.gallery.categories, show_page)
        page.closed.connect(self._on_discarded)
        editor.saved.connect(lambda space: self._visit(KEY, space.id))
        self._show_page(page)

    def _show_page(self, page: SpaceView | EditorView) -> None:
        self._drop_page()
        self._page = page
        self._main.addWidget(page)
        self._main.setCurrentWidget(page)

    def _drop_page(self) -> None:
        if self._page is not None:
            gone, self._page = self._page, None
            gone.release()
            self._main.removeWidget(gone)
            gone.deleteLater()

    def _on_tag(self, tag: str) -> None:
        self._model.gallery.clear()
        self._model.gallery.choose_tag(tag)
        self._visit(KEY)

    def _on_discarded(self) -> None:
        editor = self._model.editing
        space = None if editor is None else editor.space
        self._visit(KEY, "" if space is None else space.id)

    def _on_gone(self) -> None:
        """What was looked at is not there any more."""
        self._visit(KEY)

    def _show_session(self, space_id: str, session_id: str) -> None:
        now = self._session
        if now is None or (now.space_id, now.session_id) != (space_id, session_id):
            self._drop_session()
            now = self._session = self._make_session(space_id, session_id)
            now.left.connect(self._on_left)
            self._main.addWidget(now)
        self._main.setCurrentWidget(now)
        self._model.own.look_at(space_id)
        self.side.show_session(True)

    def _return(self) -> None:
        if self._session is not None:
            self._visit(KEY, self._session.space_id, self._session.session_id)

    def _drop_session(self) -> None:
        if self._session is not None:
            gone, self._session = self._session, None
            gone.release()
            self._main.removeWidget(gone)
            gone.deleteLater()
            self.side.show_session(False)

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
