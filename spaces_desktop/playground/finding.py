"""What the playgrounds room tells the shell: what the palette finds here, and what waits there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from spaces_desktop.kernel.phase import Phase
from spaces_desktop.playground.model import PlaygroundsModel
from spaces_desktop.playground.own import live_words
from spaces_desktop.widgets.rooms import Badge, Found, Thing, Visit

KEY = "playground"
NEW, INVITE, PLAY, JOIN = "new", "invite", "play", "join"
"""`new` is the editor of a space that is not there yet; the others are acts of the room: `invite`
and `play` take the code of a link, `join` asks for one."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("playground", text)


def entries(model: PlaygroundsModel, visit: Visit) -> list[Found]:
    """Spaces of one's own, others seen in the gallery, and acts."""

    def going(thing: str, inner: str = "") -> Callable[[], None]:
        return lambda: visit(KEY, thing, inner)

    found = [
        Found(
            id=f"{KEY}/{NEW}",
            title=_tr("Create a space"),
            act=going(NEW),
            also=_tr("playground whiteboard quiz video"),
        ),
        Found(id=f"{KEY}/{JOIN}", title=_tr("Open an invite to a space"), act=going(JOIN)),
        Found(id=f"{KEY}/gallery", title=_tr("Gallery of playgrounds"), act=going("")),
    ]
    mine = {one.id for one in model.own.spaces}
    others = [one for one in model.gallery.spaces if one.id not in mine]
    for one in (*model.own.spaces, *others):
        found.append(
            Found(
                id=f"{KEY}/{one.id}",
                title=one.name,
                act=going(one.id),
                kind="place",
                detail=live_words(one.live_session_count),
                also=" ".join((one.category or "", *one.tags)),
                is_mine=one.id in mine,
            )
        )
    return found


def about(model: PlaygroundsModel, space_id: str) -> Thing | None:
    one = model.known(space_id)
    return None if one is None else Thing(one.name)


class PlaygroundsBadge(Badge):
    """Spaces of one's own where somebody has begun a session."""

    def __init__(self, model: PlaygroundsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        model.own.counted.connect(self._recount)
        model.own.phase_changed.connect(lambda _phase: self._recount())
        self._recount()

    def _recount(self) -> None:
        self.count = self._model.own.news
        self.is_filled = self._model.own.phase in (Phase.EMPTY, Phase.READY)
        self.filled.emit()
