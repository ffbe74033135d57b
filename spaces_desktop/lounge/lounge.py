"""One lounge as it is on the screen: what it is, one's chat in it, and how one comes in."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from msgspec import UnsetType
from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.communities import Community, Standing
from embedded_server.contracts.errors import Code
from embedded_server.contracts.lounge import Chat
from embedded_server.contracts.voice import LoungeVoice
from spaces_desktop.chat.place import Place
from spaces_desktop.communities.own import due_cents
from spaces_desktop.communities.rights import is_muted
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.kernel.moments import when_ends
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.lounge.talk.talk import Talk, Tools

log = logging.getLogger(__name__)

_LONGEST_WAIT_MS = 3_600_000


class Lounge(QObject):
    """`READY` once it is known what it is; then `talk` says whether a chat has begun."""

    phase_changed = Signal(object)
    advice_changed = Signal(object)
    community_changed = Signal(object)
    voice_changed = Signal(object)
    talk_changed = Signal(object)
    chat_changed = Signal(object)
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
    talk = Observed[Talk | None](None)
    chat = Observed[Chat | None](None)
    busy = Observed(False)
    form_advice = Observed[Advice | None](None)
    """Why the chat could not be begun."""
    price = Observed(0)
    """What coming in costs now: that, and nothing else, is agreed to."""

    def __init__(self, community_id: str, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.id = community_id
        self._tools = tools
        self._calls = tools.calls
        self._desk = tools.desk
        self._key = uuid4().hex
        """What is sent again is charged once."""
        self._unmute = QTimer(self)
        self._unmute.setSingleShot(True)
        self._unmute.timeout.connect(self._on_unmute)
        self._desk.live.link_changed.connect(self._on_link)

    def close(self) -> None:
        self._desk.live.link_changed.disconnect(self._on_link)
        self._unmute.stop()
        if self.talk is not None:
            self.talk.close()

    @property
    def name(self) -> str:
        return "" if self.community is None else self.community.name

    @property
    def who(self) -> str:
        """What the one who answers is called."""
        agent = None if self.chat is None else self.chat.agent
        return self.name if agent is None else agent.name

    @property
    def has_agent(self) -> bool:
        """Whether anybody answers; as long as it is not known it is taken for granted."""
        return self.chat is None or self.chat.agent is not None

    def load(self) -> None:
        """What it is and whose voice it has; who is a member brings the first along."""
        self._spawn(self._load, "load")

    def show(self, community: Community) -> None:
        """How it stands now."""
        if community != self.community:
            self.community = community
            self.price = due_cents(community)
            if self.talk is not None:
                self._look_at_mute(self.talk)
        self.phase = Phase.READY

    def go_on(self, chat: Chat, read: int, unread: int) -> None:
        """Show what was said so far, from where one has read on."""
        self.chat = chat
        if self.talk is None:
            made = Talk(Place(self.id, chat.id), lambda: self.who, self._tools, self)
            self._look_at_mute(made)
            self.talk = made
        self.talk.thread_model.enter(read if unread else 0, unread)

    def _look_at_mute(self, talk: Talk) -> None:
        """Whether one may speak now; looked at again when a mute ends."""
        held = None if self.community is None else self.community.membership
        now = datetime.now(UTC)
        if held is None or held.muted_until is None or not is_muted(held, now):
            talk.thread_model.barred = ""
            return
        until = held.muted_until
        words = self.tr("You are muted here until {time}.")
        talk.thread_model.barred = words.format(time=when_ends(until))
        left = (datetime.fromisoformat(until) - now).total_seconds()
        self._unmute.start(round(min(_LONGEST_WAIT_MS, left * 1000 + 500)))

    def _on_unmute(self) -> None:
        if self.talk is not None:
            self._look_at_mute(self.talk)

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
