"""A club's settings, invites, audit and export, without a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from embedded_server.contracts.communities import CommunityType, CreateInvite, Invite, Role
from embedded_server.contracts.errors import Code
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.communities.settings import SettingsModel
from spaces_desktop.kernel.http import Snapshot
from tests.kit.desktop import (
    AT,
    FakeCalls,
    community,
    discard,
    dropped,
    live_events,
    membership,
    page_of,
    refused,
    run,
    tasks,
    until,
)


def invite(code: str = "abc", **more: Any) -> Invite:
    values: dict[str, Any] = {
        "code": code,
        "url": f"http://h/invite/{code}",
        "community_id": "c1",
        "role": Role.MEMBER,
        "max_uses": None,
        "uses": 0,
        "expires_at": None,
        "created_by": "u1",
        "created_at": AT,
    }
    return Invite(**(values | more))


class Bench:
    def __init__(self, role: Role = Role.CREATOR) -> None:
        own = membership(role=role, unread=3, read=0)
        club = community(own=own, retention_days=30)
        self.calls = FakeCalls(
            mine=Snapshot([club], 100),
            edit=structs.replace(club, name="Millers", membership=None),
            delete=None,
            invites=page_of([invite()]),
            invite=invite("new"),
            withdraw=None,
            audit=page_of([]),
            export=None,
            edit_own=structs.replace(own, notifications="none"),
        )
        self.tasks = tasks()
        self.live = live_events(self.tasks)
        self.mine = CommunitiesModel(CommunityType.CLUB, self.calls, self.live, self.tasks, "u1")
        self.mine.load()
        self.model = SettingsModel(club, self.calls, self.mine, self.live, self.tasks)
        self.model.load()
        self.idle()

    def idle(self) -> None:
        async def rest() -> None:
            await until(lambda: not self.tasks.names)

        run(rest())

    def close(self) -> None:
        self.model.close()
        self.mine.close()
        discard(self.model, self.mine, self.live)


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.close()


def test_what_is_saved_stands_in_the_list_with_ones_own_counts(bench: Bench) -> None:
    assert bench.model.retention_days == 30
    told: list[str] = []
    bench.mine.community_changed.connect(told.append)
    bench.model.save(" Millers ", "", None, 30)
    bench.idle()
    form = bench.calls.last("edit")[1]
    assert (form.name, form.retention_days, form.slow_seconds) == ("Millers", None, 30)
    assert [(one.title, one.count) for one in bench.mine.entries.entries] == [("Millers", 3)]
    assert told == ["c1"]
    bench.model.save(" ", "", None, 0)
    assert bench.model.form_advice is not None
    assert bench.model.form_advice.field == "name"


def test_an_invite_is_made_with_its_limits_and_withdrawn(bench: Bench) -> None:
    bench.model.make_invite(Role.MODERATOR, 5, 7)
    bench.idle()
    form = bench.calls.last("invite")[1]
    assert isinstance(form, CreateInvite)
    assert (form.role, form.max_uses, form.expires_at is not None) == (Role.MODERATOR, 5, True)
    assert [one.code for one in bench.model.invites.items] == ["new", "abc"]
    bench.model.withdraw("abc")
    bench.idle()
    assert [one.code for one in bench.model.invites.items] == ["new"]
    bench.calls.script("withdraw", dropped())
    bench.model.withdraw("new")
    bench.idle()
    assert bench.model.invite_advice is not None
    assert [one.code for one in bench.model.invites.items] == ["new"]


def test_a_moderator_invites_members_only_and_reads_no_audit() -> None:
    bench = Bench(Role.MODERATOR)
    assert bench.model.roles == (Role.MEMBER,)
    assert bench.calls.count("audit") == 0
    bench.close()


def test_an_export_tells_how_far_it_is_and_can_be_stopped(bench: Bench, tmp_path: Path) -> None:
    told: list[object] = []
    bench.model.exported_bytes_changed.connect(told.append)
    saved: list[str] = []
    bench.model.exported.connect(saved.append)
    bench.calls.script("export", lambda _id, _form, _to, progress: progress(2048, 0))
    bench.model.export("json", tmp_path / "club.json")
    bench.idle()
    assert told == [0, 2048, None]
    assert saved == [str(tmp_path / "club.json")]

    async def stop() -> None:
        bench.calls.hold("export")
        bench.model.export("html", tmp_path / "club.html")
        await until(lambda: bench.calls.count("export") == 2)
        bench.model.stop_export()
        await until(lambda: not bench.tasks.names)

    run(stop())
    assert told[-1] is None
    assert len(saved) == 1


def test_a_refused_export_is_told(bench: Bench, tmp_path: Path) -> None:
    bench.calls.script("export", refused(Code.FORBIDDEN, 403))
    bench.model.export("json", tmp_path / "club.json")
    bench.idle()
    assert bench.model.export_advice is not None


def test_a_deleted_club_says_so(bench: Bench) -> None:
    told: list[bool] = []
    bench.model.deleted.connect(lambda: told.append(True))
    bench.model.delete()
    bench.idle()
    assert bench.calls.last("delete") == ("c1",)
    assert told == [True]


def test_a_link_to_invite_is_found_or_made(bench: Bench) -> None:
    copied: list[str] = []
    bench.mine.invite_link("c1", copied.append)
    bench.idle()
    limited = [invite(max_uses=1), invite("m", role=Role.MODERATOR)]
    bench.calls.script("invites", page_of(limited))
    bench.mine.invite_link("c1", copied.append)
    bench.idle()
    assert copied == ["http://h/invite/abc", "http://h/invite/new"]


def test_a_quiet_club_looks_quiet_and_does_not_come_first(bench: Bench) -> None:
    bench.calls.script(
        "mine",
        Snapshot(
            [
                community("c2", "Aviators", membership("c2", unread=0, read=0)),
                community("c1", "Bakers", membership(unread=3, read=0)),
            ],
            200,
        ),
    )
    bench.mine.load()
    bench.idle()
    assert [one.title for one in bench.mine.entries.entries] == ["Bakers", "Aviators"]
    bench.mine.set_notifications("c1", "none")
    bench.idle()
    assert bench.calls.last("edit_own")[1].notifications == "none"
    assert [one.title for one in bench.mine.entries.entries] == ["Aviators", "Bakers"]
    quiet = bench.mine.entries.entries[1]
    assert quiet.is_quiet
    assert quiet.spoken.endswith("notifications off")


def test_a_draft_and_a_filter_show_in_the_list(bench: Bench) -> None:
    bench.mine.draft_of = lambda _id: "half a\nthought"
    bench.mine.refresh()
    assert bench.mine.entries.entries[0].detail == "Draft: half a thought"
    bench.mine.needle = "zz"
    assert bench.mine.entries.entries == ()
    assert bench.mine.count == 1
