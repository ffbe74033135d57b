"""Money in any order: joins, leaves, renewals, expiries, questions to agents, refunds, payouts,
removals, bans, new fees and time.

After every step the books close, no wallet is below zero, who has not paid reads nothing, and
everybody was charged exactly what a second, simple book-keeping says.
"""

from __future__ import annotations

import asyncio
import os
from datetime import datetime
from typing import Any

from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from embedded_server.contracts import agents, billing, club, communities
from embedded_server.kernel.turn_types import ProviderError, ReplyEnd
from tests.billing.second_book import PEOPLE, ROOMS, Fees, SecondBook
from tests.billing.test_fees import balance, join, pass_days
from tests.kit.people import parse_sse

_person = st.integers(0, PEOPLE - 1)
_room = st.integers(0, ROOMS - 1)
_fee = st.sampled_from([0, 1, 99, 300])
DAY_SECONDS = 86_400


class Money(SecondBook):
    @initialize(
        money=st.integers(1000, 3000), fees=st.lists(st.tuples(_fee, _fee, _fee), min_size=ROOMS)
    )
    def open(self, money: int, fees: list[tuple[int, int, int]]) -> None:
        """Everybody has money and is in everywhere, so that there is something to go wrong."""

        async def start() -> None:
            await self.host.start()
            await self.host.set_up()
            self.people = [await self.host.person(f"person{n}") for n in range(PEOPLE)]
            self.rooms = [await self.host.admin.create(name=f"Room {n}") for n in range(ROOMS)]
            self.agent = await self.host.admin.make_agent(self.rooms[0])
            for room in self.rooms[1:]:
                path = agents.LINK.url(communityId=room)
                assert (await self.host.admin.post(path, {"agentId": self.agent})).status == 201

        self.scripted.start()
        self.run(start())
        for room in range(ROOMS):
            self.set_fees(room, *fees[room])
        for person in range(PEOPLE):
            self.top_up(person, money)
            for room in range(ROOMS):
                self.come_in(person, room, 0)

    def teardown(self) -> None:
        event(f"{self.steps // 10 * 10} steps or more")
        event(f"{len(self.paid) // 5 * 5} payments or more")
        for room in range(len(self.rooms)):
            self.check_income(room)
        self.run(self.host.stop())
        self.scripted.stop()
        self.loop.close()
        self.folder.cleanup()

    @rule(person=_person, cents=st.integers(1, 1000))
    def top_up(self, person: int, cents: int) -> None:
        path = billing.TOP_UP.url(userId=self.people[person].id)
        assert self.run(self.host.admin.post(path, {"amountCents": cents})).status == 201
        self.purse[person] += cents

    @rule(room=_room, join=_fee, monthly=_fee, call=_fee)
    def set_fees(self, room: int, join: int, monthly: int, call: int) -> None:
        path = communities.EDIT.url(communityId=self.rooms[room])
        body = {"joinFeeCents": join, "monthlyFeeCents": monthly, "agentCallFeeCents": call}
        assert self.run(self.host.admin.patch(path, body)).status == 200
        if self.fees[room].monthly and not monthly:
            for (_, at), held in self.held.items():
                if at == room and held.inside and not self.has_run_out(held):
                    held.expires = None
        self.fees[room] = Fees(join, monthly, call)

    @rule(person=_person, room=_room, off_by=st.sampled_from([0, 0, 0, 1, -1]))
    def come_in(self, person: int, room: int, off_by: int) -> None:
        held, fees = self.held[person, room], self.fees[room]
        answer_to = self.people[person]
        if held.banned:
            assert self.run(join(answer_to, self.rooms[room], 0)).code == "banned"
            return
        if held.inside and not self.has_run_out(held):
            assert self.run(join(answer_to, self.rooms[room], 1)).status == 200
            return
        join_due = 0 if held.join_paid else fees.join
        left = held.expires is not None and held.expires > self.now
        monthly_due = 0 if left else fees.monthly
        due = join_due + monthly_due
        named = max(0, due + off_by)
        answer = self.run(join(answer_to, self.rooms[room], named))
        if named != due:
            assert (answer.status, answer.json["amountDueCents"]) == (402, due)
            return
        if due > self.purse[person]:
            assert (answer.status, answer.code) == (402, "insufficient_funds")
            return
        assert answer.status == 201, answer.json
        expires = answer.json["expiresAt"]
        assert (expires is None) == (fees.monthly == 0)
        held.inside, held.auto = True, None
        held.expires = None if expires is None else datetime.fromisoformat(expires).timestamp()
        if join_due:
            held.join_paid = True
        for kind, cents in (("join_fee", join_due), ("monthly_fee", monthly_due)):
            self.note_payment(person, room, kind, cents)

    @rule(person=_person, room=_room, windows=st.sampled_from([1, 2]))
    def pay_on(self, person: int, room: int, windows: int) -> None:
        """Where two windows show the same end, one of them pays and the other is told."""
        held, due = self.held[person, room], self.fees[room].monthly
        path = communities.RENEW.url(communityId=self.rooms[room])
        here = communities.READ.url(communityId=self.rooms[room])
        seen = self.run(self.people[person].get(here)).json["membership"] or {}
        body = {"acceptFeeCents": due, "expiresAt": seen.get("expiresAt")}

        async def press() -> list[Any]:
            presses = [self.people[person].post(path, body) for _ in range(windows)]
            return sorted(await asyncio.gather(*presses), key=lambda answer: answer.status)

        answer, *others = self.run(press())
        if not held.inside or held.banned:
            assert answer.code == "not_member"
        elif held.expires is None:
            assert answer.code in ("nothing_to_renew", "fee_not_accepted")
        elif due > self.purse[person]:
            assert answer.code == "insufficient_funds"
        else:
            assert answer.status == 200, answer.json
            assert {other.code for other in others} <= {"period_changed"}
            if not due:
                assert answer.json["expiresAt"] is None, "nothing is to be paid any more"
                held.expires = None
                return
            expires = datetime.fromisoformat(answer.json["expiresAt"]).timestamp()
            assert abs(expires - max(self.now, held.expires) - 30 * DAY_SECONDS) < 60
            held.expires = expires
            self.note_payment(person, room, "monthly_fee", due)

    @rule(
        person=_person,
        room=_room,
        goes_well=st.sampled_from([True, True, False]),
        off_by=st.sampled_from([0, 0, 0, 1]),
    )
    def ask(self, person: int, room: int, goes_well: bool, off_by: int) -> None:
        held, fee = self.held[person, room], self.fees[room].call
        end = ReplyEnd() if goes_well else ProviderError("upstream", "broken", retryable=True)
        self.script.says("An ", "answer.", end)
        path = club.ASK.url(communityId=self.rooms[room])
        body = {"agentId": self.agent, "text": "?", "acceptFeeCents": fee + off_by}
        answer = self.run(self.people[person].post(path, body))
        if not held.inside or held.banned:
            assert answer.status == 403
        elif self.has_run_out(held):
            assert answer.code == "membership_expired"
        elif off_by:
            assert (answer.code, answer.json["amountDueCents"]) == ("fee_not_accepted", fee)
        elif fee > self.purse[person]:
            assert answer.code == "insufficient_funds"
        else:
            last = parse_sse(answer.body)[-1]
            assert last.event == ("done" if goes_well else "error")
            if goes_well:
                assert last.data["chargedCents"] == fee
                self.note_payment(person, room, "agent_call", fee)

    @rule(person=_person, room=_room)
    def say(self, person: int, room: int) -> None:
        held = self.held[person, room]
        path = club.SEND.url(communityId=self.rooms[room])
        status = self.run(self.people[person].post(path, {"text": "Hello"})).status
        if held.inside and not held.banned:
            assert status == (402 if self.has_run_out(held) else 201)
        else:
            assert status == 403

    @rule(person=_person, room=_room, on=st.booleans())
    def agree(self, person: int, room: int, on: bool) -> None:
        held = self.held[person, room]
        path = communities.EDIT_MEMBERSHIP.url(communityId=self.rooms[room])
        answer = self.run(self.people[person].patch(path, {"autoRenew": on}))
        if held.inside and not held.banned and not self.has_run_out(held):
            assert answer.status == 200
            held.auto = (self.fees[room].monthly or None) if on else None

    @rule(person=_person, room=_room)
    def go(self, person: int, room: int) -> None:
        held = self.held[person, room]
        path = communities.LEAVE.url(communityId=self.rooms[room])
        answer = self.run(self.people[person].post(path))
        assert answer.status == (204 if held.inside else 404)
        held.inside, held.auto = False, None

    @rule(person=_person, room=_room)
    def remove(self, person: int, room: int) -> None:
        """What was paid for stays paid: coming back within that time is free."""
        held, who = self.held[person, room], self.people[person].id
        path = communities.REMOVE_MEMBER.url(communityId=self.rooms[room], userId=who)
        answer = self.run(self.host.admin.delete(path))
        assert answer.status == (204 if held.inside else 404)
        held.inside, held.auto = False, None

    @rule(who=st.integers(0, PEOPLE), cents=st.integers(1, 300))
    def ask_for_payout(self, who: int, cents: int) -> None:
        person = [*self.people, self.host.admin][who]
        answer = self.run(person.post(billing.ASK_PAYOUT.url(), {"amountCents": cents}))
        if cents > self.purse_of(who):
            assert answer.code == "insufficient_funds"
            return
        assert answer.status == 201
        self.move(who, -cents)
        self.asked_out.append((who, cents, answer.json["id"]))

    @rule(which=st.integers(0, 50), paid=st.booleans())
    def decide_payout(self, which: int, paid: bool) -> None:
        if not self.asked_out:
            return
        who, cents, payout = self.asked_out.pop(which % len(self.asked_out))
        route = billing.CONFIRM_PAYOUT if paid else billing.REJECT_PAYOUT
        for code in (None, "already_decided"):
            answer = self.run(self.host.admin.post(route.url(payoutId=payout), {}))
            assert (answer.status == 200) if code is None else (answer.code == code)
        if not paid:
            self.move(who, cents)

    @rule(person=_person, room=_room, lift=st.booleans())
    def ban(self, person: int, room: int, lift: bool) -> None:
        held, who = self.held[person, room], self.people[person].id
        route = communities.UNBAN if lift else communities.BAN
        path = route.url(communityId=self.rooms[room], userId=who)
        answer = self.run(self.host.admin.call(route.method, path))
        assert answer.status == (404 if lift and not held.banned else 204)
        held.banned = not lift
        if not lift:
            held.inside, held.auto = False, None

    @rule(which=st.integers(0, 50), part=st.integers(1, 400) | st.none())
    def pay_back(self, which: int, part: int | None) -> None:
        if not self.paid:
            return
        paid = self.paid[which % len(self.paid)]
        body = {"entryId": paid.entry} | ({} if part is None else {"amountCents": part})
        path = billing.REFUND.url(communityId=self.rooms[paid.room])
        answer = self.run(self.host.admin.post(path, body))
        left = paid.cents - paid.back
        amount = left if part is None else part
        if not left:
            assert answer.code == "already_refunded"
        elif amount > left:
            assert answer.code == "validation"
        elif self.earned < self.creators_part(paid, amount):
            assert answer.code == "insufficient_funds", "the creator has had it paid out"
        else:
            assert answer.status == 201, answer.json
            paid.back += amount
            paid.creator_back += answer.json["creatorCents"]
            assert paid.creator_back == paid.creator_part * paid.back // paid.cents
            assert answer.json["leftCents"] == paid.cents - paid.back
            self.purse[paid.person] += amount
            self.earned -= answer.json["creatorCents"]
            if paid.back == paid.cents and paid.kind == "join_fee":
                self.held[paid.person, paid.room].join_paid = False

    @rule(days=st.sampled_from([1, 10, 29, 31, 61]))
    def time_passes(self, days: int) -> None:
        self.run(pass_days(self.host, days))
        for (person, room), held in sorted(
            self.held.items(), key=lambda item: item[1].expires or 0
        ):
            if held.auto is None or not held.inside or not self.has_run_out(held):
                continue
            agreed, held.auto = held.auto, None
            if agreed == self.fees[room].monthly and agreed <= self.purse[person]:
                held.auto = agreed
                held.expires = self.now + 30 * DAY_SECONDS
                self.note_payment(person, room, "monthly_fee", agreed)

    @invariant()
    def books_close(self) -> None:
        if not self.people:
            return
        self.steps += 1
        audit = self.run(self.host.admin.get(billing.AUDIT.url())).json
        assert (audit["differenceCents"], audit["mismatchedWallets"]) == (0, [])

    @invariant()
    def everybody_has_what_the_second_book_says(self) -> None:
        if self.people:
            there = [self.run(balance(person)) for person in self.people]
            assert there == self.purse
            assert min(there) >= 0
            assert self.run(balance(self.host.admin)) == self.earned

    @invariant()
    def who_has_not_paid_reads_nothing(self) -> None:
        for (person, room), held in self.held.items() if self.people else ():
            path = club.HISTORY.url(communityId=self.rooms[room])
            status = self.run(self.people[person].get(path)).status
            if held.inside and not held.banned:
                assert status == (402 if self.has_run_out(held) else 200)
            else:
                assert status == 403


Money.TestCase.settings = settings(
    max_examples=int(os.environ.get("SPACES_TEST_EXAMPLES", "10")),
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestMoney = Money.TestCase
