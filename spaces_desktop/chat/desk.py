"""What all threads of one room share while a session lasts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from embedded_server.contracts.accounts import User
from spaces_desktop.chat.api import ThreadCalls
from spaces_desktop.chat.files.files import Files
from spaces_desktop.chat.writing.drafts import Drafts
from spaces_desktop.chat.writing.outbox import Outbox
from spaces_desktop.chat.writing.uploads import Uploads
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Desk:
    """`name_of(user)` is somebody's name, "" for who is not known; `place_name(place)` the name
    of a place by its id."""

    calls: ThreadCalls
    live: LiveEvents
    tasks: Tasks
    me: User
    outbox: Outbox
    drafts: Drafts
    uploads: Uploads
    files: Files
    name_of: Callable[[str], str] = lambda _user_id: ""
    place_name: Callable[[str], str] = lambda _place_id: ""
    folder: Path | None = None
    """Where pasted pictures wait until they are sent; None for a folder of the system."""
