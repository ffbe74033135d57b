"""The report against figures that were computed by hand, and against a hundred thousand."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterable
from typing import Any

from embedded_server.contracts import support, support_desk
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.ids import new_id
from embedded_server.support.service import report
from embedded_server.support.store import figures
from tests.kit.server import LocalHost
from tests.kit.service import Brand, act, make_brand, one, write

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


async def read(brand: Brand, days: int = 30) -> dict[str, Any]:
    path = support_desk.REPORT.url(communityId=brand.id)
    answer = await brand.lead.get(path, params={"days": str(days)})
    assert answer.status == 200, answer.json
    made: dict[str, Any] = answer.json
    return made


def row(brand: Brand, started: int, **values: Any) -> dict[str, Any]:
    """A conversation that its customer resolved after ten minutes, by the AI alone."""
    return {
        "id": new_id(),
        "community_id": brand.id,
        "customer_id": new_id(),
        "status": "resolved",
        "mode": "hybrid",
        "started_at": started,
        "last_at": started,
        "agent_first_at": started + 2000,
        "resolved_at": started + 10 * MINUTE,
        "resolver_kind": "customer",
        **values,
    }


async def store(host: LocalHost, rows: Iterable[dict[str, Any]]) -> None:
    def write_rows(tx: Transaction) -> None:
        for values in rows:
            waited = values.pop("waited", None)
            names = ", ".join(values)
            marks = ", ".join("?" * len(values))
            tx.change(f"INSERT INTO conversations ({names}) VALUES ({marks})", [*values.values()])
            if waited is not None:
                at = values["started_at"]
                for act_, to, when, ms in (
                    ("transfer", "waiting_human", at + MINUTE, None),
                    ("accept", "human_active", at + MINUTE + waited, waited),
                ):
                    tx.change(
                        "INSERT INTO conversation_transitions (conversation_id, community_id, at,"
                        " act, from_status, to_status, actor_kind, why, waited_ms)"
                        " VALUES (?, ?, ?, ?, 'ai_active', ?, 'customer', '', ?)",
                        (values["id"], values["community_id"], when, act_, to, ms),
                    )
            for kept, first in (
                (figures.agent_answered, values.get("agent_first_at")),
                (figures.staff_answered, values.get("staff_first_at")),
            ):
                if first is not None:
                    kept(tx, values["id"], first)

    await host.server.database.write(write_rows)


def person(brand: Brand, started: int, waited: int, **values: Any) -> dict[str, Any]:
    """Handed over a minute after its start, accepted, and answered ten seconds later."""
    return row(
        brand,
        started,
        asked_by="customer",
        assignee_id="anton",
        staff_first_at=started + MINUTE + waited + 10_000,
        waited=waited,
        rated_of="person",
        **values,
    )


async def test_each_outcome_is_counted_once_and_none_as_another(host: LocalHost) -> None:
    brand = await make_brand(host)
    now = host.server.clock.now()
    at = now - 2 * HOUR
    first = row(brand, at)
    await store(
        host,
        [
            first,  # confirmed by the customer, with the AI
            row(brand, at, resolver_kind="staff", score=4, rated_of="ai"),
            row(brand, at, resolver_kind="staff"),
            row(brand, at, resolver_kind="system", outcome="went_quiet"),
            row(brand, at, score=1, rated_of="ai"),
            row(brand, at, resolver_kind="staff", outcome="unsolved"),
            row(brand, at, asked_by="customer"),  # left while nobody came
            row(brand, at, status="ai_active", resolved_at=None, resolver_kind=None),
            row(brand, at, previous_id=first["id"], reopened=1),
            person(brand, at, 30_000, resolver_kind="staff"),
            person(brand, at, 60_000, score=5),
            person(brand, at, 90_000, resolver_kind="system", outcome="went_quiet"),
            row(brand, at - 40 * DAY),
        ],
    )
    made = await read(brand)
    found = {name: made[name] for name in made if isinstance(made[name], int)}
    assert found == {
        "days": 30,
        "started": 12,
        "openNow": 1,
        "waitingNow": 0,
        "confirmedByAi": 3,
        "confirmedByPerson": 1,
        "resolvedByAi": 1,
        "resolvedByPerson": 1,
        "wentQuietWithAi": 1,
        "wentQuietWithPerson": 1,
        "unsolved": 2,
        "leftWaiting": 1,
        "handedOver": 4,
        "reopenedAfterAi": 1,
        "reopenedAfterPerson": 0,
        "ratingCount": 3,
        "ratingCountAi": 2,
        "ratingCountPerson": 1,
    }
    assert made["ratingAverageAi"] == 2.5
    assert made["ratingAveragePerson"] == 5
    assert made["waiting"] == {"count": 3, "p50Seconds": 60, "p90Seconds": 90}
    assert made["firstResponsePerson"] == {"count": 3, "p50Seconds": 70, "p90Seconds": 100}
    assert made["firstResponseAi"]["p50Seconds"] == 2
    assert made["resolutionAi"] == {"count": 4, "p50Seconds": 600, "p90Seconds": 600}
    assert made["resolutionPerson"] == {"count": 2, "p50Seconds": 600, "p90Seconds": 600}
    assert sum(day["started"] for day in made["daily"]) == 12
    assert len(made["daily"]) == 30
    assert (await read(brand, 60))["started"] == 13


async def test_what_really_happened_is_what_is_counted(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    customer, agent = await host.person(), await brand.colleague()
    key = await brand.waiting(customer)
    assert (await host.admin.post("/api/admin/clock", {"advanceSeconds": 100})).status < 300
    await act(agent, support.ACCEPT, key)
    await write(agent, key, "Hello")
    await act(customer, support.RESOLVE, key)
    again = await brand.waiting(customer)
    assert (await one(agent, again))["reopened"]
    made = await read(brand, 2)
    assert (made["started"], made["waitingNow"], made["openNow"]) == (2, 1, 1)
    assert made["confirmedByPerson"] == 1
    assert made["reopenedAfterPerson"] == 1
    assert made["handedOver"] == 0
    for name in ("waiting", "firstResponsePerson", "resolutionPerson"):
        assert made[name]["count"] == 1
        assert 100 <= made[name]["p50Seconds"] < 130


async def test_days_are_those_of_the_business(host: LocalHost) -> None:
    brand = await make_brand(host)
    hours = {"isOn": False, "timeZone": "Pacific/Kiritimati", "week": [[]] * 7}
    path = support_desk.SET_SETTINGS.url(communityId=brand.id)
    assert (await brand.lead.put(path, {"hours": hours})).status == 200
    now = host.server.clock.now()
    midnight = (now + 14 * HOUR) // DAY * DAY - 14 * HOUR
    await store(host, [row(brand, midnight), row(brand, midnight - 1)])
    made = await read(brand, 2)
    assert [day["started"] for day in made["daily"]] == [1, 1]
    assert made["toDay"] == to_wire(now + 14 * HOUR)[:10]
    assert (await read(brand, 1))["started"] == 1


async def test_the_sheet_is_the_report_by_day(host: LocalHost) -> None:
    brand = await make_brand(host)
    await store(host, [person(brand, host.server.clock.now() - HOUR, 30_500)])
    path = support_desk.REPORT_CSV.url(communityId=brand.id)
    answer = await brand.lead.get(path, params={"days": "3"})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="service ' in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.body.decode())))
    assert len(rows) == 3
    assert sum(int(day["started"]) for day in rows) == 1
    assert sum(int(day["resolved_by_person"]) for day in rows) == 1
    assert {day["waiting_p50_seconds"] for day in rows} == {"", "30.5"}


async def test_figures_are_for_staff(host: LocalHost) -> None:
    brand = await make_brand(host)
    for route in (support_desk.REPORT, support_desk.REPORT_CSV):
        path = route.url(communityId=brand.id)
        assert (await (await host.person()).get(path)).status == 403
        assert (await (await brand.colleague()).get(path)).status == 200
        for days in ("0", "367", "x"):
            assert (await brand.lead.get(path, params={"days": days})).code == "validation"
    empty = await read(brand)
    assert empty["waiting"] == {"count": 0, "p50Seconds": None, "p90Seconds": None}


async def test_outcomes_add_up_to_all_that_was_started(host: LocalHost) -> None:
    """Whatever a row holds, it is one outcome; an index leads to every part of the report."""
    brand, chance = await make_brand(host), random.Random(7)
    now = host.server.clock.now()
    rows = []
    for _ in range(300):
        is_open = chance.random() < 0.2
        status = chance.choice(["ai_active", "waiting_human", "human_active"])
        rows.append(
            row(
                brand,
                now - chance.randrange(20 * DAY),
                status=status if is_open else "resolved",
                asked_by=chance.choice([None, "customer"]),
                staff_first_at=chance.choice([None, now]),
                outcome=chance.choice([None, "solved", "unsolved", "went_quiet"]),
                score=chance.choice([None, 1, 3, 5]),
                resolver_kind=chance.choice(["customer", "staff", "system"]),
            )
        )
    await store(host, rows)
    made = await read(brand)
    ends = (
        "openNow confirmedByAi confirmedByPerson resolvedByAi resolvedByPerson wentQuietWithAi"
        " wentQuietWithPerson unsolved leftWaiting"
    )
    assert sum(made[name] for name in ends.split()) == made["started"] == 300

    def plans(reader: Reader) -> list[str]:
        asked: list[str] = []
        reader._connection.set_trace_callback(asked.append)
        report.report(reader, brand.id, brand.lead.id, 7)
        reader._connection.set_trace_callback(None)
        return [
            detail
            for query in asked
            if query.startswith("SELECT")
            for *_, detail in reader.rows(f"EXPLAIN QUERY PLAN {query}")
        ]

    lines = await host.server.database.read(plans)
    scans = [line for line in lines if line.startswith("SCAN ")]
    assert sum("COVERING INDEX conversations_figures" in line for line in lines) == 15
    assert scans == []
