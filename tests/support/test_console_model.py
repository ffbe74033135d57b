"""A brand's console: queue, one's own, races, tabs, what colleagues look at, and what it keeps."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from msgspec import structs

from embedded_server.contracts.communities import Role
from embedded_server.contracts.errors import Code, Problem
from embedded_server.contracts.events import EventType, Typing
from embedded_server.contracts.support import (
    ConversationStatus,
    Looking,
    Party,
    QueueUpdated,
    SupportAgentUpdated,
)
from spaces_desktop.kernel.errors import ApiError
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.support.console.acts import possible
from spaces_desktop.support.console.book import Book
from spaces_desktop.support.console.colleagues import Colleagues
from spaces_desktop.support.console.lines import Line
from spaces_desktop.support.console.times import age, due_words, waited
from tests.gallery.consoles import Consoles, said
from tests.kit.desktop import FakeCalls, dropped, live_events, membership, run, tasks, until
from tests.kit.support import agents, conversation, held, resolved, waiting, with_ai

MARIA = Party(id="u5", name="Maria")


@pytest.fixture
def room() -> Iterator[Consoles]:
    made = Consoles(live_events(spawner := tasks()), spawner)
    made.live.link = Link(LinkState.ONLINE)
    made.model.start()
    run(_filled(made))
    yield made
    made.close()
    run(spawner.close())


async def _filled(room: Consoles) -> None:
    await until(lambda: room.model.consoles and room.console.listing.phase is Phase.READY)
    await until(lambda: room.console.colleagues.agents)


async def _rest(room: Consoles) -> None:
    await until(lambda: not room.tasks.names, "nothing runs any more")
    room.console.listing.refresh()


def _shown(room: Consoles) -> list[str]:
    room.console.listing.refresh()
    return [one.id for one in room.console.listing.lines.entries]


def _lost_to(name: str) -> ApiError:
    problem = Problem(
        type="about:blank",
        title="",
        status=409,
        detail="",
        code=Code.ALREADY_ACCEPTED,
        assignee_id="u5",
        assignee_name=name,
    )
    return ApiError(problem)


def test_the_queue_is_oldest_first_and_positions_follow(room: Consoles) -> None:
    assert _shown(room) == [f"v{at:04}" for at in range(1, 7)]
    first = room.known["v0001"]
    room.tell(first, status=ConversationStatus.HUMAN_ACTIVE, assignee=MARIA, queue_position=None)
    assert _shown(room) == [f"v{at:04}" for at in range(2, 7)]
    lines = room.console.listing.lines.entries
    places = [one.position for one in lines if isinstance(one, Line)]
    assert places == [1, 2, 3, 4, 5]


def test_what_comes_live_is_as_what_is_fetched_afresh(room: Consoles) -> None:
    """However events and lists interleave, the console ends at what the server has."""
    chance = random.Random(7)
    people = [MARIA, Party(id="u1", name="Ada")]
    for step in range(80):
        one = room.known[chance.choice(sorted(room.known))]
        status = chance.choice(list(ConversationStatus))
        who = chance.choice(people) if status is ConversationStatus.HUMAN_ACTIVE else None
        room.tell(one, status=status, assignee=who, waiting_since=one.started_at)
        if step % 20 == 0:
            # A list that is older than what was told since must not undo it.
            stale = [structs.replace(other, assignee=None) for other in waiting(6)]
            room.console.book.fetched(stale, 100)
    wanted = [
        one.id
        for one in sorted(room.known.values(), key=lambda one: (one.waiting_since or "", one.id))
        if one.status is ConversationStatus.WAITING_HUMAN
    ]
    assert [one.id for one in room.console.waiting] == wanted
    mine = {one.id for one in room.console.book.held_by("u1")}
    assert mine == {one.id for one in room.known.values() if one.assignee == people[1]}


def test_a_row_keeps_its_place_while_it_is_pressed(room: Consoles) -> None:
    before = _shown(room)
    room.console.listing.lines.hold(True)
    room.tell(room.known["v0001"], status=ConversationStatus.RESOLVED)
    room.tell(room.known["v0002"], last_text="Hello?")
    assert _shown(room) == before
    assert room.console.listing.lines.entries[1].detail == "Hello?"
    room.console.listing.lines.hold(False)
    assert [one.id for one in room.console.listing.lines.entries] == before[1:]


def test_accepting_opens_it_and_losing_names_the_winner(room: Consoles) -> None:
    async def race() -> None:
        room.calls.script(
            "accept",
            lambda one: structs.replace(
                room.known[one], status=ConversationStatus.HUMAN_ACTIVE, assignee=MARIA
            ),
        )
        room.console.accept_next()
        room.console.accept_next()
        await until(lambda: room.calls.count("accept") == 2)
        assert {one[0] for name, one in room.calls.asked if name == "accept"} == {"v0001", "v0002"}
        await until(lambda: room.console.open is not None)
        room.calls.script("accept", _lost_to("Maria"))
        room.known["v0003"] = structs.replace(
            room.known["v0003"], status=ConversationStatus.HUMAN_ACTIVE, assignee=MARIA
        )
        room.console.show("v0003")
        await until(lambda: room.console.tabs.current == "v0003")
        room.console.acts.accept("v0003")
        opened = room.console.open
        assert opened is not None
        await until(lambda: opened.advice is not None)
        assert opened.advice is not None
        assert "Maria was quicker" in opened.advice.text
        await until(lambda: opened.told is not None and opened.told.assignee == MARIA)
        assert "v0003" not in _shown(room)

    run(race())


def test_one_act_at_a_time_with_a_conversation(room: Consoles) -> None:
    async def twice() -> None:
        gate = room.calls.hold("accept")
        room.calls.script("accept", room.known["v0001"])
        room.console.acts.accept("v0001")
        room.console.acts.accept("v0001")
        assert room.console.acts.is_busy("v0001")
        gate.set()
        await until(lambda: not room.console.acts.is_busy("v0001"))
        assert room.calls.count("accept") == 1

    run(twice())


@pytest.mark.parametrize(
    ("one", "lead", "wanted"),
    [
        (waiting(1)[0], False, {"accept"}),
        (waiting(1)[0], True, {"accept", "assign", "resolve"}),
        (with_ai(), False, set()),
        (with_ai(), True, {"take_over"}),
        (held(1)[0], False, {"release", "assign", "resolve", "to_ai"}),
        (structs.replace(held(1)[0], mode="human_only"), False, {"release", "assign", "resolve"}),
        (held(1, by=MARIA)[0], False, set()),
        (held(1, by=MARIA)[0], True, {"take_over", "assign", "resolve"}),
        (resolved(), True, set()),
        (structs.replace(waiting(1)[0], customer=Party(id="u1", name="Ada")), True, set()),
    ],
)
def test_what_may_be_done(one: Any, lead: bool, wanted: set[str]) -> None:
    assert possible(one, "u1", is_lead=lead) == wanted


def test_tabs_come_back_and_a_closed_one_does_not(room: Consoles) -> None:
    async def close_and_come_back() -> None:
        for one in ("v0007", "v0008", "v0001"):
            room.console.show(one)
        room.console.tabs.select_at(1)
        room.console.tabs.close_tab("v0001")
        again = Consoles(room.live, room.tasks)
        again.model._counter.keep.put("support_tabs/c1", room.keep.get("support_tabs/c1"))
        again.model.start()
        await _filled(again)
        await until(lambda: again.console.open is not None)
        assert again.console.tabs.ids == ["v0007", "v0008"]
        assert again.console.tabs.current == "v0008"
        again.console.tabs.step(1)
        assert again.console.tabs.current == "v0007"
        again.close()

    run(close_and_come_back())


def test_a_note_is_never_a_reply(room: Consoles) -> None:
    async def note() -> None:
        room.console.show("v0007")
        await until(lambda: room.console.open)
        opened = room.console.open
        assert opened is not None
        room.console.keep_note("v0007", "She is cross")
        assert room.desk.drafts.text_of("v0007") == ""
        room.calls.script("add_note", dropped())
        opened.beside.notes.add("She is cross")
        await until(lambda: opened.beside.notes.advice)
        room.calls.script("add_note", lambda _one, text, _id: _note(text))
        opened.beside.notes.add("She is cross")
        await until(lambda: not opened.beside.notes.busy)
        sent = [arguments for name, arguments in room.calls.asked if name == "add_note"]
        assert sent[0] == sent[1], "sent again under the same name, so that it is one note"
        assert opened.beside.notes.items[-1].text == "She is cross"
        assert room.calls.count("send") == 0

    run(note())


def _note(text: str) -> Any:
    from tests.kit.support import note

    return note(9, text)


def test_a_draft_of_the_ai_is_cancelled_and_never_sent(room: Consoles) -> None:
    async def suggest() -> None:
        room.console.show("v0007")
        await until(lambda: room.console.open)
        opened = room.console.open
        assert opened is not None
        wanted: list[str] = []
        opened.text_wanted.connect(wanted.append)
        gate = room.calls.hold("draft")
        opened.suggestion.ask()
        await until(lambda: room.calls.count("draft") == 1)
        opened.suggestion.cancel()
        gate.set()
        await _rest(room)
        assert (wanted, opened.suggestion.busy) == ([], False)
        opened.suggestion.ask()
        await until(lambda: wanted)
        assert opened.suggestion.sources == ("Warranty.pdf",)
        assert room.calls.count("send") == 0

    run(suggest())


def test_unread_grows_with_the_customers_words_and_goes_when_looked_at(room: Consoles) -> None:
    async def come() -> None:
        room.console.show("v0007")
        await until(lambda: room.console.open)
        one = room.known["v0007"]
        heard: list[str] = []
        room.model.wrote.connect(lambda _one, message: heard.append(message.text))
        room.event(EventType.MESSAGE_CREATED, said(one, "Hello?", 9))
        room.event(EventType.MESSAGE_CREATED, said(one, "I am here", 10, "me"))
        told = room.console.book.get("v0007")
        assert told is not None
        assert (told.unread_count, told.last_text, told.last_by) == (1, "I am here", "staff")
        assert heard == ["Hello?"]
        room.console.watch("v0007")
        told = room.console.book.get("v0007")
        assert told is not None
        assert told.unread_count == 0
        room.event(EventType.MESSAGE_CREATED, said(one, "Good", 11))
        told = room.console.book.get("v0007")
        assert told is not None
        assert told.unread_count == 0

    run(come())


def test_a_missed_change_of_the_queue_is_found_out(room: Consoles) -> None:
    async def miss() -> None:
        before = room.calls.count("queue")
        room.known.pop("v0001")
        room.event(
            EventType.QUEUE_UPDATED, QueueUpdated(community_id="c1", waiting=5, oldest_since=None)
        )
        room.calls.script("read", dropped())
        await until(lambda: room.calls.count("queue") > before)

    run(miss())


def test_who_is_removed_from_the_staff_sees_it_and_keeps_drafts(room: Consoles) -> None:
    room.console.keep_note("v0007", "Half a no")
    changed = structs.replace(membership("c1"), role=Role.MEMBER)
    room.event(EventType.MEMBER_UPDATED, changed)
    assert "any more" in room.console.farewell
    assert room.model.staffed == ()
    assert room.model.waiting == 0
    assert room.console.note_draft("v0007") == "Half a no"


def test_an_error_recovers_when_the_link_is_back() -> None:
    async def fail_and_recover() -> None:
        spawner = tasks()
        made = Consoles(live_events(spawner), spawner, queue=dropped())
        made.model.start()
        await until(lambda: made.model.consoles and made.console.listing.phase is Phase.FAILED)
        made.calls.script("queue", Snapshot(waiting(2), 100))
        made.live.link = Link(LinkState.ONLINE)
        await until(lambda: made.console.listing.phase is Phase.READY)
        assert made.console.listing.advice is None
        made.close()
        await spawner.close()

    run(fail_and_recover())


def test_colleagues_look_and_write_for_as_long_as_they_say_so() -> None:
    now = [0.0]
    spawner = tasks()
    live = live_events(spawner)
    calls = FakeCalls(colleagues=agents(), set_availability=dropped())
    made = Colleagues("c1", calls, live, spawner, "u1", clock=lambda: now[0])

    def tell(kind: EventType, data: msgspec.Struct) -> None:
        from tests.kit.desktop import frame

        live.receive(frame(kind, data, None, "c1"))

    async def watch() -> None:
        made.load()
        await until(lambda: made.availability == "online")
        assert [one.display_name for one in made.others_online] == ["Maria"]
        look = Looking(conversation_id="v1", user_id="u5", display_name="Maria", is_here=True)
        tell(EventType.LOOKING, look)
        tell(EventType.TYPING, Typing(user_id="k1", display_name="Noor", conversation_id="v1"))
        assert made.company("v1").looking == ("Maria",)
        assert made.company("v1").typing == "Noor"
        now[0] = 6.0
        made.sweep()
        assert made.company("v1").typing == ""
        now[0] = 60.0
        made.sweep()
        assert made.company("v1").looking == ()
        tell(EventType.LOOKING, look)
        tell(EventType.LOOKING, structs.replace(look, is_here=False))
        assert made.company("v1").looking == ()
        made.set_availability("away")
        await until(lambda: made.advice is not None)
        assert made.availability == "online", "what was refused is taken back"
        busy = structs.replace(agents()[1], open_count=9)
        tell(EventType.SUPPORT_AGENT_UPDATED, SupportAgentUpdated(community_id="c1", agent=busy))
        assert made.others_online[0].open_count == 9
        made.close()
        await spawner.close()

    run(watch())


def test_waiting_ages_by_the_target_where_there_is_one() -> None:
    assert [age(0, None, now) for now in (10, 200, 700)] == [0, 1, 2]
    assert [age(0, 100, now) for now in (10, 85, 100)] == [0, 1, 2]
    assert [age(0, 100, 85, says) for says in ("running", "soon", "missed")] == [0, 1, 2]
    assert age(None, None, 10) == 0
    assert (waited(59), waited(61), waited(7200), waited(200_000)) == (
        "59 s",
        "1 min",
        "2 h",
        "2 d",
    )
    assert (due_words(100, 40), due_words(100, 101), due_words(None, 1)) == (
        "due in 1 min",
        "late",
        "",
    )


def test_a_later_event_beats_an_earlier_list() -> None:
    book = Book()
    one = conversation(1, status=ConversationStatus.WAITING_HUMAN)
    book.fetched([one], 10)
    assert book.told(structs.replace(one, status=ConversationStatus.RESOLVED), 12)
    book.fetched([one], 11)
    assert book.waiting() == []
    assert not book.told(one, 12)
    book.fetched([one], 13)
    assert [found.id for found in book.waiting()] == [one.id]
    assert book.settle_queue([], 14) == {one.id}
