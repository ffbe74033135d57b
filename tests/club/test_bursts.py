"""Many messages at once: shown together, each of them as if it had come alone."""

from __future__ import annotations

from embedded_server.contracts.club import MessageGone
from embedded_server.contracts.events import EventType
from spaces_desktop.widgets.message_list import MessageList
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import application, message, run
from tests.kit.thread import CREATED, UPDATED, Bench, snapshot


def _loaded() -> Bench:
    bench = Bench(snapshot([message(1)]))
    run(bench.load())
    return bench


def _burst(bench: Bench, count: int) -> None:
    bench.live.in_burst = True
    for seq in range(2, count + 2):
        bench.event(CREATED, message(seq))


def _end(bench: Bench) -> None:
    bench.live.in_burst = False
    bench.live.burst_ended.emit()


def test_a_burst_is_one_change_of_the_list() -> None:
    bench = _loaded()
    inserts: list[tuple[int, int]] = []
    bench.model.rows.rowsInserted.connect(lambda _, first, last: inserts.append((first, last)))
    _burst(bench, 40)
    assert inserts == []
    _end(bench)
    assert inserts == [(1, 40)]
    assert [row.order for row in bench.rows] == list(range(1, 42))


def test_what_changes_within_a_burst_is_shown_as_it_stands_at_its_end() -> None:
    bench = _loaded()
    _burst(bench, 3)
    bench.event(UPDATED, message(3, "changed"))
    bench.event(EventType.MESSAGE_DELETED, MessageGone(id="m00002", seq=2, community_id="c1"))
    _end(bench)
    assert [row.order for row in bench.rows] == [1, 3, 4]
    assert bench.texts[1] == "changed"


def test_each_message_of_a_burst_is_said_and_counted() -> None:
    bench = _loaded()
    themes = Themes(application(), "light")
    shown = MessageList(themes)
    shown.resize(400, 60)
    shown.show_rows(bench.model.rows)
    shown.show()
    said: list[str] = []
    shown.announced.connect(said.append)
    _burst(bench, 5)
    _end(bench)
    assert len(said) == 5
    shown.settle()
    shown.verticalScrollBar().setValue(0)
    assert not shown.at_bottom
    bench.live.in_burst = True
    for seq in range(10, 14):
        bench.event(CREATED, message(seq))
    _end(bench)
    assert "4" in shown._newest.text()
    shown.close()
    shown.deleteLater()
    themes.deleteLater()
    application().processEvents()
