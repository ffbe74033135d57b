"""The playgrounds room as a whole: one's own spaces, the gallery, and what a link leads to."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.errors import Code
from embedded_server.contracts.playground import Space
from spaces_desktop.kernel.acting import guarded
from spaces_desktop.kernel.errors import Advice, ApiError
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.playground.api import SpaceCalls
from spaces_desktop.playground.editor.model import EditorModel
from spaces_desktop.playground.gallery import GalleryModel
from spaces_desktop.playground.links import PlayLink, parse_given
from spaces_desktop.playground.own import OwnSpaces
from spaces_desktop.playground.space import SpaceModel
from spaces_desktop.widgets.rooms import Keep

log = logging.getLogger(__name__)


class PlaygroundsModel(QObject):
    form_advice_changed = Signal(object)
    busy_changed = Signal(bool)
    open_changed = Signal(object)
    editing_changed = Signal(object)
    gone = Signal(str)
    """The space that was looked at is deleted, or not to be seen any more."""
    come_in = Signal(str, str)
    """Into a space, and a session of it ("" for none): a link has led there."""

    form_advice = Observed[Advice | None](None)
    """Why a link led nowhere."""
    busy = Observed(False)
    open = Observed[SpaceModel | None](None)
    editing = Observed[EditorModel | None](None)

    def __init__(
        self,
        calls: SpaceCalls,
        live: LiveEvents,
        tasks: Tasks,
        my_id: str,
        keep: Keep,
        shelf: Shelf,
        where: str,
        parent: QObject | None = None,
    ) -> None:
        """`where` is the server that one is signed in to, as links name it."""
        super().__init__(parent)
        self.calls = calls
        self.my_id = my_id
        self._live = live
        self._tasks = tasks
        self._shelf = shelf
        self._where = where
        self.own = OwnSpaces(calls, live, tasks, my_id, keep, self)
        self.gallery = GalleryModel(calls, live, tasks, self)

    def start(self) -> None:
        self.own.load()

    def close(self) -> None:
        self.leave()
        self.own.close()
        self.gallery.close()

    def show(self, space_id: str) -> None:
        """Look at a space."""
        if self.open is not None and self.open.id == space_id:
            self.open.load()
            return
        self.leave()
        made = SpaceModel(space_id, self.calls, self._live, self._tasks, self.my_id, self)
        made.gone.connect(self._on_gone)
        made.space_changed.connect(self._on_space)
        known = self.known(space_id)
        if known is not None:
            made.show(known)
        self.open = made
        made.load()

    def can_edit(self, space_id: str) -> bool:
        space = self._space(space_id)
        return space is not None and space.owner.id == self.my_id

    def edit(self, space_id: str | None) -> None:
        """Change a space that is known, or make a new one."""
        space = None if space_id is None else self._space(space_id)
        now = self.editing
        if now is not None and now.space == space:
            return
        self.leave()
        made = EditorModel(space, self.calls, self._tasks, self._shelf, self)
        made.saved.connect(self._on_saved)
        self.editing = made

    def leave(self) -> None:
        """Look at no space, and at no editor: what was typed there is kept."""
        before = (self.open, self.editing)
        # First those who show them let go, and hand over what is half typed.
        self.open = self.editing = None
        for one in before:
            if one is not None:
                one.close()
                one.deleteLater()

    def _space(self, space_id: str) -> Space | None:
        here = self.open
        if here is not None and here.id == space_id and here.space is not None:
            return here.space
        return self.known(space_id)

    def _on_space(self, space: Space | None) -> None:
        if space is not None and (self.own.get(space.id) or space.owner.id == self.my_id):
            self.own.take(space)
            self.own.look_at(space.id)

    def _on_saved(self, space: Space) -> None:
        self.own.take(space)
        self.own.look_at(space.id)

    def _on_gone(self, space_id: str) -> None:
        self.own.drop(space_id)
        self.gallery.drop(space_id)
        if self.open is not None and self.open.id == space_id:
            self.gone.emit(space_id)

    def known(self, space_id: str) -> Space | None:
        found = self.own.get(space_id)
        shown = (one for one in self.gallery.spaces if one.id == space_id)
        return found or next(shown, None)

    def edited(self) -> None:
        self.form_advice = None

    def follow(self, text: str) -> None:
        """Go where a link, or its bare code, leads; `come_in` tells it, `form_advice` why not."""
        if self.busy:
            return
        found = parse_given(text)
        if found is None:
            words = self.tr("That is not an invite. Paste the whole link you were given.")
            self.form_advice = Advice(words, field="inviteCode")
        elif found.where not in ("", self._where):
            words = self.tr("That link leads to another server, {where}. Sign in there first.")
            self.form_advice = Advice(words.format(where=found.where), field="inviteCode")
        else:
            self.busy = True
            doing = guarded(self, lambda: self._follow(found), log, "link")
            self._tasks.spawn(doing, name="link into a playground", key="playground link")

    async def _follow(self, link: PlayLink) -> None:
        tries: dict[str, Callable[[str], Awaitable[tuple[str, str]]]] = {
            "space": self._accept,
            "play": self._come_in,
        }
        kinds = [link.kind] if link.kind else list(tries)
        for at, kind in enumerate(kinds, start=1):
            try:
                space_id, session_id = await tries[kind](link.code)
            except ApiError as error:
                if error.code is not Code.NOT_FOUND:
                    raise
                if at == len(kinds):
                    words = self.tr("This link is not good any more. Ask for a new one.")
                    self.form_advice = Advice(words, field="inviteCode")
            else:
                self.come_in.emit(space_id, session_id)
                return

    async def _accept(self, code: str) -> tuple[str, str]:
        space = await self.calls.accept_invite(code)
        self.own.take(space)
        return space.id, ""

    async def _come_in(self, code: str) -> tuple[str, str]:
        answer = await self.calls.come_in(code)
        self.own.load()
        return answer.space_id, answer.session_id
