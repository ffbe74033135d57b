"""A session of a playground: how soon everybody has what one of two hundred people changed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from embedded_server.contracts import playground
from embedded_server.contracts.playground import CreateSpace
from tests.benchmarks.ours import People
from tests.benchmarks.programs import generate, start_ours
from tests.benchmarks.report import Report, median

PARTICIPANTS = 200
PER_SECOND = 20
DELIVERED_WITHIN_MS = 100


@dataclass(frozen=True, slots=True)
class Size:
    rounds: int
    seconds: float


QUICK = Size(1, 4)
WHOLE = Size(3, 15)


async def measure(report: Report, folder: Path, size: Size) -> None:
    report.heading(f"A session: {PARTICIPANTS} participants, {PER_SECOND} state changes a second")
    ours = await start_ours(folder / "session")
    try:
        async with aiohttp.ClientSession() as session:
            people = People(ours, session)
            await people.settle(PARTICIPANTS)
            form = CreateSpace(name="Many", is_public=True)
            space = await people.call(playground.CREATE, people.tokens[0], form)
            runs = []
            for _ in range(size.rounds):
                made = await people.call(playground.START, people.tokens[0], spaceId=space.id)
                ids = {"spaceId": space.id, "sessionId": made.id}
                await asyncio.gather(
                    *(people.call(playground.JOIN, token, **ids) for token in people.tokens[1:])
                )
                plan = {
                    "url": people.program.url,
                    "tokens": people.tokens[:PARTICIPANTS],
                    "state": playground.STATE.url(**ids),
                    "session": made.id,
                    "seconds": size.seconds,
                    "per_second": PER_SECOND,
                }
                runs.append(await generate("tests.benchmarks.load.session", plan))
    finally:
        await ours.stop()
    found = {key: median(run[key] for run in runs) for key in runs[0]}
    report.table(
        ["", "p50 ms", "p99 ms", "worst ms", "changes", "generator CPU"],
        [
            [
                "a change at a participant",
                found["p50_ms"],
                found["p99_ms"],
                found["worst_ms"],
                f"{found['changes']:.0f}",
                f"{found['generator_cpu']:.0%}",
            ]
        ],
    )
    report.at_most("a state change at everybody, p99", found["p99_ms"], DELIVERED_WITHIN_MS, "ms")
    report.at_most("participants that ended on another version", found["behind"], 0, "")
