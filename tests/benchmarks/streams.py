"""Streams: many built-in replies at once, one reply watched by many, and how fast a stop is."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from embedded_server.contracts import club, turns
from embedded_server.contracts.agents import CreateAgent, ProviderInput
from tests.benchmarks.ours import Club, People
from tests.benchmarks.programs import Program, generate, start
from tests.benchmarks.report import Report, median, ratio
from tests.benchmarks.upstream import Upstream

MEMBERS = (50, 200, 500)
WATCHERS = 200
EVERY = 0.02
SIZE = 200
RAMP = 0.5
"""Seconds over which all begin: less than a reply takes, so that all of them overlap."""
STOP_WITHIN_MS = 100

# Characters of three bytes make the longest reply that the built-in agent gives: two passages.
_FACT = "海岸第{}号灯塔建于很久以前至今仍然照亮夜航的船只"
FACTS = "灯塔," + ",".join(_FACT.format(number) for number in range(200))
QUESTION = "号灯塔建于很久以前至今仍然照亮夜航的船只黄金"
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    rounds: int
    stops: int
    members: tuple[int, ...] = MEMBERS


async def measure(report: Report, folder: Path, people: People, size: Size) -> None:
    report.heading("Streams: built-in replies, 200-byte chunks every 20 ms")
    where = await people.club("Streams", size.members[-1])
    agent_id = await people.agent(where, CreateAgent(name="Keeper"), FACTS)
    alone = await generate("tests.benchmarks.load.streams", _ours(people, where, agent_id, 1))
    chunks = round(alone["chunks"])
    report.note(f"a reply has {chunks} chunks; all members begin within {RAMP} s")
    bare = await start("bare", "tests.benchmarks.yardsticks.bare", str(folder / "streams.db"))
    try:
        watched = {}
        for members in size.members:
            plans = {
                "bare": _bare(bare, chunks, members),
                "ours": _ours(people, where, agent_id, members),
            }
            found = await _rounds(plans, size.rounds)
            watched[members] = found["bare"]
            _print(report, f"K = {members}", found)
            ours, other = found["ours"], found["bare"]
            first = ratio(ours["first_p50_ms"], other["first_p50_ms"])
            report.at_most(f"K={members}: time to the first event p50, ours / bare", first, 2)
            late = ratio(ours["late_p99_ms"], other["late_p99_ms"])
            report.at_most(f"K={members}: chunk lateness p99, ours / bare", late, 2)
            report.at_most(f"K={members}: replies of ours refused", ours["refused"], 0, "")
    finally:
        await bare.stop()
    async with Upstream(150, SIZE, EVERY) as upstream:
        provider = ProviderInput(kind="openai", base_url=upstream.url, model="paced")
        paced = await people.agent(where, CreateAgent(name="Paced", provider=provider))
        one = await _watched_by_many(people, where, paced, size.rounds)
        _print(report, f"One reply watched by {WATCHERS}", {"ours": one})
        late = ratio(one["late_p99_ms"], watched[WATCHERS]["late_p99_ms"])
        report.at_most(f"one reply, {WATCHERS} watchers: lateness p99 / bare K=200", late, 2)
        await _stops(report, people, (where, paced), upstream, size.stops)


def _bare(bare: Program, chunks: int, members: int) -> Figures:
    body = {"chunks": chunks, "size": SIZE, "every": EVERY}
    stream = {"method": "POST", "path": "/stream", "token": None, "body": body}
    return {"url": bare.url, "streams": [stream] * members, "ramp": RAMP, "every": EVERY}


def _ours(people: People, where: Club, agent_id: str, members: int) -> Figures:
    body = {"agentId": agent_id, "text": QUESTION}
    path = club.ASK.url(communityId=where.id)
    streams = [
        {"method": "POST", "path": path, "token": token, "body": body}
        for token in people.tokens[:members]
    ]
    return {"url": people.program.url, "streams": streams, "ramp": RAMP, "every": EVERY}


async def _rounds(plans: dict[str, Figures], rounds: int) -> dict[str, dict[str, float]]:
    found: dict[str, list[Figures]] = {name: [] for name in plans}
    for _ in range(rounds):
        for name, plan in plans.items():
            found[name].append(await generate("tests.benchmarks.load.streams", plan))
    return {name: _medians(runs) for name, runs in found.items()}


def _medians(runs: list[Figures]) -> dict[str, float]:
    return {key: median(float(run[key]) for run in runs) for key in runs[0]}


def _print(report: Report, title: str, found: dict[str, dict[str, float]]) -> None:
    report.note(f"\n{title}")
    report.table(
        ["", "first p50 ms", "p99 ms", "late p50 ms", "p99 ms", "at once", "generator CPU"],
        [
            [
                name,
                one["first_p50_ms"],
                one["first_p99_ms"],
                one["late_p50_ms"],
                one["late_p99_ms"],
                f"{one['at_once']:.0f}",
                f"{one['generator_cpu']:.0%}",
            ]
            for name, one in found.items()
        ],
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A reply under way: its turn, and the connection that asked for it."""

    response: aiohttp.ClientResponse
    turn_id: str


async def _ask(
    people: People, session: aiohttp.ClientSession, where: Club, agent_id: str
) -> _Asked:
    """Ask, and read up to the first chunk."""
    response = await session.post(
        people.program.url + club.ASK.url(communityId=where.id),
        json={"agentId": agent_id, "text": "Go on"},
        headers={"Authorization": f"Bearer {people.tokens[0]}"},
    )
    if response.status != 200:
        raise RuntimeError(f"asking: {response.status} {await response.text()}")
    lines: list[bytes] = []
    async for line in response.content:
        lines.append(line)
        if line.startswith(b"event: error"):
            raise RuntimeError(f"the reply failed: {await response.content.readline()!r}")
        if line.startswith(b"event: chunk"):
            break
    data = next(line for line in lines if line.startswith(b"data:"))
    found = json.loads(data.removeprefix(b"data:"))
    return _Asked(response, found["turnId"])


async def _watched_by_many(
    people: People, where: Club, agent_id: str, rounds: int
) -> dict[str, float]:
    runs = []
    async with aiohttp.ClientSession() as session:
        for _ in range(rounds):
            asked = await _ask(people, session, where, agent_id)
            path = turns.EVENTS.url(turnId=asked.turn_id)
            streams = [
                {"method": "GET", "path": path, "token": token, "body": None}
                for token in people.tokens[:WATCHERS]
            ]
            plan = {"url": people.program.url, "streams": streams, "ramp": RAMP, "every": EVERY}
            runs.append(await generate("tests.benchmarks.load.streams", plan))
            asked.response.close()
    return _medians(runs)


async def _stops(
    report: Report, people: People, asks: tuple[Club, str], upstream: Upstream, count: int
) -> None:
    where, agent_id = asks
    took: list[float] = []
    async with aiohttp.ClientSession() as session:
        for _ in range(count):
            asked = await _ask(people, session, where, agent_id)
            while not upstream.left.empty():
                upstream.left.get_nowait()
            begun = time.perf_counter()
            await people.call(turns.STOP, people.tokens[0], turnId=asked.turn_id)
            left = await asyncio.wait_for(upstream.left.get(), 10)
            took.append((left - begun) * 1000)
            asked.response.close()
    report.note(f"\nStopping a reply, {count} times: the endpoint is left after")
    report.table(["", "p50 ms", "most ms"], [["ours", median(took), max(took)]])
    report.at_most("stop closes the upstream request: the longest", max(took), STOP_WITHIN_MS, "ms")
