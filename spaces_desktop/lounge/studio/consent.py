"""Consent: today's statement, spoken and ticked; without it nothing leaves this machine."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.voice import ConsentBundle, Statement, StatementCheck, VoiceSample
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.lounge.studio.api import StudioCalls
from spaces_desktop.lounge.studio.take import TakeModel
from spaces_desktop.lounge.studio.takes import Take

log = logging.getLogger(__name__)


class ConsentModel(QObject):
    """`bundle` is what the server keeps of it, once something was sent."""

    phase_changed = Signal(object)
    advice_changed = Signal(object)
    statement_changed = Signal(object)
    spoken_changed = Signal(object)
    is_ticked_changed = Signal(bool)
    is_given_changed = Signal(bool)
    bundle_changed = Signal(object)
    check_changed = Signal(object)
    given = Signal(object, str)
    """The Take that was spoken, and in which language."""

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    statement = Observed[Statement | None](None)
    spoken = Observed[Take | None](None)
    is_ticked = Observed(False)
    is_given = Observed(False)
    bundle = Observed[ConsentBundle | None](None)
    check = Observed[StatementCheck | None](None)
    """How the statement was heard; None until it was compared."""

    def __init__(
        self,
        community_id: str,
        calls: StudioCalls,
        take: TakeModel,
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.take = take
        self._community_id = community_id
        self._calls = calls
        self._live = live
        self._tasks = tasks
        self._language = "en"
        self._left: list[Take] = []
        self._key = f"voice statement of {community_id}"
        take.kept.connect(self._on_kept)
        live.link_changed.connect(self._on_link)

    def close(self) -> None:
        self.take.close()
        self._live.link_changed.disconnect(self._on_link)
        self._tasks.cancel(self._key)

    @property
    def language(self) -> str:
        """Of the statement that is shown."""
        return self._language if self.statement is None else self.statement.language

    @property
    def words(self) -> str:
        """What is to be said."""
        return "" if self.statement is None else self.statement.text

    @property
    def may_agree(self) -> bool:
        return self.spoken is not None and self.is_ticked and not self.is_given

    def offer(self, takes: Sequence[Take]) -> None:
        """Statements from the last time; one of today still counts, the others are deleted."""
        self._left = list(takes)

    def load(self, language: str) -> None:
        """The statement of today. One that was spoken for another day is asked for again."""
        self._language = language
        self._tasks.spawn(self._load(), name=self._key, key=self._key)

    def tick(self, is_ticked: bool) -> None:
        self.is_ticked = is_ticked

    def agree(self) -> None:
        if self.may_agree and self.spoken is not None:
            self.is_given = True
            self.given.emit(self.spoken, self.language)

    def speak_again(self) -> None:
        """The one before does not count any more."""
        if self.spoken is not None:
            self.take.forget(self.spoken)
        self.spoken = None
        self.is_given = False

    def show(self, bundle: ConsentBundle | None, samples: Sequence[VoiceSample]) -> None:
        """What the server has. Each recording there was sent with consent; the bundle is made
        when a voice is built, and one that was withdrawn counts for nothing."""
        self.bundle = bundle if bundle is not None and bundle.withdrawn_at is None else None
        checks = [one.statement_check for one in samples if one.statement_check is not None]
        if self.bundle is not None and self.bundle.statement_check is not None:
            checks.insert(0, self.bundle.statement_check)
        self.check = checks[0] if checks else None
        if self.bundle is not None or samples:
            self.is_given = True

    def revoke(self, advice: Advice | None = None) -> None:
        """It does not stand; `advice` is why, where that is news."""
        self.bundle = None
        self.check = None
        self.spoken = None
        self.is_ticked = False
        self.is_given = False
        self.take.trouble = advice

    async def _load(self) -> None:
        if self.statement is None:
            self.phase = Phase.LOADING
        try:
            found = await self._calls.statement(self._community_id, self._language)
        except DesktopError as error:
            log.info("%s: %s", self._key, error)
            self.advice = advise(error)
            if self.statement is None:
                self.phase = Phase.FAILED
            return
        self.advice = None
        before = self.statement
        if before is not None and before.text != found.text and not self.is_given:
            self.spoken = None
            self.take.discard()
        self.statement = found
        self._take_up()
        self.phase = Phase.READY

    def _take_up(self) -> None:
        left, self._left = self._left, []
        for one in left:
            if self.spoken is None and not self.is_given and one.words == self.words:
                if one.is_kept:
                    self.spoken = one
                else:
                    self.take.restore(one)
            else:
                self.take.forget(one)

    def _on_kept(self, take: Take) -> None:
        self.spoken = take

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.load(self._language)
