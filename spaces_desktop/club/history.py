"""The loaded part of a club's past: fetched page by page, and kept right while it is fetched."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from msgspec import UnsetType

from embedded_server.contracts.base import Page
from embedded_server.contracts.club import HistoryQuery, Message
from embedded_server.contracts.events import Event
from spaces_desktop.club.api import ClubCalls
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)

PAGE = 50

Handler = Callable[[Any, Event], None]


class Shown(Protocol):
    """Where pages go: the thread on the screen."""

    @property
    def newest_seq(self) -> int: ...
    def replace_all(self, messages: list[Message]) -> None: ...
    def merge(self, messages: list[Message]) -> None: ...
    def set_newest_below(self, below: bool) -> None: ...
    def fetching(self) -> None: ...
    def fetched(self, advice: Advice | None) -> None: ...


class History:
    """Events have to come through `dispatch`, so that none is lost to a page or put in twice."""

    def __init__(self, community_id: str, calls: ClubCalls, tasks: Tasks, shown: Shown) -> None:
        self._community_id = community_id
        self._calls = calls
        self._tasks = tasks
        self._shown = shown
        self._key = f"history {community_id}"
        self._older: str | None = None
        self._newest_below = False
        self._seq = 0
        self._late: list[Callable[[], None]] | None = None
        self._echo: list[Callable[[], None]] | None = None

    @property
    def is_fetching(self) -> bool:
        return self._tasks.is_running(self._key)

    def load(self, query: HistoryQuery | None = None, *, then: Callable[[], None]) -> None:
        """Fetch one page (the newest one) and show it in place of everything."""
        wanted = query or HistoryQuery(limit=PAGE)
        self._fetch(self._load(wanted, newest_below=query is not None, then=then))

    def load_older(self) -> None:
        if self._older is not None and not self.is_fetching:
            self._fetch(self._load_older(self._older))

    def load_newer(self) -> None:
        if self._newest_below and not self.is_fetching:
            self._fetch(self._load_newer())

    def dispatch(self, handler: Handler, data: Any, event: Event) -> None:
        """Hand an event on, unless it is in the snapshot; while one is fetched it has to wait."""
        if self._late is not None:
            self._late.append(lambda: self.dispatch(handler, data, event))
        elif isinstance(event.seq, UnsetType) or event.seq > self._seq:
            if self._echo is not None:
                self._echo.append(lambda: handler(data, event))
            handler(data, event)

    def _fetch(self, doing: Coroutine[Any, Any, None]) -> None:
        self._tasks.spawn(self._guarded(doing), name="history", key=self._key)

    async def _guarded(self, doing: Coroutine[Any, Any, None]) -> None:
        try:
            await doing
        except DesktopError as error:
            log.info("history: %s", error)
            self._shown.fetched(advise(error))
        else:
            self._shown.fetched(None)

    async def _load(
        self, query: HistoryQuery, *, newest_below: bool, then: Callable[[], None]
    ) -> None:
        """Show one page in place of everything; what happens meanwhile is put to it after."""
        self._shown.fetching()
        late: list[Callable[[], None]] = []
        self._late = late
        try:
            answer = await self._calls.history(self._community_id, query)
            self._seq = answer.seq
            self._older = answer.value.next_cursor
            self._shown.replace_all(answer.value.items)
            self._show_newest_below(newest_below)
        finally:
            # Also after a failure: then what came in belongs to what is still shown.
            self._late = None
            for apply in late:
                apply()
        then()

    async def _load_older(self, cursor: str) -> None:
        page = await self._merge_page(HistoryQuery(limit=PAGE, cursor=cursor))
        self._older = page.next_cursor

    async def _load_newer(self) -> None:
        page = await self._merge_page(HistoryQuery(limit=PAGE, after=self._shown.newest_seq))
        self._show_newest_below(page.has_more)

    def _show_newest_below(self, below: bool) -> None:
        self._newest_below = below
        self._shown.set_newest_below(below)

    async def _merge_page(self, query: HistoryQuery) -> Page[Message]:
        """Put a page to the rest. What was told of its messages while it came is told again."""
        echo: list[Callable[[], None]] = []
        self._echo = echo
        try:
            page = (await self._calls.history(self._community_id, query)).value
            self._shown.merge(page.items)
        finally:
            self._echo = None
        for apply in echo:
            apply()
        return page
