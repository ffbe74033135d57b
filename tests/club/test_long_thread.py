"""A thread far longer than what is held of it: scrolled through, written in and deleted from."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from embedded_server.contracts.base import Page
from embedded_server.contracts.club import HistoryQuery, MessageGone
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.widgets.message_list import MessageList
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import application, message, refused, run
from tests.kit.thread import CREATED, UPDATED, Bench


class Club:
    """The messages a server has, and the answers it gives about them."""

    def __init__(self, count: int) -> None:
        self.messages = {
            seq * 3: message(seq * 3, f"{seq} words " * (seq % 23 + 1))
            for seq in range(1, count + 1)
        }

    def history(self, _club: str, query: HistoryQuery) -> Any:
        size = query.page_size
        if query.around is not None:
            middle = int(query.around[1:])
            if middle not in self.messages:
                raise refused(Code.NOT_FOUND, 404)
            later = self._after(middle)[: (size - 1) // 2]
            earlier = self._before(middle)[: size - 1 - len(later)]
            return self._older_page([*reversed(later), middle, *earlier])
        if query.after is not None:
            found = self._after(query.after)
            page = Page(
                items=[self.messages[seq] for seq in found[:size]],
                next_cursor=None,
                has_more=len(found) > size,
            )
            return Snapshot(page, 100)
        before = 2**60 if query.cursor is None else int(query.cursor)
        return self._older_page(self._before(before)[:size])

    def _older_page(self, seqs: list[int]) -> Any:
        more = bool(seqs) and bool(self._before(seqs[-1]))
        page = Page(
            items=[self.messages[seq] for seq in seqs],
            next_cursor=str(seqs[-1]) if more else None,
            has_more=more,
        )
        return Snapshot(page, 100)

    def _before(self, seq: int) -> list[int]:
        return sorted((one for one in self.messages if one < seq), reverse=True)

    def _after(self, seq: int) -> list[int]:
        return sorted(one for one in self.messages if one > seq)


class Reader(Bench):
    """A person before a window on such a club."""

    def __init__(self, count: int, most: int = 120, shed: int = 30) -> None:
        super().__init__()
        self.club = Club(count)
        self.calls.script("history", self.club.history)
        self.themes = Themes(application(), "light")
        self.model.rows.most, self.model.rows.shed = most, shed
        self.list = MessageList(self.themes)
        self.list.resize(600, 400)
        self.list.show_rows(self.model.rows)
        self.list.older_wanted.connect(self.model.load_older)
        self.list.newer_wanted.connect(self.model.load_newer)
        self.list.newest_wanted.connect(self.model.to_newest)
        self.model.newest_below_changed.connect(self.list.set_newest_below)
        self.list.show()

    @property
    def held(self) -> list[int]:
        return [row.order for row in self.rows]

    def check(self) -> None:
        """What is held is one part of the truth without gaps, and says so where it ends."""
        truth, held = sorted(self.club.messages), self.held
        assert held, "there is always something to read"
        first = truth.index(held[0])
        assert held == truth[first : first + len(held)]
        assert len(held) <= self.model.rows.most
        assert set(self.model._state.messages) == {row.id for row in self.rows}
        if not self.model.rows.has_older:
            assert first == 0
        if not self.model.rows.has_newer:
            assert held[-1] == truth[-1]

    def scroll(self, pixels: int) -> None:
        bar = self.list.verticalScrollBar()
        bar.setValue(bar.value() + pixels)
        self.list.settle()

    @property
    def seen(self) -> list[int]:
        return [self.model.rows.row_at(at).order for at in self.list.visible_rows()]

    def say(self) -> None:
        seq = max(self.club.messages) + 1
        self.club.messages[seq] = message(seq)
        self.event(CREATED, message(seq))

    def delete(self, seq: int) -> None:
        if self.club.messages.pop(seq, None) is not None:
            gone = MessageGone(id=f"m{seq:05}", seq=seq, community_id="c1")
            self.event(EventType.MESSAGE_DELETED, gone)

    def edit(self, seq: int, text: str) -> None:
        changed = self.club.messages[seq] = message(seq, text)
        self.event(UPDATED, changed)

    def close(self) -> None:
        self.model.close()
        self.list.close()
        self.list.deleteLater()
        self.themes.deleteLater()
        application().processEvents()


@pytest.fixture
def made() -> Iterator[list[Reader]]:
    readers: list[Reader] = []
    yield readers
    for reader in readers:
        reader.close()


def test_one_scrolls_from_end_to_end_and_back_without_a_gap(made: list[Reader]) -> None:
    reader = Reader(1000)
    made.append(reader)
    seen: list[int] = []

    async def walk(pixels: int, until_seq: int) -> None:
        seen.extend(reader.seen)
        for _ in range(4000):
            reader.scroll(pixels)
            if reader.tasks.names:
                await reader.idle()
                reader.list.settle()
            reader.check()
            seen.extend(reader.seen)
            if until_seq in reader.seen:
                return
        raise AssertionError(f"never came to {until_seq}: {reader.held[0]}..{reader.held[-1]}")

    async def act() -> None:
        await reader.load()
        await walk(-350, 3)
        assert set(seen) == set(reader.club.messages)
        seen.clear()
        await walk(350, 3000)
        assert set(seen) == set(reader.club.messages)

    run(act(), within=60)
    assert reader.list.at_bottom or not reader.model.newest_below


@pytest.mark.parametrize("seed", range(6))
def test_what_is_held_is_always_a_part_of_the_truth(seed: int, made: list[Reader]) -> None:
    dice = Random(seed)
    reader = Reader(600, most=150, shed=40)
    made.append(reader)

    async def act() -> None:
        await reader.load()
        for _ in range(250):
            held, truth = reader.held, sorted(reader.club.messages)
            choice = dice.random()
            if choice < 0.5:
                reader.scroll(dice.choice((-3000, -1500, -400, 400, 1500, 3000)))
            elif choice < 0.7:
                reader.say()
            elif choice < 0.85:
                # Often what is held, and sometimes its very ends.
                reader.delete(dice.choice([held[0], held[-1], dice.choice(held), *truth[:1]]))
            elif choice < 0.92:
                reader.edit(dice.choice(truth), "changed\n" * dice.randint(1, 20))
            elif choice < 0.95:
                reader.model.jump_to(f"m{dice.choice(truth):05}")
            elif choice < 0.97:
                reader.list.go_to_newest()
            if dice.random() < 0.7:
                await reader.idle()
                reader.list.settle()
                reader.check()
        await reader.idle()
        reader.check()

    run(act(), within=60)


def test_what_comes_in_while_one_reads_old_ones_does_not_pile_up(made: list[Reader]) -> None:
    reader = Reader(400, most=100, shed=30)
    made.append(reader)

    async def act() -> None:
        await reader.load()
        reader.scroll(-2000)
        await reader.idle()
        reader.list.settle()
        before = reader.seen
        for _ in range(200):
            reader.say()
        reader.list.settle()
        assert reader.seen == before
        reader.check()
        assert reader.model.newest_below
        reader.list.go_to_newest()
        await reader.idle()
        reader.list.settle()
        reader.check()

    run(act())
    assert reader.held[-1] == max(reader.club.messages)
    assert reader.list.at_bottom


def test_a_message_that_comes_with_the_last_page_is_not_lost(made: list[Reader]) -> None:
    reader = Reader(300)
    made.append(reader)

    async def act() -> None:
        await reader.load()
        reader.model.jump_to("m00840")
        await reader.idle()
        while reader.model.newest_below:
            gate = reader.calls.hold("history")
            answer = reader.club.history("c1", HistoryQuery(limit=50, after=reader.held[-1]))
            reader.calls.script("history", answer, reader.club.history)
            reader.model.load_newer()
            reader.say()
            gate.set()
            await reader.idle()
        reader.check()

    run(act())


def test_a_lively_club_does_not_grow_in_memory(made: list[Reader]) -> None:
    reader = Reader(100, most=300, shed=100)
    made.append(reader)

    async def act() -> None:
        await reader.load()
        for number in range(1500):
            reader.say()
            if number % 100 == 0:
                reader.list.settle()
                await reader.idle()
        reader.list.settle()
        await reader.idle()
        reader.check()

    run(act())
    assert reader.list.at_bottom
    assert reader.held[-1] == max(reader.club.messages)
    assert len(reader.rows) <= 300
