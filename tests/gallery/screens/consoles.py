"""The support room for those who answer: lists, a conversation, what stands beside it, dialogs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from embedded_server.contracts.events import EventType
from embedded_server.contracts.support import Looking, Party
from spaces_desktop.kernel.errors import advise
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.support.console.beside_view import BesideView
from spaces_desktop.support.console.console_view import ConsoleView
from spaces_desktop.support.console.conversation_view import ConversationView
from spaces_desktop.support.console.learn_view import LearnView
from spaces_desktop.support.console.list_view import ConversationListView
from spaces_desktop.support.view import SupportView
from tests.gallery.consoles import Consoles, said
from tests.gallery.screen import Make, Screen, State
from tests.gallery.stage import Stage
from tests.kit.desktop import dropped, page_of
from tests.kit.support import held, resolved, waiting, with_ai

LIST = (300, 640)
PANEL = (320, 760)
MIDDLE = (640, 700)
View = Callable[[Stage, Consoles], Awaitable[QWidget]]


def _made(view: View, *held_back: str, **answers: Any) -> Make:
    async def make(stage: Stage) -> QWidget:
        room = Consoles(stage.live, stage.tasks, *held_back, **answers)
        stage.at_close(room.close)
        room.model.start()
        if "mine" not in held_back:
            await stage.until(lambda: room.model.brands.phase is not Phase.LOADING)
        return await view(stage, room)

    return make


async def _ready(stage: Stage, room: Consoles) -> None:
    await stage.until(lambda: room.console.listing.phase is not Phase.LOADING, "the queue")
    await stage.until(lambda: room.console.colleagues.agents, "colleagues")


async def _list(stage: Stage, room: Consoles) -> QWidget:
    shown = ConversationListView(room.console, stage.themes)
    stage.at_close(shown.release)
    if room.calls.count("queue") and "queue" not in room.calls._gates:
        await _ready(stage, room)
        looking = Looking(conversation_id="v0002", user_id="u5", display_name="Maria", is_here=True)
        room.event(EventType.LOOKING, looking, seq=False)
    return shown


async def _mine(stage: Stage, room: Consoles) -> QWidget:
    shown = await _list(stage, room)
    room.console.listing.show("mine")
    return shown


async def _all(stage: Stage, room: Consoles) -> QWidget:
    shown = await _list(stage, room)
    room.console.listing.show("all")
    return shown


def _open(which: str, mode: str = "reply") -> View:
    async def make(stage: Stage, room: Consoles) -> QWidget:
        await _ready(stage, room)
        view = ConversationView(room.console, stage.themes, room.emoji)
        room.console.open_changed.connect(view.show_open)
        stage.at_close(view.release)
        room.console.show(which)
        await stage.until(lambda: room.console.open, "it is open")
        opened = room.console.open
        assert opened is not None
        opened.mode = "note" if mode == "note" else "reply"
        return view

    return make


def _noting(stage: Stage, room: Consoles) -> Awaitable[QWidget]:
    async def make() -> QWidget:
        view = await _open("v0007", "note")(stage, room)
        assert isinstance(view, ConversationView)
        view.note.set_text("Warranty checked with the shop: we pay for the new driver.")
        return view

    return make()


def _lost(stage: Stage, room: Consoles) -> Awaitable[QWidget]:
    async def make() -> QWidget:
        view = await _open("v0001")(stage, room)
        opened = room.console.open
        assert opened is not None
        opened.advice = advise(dropped())
        return view

    return make()


def _suggested(stage: Stage, room: Consoles) -> Awaitable[QWidget]:
    async def make() -> QWidget:
        view = await _open("v0007")(stage, room)
        opened = room.console.open
        assert opened is not None
        opened.suggestion.ask()
        await stage.until(lambda: not opened.suggestion.busy)
        return view

    return make()


async def _beside(stage: Stage, room: Consoles) -> QWidget:
    await _ready(stage, room)
    view = BesideView(stage.themes)
    stage.at_close(view.release)
    room.console.open_changed.connect(view.show_open)
    room.console.show("v0007")
    await stage.until(lambda: room.console.open)
    return view


async def _beside_nobody(stage: Stage, _room: Consoles) -> QWidget:
    return BesideView(stage.themes)


async def _learn(stage: Stage, room: Consoles) -> QWidget:
    await _ready(stage, room)
    room.console.show("v0007")
    await stage.until(lambda: room.console.open)
    opened = room.console.open
    assert opened is not None
    await stage.until(lambda: opened.talk.rows.rowCount())
    parent = QWidget()
    stage.at_close(parent.deleteLater)
    return LearnView(opened.learning(), parent)


async def _learning(stage: Stage, room: Consoles) -> QWidget:
    shown = await _learn(stage, room)
    assert isinstance(shown, LearnView)
    shown._model.busy = True
    return shown


async def _unlearned(stage: Stage, room: Consoles) -> QWidget:
    shown = await _learn(stage, room)
    assert isinstance(shown, LearnView)
    shown._model.advice = advise(dropped())
    return shown


async def _console(stage: Stage, room: Consoles) -> QWidget:
    await _ready(stage, room)
    view = ConsoleView(room.console, room.model.ringer, stage.themes, room.emoji)
    stage.at_close(view.release)
    for one in ("v0008", "v0009", "v0007"):
        room.console.show(one)
    await stage.until(lambda: room.console.open)
    await stage.rest()
    other = room.known["v0008"]
    room.event(EventType.MESSAGE_CREATED, said(other, "Are you there?", 9))
    return view


async def _goodbye(stage: Stage, room: Consoles) -> QWidget:
    view = await _console(stage, room)
    room.console.say_goodbye("You do not answer customers of Luma any more.")
    return view


async def _room(stage: Stage, room: Consoles) -> QWidget:
    view = SupportView(room.model, stage.themes, room.emoji)
    stage.at_close(view.release)
    if room.model.consoles:
        view.open("", "")
        await _ready(stage, room)
    return view


_theirs = held(1, 30, Party(id="u5", name="Maria"))[0]
_SEVERAL = [*waiting(4), *held(3), _theirs, with_ai(), resolved()]

SCREENS = (
    Screen(
        ConversationListView,
        "console-list",
        {
            State.LOADING: _made(_list, "queue"),
            State.EMPTY: _made(_list, known=[]),
            State.ERROR: _made(_list, queue=dropped()),
            State.CONTENT: _made(_list),
        },
        extra={"mine": _made(_mine), "all": _made(_all, known=_SEVERAL)},
        size=LIST,
    ),
    Screen(
        ConversationView,
        "console-conversation",
        {
            State.LOADING: _made(_open("v0007"), "history"),
            State.EMPTY: _made(_open("v0007"), history=Snapshot(page_of([]), 100)),
            State.ERROR: _made(_open("v0007"), history=dropped()),
            State.CONTENT: _made(_open("v0007")),
        },
        extra={
            "note": _made(_noting),
            "waiting": _made(_open("v0001")),
            "lost-race": _made(_lost),
            "ai": _made(_open("v0020")),
            "colleague": _made(_open("v0030"), known=_SEVERAL),
            "resolved": _made(_open("v0021")),
            "draft": _made(_suggested),
        },
        size=MIDDLE,
    ),
    Screen(
        BesideView,
        "console-beside",
        {
            State.LOADING: _made(_beside, "customer"),
            State.EMPTY: _made(_beside_nobody),
            State.ERROR: _made(_beside, customer=dropped()),
            State.CONTENT: _made(_beside),
        },
        size=PANEL,
    ),
    Screen(
        LearnView,
        "console-learn",
        {
            State.LOADING: _made(_learning),
            State.ERROR: _made(_unlearned),
            State.CONTENT: _made(_learn),
        },
        without={State.EMPTY: "it opens with what was asked and answered"},
    ),
    Screen(
        ConsoleView,
        "console",
        {State.CONTENT: _made(_console)},
        without={
            State.LOADING: "its list, conversation and panel each show theirs",
            State.EMPTY: "its list, conversation and panel each show theirs",
            State.ERROR: "its list, conversation and panel each show theirs",
        },
        extra={"goodbye": _made(_goodbye)},
    ),
    Screen(
        SupportView,
        "support",
        {
            State.LOADING: _made(_room, "mine"),
            State.EMPTY: _made(_room, mine=Snapshot([], 1)),
            State.ERROR: _made(_room, mine=dropped()),
            State.CONTENT: _made(_room),
        },
    ),
)
