"""Messages on their way out: kept on the disk, in order, each with one client id for all tries."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from msgspec import UnsetType
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.club import Message
from embedded_server.contracts.errors import SLOW_MODE, Code
from embedded_server.contracts.events import Event, EventType
from spaces_desktop.chat.api import Post
from spaces_desktop.chat.writing.pace import Pace
from spaces_desktop.chat.writing.pending import KIND, Pending, decode, encode
from spaces_desktop.chat.writing.uploads import Uploads
from spaces_desktop.kernel.errors import (
    Advice,
    ApiError,
    DesktopError,
    DiskError,
    NetworkError,
    advise,
    needs_other_words,
)
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.money import money
from spaces_desktop.kernel.shelf import Shelf, ShelfError
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.message_rows import RowState

log = logging.getLogger(__name__)

FIRST_WAIT_MS = 2000
LONGEST_WAIT_MS = 30_000
_PASSES = {
    Code.TOO_MANY_REQUESTS,
    Code.STOPPING,
    Code.NOT_READY,
    Code.STORAGE_FULL,
    Code.INTERNAL,
}


class Outbox(QObject):
    """One for a room and a session: sends each place's messages in order, the places beside each
    other.

    It goes on for places that are not open. `fee_of(place, agent)` is what asking costs now, None
    where that is not known here. Where a place has a pace, what is too soon waits.
    """

    changed = Signal(object)
    """A Pending, in a new state."""
    gone = Signal(object)
    """A Pending that has arrived, or was thrown away."""
    sent = Signal(object)
    """The Message that the server made of one."""
    not_kept = Signal(object, object)
    """A Pending that could not be written down, and the Advice why; it is not on its way."""

    def __init__(
        self,
        post: Post,
        live: LiveEvents,
        tasks: Tasks,
        shelf: Shelf,
        uploads: Uploads,
        my_id: str,
        fee_of: Callable[[str, str], int | None] = lambda _place, _agent: None,
        pace: Pace | None = None,
        parent: QObject | None = None,
        *,
        kind: str = KIND,
    ) -> None:
        super().__init__(parent)
        self._post = post
        self._live = live
        self._tasks = tasks
        self._shelf = shelf
        self._uploads = uploads
        self._my_id = my_id
        self._fee_of = fee_of
        self._kind = kind
        self.pace = pace or Pace(self)
        self.pace.changed.connect(self._on_pace)
        self._items: dict[str, Pending] = {}
        self._unkept: set[str] = set()
        self._draining: set[str] = set()
        self._again_up: set[str] = set()
        self._wait_ms = FIRST_WAIT_MS
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.retry_waiting)
        self._unsubscribe = live.subscribe(EventType.MESSAGE_CREATED, self._on_message)
        live.link_changed.connect(self._on_link)
        for name, value in shelf.load(kind):
            item = decode(value)
            if item is None:
                log.warning("an unsent message could not be read: %s", name)
            else:
                self._items[item.client_id] = item
        if live.link.state is LinkState.ONLINE:
            self.retry_waiting()

    def close(self) -> None:
        """What is not sent stays on the disk, for the next time."""
        self._again.stop()
        self.pace.close()
        self._unsubscribe()
        self._live.link_changed.disconnect(self._on_link)

    @property
    def items(self) -> list[Pending]:
        return list(self._items.values())

    def of(self, place_id: str) -> list[Pending]:
        return [item for item in self._items.values() if item.place_id == place_id]

    def add(self, item: Pending) -> None:
        """Write it down, then send it, and with it what waits before it."""
        for waiting in self.of(item.place_id):
            if waiting.waits:
                self._set(waiting, RowState.SENDING)
        self._items[item.client_id] = item
        self._unkept.add(item.client_id)
        self.changed.emit(item)
        self._tasks.spawn(self._keep(item), name="keep message")

    def get(self, row_id: str) -> Pending | None:
        return self._items.get(row_id.removeprefix("out:"))

    def retry(self, row_id: str) -> None:
        """Send it once more, at today's price where that was what held it back."""
        item = self.get(row_id)
        if item is not None and item.state is RowState.UNSENT:
            if item.price_cents is not None:
                item = replace(item, fee_cents=item.price_cents)
            self._set(item, RowState.SENDING)
            self._drain(item.place_id)

    def retry_waiting(self) -> None:
        """The connection is back: send what waited for it, in the order it was written."""
        for item in self.items:
            if item.waits and not self.pace.left(item.place_id):
                self._set(item, RowState.SENDING)
        for place_id in dict.fromkeys(item.place_id for item in self.items):
            self._drain(place_id)

    def retry_all(self, place_id: str) -> None:
        """What was refused there may pass now; what costs another price waits to be agreed to."""
        for item in self.of(place_id):
            if item.state is RowState.UNSENT and item.price_cents is None and not item.is_hopeless:
                self._set(item, RowState.SENDING)
        self._drain(place_id)

    def bar(self, place_id: str, why: str) -> None:
        """Nothing goes there any more; what has not gone says why."""
        for item in self.of(place_id):
            if item.state is not RowState.SENT:
                self._set(item, RowState.UNSENT, why)

    def discard(self, row_id: str) -> Pending | None:
        item = self.get(row_id)
        if item is None or item.state in (RowState.SENDING, RowState.SENT):
            return None
        return self._drop(item.client_id)

    def arrived(self, client_id: str) -> Pending | None:
        """The message has arrived; give what was pending for it."""
        return self._drop(client_id) if client_id in self._items else None

    def _drop(self, client_id: str) -> Pending:
        item = self._items.pop(client_id)
        self._shelf.remove_soon(self._kind, client_id)
        self._uploads.forget(item.files)
        self.gone.emit(item)
        return item

    async def _keep(self, item: Pending) -> None:
        try:
            await self._shelf.put(self._kind, item.client_id, encode(item))
        except ShelfError as error:
            log.warning("not kept: %s", error)
            self._unkept.discard(item.client_id)
            del self._items[item.client_id]
            self.gone.emit(item)
            text = self.tr("This could not be saved to your disk, so it was not sent.")
            self.not_kept.emit(item, Advice(text, can_retry=False, details=str(error)))
            return
        self._unkept.discard(item.client_id)
        blocked = next((one for one in self.of(item.place_id) if one.waits), None)
        if blocked is not None and item.client_id in self._items:
            self._set(item, RowState.UNSENT, blocked.note, waits=True)
        self._drain(item.place_id)

    def _drain(self, place_id: str) -> None:
        if place_id not in self._draining:
            self._draining.add(place_id)
            self._tasks.spawn(self._send_all(place_id), name="outbox")

    async def _send_all(self, place_id: str) -> None:
        try:
            while (item := self._next(place_id)) is not None:
                if self.pace.left(place_id):
                    self._let_wait(place_id, self.pace.words())
                    return
                if not await self._send(item):
                    return
        finally:
            self._draining.discard(place_id)

    def _next(self, place_id: str) -> Pending | None:
        """The first that may go; none while an earlier one is being written or has to wait."""
        for item in self.of(place_id):
            if item.waits or item.client_id in self._unkept:
                return None
            if item.state is RowState.SENDING:
                return item
        return None

    async def _send(self, item: Pending) -> bool:
        """Whether the next one may go."""
        try:
            if not await self._go(item):
                return True
        except NetworkError as error:
            log.info("not sent yet: %s", error)
            words = self.tr("It will be sent once you are back online.")
            self._wait(item.place_id, words)
            return False
        except ApiError as error:
            if error.problem.state == SLOW_MODE:
                self.pace.hold(item.place_id, max(1, _pause_ms(error) // 1000))
                return True
            if error.code in _PASSES:
                self._wait(item.place_id, advise(error).text, _pause_ms(error))
                return False
            if self._forgot_files(item, error):
                return True
            self._refuse(item, error)
        except DesktopError as error:
            self._refuse(item, error)
        else:
            self._wait_ms = FIRST_WAIT_MS
            self.pace.wrote(item.place_id)
        return True

    async def _go(self, item: Pending) -> bool:
        """Whether it went; not if its price is another one now."""
        price = self._fee_of(item.place_id, item.agent_id) if item.agent_id else None
        if price is not None and price != item.fee_cents:
            self._hold(item, price)
            return False
        if item.files:
            item = await self._upload(item)
        message = await self._post(item)
        if message is not None:
            self.arrived(item.client_id)
            self.sent.emit(message)
            return True
        current = self._items.get(item.client_id)
        if current is not None:
            # Taken and answered for; the message itself comes with the live events.
            self._shelf.remove_soon(self._kind, item.client_id)
            self._items[item.client_id] = replace(current, state=RowState.SENT, note="")
            self.changed.emit(self._items[item.client_id])
        return True

    def _forgot_files(self, item: Pending, error: ApiError) -> bool:
        """Whether the server no longer has what was uploaded: then it goes up once more."""
        current = self._items.get(item.client_id)
        if current is None or current.client_id in self._again_up:
            return False
        named = any(one.field.startswith("attachmentIds") for one in error.errors)
        if not current.files or not (named or error.code is Code.NOT_FOUND):
            return False
        self._again_up.add(current.client_id)
        self._uploads.start_over(current.files)
        files = tuple(replace(one, attachment_id="") for one in current.files)
        self._items[current.client_id] = replace(current, files=files)
        return True

    async def _upload(self, item: Pending) -> Pending:
        files = []
        for one in item.files:
            done = await self._uploads.ready(item.place_id, one)
            files.append(replace(one, attachment_id=done))
        changed = replace(self._items.get(item.client_id, item), files=tuple(files))
        self._items[item.client_id] = changed
        self._shelf.put_soon(self._kind, item.client_id, encode(changed))
        return changed

    def _refuse(self, item: Pending, error: DesktopError) -> None:
        log.info("not sent: %s", error)
        current = self._items.get(item.client_id)
        if current is None:
            return
        if isinstance(error, ApiError) and error.code is Code.FEE_NOT_ACCEPTED:
            due = error.problem.amount_due_cents
            if not isinstance(due, UnsetType):
                self._hold(current, due)
                return
        hopeless = needs_other_words(error) or isinstance(error, DiskError)
        self._set(current, RowState.UNSENT, advise(error).text, is_hopeless=hopeless)

    def _hold(self, item: Pending, price: int) -> None:
        if price:
            words = self.tr("The price is now {amount}.").format(amount=money(price))
        else:
            words = self.tr("Asking is free now.")
        self._set(item, RowState.UNSENT, words, price=price)

    def _wait(self, place_id: str, why: str, pause_ms: int = 0) -> None:
        self._let_wait(place_id, why)
        self._again.start(max(pause_ms, self._wait_ms))
        self._wait_ms = min(LONGEST_WAIT_MS, self._wait_ms * 2)

    def _let_wait(self, place_id: str, why: str) -> None:
        # What comes after must not overtake what could not be sent.
        for item in self.of(place_id):
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
        price: int | None = None,
    ) -> None:
        changed = replace(
            item, state=state, note=note, waits=waits, is_hopeless=is_hopeless, price_cents=price
        )
        self._items[item.client_id] = changed
        if item.client_id not in self._unkept:
            self._shelf.put_soon(self._kind, item.client_id, encode(changed))
        self.changed.emit(changed)

    def _on_message(self, data: Message, _event: Event) -> None:
        if data.client_id and data.author.kind == "user" and data.author.id == self._my_id:
            self.arrived(data.client_id)

    def _on_pace(self, place_id: str) -> None:
        waiting = [item for item in self.of(place_id) if item.waits]
        if waiting and not self.pace.left(place_id):
            for item in waiting:
                self._set(item, RowState.SENDING)
            self._drain(place_id)

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE:
            self._wait_ms = FIRST_WAIT_MS
            self.retry_waiting()


def _pause_ms(error: ApiError) -> int:
    seconds: Any = error.problem.retry_after_seconds
    return 0 if isinstance(seconds, UnsetType) else int(seconds) * 1000
