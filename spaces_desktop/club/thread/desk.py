"""What all clubs' threads of one session share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spaces_desktop.chat.desk import Desk
from spaces_desktop.club.api import ClubCalls


@dataclass(frozen=True, slots=True)
class ClubDesk(Desk):
    """`fee_of(agent)` is what asking costs in the open club."""

    calls: ClubCalls
    fee_of: Callable[[str], int] = lambda _agent_id: 0
