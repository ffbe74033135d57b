"""A customer's conversations with brands: who answers, asking a person, the end, and races."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from embedded_server.contracts.errors import Code
from embedded_server.contracts.support import ConversationStatus, Rate, Rating, Resolver
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.support.customer.words import strip_of, strip_of_new
from spaces_desktop.widgets.message_rows import RowState
from tests.kit.desktop import dropped, page, refused, run, until
from tests.kit.support import ago
from tests.support.customer import Asking, brand, mine, notice, said, waiting, with_maria

RESOLVED = ConversationStatus.RESOLVED


@pytest.fixture
def made() -> Iterator[list[Asking]]:
    kept: list[Asking] = []
    yield kept
    for one in kept:
        one.close()


@pytest.fixture
def asking(made: list[Asking]) -> Any:
    def make(*own: Any, **answers: Any) -> Asking:
        made.append(Asking(*own, **answers))
        return made[-1]

    return make


def resolved(**more: Any) -> Any:
    by = Resolver(kind="staff", id="u7", name="Maria")
    given = {"resolved_at": ago(30), "resolved_by": by, "can_transfer": False, **more}
    return mine(status=RESOLVED, **given)


def test_open_ones_stand_first_with_what_is_new_in_them(asking: Any) -> None:
    old = mine(2, status=RESOLVED, last_at=ago(1), community_name="Later")
    open_one = mine(1, last_at=ago(500), unread_count=2)
    bench = asking(old, open_one)
    run(bench.start())
    shown = bench.model.own.entries.entries
    assert [one.id for one in shown] == ["v0001", "v0002"]
    assert (shown[0].count, bench.model.own.unread) == (2, 2)
    assert shown[0].detail.startswith("AI answers · ")


def test_an_event_moves_it_and_staffs_view_of_ones_own_is_not_taken(asking: Any) -> None:
    bench = asking(mine(1))
    run(bench.start("c1"))
    bench.tell(waiting(2))
    assert bench.talk.strip.title == "You are number 2 in the queue"
    bench.tell(waiting(1))
    assert bench.talk.strip.title == "You are next"
    from tests.kit.support import conversation

    bench.tell(conversation(1, customer=mine(1).customer, status=RESOLVED))
    assert bench.talk.strip.title == "You are next"
    bench.tell(with_maria())
    assert bench.talk.strip.title == "Maria is here for you"


def test_who_answers_is_said_in_each_state() -> None:
    ai = strip_of(mine())
    assert ai.title == "Luma helper answers. It is an AI"
    assert ai.may_ask
    alone = strip_of(mine(mode="ai_only", can_transfer=False))
    assert not alone.may_ask
    assert "People do not answer here." in alone.detail
    assert strip_of(waiting(3, estimated_wait_seconds=230)).detail.startswith("About 4 minutes")
    away = strip_of(waiting(3, staff_available=False))
    assert away.title == "Nobody is here just now"
    assert away.detail.startswith("Leave a message.")
    back = strip_of(waiting(3, staff_available=False, opens_at=ago(-3600)))
    assert back.detail.startswith("People are back ")
    assert strip_of(resolved()).detail.startswith("By Maria, ")
    assert strip_of_new(brand(cs_mode="human_only")).title == "People answer here"


def test_a_person_is_asked_for_and_the_queue_is_shown_at_once(asking: Any) -> None:
    bench = asking(mine(), transfer=waiting(1))
    run(bench.start("c1"))
    bench.talk.ask_person()
    bench.talk.ask_person()  # a double click is one press
    run(bench.idle())
    assert bench.calls.count("transfer") == 1
    assert bench.talk.strip.title == "You are next"
    assert not bench.talk.busy


@pytest.mark.parametrize(
    ("code", "now", "title"),
    [
        (Code.ALREADY_ACCEPTED, with_maria(), "Maria is here for you"),
        (Code.ALREADY_RESOLVED, resolved(), "This conversation is resolved"),
        (Code.ALREADY_WAITING, waiting(1), "You are next"),
    ],
)
def test_whoever_was_faster_becomes_what_is_shown(
    asking: Any, code: Code, now: Any, title: str
) -> None:
    bench = asking(mine(), transfer=refused(code, 409), read=now)
    run(bench.start("c1"))
    heard: list[str] = []
    bench.talk.thread_model.said.connect(heard.append)
    bench.talk.ask_person()
    run(bench.idle())
    assert bench.talk.advice is None
    assert bench.talk.strip.title == title
    assert len(heard) == 1


def test_what_could_not_be_done_is_said_and_tried_again(asking: Any) -> None:
    bench = asking(mine())
    bench.calls.script("transfer", dropped(), waiting(1))
    run(bench.start("c1"))
    bench.talk.ask_person()
    run(bench.idle())
    assert bench.talk.advice is not None
    bench.talk.try_again()
    run(bench.idle())
    assert bench.talk.advice is None
    assert bench.talk.strip.title == "You are next"


def test_after_the_end_nothing_is_written_and_it_is_rated_once(asking: Any) -> None:
    rated = resolved(rating=Rating(score=4, comment="kind", at=ago(1), of="person"))
    bench = asking(mine(), resolve=resolved(), rate=None, read=rated)
    run(bench.start("c1"))
    assert not bench.talk.may_rate
    bench.talk.resolve(solved=True)
    run(bench.idle())
    assert bench.talk.thread_model.barred.startswith("This conversation is resolved.")
    assert bench.talk.may_rate
    bench.talk.rate(4, " kind ")
    run(bench.idle())
    assert bench.calls.last("rate") == ("v0001", Rate(score=4, comment="kind"))
    assert not bench.talk.may_rate


def test_a_rating_that_was_skipped_is_not_asked_for_again(asking: Any) -> None:
    bench = asking(resolved())
    run(bench.start("c1"))
    assert bench.talk.may_rate
    bench.talk.skip_rating()
    assert not bench.talk.may_rate


def test_the_first_message_begins_a_conversation_and_one_goes_there(asking: Any) -> None:
    bench = asking(start=mine(1))
    run(bench.start("c1"))
    assert bench.model.own.phase is Phase.EMPTY
    assert bench.talk.is_new
    bench.talk.thread_model.send("My lamp flickers")
    run(bench.idle())
    community_id, form = bench.calls.last("start")
    assert (community_id, form.message) == ("c1", "My lamp flickers")
    assert form.client_id
    assert bench.talk.id == "v0001"
    assert bench.visited[-1] == ("c1", "v0001")


def test_a_first_message_that_found_no_connection_goes_out_later(asking: Any) -> None:
    bench = asking()
    bench.calls.script("start", dropped(), mine(1))
    run(bench.start("c1"))
    bench.talk.thread_model.send("My lamp flickers")
    run(bench.idle())
    assert bench.talk.thread_model.rows.rows[-1].state is RowState.UNSENT
    first = bench.calls.last("start")[1].client_id
    bench.desk.outbox.retry_waiting()
    run(bench.idle())
    assert bench.calls.last("start")[1].client_id == first
    assert bench.talk.id == "v0001"


def test_starting_again_goes_to_a_new_place_and_the_open_one_is_never_doubled(asking: Any) -> None:
    bench = asking(resolved())
    run(bench.start("c1"))
    bench.model.begin("c1")
    run(bench.idle())
    assert bench.talk.is_new
    bench.tell(mine(2))
    bench.model.begin("c1")
    run(bench.idle())
    assert bench.talk.id == "v0002"


def test_messages_and_lines_of_the_system_stand_in_the_thread(asking: Any) -> None:
    history = page([notice(3, "accepted", "Maria"), said(2, "Hold it"), said(1, "Help", "me")])
    bench = asking(with_maria(), history=history)
    run(bench.start("c1"))
    rows = list(bench.talk.thread_model.rows.rows)
    assert [row.text for row in rows] == ["Help", "Hold it", "Maria has joined."]
    assert [row.is_system for row in rows] == [False, False, True]
    assert rows[1].is_agent
    bench.hear(said(4, "Good morning", "maria"))
    bench.hear(said(5, "of another", "maria", id="other"))
    assert [row.text for row in bench.talk.thread_model.rows.rows][3:] == [
        "Good morning",
        "of another",
    ]


def test_words_of_another_conversation_of_the_brand_stay_out(asking: Any) -> None:
    bench = asking(mine(1))
    run(bench.start("c1"))
    from msgspec.structs import replace

    bench.hear(replace(said(1, "elsewhere"), conversation_id="v0009"))
    assert bench.talk.thread_model.rows.rowCount() == 0


def test_a_transcript_is_saved(asking: Any, tmp_path: Path) -> None:
    bench = asking(mine(), transcript=None)
    run(bench.start("c1"))
    heard: list[str] = []
    bench.talk.thread_model.said.connect(heard.append)
    bench.talk.save("html", tmp_path / "Luma.html")
    run(bench.idle())
    assert bench.calls.last("transcript") == ("v0001", "html", tmp_path / "Luma.html")
    assert heard == ["Saved as Luma.html."]


def test_the_list_comes_back_with_the_connection(asking: Any) -> None:
    bench = asking()
    bench.calls.script("own", dropped(), bench.calls._answers["own"][0])
    run(bench.start())
    assert bench.model.own.phase is Phase.FAILED
    from spaces_desktop.kernel.live import Link, LinkState

    bench.live.link = Link(LinkState.WAITING)
    bench.live.link = Link(LinkState.ONLINE)
    run(until(lambda: bench.model.own.phase is Phase.EMPTY))


def test_finding_a_brand_joins_nothing(asking: Any) -> None:
    bench = asking(start=mine(1))
    run(bench.start())
    bench.model.brands.begin()
    run(bench.idle())
    bench.model.brands.choose("c1")
    bench.model.brands.join()
    run(bench.idle())
    assert bench.calls.count("join") == 0
    assert bench.talk.is_new
