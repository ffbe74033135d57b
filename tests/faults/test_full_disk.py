"""A disk that is full: what cannot be kept is refused as such, and nothing else suffers."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from embedded_server.contracts import accounts, club, turns
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.errors import StorageFull
from embedded_server.kernel.media.folder import Incoming
from embedded_server.kernel.turn_types import ReplyEnd
from tests.club.test_streams import check_order, club_with_agent
from tests.kit.people import Reply
from tests.kit.scripted import Script
from tests.kit.server import LocalHost


async def allow_pages(host: LocalHost, more: int) -> None:
    def limit(tx: Transaction) -> None:
        pages = tx.value("PRAGMA page_count")
        tx.value(f"PRAGMA max_page_count = {pages + more}")

    await host.server.database.write(limit)


async def test_writing_is_refused_until_there_is_room_again(host: LocalHost) -> None:
    club_id = await host.admin.create()
    path = club.SEND.url(communityId=club_id)
    await allow_pages(host, 15)
    kept: list[str] = []
    refused: Reply | None = None
    async with host.admin.live() as live:
        await live.caught_up()
        for number in range(200):
            text = f"{number} " + "x" * 3000
            answer = await host.admin.post(path, {"text": text, "clientId": str(number)})
            if answer.status != 201:
                refused = answer
                break
            kept.append(text)
        assert refused is not None, "the disk was never full"
        assert (refused.status, refused.code) == (507, "storage_full")
        assert "disk is full" in refused.json["detail"]
        assert (await host.admin.get(accounts.READY.url())).status == 200
        assert [m["text"] for m in await host.admin.history(club_id)] == kept
        await allow_pages(host, 100_000)
        text = f"{len(kept)} " + "x" * 3000
        again = await host.admin.post(path, {"text": text, "clientId": str(len(kept))})
        assert again.status == 201, "the same key, since nothing of the first was kept"
        kept.append(text)
        await live.caught_up()
    told = [event for event in live.events if event["type"] == "message.created"]
    assert [event["data"]["text"] for event in told] == kept
    seqs = [event["seq"] for event in told]
    assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))
    assert [m["text"] for m in await host.admin.history(club_id)] == kept


async def test_a_reply_that_cannot_be_stored_ends_with_an_error(
    host: LocalHost, script: Script, caplog: pytest.LogCaptureFixture
) -> None:
    club_id, agent_id = await club_with_agent(host)
    full = asyncio.Event()
    script.says("x" * 150_000, full, ReplyEnd())
    async with host.admin.live() as live, asyncio.TaskGroup() as group:
        await live.caught_up()
        asking = group.create_task(host.admin.ask(club_id, agent_id, "Go"))
        turn_id = (await live.next("turn.chunk"))["data"]["turnId"]
        await allow_pages(host, 0)
        full.set()
    events = asking.result()
    check_order(events)
    assert (events[-1].event, events[-1].data["code"]) == ("error", "storage_full")
    assert host.server.turns.running == 0
    await allow_pages(host, 100_000)
    await host.restart()
    turn = (await host.back(host.admin).get(turns.READ.url(turnId=turn_id))).json
    assert (turn["status"], turn["error"]["code"]) == ("failed", "interrupted")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's own")
async def test_a_file_that_found_no_room_is_forgotten_without_a_further_error(
    tmp_path: Path,
) -> None:
    path = tmp_path / "incoming"
    path.touch()
    incoming = Incoming(path, os.fdopen(os.open("/dev/full", os.O_RDWR), "r+b"), 1000)
    await incoming.write(b"a few bytes")
    with pytest.raises(StorageFull):
        await incoming.finish()
    incoming.close()
    assert not path.exists()
