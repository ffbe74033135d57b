"""A list that the server gives page by page, with its four states."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.base import Page
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)

T = TypeVar("T")

Fetch = Callable[[str | None], Awaitable[Page[T]]]
"""The page behind a cursor, the first one for None."""


class Paged(QObject, Generic[T]):
    """What is shown stays while it is fetched again; a failure is tried again by itself when the
    connection is back."""

    phase_changed = Signal(object)
    advice_changed = Signal(object)
    has_more_changed = Signal(bool)
    changed = Signal()
    """The items are others now."""

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    has_more = Observed(False)

    def __init__(
        self,
        name: str,
        fetch: Fetch[T],
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = f"page of {name}"
        self._fetch = fetch
        self._live = live
        self._tasks = tasks
        self._cursor: str | None = None
        self._asked = False
        self.items: tuple[T, ...] = ()
        live.link_changed.connect(self._on_link)

    def close(self) -> None:
        self._live.link_changed.disconnect(self._on_link)
        self._tasks.cancel(self._key)

    def load(self) -> None:
        """Fetch from the first page on."""
        self._asked = True
        self._tasks.spawn(self._load(None), name=self._key, key=self._key)

    def refresh(self, same: Callable[[T], object]) -> None:
        """Fetch the first page again; what stands behind it stays. `same` tells an item by."""
        if not self.items:
            self.load()
            return
        self._tasks.spawn(self._refresh(same), name=self._key, key=self._key)

    def more(self) -> None:
        if self._cursor is not None and not self._tasks.is_running(self._key):
            self._tasks.spawn(self._load(self._cursor), name=self._key, key=self._key)

    def clear(self) -> None:
        """Forget what was fetched, and what is under way."""
        self._tasks.cancel(self._key)
        self._asked = False
        self._cursor = None
        self.has_more = False
        self.advice = None
        self.items = ()
        self.phase = Phase.LOADING
        self.changed.emit()

    def put(self, items: Iterable[T]) -> None:
        """Show other items than were fetched, after a change that is known already."""
        self.items = tuple(items)
        self.phase = Phase.READY if self.items else Phase.EMPTY
        self.changed.emit()

    async def _load(self, cursor: str | None) -> None:
        if not self.items:
            self.phase = Phase.LOADING
        try:
            page = await self._fetch(cursor)
        except DesktopError as error:
            log.info("%s: %s", self._key, error)
            self.advice = advise(error)
            if not self.items:
                self.phase = Phase.FAILED
            return
        self.advice = None
        self._cursor = page.next_cursor
        self.has_more = page.has_more
        self.put((*self.items, *page.items) if cursor is not None else page.items)

    async def _refresh(self, same: Callable[[T], object]) -> None:
        try:
            page = await self._fetch(None)
        except DesktopError as error:
            log.info("%s: %s", self._key, error)
            self.advice = advise(error)
            return
        self.advice = None
        known = [same(one) for one in self.items]
        last = same(page.items[-1]) if page.items else None
        if last in known and page.has_more:
            self.put((*page.items, *self.items[known.index(last) + 1 :]))
            return
        self._cursor = page.next_cursor
        self.has_more = page.has_more
        self.put(page.items)

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None and self._asked:
            self.load()
