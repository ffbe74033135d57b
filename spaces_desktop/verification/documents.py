"""The documents of the request that is looked at: fetched one by one, kept while it is shown."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from embedded_server.contracts.verification import VerificationDocument
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.pictures import decode
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.verification.api import VerificationCalls

log = logging.getLogger(__name__)

_PICTURES = ("image/png", "image/jpeg")
_FETCH, _SAVE = "verification document", "save a verification document"


class DocumentsModel(QObject):
    """`phase` is EMPTY for a document that was deleted, and where there is none."""

    phase_changed = Signal(object)
    advice_changed = Signal(object)
    listed_changed = Signal(object)
    current_changed = Signal(object)
    save_advice_changed = Signal(object)
    saved = Signal(str)
    """The path of a copy."""

    phase = Observed(Phase.EMPTY)
    advice = Observed[Advice | None](None)
    listed = Observed[tuple[VerificationDocument, ...]](())
    current = Observed[VerificationDocument | None](None)
    save_advice = Observed[Advice | None](None)

    def __init__(
        self,
        calls: VerificationCalls,
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._live = live
        self._tasks = tasks
        self._kept: dict[str, bytes] = {}
        self._pictures: dict[str, QImage] = {}
        live.link_changed.connect(self._on_link)

    def close(self) -> None:
        self._live.link_changed.disconnect(self._on_link)
        self._tasks.cancel(_FETCH)
        self._tasks.cancel(_SAVE)
        self._kept.clear()
        self._pictures.clear()

    @property
    def content(self) -> bytes:
        """Of the current one, while its phase is READY."""
        current = self.current
        return b"" if current is None else self._kept.get(current.id, b"")

    @property
    def picture(self) -> QImage | None:
        """Of the current one, while its phase is READY; None where it is no picture."""
        current = self.current
        return None if current is None else self._pictures.get(current.id)

    def show(self, documents: Sequence[VerificationDocument]) -> None:
        """Those of a request; the one that was shown stays, where it is among them."""
        fresh = tuple(documents)
        ids = {one.id for one in fresh}
        self._kept = {key: value for key, value in self._kept.items() if key in ids}
        self._pictures = {key: value for key, value in self._pictures.items() if key in ids}
        self.listed = fresh
        shown = self.current
        same = next((one for one in fresh if shown is not None and one.id == shown.id), None)
        self._go(same or (fresh[0] if fresh else None))

    def choose(self, at: int) -> None:
        if 0 <= at < len(self.listed):
            self._go(self.listed[at])

    def load(self) -> None:
        """Fetch the current one, again after a failure."""
        current = self.current
        if current is None or current.deleted_at is not None:
            self._tasks.cancel(_FETCH)
            self.advice = None
            self.phase = Phase.EMPTY
        elif current.id in self._kept:
            self.advice = None
            self.phase = Phase.READY
        else:
            self.phase = Phase.LOADING
            self._tasks.spawn(self._load(current), name=_FETCH, key=_FETCH)

    def save(self, target: Path) -> None:
        """A copy of the current one on the disk."""
        current = self.current
        if current is not None:
            self._tasks.spawn(self._save(current.url, target), name=_SAVE, key=_SAVE)

    def _go(self, document: VerificationDocument | None) -> None:
        if document == self.current:
            return
        # While it changes nothing of the one before may be taken for it.
        self.phase = Phase.LOADING
        self.save_advice = None
        self.current = document
        self.load()

    async def _load(self, document: VerificationDocument) -> None:
        try:
            content = await self._calls.fetch(document.url)
        except DesktopError as error:
            log.info("%s: %s", _FETCH, error)
            self.advice = advise(error)
            self.phase = Phase.FAILED
            return
        self.advice = None
        self._kept[document.id] = content
        if document.mime_type in _PICTURES:
            picture = await asyncio.to_thread(decode, content)
            if picture is not None:
                self._pictures[document.id] = picture
        if self.current is not None and self.current.id == document.id:
            self.phase = Phase.READY

    async def _save(self, url: str, target: Path) -> None:
        self.save_advice = None
        try:
            await self._calls.save(url, target)
        except DesktopError as error:
            log.info("%s: %s", _SAVE, error)
            self.save_advice = advise(error)
        else:
            self.saved.emit(str(target))

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.phase is Phase.FAILED:
            self.load()
