"""Messages on their way out: in order, each with one client id for all its tries."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import uuid4

from embedded_server.contracts.club import AskAgent, Message, SendMessage
from spaces_desktop.club.api import ClubCalls
from spaces_desktop.club.rows import now
from spaces_desktop.kernel.errors import DesktopError, NetworkError, advise, needs_other_words
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.message_rows import RowState

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pending:
    """`agent_id` is whom it asks, "" for nobody; `waits` is for the connection to come back.

    `is_hopeless` says that it will be refused again as long as it has these words.
    """

    text: str
    agent_id: str = ""
    fee_cents: int = 0
    client_id: str = field(default_factory=lambda: uuid4().hex)
    at: datetime = field(default_factory=now)
    state: RowState = RowState.SENDING
    note: str = ""
    waits: bool = False
    is_hopeless: bool = False

    @property
    def row_id(self) -> str:
        return f"out:{self.client_id}"


class Outbox:
    """`on_changed` is told of each new state, `on_sent` of what the server made of a message."""

    def __init__(
        self,
        community_id: str,
        calls: ClubCalls,
        tasks: Tasks,
        on_changed: Callable[[Pending], None],
        on_sent: Callable[[Message], None],
    ) -> None:
        self._community_id = community_id
        self._calls = calls
        self._tasks = tasks
        self._on_changed = on_changed
        self._on_sent = on_sent
        self._items: dict[str, Pending] = {}
        self._draining = False

    @property
    def items(self) -> list[Pending]:
        return list(self._items.values())

    def add(self, item: Pending) -> None:
        self._items[item.client_id] = item
        self._on_changed(item)
        self._drain()

    def get(self, row_id: str) -> Pending | None:
        return self._items.get(row_id.removeprefix("out:"))

    def retry(self, row_id: str) -> None:
        item = self.get(row_id)
        if item is not None and item.state is RowState.UNSENT:
            self._set(item, RowState.SENDING)
            self._drain()

    def retry_waiting(self) -> None:
        """The connection is back: send what waited for it, in the order it was written."""
        waiting = [item for item in self.items if item.waits]
        for item in waiting:
            self._set(item, RowState.SENDING)
        if waiting:
            self._drain()

    def discard(self, row_id: str) -> Pending | None:
        item = self.get(row_id)
        if item is not None and item.state is RowState.UNSENT:
            return self._items.pop(item.client_id)
        return None

    def arrived(self, client_id: str) -> Pending | None:
        """The message is in the club; give what was pending for it."""
        return self._items.pop(client_id, None)

    def _drain(self) -> None:
        if not self._draining:
            self._draining = True
            self._tasks.spawn(self._send_all(), name="outbox")

    async def _send_all(self) -> None:
        try:
            while (item := self._next()) is not None:
                if not await self._send(item):
                    return
        finally:
            self._draining = False

    def _next(self) -> Pending | None:
        return next((one for one in self.items if one.state is RowState.SENDING), None)

    async def _send(self, item: Pending) -> bool:
        """Whether the next one may go."""
        try:
            if item.agent_id:
                await self._ask(item)
            else:
                self._on_sent(await self._say(item))
        except NetworkError as error:
            self._wait_for_connection(advise(error).text)
            return False
        except DesktopError as error:
            log.info("not sent: %s", error)
            self._set(
                item, RowState.UNSENT, advise(error).text, is_hopeless=needs_other_words(error)
            )
        else:
            current = self._items.get(item.client_id)
            if current is not None:
                # Asked and answered for; the question itself comes with the live events.
                self._set(current, RowState.SENT)
        return True

    async def _say(self, item: Pending) -> Message:
        form = SendMessage(text=item.text, client_id=item.client_id)
        return await self._calls.send(self._community_id, form)

    async def _ask(self, item: Pending) -> None:
        form = AskAgent(
            agent_id=item.agent_id,
            text=item.text,
            client_id=item.client_id,
            accept_fee_cents=item.fee_cents,
        )
        await self._calls.ask(self._community_id, form)

    def _wait_for_connection(self, why: str) -> None:
        # What comes after must not overtake what could not be sent.
        for item in self.items:
            if item.state is RowState.SENDING:
                self._set(item, RowState.UNSENT, why, waits=True)

    def _set(
        self,
        item: Pending,
        state: RowState,
        note: str = "",
        *,
        waits: bool = False,
        is_hopeless: bool = False,
    ) -> None:
        changed = replace(item, state=state, note=note, waits=waits, is_hopeless=is_hopeless)
        self._items[item.client_id] = changed
        self._on_changed(changed)
