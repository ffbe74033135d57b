"""The live room of a lounge as members and its creator see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from embedded_server.contracts.live_room import Goodbye
from spaces_desktop.audio.troubles import AudioTrouble
from spaces_desktop.lounge.live.pane_view import LivePane
from spaces_desktop.lounge.live.voice.engine import Heard, LinkChanged, SoundFailed
from spaces_desktop.lounge.live.voice.link import LinkState
from tests.gallery.screen import Make, Screen, State
from tests.gallery.stage import Stage
from tests.kit.desktop import dropped
from tests.lounge.live.room import PEOPLE, Bench, now, person, room


def _shows(
    *held: str, then: Callable[[Bench], object] | None = None, role: str = "member", **answers: Any
) -> Make:
    async def make(stage: Stage) -> QWidget:
        bench = Bench(stage.live, stage.tasks, role=role, **answers)
        stage.never(bench.calls, *held)
        pane = LivePane(bench.model, stage.themes)
        stage.at_close(bench.model.close)
        stage.at_close(pane.release)
        bench.model.load()
        await stage.rest()
        if then is not None:
            then(bench)
        return pane

    return make


def _inside(bench: Bench) -> None:
    bench.model.join()
    bench.sound.tell(LinkChanged(LinkState.ONLINE))
    bench.sound.tell(now(*PEOPLE))
    bench.sound.tell(Heard(0.6, True, frozenset({2}), is_unheard=False, loss=0.0))


def _muted(bench: Bench) -> None:
    _inside(bench)
    bench.sound.tell(now(person(1, "Ada", is_muted=True), *PEOPLE[1:]))
    bench.sound.tell(SoundFailed("input", AudioTrouble.NO_DEVICE))


def _put_out(bench: Bench) -> None:
    _inside(bench)
    bench.sound.tell(LinkChanged(LinkState.OVER, Goodbye.REMOVED))


SCREENS = [
    Screen(
        LivePane,
        "live room",
        {
            State.LOADING: _shows("read"),
            State.EMPTY: _shows(role="creator", read=room(is_open=False)),
            State.ERROR: _shows(read=dropped()),
            State.CONTENT: _shows(role="creator", then=_inside),
        },
        extra={
            "closed to a member": _shows(read=room(is_open=False)),
            "outside": _shows(),
            "muted": _shows(then=_muted),
            "put out": _shows(then=_put_out),
        },
    ),
]
