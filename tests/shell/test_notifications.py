"""What is told to somebody who looks elsewhere: not too much, not twice, and where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from PySide6.QtWidgets import QWidget

from embedded_server.contracts.accounts import User
from embedded_server.contracts.club import Author, Mention, MessageGone
from embedded_server.contracts.communities import NotificationLevel
from embedded_server.contracts.events import EventType, ReadUpdated, TurnFinished, TurnStarted
from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.kernel.memory import Memory
from spaces_desktop.shell.navigation import Where
from spaces_desktop.shell.notifications import Note, Notifications
from spaces_desktop.shell.preferences import Preferences
from spaces_desktop.widgets.rooms import Room, Thing
from tests.gallery.wallet import payout
from tests.kit.desktop import agent_message, frame, live_events, message, run, tasks, until, user


class FakeNotifier:
    def __init__(self) -> None:
        self.shown: list[Note] = []
        self.withdrawn: list[str] = []

    def show(self, note: Note) -> None:
        self.shown.append(note)

    def withdraw(self, tag: str) -> None:
        self.withdrawn.append(tag)


class Desk:
    def __init__(self, folder: Path, me: User | None = None) -> None:
        self.tasks = tasks()
        self.live = live_events(self.tasks)
        self.live.link = Link(LinkState.ONLINE)
        self.notifier = FakeNotifier()
        self.preferences = Preferences(Memory(folder))
        self.levels: dict[str, NotificationLevel] = {"c1": "all", "c2": "all", "c3": "all"}
        self.where = Where("home")
        self.active = True
        self.page = QWidget()
        room = Room("clubs", "Clubs", "clubs", self.page, lambda _a, _b: None, about=self.about)
        self.model = Notifications(
            self.live,
            me or user(),
            lambda: [room],
            lambda: self.where,
            lambda: self.active,
            self.preferences,
            self.notifier,
        )
        self.went: list[Where] = []
        self.model.activated.connect(self.went.append)
        self.seq = 0

    def about(self, thing: str) -> Thing | None:
        level = self.levels.get(thing)
        return None if level is None else Thing(f"Club {thing}", level)

    def event(self, kind: EventType, data: Any, community: str = "c1") -> None:
        self.seq += 1
        self.live.receive(frame(kind, data, self.seq, community))

    def message(self, text: str = "hello", **more: Any) -> str:
        made = message(self.seq + 1, text, **more)
        self.event(EventType.MESSAGE_CREATED, made, made.community_id)
        return made.id

    def titles(self) -> list[str]:
        self.model.flush()
        return [note.title for note in self.notifier.shown]


@pytest.fixture
def desk(tmp_path: Path, qapp: object) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.model.close()


NAMES_ME = [Mention(kind="user", id="u1", name="Ada")]
EVERYONE = [Mention(kind="everyone", id="", name="everyone")]


def test_a_message_is_told_by_itself_and_a_click_leads_to_it(desk: Desk) -> None:
    sent = desk.message("bread\n is   ready")

    async def told() -> None:
        await until(lambda: desk.notifier.shown)

    run(told())
    note = desk.notifier.shown[0]
    assert (note.title, note.body) == ("Ben in Club c1", "bread is ready")
    desk.model.click(note.tag)
    desk.model.click(note.tag)
    assert desk.went == [Where("clubs", "c1", sent)]


@pytest.mark.parametrize(
    ("level", "more", "told"),
    [
        ("all", {}, 1),
        ("mentions", {}, 0),
        ("mentions", {"mentions": NAMES_ME}, 1),
        ("mentions", {"mentions": EVERYONE}, 1),
        ("mentions", {"mentions": [Mention(kind="user", id="u9", name="Zoe")]}, 0),
        ("none", {"mentions": NAMES_ME}, 0),
        ("all", {"author": Author(kind="user", id="u1", name="Ada")}, 0),
        ("all", {"author": Author(kind="system", id="s", name="")}, 0),
    ],
)
def test_the_level_decides(
    desk: Desk, level: NotificationLevel, more: dict[str, Any], told: int
) -> None:
    desk.levels["c1"] = level
    desk.message(**more)
    assert len(desk.titles()) == told


def test_a_reply_to_oneself_is_told_where_mentions_are(desk: Desk) -> None:
    desk.levels["c1"] = "mentions"
    mine = desk.message(author=Author(kind="user", id="u1", name="Ada"))
    desk.message(reply_to_id="m99999")
    desk.message(reply_to_id=mine)
    assert desk.titles() == ["Ben replied to you in Club c1"]


def test_what_one_looks_at_is_not_told(desk: Desk) -> None:
    desk.where = Where("clubs", "c1")
    desk.message()
    assert desk.titles() == []
    desk.active = False
    desk.message()
    assert len(desk.titles()) == 1


def test_a_finished_reply_is_told_to_who_asked_even_where_only_mentions_are(desk: Desk) -> None:
    desk.levels["c1"] = "mentions"
    for asker, message_id in (("u1", "r1"), ("u2", "r2")):
        desk.event(
            EventType.TURN_STARTED,
            TurnStarted(
                turn_id=f"t{message_id}",
                message_id=message_id,
                question_id=None,
                agent_id="a1",
                agent_name="Crumb",
                asker_id=asker,
            ),
        )
        growing = agent_message(desk.seq + 1, "", id=message_id, status="streaming")
        desk.event(EventType.MESSAGE_CREATED, growing)
        done = agent_message(desk.seq + 1, "72 hours", id=message_id)
        desk.event(EventType.MESSAGE_UPDATED, done)
        finished = TurnFinished(turn_id=f"t{message_id}", message_id=message_id, status="done")
        desk.event(EventType.TURN_FINISHED, finished)
    assert desk.titles() == ["Crumb has answered in Club c1"]
    assert desk.notifier.shown[0].body == "72 hours"


@pytest.mark.parametrize(("status", "told"), [("failed", 1), ("stopped", 0)])
def test_a_reply_that_failed_is_told_and_one_that_was_stopped_is_not(
    desk: Desk, status: Any, told: int
) -> None:
    started = TurnStarted(
        turn_id="t", message_id="r", question_id=None, agent_id="a", agent_name="C", asker_id="u1"
    )
    desk.event(EventType.TURN_STARTED, started)
    desk.event(EventType.MESSAGE_CREATED, agent_message(2, "", id="r", status="streaming"))
    finished = TurnFinished(turn_id="t", message_id="r", status=status)
    desk.event(EventType.TURN_FINISHED, finished)
    assert len(desk.titles()) == told


def test_what_was_missed_is_told_in_one_sentence(desk: Desk) -> None:
    desk.live.link = Link(LinkState.WAITING, 1.0)
    desk.live.link = Link(LinkState.CONNECTING)
    desk.live.link = Link(LinkState.ONLINE)
    for at in range(12):
        desk.message(community_id=f"c{at % 3 + 1}", mentions=NAMES_ME if at == 4 else [])
    assert desk.titles() == ["12 new messages in 3 clubs"]
    assert desk.notifier.shown[0].body == "One of them mentions you."
    desk.message()
    assert desk.titles()[1:] == ["Ben in Club c1"]


def test_a_flood_is_one_sentence_too(desk: Desk) -> None:
    sent = [desk.message() for _ in range(9)]
    assert desk.titles() == ["9 new messages in Club c1"]
    desk.model.click("c1")
    assert desk.went == [Where("clubs", "c1", sent[0])]


def test_quiet_says_nothing_and_does_not_make_up_for_it(desk: Desk) -> None:
    desk.preferences.set("do_not_disturb", True)
    desk.message()
    assert desk.titles() == []
    desk.preferences.set("do_not_disturb", False)
    assert desk.titles() == []
    desk.message()
    assert len(desk.titles()) == 1


def test_what_was_written_can_stay_hidden(desk: Desk) -> None:
    desk.preferences.set("preview", False)
    desk.message("secret")
    assert desk.titles() == ["Ben in Club c1"]
    assert desk.notifier.shown[0].body == ""


def test_what_was_deleted_or_read_meanwhile_is_not_told(desk: Desk) -> None:
    gone = desk.message()
    desk.event(EventType.MESSAGE_DELETED, MessageGone(id=gone, seq=1, community_id="c1"))
    desk.message()
    read = ReadUpdated(community_id="c1", last_read_seq=desk.seq, unread_count=0)
    desk.event(EventType.READ_UPDATED, read)
    assert desk.titles() == []
    desk.message()
    assert len(desk.titles()) == 1
    read = ReadUpdated(community_id="c1", last_read_seq=desk.seq, unread_count=0)
    desk.event(EventType.READ_UPDATED, read)
    assert desk.notifier.withdrawn == ["c1"]


def test_a_community_that_is_not_known_is_silent(desk: Desk) -> None:
    desk.message(community_id="elsewhere")
    assert desk.titles() == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The OVENS are hot", "Ben wrote “oven” in Club c1"),
        ("a Flour test tomorrow", "Ben wrote “flour test” in Club c1"),
        ("今天烤面包吗", "Ben wrote “面包” in Club c1"),
        ("woven baskets", None),
        ("nothing of the kind", None),
    ],
)
def test_words_one_waits_for_are_told_like_ones_name(
    desk: Desk, text: str, title: str | None
) -> None:
    desk.levels["c1"] = "mentions"
    desk.preferences.set("keywords", " oven,, flour  test ，面包")
    desk.message(text)
    assert desk.titles() == ([] if title is None else [title])
    desk.levels["c1"] = "none"
    desk.message(text)
    assert len(desk.titles()) == (title is not None)


def test_the_host_is_told_of_a_payout_and_who_asked_what_came_of_it(tmp_path: Path) -> None:
    made = Desk(tmp_path)
    made.active = False
    made.event(EventType.PAYOUT_UPDATED, payout(1, "pending"))
    assert made.titles() == [], "it is one's own"
    made.event(EventType.PAYOUT_UPDATED, payout(1, "confirmed"))
    assert made.titles() == ["Your payout of 50.00 is paid"]
    made.model.click(made.notifier.shown[0].tag)
    assert made.went == [Where("wallet", "payouts")]
    made.model.close()


def test_a_payout_is_told_to_admins_alone(tmp_path: Path) -> None:
    asked = structs.replace(payout(1, "pending", name="Ben"), user_id="u2")
    for is_admin in (True, False):
        made = Desk(tmp_path, me=structs.replace(user(), is_admin=is_admin))
        made.active = False
        made.event(EventType.PAYOUT_UPDATED, asked)
        assert made.titles() == (["Ben asks for a payout of 50.00"] if is_admin else [])
        made.model.close()
