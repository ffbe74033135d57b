"""Invites that are carried through, places one was at before, and the first minute of a server."""

from __future__ import annotations

from pathlib import Path

import pytest

from embedded_server.contracts.errors import Code
from spaces_desktop.accounts.model import Step
from spaces_desktop.communities.starter import StarterModel
from spaces_desktop.kernel.memory import Place
from tests.accounts.test_accounts_model import Bench
from tests.kit.desktop import (
    FakeCalls,
    community,
    membership,
    refused,
    run,
    server_info,
    tasks,
    until,
)

HERE = Place(server_id="s1", url="http://h:1", own=False, username="ada", name="Ada's space")
INVITE = "http://h:1/invite/ABCD2345"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_an_invite_goes_with_the_sign_up_and_into_the_club(bench: Bench) -> None:
    async def act() -> None:
        bench.model.look_up(INVITE)
        await bench.idle()
        assert (bench.model.step, bench.model.invite) == (Step.REGISTER, "ABCD2345")
        bench.model.sign_up("Ada", "ada", "long enough")
        await bench.idle()

    run(act())
    assert bench.calls.last("register")[0].invite_code == "ABCD2345"
    assert [one.invite for one in bench.entrances] == ["ABCD2345"]
    assert bench.model.invite == ""


def test_who_thinks_better_of_an_invite_does_not_take_it_along(bench: Bench) -> None:
    async def act() -> None:
        bench.model.look_up(INVITE)
        await bench.idle()
        bench.model.want_to_join()
        bench.model.look_up("h:1")
        await bench.idle()

    run(act())
    assert (bench.model.step, bench.model.invite) == (Step.SIGN_IN, "")


@pytest.mark.parametrize("holds", [True, False])
def test_a_place_one_was_at_is_entered_with_the_sign_in_of_last_time(
    tmp_path: Path, holds: bool
) -> None:
    bench = Bench(tmp_path, HERE)
    if not holds:
        bench.calls.script("me", refused(Code.UNAUTHENTICATED, 401))

    async def act() -> None:
        await bench.keychain.write(HERE.account, "kept")
        bench.model.look_up(INVITE)
        await bench.idle()

    run(act())
    assert bench.model.username == "ada"
    assert bench.model.step is (Step.INSIDE if holds else Step.SIGN_IN)
    assert [one.invite for one in bench.entrances] == (["ABCD2345"] if holds else [])


def test_one_can_go_back_to_any_place(tmp_path: Path) -> None:
    bench = Bench(tmp_path, HERE)

    async def act() -> None:
        await bench.keychain.write(HERE.account, "kept")
        bench.model.go_to(HERE)
        await bench.idle()

    run(act())
    assert bench.model.places[0].account == HERE.account
    assert bench.tokens[-1] == "kept"
    assert bench.model.step is Step.INSIDE


def test_the_ready_made_club_is_made_or_the_reason_is_said() -> None:
    calls = FakeCalls(make_starter=refused(Code.NOT_AVAILABLE, 501))
    model = StarterModel(calls, tasks(), "zh")
    made: list[str] = []
    model.made.connect(made.append)

    async def act() -> None:
        model.make()
        await until(lambda: model.advice is not None)
        calls.script("make_starter", community("c9"))
        model.make()
        await until(lambda: made)

    run(act())
    assert made == ["c9"]
    assert model.advice is None
    assert calls.last("make_starter")[0].language == "zh"


def test_an_invite_is_accepted() -> None:
    calls = FakeCalls(accept_invite=membership("c7"))
    model = StarterModel(calls, tasks(), "en")
    made: list[str] = []
    model.made.connect(made.append)

    async def act() -> None:
        model.accept("ABCD2345")
        await until(lambda: made)

    run(act())
    assert (made, calls.last("accept_invite")) == (["c7"], ("ABCD2345",))


def test_an_invite_says_where_it_leads_before_one_has_an_account(bench: Bench) -> None:
    async def act() -> None:
        bench.model.look_up(INVITE)
        await bench.idle()

    run(act())
    assert bench.calls.last("invite") == ("ABCD2345",)
    assert bench.model.invited is not None
    assert bench.model.invited.community_name == "Blue Door"


def test_an_invite_that_has_ended_says_so_at_once(bench: Bench) -> None:
    bench.calls.script("invite", refused(Code.INVITE_GONE, 410))

    async def act() -> None:
        bench.model.want_to_join()
        bench.model.look_up(INVITE)
        await bench.idle()

    run(act())
    assert bench.model.step is Step.ADDRESS
    assert bench.model.advice is not None


def test_a_new_space_is_called_after_its_host(bench: Bench) -> None:
    bench.calls.script("server", server_info(needs_setup=True))

    async def act() -> None:
        bench.model.start_own()
        await bench.idle()
        bench.model.sign_up("Ada", "ada", "long enough")
        await bench.idle()

    run(act())
    assert bench.calls.last("setup")[0].server_name == "Ada's space"
