"""Navigation and what the quiet strip says."""

from __future__ import annotations

from pathlib import Path

from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.shell.backend import Backend, ServerState
from spaces_desktop.shell.connection import ConnectionModel
from spaces_desktop.shell.navigation import Navigation, Where
from tests.kit.desktop import live_events, tasks


def test_back_and_forward_retrace_the_way() -> None:
    way = Navigation()
    way.visit("clubs")
    way.visit("clubs", "c1")
    way.visit("clubs", "c1")
    way.back()
    assert way.where == Where("clubs")
    way.back()
    assert (way.where, way.can_go_back) == (Where("home"), False)
    way.forward()
    way.forward()
    way.forward()
    assert way.where == Where("clubs", "c1")
    way.back()
    way.visit("home")
    assert not way.can_go_forward


def test_the_strip_is_silent_while_all_is_well_and_counts_down_when_not() -> None:
    now = [100.0]
    live = live_events(tasks())
    model = ConnectionModel(live, None, clock=lambda: now[0])
    live.link = Link(LinkState.CONNECTING)
    live.link = Link(LinkState.ONLINE)
    assert model.text == ""
    live.link = Link(LinkState.WAITING, 104.2)
    assert "5 s" in model.text
    assert model.can_retry
    now[0] = 103.5
    model.refresh()
    assert "1 s" in model.text
    live.link = Link(LinkState.CONNECTING)
    assert "again" in model.text
    live.link = Link(LinkState.ONLINE)
    assert (model.text, model.can_retry) == ("", False)
    model.close()


def test_the_strip_says_when_the_own_server_is_gone(tmp_path: Path) -> None:
    live = live_events(tasks())
    backend = Backend(tmp_path, tmp_path / "log", tasks(), ["nothing"])
    model = ConnectionModel(live, backend)
    backend.state = ServerState.RESTARTING
    assert "started again" in model.text
    backend.state = ServerState.FAILED
    assert "could not" in model.text
    backend.state = ServerState.RUNNING
    assert model.text == ""
    model.close()
