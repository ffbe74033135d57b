"""Looking for a community to join: search as one types, one of them closer, join, or an invite."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.base import Page
from embedded_server.contracts.communities import Community, CommunityType
from spaces_desktop.communities.api import CommunitiesCalls
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.communities.own import found_entry
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.paged import Paged
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.entries import Entries

log = logging.getLogger(__name__)

PAUSE_MS = 250
"""So long one has to pause before what was typed is searched for."""
_CODE = re.compile(r"[A-Za-z0-9_\-]{4,128}")

NamesOf = Callable[[str], Awaitable[list[str]]]
"""The names of a community's agents."""


def invite_code(text: str) -> str:
    """The code in an invite link, or the code itself; "" where there is none."""
    last = text.strip().split("?")[0].split("#")[0].rstrip("/").rsplit("/", 1)[-1]
    return last if _CODE.fullmatch(last) else ""


class BrowseModel(QObject):
    form_advice_changed = Signal(object)
    busy_changed = Signal(bool)
    chosen_changed = Signal(object)
    agents_changed = Signal(object)
    entered = Signal(str)
    """One is inside now, or was before."""

    form_advice = Observed[Advice | None](None)
    """Why joining did not work."""
    busy = Observed(False)
    chosen = Observed[Community | None](None)
    agents = Observed[tuple[str, ...]](())
    """Names of the agents of the chosen one, as far as they are known."""

    def __init__(
        self,
        kind: CommunityType,
        calls: CommunitiesCalls,
        mine: CommunitiesModel,
        agents_of: NamesOf,
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._calls = calls
        self._mine = mine
        self._agents_of = agents_of
        self._tasks = tasks
        self._search = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.found: Paged[Community] = Paged("found clubs", self._fetch, live, tasks, self)
        self.entries = Entries(self)
        self.found.changed.connect(self._on_found)

    def close(self) -> None:
        self.found.close()

    @property
    def search(self) -> str:
        return self._search

    def begin(self) -> None:
        """It opens afresh, and looks at once."""
        self.form_advice = None
        self.chosen = None
        self._search = ""
        self.found.clear()
        self.found.load()

    def look_for(self, text: str) -> None:
        self._search = text.strip()
        self._pause.start()

    def choose(self, community_id: str) -> None:
        """Look at one of those that were found closer."""
        found = next((one for one in self.found.items if one.id == community_id), None)
        if found != self.chosen:
            self.form_advice = None
            self.agents = ()
            self.chosen = found
        if found is not None:
            self._tasks.spawn(self._ask_agents(found.id), name="agents", key="agents of a found")

    def edited(self) -> None:
        self.form_advice = None

    def join(self) -> None:
        """Join the chosen one for what was shown; who is inside goes there."""
        chosen = self.chosen
        if chosen is not None and self._mine.is_member(chosen.id):
            self.entered.emit(chosen.id)
        elif chosen is not None and not self.busy:
            self._act(lambda: self._join(chosen))

    def accept(self, text: str) -> None:
        """Take an invite, given as its link or its code."""
        code = invite_code(text)
        if code and not self.busy:
            self._act(lambda: self._accept(code))
        elif not code:
            words = self.tr("That is not an invite. Paste the whole link you were given.")
            self.form_advice = Advice(words, field="inviteCode")

    def _look(self) -> None:
        self.found.load()

    async def _fetch(self, cursor: str | None) -> Page[Community]:
        return await self._calls.browse(self._kind, self._search, cursor)

    def _on_found(self) -> None:
        self.entries.show(found_entry(one) for one in self.found.items)
        ids = {one.id for one in self.found.items}
        if self.chosen is not None and self.chosen.id not in ids:
            self.chosen = None

    async def _ask_agents(self, community_id: str) -> None:
        try:
            names = await self._agents_of(community_id)
        except DesktopError as error:
            log.info("agents of a found club: %s", error)  # it can be joined all the same
            return
        if self.chosen is not None and self.chosen.id == community_id:
            self.agents = tuple(names)

    async def _join(self, chosen: Community) -> None:
        await self._calls.join(chosen.id, due_cents(chosen))
        await self._enter(chosen.id)

    async def _accept(self, code: str) -> None:
        held = await self._calls.accept(code, 0)
        await self._enter(held.community_id)

    async def _enter(self, community_id: str) -> None:
        self._mine.enter(await self._calls.read(community_id))
        self.entered.emit(community_id)

    def _act(self, doing: Callable[[], Awaitable[None]]) -> None:
        self._tasks.spawn(self._guarded(doing), name="join")

    async def _guarded(self, doing: Callable[[], Awaitable[None]]) -> None:
        self.form_advice = None
        self.busy = True
        try:
            await doing()
        except DesktopError as error:
            log.info("join: %s", error)
            self.form_advice = advise(error)
        finally:
            self.busy = False


def due_cents(community: Community) -> int:
    """What entering costs: the fee for joining and the first month."""
    return community.join_fee_cents + community.monthly_fee_cents
