"""Who opens many clubs keeps the last ones open, and loses no draft of the others."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Awaitable, Callable

import pytest
from PySide6.QtCore import QObject
from shiboken6 import Shiboken

from embedded_server.contracts.base import Page
from embedded_server.contracts.club import Message
from spaces_desktop.chat.writing.drafts import Draft
from spaces_desktop.club.clubs import MOST_THREADS, ClubsModel
from spaces_desktop.club.thread.model import ClubThread
from spaces_desktop.kernel.http import Snapshot
from tests.kit.desktop import (
    FakeCalls,
    application,
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


def _room(clubs: list[str]) -> tuple[ClubsModel, Callable[[], Awaitable[None]]]:
    """A model that is a member of all these, and what waits until it has come to rest."""
    spawner = tasks()
    nothing: Page[Message] = Page(items=[], next_cursor=None, has_more=False)
    calls = FakeCalls(
        mine=Snapshot([community(one, one, membership(one)) for one in clubs], 100),
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

    return model, rest


def test_only_the_last_threads_are_kept_and_drafts_are_not_lost() -> None:
    model, rest = _room(CLUBS)

    async def act() -> None:
        model.start()
        await rest()
        for one in CLUBS:
            model.open(one)
            assert model.open_thread is not None
            model.open_thread.writing.set_draft(Draft(text=f"begun in {one}"))
            await rest()
            assert len(model.findChildren(ClubThread)) <= MOST_THREADS
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


def _alive() -> Counter[str]:
    """Qt's objects that Python holds, by type."""
    gc.collect()
    application().processEvents()
    gc.collect()
    return Counter(
        type(one).__name__
        for one in gc.get_objects()
        if isinstance(one, QObject) and Shiboken.isValid(one)
    )


@pytest.mark.slow
def test_what_is_opened_two_hundred_times_leaves_nothing_behind() -> None:
    clubs = [f"c{number}" for number in range(200)]
    model, rest = _room(clubs)
    counts = [_alive()]

    async def act() -> None:
        model.start()
        await rest()
        for number, one in enumerate(clubs):
            model.open(one)
            await rest()
            if number in (MOST_THREADS * 2, len(clubs) - 1):
                counts.append(_alive())

    run(act(), within=60)
    before, early, late = counts
    assert late["ClubThread"] - before["ClubThread"] <= MOST_THREADS
    assert dict(late - early) == {}
    model.close()
    model._live.stop()
