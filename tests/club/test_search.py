"""Finding messages: what is typed, what is asked, and how hits, pins, mentions and reports live."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from msgspec import structs

from embedded_server.contracts.club import Mention, MessageGone
from embedded_server.contracts.communities import CommunityType
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType, ReadUpdated, ReportsUpdated
from embedded_server.contracts.moderation import Report
from spaces_desktop.club.search.finding import FindingModel
from spaces_desktop.club.search.query import is_sendable, offers, words
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.widgets.hits import excerpt
from spaces_desktop.widgets.rooms import Forgetful
from tests.kit.desktop import (
    AT,
    FakeCalls,
    community,
    discard,
    dropped,
    frame,
    live_events,
    membership,
    message,
    page_of,
    refused,
    run,
    tasks,
    until,
)

NAMED = Mention(kind="user", id="u1", name="Ada")


def report(report_id: str = "r1") -> Report:
    return Report(
        id=report_id,
        community_id="c1",
        message_id="m00003",
        message=message(3),
        text="buy!",
        author_id="u3",
        author_name="Cleo",
        reporter_id="u2",
        reporter_name="Ben",
        reason="an ad",
        at=AT,
        status="open",
        outcome=None,
        resolved_by=None,
        resolved_at=None,
    )


class Bench:
    def __init__(self) -> None:
        own = membership(unread=0, read=5)
        self.communities = FakeCalls(mine=Snapshot([community(own=own)], 100))
        self.calls = FakeCalls(
            search=page_of([message(3, "Rye rests long")]),
            mentions=page_of([message(6, "@Ada look", mentions=[NAMED])]),
            pins=page_of([message(3, pinned_at=AT)]),
            reports=page_of([report()]),
            resolve_report=report(),
            first_since=message(9),
            read_all=None,
        )
        self.tasks = tasks()
        self.live = live_events(self.tasks)
        self.clubs = CommunitiesModel(
            CommunityType.CLUB, self.communities, self.live, self.tasks, "u1"
        )
        self.keep = Forgetful()
        self.model = FindingModel(self.calls, self.live, self.tasks, "u1", self.clubs, self.keep)
        self.jumps: list[tuple[str, str]] = []
        self.model.jump_wanted.connect(lambda club, one: self.jumps.append((club, one)))
        self.clubs.load()
        self.idle()
        self.seq = 100

    def idle(self) -> None:
        async def rest() -> None:
            await until(lambda: not self.tasks.names)

        run(rest())

    def event(self, kind: EventType, data: object) -> None:
        self.seq += 1
        self.live.receive(frame(kind, data, self.seq, "c1"))  # type: ignore[arg-type] # a struct

    def look(self, text: str) -> None:
        self.model.search.type(text)
        self.model.search.look()
        self.idle()


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.model.close()
    made.clubs.close()
    discard(made.model, made.clubs, made.live)


def test_words_and_filters_are_told_apart() -> None:
    typed = 'rye from:"Ada Lovelace" before:2026-11-23 bread'
    assert words(typed) == ("rye", "bread")
    assert is_sendable(typed)
    assert is_sendable("包")
    assert not is_sendable("rye from:")
    assert not is_sendable("   ")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("rye from:", ["Ada", '"Ben Bo"']),
        ("from:be", ['"Ben Bo"']),
        ("in:", ["Bakers"]),
        ("has:", ["file", "link"]),
        ("before:", ["2026-11-24"]),
        ("be", ["before:"]),
        ("b", []),
        ("from:Ada ", []),
    ],
)
def test_what_fits_at_the_cursor_is_offered(typed: str, shown: list[str]) -> None:
    found = offers(typed, len(typed), ["Ada", "Ben Bo"], ["Bakers"], date(2026, 11, 24))
    assert [one.shown for one in found] == shown


@pytest.mark.parametrize("text", ["rye", "long " * 60 + "about RYE bread", "裸麦" * 100 + "rye"])
def test_an_excerpt_shows_and_marks_the_word(text: str) -> None:
    shown, marks = excerpt(text, ["rye"])
    start, length = marks[0]
    assert shown[start : start + length].casefold() == "rye"
    assert start < 110


def test_an_excerpt_takes_signs_as_they_are() -> None:
    assert excerpt("a (b", ["(b"])[1] == ((2, 2),)
    assert excerpt("nothing", [""]) == ("nothing", ())


def test_a_search_in_a_club_and_in_all(bench: Bench) -> None:
    bench.model.open("c1", is_staff=False)
    bench.look("rye")
    club, query = bench.calls.last("search")
    assert (club, query.q) == ("c1", "rye")
    hit = bench.model.search.hits.hits[0]
    assert (hit.title, hit.place, hit.marks) == ("Ben", "", ((0, 3),))
    bench.model.search.set_everywhere(True)
    bench.idle()
    assert bench.calls.last("search")[0] == ""
    assert bench.model.search.hits.hits[0].place == "Bakers"


def test_one_looks_as_one_types_and_an_empty_field_clears(bench: Bench) -> None:
    bench.model.open("c1", is_staff=False)
    bench.model.search.type("ry")
    run(until(lambda: bench.calls.count("search") == 1))
    bench.idle()
    bench.model.search.type("")
    assert not bench.model.search.is_searching
    assert bench.model.search.hits.hits == ()


def test_a_hit_leads_to_its_message_and_is_remembered(bench: Bench) -> None:
    bench.model.open("c1", is_staff=False)
    bench.look("rye")
    bench.model.go_to_hit("m00003")
    assert bench.jumps == [("c1", "m00003")]
    assert bench.model.search.recent == ("rye",)
    again = FindingModel(bench.calls, bench.live, bench.tasks, "u1", bench.clubs, bench.keep)
    told: list[tuple[str, ...]] = [again.search.recent]
    again.search.recent_changed.connect(told.append)
    again.search.forget_recent()
    assert told == [("rye",), ()]
    again.close()


def test_a_deleted_message_is_no_hit_any_more(bench: Bench) -> None:
    bench.model.open("c1", is_staff=False)
    bench.look("rye")
    bench.event(EventType.MESSAGE_DELETED, MessageGone(id="m00003", seq=3, community_id="c1"))
    assert bench.model.search.found.phase is Phase.EMPTY


def test_a_failed_search_says_so(bench: Bench) -> None:
    bench.calls.script("search", dropped(), page_of([message(3)]))
    bench.model.open("c1", is_staff=False)
    phases: list[Phase] = []
    bench.model.search.found.phase_changed.connect(phases.append)
    bench.look("rye")
    bench.model.search.look()
    bench.idle()
    assert phases == [Phase.FAILED, Phase.LOADING, Phase.READY]


def test_mentions_show_what_is_unread_and_grow(bench: Bench) -> None:
    bench.model.mentions.open()
    bench.idle()
    assert [one.is_new for one in bench.model.mentions.hits.hits] == [True]
    bench.event(EventType.MESSAGE_CREATED, message(8, "@Ada again", mentions=[NAMED]))
    bench.event(EventType.MESSAGE_CREATED, message(9, "@Ben not you"))
    assert [one.id for one in bench.model.mentions.hits.hits] == ["m00008", "m00006"]
    read = ReadUpdated(community_id="c1", last_read_seq=9, unread_count=0)
    bench.event(EventType.READ_UPDATED, read)
    assert [one.is_new for one in bench.model.mentions.hits.hits] == [False, False]
    bench.model.go_to_mention("m00006")
    assert bench.jumps == [("c1", "m00006")]


def test_pins_are_fetched_when_looked_at_and_follow(bench: Bench) -> None:
    bench.model.open("c1", is_staff=False)
    bench.idle()
    assert bench.calls.count("pins") == 0
    bench.model.pins.set_shown(True)
    bench.idle()
    later = "2026-11-24T18:30:00.000Z"
    bench.event(EventType.MESSAGE_UPDATED, message(4, pinned_at=later))
    assert [one.id for one in bench.model.pins.hits.hits] == ["m00004", "m00003"]
    bench.event(EventType.MESSAGE_UPDATED, message(3))
    assert [one.id for one in bench.model.pins.hits.hits] == ["m00004"]


def test_reports_are_for_staff_and_are_resolved(bench: Bench) -> None:
    bench.model.open("c1", is_staff=False)
    bench.idle()
    assert bench.calls.count("reports") == 0
    bench.model.open("c2", is_staff=True)
    bench.idle()
    assert bench.model.reports.open_count == 1
    assert "an ad" in bench.model.reports.hits.hits[0].note
    bench.model.go_to_report("r1")
    assert bench.jumps == [("c1", "m00003")]
    bench.calls.script("reports", page_of([]))
    bench.model.reports.resolve("r1", "deleted")
    bench.idle()
    assert bench.calls.last("resolve_report") == ("c2", "r1", "deleted")
    assert bench.model.reports.open_count == 0


def test_a_report_somebody_else_dealt_with_is_told_and_gone(bench: Bench) -> None:
    bench.model.open("c1", is_staff=True)
    bench.idle()
    bench.calls.script("resolve_report", refused(Code.ALREADY_RESOLVED, 409))
    bench.calls.script("reports", page_of([]))
    bench.model.reports.resolve("r1", "kept")
    bench.idle()
    assert bench.model.reports.act_advice is not None
    assert bench.model.reports.found.phase is Phase.EMPTY


def test_new_reports_come_by_themselves(bench: Bench) -> None:
    bench.model.open("c1", is_staff=True)
    bench.idle()
    bench.calls.script("reports", page_of([report(), report("r2")]))
    bench.event(EventType.REPORTS_UPDATED, ReportsUpdated(community_id="c1", open_count=2))
    bench.idle()
    assert [one.id for one in bench.model.reports.hits.hits] == ["r1", "r2"]
    assert bench.model.reports.open_count == 2


def test_a_day_leads_to_its_first_message(bench: Bench) -> None:
    bench.model.open("c1", is_staff=False)
    bench.model.go_to_date(date(2026, 11, 23))
    bench.idle()
    assert bench.jumps == [("c1", "m00009")]
    bench.calls.script("first_since", dropped())
    bench.model.go_to_date(date(2026, 11, 23))
    bench.idle()
    assert bench.model.date_advice is not None


def test_the_excerpt_of_an_odd_message_still_says_something(bench: Bench) -> None:
    bench.calls.script("search", page_of([structs.replace(message(3), text=" ")]))
    bench.model.open("c1", is_staff=False)
    bench.look("rye")
    assert bench.model.search.hits.hits[0].text == "No text"
