"""Customer service: from a customer's words to the agent's screen, and opening a long conversation.

Two hundred conversations are open in one console, each of a customer of its own.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from embedded_server.contracts import accounts, communities, support
from embedded_server.contracts.communities import CommunityType, CreateCommunity
from embedded_server.contracts.support import SendInConversation, StartConversation
from tests.benchmarks.ours import People
from tests.benchmarks.programs import generate, start_ours
from tests.benchmarks.report import Report, median

SCREEN_WITHIN_MS = 50
OPEN_WITHIN_MS = 100
AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Size:
    rounds: int
    customers: int
    words: int
    messages: int
    openings: int


QUICK = Size(1, 200, 200, 2000, 5)
WHOLE = Size(3, 200, 1000, 2000, 20)


async def measure(report: Report, folder: Path, size: Size) -> None:
    report.heading(f"Customer service: {size.customers} open conversations in one console")
    ours = await start_ours(folder / "service")
    try:
        async with aiohttp.ClientSession() as session:
            people = People(ours, session)
            await people.settle(size.customers + 1)
            plan = await _fill(people, size)
        runs = [await generate("tests.benchmarks.load.console", plan) for _ in range(size.rounds)]
    finally:
        await ours.stop()
    found = {key: median(run[key] for run in runs) for key in runs[0]}
    report.table(
        ["", "p50 ms", "p99 ms"],
        [
            ["a customer's words in the open thread", found["thread_p50"], found["thread_p99"]],
            ["a customer's words in the list", found["list_p50"], found["list_p99"]],
            [f"opening {size.messages:,} messages", found["open_p50"], found["open_p99"]],
        ],
    )
    slowest = max(found["thread_p99"], found["list_p99"])
    report.at_most("words on the agent's screen, p99", slowest, SCREEN_WITHIN_MS, "ms")
    report.at_most("opening a long conversation, p99", found["open_p99"], OPEN_WITHIN_MS, "ms")


async def _fill(people: People, size: Size) -> dict[str, Any]:
    """A brand whose creator answers everybody, and one conversation with many messages."""
    lead = people.tokens[0]
    form = CreateCommunity(type=CommunityType.OFFICIAL, name="Luma", cs_mode="human_only")
    brand = await people.call(communities.CREATE, lead, form)
    me = await people.call(accounts.ME, lead)
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(token: str) -> dict[str, str]:
        async with gate:
            begun = StartConversation(message="Hello, my lamp flickers.")
            made = await people.call(support.START, token, begun, communityId=brand.id)
            await people.call(support.ACCEPT, lead, conversationId=made.id)
            return {"id": made.id, "token": token}

    customers = list(
        await asyncio.gather(*(one(token) for token in people.tokens[1 : size.customers + 1]))
    )
    long_one = customers[-1]
    for at in range(size.messages):
        token = lead if at % 2 else long_one["token"]
        text = SendInConversation(text=f"Line {at} of a long conversation about a lamp.")
        await people.call(support.SEND, token, text, conversationId=long_one["id"])
    return {
        "url": people.program.url,
        "token": lead,
        "me": me.id,
        "brand": brand.id,
        "customers": customers,
        "long": long_one["id"],
        "words": size.words,
        "openings": size.openings,
    }
