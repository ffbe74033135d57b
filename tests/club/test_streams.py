"""Replies as they stream: order of events, any chunking, any Unicode, many at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embedded_server.contracts import club, turns
from embedded_server.contracts.turns import Usage
from embedded_server.kernel.turn_types import ProviderError, ReplyEnd
from tests.kit.people import Person, Sse, parse_sse
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.waiting import until

StartHost = Callable[..., Awaitable[LocalHost]]
_AWKWARD = (
    "\x00\x01\t\n\r\x0b\x0c\x1c\x85\u2028\u2029 :,{}\"'\\<>&\ufeff\u00a0\u00ad\u200b\u200d\u202e"
    "e\u0301\u0308\U0001f468\U0001f469\U0001f1e9\U0010ffff\uffff\ufffd\ud83d\ude00\udfff\ud800"
    "あ漢ไทย한العربية"
)
_pieces = st.lists(
    st.one_of(
        st.text(st.sampled_from(_AWKWARD), max_size=6),
        st.text(st.characters(codec=None, exclude_categories=()), max_size=12),
        st.sampled_from(["\r\n", "\n\n", "data: x\n\n", "id: 9\n", ": ping\n\n"]),
        st.sampled_from(["\ud83d", "\ude00"]),
    ),
    max_size=12,
)


def as_stored(pieces: list[str]) -> str:
    """What UTF-8 can carry of it: pairs joined, halves without their other replaced."""
    return "".join(pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def check_order(events: list[Sse]) -> str:
    """Holds the stream to its contract; answers with the joined chunks."""
    assert [event.id for event in events] == list(range(len(events)))
    assert events[0].event == "meta"
    assert events[-1].event in ("done", "error")
    chunks = events[1:-1]
    assert {chunk.event for chunk in chunks} <= {"chunk"}
    assert [chunk.data["index"] for chunk in chunks] == list(range(len(chunks)))
    text = "".join(chunk.data["text"] for chunk in chunks)
    if events[-1].event == "done":
        assert text.encode() == events[-1].data["text"].encode()
    return text


async def club_with_agent(host: LocalHost) -> tuple[str, str]:
    club_id = await host.admin.create()
    return club_id, await host.admin.make_agent(club_id)


async def stored(person: Person, club_id: str, message_id: str) -> dict[str, Any]:
    found = [m for m in await person.history(club_id) if m["id"] == message_id]
    assert len(found) == 1
    return found[0]


@given(pieces=_pieces, ends=st.booleans())
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_any_chunking_of_any_text_arrives_as_it_is_stored(
    host: LocalHost, script: Script, pieces: list[str], ends: bool
) -> None:
    if not hasattr(host, "place"):
        host.place = await club_with_agent(host)  # type: ignore[attr-defined]  # one club for all
    club_id, agent_id = host.place  # type: ignore[attr-defined]  # set above
    script.says(*pieces, *([ReplyEnd()] if ends else []))
    async with host.admin.live() as live:
        await live.caught_up()
        events = await host.admin.ask(club_id, agent_id, "What?")
        text = check_order(events)
        await live.next("turn.finished")
    assert text == as_stored(pieces)
    meta = events[0].data
    told = [e["data"] for e in live.events if e["type"] == "turn.chunk"]
    assert [c["index"] for c in told] == list(range(len(told)))
    assert "".join(c["text"] for c in told) == text
    message = await stored(host.admin, club_id, meta["messageId"])
    assert message["text"] == text
    assert message["status"] == "sent"
    turn = (await host.admin.get(turns.READ.url(turnId=meta["turnId"]))).json
    assert turn["text"] == text
    assert turn["status"] == "done"


async def test_the_events_say_who_and_what(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    end = ReplyEnd(Usage(model="tiny", prompt_tokens=3, completion_tokens=2))
    script.says("One ", "two.", end)
    async with host.admin.live() as live:
        await live.caught_up()
        meta, *chunks, done = await host.admin.ask(club_id, agent_id, "Count")
        finished = await live.next("turn.finished")
    assert meta.data["agentId"] == agent_id
    assert meta.data["agentName"] == "Guide"
    assert meta.data["feeCents"] == 0
    assert meta.data["audioExpected"] is False
    assert [chunk.data["text"] for chunk in chunks] == ["One ", "two."]
    assert done.data["stopped"] is False
    assert done.data["chargedCents"] == 0
    assert done.data["usage"] == {"model": "tiny", "promptTokens": 3, "completionTokens": 2}
    question = await stored(host.admin, club_id, meta.data["questionId"])
    reply = await stored(host.admin, club_id, meta.data["messageId"])
    assert question["text"] == "Count"
    assert reply["replyToId"] == question["id"]
    assert reply["turnId"] == meta.data["turnId"]
    assert reply["author"] == {"kind": "agent", "id": agent_id, "name": "Guide"}
    assert [e["type"] for e in live.events if e.get("seq")] == [
        "message.created",
        "message.created",
        "turn.started",
        "message.updated",
        "turn.finished",
    ]
    assert finished["data"]["status"] == "done"


async def test_stream_headers_forbid_keeping_and_changing(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    answer = await host.admin.post(
        club.ASK.url(communityId=club_id), {"agentId": agent_id, "text": "What?"}
    )
    assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert "no-cache" in answer.headers["Cache-Control"]
    assert "Content-Encoding" not in answer.headers


async def watch(person: Person, turn_id: str, after: int | None = None) -> list[Sse]:
    headers = {} if after is None else {"Last-Event-ID": str(after)}
    answer = await person.get(turns.EVENTS.url(turnId=turn_id), headers=headers)
    assert answer.status == 200, answer.json
    return parse_sse(answer.body)


def plain(events: list[Sse]) -> list[tuple[int, str, Any]]:
    return [(event.id, event.event, event.data) for event in events]


async def test_reattaching_at_every_index_live_finished_and_after_a_restart(
    host: LocalHost, script: Script
) -> None:
    club_id, agent_id = await club_with_agent(host)
    gate = asyncio.Event()
    first = ["Čau ", "\U0001f600", "e\u0301", " \n", "мир"]
    second = ["!", " ", "more", "\u2028", "end"]
    script.says(*first, gate, *second, ReplyEnd())
    async with host.admin.live() as live, asyncio.TaskGroup() as group:
        await live.caught_up()
        asking = group.create_task(host.admin.ask(club_id, agent_id, "What?"))
        turn_id = (await live.next("turn.started"))["data"]["turnId"]
        for _ in first:
            await live.next("turn.chunk")
        watching = {
            after: group.create_task(watch(host.admin, turn_id, after))
            for after in (None, *range(len(first) + 1))
        }
        running = host.server.turns.live(turn_id)
        assert running is not None
        await until(lambda: len(running.watchers) == len(watching) + 1)
        gate.set()
    whole = plain(asking.result())
    check_order(asking.result())
    assert len(whole) == len(first) + len(second) + 2
    for after, task in watching.items():
        expected = whole if after is None else whole[after + 1 :]
        assert plain(task.result()) == expected, f"live, after {after}"
    for after in range(len(whole)):
        assert plain(await watch(host.admin, turn_id, after)) == whole[after + 1 :]
    await host.restart()
    admin = host.back(host.admin)
    assert plain(await watch(admin, turn_id)) == whole
    for after in range(len(whole)):
        assert plain(await watch(admin, turn_id, after)) == whole[after + 1 :]


@pytest.mark.parametrize("value", ["x", "-1", "1.5", "99999999999", "١"])
async def test_a_wrong_last_event_id_is_refused(
    host: LocalHost, script: Script, value: str
) -> None:
    club_id, agent_id = await club_with_agent(host)
    turn_id = (await host.admin.ask(club_id, agent_id, "What?"))[0].data["turnId"]
    answer = await host.admin.get(
        turns.EVENTS.url(turnId=turn_id), headers={"Last-Event-ID": value}
    )
    assert answer.status == 400
    assert answer.code == "validation"


async def test_two_hundred_streams_at_once_are_each_complete(
    host: LocalHost, script: Script
) -> None:
    club_id, agent_id = await club_with_agent(host)
    everybody_asked = asyncio.Event()
    pieces = [f"piece {number} \U0001f600 " for number in range(20)]
    script.says(*pieces[:10], everybody_asked, *pieces[10:], ReplyEnd())
    async with asyncio.TaskGroup() as group:
        asking = [
            group.create_task(host.admin.ask(club_id, agent_id, f"Question {number}"))
            for number in range(200)
        ]
        await until(lambda: host.server.turns.running == 200, seconds=30)
        everybody_asked.set()
    replies = [task.result() for task in asking]
    assert {check_order(events) for events in replies} == {"".join(pieces)}
    assert len({events[0].data["turnId"] for events in replies}) == 200
    messages = await host.admin.history(club_id)
    assert len(messages) == 400
    assert {m["status"] for m in messages} == {"sent"}
    assert host.server.turns.running == 0
    assert script.closed == 200


async def test_a_turn_goes_on_when_the_asker_is_gone(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    other = await host.person()
    await other.join(club_id)
    gone = asyncio.Event()
    script.says("One ", gone, "two.", ReplyEnd())
    async with other.live() as live:
        await live.caught_up()
        path = host.url + club.ASK.url(communityId=club_id)
        async with host.http.post(
            path, json={"agentId": agent_id, "text": "What?"}, headers=host.admin.headers
        ) as answer:
            await answer.content.readuntil(b"One ")
            assert answer.connection is not None
            transport = answer.connection.transport
            assert isinstance(transport, asyncio.Transport)
            transport.abort()
        gone.set()
        turn_id = (await live.next("turn.finished"))["data"]["turnId"]
    told = [e["data"]["text"] for e in live.events if e["type"] == "turn.chunk"]
    assert "".join(told) == "One two."
    assert check_order(await watch(other, turn_id)) == "One two."


async def test_history_shows_a_streaming_reply_with_its_text_so_far(
    host: LocalHost, script: Script
) -> None:
    club_id, agent_id = await club_with_agent(host)
    gate = asyncio.Event()
    script.says("So ", "far", gate, ", so good.", ReplyEnd())
    async with host.admin.live() as live, asyncio.TaskGroup() as group:
        await live.caught_up()
        asking = group.create_task(host.admin.ask(club_id, agent_id, "How?"))
        await live.next("turn.chunk")
        chunk = await live.next("turn.chunk")
        message = await stored(host.admin, club_id, chunk["data"]["messageId"])
        turn = (await host.admin.get(turns.READ.url(turnId=chunk["data"]["turnId"]))).json
        gate.set()
    assert (message["status"], message["text"]) == ("streaming", "So far")
    assert (turn["status"], turn["text"]) == ("streaming", "So far")
    after = await stored(host.admin, club_id, message["id"])
    assert (after["status"], after["text"]) == ("sent", "So far, so good.")
    assert check_order(asking.result()) == "So far, so good."


@pytest.mark.parametrize("before", [0, 1, 3])
@pytest.mark.parametrize(
    ("error", "code", "retryable"),
    [
        (ProviderError("rate_limited", "Too busy.", retryable=True), "rate_limited", True),
        (ProviderError("bad_key", "The key is wrong.", retryable=False), "bad_key", False),
        (ValueError("inside"), "provider_failed", True),
        (TimeoutError(), "provider_failed", True),
        (ExceptionGroup("several", [OSError(), KeyError("x")]), "provider_failed", True),
        (StopAsyncIteration(), "provider_failed", True),
        (asyncio.CancelledError(), "provider_failed", True),
        (GeneratorExit(), "provider_failed", True),
    ],
)
async def test_a_failing_provider_ends_the_turn_with_an_error(
    host: LocalHost,
    script: Script,
    caplog: pytest.LogCaptureFixture,
    before: int,
    error: BaseException,
    code: str,
    retryable: bool,
) -> None:
    club_id, agent_id = await club_with_agent(host)
    script.says(*["piece "] * before, error)
    events = await host.admin.ask(club_id, agent_id, "What?")
    assert check_order(events) == "piece " * before
    assert events[-1].event == "error"
    assert events[-1].data["code"] == code
    assert events[-1].data["retryable"] is retryable
    assert "inside" not in events[-1].data["message"]
    message = await stored(host.admin, club_id, events[0].data["messageId"])
    assert (message["status"], message["text"]) == ("failed", "piece " * before)
    turn = (await host.admin.get(turns.READ.url(turnId=events[0].data["turnId"]))).json
    assert turn["status"] == "failed"
    assert turn["error"]["code"] == code
    assert host.server.turns.running == 0


@pytest.mark.parametrize("pieces", [[], ["Something "]])
async def test_a_silent_provider_is_given_up(
    start_host: StartHost, script: Script, pieces: list[str]
) -> None:
    host = await start_host(reply_first_seconds=0.2, reply_silence_seconds=0.2)
    club_id, agent_id = await club_with_agent(host)
    script.says(*pieces, asyncio.Event())
    events = await host.admin.ask(club_id, agent_id, "Are you there?")
    assert check_order(events) == "".join(pieces)
    assert events[-1].data["code"] == "provider_timeout"
    assert script.closed == 1


async def test_a_provider_that_never_ends_is_cut_by_the_whole_time(
    start_host: StartHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = await start_host(reply_whole_seconds=0.3)
    club_id, agent_id = await club_with_agent(host)

    async def endless(*_: object) -> Any:
        while True:
            yield "on "
            await asyncio.sleep(0.005)

    monkeypatch.setattr("embedded_server.club.routes.asking.source", endless)
    events = await host.admin.ask(club_id, agent_id, "Go")
    text = check_order(events)
    assert events[-1].data["code"] == "provider_timeout"
    assert set(text.split()) == {"on"}


async def test_what_is_too_long_for_any_reply_is_cut(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    script.says(*["x" * 50_000] * 6, ReplyEnd())
    events = await host.admin.ask(club_id, agent_id, "Go")
    text = check_order(events)
    assert 200_000 <= len(text) <= 250_000
    assert events[-1].event == "done"


async def test_the_agent_reads_the_room_without_unfinished_replies(
    host: LocalHost, script: Script
) -> None:
    club_id, agent_id = await club_with_agent(host)
    await host.admin.say(club_id, "first")
    script.says(ValueError())
    await host.admin.ask(club_id, agent_id, "second")
    script.says("answer", ReplyEnd())
    await host.admin.ask(club_id, agent_id, "third")
    lines = [(line.kind, line.text) for line in script.histories[-1]]
    assert lines == [("user", "first"), ("user", "second")]


async def test_a_repeated_question_gives_the_same_turn(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    first = await host.admin.ask(club_id, agent_id, "What?", clientId="q1")
    again = await host.admin.ask(club_id, agent_id, "What?", clientId="q1")
    assert plain(first) == plain(again)
    assert script.asked == ["What?"]
    other = await host.admin.post(
        club.ASK.url(communityId=club_id),
        {"agentId": agent_id, "text": "Other?", "clientId": "q1"},
    )
    assert other.status == 409
    assert other.code == "idempotency_conflict"
    assert len(await host.admin.history(club_id)) == 2
