"""A membership that ran out: what one still sees, and going on with it in one press."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from embedded_server.contracts.communities import Membership, Standing
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from spaces_desktop.club.clubs import ClubsModel
from spaces_desktop.club.view import ClubsView
from spaces_desktop.kernel.errors import ApiError, refusal
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.widgets.message_rows import RowState
from spaces_desktop.widgets.theme import Themes
from tests.gallery.wallet import wallet
from tests.kit.desktop import (
    FakeCalls,
    application,
    community,
    discard,
    frame,
    linked_agent,
    live_events,
    membership,
    message,
    page,
    page_of,
    refused,
    run,
    tasks,
    until,
    user,
)

ENDED, LATER = "2026-11-20T10:00:00.000Z", "2026-12-20T10:00:00.000Z"


def held(status: Standing = Standing.EXPIRED, until_: str = ENDED) -> Membership:
    own = membership(status=status, unread=0, read=0)
    return structs.replace(own, expires_at=until_)


class Bench:
    def __init__(self) -> None:
        lapsed = community(own=held(), monthly_fee_cents=300, creator_id="u9")
        paid = community(own=held(Standing.ACTIVE, LATER), monthly_fee_cents=300, creator_id="u9")
        self.calls = FakeCalls(
            mine=Snapshot([lapsed], 100),
            read=paid,
            renew=held(Standing.ACTIVE, LATER),
            members=Snapshot([], 100),
            linked=[linked_agent(fee=50)],
            history=refused(Code.MEMBERSHIP_EXPIRED, 402),
            send=refused(Code.MEMBERSHIP_EXPIRED, 402),
            read_up_to=None,
            pins=page_of([]),
            bans=[],
            wallet=Snapshot(wallet(60), 100),
        )
        self.tasks = tasks()
        self.live = live_events(self.tasks)
        self.model = ClubsModel(
            self.calls,
            self.calls,
            self.calls,
            self.live,
            self.tasks,
            user(),
            lambda club: self.view.open(club),
            finding=self.calls,
            billing=self.calls,
        )
        self.themes = Themes(application(), "light")
        self.view = ClubsView(self.model, self.themes)
        self.view.resize(1100, 700)
        self.view.show()
        self.model.start()
        self.idle()
        self.view.open("c1")
        self.idle()

    def idle(self) -> None:
        async def rest() -> None:
            await until(lambda: set(self.tasks.names) <= {"live events"})

        run(rest())

    def find(self, kind: type[Any], name: str) -> Any:
        found = self.view.findChild(kind, name)
        assert found is not None, name
        return found

    def renew(self) -> None:
        QTest.mouseClick(self.find(QPushButton, "ran_out_renew"), Qt.MouseButton.LeftButton)
        self.idle()


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.model.close()
    run(made.tasks.close())
    discard(made.view, made.model, made.themes)


def test_a_calm_card_says_since_when_and_what_going_on_costs(bench: Bench) -> None:
    assert bench.find(QWidget, "ran_out_card").isVisible()
    assert "2026" in bench.find(QLabel, "ran_out_title").text()
    assert "3.00" in bench.find(QPushButton, "ran_out_renew").text()
    assert not bench.find(QWidget, "messages").isVisible()


def test_renewing_once_opens_the_club_and_sends_what_was_kept(bench: Bench) -> None:
    thread = bench.model.open_thread
    assert thread is not None
    bench.model.ask("", "Are you there?")
    bench.idle()
    kept = bench.model.outbox.of("c1")
    assert [(one.text, one.state) for one in kept] == [("Are you there?", RowState.UNSENT)]
    bench.calls.script("history", Snapshot(page([message(1)]), 101))
    sent = message(2, "Are you there?", client_id=kept[0].client_id)
    bench.calls.script("send", sent)
    bench.renew()
    assert bench.calls.count("renew") == 1
    assert bench.calls.last("renew")[:3] == ("c1", 300, ENDED)
    assert not bench.find(QWidget, "ran_out_card").isVisible()
    assert bench.find(QWidget, "messages").isVisible()
    assert bench.model.outbox.of("c1") == []


def test_another_price_is_shown_first_and_another_window_is_believed(bench: Bench) -> None:
    due = ApiError(structs.replace(refusal(402, Code.FEE_NOT_ACCEPTED), amount_due_cents=500))
    bench.calls.script("renew", due, refused(Code.PERIOD_CHANGED, 409))
    bench.renew()
    assert "5.00" in bench.find(QPushButton, "ran_out_renew").text()
    assert bench.find(QWidget, "ran_out_card").isVisible()
    bench.renew()
    assert bench.calls.last("renew")[1] == 500
    assert not bench.find(QWidget, "ran_out_card").isVisible()


def test_running_out_and_being_in_again_show_while_one_looks_on(bench: Bench) -> None:
    paid = held(Standing.ACTIVE, LATER)
    bench.live.receive(frame(EventType.MEMBER_UPDATED, paid, 101, "c1"))
    assert not bench.find(QWidget, "ran_out_card").isVisible()
    bench.live.receive(frame(EventType.MEMBER_UPDATED, held(), 102, "c1"))
    assert bench.find(QWidget, "ran_out_card").isVisible()


def test_the_balance_stands_beside_a_price_that_nearly_empties_it(bench: Bench) -> None:
    thread = bench.model.open_thread
    assert thread is not None
    agents = [one for one in bench.model.addressees or () if one.kind == "agent"]
    assert [("0.50" in one.detail, "0.60" in one.detail) for one in agents] == [(True, True)]
    assert bench.model.paying.purse(10) == ""
