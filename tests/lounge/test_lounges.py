"""The lounges room: which one is open, coming in, what is unread, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from embedded_server.contracts.communities import Standing
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import AgentsUpdated, CommunityGone, EventType
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.lounge.words import voice_words
from tests.kit.desktop import dropped, membership, page, refused, run, until
from tests.lounge.talking import Talking, chat, lounge, mine, said, voice


@pytest.fixture
def talking() -> Iterator[Any]:
    kept: list[Talking] = []

    def make(*own: Any, **answers: Any) -> Talking:
        kept.append(Talking(*own, **answers))
        return kept[-1]

    yield make
    for one in kept:
        one.close()


def test_the_ones_talked_in_last_stand_first_with_their_last_words(talking: Any) -> None:
    later = chat("c2", last_at="2026-11-24T10:00:00.000Z", last_text="See you")
    bench = talking(mine("c1", "A"), mine("c2", "B"), chats=(chat("c1"), later))
    run(bench.start())
    shown = bench.model.entries.entries
    assert [one.id for one in shown] == ["c2", "c1"]
    assert shown[0].detail == "See you"


def test_starting_names_the_price_that_was_shown_and_opens_the_chat(talking: Any) -> None:
    paid = lounge(join_fee_cents=300)
    bench = talking(community=paid, start=chat())
    run(bench.start("c1"))
    lounge_model = bench.open
    assert (lounge_model.talk, lounge_model.price) == (None, 300)
    bench.calls.script("community", mine(join_fee_cents=300))
    lounge_model.start()
    run(bench.idle())
    assert bench.calls.last("start")[:2] == ("c1", 300)
    assert bench.model.open.talk is not None
    assert bench.model.lounges.is_member("c1")


def test_another_price_is_shown_and_not_paid(talking: Any) -> None:
    error = refused(Code.FEE_NOT_ACCEPTED, 402)
    error.problem = type(error.problem)(
        **{name: getattr(error.problem, name) for name in error.problem.__struct_fields__}
        | {"amount_due_cents": 450}
    )
    bench = talking(community=lounge(join_fee_cents=300), start=error)
    run(bench.start("c1"))
    bench.open.start()
    run(bench.idle())
    assert bench.open.price == 450
    assert bench.open.form_advice is not None
    assert bench.open.talk is None


def test_a_reply_is_unread_until_it_is_seen_and_stays_so_after_a_restart(talking: Any) -> None:
    bench = talking(mine(), chats=(chat(last_seq=2),))
    run(bench.start())
    bench.hear(said(3, "A word"))
    assert bench.model.unread == 1
    bench.model.chats.read_up_to("chat-c1", 3)
    assert bench.model.unread == 0
    again = talking(mine(), chats=(chat(last_seq=5),))
    again.keep.put("lounge_read/chat-c1", "3")
    run(again.start())
    assert again.model.unread == 2


def test_ones_own_words_from_another_machine_are_no_news(talking: Any) -> None:
    bench = talking(mine(), chats=(chat(last_seq=2),))
    run(bench.start())
    bench.hear(said(3, "Hello", "me"))
    assert bench.model.unread == 0


def test_who_is_banned_or_whose_lounge_is_gone_is_told_so(talking: Any) -> None:
    bench = talking(mine(), mine("c2", "Other"), chats=(chat(), chat("c2")))
    run(bench.start("c1"))
    bench.event(EventType.MEMBER_UPDATED, membership("c1", status=Standing.BANNED))
    assert bench.model.open is None
    assert "banned" in bench.model.farewell.title
    bench.model.show("c2")
    bench.event(EventType.COMMUNITY_DELETED, CommunityGone(id="c2"), "c2")
    assert "no longer" in bench.model.farewell.title


def test_a_lost_connection_is_told_and_recovers(talking: Any) -> None:
    bench = talking(community=dropped())
    run(bench.start("c1"))
    assert (bench.open.phase, bench.open.advice is None) == (Phase.FAILED, False)
    bench.calls.script("community", lounge())
    bench.open.load()
    run(bench.idle())
    assert (bench.open.phase, bench.open.advice) == (Phase.READY, None)


def test_whose_voice_answers_is_said_openly() -> None:
    one = lounge()
    assert "no voice of Marguerite" in voice_words(one, voice(status="building"))
    assert "no voice of Marguerite" in voice_words(one, voice(is_published=False))
    assert "made from recordings of Marguerite" in voice_words(one, voice())


def test_what_one_writes_goes_out_with_one_client_id(talking: Any) -> None:
    bench = talking(mine(), chats=(chat(),), history=page([said(1, "Hello")]))
    run(bench.start("c1"))
    bench.talk.thread_model.send("How are you?")
    run(until(lambda: bench.calls.count("say") == 1))
    assert bench.calls.last("say")[:2] == ("chat-c1", "How are you?")


def test_a_lounge_is_made_with_its_free_minutes_and_prices(talking: Any) -> None:
    bench = talking(create=mine("c9"))
    run(bench.start())
    model: CommunitiesModel = bench.model.lounges
    model.create("Kitchen", "", {"monthly_price_cents": "5"}, free_minutes=7)
    run(bench.idle())
    form = bench.calls.last("create")[0]
    assert (form.free_minutes_per_day, form.monthly_price_cents) == (7, 500)
    assert bench.visited == ["c9"]


def test_who_answers_is_known_as_soon_as_an_agent_is_added(talking: Any) -> None:
    bench = talking(mine(), chats=(chat(agent=None),))
    run(bench.start("c1"))
    assert not bench.open.has_agent
    bench.calls.script("chats", Snapshot([chat()], 101))
    bench.event(EventType.AGENTS_UPDATED, AgentsUpdated(community_id="c1"))
    run(until(lambda: bench.open.has_agent))
    assert bench.open.who == "Marguerite’s AI"
    run(bench.idle())


def test_a_membership_that_ran_out_is_renewed_for_what_is_shown(talking: Any) -> None:
    past = lounge(monthly_fee_cents=400, own=membership("c1", status=Standing.EXPIRED))
    bench = talking(past, chats=(chat(),), renew=membership("c1"), read=mine())
    run(bench.start("c1"))
    assert bench.model.renewal.price == 400
    bench.model.renewal.renew()
    run(bench.idle())
    assert bench.calls.last("renew")[:2] == ("c1", 400)
    assert bench.model.renewal.expired is None
