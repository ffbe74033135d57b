"""Navigation and what the quiet strip says."""

from __future__ import annotations

from pathlib import Path

from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.shell.backend import Backend, ServerState
from spaces_desktop.shell.connection import ConnectionModel
from spaces_desktop.shell.navigation import MOST_STEPS, Navigation, Where
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


def test_in_another_language_one_goes_on_from_where_one_was() -> None:
    before, after = Navigation(), Navigation()
    before.visit("clubs", "c1")
    before.visit("settings")
    after.begin(Where("settings"))
    after.go_on_from(before)
    assert after.can_go_back
    after.enter("clubs")
    assert after.where == Where("clubs", "c1")
    after.back()
    after.back()
    assert after.where == Where("clubs", "c1")


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
    assert "Reconnecting" in model.text
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


def test_the_way_back_is_bounded_and_recent_places_come_latest_first() -> None:
    way = Navigation()
    for at in range(MOST_STEPS + 20):
        way.visit("clubs", f"c{at}")
    assert [one.thing for one in way.recent[:2]] == [f"c{MOST_STEPS + 18}", f"c{MOST_STEPS + 17}"]
    for _ in range(MOST_STEPS + 20):
        way.back()
    assert not way.can_go_back
    assert way.where == Where("clubs", "c19")


def test_a_room_is_entered_where_it_was_left() -> None:
    way = Navigation()
    way.visit("clubs", "c1", "m7")
    way.enter("home")
    way.enter("clubs")
    assert way.where == Where("clubs", "c1")
    way.enter("clubs")
    way.back()
    assert way.where == Where("home")


def test_an_act_is_no_place_and_the_same_message_is_gone_to_again() -> None:
    way = Navigation(is_fleeting=lambda where: where.thing == "new")
    acted: list[Where] = []
    arrived: list[Where] = []
    way.acted.connect(acted.append)
    way.visit("clubs", "new")
    assert (way.where, acted) == (Where("clubs"), [Where("clubs", "new")])
    way.back()
    assert way.where == Where("home")
    way.visit("clubs", "c1", "m1")
    way.where_changed.connect(arrived.append)
    way.visit("clubs", "c1", "m1")
    assert arrived == [Where("clubs", "c1", "m1")]
    way.visit("clubs", "c1")
    way.visit("clubs", "c1")
    assert len(arrived) == 2
