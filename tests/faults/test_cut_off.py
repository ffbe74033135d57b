"""A client that is cut off again and again still receives everything, once and in order."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable

import msgspec

from embedded_server.contracts import club
from embedded_server.contracts.events import EVENTS
from tests.kit.people import Person
from tests.kit.server import ServerProcess

MESSAGES = 5000
CUTS = 100
SENDERS = 10


async def send_all(sender: Person, club_id: str, texts: list[str]) -> None:
    path = club.SEND.url(communityId=club_id)
    for text in texts:
        answer = await sender.post(path, {"text": text})
        assert answer.status == 201


async def receive_all(
    person: Person, until: int, cuts: list[int]
) -> tuple[list[tuple[int, int, str]], int]:
    """`(event seq, message seq, text)` of all messages, and how often it was cut off."""
    got: list[tuple[int, int, str]] = []
    since = 0
    cut = 0
    while len(got) < until:
        path = f"{person.url}{EVENTS.url()}?since={since}"
        async with person.http.ws_connect(path, headers=person.headers) as socket:
            connection = socket._response.connection
            assert connection is not None
            transport = connection.transport
            assert isinstance(transport, asyncio.Transport)
            async for frame in socket:
                event = msgspec.json.decode(frame.data)
                if event["type"] == "resync":
                    raise AssertionError("nothing was too old to be replayed")
                if "seq" in event:
                    assert event["seq"] > since, "an event came again"
                    since = event["seq"]
                if event["type"] == "message.created":
                    got.append((event["seq"], event["data"]["seq"], event["data"]["text"]))
                if len(got) == until:
                    break
                if cut < len(cuts) and len(got) >= cuts[cut]:
                    cut += 1
                    transport.abort()
                    break
    return got, cut


async def test_cut_off_a_hundred_times_a_client_still_gets_every_message_in_order(
    start_process: Callable[..., ServerProcess],
) -> None:
    host = await start_process().start()
    await host.set_up()
    club_id = await host.admin.create()
    senders = [await host.person() for _ in range(SENDERS)]
    for sender in senders:
        await sender.join(club_id)
    chance = random.Random(7)
    cuts = sorted(chance.sample(range(1, MESSAGES - 50), CUTS))
    each = MESSAGES // SENDERS
    async with asyncio.TaskGroup() as group:
        reading = group.create_task(receive_all(host.admin, MESSAGES, cuts))
        for number, sender in enumerate(senders):
            texts = [f"{number}:{index}" for index in range(each)]
            group.create_task(send_all(sender, club_id, texts))
    got, cut = reading.result()
    assert cut == CUTS
    assert [seq for _, seq, _ in got] == list(range(1, MESSAGES + 1))
    for number in range(SENDERS):
        mine = [text for _, _, text in got if text.startswith(f"{number}:")]
        assert mine == [f"{number}:{index}" for index in range(each)]
    history = await host.admin.history(club_id)
    assert [m["text"] for m in history] == [text for _, _, text in got]
    assert await host.stop() == 0
