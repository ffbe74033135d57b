"""What staff may do with members: who is offered what, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from msgspec import structs
from PySide6.QtWidgets import QLabel

from embedded_server.contracts.communities import Membership, Role, Standing
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from spaces_desktop.communities.api import MOST_MEMBERS
from spaces_desktop.communities.members import MembersModel
from spaces_desktop.communities.members_view import MembersSection
from spaces_desktop.communities.rights import Act, acts_on
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import (
    FakeCalls,
    application,
    discard,
    frame,
    live_events,
    membership,
    refused,
    run,
    tasks,
    until,
)

NOW = datetime.now(UTC)
ON_MEMBER = {Act.MUTE, Act.REMOVE, Act.BAN}


@pytest.mark.parametrize(
    ("mine", "theirs", "offered"),
    [
        (Role.CREATOR, Role.MEMBER, ON_MEMBER | {Act.MAKE_MODERATOR}),
        (Role.CREATOR, Role.MODERATOR, ON_MEMBER | {Act.MAKE_MEMBER}),
        (Role.MODERATOR, Role.MEMBER, ON_MEMBER),
        (Role.MODERATOR, Role.MODERATOR, set()),
        (Role.MODERATOR, Role.CREATOR, set()),
        (Role.MEMBER, Role.MEMBER, set()),
        (None, Role.MEMBER, set()),
    ],
)
def test_one_acts_only_on_who_stands_below(
    mine: Role | None, theirs: Role, offered: set[Act]
) -> None:
    other = membership(user_id="u2", role=theirs)
    assert set(acts_on(mine, "u1", other, NOW)) == offered
    assert acts_on(mine, "u2", other, NOW) == ()


def test_a_mute_that_is_over_can_be_given_again() -> None:
    other = membership(user_id="u2")
    for hours, expected in ((1, Act.UNMUTE), (-1, Act.MUTE)):
        until_then = (NOW + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        muted = structs.replace(other, muted_until=until_then)
        assert expected in acts_on(Role.MODERATOR, "u1", muted, NOW)


class Bench:
    def __init__(self) -> None:
        people = [
            membership(role=Role.CREATOR),
            membership(user_id="u2", name="Ben"),
            membership(user_id="u3", name="Cleo", role=Role.MODERATOR),
        ]
        self.calls = FakeCalls(
            members=Snapshot(people, 10),
            bans=[membership(user_id="u8", name="Hal", status=Standing.BANNED)],
            remove_member=None,
            ban=None,
            unban=None,
            edit_member=lambda _club, who, form: structs.replace(
                membership(user_id=who, name="Ben"),
                role=form.role or Role.MEMBER,
                muted_until=form.muted_until or None,
            ),
        )
        self.tasks = tasks()
        self.live = live_events(self.tasks)
        self.model = MembersModel(self.calls, self.live, self.tasks, "u1")
        self.model.open("c1")
        self.idle()

    def idle(self) -> None:
        async def rest() -> None:
            await until(lambda: not self.tasks.names)

        run(rest())

    @property
    def shown(self) -> list[tuple[str, str]]:
        return [(one.title, one.detail) for one in self.model.entries.entries]


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.model.close()
    discard(made.model, made.live)


def test_staff_see_who_is_banned_and_lift_it(bench: Bench) -> None:
    assert bench.shown == [
        ("Ada", "Creator"),
        ("Cleo", "Moderator"),
        ("Ben", ""),
        ("Hal", "Banned"),
    ]
    assert bench.model.acts("u8") == (Act.UNBAN,)
    bench.model.unban("u8")
    bench.idle()
    assert bench.calls.last("unban") == ("c1", "u8")
    assert ("Hal", "Banned") not in bench.shown


def test_a_moderator_sees_the_bans_too_and_those_that_happen(bench: Bench) -> None:
    bench.calls.script("members", Snapshot([membership(role=Role.MODERATOR)], 10))
    bench.model.open("c2")
    bench.idle()
    assert bench.calls.last("bans") == ("c2",)
    assert bench.shown[-1] == ("Hal", "Banned")
    assert bench.model.acts("u8") == (Act.UNBAN,)
    banned = membership("c2", user_id="u5", name="Eve", status=Standing.BANNED)
    bench.live.receive(frame(EventType.MEMBER_UPDATED, banned, 11, "c2"))
    assert ("Eve", "Banned") in bench.shown


def test_a_plain_member_asks_for_no_bans(bench: Bench) -> None:
    asked = bench.calls.count("bans")
    bench.calls.script("members", Snapshot([membership()], 10))
    bench.model.open("c2")
    bench.idle()
    assert bench.calls.count("bans") == asked
    assert bench.shown == [("Ada", "")]


def test_more_members_than_are_fetched_are_told_and_one_keeps_ones_rights(bench: Bench) -> None:
    many = [membership(user_id=f"x{at}", name=f"X {at}") for at in range(MOST_MEMBERS)]
    bench.calls.script("members", Snapshot(many, 10))
    bench.model.open("c2", Role.MODERATOR)
    bench.idle()
    assert bench.model.is_cut
    assert bench.model.my_role is Role.MODERATOR
    assert Act.MUTE in bench.model.acts("x7")
    themes = Themes(application(), "light")
    section = MembersSection(bench.model, themes)
    section.show()
    said = section.findChild(QLabel, "members_cut")
    assert said is not None
    assert said.isVisible()
    assert "2000" in said.text()
    discard(section, themes)


def test_banning_asks_the_server_and_shows_it(bench: Bench) -> None:
    bench.model.ban("u2")
    bench.idle()
    assert bench.calls.last("ban") == ("c1", "u2")
    assert ("Ben", "Banned") in bench.shown


def test_a_mute_is_for_so_long_and_can_be_lifted(bench: Bench) -> None:
    bench.model.mute_for("u2", 600)
    bench.idle()
    form = bench.calls.last("edit_member")[2]
    left = datetime.fromisoformat(form.muted_until) - datetime.now(UTC)
    assert timedelta(seconds=590) < left <= timedelta(seconds=600)
    assert Act.UNMUTE in bench.model.acts("u2")
    assert "muted until" in dict(bench.shown)["Ben"]
    bench.model.unmute("u2")
    bench.idle()
    assert bench.calls.last("edit_member")[2].muted_until is None
    assert Act.MUTE in bench.model.acts("u2")


def test_a_role_is_given_and_what_is_refused_is_told(bench: Bench) -> None:
    bench.model.set_role("u2", Role.MODERATOR)
    bench.idle()
    assert dict(bench.shown)["Ben"] == "Moderator"
    bench.calls.script("remove_member", refused(Code.FORBIDDEN, 403))
    bench.model.remove("u2")
    bench.idle()
    assert bench.model.act_advice is not None
    assert "Ben" in dict(bench.shown)


def test_one_can_look_for_a_name(bench: Bench) -> None:
    bench.model.needle = "be"
    assert bench.shown == [("Ben", "")]
    bench.model.needle = ""
    assert len(bench.shown) == 4


def test_another_club_has_other_people(bench: Bench) -> None:
    seen: list[Membership] = list(bench.model.members)
    bench.calls.script("members", Snapshot([membership("c2", role=Role.MEMBER)], 10))
    bench.model.open("c2")
    assert bench.shown == []
    bench.idle()
    assert len(seen) == 3
    assert bench.shown == [("Ada", "")]
