"""My clubs with their unread counts, and the people of one, without a server."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from embedded_server.contracts.club import Author
from embedded_server.contracts.communities import CommunityType, CreateCommunity, Role, Standing
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import (
    CommunityGone,
    EventType,
    Presence,
    Present,
    ReadUpdated,
    Resync,
)
from spaces_desktop.communities.members import MembersModel
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.phase import Phase
from tests.kit.desktop import (
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


class Bench:
    def __init__(self) -> None:
        own = membership(unread=0, read=5)
        self.calls = FakeCalls(
            mine=Snapshot([community(own=own)], 100),
            audit=page_of([]),
            bans=[],
            create=community("c3", "Aviators", membership("c3")),
            leave=None,
            members=Snapshot(
                [
                    membership(user_id="u2", name="Ben"),
                    membership(user_id="u1", name="Ada", role=Role.CREATOR),
                ],
                100,
            ),
        )
        self.tasks = tasks()
        self.live = live_events(self.tasks)
        self.model = CommunitiesModel(CommunityType.CLUB, self.calls, self.live, self.tasks, "u1")
        self.members = MembersModel(self.calls, self.live, self.tasks)
        self.seq = 100

    async def idle(self) -> None:
        await until(lambda: not self.tasks.names)

    def load(self) -> None:
        self.model.load()
        run(self.idle())

    def event(self, kind: EventType, data: msgspec.Struct, seq: int | None = None) -> None:
        self.seq = seq or self.seq + 1
        self.live.receive(frame(kind, data, self.seq, "c1"))

    @property
    def shown(self) -> list[tuple[str, int]]:
        return [(entry.title, entry.count) for entry in self.model.entries.entries]


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.model.close()
    made.members.close()
    discard(made.model, made.members, made.live)


def test_loading_tells_the_seq_and_shows_the_clubs(bench: Bench) -> None:
    seqs: list[int] = []
    bench.model.loaded.connect(seqs.append)
    bench.load()
    assert seqs == [100]
    assert bench.shown == [("Bakers", 0)]
    assert bench.model.phase is Phase.READY


def test_a_failure_can_be_tried_again_and_an_empty_list_says_so(bench: Bench) -> None:
    bench.calls.script("mine", dropped(), Snapshot([], 1))
    phases: list[Phase] = []
    bench.model.phase_changed.connect(phases.append)
    bench.load()
    bench.load()
    assert phases == [Phase.FAILED, Phase.LOADING, Phase.EMPTY]
    assert bench.model.advice is None


def test_messages_of_others_count_until_they_are_read(bench: Bench) -> None:
    bench.load()
    bench.event(EventType.MESSAGE_CREATED, message(6))
    bench.event(EventType.MESSAGE_CREATED, message(7))
    own = message(8, author=Author(kind="user", id="u1", name="Ada"))
    bench.event(EventType.MESSAGE_CREATED, own)
    bench.event(EventType.MESSAGE_CREATED, message(5))
    run(until(lambda: bench.shown == [("Bakers", 2)]))
    read = ReadUpdated(community_id="c1", last_read_seq=8, unread_count=0)
    bench.event(EventType.READ_UPDATED, read)
    run(until(lambda: bench.shown == [("Bakers", 0)]))


def test_what_a_lively_club_says_is_shown_together(bench: Bench) -> None:
    bench.load()
    shown: list[object] = []
    bench.model.entries.dataChanged.connect(lambda first, _last: shown.append(first.row()))
    for seq in range(6, 106):
        bench.event(EventType.MESSAGE_CREATED, message(seq))
    assert len(shown) == 1
    run(until(lambda: bench.shown == [("Bakers", 100)]))
    assert len(shown) < 5


def test_what_the_snapshot_holds_already_is_not_counted_again(bench: Bench) -> None:
    bench.load()
    bench.event(EventType.MESSAGE_CREATED, message(6), 99)
    assert bench.shown == [("Bakers", 0)]


def test_a_club_that_changes_keeps_ones_own_membership(bench: Bench) -> None:
    bench.load()
    bench.event(EventType.MESSAGE_CREATED, message(6))
    bench.event(EventType.COMMUNITY_UPDATED, community(name="Millers"))
    assert bench.shown == [("Millers", 1)]


@pytest.mark.parametrize("removed", [True, False])
def test_a_club_one_is_no_longer_in_goes(bench: Bench, removed: bool) -> None:
    gone: list[str] = []
    bench.model.gone.connect(gone.append)
    bench.load()
    if removed:
        bench.event(EventType.MEMBER_UPDATED, membership(status=Standing.REMOVED))
    else:
        bench.event(EventType.COMMUNITY_DELETED, CommunityGone(id="c1"))
    assert gone == ["c1"]
    assert bench.model.phase is Phase.EMPTY


def test_joining_from_elsewhere_and_a_resync_fetch_again(bench: Bench) -> None:
    bench.load()
    bench.event(EventType.MEMBER_UPDATED, membership("c9"))
    run(bench.idle())
    bench.event(EventType.RESYNC, Resync(reason="old"))
    run(bench.idle())
    assert bench.calls.count("mine") == 3


def test_creating_enters_and_repeats_with_the_same_id(bench: Bench) -> None:
    created: list[str] = []
    bench.model.created.connect(created.append)
    bench.load()
    bench.calls.script("create", dropped(), community("c3", "Aviators", membership("c3")))
    bench.model.begin_form()
    for _ in range(2):
        bench.model.create(" Aviators ", "")
        run(bench.idle())
    forms = [asked[0] for name, asked in bench.calls.asked if name == "create"]
    assert all(isinstance(form, CreateCommunity) for form in forms)
    assert {form.client_id for form in forms} == {forms[0].client_id}
    assert created == ["c3"]
    assert bench.shown == [("Aviators", 0), ("Bakers", 0)]
    bench.model.create("  ", "")
    assert bench.model.form_advice is not None


def test_a_refusal_stays_beside_the_form(bench: Bench) -> None:
    bench.load()
    bench.calls.script("leave", refused(Code.CREATOR_CANNOT_LEAVE, 409))
    bench.model.leave("c1")
    run(bench.idle())
    assert bench.shown == [("Bakers", 0)]
    assert bench.model.form_advice is not None


def test_members_stand_by_rank_and_show_who_is_here(bench: Bench) -> None:
    bench.members.open("c1")
    run(bench.idle())
    assert [entry.title for entry in bench.members.entries.entries] == ["Ada", "Ben"]
    bench.event(EventType.PRESENCE, Presence(users=[Present(user_id="u2", status="active")]))
    bench.event(EventType.MEMBER_UPDATED, membership(user_id="u3", name="Cleo"))
    bench.event(EventType.MEMBER_UPDATED, membership("c9", user_id="u4", name="Elsewhere"))
    bench.event(EventType.MEMBER_UPDATED, membership(user_id="u1", status=Standing.LEFT))
    entries = bench.members.entries.entries
    assert [(entry.title, entry.is_present) for entry in entries] == [
        ("Ben", True),
        ("Cleo", False),
    ]
    assert entries[0].spoken == "Ben, online"


def test_the_liveliest_club_stands_first_whoever_wrote_in_it(bench: Bench) -> None:
    old, new = "2026-11-20T08:00:00.000Z", "2026-11-22T08:00:00.000Z"
    clubs = [
        community("c1", "Bakers", membership(), last_message_at=old),
        community("c2", "Aviators", membership("c2")),
        community("c3", "Zebras", membership("c3"), last_message_at=new),
    ]
    bench.calls.script("mine", Snapshot(clubs, 100))
    bench.load()

    def names() -> list[str]:
        return [title for title, _count in bench.shown]

    assert names() == ["Zebras", "Bakers", "Aviators"]
    mine = message(9, author=Author(kind="user", id="u1", name="Ada"))
    bench.event(EventType.MESSAGE_CREATED, mine)
    run(until(lambda: names() == ["Bakers", "Zebras", "Aviators"]))
    other = message(3, community_id="c2")
    bench.event(EventType.MESSAGE_CREATED, other)
    run(until(lambda: bench.shown[0] == ("Aviators", 1), "what is unread comes first"))
    # A change of its settings says nothing of its messages.
    bench.event(EventType.COMMUNITY_UPDATED, community("c3", "Zebra"))
    assert names() == ["Aviators", "Bakers", "Zebra"]


def test_the_count_of_members_follows_who_comes_and_goes(bench: Bench) -> None:
    bench.load()
    changed: list[str] = []
    bench.model.community_changed.connect(changed.append)
    came = msgspec.structs.replace(membership(user_id="u9", name="Cy"), member_count=7)
    bench.event(EventType.MEMBER_UPDATED, came)
    club = bench.model.get("c1")
    assert club is not None
    assert (club.member_count, changed) == (7, ["c1"])
