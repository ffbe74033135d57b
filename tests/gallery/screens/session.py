"""A session of a playground: asked about its page, in it, alone, and told again after its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import TurnChunk, TurnStarted
from embedded_server.contracts.playground import SessionStatus
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.playground.page.permissions import Power
from spaces_desktop.playground.session.invite_view import InviteDialog
from spaces_desktop.playground.session.model import Standing
from spaces_desktop.playground.session.pane_view import SessionView
from tests.gallery.screen import Make, Screen, State
from tests.gallery.stage import Stage
from tests.kit.desktop import dropped, page_of, refused
from tests.playground.session.made_up import PEOPLE, Bench, FakePower, facts, session, talk

_ENDED: dict[str, Any] = {
    "join": refused(Code.SESSION_ENDED),
    "session": Snapshot(session(*PEOPLE, status=SessionStatus.ENDED), 1),
}


def _shows(
    *held: str,
    then: Callable[[Bench], object] | None = None,
    shown: bool = False,
    me: str = "u1",
    has_engine: bool = True,
    **answers: Any,
) -> Make:
    async def make(stage: Stage) -> QWidget:
        bench = Bench(
            stage.live, stage.tasks, stage.themes, me=me, has_engine=has_engine, **answers
        )
        stage.never(bench.calls, *held)
        stage.at_close(bench.close)
        bench.model.come()
        await stage.rest()
        await stage.rest()
        if shown:
            bench.page.consents.give(facts().page_url or "")
            bench.page.load()
        for page in bench.pages:
            assert isinstance(page.view, QLabel)
            page.view.setText("(the page)")
        if then is not None:
            then(bench)
        await stage.rest()
        return bench.view

    return make


def _writes(bench: Bench) -> None:
    started = TurnStarted(
        turn_id="t1",
        message_id="m9",
        question_id=None,
        agent_id="a1",
        agent_name="Crumb",
        asker_id="u1",
    )
    chunk = TurnChunk(turn_id="t1", message_id="m9", index=0, text="Three boats more, and a")
    bench.chat._on_turn(started, None)  # type: ignore[arg-type]  # as the live events call it
    bench.chat._on_chunk(chunk, None)  # type: ignore[arg-type]  # as the live events call it


def _wants(bench: Bench) -> None:
    bench.pages[-1].power_asked.emit(FakePower(Power.MICROPHONE))
    bench.pages[-1].blocked.emit("private")
    _writes(bench)


def _out(bench: Bench) -> None:
    bench.model.standing = Standing.OUT


async def _invite(stage: Stage) -> QWidget:
    bench = Bench(stage.live, stage.tasks, stage.themes)
    stage.at_close(bench.close)
    bench.model.come()
    await stage.rest()
    dialog = InviteDialog(bench.acts, None)
    await stage.rest()
    return dialog


def _half_told(bench: Bench) -> None:
    bench.replay.seek(bench.replay.duration_ms * 2 // 3)


SCREENS = [
    Screen(
        SessionView,
        "session",
        {
            State.LOADING: _shows("join"),
            State.EMPTY: _shows(messages=talk(), page_facts=facts(None), join=PEOPLE[0]),
            State.ERROR: _shows(join=dropped()),
            State.CONTENT: _shows(then=_wants, shown=True),
        },
        extra={
            "asked first": _shows(),
            "built in": _shows(me="u2", page_facts=facts("/playgrounds/whiteboard/")),
            "no engine": _shows(shown=True, has_engine=False),
            "crashed": _shows(shown=True, then=lambda bench: bench.page._on_broke()),
            "out": _shows(then=_out),
            "replay": _shows(then=_half_told, **_ENDED),
            "replay empty": _shows(log=page_of([]), messages=talk(), **_ENDED),
            "invite": _invite,
        },
    ),
]
