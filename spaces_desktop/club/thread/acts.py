"""What one does to messages: shown at once where that is safe, and undone if it is refused."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any, Protocol
from uuid import uuid4

from embedded_server.contracts.club import CatchUp, Message, Regenerate, Version, Vote
from spaces_desktop.club.api import ClubCalls
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.moments import utc_offset_minutes
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)


class Acted(Protocol):
    """The thread whose messages they are."""

    def message(self, message_id: str) -> Message | None: ...
    def show_message(self, message: Message) -> None: ...
    def show_reaction(self, message_id: str, emoji: str, on: bool | None) -> None:
        """Show one's own reaction on or off, whatever is told; None shows what is told."""
        ...

    def show_vote(self, message_id: str, vote: Vote | None) -> None: ...
    def drop_message(self, message_id: str) -> None: ...
    def show_act_advice(self, advice: Advice | None, again: Callable[[], None] | None) -> None:
        """What went wrong, and how it is tried again."""
        ...


class MessageActs:
    def __init__(
        self, community_id: str, calls: ClubCalls, tasks: Tasks, thread: Acted, my_id: str
    ) -> None:
        self._club = community_id
        self._calls = calls
        self._tasks = tasks
        self._thread = thread
        self._my_id = my_id

    def react(self, message_id: str, emoji: str) -> None:
        """Put one's reaction there, or take it back."""
        message = self._thread.message(message_id)
        if message is None:
            return
        mine = {one.emoji for one in message.reactions if self._my_id in one.user_ids}
        on = emoji not in mine
        self._thread.show_reaction(message_id, emoji, on)

        async def act() -> None:
            call = self._calls.react if on else self._calls.unreact
            try:
                await call(self._club, message_id, emoji)
            except DesktopError:
                self._thread.show_reaction(message_id, emoji, None)
                raise

        self._do(act, f"react {message_id} {emoji}")

    def vote(self, message_id: str, vote: Vote, comment: str = "") -> None:
        """Judge a reply; the same judgement once more takes it back."""
        message = self._thread.message(message_id)
        if message is None:
            return
        before = message.my_vote
        now = None if before == vote and not comment else vote
        self._thread.show_vote(message_id, now)

        async def act() -> None:
            try:
                await self._calls.vote(self._club, message_id, now, comment)
            except DesktopError:
                self._thread.show_vote(message_id, before)
                raise

        self._do(act, f"vote {message_id}")

    def edit(self, message_id: str, text: str) -> None:
        async def act() -> None:
            self._thread.show_message(await self._calls.edit(self._club, message_id, text))

        self._do(act, f"edit {message_id}")

    def delete(self, message_id: str) -> None:
        async def act() -> None:
            await self._calls.delete(self._club, message_id)
            self._thread.drop_message(message_id)

        self._do(act, f"delete {message_id}")

    def pin(self, message_id: str) -> None:
        self._do(lambda: self._calls.pin(self._club, message_id), f"pin {message_id}")

    def unpin(self, message_id: str) -> None:
        self._do(lambda: self._calls.unpin(self._club, message_id), f"pin {message_id}")

    def report(self, message_id: str, reason: str, done: Callable[[], None]) -> None:
        async def act() -> None:
            await self._calls.report(self._club, message_id, reason)
            done()

        self._do(act, f"report {message_id}")

    def versions(self, message_id: str, show: Callable[[list[Version]], None]) -> None:
        async def act() -> None:
            show(await self._calls.versions(self._club, message_id))

        self._do(act, f"versions {message_id}")

    def regenerate(self, message_id: str, fee_cents: int) -> None:
        form = Regenerate(client_id=uuid4().hex, accept_fee_cents=fee_cents)
        self._do(
            lambda: self._calls.regenerate(self._club, message_id, form), f"again {message_id}"
        )

    def catch_up(self, agent_id: str, since_seq: int, fee_cents: int) -> None:
        form = CatchUp(
            agent_id=agent_id,
            since_seq=since_seq,
            utc_offset_minutes=utc_offset_minutes(),
            client_id=uuid4().hex,
            accept_fee_cents=fee_cents,
        )
        self._do(lambda: self._calls.catch_up(self._club, form), f"summary {self._club}")

    def _do(self, act: Callable[[], Coroutine[Any, Any, None]], key: str) -> None:
        self._thread.show_act_advice(None, None)
        self._tasks.spawn(self._guarded(act, key), name="act on a message", key=key)

    async def _guarded(self, act: Callable[[], Coroutine[Any, Any, None]], key: str) -> None:
        try:
            await act()
        except DesktopError as error:
            log.info("%s: %s", key, error)
            self._thread.show_act_advice(advise(error), lambda: self._do(act, key))
