"""A club: its list, its thread with all that messages can hold, and its composer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from embedded_server.contracts.club import Author, Mention, Reaction
from embedded_server.contracts.communities import Role
from spaces_desktop.club.clubs import ClubsModel
from spaces_desktop.club.thread.thread_view import ThreadView
from spaces_desktop.club.view import ClubsView
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.widgets.composer_data import FileChip
from tests.gallery.screen import Make, Screen, State
from tests.gallery.stage import Stage
from tests.kit.desktop import (
    AT,
    FakeCalls,
    agent_message,
    attachment,
    citation,
    community,
    dropped,
    linked_agent,
    membership,
    message,
    page,
    until,
    user,
)

ME = Author(kind="user", id="u1", name="Ada")


def _messages() -> list[Any]:
    code = "Use this:\n```python\ndef rest(hours: int) -> str:\n    return 'cold'\n```"
    return [
        agent_message(
            9,
            "Yes: rye needs **72 hours** in the cold [1].",
            reply_to_id="m00008",
            citations=[citation()],
            only_for="u1",
        ),
        message(8, "@Crumb may I leave it until Sunday?", author=ME, only_for="u1"),
        message(
            7,
            "The dough after one night, and how it sounds.",
            attachments=[
                attachment(2, "kneading.mp3", "audio/mpeg", duration_ms=83_000),
                attachment(3, "recipe.pdf", "application/pdf"),
            ],
        ),
        message(
            6,
            "Then **two folds** are enough. See https://bread.example/folding",
            author=ME,
            reply_to_id="m00003",
            edited_at=AT,
        ),
        message(5, code),
        agent_message(
            4,
            "Cold dough rests for a day [1], then it is shaped.",
            reply_to_id="m00002",
            citations=[citation()],
            my_vote="up",
        ),
        message(
            3,
            "@Ada how long does yours rest?",
            mentions=[Mention(kind="user", id="u1", name="Ada")],
            reactions=[
                Reaction(emoji="👍", user_ids=["u1", "u2"]),
                Reaction(emoji="🎉", user_ids=["u2"]),
            ],
        ),
        message(2, "@Crumb how long does dough rest?", author=ME),
        message(1, "Bread again on Friday?", pinned_at=AT),
    ]


async def _room(
    stage: Stage, history: Any, *, waits: bool = False, unread: int = 0
) -> tuple[ClubsModel, ClubsView]:
    own = membership(role=Role.CREATOR, unread=unread, read=6 if unread else 9)
    clubs = [
        community(own=own, description="Bread, slowly"),
        community("c2", "Aviators", membership("c2", unread=3, read=0)),
    ]
    members = [
        membership(role=Role.CREATOR),
        membership(user_id="u2", name="Ben Baker"),
        membership(user_id="u3", name="Cleo"),
    ]
    empty: Any = page([])
    spawner = stage.tasks
    club = FakeCalls(history=history, read_up_to=None, ask=None, send=dropped(), fetch=dropped())
    if waits:
        club.hold("history")
    model = ClubsModel(
        FakeCalls(mine=Snapshot(clubs, 100), members=Snapshot(members, 100), bans=[], audit=empty),
        FakeCalls(linked=[linked_agent(fee=50)]),
        club,
        stage.live,
        spawner,
        user(),
        lambda _club: None,
        finding=FakeCalls(search=empty, mentions=empty, pins=empty, reports=empty),
    )
    view = ClubsView(model, stage.themes)
    stage.at_close(model.close)
    model.start()
    await until(lambda: model.clubs.count)
    view.open("c1")
    return model, view


def _shows(history: Any, *, waits: bool = False, unread: int = 0) -> Make:
    async def make(stage: Stage) -> QWidget:
        model, view = await _room(stage, history, waits=waits, unread=unread)
        if not waits:
            thread = model.open_thread
            assert thread is not None
            await until(lambda: thread.phase.name != "LOADING" and model.addressees)
        return view

    return make


def _thread(history: Any, *, waits: bool = False) -> Make:
    async def make(stage: Stage) -> QWidget:
        model, _view = await _room(stage, history, waits=waits)
        thread = model.open_thread
        assert thread is not None
        if not waits:
            await until(lambda: thread.phase.name != "LOADING" and model.addressees)
        alone = ThreadView(model, stage.themes)
        alone.show_thread(thread)
        return alone

    return make


CONTENT = Snapshot(page(_messages()), 100)
Then = Callable[[ClubsModel, ThreadView], Awaitable[None]]


def _then(act: Then, *, unread: int = 0) -> Make:
    async def make(stage: Stage) -> QWidget:
        model, view = await _room(stage, CONTENT, unread=unread)
        thread = model.open_thread
        assert thread is not None
        await until(lambda: thread.phase.name == "READY" and model.addressees)
        shown = view.findChild(ThreadView)
        assert shown is not None
        await act(model, shown)
        return view

    return make


async def _full_composer(_model: ClubsModel, view: ThreadView) -> None:
    view.writing.answer("m00003")
    view.composer.show_files(
        [
            FileChip("1", "dough after one night.jpg", "3.2 MB", "picture", 0.4),
            FileChip("2", "kneading.mp3", "12 MB", "sound", 0.2, "The connection broke off."),
        ]
    )
    view.composer.insert("@Crumb is this right?")


async def _unsent(model: ClubsModel, _view: ThreadView) -> None:
    thread = model.open_thread
    assert thread is not None
    thread.send("Written on the train")
    thread.ask("a1", "How long, then?", 25)
    await until(lambda: all(one.state.name == "UNSENT" for one in model.outbox.items))


async def _editing(_model: ClubsModel, view: ThreadView) -> None:
    view.writing.change("m00006")


async def _missed(model: ClubsModel, _view: ThreadView) -> None:
    thread = model.open_thread
    assert thread is not None
    thread.unread.missed = 37


SCREENS = (
    Screen(
        ClubsView,
        "club",
        {
            State.LOADING: _shows(CONTENT, waits=True),
            State.EMPTY: _shows(Snapshot(page([]), 100)),
            State.ERROR: _shows(dropped()),
            State.CONTENT: _shows(CONTENT),
        },
        extra={
            "composer": _then(_full_composer),
            "unsent": _then(_unsent),
            "editing": _then(_editing),
            "missed": _then(_missed, unread=3),
        },
    ),
    Screen(
        ThreadView,
        "thread",
        {
            State.LOADING: _thread(CONTENT, waits=True),
            State.EMPTY: _thread(Snapshot(page([]), 100)),
            State.ERROR: _thread(dropped()),
            State.CONTENT: _thread(CONTENT),
        },
        size=(480, 760),
    ),
)
