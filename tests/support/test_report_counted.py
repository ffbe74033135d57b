"""The report, which reads an index alone, against the same figures counted one by one."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

import pytest

from embedded_server.contracts.support_desk import SupportReport
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.migrations import m0021_figures
from embedded_server.support.service import report
from embedded_server.support.store import figures
from tests.kit.server import LocalHost
from tests.kit.service import Brand, make_brand

DAY = 86_400_000


class Told(NamedTuple):
    """A conversation with when its customer spoke, when people were asked, and each wait (ms)."""

    row: dict[str, Any]
    said: list[int]
    asked: list[int]
    waits: list[int]


def invent(brand: Brand, chance: random.Random, now: int, known: list[Told]) -> Told:
    at = now - chance.randrange(1, 5 * DAY)
    asked = [at + chance.randrange(DAY) for _ in range(chance.choice([0, 0, 1, 3]))]
    earlier = chance.choice(known).row["id"] if known and chance.random() < 0.2 else None
    is_open = chance.random() < 0.2
    row = {
        "id": new_id(),
        "community_id": brand.id,
        "customer_id": new_id(),
        "status": chance.choice(["ai_active", "human_active"]) if is_open else "resolved",
        "mode": chance.choice(["hybrid", "ai_only", "human_only"]),
        "started_at": at,
        "last_at": at,
        "asked_by": "customer" if asked else None,
        "assignee_id": chance.choice([None, "anton"]),
        "agent_first_at": chance.choice([None, at + chance.randrange(9000)]),
        "staff_first_at": chance.choice([None, at + DAY + chance.randrange(DAY)]),
        "resolved_at": None if is_open else at + chance.randrange(3 * DAY),
        "resolver_kind": None if is_open else chance.choice(["customer", "staff", "system"]),
        "outcome": chance.choice([None, "solved", "unsolved", "went_quiet"]),
        "previous_id": earlier,
        "reopened": chance.randrange(2),
    }
    if not is_open and chance.random() < 0.5:
        row |= {"score": chance.randrange(1, 6), "rated_of": chance.choice(["ai", "person"])}
    said = [at + chance.randrange(1000) for _ in range(chance.randrange(3))]
    return Told(row, sorted(said), asked, [chance.randrange(DAY) for _ in asked[1:]])


def keep(tx: Transaction, all_of: Iterable[Told]) -> None:
    for told in all_of:
        row, key, brand = told.row, told.row["id"], told.row["community_id"]
        marks = ", ".join("?" * len(row))
        tx.change(f"INSERT INTO conversations ({', '.join(row)}) VALUES ({marks})", [*row.values()])
        for seq, at in enumerate(told.said, 1):
            tx.change(
                "INSERT INTO conversation_messages (id, conversation_id, community_id, seq, kind,"
                " author_kind, author_id, author_name, text, created_at, status)"
                " VALUES (?, ?, ?, ?, 'message', 'user', ?, '', '', ?, 'sent')",
                (new_id(), key, brand, seq, row["customer_id"], at),
            )
        moves: list[tuple[int, str, int | None]] = [(row["started_at"], "ai_active", None)]
        moves += [(at, "waiting_human", None) for at in told.asked]
        moves += [(row["started_at"] + ms, "human_active", ms) for ms in told.waits]
        for at, to, waited in moves:
            tx.change(
                "INSERT INTO conversation_transitions (conversation_id, community_id, at, act,"
                " to_status, actor_kind, why, waited_ms) VALUES (?, ?, ?, '', ?, '', '', ?)",
                (key, brand, at, to, waited),
            )
        if row["agent_first_at"] is not None:
            figures.agent_answered(tx, key, row["agent_first_at"])
        if row["staff_first_at"] is not None:
            figures.staff_answered(tx, key, row["staff_first_at"])


def side(told: Told) -> str:
    row = told.row
    if row["staff_first_at"] is not None:
        return "person"
    was_asked = row["asked_by"] or row["assignee_id"] or row["mode"] == "human_only"
    return "nobody" if was_asked else "ai"


def ending(told: Told) -> str:
    row, score, by = told.row, told.row.get("score"), side(told)
    if row["status"] != "resolved":
        return "open"
    if (score is not None and score <= 2) or row["outcome"] == "unsolved":
        return "unsolved"
    if by == "nobody" and row["outcome"] != "went_quiet":
        return "waiting"
    if score is not None and score >= 4 and by != "nobody":
        return "confirmed"
    if row["outcome"] == "went_quiet":
        return "quiet"
    return "confirmed" if row["resolver_kind"] == "customer" else "resolved"


def spread(values: list[int]) -> tuple[int, float | None, float | None]:
    """By nearest rank: the smallest value that so many are not above."""
    ranked = sorted(values)

    def rank(percent: int) -> float | None:
        for place, value in enumerate(ranked, 1):
            if place * 100 >= percent * len(ranked):
                return value / 1000
        return None

    return len(ranked), rank(50), rank(90)


def mean(values: list[int]) -> float | None:
    return sum(values) / len(values) if values else None


def expected(all_of: list[Told]) -> dict[str, Any]:
    parts = Counter((side(told), ending(told)) for told in all_of)
    again = {told.row["previous_id"] for told in all_of if told.row["reopened"]}
    came_back = Counter(
        side(told)
        for told in all_of
        if told.row["status"] == "resolved" and told.row["id"] in again
    )

    def scores(of: str) -> list[int]:
        return [told.row["score"] for told in all_of if told.row.get("rated_of") == of]

    def taken(by: str) -> tuple[int, float | None, float | None]:
        return spread(
            [
                told.row["resolved_at"] - told.row["started_at"]
                for told in all_of
                if side(told) == by and ending(told) in ("confirmed", "resolved")
            ]
        )

    return {
        "started": len(all_of),
        "confirmed": (parts["ai", "confirmed"], parts["person", "confirmed"]),
        "resolved": (parts["ai", "resolved"], parts["person", "resolved"]),
        "quiet": (parts["ai", "quiet"] + parts["nobody", "quiet"], parts["person", "quiet"]),
        "handed_over": sum(told.row["mode"] == "hybrid" and side(told) != "ai" for told in all_of),
        "reopened": (came_back["ai"], came_back["person"] + came_back["nobody"]),
        "ratings": [(len(scores(of)), mean(scores(of))) for of in ("ai", "person")],
        "waiting": spread([ms for told in all_of for ms in told.waits]),
        "first_ai": spread(
            [
                told.row["agent_first_at"] - (told.said or [told.row["started_at"]])[0]
                for told in all_of
                if told.row["agent_first_at"] is not None
            ]
        ),
        "first_person": spread(
            [
                told.row["staff_first_at"] - asked_at(told)
                for told in all_of
                if told.row["staff_first_at"] is not None
            ]
        ),
        "resolution": (taken("ai"), taken("person")),
    }


def asked_at(told: Told) -> int:
    start: int = told.row["started_at"]
    return min([*told.asked, *(start + ms for ms in told.waits)], default=start)


def found(made: SupportReport) -> dict[str, Any]:
    def of(name: str) -> tuple[int, float | None, float | None]:
        spread = getattr(made, name)
        return spread.count, spread.p50_seconds, spread.p90_seconds

    return {
        "started": made.started,
        "confirmed": (made.confirmed_by_ai, made.confirmed_by_person),
        "resolved": (made.resolved_by_ai, made.resolved_by_person),
        "quiet": (made.went_quiet_with_ai, made.went_quiet_with_person),
        "handed_over": made.handed_over,
        "reopened": (made.reopened_after_ai, made.reopened_after_person),
        "ratings": [
            (made.rating_count_ai, made.rating_average_ai),
            (made.rating_count_person, made.rating_average_person),
        ],
        "waiting": of("waiting"),
        "first_ai": of("first_response_ai"),
        "first_person": of("first_response_person"),
        "resolution": (of("resolution_ai"), of("resolution_person")),
    }


@pytest.mark.parametrize("seed", range(4))
async def test_the_index_tells_what_counting_one_by_one_does(host: LocalHost, seed: int) -> None:
    brand, chance = await make_brand(host), random.Random(seed)
    now, all_of = host.server.clock.now(), list[Told]()
    for _ in range(chance.choice([1, 9, 120])):
        all_of.append(invent(brand, chance, now, all_of))
    await host.server.database.write(lambda tx: keep(tx, all_of))

    def read(reader: Reader) -> SupportReport:
        return report.report(reader, brand.id, brand.lead.id, 7)

    made = await host.server.database.read(read)
    assert found(made) == expected(all_of)
    assert sum(day.started for day in made.daily) == len(all_of)

    def migrated(tx: Transaction) -> list[tuple[Any, ...]]:
        firsts = "SELECT id, agent_first_ms, staff_first_ms FROM conversations ORDER BY id"
        kept = tx.rows(firsts)
        tx.change("UPDATE conversations SET agent_first_ms = NULL, staff_first_ms = NULL")
        for statement in m0021_figures.FILL:
            tx.change(statement)
        assert kept == tx.rows(firsts)
        return kept

    assert len(await host.server.database.write(migrated)) >= len(all_of)
