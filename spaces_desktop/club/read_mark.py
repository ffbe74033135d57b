"""How far one has read a club; told to the server, forwards unless one wishes."""

from __future__ import annotations

import asyncio
import logging

from spaces_desktop.club.api import ClubCalls
from spaces_desktop.kernel.errors import DesktopError
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)

REST = 0.5
"""Seconds between two tellings while messages keep coming."""


class ReadMark:
    def __init__(self, community_id: str, calls: ClubCalls, tasks: Tasks) -> None:
        self._community_id = community_id
        self._calls = calls
        self._tasks = tasks
        self._seq = 0
        self._told = 0

    @property
    def seq(self) -> int:
        """As far as it was told."""
        return self._seq

    def move_back_to(self, seq: int) -> None:
        """What comes after is to count as new again, until it is looked at once more."""
        self._seq = seq
        self._tell()

    def move_to(self, seq: int) -> None:
        """Everything up to there has been seen."""
        if seq > self._seq:
            self._seq = seq
            self._tell()

    def _tell(self) -> None:
        key = f"read {self._community_id}"
        if not self._tasks.is_running(key):
            self._tasks.spawn(self._tell_all(), name="mark read", key=key)

    async def _tell_all(self) -> None:
        """Until the server knows; in a lively club not with each message."""
        while self._told != self._seq:
            seq = self._seq
            try:
                await self._calls.read_up_to(self._community_id, seq)
            except DesktopError as error:
                log.info("read state: %s", error)
                self._seq = self._told = 0  # so that the next look tries again
                return
            self._told = seq
            if self._told != self._seq:
                await asyncio.sleep(REST)
