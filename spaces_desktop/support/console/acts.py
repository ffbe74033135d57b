"""What an agent does with a conversation: accept, hand on, resolve; and who was first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal

from msgspec import UnsetType
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.errors import Code
from embedded_server.contracts.support import Conversation, ConversationStatus
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.console.api import ConsoleCalls, Outcome

Act = Literal["accept", "take_over", "release", "to_ai", "assign", "resolve"]


def possible(one: Conversation, my_id: str, *, is_lead: bool) -> frozenset[Act]:
    """What the server would let one do now; `is_lead` for the creator and moderators."""
    status = one.status
    if status is ConversationStatus.RESOLVED or one.customer.id == my_id:
        return frozenset()
    if status is ConversationStatus.WAITING_HUMAN:
        found: set[Act] = {"accept"}
        return frozenset(found | {"assign", "resolve"} if is_lead else found)
    if status is ConversationStatus.AI_ACTIVE:
        may = is_lead and one.mode == "hybrid"
        return frozenset({"take_over"}) if may else frozenset()
    mine = one.assignee is not None and one.assignee.id == my_id
    if not mine:
        return frozenset({"take_over", "assign", "resolve"}) if is_lead else frozenset()
    acts: set[Act] = {"release", "assign", "resolve"}
    return frozenset(acts | {"to_ai"} if one.mode == "hybrid" else acts)


class Acts(QObject):
    done = Signal(str, object)
    """The act, and the conversation as it is then."""
    refused = Signal(str, object)
    """The id of the conversation, and why nothing came of it."""
    stale = Signal(str)
    """What is known of that conversation does not hold any more."""
    busy_changed = Signal(str)
    """Of the conversation of that id, whether something is being done with it."""

    def __init__(self, calls: ConsoleCalls, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls = calls
        self._tasks = tasks
        self._busy: dict[str, Act] = {}

    def is_busy(self, conversation_id: str) -> bool:
        return conversation_id in self._busy

    def accept(self, conversation_id: str) -> None:
        self._do("accept", conversation_id, self._calls.accept)

    def take_over(self, conversation_id: str) -> None:
        self._do("take_over", conversation_id, self._calls.take_over)

    def release(self, conversation_id: str) -> None:
        self._do("release", conversation_id, self._calls.release)

    def to_ai(self, conversation_id: str) -> None:
        self._do("to_ai", conversation_id, self._calls.to_ai)

    def assign(self, conversation_id: str, user_id: str) -> None:
        self._do("assign", conversation_id, lambda one: self._calls.assign(one, user_id))

    def resolve(self, conversation_id: str, outcome: Outcome | None) -> None:
        self._do("resolve", conversation_id, lambda one: self._calls.resolve(one, outcome))

    def _do(
        self, act: Act, conversation_id: str, call: Callable[[str], Awaitable[Conversation]]
    ) -> None:
        """One thing at a time with a conversation: a second press does nothing."""
        if conversation_id in self._busy:
            return
        self._busy[conversation_id] = act
        self.busy_changed.emit(conversation_id)
        self._tasks.spawn(self._run(act, conversation_id, call), name=f"{act} a conversation")

    async def _run(
        self, act: Act, conversation_id: str, call: Callable[[str], Awaitable[Conversation]]
    ) -> None:
        try:
            found = await call(conversation_id)
        except DesktopError as error:
            self._end(conversation_id)
            self.refused.emit(conversation_id, self._words(error))
            if isinstance(error, ApiError):
                self.stale.emit(conversation_id)
            return
        self._end(conversation_id)
        self.done.emit(act, found)

    def _end(self, conversation_id: str) -> None:
        self._busy.pop(conversation_id, None)
        self.busy_changed.emit(conversation_id)

    def _words(self, error: DesktopError) -> Advice:
        """Who was quicker is named."""
        if isinstance(error, ApiError) and error.code is Code.ALREADY_ACCEPTED:
            name = error.problem.assignee_name
            if not isinstance(name, UnsetType) and name:
                words = self.tr("{name} was quicker and has accepted it.")
                return Advice(words.format(name=name), details=str(error))
        return advise(error)
