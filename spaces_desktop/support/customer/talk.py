"""One conversation with a brand as its customer sees it, or one that is about to begin."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.communities import Community
from embedded_server.contracts.errors import Code
from embedded_server.contracts.support import (
    Conversation,
    ConversationStatus,
    Rate,
    TranscriptFormat,
)
from spaces_desktop.chat.desk import Desk
from spaces_desktop.chat.model import ThreadModel
from spaces_desktop.chat.place import Place
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.support.customer.api import CustomerCalls, Outcome
from spaces_desktop.support.customer.beginning import is_new, place_of_new
from spaces_desktop.support.customer.words import Strip, barred_words, strip_of, strip_of_new
from spaces_desktop.widgets.rooms import Keep

log = logging.getLogger(__name__)

Doing = Callable[[], Coroutine[Any, Any, Conversation | None]]

SKIPPED = "support_not_rated"
MOST_SKIPPED = 50
_RACES = {
    Code.ALREADY_WAITING,
    Code.ALREADY_ACCEPTED,
    Code.ALREADY_RESOLVED,
    Code.ALREADY_RATED,
    Code.TRANSFER_NOT_ALLOWED,
}
"""Somebody was faster: how it stands now says all there is to say."""


class Talk(QObject):
    told_changed = Signal(object)
    brand_changed = Signal(object)
    busy_changed = Signal(bool)
    advice_changed = Signal(object)
    rating_changed = Signal(object)
    taken = Signal(object)
    """A Conversation, as the server has answered."""

    told = Observed[Conversation | None](None)
    """How it stands; None before it has begun."""
    brand = Observed[Community | None](None)
    busy = Observed(False)
    advice = Observed[Advice | None](None)
    """Why something one did to the conversation did not work."""

    def __init__(
        self,
        place: Place,
        desk: Desk,
        calls: CustomerCalls,
        keep: Keep,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._tasks = desk.tasks
        self._keep = keep
        self.place = place
        self.thread_model = ThreadModel(place, desk, parent=self)
        self._again: Callable[[], None] | None = None

    def close(self) -> None:
        self.thread_model.close()

    @property
    def id(self) -> str:
        return self.place.conversation_id

    @property
    def is_new(self) -> bool:
        """Whether nothing has come of it yet."""
        return is_new(self.id)

    @property
    def name(self) -> str:
        """Of the brand, "" while it is not known."""
        if self.told is not None:
            return self.told.community_name
        return "" if self.brand is None else self.brand.name

    @property
    def strip(self) -> Strip:
        return strip_of_new(self.brand) if self.told is None else strip_of(self.told)

    @property
    def is_resolved(self) -> bool:
        return self.told is not None and self.told.status is ConversationStatus.RESOLVED

    @property
    def may_rate(self) -> bool:
        """Whether it is to be asked how it was."""
        asked = self.told is not None and self.is_resolved and self.told.rating is None
        return asked and self.id not in self._skipped

    def show(self, one: Conversation) -> None:
        """How it stands now."""
        self.told = one
        self.thread_model.barred = barred_words(one)

    def load_brand(self) -> None:
        key = f"brand {self.place.community_id}"
        self._tasks.spawn(self._load_brand(), name="brand", key=key)

    def ask_person(self) -> None:
        self._act(lambda: self._calls.transfer(self.id))

    def resolve(self, *, solved: bool) -> None:
        outcome: Outcome = "solved" if solved else "unsolved"
        self._act(lambda: self._calls.resolve(self.id, outcome))

    def rate(self, score: int, comment: str) -> None:
        """Once, from 1 to 5."""

        async def act() -> Conversation:
            await self._calls.rate(self.id, Rate(score=score, comment=comment.strip()))
            return await self._calls.read(self.id)

        self._act(act)

    def skip_rating(self) -> None:
        """It is not asked again."""
        kept = [one for one in self._skipped if one != self.id]
        self._keep.put(SKIPPED, " ".join([*kept, self.id][-MOST_SKIPPED:]))
        self.rating_changed.emit(None)

    def save(self, form: TranscriptFormat, target: Path) -> None:
        """All that was said, onto the disk."""
        words = self.tr("Saved as {name}.").format(name=target.name)

        async def act() -> None:
            await self._calls.transcript(self.id, form, target)
            self.thread_model.said.emit(words)

        key = f"transcript {self.id}"
        self._tasks.spawn(self._guarded(act), name="transcript", key=key)

    def try_again(self) -> None:
        again, self._again = self._again, None
        if again is not None:
            again()

    @property
    def _skipped(self) -> list[str]:
        return self._keep.get(SKIPPED).split()

    def _act(self, doing: Doing) -> None:
        if not self.busy:
            # At once, not when the task begins: a double click is one press.
            self.busy = True
            key = f"talk {self.id}"
            self._tasks.spawn(self._one_by_one(doing), name="conversation", key=key)

    async def _one_by_one(self, doing: Doing) -> None:
        try:
            await self._guarded(doing)
        finally:
            self.busy = False

    async def _guarded(self, doing: Doing) -> None:
        self.advice = None
        try:
            try:
                answer = await doing()
            except ApiError as error:
                if error.code not in _RACES:
                    raise
                log.info("conversation: %s", error)
                answer = await self._calls.read(self.id)
                self.thread_model.said.emit(_overtaken(self, error.code))
            if answer is not None:
                self.taken.emit(answer)
        except DesktopError as error:
            log.info("conversation: %s", error)
            self._again = lambda: self._act(doing)
            self.advice = advise(error)

    async def _load_brand(self) -> None:
        try:
            self.brand = await self._calls.brand(self.place.community_id)
        except DesktopError as error:
            log.info("brand: %s", error)
            if self.told is None:
                self._again = self.load_brand
                self.advice = advise(error)


def new_talk(
    community_id: str, desk: Desk, calls: CustomerCalls, keep: Keep, parent: QObject
) -> Talk:
    """One that begins with the first message."""
    return Talk(place_of_new(community_id), desk, calls, keep, parent)


def _overtaken(talk: Talk, code: Code) -> str:
    """Somebody was faster than one's own click."""
    if code is Code.ALREADY_WAITING:
        return talk.tr("A person was asked for already.")
    if code is Code.ALREADY_ACCEPTED:
        return talk.tr("A person is here already.")
    if code is Code.ALREADY_RESOLVED:
        return talk.tr("It was resolved meanwhile.")
    if code is Code.ALREADY_RATED:
        return talk.tr("You have rated it already.")
    return talk.tr("People do not answer here now.")
