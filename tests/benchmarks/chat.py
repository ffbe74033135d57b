"""Group chat: messages delivered a second, acknowledgement and delivery times, against two
bare programs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.ours import Club, People
from tests.benchmarks.programs import Program, generate, start
from tests.benchmarks.report import Report, median, ratio

MEMBERS = (10, 50, 200)
SPEAKERS = (1, 10)
_YARDSTICKS = "tests.benchmarks.yardsticks"
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    rounds: int
    seconds: float


async def measure(report: Report, folder: Path, people: People, size: Size) -> None:
    """Prints the tables of every N and S; `people` are on a running server of ours."""
    report.heading("Group chat: N members listen, S of them send")
    plain = await start("plain", f"{_YARDSTICKS}.chat_plain", str(folder / "plain.db"))
    best = await start("best", f"{_YARDSTICKS}.chat_best", str(folder / "best.db"))
    try:
        for members in MEMBERS:
            club = await people.club(f"Chat of {members}", members)
            for speakers in SPEAKERS:
                await _compare(report, (plain, best), people, club, (members, speakers), size)
    finally:
        await asyncio.gather(plain.stop(), best.stop())


async def _compare(
    report: Report,
    bare: tuple[Program, Program],
    people: People,
    club: Club,
    counts: tuple[int, int],
    size: Size,
) -> None:
    members, speakers = counts
    plans = {program.name: _bare_plan(program, members, speakers) for program in bare}
    plans["ours"] = people.chat_plan(club, members, speakers)
    found: dict[str, list[Figures]] = {name: [] for name in plans}
    for _ in range(size.rounds):
        for name, plan in plans.items():
            plan["seconds"] = size.seconds
            found[name].append(await generate("tests.benchmarks.load.chat", plan))
    figures = {name: _medians(runs) for name, runs in found.items()}
    ours, best, plain = figures["ours"], figures["best"], figures["plain"]
    report.note(f"\nN = {members}, S = {speakers}")
    report.table(
        ["", "delivered/s", "ack p50 ms", "p99 ms", "delivery p50 ms", "p99 ms", "generator CPU"],
        [
            [
                name,
                one["delivered_per_s"],
                one["ack_p50_ms"],
                one["ack_p99_ms"],
                one["delivery_p50_ms"],
                one["delivery_p99_ms"],
                f"{one['generator_cpu']:.0%}",
            ]
            for name, one in figures.items()
        ],
    )
    label = f"N={members} S={speakers}"
    speed = ratio(ours["delivered_per_s"], best["delivered_per_s"])
    target = 0.6 if speakers == 10 and members > 10 else 0.5
    report.at_least(f"{label}: delivered, ours / best", speed, target)
    if speakers == 10:
        ahead = ratio(ours["delivered_per_s"], plain["delivered_per_s"])
        report.at_least(f"{label}: delivered, ours / plain", ahead, 1.0)
        late = ratio(ours["delivery_p99_ms"], best["delivery_p99_ms"])
        report.at_most(f"{label}: delivery p99, ours / best", late, 2.0)
    lost = sum(run["missing"] for run in found["ours"])
    report.at_most(f"{label}: messages of ours never delivered", lost, 0, "")


def _bare_plan(program: Program, members: int, speakers: int) -> Figures:
    return {
        "url": program.url,
        "listeners": [["/events", None]] * members,
        "speakers": [["/send", None]] * speakers,
        "over": "ws",
    }


def _medians(runs: list[Figures]) -> dict[str, float]:
    return {key: median(float(run[key]) for run in runs) for key in runs[0]}
