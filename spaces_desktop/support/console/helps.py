"""What helps an agent to answer: ready-made replies, and a draft out of the AI's knowledge."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.support_desk import CannedReply, Draft
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.console.api import ConsoleCalls

log = logging.getLogger(__name__)


class Canned(QObject):
    """Ready-made replies for one conversation, found by shortcut and words."""

    found_changed = Signal(object)
    advice_changed = Signal(object)

    found = Observed[tuple[CannedReply, ...]](())
    advice = Observed[Advice | None](None)

    def __init__(
        self,
        community_id: str,
        conversation_id: str,
        calls: ConsoleCalls,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._community_id = community_id
        self._conversation_id = conversation_id
        self._calls = calls
        self._tasks = tasks
        self._key = f"canned for {conversation_id}"
        self._words: str | None = None
        self.found_for = ""
        """The words that `found` answers; newer ones may be on their way."""

    def close(self) -> None:
        self._tasks.cancel(self._key)

    def look(self, words: str) -> None:
        """For replies in whose shortcut or text these words stand; a newer look ends an older."""
        if words != self._words:
            self._words = words
            self._tasks.spawn(self._look(words), name=self._key, key=self._key)

    def leave(self) -> None:
        self._words = None
        self._tasks.cancel(self._key)
        self.found = ()

    def use(self, reply: CannedReply) -> None:
        self._tasks.spawn(self._use(reply.id), name="count a ready-made reply")

    async def _look(self, words: str) -> None:
        try:
            found = await self._calls.canned(self._community_id, words, self._conversation_id)
        except DesktopError as error:
            self.advice = advise(error)
            self._words = None
            self.found = ()
            return
        self.advice = None
        self.found_for = words
        self.found = tuple(found)

    async def _use(self, reply_id: str) -> None:
        try:
            await self._calls.used(self._community_id, reply_id)
        except DesktopError as error:
            log.info("a use was not counted: %s", error)  # it only orders the list


class Suggestion(QObject):
    """A reply that the AI proposes. It is put into the composer to be edited, never sent."""

    busy_changed = Signal(bool)
    advice_changed = Signal(object)
    sources_changed = Signal(object)
    ready = Signal(str)

    busy = Observed(False)
    advice = Observed[Advice | None](None)
    sources = Observed[tuple[str, ...]](())
    """Titles of the texts that the last one rests on."""

    def __init__(
        self,
        conversation_id: str,
        calls: ConsoleCalls,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._conversation_id = conversation_id
        self._calls = calls
        self._tasks = tasks
        self._key = f"suggest for {conversation_id}"

    def ask(self) -> None:
        if self.busy:
            return
        self.busy = True
        self.advice = None
        self._tasks.spawn(self._ask(), name=self._key, key=self._key)

    def cancel(self) -> None:
        self._tasks.cancel(self._key)
        self.busy = False

    def forget(self) -> None:
        """What it rested on is sent or thrown away."""
        self.sources = ()
        self.advice = None

    async def _ask(self) -> None:
        try:
            draft: Draft = await self._calls.draft(self._conversation_id)
        except DesktopError as error:
            self.advice = advise(error)
            self.busy = False
            return
        self.busy = False
        self.sources = tuple(dict.fromkeys(draft.sources))
        self.ready.emit(draft.text)


class Learning(QObject):
    """Saves what a person answered as a text of the brand's AI."""

    busy_changed = Signal(bool)
    advice_changed = Signal(object)
    saved = Signal()

    busy = Observed(False)
    advice = Observed[Advice | None](None)

    def __init__(
        self,
        conversation_id: str,
        calls: ConsoleCalls,
        tasks: Tasks,
        question: str,
        answer: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._conversation_id = conversation_id
        self._calls = calls
        self._tasks = tasks
        self.question = question
        self.answer = answer

    def save(self, title: str, text: str) -> None:
        title, text = " ".join(title.split()), text.strip()
        if self.busy or not (title and text):
            return
        self.busy = True
        self._tasks.spawn(self._save(title, text), name="save an answer")

    async def _save(self, title: str, text: str) -> None:
        try:
            await self._calls.learn(self._conversation_id, title, text)
        except DesktopError as error:
            self.advice = advise(error)
            return
        finally:
            self.busy = False
        self.advice = None
        self.saved.emit()
