"""Shown text grows without being written anew, loads nothing, and follows each line's direction."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument

from spaces_desktop.widgets.markdown.blocks import Kind
from spaces_desktop.widgets.markdown.document import RichText
from spaces_desktop.widgets.markdown.marks import Marks
from spaces_desktop.widgets.markdown.style import TextStyle
from spaces_desktop.widgets.theme import load_theme
from tests.kit.desktop import application


def rich(text: str = "", width: int = 600, names: tuple[str, ...] = ()) -> RichText:
    made = RichText(TextStyle(load_theme("light"), application().font()))
    made.set_width(width)
    made.set_text(text, names)
    return made


def marks(text: RichText) -> Marks:
    made = Marks(text)
    made.update()
    return made


def shape(text: RichText) -> object:
    return (
        text.document.toPlainText(),
        [(one.kind, one.path, one.marker, one.opens, one.chips) for one in text.infos],
        text.height,
    )


@pytest.mark.parametrize("text", ["one", "one\ntwo", "one\n\n\ntwo  three", "  a\n b", "面粉\n😀"])
def test_plain_text_is_shown_as_typed(text: str) -> None:
    assert rich(text).document.toPlainText() == text


def test_nothing_is_fetched_by_showing_a_text() -> None:
    made = rich("![x](https://a.example/p.png) ![y](file:///etc/hostname)")
    image = QTextDocument.ResourceType.ImageResource
    assert made.document.resource(int(image.value), QUrl("file:///etc/hostname")) is None
    assert "\ufffc" not in made.document.toPlainText()


_PARTS = [
    "word **bold** text\n",
    "plain line\n",
    "\n",
    "- item\n",
    "  - inner `code`\n",
    "3. third\n",
    "> quoted @Ada\n",
    "```py\nx = 1\n\ny = 2\n```\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "---\n",
    "# head\n",
    "https://a.example/b\n",
]


@settings(deadline=None, max_examples=60)
@example(["plain line\n", "3. third\n"], 1)
@given(st.lists(st.sampled_from(_PARTS), max_size=14), st.integers(1, 40))
def test_a_text_that_grew_looks_as_one_that_came_at_once(parts: list[str], step: int) -> None:
    text = "".join(parts)
    grown = rich(names=("Ada",))
    for end in range(step, len(text) + step, step):
        grown.set_text(text[:end], ("Ada",))
        marks(grown)
    assert shape(grown) == shape(rich(text, names=("Ada",)))


@pytest.mark.parametrize(
    "unit",
    ["A line of **words** to read.\n\n", "x = 1  # code\n", "word and more ", "- an item\n"],
)
def test_a_long_reply_grows_at_an_even_cost(unit: str) -> None:
    text = ("```\n" if "code" in unit else "") + unit * (200_000 // len(unit))
    made = rich(text[:-2000])
    on_it = marks(made)
    before = time.process_time()
    for end in range(len(text) - 2000, len(text), 100):
        made.set_text(text[:end])
        on_it.update()
    assert (time.process_time() - before) / 20 < 0.03
    assert len(made.document.toPlainText()) > 150_000


def test_a_usual_message_is_cheap() -> None:
    rich("*warm* `up`")
    before = time.process_time()
    for _ in range(100):
        marks(rich("Good **morning**, who is baking today? https://a.example"))
    assert (time.process_time() - before) / 100 < 0.003


def test_each_line_has_its_own_direction() -> None:
    made = rich("hello\nمرحبا بالعالم\n- שלום\n```\nشفرة\n```")
    block = made.document.firstBlock()
    found = []
    while block.isValid():
        found.append(block.textDirection() == Qt.LayoutDirection.RightToLeft)
        block = block.next()
    assert found == [False, True, True, False]
    assert made.height > 0
    line = made.document.findBlockByNumber(1).layout().lineAt(0)
    assert line.naturalTextRect().left() > 300


def test_code_has_a_ground_and_can_be_copied() -> None:
    made = rich("before\n```python\na = 1\n\nb = 2\n```\nafter")
    on_it = marks(made)
    code = on_it.codes[0]
    assert code.language == "python"
    assert on_it.code_text(code) == "a = 1\n\nb = 2"
    assert on_it.code_at(on_it.copy_rect(code).center()) is not None
    assert on_it.code_at(code.rect.bottomLeft()) is None
    after = made.document.lastBlock().layout().position().y()
    assert code.rect.bottom() <= after


def test_a_table_becomes_records_where_it_does_not_fit() -> None:
    text = "| Name | Note |\n|---|---|\n| Flour | a rather long note |\n"
    assert rich(text, 600).document.toPlainText() == "Name\tNote\nFlour\ta rather long note"
    narrow = rich(text, 120)
    assert narrow.document.toPlainText() == "Name: Flour\nNote: a rather long note"
    narrow.set_width(600)
    assert narrow.infos[0].kind is Kind.TABLE


def test_a_long_word_wraps() -> None:
    made = rich("x" * 500, 200)
    assert made.document.idealWidth() <= 200
    assert made.height > made.style.metrics.height() * 5
