"""One conversation that stands open in a console: its thread, and all that helps to answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.support import Conversation, ConversationStatus
from spaces_desktop.chat.model import ThreadModel
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.console.acts import Act, possible
from spaces_desktop.support.console.api import ConsoleCalls
from spaces_desktop.support.console.beside import Beside
from spaces_desktop.support.console.helps import Canned, Learning, Suggestion
from spaces_desktop.support.console.lines import NOBODY, Company
from spaces_desktop.widgets.message_rows import RowState

MOST_ASKED = 3
"""Messages of a customer that are taken for one question."""

Mode = Literal["reply", "note"]


class OpenConversation(QObject):
    told_changed = Signal(object)
    company_changed = Signal(object)
    busy_changed = Signal(bool)
    advice_changed = Signal(object)
    mode_changed = Signal(str)
    resolved_by_me = Signal()
    text_wanted = Signal(str)
    """Put that into the composer of replies, where it can be edited."""

    told = Observed[Conversation | None](None)
    company = Observed[Company](NOBODY)
    busy = Observed(False)
    """Whether something is being done with it."""
    advice = Observed[Advice | None](None)
    """Why the last act came to nothing."""
    mode = Observed[Mode]("reply")
    """What is being written."""

    def __init__(
        self,
        one: Conversation,
        talk: ThreadModel,
        calls: ConsoleCalls,
        live: LiveEvents,
        tasks: Tasks,
        my_id: str,
        is_lead: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.id = one.id
        self._calls = calls
        self._tasks = tasks
        self._my_id = my_id
        self._is_lead = is_lead
        self.told = one
        self.talk = talk
        self.beside = Beside(one, calls, live, tasks, self)
        self.canned = Canned(one.community_id, one.id, calls, tasks, self)
        self.suggestion = Suggestion(one.id, calls, tasks, self)
        self.suggestion.ready.connect(self._on_suggested)
        self._is_loaded = False

    def enter(self) -> None:
        """Somebody comes to it; what stands beside it is fetched the first time."""
        one = self.told
        self.talk.enter(0, 0 if one is None else one.unread_count)
        if not self._is_loaded:
            self._is_loaded = True
            self.beside.load()

    def close(self) -> None:
        self.suggestion.cancel()
        self.canned.close()
        self.beside.close()
        self.talk.close()

    def tell(self, one: Conversation) -> None:
        before = self.told
        self.told = one
        if before is not None and before.status is not one.status:
            self.beside.handoff.load()
        if before is not None and before.rating != one.rating:
            self.beside.customer.load()

    @property
    def acts(self) -> frozenset[Act]:
        one = self.told
        return frozenset() if one is None else possible(one, self._my_id, is_lead=self._is_lead())

    @property
    def is_mine(self) -> bool:
        one = self.told
        return (
            one is not None
            and one.status is ConversationStatus.HUMAN_ACTIVE
            and one.assignee is not None
            and one.assignee.id == self._my_id
        )

    @property
    def barred(self) -> str:
        """Why one cannot reply now; "" where one can."""
        one = self.told
        if one is None or self.is_mine:
            return ""
        if one.customer.id == self._my_id:
            return self.tr("This is your own conversation: a colleague has to answer it.")
        if one.status is ConversationStatus.RESOLVED:
            return self.tr("This conversation is resolved. Notes can still be added.")
        if one.status is ConversationStatus.WAITING_HUMAN:
            return self.tr("Accept the conversation to reply.")
        if one.status is ConversationStatus.AI_ACTIVE and "take_over" in self.acts:
            return self.tr("The AI answers here. Take over to reply.")
        if one.status is ConversationStatus.AI_ACTIVE:
            return self.tr("The AI answers here until a person is asked for.")
        if one.assignee is not None:
            words = self.tr("{name} answers here. You can leave a note.")
            return words.format(name=one.assignee.name)
        return ""

    @property
    def may_suggest(self) -> bool:
        """Whether a reply can be proposed: the brand has an AI, and one may send what it says."""
        one = self.told
        return self.is_mine and one is not None and one.agent is not None

    def learning(self) -> Learning:
        """What the customer asked and what was answered last, to be kept for the AI."""
        question, answer = self._exchange()
        return Learning(self.id, self._calls, self._tasks, question, answer)

    def _exchange(self) -> tuple[str, str]:
        """What the customer had asked since the AI answered last, and the longest answer that a
        person gave to it: a greeting and a thank-you are seldom longer."""
        one = self.told
        asked: list[str] = []
        said: list[str] = []
        found = ("", "")
        is_answered = False
        for row in self.talk.rows.rows:
            text = row.text.strip()
            if row.is_system or not text:
                continue
            if row.is_agent:
                is_answered = is_answered or row.state is RowState.SENT
            elif one is not None and row.author_id == one.customer.id:
                asked = [text] if is_answered else [*asked, text]
                said, is_answered = [], False
            else:
                said.append(text)
                answer = "\n\n".join(said)
                if len(answer) > len(found[1]):
                    found = ("\n".join(asked[-MOST_ASKED:]), answer)
        return found

    def _on_suggested(self, text: str) -> None:
        self.mode = "reply"
        self.text_wanted.emit(text)
