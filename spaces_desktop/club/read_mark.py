"""How far one has read a club; told to the server, forwards unless one wishes."""

from __future__ import annotations

import logging

from spaces_desktop.club.api import ClubCalls
from spaces_desktop.kernel.errors import DesktopError
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)


class ReadMark:
    def __init__(self, community_id: str, calls: ClubCalls, tasks: Tasks) -> None:
        self._community_id = community_id
        self._calls = calls
        self._tasks = tasks
        self._seq = 0

    @property
    def seq(self) -> int:
        """As far as it was told."""
        return self._seq

    def move_back_to(self, seq: int) -> None:
        """What comes after is to count as new again, until it is looked at once more."""
        self._seq = seq
        key = f"read {self._community_id}"
        self._tasks.spawn(self._tell(seq), name="mark unread", key=key)

    def move_to(self, seq: int) -> None:
        """Everything up to there has been seen."""
        if seq > self._seq:
            self._seq = seq
            key = f"read {self._community_id}"
            self._tasks.spawn(self._tell(seq), name="mark read", key=key)

    async def _tell(self, seq: int) -> None:
        try:
            await self._calls.read_up_to(self._community_id, seq)
        except DesktopError as error:
            log.info("read state: %s", error)
            self._seq = 0  # so that the next look tries again
