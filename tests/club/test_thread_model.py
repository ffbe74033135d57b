"""A club's thread without a server: history, live events, sending, asking, streaming replies."""

from __future__ import annotations

from datetime import datetime

import pytest

from embedded_server.contracts.base import Page
from embedded_server.contracts.club import (
    MAX_TEXT,
    HistoryQuery,
    MessageGone,
    SendMessage,
)
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import (
    EventType,
    Resync,
    SendTyping,
    Typing,
)
from spaces_desktop.chat.writing.drafts import Draft
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.widgets.message_rows import RowState
from tests.kit.desktop import (
    AT,
    dropped,
    frame,
    message,
    refused,
    run,
    until,
)
from tests.kit.thread import CREATED, UPDATED, Bench, mine, snapshot


def test_a_thread_shows_its_newest_page_in_order() -> None:
    bench = Bench(snapshot([message(3), message(2), message(1)]))
    run(bench.load())
    assert [row.order for row in bench.rows] == [1, 2, 3]
    assert bench.model.phase is Phase.READY


def test_an_empty_club_says_so_and_a_failure_too() -> None:
    empty, failing = Bench(), Bench(dropped())
    run(empty.load())
    run(failing.load())
    assert empty.model.phase is Phase.EMPTY
    assert failing.model.phase is Phase.FAILED
    assert failing.model.advice is not None
    assert failing.model.advice.can_retry


def test_older_pages_are_put_on_top_until_there_are_no_more() -> None:
    bench = Bench(
        snapshot([message(4), message(3)], cursor="next"), snapshot([message(2), message(1)])
    )

    async def act() -> None:
        await bench.load()
        for _ in range(3):
            bench.model.load_older()
            bench.model.load_older()
            await bench.idle()

    run(act())
    assert [row.order for row in bench.rows] == [1, 2, 3, 4]
    assert bench.calls.count("history") == 2
    assert bench.calls.last("history")[1] == HistoryQuery(limit=50, cursor="next")


def test_after_a_jump_newer_pages_follow_and_live_ones_wait_below() -> None:
    bench = Bench(
        snapshot([message(90)]),
        snapshot([message(11), message(10)], cursor="older"),
        Snapshot(Page(items=[message(12)], next_cursor="x", has_more=True), 100),
        Snapshot(Page(items=[message(13), message(90)], next_cursor=None, has_more=False), 100),
    )
    revealed: list[str] = []
    bench.model.revealed.connect(revealed.append)

    async def act() -> None:
        await bench.load()
        bench.model.jump_to("m00010")
        await bench.idle()
        assert bench.model.newest_below
        bench.event(CREATED, message(91))
        assert [row.order for row in bench.rows] == [10, 11]
        for _ in range(3):
            bench.model.load_newer()
            await bench.idle()

    run(act())
    assert revealed == ["m00010"]
    assert [row.order for row in bench.rows] == [10, 11, 12, 13, 90]
    assert bench.calls.last("history")[1] == HistoryQuery(limit=50, after=12)
    assert not bench.model.newest_below


def test_live_messages_come_change_and_go() -> None:
    bench = Bench(snapshot([message(1)]))

    async def act() -> None:
        await bench.load()
        bench.event(CREATED, message(3))
        bench.event(CREATED, message(2))
        bench.event(UPDATED, message(3, "mended", edited_at=AT))
        bench.event(EventType.MESSAGE_DELETED, MessageGone(id="m00001", seq=1, community_id="c1"))
        bench.event(CREATED, message(4, community_id="elsewhere"))

    run(act())
    assert bench.texts == ["message 2", "mended"]
    assert bench.rows[1].note == "edited"


def test_what_happens_while_the_snapshot_is_fetched_is_not_lost_and_not_doubled() -> None:
    bench = Bench(snapshot([message(2), message(1)], seq=50))

    async def act() -> None:
        gate = bench.calls.hold("history")
        bench.model.load()
        await until(lambda: bench.calls.count("history"))
        bench.event(
            EventType.MESSAGE_DELETED, MessageGone(id="m00002", seq=2, community_id="c1"), 40
        )
        bench.event(CREATED, message(3), 51)
        gate.set()
        await bench.idle()

    run(act())
    assert bench.texts == ["message 1", "message 2", "message 3"]


def test_a_resync_fetches_afresh() -> None:
    bench = Bench(snapshot([message(1)]), snapshot([message(2), message(1)]))

    async def act() -> None:
        await bench.load()
        bench.event(EventType.RESYNC, Resync(reason="old"))
        await bench.idle()

    run(act())
    assert bench.texts == ["message 1", "message 2"]


def test_a_message_stands_there_at_once_and_then_in_its_place() -> None:
    bench = Bench()

    async def act() -> None:
        await bench.load()
        gate = bench.calls.hold("send")
        bench.model.send("hello")
        assert [row.state for row in bench.rows] == [RowState.SENDING]
        bench.event(CREATED, message(1, "from somebody else"))
        assert bench.texts == ["from somebody else", "hello"]
        gate.set()
        await bench.idle()

    run(act())
    assert [row.state for row in bench.rows] == [RowState.SENT, RowState.SENT]
    assert bench.texts == ["from somebody else", "hello"]


def test_the_event_may_be_faster_than_the_answer() -> None:
    bench = Bench()

    async def act() -> None:
        await bench.load()
        gate = bench.calls.hold("send")
        bench.model.send("hello")
        await until(lambda: bench.calls.count("send"))
        form = bench.calls.last("send")[1]
        assert isinstance(form, SendMessage)
        bench.event(CREATED, mine(901, "hello", form.client_id))
        assert len(bench.rows) == 1
        gate.set()
        await bench.idle()

    run(act())
    assert [row.id for row in bench.rows] == ["m00901"]


def test_what_was_not_sent_is_sent_again_with_the_same_id_in_the_same_order() -> None:
    bench = Bench()
    bench.calls.script("send", dropped(), bench.accept)

    async def act() -> None:
        await bench.load()
        bench.model.send("one")
        bench.model.send("two")
        await bench.idle()
        assert [row.state for row in bench.rows] == [RowState.UNSENT, RowState.UNSENT]
        assert bench.rows[0].note.startswith("Not sent")
        bench.live.link = Link(LinkState.ONLINE)
        await bench.idle()

    run(act())
    ids = [form.client_id for name, (_, form) in bench.calls.asked if name == "send"]
    assert ids[0] == ids[1] != ids[2]
    assert bench.texts == ["one", "two"]
    assert {row.state for row in bench.rows} == {RowState.SENT}


def test_a_refused_message_can_be_tried_again_or_thrown_away() -> None:
    bench = Bench()
    bench.calls.script("send", refused(Code.MUTED, 403))

    async def act() -> None:
        await bench.load()
        bench.model.send("one")
        await bench.idle()
        row = bench.rows[0]
        assert [action.key for action in row.actions] == ["retry", "discard"]
        bench.live.link = Link(LinkState.ONLINE)
        await bench.idle()
        assert bench.calls.count("send") == 1
        bench.model.act(row.id, "retry")
        await bench.idle()
        assert bench.calls.count("send") == 2
        bench.model.act(row.id, "discard")

    run(act())
    assert bench.rows == []
    assert bench.model.phase is Phase.EMPTY


@pytest.mark.parametrize("watching", [True, False])
def test_it_counts_as_read_only_while_somebody_looks(watching: bool) -> None:
    bench = Bench(snapshot([message(1)]))

    async def act() -> None:
        bench.model.set_watching(watching)
        await bench.load()
        bench.event(CREATED, message(2))
        await bench.idle()

    run(act())
    asked = [seq for name, (_, seq) in bench.calls.asked if name == "read_up_to"]
    assert asked[-1:] == ([2] if watching else [])


def test_somebody_writing_is_shown_and_oneself_is_not() -> None:
    bench = Bench()
    for who, name in (("u1", "Ada"), ("u2", "Ben")):
        bench.live.receive(
            frame(EventType.TYPING, Typing(user_id=who, display_name=name), None, "c1")
        )
    assert bench.model.typing.text == "Ben is typing"
    bench.model.typing.clear()
    assert bench.model.typing.text == ""


def test_what_one_writes_is_told_only_while_presence_is_shared() -> None:
    bench = Bench()
    sent: list[object] = []
    setattr(bench.live, "send", sent.append)  # noqa: B010 - there is no socket here
    bench.live.tells_presence = False
    bench.model.typing.typed()
    assert sent == []
    bench.live.tells_presence = True
    bench.model.typing.typed()
    bench.model.typing.typed()
    assert sent == [SendTyping(community_id="c1")]
    bench.model.close()


def test_a_summary_is_asked_for_in_the_time_of_this_machine() -> None:
    bench = Bench()
    bench.calls.script("catch_up", None)
    bench.model.acts.catch_up("a1", 7, 25)
    run(bench.idle())
    form = bench.calls.last("catch_up")[1]
    offset = datetime.now().astimezone().utcoffset()
    assert offset is not None
    assert form.utc_offset_minutes == offset.total_seconds() / 60
    assert (form.agent_id, form.since_seq, form.accept_fee_cents) == ("a1", 7, 25)


def test_a_closed_thread_hears_nothing_more() -> None:
    bench = Bench(snapshot([message(1)]))
    run(bench.load())
    bench.model.close()
    bench.event(CREATED, message(2))
    assert bench.texts == ["message 1"]


def test_what_is_told_of_a_page_while_it_comes_is_not_lost() -> None:
    bench = Bench(snapshot([message(4)], cursor="x"), snapshot([message(3), message(2)]))

    async def act() -> None:
        await bench.load()
        gate = bench.calls.hold("history")
        bench.model.load_older()
        await until(lambda: bench.calls.count("history") == 2)
        bench.event(UPDATED, message(3, "mended"))
        bench.event(EventType.MESSAGE_DELETED, MessageGone(id="m00002", seq=2, community_id="c1"))
        bench.event(CREATED, message(5))
        assert bench.texts == ["message 4", "message 5"]
        gate.set()
        await bench.idle()

    run(act())
    assert bench.texts == ["mended", "message 4", "message 5"]


def test_what_comes_in_while_a_fetch_fails_is_still_shown() -> None:
    bench = Bench(snapshot([message(1)]), dropped())

    async def act() -> None:
        await bench.load()
        gate = bench.calls.hold("history")
        bench.model.load()
        await until(lambda: bench.calls.count("history") == 2)
        bench.event(CREATED, message(2))
        gate.set()
        await bench.idle()

    run(act())
    assert bench.texts == ["message 1", "message 2"]
    assert bench.model.phase is Phase.READY


def test_what_would_be_refused_again_can_be_edited_instead() -> None:
    bench = Bench()
    bench.calls.script("send", refused(Code.VALIDATION))
    wanted: list[Draft] = []
    bench.model.writing.draft_wanted.connect(wanted.append)

    async def act() -> None:
        await bench.load()
        bench.model.send("one")
        await bench.idle()
        row = bench.rows[0]
        assert [action.key for action in row.actions] == ["edit", "discard"]
        bench.model.act(row.id, "edit")

    run(act())
    assert wanted == [Draft(text="one")]
    assert bench.rows == []


def test_a_message_that_is_too_long_is_not_sent_and_says_by_how_much() -> None:
    bench = Bench()
    run(bench.load())
    bench.model.send("x" * (MAX_TEXT + 12))
    assert bench.rows == []
    assert bench.calls.count("send") == 0
    assert bench.model.act_advice is not None
    assert "12 characters too long" in bench.model.act_advice.text
    assert bench.model.writing.check_length(" " * 20 + "x" * MAX_TEXT)
    assert bench.model.act_advice is None
