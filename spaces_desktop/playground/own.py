"""One's own spaces and those one was invited to, and where something has begun since one looked."""

from __future__ import annotations

import json
import logging

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from embedded_server.contracts.events import EventType
from embedded_server.contracts.playground import Space, SpaceQuery
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.playground.api import SpaceCalls
from spaces_desktop.widgets.entries import Entries, Entry
from spaces_desktop.widgets.rooms import Keep

log = logging.getLogger(__name__)

AGAIN_MS = 45_000
"""Nobody is told of sessions they are not in: how many are live is asked for again."""
A_PAGE, MOST_PAGES = 50, 6
_KEY = "own spaces"
_SEEN = "playground_seen"


def _tr(text: str) -> str:
    return QCoreApplication.translate("playground", text)


def live_words(count: int) -> str:
    """ "" where nobody is in any session."""
    if not count:
        return ""
    if count == 1:
        return _tr("1 live session")
    return _tr("{count} live sessions").format(count=count)


class OwnSpaces(QObject):
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    changed = Signal()
    counted = Signal()
    """In how many of them something is new may be another number."""

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)

    def __init__(
        self,
        calls: SpaceCalls,
        live: LiveEvents,
        tasks: Tasks,
        my_id: str,
        keep: Keep,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._live = live
        self._tasks = tasks
        self._my_id = my_id
        self._keep = keep
        self._known: dict[str, Space] = {}
        self._seen: dict[str, int] = _read_seen(keep.get(_SEEN))
        self.entries = Entries(self)
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.load)
        live.link_changed.connect(self._on_link)
        self._unsubscribe = live.subscribe(EventType.RESYNC, lambda *_what: self.load())

    def close(self) -> None:
        self._again.stop()
        self._unsubscribe()
        self._live.link_changed.disconnect(self._on_link)
        self._tasks.cancel(_KEY)

    def load(self) -> None:
        self._again.start()
        self._tasks.spawn(self._load(), name=_KEY, key=_KEY)

    def get(self, space_id: str) -> Space | None:
        return self._known.get(space_id)

    @property
    def spaces(self) -> tuple[Space, ...]:
        return tuple(self._known.values())

    @property
    def news(self) -> int:
        """In how many a session has begun since one looked."""
        return sum(self.is_new(one) for one in self._known.values())

    def is_new(self, space: Space) -> bool:
        return space.live_session_count > self._seen.get(space.id, 0)

    def take(self, space: Space) -> None:
        """How one of them stands now, as the server has answered; or another one from now on."""
        self._known[space.id] = space
        self._told()

    def drop(self, space_id: str) -> None:
        if self._known.pop(space_id, None) is not None:
            self._told()

    def look_at(self, space_id: str) -> None:
        """What is live there now is not new any more."""
        space = self._known.get(space_id)
        if space is not None and self._seen.get(space_id, 0) != space.live_session_count:
            self._seen[space_id] = space.live_session_count
            self._remember()
            self._told()

    async def _load(self) -> None:
        found: list[Space] = []
        try:
            for page in range(1, MOST_PAGES + 1):
                query = SpaceQuery(mine=True, page=page, limit=A_PAGE)
                answer = await self._calls.browse(query)
                found += answer.spaces
                if page >= answer.total_pages:
                    break
        except DesktopError as error:
            log.info("own spaces: %s", error)
            self.advice = advise(error)
            if not self._known:
                self.phase = Phase.FAILED
            return
        self.advice = None
        self._known = {one.id: one for one in found}
        for one in found:
            # Where sessions have ended, the next one to begin is new again.
            if one.live_session_count < self._seen.get(one.id, 0):
                self._seen[one.id] = one.live_session_count
        self._remember()
        self._told()

    def _told(self) -> None:
        self.phase = Phase.READY if self._known else Phase.EMPTY
        self.entries.show(self._entry(one) for one in self._known.values())
        self.changed.emit()
        self.counted.emit()

    def _entry(self, space: Space) -> Entry:
        by = _tr("by {name}").format(name=space.owner.name)
        mine = _tr("Public") if space.is_public else _tr("Private")
        about = mine if space.owner.id == self._my_id else by
        words = live_words(space.live_session_count) or about
        return Entry(space.id, space.name, words, count=int(self.is_new(space)))

    def _remember(self) -> None:
        kept = {key: count for key, count in self._seen.items() if count and key in self._known}
        self._seen = kept
        self._keep.put(_SEEN, json.dumps(kept))

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.load()


def _read_seen(text: str) -> dict[str, int]:
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(key): one for key, one in found.items() if isinstance(one, int)}
