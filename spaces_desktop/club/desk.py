"""What all threads of one session share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from embedded_server.contracts.accounts import User
from spaces_desktop.club.api import ClubCalls
from spaces_desktop.club.drafts import Drafts
from spaces_desktop.club.outbox import Outbox
from spaces_desktop.club.uploads import Uploads
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Desk:
    """`fee_of(agent)` is what asking costs in the open club; `name_of(user)` is somebody's name
    there, "" for who is not known; `club_name(club)` the name of a club."""

    calls: ClubCalls
    live: LiveEvents
    tasks: Tasks
    me: User
    outbox: Outbox
    drafts: Drafts
    uploads: Uploads
    fee_of: Callable[[str], int] = lambda _agent_id: 0
    name_of: Callable[[str], str] = lambda _user_id: ""
    club_name: Callable[[str], str] = lambda _community_id: ""
    folder: Path | None = None
    """Where pasted pictures wait until they are sent; None for a folder of the system."""
