"""The meter of a lounge under any order of replies, voice messages, midnights, subscriptions, their
lapse, and changes of the free minutes: what is used is the sum of the listed replies at every step,
and a turn is refused exactly when nothing is left."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from embedded_server.accounts import service as accounts
from embedded_server.billing.service import Shares
from embedded_server.billing.service.wallets import top_up
from embedded_server.communities import service as communities
from embedded_server.communities.service.settings import edit
from embedded_server.contracts.communities import CommunityType, CreateCommunity, EditCommunity
from embedded_server.contracts.errors import Code
from embedded_server.contracts.lounge import LoungeUsage, StartChat, Subscribe
from embedded_server.kernel.clock import from_wire
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.transaction import Transaction, connect
from embedded_server.lounge import service, store
from embedded_server.lounge.service import metering
from embedded_server.lounge.store import ChatValue
from tests.kit.server import new_database
from tests.lounge import meter_book
from tests.lounge.meter_book import Clip

T = TypeVar("T")
PRICE = 500
PEOPLE = 2
PERIOD_MS = 30 * 86_400_000
LONGEST_MS = 45 * 86_400_000
EVENINGS = (
    ("UTC", "2026-11-24T22:00"),
    ("Asia/Shanghai", "2026-11-24T15:00"),
    ("America/Sao_Paulo", "2018-11-04T02:00"),
    ("America/Sao_Paulo", "2018-02-18T01:00"),
    ("Asia/Beirut", "2024-03-30T21:00"),
    ("Asia/Beirut", "2024-10-26T20:00"),
    ("Australia/Lord_Howe", "2026-04-04T12:00"),
    ("America/Havana", "2026-11-01T03:00"),
    ("America/St_Johns", "2006-10-29T01:45"),
    ("Pacific/Apia", "2011-12-30T09:00"),
)
"""Zones, and moments (UTC) some hours before a midnight of theirs; most of them are odd ones."""
_who = st.integers(0, PEOPLE - 1)
_lengths = st.one_of(st.sampled_from([1, 999, 1000, 1001, 59_000]), st.integers(1, 90_000))


class Meter(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=_roomy())
        path = Path(self.folder.name) / "spaces.db"
        path.write_bytes(new_database())
        self.connection: sqlite3.Connection = connect(path)
        # What a power cut would do is tried elsewhere.
        self.connection.execute("PRAGMA synchronous=OFF")
        self.now = self.started = 0
        self.zone = "UTC"
        self.lounge = self.creator = ""
        self.chats: list[ChatValue] = []
        self.clips: list[Clip] = []
        self.free_seconds = 60
        self.text_when_used = True
        self.paid_until = [0] * PEOPLE

    def teardown(self) -> None:
        self.connection.close()
        self.folder.cleanup()

    def write(self, change: Callable[[Transaction], T]) -> T:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            done = change(Transaction(self.connection, self.now))
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")
        return done

    @initialize(
        evening=st.sampled_from(EVENINGS), minutes=st.integers(0, 1), text_when_used=st.booleans()
    )
    def begin(self, evening: tuple[str, str], minutes: int, text_when_used: bool) -> None:
        self.zone, moment = evening
        self.free_seconds = minutes * 60
        self.text_when_used = text_when_used
        self.now = int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()) * 1000
        self.started = self.now

        def make(tx: Transaction) -> None:
            metering.keep_zone(tx, self.zone)
            self.creator = accounts.set_up(tx, "creator", "Creator", "", None, 1).user.id
            made, _ = communities.create(
                tx,
                self.creator,
                CreateCommunity(
                    type=CommunityType.LOUNGE,
                    name="Lounge",
                    free_minutes_per_day=minutes,
                    text_when_used=text_when_used,
                    monthly_price_cents=PRICE,
                ),
                None,
            )
            self.lounge = made.id
            for number in range(PEOPLE):
                user = accounts.register(tx, f"member{number}", "Member", "", 1).user.id
                top_up(tx, self.creator, user, 100 * PRICE, "", None)
                chat, _ = service.chatting.start(
                    tx, made.id, user, StartChat(), lambda *_entry: None
                )
                found = store.chats.find(tx, chat.id)
                assert found is not None
                self.chats.append(found)

        self.write(make)

    # What the book expects

    @property
    def day(self) -> date:
        return meter_book.today(self.zone, self.started, self.now)[0]

    def is_limited(self, who: int) -> bool:
        return self.paid_until[who] <= self.now

    def left(self, who: int) -> int:
        return max(0, self.free_seconds - meter_book.used(self.clips, who, self.day))

    def expects(self, who: int) -> Code | None:
        """The refusal of a turn that takes time."""
        if self.is_limited(who) and not self.left(who):
            return Code.FREE_MINUTES_USED
        if self.is_limited(who) and any(one.is_open and one.who == who for one in self.clips):
            return Code.TURN_RUNNING
        return None

    # What people do

    def _begin(self, who: int, allow: Callable[[Transaction], bool]) -> tuple[str, bool]:
        """The refusal ("" for none), and whether a turn that is spoken began."""
        chat = self.chats[who]
        turn_id = f"turn{len(self.clips)}"

        def ask(tx: Transaction) -> bool:
            spoken = allow(tx)
            if spoken:
                metering.begin(tx, chat, turn_id)
            return spoken

        try:
            spoken = self.write(ask)
        except Refusal as refusal:
            self._check_refusal(refusal)
            return refusal.code, False
        if spoken:
            self.clips.append(Clip(turn_id, who, self.day))
        return "", spoken

    def _check_refusal(self, refusal: Refusal) -> None:
        if refusal.code is Code.FREE_MINUTES_USED:
            resets = meter_book.today(self.zone, self.started, self.now)[1]
            assert from_wire(refusal.fields["resets_at"]) == resets
            assert refusal.fields["monthly_price_cents"] == PRICE

    @rule(who=_who)
    def ask_in_text(self, who: int) -> None:
        expected: str = self.expects(who) or ""
        silent = expected == Code.FREE_MINUTES_USED and self.text_when_used
        chat = self.chats[who]
        refused, spoken = self._begin(
            who,
            lambda tx: metering.is_spoken(tx, communities.exists(tx, self.lounge), chat.user_id),
        )
        assert refused == ("" if silent else expected)
        assert spoken is (not expected)

    @rule(who=_who, length=_lengths)
    def speak(self, who: int, length: int) -> None:
        expected: str = self.expects(who) or ""
        chat = self.chats[who]

        def allow(tx: Transaction) -> bool:
            metering.require_time(tx, communities.exists(tx, self.lounge), chat.user_id)
            return True

        refused, spoken = self._begin(who, allow)
        assert refused == expected
        if spoken:
            self._count(self.clips[-1], 0, length)

    @rule(who=_who, length=_lengths, again=st.booleans())
    def answer(self, who: int, length: int, again: bool) -> None:
        """The oldest reply that is being spoken is all there; perhaps that is stored twice."""
        clip = self._speaking(who)
        if clip is not None:
            clip.is_open = False
            for _ in range(2 if again else 1):
                self._count(clip, length, 0)

    def _speaking(self, who: int) -> Clip | None:
        return next((one for one in self.clips if one.is_open and one.who == who), None)

    def _count(self, clip: Clip, spoken_ms: int, said_ms: int) -> None:
        chat = self.chats[clip.who]
        self.write(lambda tx: metering.count(tx, chat, clip.turn_id, spoken_ms, said_ms))
        if spoken_ms:
            clip.spoken = (spoken_ms + 999) // 1000
        if said_ms:
            clip.said = (said_ms + 999) // 1000

    @rule(who=_who)
    def fail(self, who: int) -> None:
        clip = self._speaking(who)
        if clip is not None:
            clip.is_open = False
            turn_id = clip.turn_id
            self.write(lambda tx: metering.end(tx, turn_id))

    @rule(minutes=st.sampled_from([15, 30, 45, 60, 120, 24 * 60]))
    def wait(self, minutes: int) -> None:
        self.now = min(self.now + minutes * 60_000, self.started + LONGEST_MS)

    @rule()
    def let_it_lapse(self) -> None:
        """To the moment at which the next subscription ends."""
        ends = [until for until in self.paid_until if self.now < until]
        if ends:
            self.now = min(min(ends), self.started + LONGEST_MS)

    @rule(who=_who)
    def subscribe(self, who: int) -> None:
        if not self.is_limited(who):
            return
        user = self.chats[who].user_id
        form = Subscribe(accept_fee_cents=PRICE)
        self.write(
            lambda tx: service.subscribing.subscribe(tx, self.lounge, user, form, None, Shares())
        )
        self.paid_until[who] = self.now + PERIOD_MS

    @rule(minutes=st.sampled_from([0, 1, 2, 5]))
    def change_free_minutes(self, minutes: int) -> None:
        self._edit(EditCommunity(free_minutes_per_day=minutes))
        self.free_seconds = minutes * 60

    @rule(allowed=st.booleans())
    def change_text(self, allowed: bool) -> None:
        self._edit(EditCommunity(text_when_used=allowed))
        self.text_when_used = allowed

    def _edit(self, form: EditCommunity) -> None:
        self.write(
            lambda tx: edit(
                tx,
                self.lounge,
                self.creator,
                form,
                lambda *_agent: False,
                lambda *_names: None,
            )
        )

    # What holds at every step

    @invariant()
    def everybody_reads_what_the_book_says(self) -> None:
        for who, chat in enumerate(self.chats):
            now = self.write(
                lambda tx, chat=chat: service.subscribing.usage(tx, self.lounge, chat.user_id)  # type: ignore[misc]  # mypy does not infer lambdas with defaults
            )
            self._check(who, now)

    def _check(self, who: int, now: LoungeUsage) -> None:
        day, resets = meter_book.today(self.zone, self.started, self.now)
        wanted = {
            one.turn_id: (one.spoken, one.said)
            for one in self.clips
            if one.who == who and one.day == day and one.seconds
        }
        listed = {one.turn_id: (one.spoken_seconds, one.said_seconds) for one in now.replies}
        assert listed == wanted
        assert all(one.seconds == one.spoken_seconds + one.said_seconds for one in now.replies)
        assert now.used_seconds == sum(one.seconds for one in now.replies)
        assert now.free_seconds_per_day == self.free_seconds
        assert now.remaining_seconds == self.left(who) >= 0
        assert from_wire(now.resets_at) == resets
        assert now.is_limited is self.is_limited(who)
        assert now.subscribed is not now.is_limited
        assert now.text_when_used is self.text_when_used

    @invariant()
    def the_creator_sees_the_sum_of_each_day(self) -> None:
        if not self.lounge:
            return
        seen = self.write(lambda tx: service.dashboard(tx, self.lounge, self.creator, 60))
        for shown in seen.usage.daily:
            day = date.fromisoformat(shown.day)
            on_it = [one for one in self.clips if one.day == day and one.seconds]
            assert shown.seconds == sum(one.seconds for one in on_it)
            assert shown.people == len({one.who for one in on_it})
        assert seen.usage.today_seconds == seen.usage.daily[-1].seconds
        assert seen.usage.last_7_days_seconds == sum(d.seconds for d in seen.usage.daily[-7:])
        assert seen.active_subscriptions == sum(until > self.now for until in self.paid_until)
        assert (seen.member_count, seen.conversations) == (PEOPLE, PEOPLE)


def _roomy() -> str | None:
    """In memory where there is room: a file for each example is made and thrown away."""
    return "/dev/shm" if os.path.isdir("/dev/shm") else None


TestMeter = Meter.TestCase
TestMeter.settings = settings(
    max_examples=int(os.environ.get("SPACES_TEST_EXAMPLES", "60")),
    stateful_step_count=30,
    deadline=None,
    derandomize="SPACES_TEST_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
