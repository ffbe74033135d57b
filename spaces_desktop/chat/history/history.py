"""The loaded part of a thread's past: fetched page by page, and kept right while it is fetched."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from msgspec import UnsetType

from embedded_server.contracts.base import Page
from embedded_server.contracts.club import HistoryQuery, Message
from embedded_server.contracts.events import Event
from spaces_desktop.chat.api import ThreadCalls
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)

PAGE = 50
PIECE = 25
"""So many of a page are put to the rest in one frame."""
FRAME = 0.006

Handler = Callable[[Any, Event], None]


class Shown(Protocol):
    """Where pages go: the thread on the screen. `held` is what it has of the place: the id of its
    oldest message and the seq of its newest, which may have been deleted since."""

    def held(self) -> tuple[str, int]: ...
    def replace_all(self, messages: list[Message]) -> None: ...
    def merge(self, messages: list[Message]) -> None: ...
    def set_ends(self, *, older_above: bool, newest_below: bool) -> None: ...
    def fetching(self) -> None: ...
    def fetched(self, advice: Advice | None) -> None: ...


class History:
    """Events have to come through `dispatch`, so that none is lost to a page or put in twice."""

    def __init__(self, place_id: str, calls: ThreadCalls, tasks: Tasks, shown: Shown) -> None:
        self._place_id = place_id
        self._calls = calls
        self._tasks = tasks
        self._shown = shown
        self._key = f"history {place_id}"
        self._doing: object = None
        """What is being fetched now. The task itself ends a little later, and who sees the page by
        then asks for the next one."""
        self._older: str | None = None
        self._older_lost = False
        self._newest_below = False
        self._newer_lost = False
        self._seq = 0
        self._late: list[Callable[[], None]] | None = None
        self._echo: list[Callable[[], None]] | None = None

    @property
    def is_fetching(self) -> bool:
        return self._doing is not None

    def load(self, query: HistoryQuery | None = None, *, then: Callable[[], None]) -> None:
        """Fetch one page (the newest one) and show it in place of everything."""
        wanted = query or HistoryQuery(limit=PAGE)
        self._fetch(lambda: self._load(wanted, newest_below=query is not None, then=then))

    def load_older(self) -> None:
        if self._older_above and not self.is_fetching:
            self._fetch(self._load_older)

    def load_newer(self) -> None:
        if self._newest_below and not self.is_fetching:
            self._fetch(self._load_newer)

    def trimmed(self, *, at_start: bool) -> None:
        """An end of what is shown was let go; it is fetched again when somebody comes there."""
        if at_start:
            self._older_lost = True
        else:
            self._newest_below = self._newer_lost = True
        self._show_ends()

    def dispatch(self, handler: Handler, data: Any, event: Event) -> None:
        """Hand an event on, unless it is in the snapshot; while one is fetched it has to wait."""
        if self._late is not None:
            self._late.append(lambda: self.dispatch(handler, data, event))
        elif isinstance(event.seq, UnsetType) or event.seq > self._seq:
            if self._echo is not None:
                self._echo.append(lambda: handler(data, event))
            handler(data, event)

    def _fetch(self, doing: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._doing = doing
        self._tasks.spawn(self._guarded(doing), name="history", key=self._key)

    async def _guarded(self, doing: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await doing()
        except DesktopError as error:
            log.info("history: %s", error)
            self._shown.fetched(advise(error))
        else:
            self._shown.fetched(None)
        finally:
            if self._doing is doing:
                self._doing = None

    async def _load(
        self, query: HistoryQuery, *, newest_below: bool, then: Callable[[], None]
    ) -> None:
        """Show one page in place of everything; what happens meanwhile is put to it after."""
        self._shown.fetching()
        late: list[Callable[[], None]] = []
        self._late = late
        try:
            answer = await self._calls.history(self._place_id, query)
            self._seq = answer.seq
            self._older = answer.value.next_cursor
            self._older_lost = False
            self._newest_below = newest_below
            self._shown.replace_all(answer.value.items)
            self._show_ends()
        finally:
            # Also after a failure: then what came in belongs to what is still shown.
            self._late = None
            for apply in late:
                apply()
        then()
        if query.around_seq is not None:
            # Who comes in at what is new has most of it on the next page.
            await self._load_newer()

    async def _load_older(self) -> None:
        query = HistoryQuery(limit=PAGE, cursor=None if self._older_lost else self._older)
        oldest = self._shown.held()[0] if self._older_lost else ""
        if oldest:
            # No cursor leads on from here: a page around what is still held overlaps with it.
            query = HistoryQuery(limit=2 * PAGE, around=oldest)

        async def place(page: Page[Message]) -> None:
            self._older_lost = False
            self._older = page.next_cursor
            placed = False
            try:
                placed = await self._place(page.items, lambda: self._older_lost)
            finally:
                # The cursor leads on from the end of the page, not from a part of it.
                self._older_lost = not placed

        await self._merge_page(query, place)

    async def _load_newer(self) -> None:
        async def place(page: Page[Message]) -> None:
            self._newer_lost = False
            placed = await self._place(page.items, lambda: self._newer_lost)
            self._newest_below = page.has_more or not placed

        query = HistoryQuery(limit=PAGE, after=self._shown.held()[1])
        await self._merge_page(query, place)

    async def _place(self, messages: list[Message], is_lost: Callable[[], bool]) -> bool:
        """Put a page to the rest piece by piece, the nearest first, so that no frame has much to
        do. Whether it is there to its end: what it was to follow on may be let go meanwhile."""
        for start in range(0, len(messages), PIECE):
            if start:
                await asyncio.sleep(FRAME)
            if is_lost():
                return False
            self._shown.merge(messages[start : start + PIECE])
        return not is_lost()

    @property
    def _older_above(self) -> bool:
        return self._older_lost or self._older is not None

    def _show_ends(self) -> None:
        self._shown.set_ends(older_above=self._older_above, newest_below=self._newest_below)

    async def _merge_page(
        self, query: HistoryQuery, place: Callable[[Page[Message]], Coroutine[Any, Any, None]]
    ) -> None:
        """Put a page to the rest. What was told of its messages while it came is told again."""
        echo: list[Callable[[], None]] = []
        self._echo = echo
        try:
            await place((await self._calls.history(self._place_id, query)).value)
            self._show_ends()
        finally:
            self._echo = None
        for apply in echo:
            apply()
