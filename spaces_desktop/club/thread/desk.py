"""What all clubs' threads of one session share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from embedded_server.contracts.accounts import User
from spaces_desktop.chat.desk import Desk
from spaces_desktop.chat.files.files import Files
from spaces_desktop.chat.writing.drafts import Drafts
from spaces_desktop.chat.writing.outbox import Outbox
from spaces_desktop.chat.writing.uploads import Uploads
from spaces_desktop.club.api import ClubCalls
from spaces_desktop.club.thread.posting import Posting
from spaces_desktop.club.thread.slow import SlowMode
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import Tasks


@dataclass(frozen=True, slots=True)
class ClubDesk(Desk):
    """`fee_of(agent)` is what asking costs in the open club."""

    calls: ClubCalls
    fee_of: Callable[[str], int] = lambda _agent_id: 0


@dataclass(frozen=True, slots=True)
class Known:
    """What the room knows of names and prices. `price_now(club, agent)` is None where it is not
    known here."""

    fee_of: Callable[[str], int]
    price_now: Callable[[str, str], int | None]
    name_of: Callable[[str], str]
    club_name: Callable[[str], str]


def make_desk(
    calls: ClubCalls,
    live: LiveEvents,
    tasks: Tasks,
    me: User,
    shelf: Shelf,
    known: Known,
    slow: SlowMode,
    parent: QObject,
) -> ClubDesk:
    uploads = Uploads(calls, tasks, shelf.folder, parent=parent)
    post = Posting(calls).post
    now = known.price_now
    outbox = Outbox(post, live, tasks, shelf, uploads, me.id, now, slow, parent=parent)
    return ClubDesk(
        calls=calls,
        live=live,
        tasks=tasks,
        me=me,
        outbox=outbox,
        drafts=Drafts(shelf, parent=parent),
        uploads=uploads,
        files=Files(calls, live, tasks, parent),
        fee_of=known.fee_of,
        name_of=known.name_of,
        place_name=known.club_name,
        folder=shelf.folder,
    )
