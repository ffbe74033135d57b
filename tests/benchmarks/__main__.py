"""`python -m tests.benchmarks`: every table in one run, in alternating rounds with medians.

First the server of ours is peopled, then each section starts the bare programs that it is held
against, measures ours and theirs in turn, and prints. `--quick` takes about a minute.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import aiohttp

from tests.benchmarks import (
    chat,
    history,
    ledger,
    live,
    service,
    session,
    speech,
    starting,
    streams,
)
from tests.benchmarks.ours import People
from tests.benchmarks.programs import start_ours
from tests.benchmarks.report import Report
from tests.benchmarks.voice import measure as voice
from tests.benchmarks.window import measure as window

SECTIONS = (
    "chat",
    "history",
    "streams",
    "ledger",
    "start",
    "service",
    "session",
    "speech",
    "window",
    "live",
    "voice",
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--quick", action="store_true", help="fewer and shorter rounds")
    parser.add_argument("--only", default=",".join(SECTIONS), help="sections, by commas")
    parser.add_argument(
        "--messages", type=int, help="how deep the history is (100000; 1000000 takes minutes)"
    )
    options = parser.parse_args()
    chosen = options.only.split(",")
    for section in chosen:
        if section not in SECTIONS:
            parser.error(f"no such section: {section} (there are {', '.join(SECTIONS)})")
    messages = options.messages or (20_000 if options.quick else 100_000)
    report = Report()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="spaces-bench-") as folder:
        asyncio.run(run(report, Path(folder), chosen, options.quick, messages))
    report.summary()
    report.note(f"{time.monotonic() - begun:.0f} s in all")
    return 0


async def run(report: Report, folder: Path, chosen: list[str], quick: bool, messages: int) -> None:
    if "chat" in chosen:
        ours = await start_ours(folder / "chat")
        try:
            async with aiohttp.ClientSession() as http:
                people = People(ours, http)
                await people.settle(200)
                size = chat.Size(rounds=1, seconds=0.8) if quick else chat.Size(5, 1.0)
                await chat.measure(report, folder, people, size)
        finally:
            await ours.stop()
    if "streams" in chosen:
        ours = await start_ours(folder / "streams")
        try:
            async with aiohttp.ClientSession() as http:
                people = People(ours, http)
                asked = streams.Size(1, 5, (50, 200)) if quick else streams.Size(3, 20)
                await people.settle(asked.members[-1])
                await streams.measure(report, folder, people, asked)
        finally:
            await ours.stop()
    if "history" in chosen:
        rounds, requests = (1, 100) if quick else (3, 300)
        await history.measure(report, folder, history.Size(rounds, requests, messages))
    if "ledger" in chosen:
        most = (10_000, 100_000) if quick else (10_000, 100_000, 1_000_000)
        await ledger.measure(report, folder, ledger.Size(1 if quick else 3, 100, most))
    if "start" in chosen:
        load = starting.Size(1, 2, 3) if quick else starting.Size(5, 10, 60)
        await starting.measure_server(report, folder, load)
    if "service" in chosen:
        await service.measure(report, folder, service.QUICK if quick else service.WHOLE)
    if "session" in chosen:
        await session.measure(report, folder, session.QUICK if quick else session.WHOLE)
    if "speech" in chosen:
        await speech.measure(report, folder, speech.QUICK if quick else speech.WHOLE)
    if "voice" in chosen:
        await voice.measure(report, folder, voice.QUICK if quick else voice.WHOLE)
    if "window" in chosen:
        await starting.measure_window(report, folder, 2 if quick else 7)
        whole = replace(window.WHOLE, messages=messages)
        await window.measure(report, folder, window.QUICK if quick else whole)
    if "live" in chosen:
        await live.measure(report, folder, live.QUICK if quick else live.WHOLE)


if __name__ == "__main__":
    raise SystemExit(main())
