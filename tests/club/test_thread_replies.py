"""Replies of agents in a club's thread: growing, stopping, failing, asked again."""

from __future__ import annotations

import msgspec

from embedded_server.contracts.club import AskAgent, Audio, Message
from embedded_server.contracts.events import (
    EventType,
    TurnFinished,
    TurnStarted,
)
from embedded_server.contracts.turns import Failed
from embedded_server.contracts.voice import SpokenBy
from spaces_desktop.widgets.message_rows import RowState
from tests.kit.desktop import (
    agent_message,
    citation,
    dropped,
    message,
    run,
    until,
)
from tests.kit.thread import CREATED, UPDATED, Bench, mine, snapshot, turn


async def begin_reply(bench: Bench) -> None:
    await bench.load()
    bench.model.ask("a1", "why?", 25)
    await bench.idle()
    form = bench.calls.last("ask")[1]
    assert isinstance(form, AskAgent)
    assert form.accept_fee_cents == 25
    bench.event(CREATED, mine(1, "why?", form.client_id))
    bench.event(CREATED, agent_message(2, status="streaming", turn_id="t2", reply_to_id="m00001"))
    started = TurnStarted(
        turn_id="t2",
        message_id="m00002",
        question_id="m00001",
        agent_id="a1",
        agent_name="Crumb",
        asker_id="u1",
    )
    bench.event(EventType.TURN_STARTED, started)


def test_a_reply_grows_in_place_and_ends_with_its_sources() -> None:
    bench = Bench()
    seen: list[str] = []

    async def act() -> None:
        await begin_reply(bench)
        assert bench.model.my_turn == "t2"
        bench.model.rows.dataChanged.connect(lambda *_: seen.append(bench.texts[-1]))
        for index, text in enumerate(("Be", "cause", " it is")):
            bench.chunk(index, text)
        assert bench.texts == ["why?", "Be"]
        await until(lambda: bench.texts[-1] == "Because it is")
        done = agent_message(2, "Because it is so.", turn_id="t2", citations=[citation()])
        bench.event(UPDATED, done)
        finished = TurnFinished(turn_id="t2", message_id="m00002", status="done")
        bench.event(EventType.TURN_FINISHED, finished)

    run(act())
    assert seen == ["Be", "Because it is", "Because it is so."]
    row = bench.rows[-1]
    assert row.state is RowState.SENT
    assert row.sources[0].title == "facts.md"
    assert row.spoken.startswith("Crumb, AI")
    assert bench.model.my_turn == ""


def test_a_piece_that_was_missed_is_asked_for() -> None:
    bench = Bench()
    bench.calls.script("turn", turn("streaming", "Because of"), turn("done", "Because of it."))

    async def act() -> None:
        await begin_reply(bench)
        bench.chunk(0, "Be")
        bench.chunk(2, "of")
        await until(lambda: bench.texts[-1] == "Because of")
        bench.chunk(3, " it.")
        await until(lambda: bench.rows[-1].state is RowState.SENT)

    run(act())
    assert bench.texts[-1] == "Because of it."


def test_a_reply_found_half_way_in_the_history_is_followed_to_its_end() -> None:
    half = agent_message(2, "Be", status="streaming", turn_id="t2", reply_to_id="m00001")
    bench = Bench(snapshot([half, mine(1, "why?")]))
    bench.calls.script("turn", turn("done", "Because."))

    async def act() -> None:
        await bench.load()
        assert bench.model.my_turn == "t2"
        bench.chunk(7, "cause.")
        await until(lambda: bench.texts[-1] == "Because.")

    run(act())
    assert bench.rows[-1].state is RowState.SENT


def test_stopping_keeps_the_text() -> None:
    bench = Bench()
    bench.calls.script("stop", turn("stopped", "Be"))

    async def act() -> None:
        await begin_reply(bench)
        assert [action.key for action in bench.rows[-1].actions] == ["stop"]
        bench.model.stop_my_turn()
        await bench.idle()

    run(act())
    assert bench.calls.last("stop") == ("t2",)
    assert (bench.texts[-1], bench.rows[-1].state) == ("Be", RowState.STOPPED)


def test_a_failed_reply_says_why_and_can_be_asked_again() -> None:
    bench = Bench()

    async def act() -> None:
        await begin_reply(bench)
        bench.event(UPDATED, agent_message(2, status="failed", turn_id="t2", reply_to_id="m00001"))
        finished = TurnFinished(
            turn_id="t2",
            message_id="m00002",
            status="failed",
            code="provider_down",
            message="The model's server does not answer.",
            retryable=True,
        )
        bench.event(EventType.TURN_FINISHED, finished)
        row = bench.rows[-1]
        assert row.note == "The model's server does not answer."
        bench.model.act(row.id, row.actions[0].key)
        await bench.idle()
        assert bench.rows[1].id == "m00002"
        assert bench.rows[1].actions == ()

    run(act())
    first, second = (form for name, (_, form) in bench.calls.asked if name == "ask")
    assert (second.agent_id, second.text, second.accept_fee_cents) == ("a1", "why?", 25)
    assert first.client_id != second.client_id


def test_others_may_not_stop_or_repeat_what_one_did_not_ask() -> None:
    bench = Bench(
        snapshot([agent_message(2, status="failed", reply_to_id="m00001"), message(1, "why?")])
    )
    bench.calls.script("turn", turn("failed", ""))
    run(bench.load())
    assert bench.rows[-1].actions == ()
    assert bench.rows[-1].note


DOWN = Failed(code="provider_down", message="The model's server is not there.", retryable=True)


def failed_reply() -> Message:
    return agent_message(2, status="failed", turn_id="t2", reply_to_id="m00001")


def test_why_a_reply_failed_is_known_after_a_restart_and_asked_for_once() -> None:
    bench = Bench(snapshot([failed_reply(), mine(1, "why?")]))
    bench.calls.script("turn", turn("failed", "", DOWN))

    async def act() -> None:
        await bench.load()
        await bench.load()

    run(act())
    assert bench.rows[-1].note == "The model's server is not there."
    assert bench.calls.count("turn") == 1
    assert bench.calls.last("turn") == ("t2",)


def test_a_reason_that_could_not_be_fetched_is_asked_for_with_the_next_load() -> None:
    bench = Bench(snapshot([failed_reply(), mine(1, "why?")]))
    bench.calls.script("turn", dropped(), turn("failed", "", DOWN))

    async def act() -> None:
        await bench.load()
        assert bench.rows[-1].note == "The reply failed."
        await bench.load()

    run(act())
    assert bench.rows[-1].note == DOWN.message


def test_a_question_that_was_asked_again_before_leaves_no_button() -> None:
    bench = Bench(snapshot([mine(3, "why?"), failed_reply(), mine(1, "why?")]))
    bench.calls.script("turn", turn("failed", "", DOWN))
    run(bench.load())
    assert bench.rows[1].actions == ()


def test_a_reply_that_was_spoken_gets_its_player_once_the_clip_is_there() -> None:
    bench = Bench()

    async def act() -> None:
        await begin_reply(bench)
        done = agent_message(2, "Because.", turn_id="t2", reply_to_id="m00001")
        bench.event(UPDATED, done)
        finished = TurnFinished(turn_id="t2", message_id="m00002", status="done")
        bench.event(EventType.TURN_FINISHED, finished)
        await bench.idle()
        assert (bench.rows[-1].media, bench.model.my_turn) == ((), "")
        spoken = SpokenBy(engine="imprint", voice="Marguerite")
        clip = Audio(url="/api/media/x", duration_ms=900, mime_type="audio/ogg", spoken_by=spoken)
        bench.event(UPDATED, msgspec.structs.replace(done, audio=clip))
        row = bench.rows[-1]
        assert [(one.name, one.kind, one.duration_ms) for one in row.media] == [
            ("AI voice", "sound", 900)
        ]
        assert row.note == "AI voice · imprint"
        assert row.text == "Because."
        # A voice that is withdrawn takes its player with it.
        bench.event(UPDATED, done)
        assert (bench.rows[-1].media, bench.rows[-1].note) == ((), "")

    run(act())
