"""History: a page of 50 at the newest end and 95 % deep, and searching by word."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp

from embedded_server.contracts import club
from embedded_server.contracts.club import SendMessage
from tests.benchmarks.ours import People
from tests.benchmarks.programs import generate, start, start_ours
from tests.benchmarks.report import Report, median, ratio
from tests.benchmarks.seeding import fill

DEEP = 0.95
SEARCHED_UP_TO = 100_000
"""The target for searching is set for so many messages; beyond it the times are only shown."""
SEARCHES = (
    ("a rare word", "quokka"),
    ("a frequent word", "harbour"),
    ("two words", "copper anchor"),
)


@dataclass(frozen=True, slots=True)
class Size:
    rounds: int
    requests: int
    messages: int


async def measure(report: Report, folder: Path, size: Size) -> None:
    report.heading(f"History: pages of 50 in a club of {size.messages:,} messages")
    community_id, token = await _seed_ours(folder / "history", size.messages)
    bare = await start(
        "bare", "tests.benchmarks.yardsticks.bare", str(folder / "pages.db"), str(size.messages)
    )
    ours = await start_ours(folder / "history")
    path = club.HISTORY.url(communityId=community_id)
    search = club.SEARCH.url(communityId=community_id)
    try:
        async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {token}"}) as session:
            cursor = await _walk(session, ours.url + path, int(size.messages * DEEP))
            begun = time.perf_counter()
            async with session.get(f"{ours.url}{search}?q=quokka") as answer:
                answer.raise_for_status()
            indexed = time.perf_counter() - begun
        below = size.messages - int(size.messages * DEEP) + 1
        targets = [
            _target("bare, newest", bare.url, "/messages?limit=50"),
            _target("ours, newest", ours.url, f"{path}?limit=50", token),
            _target("bare, deep", bare.url, f"/messages?limit=50&before={below}"),
            _target("ours, deep", ours.url, f"{path}?limit=50&cursor={quote(cursor)}", token),
        ]
        targets += [
            _target(f"ours, search, {name}", ours.url, f"{search}?limit=50&q={quote(word)}", token)
            for name, word in SEARCHES
        ]
        plan = {"targets": targets, "count": size.requests}
        runs = [await generate("tests.benchmarks.load.pages", plan) for _ in range(size.rounds)]
    finally:
        await ours.stop()
        await bare.stop()
    found = {
        target["name"]: {
            key: median(run[target["name"]][key] for run in runs) for key in ("p50_ms", "p99_ms")
        }
        for target in targets
    }
    report.table(
        ["", "p50 ms", "p99 ms"],
        [[name, one["p50_ms"], one["p99_ms"]] for name, one in found.items()],
    )
    report.note(f"first search, which indexes everything before it: {indexed:.1f} s")
    p50 = {name: one["p50_ms"] for name, one in found.items()}
    newest, deep = p50["ours, newest"], p50["ours, deep"]
    report.at_most("page at the newest end, ours / bare", ratio(newest, p50["bare, newest"]), 2.5)
    report.at_most("page 95 % deep, ours / bare", ratio(deep, p50["bare, deep"]), 2.5)
    report.at_most("page 95 % deep / at the newest end, ours", ratio(deep, newest), 1.2)
    if size.messages > SEARCHED_UP_TO:
        return
    for name, _ in SEARCHES:
        searched = ratio(p50[f"ours, search, {name}"], newest)
        report.at_most(f"search for {name} / a page, ours", searched, 15)


def _target(name: str, url: str, path: str, token: str | None = None) -> dict[str, Any]:
    return {"name": name, "url": url, "path": path, "token": token}


async def _seed_ours(data_dir: Path, messages: int) -> tuple[str, str]:
    """The id of a club with that many messages, and a token of its creator."""
    ours = await start_ours(data_dir)
    try:
        async with aiohttp.ClientSession() as session:
            people = People(ours, session)
            await people.settle(1)
            made = await people.club("History", 1)
            token = people.tokens[0]
            first = SendMessage(text="the first message of many")
            await people.call(club.SEND, token, first, communityId=made.id)
    finally:
        await ours.stop()
    fill(data_dir / "spaces.db", made.id, messages)
    return made.id, token


async def _walk(session: aiohttp.ClientSession, url: str, depth: int) -> str:
    """The cursor of the page that begins below the newest `depth` messages, got page by page."""
    cursor = ""
    for _ in range(depth // 100):
        address = f"{url}?limit=100" + (f"&cursor={quote(cursor)}" if cursor else "")
        async with session.get(address) as answer:
            answer.raise_for_status()
            cursor = (await answer.json())["nextCursor"]
    return cursor
