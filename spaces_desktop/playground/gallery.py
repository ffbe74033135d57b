"""Looking for spaces: search as one types, a category, a tag, page by page."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.events import EventType
from embedded_server.contracts.playground import Space, SpaceQuery
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.playground.api import SpaceCalls

log = logging.getLogger(__name__)

A_PAGE = 24
_KEY = "gallery of spaces"


class GalleryModel(QObject):
    """What is shown stays while it is looked for again."""

    phase_changed = Signal(object)
    advice_changed = Signal(object)
    asked_changed = Signal(object)
    shown = Signal()
    """The spaces, or how many there are, may be others."""
    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    asked = Observed(SpaceQuery(limit=A_PAGE))
    """What is looked for."""

    def __init__(
        self, calls: SpaceCalls, live: LiveEvents, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._live = live
        self._tasks = tasks
        self._has_begun = False
        self.spaces: tuple[Space, ...] = ()
        self.total = 0
        self.total_pages = 0
        self.categories: tuple[str, ...] = ()
        """All that were met so far, by their names; and likewise the tags."""
        self.tags: tuple[str, ...] = ()
        live.link_changed.connect(self._on_link)
        self._unsubscribe = live.subscribe(EventType.RESYNC, lambda *_what: self._on_resync())

    def close(self) -> None:
        self._unsubscribe()
        self._live.link_changed.disconnect(self._on_link)
        self._tasks.cancel(_KEY)

    @property
    def is_filtered(self) -> bool:
        return bool(self.asked.search or self.asked.category or self.asked.tag)

    def begin(self) -> None:
        """Somebody looks at it: what was found before stands until it is found again."""
        self._has_begun = True
        self.load()

    def load(self) -> None:
        self._tasks.spawn(self._load(), name=_KEY, key=_KEY)

    def look_for(self, words: str) -> None:
        self._ask(search=words.strip())

    def choose_category(self, category: str) -> None:
        """ "" for all of them."""
        self._ask(category=category)

    def choose_tag(self, tag: str) -> None:
        self._ask(tag=tag)

    def show_mine(self, mine: bool) -> None:
        self._ask(mine=mine)

    def clear(self) -> None:
        """Look for nothing in particular."""
        self._ask(search="", category="", tag="")

    def turn_to(self, page: int) -> None:
        self._ask(page=max(1, min(page, self.total_pages)))

    def drop(self, space_id: str) -> None:
        """It is gone, as is known from elsewhere."""
        if any(one.id == space_id for one in self.spaces):
            self.load()

    def _ask(self, **changes: object) -> None:
        now = self.asked
        wanted = SpaceQuery(
            search=str(changes.get("search", now.search or "")) or None,
            category=str(changes.get("category", now.category or "")) or None,
            tag=str(changes.get("tag", now.tag or "")) or None,
            mine=bool(changes.get("mine", now.mine)),
            page=int(str(changes.get("page", 1))),
            limit=A_PAGE,
        )
        if wanted != now:
            self.asked = wanted
            self.load()

    async def _load(self) -> None:
        asked = self.asked
        if not self.spaces:
            self.phase = Phase.LOADING
        try:
            answer = await self._calls.browse(asked)
        except DesktopError as error:
            log.info("gallery: %s", error)
            self.advice = advise(error)
            if not self.spaces:
                self.phase = Phase.FAILED
            return
        self.advice = None
        self.total, self.total_pages = answer.total, answer.total_pages
        if asked.page > max(1, answer.total_pages):
            # Pages have gone since: the last one there is.
            self.turn_to(answer.total_pages)
            return
        self.spaces = tuple(answer.spaces)
        self.categories = _with(self.categories, [one.category or "" for one in self.spaces])
        self.tags = _with(self.tags, [tag for one in self.spaces for tag in one.tags])
        self.phase = Phase.READY if self.spaces else Phase.EMPTY
        self.shown.emit()

    def _on_resync(self) -> None:
        if self._has_begun:
            self.load()

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None and self._has_begun:
            self.load()


def _with(known: tuple[str, ...], found: list[str]) -> tuple[str, ...]:
    """Each once whatever its case, by their names."""
    by_name = {one.casefold(): one for one in (*reversed(found), *known) if one}
    return tuple(by_name[key] for key in sorted(by_name))
