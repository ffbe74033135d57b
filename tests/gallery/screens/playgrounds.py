"""The playgrounds room: gallery, a space's page, the editor, invites."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from embedded_server.contracts.errors import Code
from embedded_server.contracts.playground import SessionStatus, Space
from spaces_desktop.playground.editor.templates import templates
from spaces_desktop.playground.editor.view import EditorView
from spaces_desktop.playground.gallery_view import GalleryView
from spaces_desktop.playground.invite_view import InviteView
from spaces_desktop.playground.link_view import LinkView
from spaces_desktop.playground.space_view import SpaceView
from spaces_desktop.playground.view import PlaygroundsView
from tests.gallery.screen import Make, Screen, State
from tests.gallery.stage import Stage
from tests.kit.desktop import dropped, page_of, refused, until
from tests.playground.looking import Looking, found, invite, mine, person, session, space

Then = Callable[[Looking, PlaygroundsView], Awaitable[QWidget | None]]

_PUBLIC = (
    space(live_session_count=2),
    space(
        "s2",
        "Documentary evening",
        description="Every Thursday at eight. Bring something to drink; the host picks the film and"
        " stops it whenever somebody has a question.",
        category="Films",
        tags=["film", "evening"],
        definition={"builtIn": "watch", "hostOnly": True},
        live_session_count=1,
    ),
    space(
        "s3",
        "Pub quiz",
        description="Thirty questions about nothing useful.",
        category="Games",
        tags=["quiz", "fun", "team", "evening", "beer"],
        definition={"builtIn": "quiz"},
    ),
    space(
        "s4",
        "Chess against the clock",
        description="",
        category="Games",
        tags=["chess"],
        definition={"iframeUrl": "https://chess.example.org/board"},
    ),
    space(
        "s5",
        "数学角",
        description="一起解题，白板共享。",
        category="Learning",
        tags=["数学"],
    ),
    space("s6", "Open table", category=None, tags=[], definition={}, description="Just talk."),
)
_OWN = (
    mine("m1", "Product sketches", is_public=False, live_session_count=1),
    mine("m2", "Onboarding quiz", definition={"builtIn": "quiz"}),
)
_SESSIONS = [
    session("e1", person(), person("u1", "Ada"), person("u3", "Cleo")),
    session("e2", person("u4", "Dora", "e2"), status=SessionStatus.WAITING, is_locked=True),
    session("e3", status=SessionStatus.ENDED, ended_at="2026-11-23T19:05:00.000Z"),
]


def _no_session(_space: str, _session: str) -> Any:
    raise AssertionError("no session is shown here")


def _shows(
    *spaces: Space,
    at: tuple[str, str] = ("", ""),
    own: tuple[Space, ...] = (),
    held: tuple[str, ...] = (),
    then: Then | None = None,
    **answers: Any,
) -> Make:
    async def make(stage: Stage) -> QWidget:
        bench = Looking(*spaces, own=own, live=stage.live, spawner=stage.tasks, **answers)
        stage.never(bench.calls, *held)

        def visit(room: str, thing: str = "", inner: str = "") -> None:
            view.open(thing, inner)

        view = PlaygroundsView(bench.model, stage.themes, visit, _no_session)
        stage.at_close(bench.close)
        stage.at_close(view.release)
        bench.model.start()
        if not held:
            await bench.idle()
        view.open(*at)
        if not held:
            await bench.idle()
        await stage.rest()
        shown = None if then is None else await then(bench, view)
        if shown is not None and shown is not view:
            stage.at_close(view.deleteLater)
        return shown or view

    return make


async def _look_for_nothing(bench: Looking, view: PlaygroundsView) -> None:
    bench.calls.script("browse", found())
    bench.model.gallery.look_for("sourdough")
    await bench.idle()


def _editing(key: str, text: str = "", **values: Any) -> Then:
    async def edit(bench: Looking, view: PlaygroundsView) -> None:
        editor = bench.model.editing
        assert editor is not None
        editor.begin_with(next(one for one in templates() if one.key == key))
        editor.change(**values, **({"definition": text} if text else {}))
        editor.check()

    return edit


async def _refused(bench: Looking, view: PlaygroundsView) -> None:
    editor = bench.model.editing
    assert editor is not None
    editor.change(name="Product sketches II")
    editor.save()
    await bench.idle()


async def _invite(bench: Looking, view: PlaygroundsView) -> QWidget:
    assert bench.model.open is not None
    shown = InviteView(bench.model.open, view)
    if bench.calls._answers.get("invite"):
        bench.model.open.make_invite()
        await bench.idle()
    return shown


def _link(text: str = "") -> Then:
    async def link(bench: Looking, view: PlaygroundsView) -> QWidget:
        shown = LinkView(bench.model, view)
        if text:
            shown.use(text)
            await until(lambda: not bench.tasks.names)
        return shown

    return link


_BROKEN = (
    '{\n  "builtIn": "quiz",\n  "questions": [\n    {"ask": "Who?", "options": ["A" "B"]}\n  ]\n}'
)
_WHY_NO_LOADING = "what it shows is there at once"

SCREENS = [
    Screen(
        PlaygroundsView,
        "playgrounds",
        {
            State.LOADING: _shows(held=("browse",)),
            State.EMPTY: _shows(),
            State.ERROR: _shows(browse=dropped()),
            State.CONTENT: _shows(*_PUBLIC, own=_OWN),
        },
    ),
    Screen(
        GalleryView,
        "playground gallery",
        {
            State.LOADING: _shows(held=("browse",)),
            State.EMPTY: _shows(*_PUBLIC, then=_look_for_nothing),
            State.ERROR: _shows(browse=dropped(), own=_OWN),
            State.CONTENT: _shows(
                browse=lambda query: found(*_PUBLIC, pages=4, page=query.page), own=_OWN
            ),
        },
        size=(900, 700),
    ),
    Screen(
        SpaceView,
        "space",
        {
            State.LOADING: _shows(at=("s9", ""), held=("read", "sessions")),
            State.EMPTY: _shows(*_PUBLIC, at=("s1", "")),
            State.ERROR: _shows(at=("s9", ""), read=dropped(), sessions=dropped()),
            State.CONTENT: _shows(own=_OWN, at=("m1", ""), sessions=page_of(_SESSIONS)),
        },
    ),
    Screen(
        EditorView,
        "space editor",
        {
            State.EMPTY: _shows(at=("new", "")),
            State.ERROR: _shows(
                own=_OWN,
                at=("m1", "edit"),
                edit=refused(Code.TOO_MANY_REQUESTS, 429),
                then=_refused,
            ),
            State.CONTENT: _shows(
                at=("new", ""),
                then=_editing("quiz", name="Pub quiz", tags=["quiz", "evening"], category="Games"),
            ),
        },
        without={State.LOADING: _WHY_NO_LOADING},
        extra={
            "a fault": _shows(at=("new", ""), then=_editing("quiz", _BROKEN)),
            "a page": _shows(at=("new", ""), then=_editing("page", name="Chess")),
        },
    ),
    Screen(
        InviteView,
        "space invite",
        {
            State.EMPTY: _shows(own=_OWN, at=("m1", ""), then=_invite),
            State.ERROR: _shows(own=_OWN, at=("m1", ""), invite=dropped(), then=_invite),
            State.CONTENT: _shows(own=_OWN, at=("m1", ""), invite=invite(), then=_invite),
        },
        without={State.LOADING: _WHY_NO_LOADING},
    ),
    Screen(
        LinkView,
        "space link",
        {
            State.ERROR: _shows(
                accept_invite=refused(Code.NOT_FOUND, 404), then=_link("spaces://space/H7KQ2M")
            ),
            State.CONTENT: _shows(then=_link()),
        },
        without={State.LOADING: _WHY_NO_LOADING, State.EMPTY: "it asks for one thing"},
    ),
]
