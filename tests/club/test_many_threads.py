"""Who opens many clubs keeps the last ones open, and loses no draft of the others."""

from __future__ import annotations

from embedded_server.contracts.base import Page
from embedded_server.contracts.club import Message
from spaces_desktop.club.clubs import MOST_THREADS, ClubsModel
from spaces_desktop.club.drafts import Draft
from spaces_desktop.club.model import ThreadModel
from spaces_desktop.kernel.http import Snapshot
from tests.kit.desktop import (
    FakeCalls,
    community,
    live_events,
    membership,
    message,
    page,
    run,
    tasks,
    until,
    user,
)

CLUBS = [f"c{number}" for number in range(MOST_THREADS + 15)]


def test_only_the_last_threads_are_kept_and_drafts_are_not_lost() -> None:
    spawner = tasks()
    clubs = [community(one, one, membership(one)) for one in CLUBS]
    nothing: Page[Message] = Page(items=[], next_cursor=None, has_more=False)
    calls = FakeCalls(
        mine=Snapshot(clubs, 100),
        members=Snapshot([], 100),
        linked=[],
        mentions=nothing,
        pins=nothing,
        reports=nothing,
    )
    club = FakeCalls(history=Snapshot(page([message(1)]), 100), read_up_to=None)
    model = ClubsModel(
        calls, calls, club, live_events(spawner), spawner, user(), lambda _club: None, finding=calls
    )

    async def rest() -> None:
        await until(lambda: set(spawner.names) <= {"live events"})

    async def act() -> None:
        model.start()
        await rest()
        for one in CLUBS:
            model.open(one)
            assert model.open_thread is not None
            model.open_thread.writing.set_draft(Draft(text=f"begun in {one}"))
            await rest()
            assert len(model.findChildren(ThreadModel)) <= MOST_THREADS
        model.open(CLUBS[0])
        await rest()

    run(act())
    thread = model.open_thread
    assert thread is not None
    assert thread.community_id == CLUBS[0]
    assert [row.id for row in thread.rows.rows] == ["m00001"]
    assert thread.writing.draft.text == "begun in c0"
    model.close()
    model._live.stop()
