"""The palette: one field that goes to any community, person, place, setting or command."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from spaces_desktop.kernel.properties import Observed
from spaces_desktop.shell.fuzzy import fold, matches, score
from spaces_desktop.widgets.rooms import Found, Keep

SETTLE_MS = 120
MOST_SHOWN = 40
MOST_RECENT = 20
RECENT_BONUS = 6.0
ALSO = 15.0
"""What a match in further words, or in the detail, is worth."""


class PaletteModel(QObject):
    results_changed = Signal(object)
    results = Observed[tuple[Found, ...]](())
    """The best first."""

    def __init__(
        self,
        sources: Callable[[], Sequence[Found]],
        places: Callable[[], Sequence[str]],
        keep: Keep,
        parent: QObject | None = None,
    ) -> None:
        """`sources` gives all there is; `places` the ids of where one was, the latest first."""
        super().__init__(parent)
        self._sources = sources
        self._places = places
        self._keep = keep
        self._all: list[Found] = []
        self._recent: dict[str, int] = {}
        self._text = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SETTLE_MS)
        self._wait.timeout.connect(self._search)

    def begin(self) -> None:
        """The palette opens: gather what there is now, the latest used first."""
        once = {one.id: one for one in self._sources()}
        self._all = list(once.values())
        order = dict.fromkeys([*self._used(), *self._places()])
        self._recent = {found: at for at, found in enumerate(order)}
        self._text = ""
        self._search()

    def search(self, text: str) -> None:
        """Look for this, once typing pauses."""
        self._text = text
        self._wait.start()

    def settle(self) -> None:
        """Do not wait for the pause: somebody is about to choose."""
        if self._wait.isActive():
            self._search()

    def run(self, found: Found) -> None:
        used = [found.id, *(one for one in self._used() if one != found.id)]
        self._keep.put("palette", json.dumps(used[:MOST_RECENT]))
        found.act()

    def _search(self) -> None:
        self._wait.stop()
        text = self._text.strip()
        ranked = sorted(
            ((worth, at) for at, one in enumerate(self._all) if (worth := self._worth(text, one))),
            key=lambda pair: (-pair[0], pair[1]),
        )
        self.results = tuple(self._all[at] for _, at in ranked[:MOST_SHOWN])

    def _worth(self, text: str, one: Found) -> float:
        recent = self._recent.get(one.id)
        if not text:
            return 1.0 if recent is None else 1000.0 - recent
        worth = score(text, one.title)
        if not worth and (fold(text).strip() and matches(text, f"{one.title} {one.also}")):
            worth = ALSO
        if not worth and fold(text).strip() and matches(text, f"{one.title} {one.detail}"):
            worth = ALSO / 2
        if worth and recent is not None:
            worth += RECENT_BONUS / (1 + recent)
        return worth

    def _used(self) -> list[str]:
        try:
            used = json.loads(self._keep.get("palette"))
        except ValueError:
            return []
        return [one for one in used if isinstance(one, str)] if isinstance(used, list) else []
