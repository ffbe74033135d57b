"""Looking for a community to join: search as one types, one of them closer, join, or an invite."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from uuid import uuid4

from msgspec import UnsetType
from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.base import Page
from embedded_server.contracts.communities import (
    Community,
    CommunityType,
    Membership,
    Standing,
)
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from spaces_desktop.communities.api import CommunitiesCalls
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.communities.own import due_cents, found_entry
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.moments import day
from spaces_desktop.kernel.money import money
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
    price_changed = Signal(int)
    invite_price_changed = Signal(int)
    receipt_changed = Signal(str)
    entered = Signal(str)
    """One is inside now, or was before."""

    form_advice = Observed[Advice | None](None)
    """Why joining did not work."""
    busy = Observed(False)
    chosen = Observed[Community | None](None)
    agents = Observed[tuple[str, ...]](())
    """Names of the agents of the chosen one, as far as they are known."""
    price = Observed(0)
    """What joining the chosen one costs now: that, and nothing else, is agreed to."""
    invite_price = Observed(0)
    """The same for the invite that was tried."""
    receipt = Observed("")
    """What was paid for the chosen one just now, in words; "" for nothing."""

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
        self._was_short = False
        self._key = uuid4().hex
        """What is sent again from one opening of the dialog is charged once."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.found: Paged[Community] = Paged("found clubs", self._fetch, live, tasks, self)
        self.entries = Entries(self)
        self.found.changed.connect(self._on_found)
        self._unsubscribe = live.subscribe(EventType.WALLET_UPDATED, self._on_wallet)

    def close(self) -> None:
        self._unsubscribe()
        self.found.close()

    @property
    def search(self) -> str:
        return self._search

    def begin(self) -> None:
        """It opens afresh, and looks at once."""
        self.form_advice = None
        self.chosen = None
        self.receipt = ""
        self.invite_price = 0
        self._key = uuid4().hex
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
            self.receipt = ""
            self.price = 0 if found is None else due_cents(found)
            self.chosen = found
        if found is not None:
            self._tasks.spawn(self._ask_agents(found.id), name="agents", key="agents of a found")

    def edited(self) -> None:
        self.form_advice = None

    def join(self) -> None:
        """Join the chosen one for what was shown; who is inside goes there."""
        chosen = self.chosen
        if chosen is not None and self._mine.is_member(chosen.id):
            self._mine.joined.emit(chosen.id)
            self.entered.emit(chosen.id)
        elif chosen is not None and not self.busy and not is_banned(chosen):
            self._act(lambda: self._join(chosen))

    def invite_edited(self) -> None:
        """Another invite may cost something else."""
        self.invite_price = 0

    def accept(self, text: str) -> None:
        """Take an invite, given as its link or its code, for what was shown."""
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

    def _on_wallet(self, _data: object, _event: object) -> None:
        """What was said of an empty wallet does not hold any more."""
        if self._was_short:
            self.form_advice = None

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
        price = self.price
        try:
            held = await self._calls.join(chosen.id, price, f"{self._key}-{chosen.id}-{price}")
        except ApiError as error:
            due = _due(error)
            if due is not None and self.chosen == chosen:
                self.price = due
            raise
        if not price:
            await self._enter(chosen.id)
            return
        # What was paid is shown where it was paid; one goes in by the same button.
        self._mine.take(await self._calls.read(chosen.id))
        self.receipt = self._receipt(price, held)

    async def _accept(self, code: str) -> None:
        price = self.invite_price
        try:
            held = await self._calls.accept(code, price, f"{self._key}-{code}-{price}")
        except ApiError as error:
            due = _due(error)
            if due is not None:
                self.invite_price = due
            raise
        await self._enter(held.community_id)

    def _receipt(self, cents: int, held: Membership) -> str:
        if held.expires_at is None:
            return self.tr("{amount} paid. You are in.").format(amount=money(cents))
        words = self.tr("{amount} paid. You are in until {day}.")
        return words.format(amount=money(cents), day=day(held.expires_at))

    async def _enter(self, community_id: str) -> None:
        self._mine.enter(await self._calls.read(community_id))
        self.entered.emit(community_id)

    def _act(self, doing: Callable[[], Awaitable[None]]) -> None:
        # At once, not when the task begins: a double click is one press.
        self.busy = True
        self._tasks.spawn(self._guarded(doing), name="join")

    async def _guarded(self, doing: Callable[[], Awaitable[None]]) -> None:
        self.form_advice = None
        try:
            await doing()
        except DesktopError as error:
            log.info("join: %s", error)
            self.form_advice = advise(error)
            short = isinstance(error, ApiError) and error.code is Code.INSUFFICIENT_FUNDS
            self._was_short = short
        finally:
            self.busy = False


def _due(error: ApiError) -> int | None:
    """What it costs now, where it costs something else than was agreed to."""
    due = error.problem.amount_due_cents
    if error.code is not Code.FEE_NOT_ACCEPTED or isinstance(due, UnsetType):
        return None
    return due


def is_banned(community: Community) -> bool:
    held = community.membership
    return held is not None and held.status is Standing.BANNED
