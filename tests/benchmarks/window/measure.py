"""The window: opening a long club, frames under all kinds of work, memory over a long use."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from embedded_server.contracts import club
from embedded_server.contracts.agents import CreateAgent, ProviderInput
from embedded_server.contracts.club import MarkRead, SendMessage
from tests.benchmarks import streams
from tests.benchmarks.ours import PASSWORD, Club, People
from tests.benchmarks.programs import ROOT, Program, child_environment, generate, start_ours
from tests.benchmarks.report import Report, median, ratio
from tests.benchmarks.seeding import fill
from tests.benchmarks.upstream import Upstream

LONG = "Long"
OPEN_WITHIN_MS = 200
FRAME_MS = 16
RATE = 600
"""Requests a second that the server takes meanwhile; one in five sends a message to the club."""
STEP = 400
"""Pixels a frame: a fast flick, 25,000 pixels a second."""
MEGABYTE = 1024 * 1024
PATIENCE = 300.0
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    rounds: int
    messages: int
    seconds: float
    """Of each watching of frames."""
    scrolling: float
    """At most so many seconds each way."""
    received: int
    threads: int
    replies: int


QUICK = Size(1, 20_000, 3, 8, 2000, 40, 10)
WHOLE = Size(3, 100_000, 10, 90, 10_000, 200, 50)


class Child:
    """A window in a process of its own, told what to do line by line."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, what: str, home: Path) -> Child:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.benchmarks.window.child",
            what,
            str(home),
            cwd=ROOT,
            env=child_environment(QT_QPA_PLATFORM="offscreen"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        made = cls(process)
        await made._answer()
        return made

    async def do(self, what: str, **more: object) -> Figures:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": what, **more}).encode() + b"\n")
        await self._process.stdin.drain()
        return await self._answer()

    async def _answer(self) -> Figures:
        assert self._process.stdout is not None
        line = await asyncio.wait_for(self._process.stdout.readline(), PATIENCE)
        if not line:
            raise RuntimeError(f"the window ended ({await self._process.wait()})")
        answer: Figures = json.loads(line)
        return answer

    async def stop(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), 20)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()


async def measure(report: Report, folder: Path, size: Size) -> None:
    report.heading(f"The window: a club of {size.messages:,} messages")
    where = await _seed(folder / "window", size.messages)
    ours = await start_ours(folder / "window")
    try:
        async with aiohttp.ClientSession() as session:
            people = People(ours, session)
            for name in ("person0", "person1"):
                people.tokens.append(await people.sign_in(name))
            await people.call(
                club.READ_UP_TO, people.tokens[1], MarkRead(seq=size.messages), communityId=where.id
            )
            await _opening(report, folder, ours, size)
            await _frames(report, folder, people, where, size)
            await _memory(report, folder, people, where, size)
    finally:
        await ours.stop()


async def _seed(data_dir: Path, messages: int) -> Club:
    ours = await start_ours(data_dir)
    try:
        async with aiohttp.ClientSession() as session:
            people = People(ours, session)
            await people.settle(2)
            made = await people.club(LONG, 2)
            first = SendMessage(text="the first message of many")
            await people.call(club.SEND, people.tokens[0], first, communityId=made.id)
    finally:
        await ours.stop()
    fill(data_dir / "spaces.db", made.id, messages)
    return made


async def _enter(folder: Path, ours: Program, name: str) -> Child:
    child = await Child.start("ours", folder / name)
    await child.do("enter", url=ours.url, username="person1", password=PASSWORD)
    return child


async def _opening(report: Report, folder: Path, ours: Program, size: Size) -> None:
    took = []
    for number in range(size.rounds):
        child = await _enter(folder, ours, f"opening-{number}")
        took.append(float((await child.do("open", club=LONG))["ms"]))
        await child.stop()
    report.at_most("click to first messages painted, ms", median(took), OPEN_WITHIN_MS, "")


async def _frames(report: Report, folder: Path, people: People, where: Club, size: Size) -> None:
    ours = people.program
    child = await _enter(folder, ours, "frames")
    empty = await Child.start("empty", folder / "none")
    found: dict[str, Figures] = {}
    try:
        await child.do("open", club=LONG)
        found["empty, at rest"] = await empty.do("frames", seconds=size.seconds)
        found["ours, at rest"] = await child.do("frames", seconds=size.seconds)
        found["ours, scrolling up"] = await child.do("scroll", step=STEP, seconds=size.scrolling)
        found["ours, scrolling down"] = await child.do("scroll", step=-STEP, seconds=size.scrolling)
        async with Upstream(100_000, streams.SIZE, streams.EVERY) as upstream:
            provider = ProviderInput(kind="openai", base_url=upstream.url, model="paced")
            agent_id = await people.agent(where, CreateAgent(name="Paced", provider=provider))
            asking = asyncio.get_running_loop().create_task(_ask(people, where, agent_id))
            await asyncio.sleep(1)
            found["ours, a reply streams"] = await child.do("frames", seconds=size.seconds)
            asking.cancel()
        for name, watched in (("empty", empty), ("ours", child)):
            load = asyncio.get_running_loop().create_task(_load(people, where, size.seconds + 1))
            await asyncio.sleep(0.5)
            found[f"{name}, {RATE} requests/s"] = await watched.do("frames", seconds=size.seconds)
            figures = await load
            report.note(
                f"{name}: the server answered {figures['rate']:.0f} requests/s, "
                f"p50 {figures['p50_ms']:.1f} ms, {figures['failed']} refused"
            )
    finally:
        await child.stop()
        await empty.stop()
    _print(report, found, size)


def _print(report: Report, found: dict[str, Figures], size: Size) -> None:
    report.note("busy: processor time of the main thread in one frame; late: beyond its 16 ms")
    keys = ("busy_p50", "busy_p99", "busy_max", "busy_slow", "late_p50", "late_p99", "late_max")
    report.table(
        ["", "frames", "busy p50 ms", "p99", "max", "> 50", "late p50", "p99", "max", "> 50"],
        [
            [name, f"{one['frames']:.0f}", *(one[key] for key in keys), one["late_slow"]]
            for name, one in found.items()
        ],
    )
    for way in ("up", "down"):
        one = found[f"ours, scrolling {way}"]
        report.note(
            f"scrolling {way}: {one['passed']:,} of {size.messages:,} messages in "
            f"{one['seconds']:.0f} s ({'to the end' if one['ended'] else 'not to the end'}), "
            f"{one['waits']} frames at an edge, {one['most']} rows held at most"
        )
    for name, one in found.items():
        if name.startswith("ours"):
            what = name.removeprefix("ours, ")
            report.at_most(f"{what}: work of a frame p99, ms", one["busy_p99"], FRAME_MS, "")
            report.at_most(f"{what}: frames of more than 50 ms of work", one["busy_slow"], 0, "")


async def _ask(people: People, where: Club, agent_id: str) -> None:
    url = people.program.url + club.ASK.url(communityId=where.id)
    body = {"agentId": agent_id, "text": "Go on."}
    headers = {"Authorization": f"Bearer {people.tokens[0]}"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, json=body, headers=headers) as answer,
    ):
        answer.raise_for_status()
        async for _ in answer.content.iter_any():
            pass


async def _load(people: People, where: Club, seconds: float, **more: object) -> Figures:
    path = club.HISTORY.url(communityId=where.id)
    plan = {
        "url": people.program.url,
        "history": f"{path}?limit=50",
        "send": path,
        "token": people.tokens[0],
        "rate": RATE,
        "share": 0.2,
        "seconds": seconds,
        "text": "and a few words more, as people write them",
    }
    return await generate("tests.benchmarks.load.mixed", {**plan, **more})


async def _memory(report: Report, folder: Path, people: People, where: Club, size: Size) -> None:
    clubs = [await people.club(f"Club {number:03}", 2) for number in range(size.threads)]
    for one in clubs:
        for text in ("Good morning", "Who is here?"):
            await people.call(
                club.SEND, people.tokens[0], SendMessage(text=text), communityId=one.id
            )
    keeper = await people.agent(where, CreateAgent(name="Keeper"), streams.FACTS)
    child = await _enter(folder, people.program, "memory")
    rows: list[list[str | float]] = []

    async def note(what: str) -> float:
        await asyncio.sleep(1)
        found = float((await child.do("memory"))["bytes"]) / MEGABYTE
        rows.append([what, found])
        return found

    async def receive(count: int) -> None:
        wanted = int((await child.do("counts"))["received"]) + count
        figures = await _load(people, where, count / 500, rate=500, share=1)
        wanted -= count - int(figures["requests"] - figures["failed"])
        for _ in range(300):
            received = int((await child.do("counts"))["received"])
            if received >= wanted:
                return
            await asyncio.sleep(0.1)
        raise RuntimeError(f"the window received {received} messages of {wanted}: {figures}")

    try:
        await child.do("open", club=LONG)
        await receive(100)
        first = await note("after the first 100 messages")
        await receive(size.received)
        await note(f"after {size.received:,} messages")
        for number in range(size.threads):
            await child.do("open", club=f"Club {number:03}")
        await note(f"and {size.threads} opened threads")
        await child.do("open", club=LONG)
        body = {"agentId": keeper, "text": streams.QUESTION}
        path = club.ASK.url(communityId=where.id)
        stream = {"method": "POST", "path": path, "token": people.tokens[0], "body": body}
        plan = {"url": people.program.url, "ramp": 2, "every": streams.EVERY}
        await generate(
            "tests.benchmarks.load.streams", {**plan, "streams": [stream] * size.replies}
        )
        last = await note(f"and {size.replies} streamed replies")
    finally:
        await child.stop()
    report.note("")
    report.table(["the desktop", "MB"], rows)
    report.at_most("memory after long use / after the first 100", ratio(last, first), 1.3)
