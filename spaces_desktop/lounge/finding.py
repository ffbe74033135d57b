"""What the lounges room tells the shell: what the palette finds here, and what waits there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import UnsetType
from PySide6.QtCore import QCoreApplication, QObject

from spaces_desktop.communities.pages_view import PageKind
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.lounge.model import LoungesModel
from spaces_desktop.widgets.rooms import Badge, Found, Thing, Visit

KEY = "lounges"
NEW, BROWSE = "new", "browse"
"""Acts of the room: dialogs open."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("lounge", text)


def entries(model: LoungesModel, kinds: Sequence[PageKind], visit: Visit) -> list[Found]:
    """Lounges of one's own, others seen, the tabs of the open one, and acts."""

    def going(thing: str, inner: str = "") -> Callable[[], None]:
        return lambda: visit(KEY, thing, inner)

    found = [
        Found(id="lounges/new", title=_tr("Create a lounge"), act=going(NEW), also=_tr("voice")),
        Found(id="lounges/browse", title=_tr("Find a lounge"), act=going(BROWSE)),
    ]
    for one in model.entries.entries:
        unread = model.chats.unread(one.id)
        found.append(
            Found(
                id=f"{KEY}/{one.id}",
                title=one.title,
                act=going(one.id),
                kind="community",
                detail=one.detail,
                is_mine=True,
                count=unread,
                mentions=unread,
            )
        )
    for one in model.browsing.entries.entries:
        if not model.lounges.is_member(one.id):
            found.append(
                Found(
                    id=f"{KEY}/{one.id}",
                    title=one.title,
                    act=going(one.id),
                    kind="community",
                    detail=one.detail,
                )
            )
    here = None if model.open is None else model.open.community
    if here is not None:
        found += [
            Found(
                id=f"{KEY}/{here.id}/{kind.key}",
                title=kind.title,
                act=going(here.id, kind.key),
                kind="place",
                detail=here.name,
            )
            for kind in kinds
            if kind.may(here)
        ]
    return found


def about(model: LoungesModel, community_id: str) -> Thing | None:
    one = model.lounges.get(community_id)
    if one is None:
        return None
    level = None if one.membership is None else one.membership.notifications
    return Thing(one.name, "all" if level is None or isinstance(level, UnsetType) else level)


class LoungesBadge(Badge):
    """Words of AIs that were not heard or read yet, where one wanted to be told of them."""

    def __init__(self, model: LoungesModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        model.counted.connect(self._recount)
        model.lounges.phase_changed.connect(lambda _phase: self._recount())
        self._recount()

    def _recount(self) -> None:
        self.count = self._model.unread
        self.names_me = self.count > 0
        self.is_filled = self._model.lounges.phase in (Phase.EMPTY, Phase.READY)
        self.filled.emit()
