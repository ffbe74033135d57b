"""Every part of a message row has its place, is painted, and answers to the mouse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Signal
from PySide6.QtGui import QColor, QFont, QPixmap
from PySide6.QtTest import QSignalSpy

from spaces_desktop.widgets.message_delegate import MessageDelegate
from spaces_desktop.widgets.message_hits import Hit, HitKind
from spaces_desktop.widgets.message_list import MessageList
from spaces_desktop.widgets.message_row.parts import RowLayout
from spaces_desktop.widgets.message_rows import (
    Action,
    Media,
    MessageRows,
    Quote,
    ReactionMark,
    Row,
    RowState,
    Source,
)
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import application

AT = datetime(2026, 3, 4, 9, 30).astimezone()
RED = "#ff0000"
FULL = Row(
    id="m1",
    order=1,
    author="Crumb",
    author_id="a1",
    text="See https://a.example/x @Ada\n\n```py\nx = 1\n```",
    at=AT,
    is_agent=True,
    note="edited",
    quote=Quote("m0", "Ada", "Who built\nthe oven?"),
    media=(
        Media("p1", "oven.jpg", "picture", "JPEG, 1 MB", "key", 1200, 900),
        Media("s1", "voice.ogg", "sound", "Ogg, 80 kB", duration_ms=83_000),
        Media("f1", "book.pdf", "file", "PDF, 3 MB"),
    ),
    sources=(Source(1, "oven.md", "A passage."), Source(2, "b.md", "Another.")),
    reactions=(ReactionMark("👍", 2, True, "Ada, Ben"), ReactionMark("🎉", 1, False, "Ben")),
    actions=(Action("stop", "Stop", "stop"),),
    names=("Ada",),
    names_me=True,
    is_private=True,
    is_pinned=True,
)


class Pictures(QObject):
    ready = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[str, QPixmap] = {}
        self.asked: list[str] = []

    def pixmap(self, key: str) -> QPixmap | None:
        self.asked.append(key)
        return self.held.get(key)

    def arrive(self, key: str) -> None:
        found = QPixmap(40, 30)
        found.fill(QColor(RED))
        self.held[key] = found
        self.ready.emit(key)


class Bench:
    def __init__(self, theme: str = "light", scale: float = 1.0, width: int = 760) -> None:
        self.themes = Themes(application(), theme)
        self.list = MessageList(self.themes)
        font = QFont(self.list.font())
        font.setPointSizeF(font.pointSizeF() * scale)
        self.list.setFont(font)
        self.list.resize(width, 900)
        self.rows = MessageRows()
        self.list.show_rows(self.rows)
        found = self.list.itemDelegate()
        assert isinstance(found, MessageDelegate)
        self.delegate = found
        self.delegate.restyle()

    def show(self, *rows: Row) -> RowLayout:
        """The last row, measured and painted."""
        self.rows.reset(rows)
        self.list.show()
        application().processEvents()
        self.list.grab()
        return self.laid(len(rows) - 1)

    def laid(self, at: int) -> RowLayout:
        found = self.delegate.layout_of(self.rows.index(at))
        assert found is not None
        return found

    def hit(self, where: QPoint) -> Hit | None:
        return self.delegate.hit(self.rows.index(self.rows.rowCount() - 1), where)

    def hint(self, where: QPoint) -> str:
        return self.delegate.hint_at(self.rows.index(self.rows.rowCount() - 1), where)

    def end(self) -> None:
        self.list.close()
        self.list.deleteLater()
        self.themes.deleteLater()
        application().processEvents()


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.end()


def boxes(laid: RowLayout) -> list[QRect]:
    text = QRect(laid.text_at.x(), laid.text_at.y(), 10, laid.text_height)
    single = (laid.state, laid.head, laid.quote, text, laid.note, laid.add_reaction)
    found = [one for one in single if one is not None]
    return found + laid.media + laid.sources + laid.reactions + laid.actions


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [260, 760, 1600])
def test_no_part_lies_on_another_or_beyond_the_row(scale: float, width: int) -> None:
    bench = Bench("dark", scale, width)
    laid = bench.show(FULL)
    found = boxes(laid)
    for at, box in enumerate(found):
        assert box.top() >= laid.top
        assert box.bottom() <= laid.height
        assert box.height() > 0
        for other in found[at + 1 :]:
            assert not box.intersects(other)
    line = laid.rich.style.small_metrics.height()
    for box in laid.sources + laid.reactions + laid.actions:
        assert box.height() >= line
    bench.end()


def test_every_part_answers_for_what_it_is(bench: Bench) -> None:
    laid = bench.show(FULL)
    assert laid.quote is not None
    assert laid.add_reaction is not None
    assert laid.name is not None
    expected = [
        (laid.quote, Hit(HitKind.QUOTE, "m0")),
        (laid.media[0], Hit(HitKind.MEDIA, "p1")),
        (laid.media[1], Hit(HitKind.MEDIA, "s1")),
        (laid.media[2], Hit(HitKind.MEDIA, "f1")),
        (laid.sources[1], Hit(HitKind.SOURCE, "2")),
        (laid.reactions[0], Hit(HitKind.REACTION, "👍")),
        (laid.add_reaction, Hit(HitKind.ADD_REACTION)),
        (laid.actions[0], Hit(HitKind.ACTION, "stop")),
        (laid.name, Hit(HitKind.AUTHOR, "a1")),
    ]
    assert [bench.hit(box.center()) for box, _ in expected] == [hit for _, hit in expected]
    link = laid.text_at + QPoint(laid.rich.style.metrics.horizontalAdvance("See https:"), 6)
    assert bench.hit(link) == Hit(HitKind.LINK, "https://a.example/x")
    copy = laid.marks.copy_rect(laid.marks.codes[0]).center().toPoint() + laid.text_at
    assert bench.hit(copy) == Hit(HitKind.CODE_COPY, "x = 1")
    assert bench.hit(QPoint(laid.width - 2, laid.height - 2)) is None


def test_hints_say_what_does_not_fit(bench: Bench) -> None:
    laid = bench.show(FULL)
    assert bench.hint(laid.sources[0].center()) == "A passage."
    assert bench.hint(laid.reactions[0].center()) == "Ada, Ben"
    assert bench.hint(laid.media[2].center()) == "book.pdf · PDF, 3 MB"
    assert laid.time is not None
    assert "2026" in bench.hint(laid.time.center())


def test_a_picture_keeps_its_shape_and_comes_when_it_is_ready(bench: Bench) -> None:
    pictures = Pictures()
    bench.delegate.set_pictures(pictures)
    laid = bench.show(replace(FULL, text="", quote=None))
    box = laid.media[0]
    assert abs(box.width() / box.height() - 4 / 3) < 0.02
    assert box.height() <= laid.rich.style.metrics.height() * 16
    middle = bench.list.visualRect(bench.rows.index(0)).topLeft() + box.center()
    assert "key" in pictures.asked
    assert bench.list.viewport().grab().toImage().pixelColor(middle).name() != RED
    pictures.arrive("key")
    assert bench.list.viewport().grab().toImage().pixelColor(middle).name() == RED


def test_a_wide_picture_is_no_wider_than_the_row() -> None:
    bench = Bench(width=300)
    wide = Media("p1", "a.png", "picture", "PNG", "k", 9000, 30)
    laid = bench.show(replace(FULL, media=(wide,)))
    assert laid.media[0].right() <= 300
    assert laid.media[0].height() >= 64
    bench.end()


@pytest.mark.parametrize("text", ["```\nx = 1\n```", "```py\nx\n```\nand\n```\ny\n```"])
def test_the_ground_of_code_stays_inside_its_row(bench: Bench, text: str) -> None:
    before = Row(id="m0", order=0, author="Ada", author_id="a", text="`a`", at=AT)
    laid = bench.show(before, replace(before, id="m1", order=1, text=text))
    for code in laid.marks.codes:
        ground = code.rect.translated(laid.text_at)
        assert ground.top() >= 0
        assert ground.bottom() <= laid.height


def test_a_system_row_is_quiet_and_in_the_middle(bench: Bench) -> None:
    laid = bench.show(Row("m1", 1, "", "", "Ben joined", AT, is_system=True))
    assert laid.head is None
    assert laid.hits == []
    middle = laid.text_at.x() + laid.document.idealWidth() / 2
    assert abs(middle - laid.width / 2) < 4


def test_the_unread_line_stands_above_its_row_and_goes(bench: Bench) -> None:
    later = replace(FULL, id="m2", order=2, at=AT + timedelta(minutes=1))
    bench.show(FULL, later)
    before = bench.laid(1)
    assert before.unread is None
    bench.rows.set_unread_from(2)
    assert bench.laid(1).unread is not None
    assert bench.laid(1).height > before.height
    bench.rows.set_unread_from(None)
    assert bench.laid(1).unread is None


def test_a_growing_reply_is_not_written_anew(bench: Bench) -> None:
    row = replace(FULL, state=RowState.STREAMING, text="One **two**\n\nthree")
    first = bench.show(row)
    bench.rows.put(replace(row, text=f"{row.text} four"))
    second = bench.laid(0)
    assert second.document is first.document
    assert second.document.toPlainText() == "One two\n\nthree four"


def test_pictures_may_outlive_the_list_and_be_changed() -> None:
    bench = Bench()
    first, second = Pictures(), Pictures()
    bench.delegate.set_pictures(first)
    bench.delegate.set_pictures(second)
    bench.show(FULL)
    assert (first.asked, "key" in second.asked) == ([], True)
    bench.end()
    application().sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    spy = QSignalSpy(second.ready)
    second.arrive("key")
    assert spy.count() == 1


def test_a_screen_reader_hears_all_that_is_seen() -> None:
    said = replace(FULL, text="See **this**:\n\n1. `one`\n2. [two](https://a.example)").spoken
    for part in (
        "Crumb, AI",
        "only you see this",
        "pinned",
        "mentions you",
        "replying to Ada: Who built the oven?",
        "See this:\n1. one\n2. two",
        "picture oven.jpg, JPEG, 1 MB",
        "sound voice.ogg",
        "edited",
        "source 1: oven.md",
        "👍 2, one of them yours",
    ):
        assert part in said
    assert "**" not in said
    assert Row("s", 1, "", "", "Ben joined", AT, is_system=True).spoken == "Ben joined"
