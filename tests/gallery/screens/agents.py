"""Agents: one in the making, one's own list, and the window of one of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QTabWidget, QWidget

from spaces_desktop.agents.editor_view import EditorView
from spaces_desktop.agents.knowledge import Upload
from spaces_desktop.agents.knowledge_view import PasteView
from spaces_desktop.agents.library_view import LibraryView
from spaces_desktop.agents.link_view import LinkView
from spaces_desktop.agents.tryout import Line
from spaces_desktop.agents.view import NewAgentView
from spaces_desktop.club.clubs import ClubsModel
from spaces_desktop.kernel.errors import advise
from tests.gallery.clubs import AGENT, Clubs
from tests.gallery.screen import Make, Screen, State
from tests.gallery.stage import Stage
from tests.kit.desktop import citation, dropped


def _made(view: Callable[[Stage, ClubsModel], QWidget], *held: str, **answers: Any) -> Make:
    async def make(stage: Stage) -> QWidget:
        room = Clubs(stage, *held, **answers)
        return view(stage, await room.enter())

    return make


def _library(stage: Stage, model: ClubsModel) -> QWidget:
    model.library.open()
    return LibraryView(model.library, stage.themes)


async def _library_waits(stage: Stage) -> QWidget:
    room = Clubs(stage)
    model = await room.enter()
    stage.never(room.agents, "mine")
    return _library(stage, model)


def _editor(page: int, *, busy: bool = False) -> Callable[[Stage, ClubsModel], QWidget]:
    def make(stage: Stage, model: ClubsModel) -> QWidget:
        model.library.put(AGENT)
        parent = QWidget()
        stage.at_close(parent.deleteLater)
        editor = model.editor(AGENT.id)
        shown = EditorView(editor, model.club_names, stage.themes, parent)
        tabs = shown.findChild(QTabWidget, "agent_tabs")
        if isinstance(tabs, QTabWidget):
            tabs.setCurrentIndex(page)
        if busy:
            editor.tryout.lines = (
                Line("user", "How long does rye rest?"),
                Line("agent", "Rye needs 72 hours in the cold [1].", (citation(),)),
            )
            editor.knowledge.uploads = (
                Upload("1", "Flour tests.pdf", done=400_000, total=1_200_000),
                Upload("2", "photo.png", problem="Only text can be read.", can_retry=False),
            )
        return shown

    return make


def _new(stage: Stage, model: ClubsModel) -> QWidget:
    return NewAgentView(model.new_agent(), stage.themes)


def _making(stage: Stage, model: ClubsModel) -> QWidget:
    making = model.new_agent()
    shown = NewAgentView(making, stage.themes)
    making.busy = True
    return shown


def _not_made(stage: Stage, model: ClubsModel) -> QWidget:
    making = model.new_agent()
    shown = NewAgentView(making, stage.themes)
    making.advice = advise(dropped())
    return shown


def _link(*, busy: bool = False, failed: bool = False) -> Callable[[Stage, ClubsModel], QWidget]:
    def make(stage: Stage, model: ClubsModel) -> QWidget:
        parent = QWidget()
        stage.at_close(parent.deleteLater)
        link = model.link_of(AGENT.id)
        assert link is not None
        shown = LinkView(link, parent)
        link.busy = busy
        link.form_advice = advise(dropped()) if failed else None
        return shown

    return make


def _paste(stage: Stage, model: ClubsModel) -> QWidget:
    model.library.put(AGENT)
    editor = model.editor(AGENT.id)
    parent = QWidget()
    editor.setParent(parent)
    stage.at_close(editor.close)
    stage.at_close(parent.deleteLater)
    return PasteView(editor.knowledge, parent)


SCREENS = (
    Screen(
        LibraryView,
        "my-agents",
        {
            State.LOADING: _library_waits,
            State.EMPTY: _made(_library, my_agents=[]),
            State.ERROR: _made(_library, my_agents=dropped()),
            State.CONTENT: _made(_library),
        },
        size=(860, 640),
    ),
    Screen(
        EditorView,
        "agent-editor",
        {
            State.LOADING: _made(_editor(1), "knowledge"),
            State.EMPTY: _made(_editor(1), knowledge=[]),
            State.ERROR: _made(_editor(1), knowledge=dropped()),
            State.CONTENT: _made(_editor(0, busy=True)),
        },
        extra={"knowledge": _made(_editor(1, busy=True)), "votes": _made(_editor(2))},
    ),
    Screen(
        NewAgentView,
        "agent-new",
        {
            State.LOADING: _made(_making),
            State.ERROR: _made(_not_made),
            State.CONTENT: _made(_new),
        },
        without={State.EMPTY: "a form that is empty is where one begins"},
    ),
    Screen(
        LinkView,
        "agent-link",
        {
            State.LOADING: _made(_link(busy=True)),
            State.ERROR: _made(_link(failed=True)),
            State.CONTENT: _made(_link()),
        },
        without={State.EMPTY: "a number is always there"},
    ),
    Screen(
        PasteView,
        "agent-paste",
        {State.CONTENT: _made(_paste)},
        without={
            State.LOADING: "the text is sent when it is closed",
            State.EMPTY: "a form that is empty is where one begins",
            State.ERROR: "the list of knowledge shows what failed",
        },
    ),
)
