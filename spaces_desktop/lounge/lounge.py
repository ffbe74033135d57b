"""One lounge as it is on the screen: what it is, one's chat in it, and how one comes in."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any
from uuid import uuid4

from msgspec import UnsetType
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.communities import Community, Standing
from embedded_server.contracts.errors import Code
from embedded_server.contracts.lounge import Chat
from embedded_server.contracts.voice import LoungeVoice
from spaces_desktop.chat.desk import Desk
from spaces_desktop.chat.model import ThreadModel
from spaces_desktop.chat.place import Place
from spaces_desktop.communities.own import due_cents
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.lounge.api import LoungeCalls

log = logging.getLogger(__name__)


class Lounge(QObject):
    """`READY` once it is known what it is; then `talk` says whether a chat has begun."""

    phase_changed = Signal(object)
    advice_changed = Signal(object)
    community_changed = Signal(object)
    voice_changed = Signal(object)
    talk_changed = Signal(object)
    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)
    price_changed = Signal(int)
    started = Signal(object)
    """A Chat has begun; one is a member from now on."""

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    """Why it could not be fetched."""
    community = Observed[Community | None](None)
    voice = Observed[LoungeVoice | None](None)
    """None while it is not known."""
    talk = Observed[ThreadModel | None](None)
    busy = Observed(False)
    form_advice = Observed[Advice | None](None)
    """Why the chat could not be begun."""
    price = Observed(0)
    """What coming in costs now: that, and nothing else, is agreed to."""

    def __init__(
        self, community_id: str, calls: LoungeCalls, desk: Desk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.id = community_id
        self._calls = calls
        self._desk = desk
        self._key = uuid4().hex
        """What is sent again is charged once."""
        self.chat: Chat | None = None
        desk.live.link_changed.connect(self._on_link)

    def close(self) -> None:
        self._desk.live.link_changed.disconnect(self._on_link)
        if self.talk is not None:
            self.talk.close()

    @property
    def name(self) -> str:
        return "" if self.community is None else self.community.name

    def load(self) -> None:
        """What it is and whose voice it has; who is a member brings the first along."""
        self._spawn(self._load, "load")

    def show(self, community: Community) -> None:
        """How it stands now."""
        if community != self.community:
            self.community = community
            self.price = due_cents(community)
        self.phase = Phase.READY

    def go_on(self, chat: Chat, read: int, unread: int) -> None:
        """Show what was said so far, from where one has read on."""
        self.chat = chat
        if self.talk is None:
            self.talk = ThreadModel(Place(self.id, chat.id), self._desk, parent=self)
        self.talk.enter(read if unread else 0, unread)

    def start(self) -> None:
        """Begin to talk, for what was shown."""
        if not self.busy:
            self.busy = True
            self._spawn(self._start, "start")

    async def _load(self) -> None:
        if self.community is None:
            self.phase = Phase.LOADING
        try:
            if self.community is None:
                self.show(await self._calls.community(self.id))
            self.voice = await self._calls.voice(self.id)
        except DesktopError as error:
            log.info("lounge: %s", error)
            if self.community is None:
                self.advice = advise(error)
                self.phase = Phase.FAILED
            return
        self.advice = None

    async def _start(self) -> None:
        self.form_advice = None
        price = self.price
        try:
            chat = await self._calls.start(self.id, price, f"{self._key}-{price}")
            if self.community is None or self.community.membership is None:
                self.show(await self._calls.community(self.id))
        except DesktopError as error:
            log.info("chat: %s", error)
            self._refused(error)
        else:
            self.started.emit(chat)
        finally:
            self.busy = False

    def _refused(self, error: DesktopError) -> None:
        if isinstance(error, ApiError) and error.code is Code.FEE_NOT_ACCEPTED:
            due = error.problem.amount_due_cents
            if not isinstance(due, UnsetType):
                self.price = due
        self.form_advice = advise(error)

    def _spawn(self, doing: Callable[[], Coroutine[Any, Any, None]], what: str) -> None:
        self._desk.tasks.spawn(doing(), name=f"lounge {what}", key=f"lounge {what} {self.id}")

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.load()


def is_inside(community: Community | None) -> bool:
    """Whether one is a member of it, with a time that has run out or not."""
    held = None if community is None else community.membership
    return held is not None and held.status in (Standing.ACTIVE, Standing.EXPIRED)
