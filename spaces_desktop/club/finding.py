"""What the clubs room tells the shell: what the palette finds here, and what waits to be read."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import UnsetType
from PySide6.QtCore import QCoreApplication, QObject

from embedded_server.contracts.communities import Community, Membership, NotificationLevel
from spaces_desktop.club.clubs import MENTIONS, MY_AGENTS, ClubsModel
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.communities.own import entry_of
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.widgets.entries import Entry
from spaces_desktop.widgets.rooms import Badge, Found, Thing, Visit

KEY = "clubs"


def _tr(text: str) -> str:
    return QCoreApplication.translate("clubs", text)


def entries(model: ClubsModel, visit: Visit) -> list[Found]:
    """All that can be gone to here: clubs of one's own, others seen, people, agents, and acts."""

    def going(thing: str, inner: str = "") -> Callable[[], None]:
        return lambda: visit(KEY, thing, inner)

    found = [
        Found(id="clubs/new", title=_tr("Create a club"), act=going("new"), also=_tr("new")),
        Found(id="clubs/browse", title=_tr("Find a club to join"), act=going("browse")),
        Found(id="clubs/mentions", title=_tr("Mentions"), act=going(MENTIONS), kind="place"),
        Found(id="clubs/agents", title=_tr("My agents"), act=going(MY_AGENTS), kind="place"),
    ]
    for club in model.clubs.mine:
        found.append(_club(entry_of(club), going(club.id), club))
    for one in model.browsing.entries.entries:
        if not model.clubs.is_member(one.id):
            found.append(_club(one, going("browse")))
    current = model.current
    if current is not None:
        here = _tr("in {club}").format(club=current.name)
        for one in model.members.entries.entries:
            act = going(current.id, f"person/{one.id}")
            found.append(
                Found(id=f"person/{one.id}", title=one.title, act=act, kind="person", detail=here)
            )
        for one in model.agents.entries.entries:
            act = going(current.id, f"agent/{one.id}")
            found.append(
                Found(id=f"agent/{one.id}", title=one.title, act=act, kind="agent", detail=here)
            )
    return found


def _club(one: Entry, act: Callable[[], None], mine: Community | None = None) -> Found:
    membership = None if mine is None else mine.membership
    count, mentions = _waiting(membership)
    return Found(
        id=f"{KEY}/{one.id}",
        title=one.title,
        act=act,
        kind="community",
        detail=one.detail,
        is_mine=membership is not None,
        count=count,
        mentions=mentions,
    )


def about(clubs: CommunitiesModel, community_id: str) -> Thing | None:
    pages = {MENTIONS: _tr("Mentions"), MY_AGENTS: _tr("My agents")}
    if community_id in pages:
        return Thing(pages[community_id])
    club = clubs.get(community_id)
    return None if club is None else Thing(club.name, _level(club.membership))


class ClubsBadge(Badge):
    """Counts what one wanted to be told of: all of a club, mentions alone, or nothing."""

    def __init__(self, clubs: CommunitiesModel, parent: QObject) -> None:
        super().__init__(parent)
        self._clubs = clubs
        clubs.entries.modelReset.connect(self._recount)
        clubs.entries.dataChanged.connect(self._recount)
        clubs.community_changed.connect(self._recount)
        clubs.phase_changed.connect(self._recount)
        self._recount()

    def _recount(self) -> None:
        count = mentions = 0
        for club in self._clubs.mine:
            new, named = _waiting(club.membership)
            count += new
            mentions += named
        self.count = count
        self.names_me = mentions > 0
        self.is_filled = self._clubs.phase in (Phase.EMPTY, Phase.READY)
        self.filled.emit()


def _waiting(membership: Membership | None) -> tuple[int, int]:
    """What one wanted to be told of: how much is unread, and how much of it names one."""
    if membership is None:
        return 0, 0
    level = _level(membership)
    mentions = _number(membership.mention_count) if level != "none" else 0
    return _number(membership.unread_count) if level == "all" else mentions, mentions


def _level(membership: Membership | None) -> NotificationLevel:
    if membership is None or isinstance(membership.notifications, UnsetType):
        return "all"
    return membership.notifications


def _number(value: int | UnsetType) -> int:
    return 0 if isinstance(value, UnsetType) else value
