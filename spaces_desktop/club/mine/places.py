"""How one stands in one's clubs: who moderates, who is muted, and what ended one's place there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.communities import Community, Standing
from spaces_desktop.chat.writing.outbox import Outbox
from spaces_desktop.club.thread.model import ClubThread
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.communities.rights import is_staff
from spaces_desktop.kernel.properties import Observed


@dataclass(frozen=True, slots=True)
class Farewell:
    """What is said in place of a thread that one may not see any more."""

    title: str
    text: str


class Places(QObject):
    farewell_changed = Signal(object)
    farewell = Observed[Farewell | None](None)

    def __init__(
        self,
        clubs: CommunitiesModel,
        outbox: Outbox,
        thread_of: Callable[[str], ClubThread | None],
        parent: QObject | None = None,
    ) -> None:
        """`thread_of` gives the thread of a club, where there is one."""
        super().__init__(parent)
        self._clubs = clubs
        self._outbox = outbox
        self._thread_of = thread_of
        clubs.community_changed.connect(self._on_own)
        clubs.ended.connect(self._on_ended)
        clubs.loaded.connect(self._on_loaded)

    def tell(self, thread: ClubThread) -> None:
        """Let a thread know how one stands in its club now."""
        club = self._clubs.get(thread.community_id)
        held = None if club is None else club.membership
        thread.set_staff(is_staff(club))
        thread.muted.set(None if held is None else held.muted_until)

    def _on_loaded(self, _seq: int) -> None:
        for one in self._clubs.mine:
            self._on_own(one.id)

    def _on_own(self, community_id: str) -> None:
        thread = self._thread_of(community_id)
        if thread is not None:
            self.tell(thread)

    def _on_ended(self, club: Community, standing: Standing) -> None:
        if standing is Standing.BANNED:
            title = self.tr("You were banned from {name}.")
            text = self.tr("You cannot come back until its staff lift the ban.")
        elif standing is Standing.REMOVED:
            title = self.tr("You were removed from {name}.")
            text = self.tr("Its staff have ended your membership. You may join again.")
        else:
            return
        shown = title.format(name=club.name)
        self._outbox.bar(club.id, shown)
        if self._thread_of(club.id) is not None:
            self.farewell = Farewell(shown, text)
