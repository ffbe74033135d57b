"""The live connection: comes back, goes on where it was, and hands each event on once."""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from embedded_server.contracts.club import Message
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import (
    DATA,
    AgentsUpdated,
    Event,
    EventType,
    Resync,
    SendPresence,
    TurnChunk,
)
from spaces_desktop.kernel.live import DECODERS, LinkState
from tests.kit.desktop import (
    FakeConnector,
    dropped,
    frame,
    live_events,
    message,
    refused,
    run,
    tasks,
    until,
)

CREATED = EventType.MESSAGE_CREATED


def test_every_kind_of_event_can_be_decoded_and_handled() -> None:
    live = live_events(tasks())
    assert set(DECODERS) == set(EventType) == set(DATA)
    for kind in EventType:
        live.subscribe(kind, lambda _data, _event: None)()


def test_events_arrive_once_and_in_order_whatever_is_repeated() -> None:
    spawner, connector = tasks(), FakeConnector()
    live = live_events(spawner, connector)
    seen: list[int] = []
    live.subscribe(CREATED, lambda data, _event: seen.append(data.seq))

    async def act() -> None:
        live.start(10)
        await until(lambda: connector.sockets)
        for seq in (9, 10, 11, 12, 12, 11, 13):
            connector.sockets[0].push(frame(CREATED, message(seq), seq))
        await until(lambda: live.last_seq == 13)
        await spawner.close()

    run(act())
    assert seen == [11, 12, 13]
    assert connector.since == [10]


def test_it_comes_back_and_goes_on_after_the_last_event() -> None:
    spawner, connector = tasks(), FakeConnector(dropped(), dropped())
    live = live_events(spawner, connector)
    states: list[LinkState] = []
    live.link_changed.connect(lambda link: states.append(link.state))

    async def act() -> None:
        live.start(4)
        await until(lambda: live.link.state is LinkState.WAITING)
        live.retry_now()
        await until(lambda: connector.sockets, "connected at last")
        connector.sockets[0].push(frame(CREATED, message(5), 5))
        connector.sockets[0].break_off()
        await until(lambda: len(connector.sockets) == 2, "connected again")
        await spawner.close()

    run(act())
    assert connector.since == [4, 4, 4, 5]
    assert states.count(LinkState.ONLINE) == 2
    assert states[-1] is LinkState.OFFLINE
    assert connector.sockets[0].closed


def test_waiting_says_until_when() -> None:
    spawner, connector = tasks(), FakeConnector(dropped())
    live = live_events(spawner, connector)

    async def act() -> None:
        live.start(None)
        await until(lambda: live.link.state is LinkState.WAITING)
        assert live.link.retry_at is not None
        await spawner.close()

    run(act())


def test_a_token_that_is_not_known_ends_it() -> None:
    spawner, connector = tasks(), FakeConnector(refused(Code.UNAUTHENTICATED, 401))
    live = live_events(spawner, connector)

    async def act() -> None:
        live.start(None)
        await until(lambda: "live events" not in spawner.names, "it gives up")

    run(act())
    assert live.link.state is LinkState.OFFLINE
    assert connector.sockets == []


def test_a_resync_is_handed_on_and_counts_from_its_own_seq() -> None:
    live = live_events(tasks())
    told: list[str] = []
    live.subscribe(EventType.RESYNC, lambda data, _event: told.append(data.reason))
    live.receive(frame(CREATED, message(50), 50))
    live.receive(frame(EventType.RESYNC, Resync(reason="too old"), 40))
    assert told == ["too old"]
    assert live.last_seq == 40


def test_transient_events_carry_no_seq_and_change_none() -> None:
    live = live_events(tasks())
    pieces: list[str] = []
    live.subscribe(EventType.TURN_CHUNK, lambda data, _event: pieces.append(data.text))
    live.receive(frame(CREATED, message(5), 5))
    for index, text in enumerate(("a", "b")):
        chunk = TurnChunk(turn_id="t", message_id="m", index=index, text=text)
        live.receive(frame(EventType.TURN_CHUNK, chunk))
    assert pieces == ["a", "b"]
    assert live.last_seq == 5


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        '{"type": "of tomorrow", "seq": 3, "data": {}}',
        '{"type": "message.created", "seq": 4, "data": {"id": 1}}',
    ],
)
def test_what_cannot_be_read_is_passed_over(text: str) -> None:
    live = live_events(tasks())
    seen: list[Message] = []
    live.subscribe(CREATED, lambda data, _event: seen.append(data))
    live.receive(text)
    live.receive(frame(CREATED, message(9), 9))
    assert [one.seq for one in seen] == [9]


def test_a_handler_may_leave_while_it_is_called() -> None:
    live = live_events(tasks())
    seen: list[str] = []

    def once(_data: AgentsUpdated, _event: Event) -> None:
        seen.append("once")
        leave()

    leave = live.subscribe(EventType.AGENTS_UPDATED, once)
    for seq in (1, 2):
        live.receive(frame(EventType.AGENTS_UPDATED, AgentsUpdated(community_id="c"), seq))
    assert seen == ["once"]


def test_frames_go_out_only_while_there_is_a_connection() -> None:
    spawner, connector = tasks(), FakeConnector()
    live = live_events(spawner, connector)

    async def act() -> None:
        live.send(SendPresence(status="idle"))
        live.start(None)
        await until(lambda: live.link.state is LinkState.ONLINE)
        live.send(SendPresence(status="active"))
        await until(lambda: connector.sockets[0].sent)
        await spawner.close()

    run(act())
    sent = [msgspec.json.decode(one) for one in connector.sockets[0].sent]
    assert sent == [{"type": "presence", "status": "active"}]


def test_a_bug_in_one_handler_is_told_and_the_others_still_hear() -> None:
    told: list[str] = []
    spawner = tasks()
    spawner.set_error_handler(lambda what, _error: told.append(what))
    live = live_events(spawner)
    seen: list[int] = []

    def broken(_data: Message, _event: Event) -> None:
        raise ValueError("ours")

    live.subscribe(CREATED, broken)
    live.subscribe(CREATED, lambda data, _event: seen.append(data.seq))
    live.receive(frame(CREATED, message(1), 1))
    assert told == ["event message.created"]
    assert seen == [1]


def test_what_comes_in_together_is_one_burst() -> None:
    spawner, connector = tasks(), FakeConnector()
    live = live_events(spawner, connector)
    inside: list[bool] = []
    ends: list[int | None] = []
    live.subscribe(CREATED, lambda _data, _event: inside.append(live.in_burst))
    live.burst_ended.connect(lambda: ends.append(live.last_seq))

    async def act() -> None:
        live.start(0)
        await until(lambda: connector.sockets)
        for seq in range(1, 6):
            connector.sockets[0].push(frame(CREATED, message(seq), seq))
        await until(lambda: ends)
        connector.sockets[0].push(frame(CREATED, message(6), 6))
        await until(lambda: len(ends) == 2)
        await spawner.close()

    run(act())
    assert inside == [True] * 6
    assert ends == [5, 6]
    assert not live.in_burst


def test_a_flood_of_events_leaves_the_loop_its_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket with frames always ready never waits; who replays thousands must still paint."""
    spawner, connector = tasks(), FakeConnector()
    live = live_events(spawner, connector)
    monkeypatch.setattr("spaces_desktop.kernel.live.LONGEST_BURST", 0.0)
    turns: list[int | None] = []

    async def act() -> None:
        live.start(0)
        await until(lambda: connector.sockets)
        for seq in range(1, 201):
            connector.sockets[0].push(frame(CREATED, message(seq), seq))
        while live.last_seq != 200:
            turns.append(live.last_seq)
            await asyncio.sleep(0)
        await spawner.close()

    run(act())
    assert len(set(turns)) > 20
