"""How far one has read a thread; told to the server, forwards unless one wishes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from spaces_desktop.chat.api import ThreadCalls
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)

REST = 0.5
"""Seconds between two tellings while messages keep coming."""


class ReadMark:
    """`on_refused(advice)` hears why something could not be marked unread."""

    def __init__(
        self,
        place_id: str,
        calls: ThreadCalls,
        tasks: Tasks,
        on_refused: Callable[[Advice], None],
    ) -> None:
        self._place_id = place_id
        self._calls = calls
        self._tasks = tasks
        self._on_refused = on_refused
        self._key = f"read {place_id}"
        self._seq = 0
        self._told = 0
        self._held = False
        """Whether somebody wants it to stay where they put it, while they look on."""

    @property
    def seq(self) -> int:
        """As far as it was told."""
        return self._seq

    def move_back_to(self, seq: int) -> None:
        """What comes after is to count as new again, until one leaves and looks once more."""
        self._seq = self._told = seq
        self._held = True
        self._tasks.spawn(self._tell_back(seq), name="mark unread", key=self._key)

    def release(self) -> None:
        """One has left: what is looked at from now on counts as read again."""
        self._held = False

    def move_to(self, seq: int) -> None:
        """Everything up to there has been seen."""
        if seq > self._seq and not self._held:
            self._seq = seq
            if not self._tasks.is_running(self._key):
                self._tasks.spawn(self._tell_all(), name="mark read", key=self._key)

    async def _tell_all(self) -> None:
        """Until the server knows; in a lively club not with each message."""
        while self._told != self._seq:
            seq = self._seq
            try:
                await self._calls.read_up_to(self._place_id, seq)
            except DesktopError as error:
                log.info("read state: %s", error)
                self._seq = self._told = 0  # so that the next look tries again
                return
            self._told = seq
            if self._told != self._seq:
                await asyncio.sleep(REST)

    async def _tell_back(self, seq: int) -> None:
        try:
            await self._calls.unread_from(self._place_id, seq)
        except DesktopError as error:
            log.info("unread from: %s", error)
            self._on_refused(advise(error))
