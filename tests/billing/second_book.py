"""What a second, simple book-keeping knows of everybody's money, and how it looks at the server."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock

from hypothesis.stateful import RuleBasedStateMachine

from embedded_server.contracts import billing
from tests.kit.people import Person
from tests.kit.scripted import PLACE, Script
from tests.kit.server import LocalHost, fast_settings

T = TypeVar("T")
PEOPLE, ROOMS = 2, 2


@dataclass
class Held:
    """What the second book knows of one person in one room."""

    inside: bool = False
    banned: bool = False
    expires: float | None = None
    join_paid: bool = False
    auto: int | None = None


@dataclass
class Fees:
    join: int = 0
    monthly: int = 0
    call: int = 0


@dataclass
class Paid:
    person: int
    room: int
    kind: str
    cents: int
    creator_part: int
    entry: str
    back: int = 0
    creator_back: int = 0


class SecondBook(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.host = LocalHost(fast_settings(Path(self.folder.name) / "server", session_days=3650))
        self.people: list[Person] = []
        self.rooms: list[str] = []
        self.fees = [Fees() for _ in range(ROOMS)]
        self.held = {(p, r): Held() for p in range(PEOPLE) for r in range(ROOMS)}
        self.purse = [0] * PEOPLE
        self.earned = 0
        self.paid: list[Paid] = []
        self.asked_out: list[tuple[int, int, str]] = []
        """Payouts that wait: whose, how much, and their id."""
        self.steps = 0
        self.script = Script()
        self.scripted = mock.patch(PLACE, self.script.source)

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(doing)

    @property
    def now(self) -> float:
        return self.host.server.clock.now() / 1000

    def check_income(self, room: int) -> None:
        path = billing.REVENUE.url(communityId=self.rooms[room])
        told = self.run(self.host.admin.get(path, params={"days": "3650"})).json["totals"]
        for total in told:
            these = [p for p in self.paid if (p.room, p.kind) == (room, total["kind"])]
            assert total["grossCents"] == sum(p.cents - p.back for p in these)
            assert total["creatorCents"] == sum(p.creator_part - p.creator_back for p in these)
            assert total["count"] == sum(p.back < p.cents for p in these)

    def purse_of(self, who: int) -> int:
        """Behind the last person stands the creator."""
        return self.earned if who == PEOPLE else self.purse[who]

    def move(self, who: int, cents: int) -> None:
        if who == PEOPLE:
            self.earned += cents
        else:
            self.purse[who] += cents

    @staticmethod
    def creators_part(paid: Paid, amount: int) -> int:
        return paid.creator_part * (paid.back + amount) // paid.cents - paid.creator_back

    def has_run_out(self, held: Held) -> bool:
        return held.expires is not None and held.expires <= self.now

    def note_payment(self, person: int, room: int, kind: str, cents: int) -> None:
        if not cents:
            return
        part = cents * 70 // 100
        self.purse[person] -= cents
        self.earned += part
        path = billing.PAYMENTS.url(communityId=self.rooms[room])
        query = {"limit": "10", "userId": self.people[person].id}
        page = self.run(self.host.admin.get(path, params=query)).json["items"]
        known = {paid.entry for paid in self.paid}
        entry, shares = next(
            (one["entryId"], (one["amountCents"], one["creatorCents"], one["refundedCents"]))
            for one in page
            if one["kind"] == kind and one["entryId"] not in known
        )
        assert shares == (cents, part, 0)
        self.paid.append(Paid(person, room, kind, cents, part, entry))
