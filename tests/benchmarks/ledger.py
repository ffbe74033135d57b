"""Money: wallet, statement and income with ledgers of three sizes, and the audit of the largest.

Each size has a server of its own; all are asked in turn, so that what else the machine does is
shared by them.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from embedded_server.contracts import accounts, billing
from tests.benchmarks.ours import People
from tests.benchmarks.programs import Program, generate, start_ours
from tests.benchmarks.report import Report, median, ratio

PAYERS = 100
FEE, CREATOR, PLATFORM = 10, 7, 3
DAYS = 365
DAY_MS = 86_400_000
AUDIT_MIB = 64
"""What the audit may take beside what the server has anyway."""


@dataclass(frozen=True, slots=True)
class Size:
    rounds: int
    requests: int
    entries: tuple[int, ...] = (10_000, 100_000, 1_000_000)


async def measure(report: Report, folder: Path, size: Size) -> None:
    report.heading("Money: a creator with many payments, by entries in the ledger")
    servers: dict[int, Program] = {}
    targets: list[dict[str, Any]] = []
    audits: list[list[str | float]] = []
    grown = 0.0
    try:
        for entries in size.entries:
            data_dir = folder / f"ledger-{entries}"
            token, community_id = await _seed(data_dir, entries)
            ours = servers[entries] = await start_ours(data_dir)
            for name, path in (
                ("wallet", billing.WALLET.url()),
                ("statement page", f"{billing.ENTRIES.url()}?limit=50"),
                ("income", billing.REVENUE.url(communityId=community_id)),
                ("payments page", billing.PAYMENTS.url(communityId=community_id)),
            ):
                one = {"name": f"{name} {entries}", "url": ours.url, "path": path, "token": token}
                targets.append(one)
        plan = {"targets": targets, "count": size.requests}
        runs = [await generate("tests.benchmarks.load.pages", plan) for _ in range(size.rounds)]
        for entries, ours in servers.items():
            seconds, grown = await _audit(ours, folder / f"ledger-{entries}", entries)
            audits.append([f"{entries:,}", seconds, grown])
    finally:
        for ours in servers.values():
            await ours.stop()
    p50 = {one["name"]: median(run[one["name"]]["p50_ms"] for run in runs) for one in targets}
    names = ("wallet", "statement page", "income", "payments page")
    report.table(
        ["p50 ms", *(f"{entries:,}" for entries in size.entries)],
        [[name, *(p50[f"{name} {entries}"] for entries in size.entries)] for name in names],
    )
    report.table(["full audit of", "s", "MiB more"], audits)
    least = size.entries[0]
    for name in names:
        for entries in size.entries[1:]:
            found = ratio(p50[f"{name} {entries}"], p50[f"{name} {least}"])
            report.at_most(f"{name}, {entries:,} / {least:,} entries", found, 1.5)
    report.at_most(f"audit of {size.entries[-1]:,} entries, memory", grown, AUDIT_MIB, " MiB")


async def _audit(ours: Program, data_dir: Path, entries: int) -> tuple[float, float]:
    """Its seconds, and by how much the server grew over it."""
    token = (data_dir / "token").read_text()
    before = ours.memory()
    begun = time.perf_counter()
    async with (
        aiohttp.ClientSession(headers={"Authorization": f"Bearer {token}"}) as session,
        session.get(ours.url + billing.AUDIT.url()) as answer,
    ):
        answer.raise_for_status()
        found = await answer.json()
    seconds = time.perf_counter() - begun
    if found["differenceCents"] or found["mismatchedWallets"] or found["entries"] < entries:
        raise AssertionError(f"the books do not close: {found}")
    return seconds, max(0.0, (ours.memory() - before) / 2**20)


async def _seed(data_dir: Path, entries: int) -> tuple[str, str]:
    """A token of a creator, and the id of the club that all paid to."""
    ours = await start_ours(data_dir)
    try:
        async with aiohttp.ClientSession() as session:
            people = People(ours, session)
            await people.settle(2)
            made = await people.club("Market", 2)
            ids = [(await people.call(accounts.ME, token)).id for token in people.tokens]
            token = people.tokens[0]
    finally:
        await ours.stop()
    (data_dir / "token").write_text(token)
    fill(data_dir / "spaces.db", made.id, ids[0], entries)
    return token, made.id


def fill(database: Path, community_id: str, creator_id: str, entries: int) -> None:
    """About so many entries, of payments over a year; the server must not be running."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN IMMEDIATE")
    payments = entries // 3
    balances: dict[str, int] = {}
    days: dict[int, int] = {}
    for table, columns in (
        ("ledger_transactions", "number, id, at, kind, user_id, community_id, note"),
        ("ledger_entries", "transaction_number, account_id, amount_cents, balance_cents, id"),
    ):
        marks = ", ".join("?" for _ in columns.split(","))
        first = table == "ledger_transactions"
        rows = (
            _transactions(community_id, payments, days)
            if first
            else _entries(creator_id, payments, balances)
        )
        if not first:
            connection.executemany(
                "INSERT INTO ledger_accounts (id, kind) VALUES (?, ?)",
                [(name, name.partition(":")[0]) for name in _account_names(creator_id)],
            )
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
    connection.executemany(
        "UPDATE ledger_accounts SET balance_cents = ? WHERE id = ?",
        [(cents, name) for name, cents in balances.items()],
    )
    connection.executemany(
        "INSERT INTO ledger_income (community_id, day, kind, count, gross_cents, creator_cents)"
        " VALUES (?, ?, 'monthly_fee', ?, ?, ?)",
        [(community_id, day, n, n * FEE, n * CREATOR) for day, n in days.items()],
    )
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _account_names(creator_id: str) -> list[str]:
    payers = [f"user:payer{number}" for number in range(PAYERS)]
    return ["outside", "platform", f"user:{creator_id}", *payers]


def _id(kind: int, number: int) -> str:
    return f"01900000-0000-7000-8{kind:03x}-{number:012x}"


def _transactions(
    community_id: str, payments: int, days: dict[int, int]
) -> Iterator[tuple[Any, ...]]:
    """First everybody gets money, then they pay in turn."""
    now = int(time.time() * 1000)
    begin = now - DAYS * DAY_MS
    for number in range(1, PAYERS + 1):
        payer = f"payer{number - 1}"
        yield number, _id(1, number), begin, "top_up", payer, None, ""
    for count in range(payments):
        number = PAYERS + 1 + count
        at = begin + DAYS * DAY_MS * count // payments
        days[at // DAY_MS] = days.get(at // DAY_MS, 0) + 1
        payer = f"payer{count % PAYERS}"
        yield number, _id(1, number), at, "monthly_fee", payer, community_id, ""


def _entries(creator_id: str, payments: int, balances: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    each = (payments // PAYERS + 1) * FEE
    count = 0

    def line(posting: int, account: str, cents: int) -> tuple[Any, ...]:
        nonlocal count
        count += 1
        balances[account] = balances.get(account, 0) + cents
        return posting, account, cents, balances[account], _id(2, count)

    for number in range(1, PAYERS + 1):
        yield line(number, "outside", -each)
        yield line(number, f"user:payer{number - 1}", each)
    for at in range(payments):
        number = PAYERS + 1 + at
        yield line(number, f"user:payer{at % PAYERS}", -FEE)
        yield line(number, "platform", PLATFORM)
        yield line(number, f"user:{creator_id}", CREATOR)
