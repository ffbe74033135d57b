"""Start and memory: from nothing to the first answer or the first paint, and what it takes."""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from embedded_server.contracts import accounts
from spaces_desktop.kernel.home import DataHome
from spaces_desktop.shell import opening
from tests.benchmarks.first_paint import PAINTED
from tests.benchmarks.ours import People
from tests.benchmarks.programs import ROOT, Program, child_environment, generate, start, start_ours
from tests.benchmarks.report import Report, median, ratio

MEGABYTE = 1024 * 1024
SETTLED = 1.0
MEMBERS, SPEAKERS = 200, 10
FIRST, AGAIN = "ours, the first start", "ours, with its look of last time"
LOOK = opening.Look("#101418", "#e6e8ea", 26.0)


@dataclass(frozen=True, slots=True)
class Size:
    rounds: int
    load_seconds: float
    rest_seconds: float


async def measure_server(report: Report, folder: Path, size: Size) -> None:
    report.heading("Start and memory: the server")
    seconds: dict[str, list[float]] = {"bare": [], "ours": []}
    memory: dict[str, list[float]] = {"bare": [], "ours": []}
    again: list[float] = []
    async with aiohttp.ClientSession() as session:
        for number in range(size.rounds):
            for name in seconds:
                where = folder / f"start-{name}-{number}"
                took, resident = await _start_once(session, name, where)
                seconds[name].append(took)
                memory[name].append(resident / MEGABYTE)
            took, _ = await _start_once(session, "ours", folder / f"start-ours-{number}")
            again.append(took)
    rows: list[list[str | float]] = [
        [name, median(seconds[name]), median(memory[name])] for name in seconds
    ]
    rows.append(["ours, second start", median(again), ""])
    report.table(["", "to first answer s", "idle memory MB"], rows)
    faster = ratio(median(seconds["ours"]), median(seconds["bare"]))
    report.at_most("start to the first answer, ours / bare", faster, 2.5)
    larger = ratio(median(memory["ours"]), median(memory["bare"]))
    report.at_most("idle memory, ours / bare", larger, 2.5)
    await _under_load(report, folder, size)


async def _start_once(session: aiohttp.ClientSession, name: str, where: Path) -> tuple[float, int]:
    """Seconds from the spawn to the first answer, and the memory when it has settled."""
    program: Program
    if name == "ours":
        program = await start_ours(where)
        path = accounts.HEALTH.path
    else:
        module = "tests.benchmarks.yardsticks.bare"
        program = await start(name, module, str(where.with_suffix(".db")))
        path = "/health"
    try:
        async with session.get(program.url + path) as answer:
            answer.raise_for_status()
        took = time.perf_counter() - program.started
        await asyncio.sleep(SETTLED)
        return took, program.memory()
    finally:
        await program.stop()


async def _under_load(report: Report, folder: Path, size: Size) -> None:
    """What the busy hour of a club leaves in memory."""
    ours = await start_ours(folder / "load")
    try:
        async with aiohttp.ClientSession() as session:
            await asyncio.sleep(SETTLED)
            idle = ours.memory()
            people = People(ours, session)
            await people.settle(MEMBERS)
            club = await people.club("Load", MEMBERS)
            peopled = ours.memory()
            plan = people.chat_plan(club, MEMBERS, SPEAKERS)
            plan["seconds"] = size.load_seconds
            await generate("tests.benchmarks.load.chat", plan)
            after = ours.memory()
            await asyncio.sleep(size.rest_seconds)
            later = ours.memory()
    finally:
        await ours.stop()
    report.note("")
    report.table(
        ["ours, N = 200", "MB", "/ idle"],
        [
            [what, found / MEGABYTE, ratio(found, idle)]
            for what, found in (
                ("idle", idle),
                ("with 200 accounts", peopled),
                (f"after {size.load_seconds:.0f} s of chat", after),
                (f"{size.rest_seconds:.0f} s later", later),
            )
        ],
    )
    report.at_most("memory right after the run / idle", ratio(after, idle), 1.5)
    report.at_most("memory after a rest / idle (a tenth is idle)", ratio(later, idle), 1.1)


async def measure_window(report: Report, folder: Path, rounds: int) -> None:
    report.heading("Start: the window's first paint")
    seconds: dict[str, list[float]] = {"empty": [], FIRST: [], AGAIN: []}
    for number in range(rounds + 1):
        for name in seconds:
            home = folder / f"home-{number}-{name}"
            if name == AGAIN:
                DataHome(home).prepare()
                opening.remember(DataHome(home).desktop, LOOK)
            took = await _paint_once("empty" if name == "empty" else "ours", home)
            # The first of each warms the disk's cache for the others.
            if number:
                seconds[name].append(took)
    report.table(["", "first paint s"], [[name, median(found)] for name, found in seconds.items()])
    for name in (FIRST, AGAIN):
        slower = ratio(median(seconds[name]), median(seconds["empty"]))
        report.at_most(f"first paint, {name} / an empty window", slower, 1.5)


async def _paint_once(name: str, home: Path) -> float:
    started = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.benchmarks.first_paint",
        name,
        cwd=ROOT,
        env=child_environment(SPACES_HOME=str(home), QT_QPA_PLATFORM="offscreen"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), 30)
    took = time.perf_counter() - started
    await process.wait()
    if line.decode().strip() != PAINTED:
        raise RuntimeError(f"the {name} window ended without a paint")
    return took
