"""Markdown is read safely, in bounded time, and shown as typed where it is none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spaces_desktop.widgets.markdown.blocks import Block, Kind, Style
from spaces_desktop.widgets.markdown.parse import parse


def blocks(text: str, names: tuple[str, ...] = ()) -> list[Block]:
    return [block for piece in parse(text, names) for block in piece.blocks]


def plain(block: Block) -> str:
    return "".join(span.text for span in block.spans)


def links(text: str) -> list[str]:
    return [span.href for block in blocks(text) for span in block.spans if span.href]


def styles(text: str) -> dict[str, Style]:
    return {span.text: span.style for block in blocks(text) for span in block.spans}


def test_emphasis_code_and_strike_are_spans() -> None:
    found = styles("a **b** _c_ ~~d~~ `e*f*` ***g***")
    assert found["b"] == Style.BOLD
    assert found["c"] == Style.ITALIC
    assert found["d"] == Style.STRIKE
    assert found["e*f*"] == Style.CODE
    assert found["g"] == Style.BOLD | Style.ITALIC


def test_what_is_not_closed_stays_as_typed() -> None:
    assert [plain(one) for one in blocks("a **b and `c and [d](e")] == ["a **b and `c and [d](e"]
    assert [plain(one) for one in blocks("<b>x</b> &amp; C:\\dir")] == ["<b>x</b> &amp; C:\\dir"]


def test_every_line_is_a_line_and_empty_ones_are_kept() -> None:
    kinds = [one.kind for one in blocks("one\ntwo\n\n\nthree **b**\nfour")]
    line, blank = Kind.LINE, Kind.BLANK
    assert kinds == [line, line, blank, blank, line, line]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("see https://a.example/b_c?d=1.", "https://a.example/b_c?d=1"),
        ("(https://a.example/x_(y))", "https://a.example/x_(y)"),
        ("看https://a.example/c这里", "https://a.example/c"),
        ("www.a.example, and more", "https://www.a.example"),
        ("[here](http://a.example)", "http://a.example"),
        ("<https://a.example>", "https://a.example"),
        ("![a picture](https://a.example/p.png)", "https://a.example/p.png"),
        ("[a message](spaces://club/1)", "spaces://club/1"),
        ("[write](mailto:ada@a.example)", "mailto:ada@a.example"),
    ],
)
def test_links_lead_to_the_web(text: str, wanted: str) -> None:
    assert links(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](file:///etc/passwd)",
        "![x](file:///etc/passwd)",
        "[x](data:text/html,hi)",
        "<javascript:alert(1)>",
        '<a href="https://a.example">x</a'.replace("https", "vbscript"),
        "file:///etc/passwd",
        "ada@https",
    ],
)
def test_other_links_are_only_text(text: str) -> None:
    assert links(text) == []
    assert "".join(plain(one) for one in blocks(text)) == text


def test_a_mention_is_found_in_text_but_not_in_code() -> None:
    text = "hi @Ada Lovelace and @Ada, not @Adam or x@Ada or `@Ada`"
    found = [
        span.text
        for span in blocks(text, ("Ada", "Ada Lovelace"))[0].spans
        if span.style & Style.MENTION
    ]
    assert found == ["@Ada Lovelace", "@Ada"]


def test_lists_and_quotations_know_where_they_stand() -> None:
    found = blocks("- a\n  - b\n7. c\n> d\ne")
    assert [(plain(one), one.path, one.marker) for one in found] == [
        ("a", "l", "•"),
        ("b", "ll", "•"),
        ("c", "l", "7."),
        ("d", "q", ""),
        ("e", "", ""),
    ]


def test_code_keeps_its_lines_and_says_whether_it_is_open() -> None:
    closed = parse("```py\na  b\n\n\tc\n```\n")
    assert [plain(one) for one in closed[0].blocks] == ["a  b", "", "    c"]
    assert (closed[0].blocks[0].language, closed[0].fence) == ("py", "")
    assert parse("```py\na")[0].fence == "```py\n"


def test_a_table_is_rows_of_cells() -> None:
    table = blocks("|a|b|\n|-|-|\n|1|**2**|")[0]
    texts = [["".join(span.text for span in cell) for cell in row] for row in table.rows]
    assert texts == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[](" * 30_000,
        "![" * 50_000,
        "*a " * 30_000,
        "**" * 50_000,
        "`a" * 50_000,
        ">" * 100_000,
        "- " * 50_000,
        "|a" * 20_000 + "\n" + "|-" * 20_000 + "\n" + "|b" * 20_000,
        "\n".join("  " * deep + "- x" for deep in range(300)),
        "\\" * 100_000,
        "<" * 100_000,
    ],
    ids=lambda text: text[:6],
)
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    parse("*a*")
    before = time.process_time()
    found = parse(text)
    assert time.process_time() - before < 3
    assert found


@settings(deadline=None)
@given(st.text(alphabet="ab *_`~[]()<>#|-1.\n\t\\!@:/\u05d0\u4e00😀", max_size=200))
def test_any_text_is_read_and_keeps_its_letters(text: str) -> None:
    wanted = sorted(letter for letter in text if letter in "b\u05d0\u4e00")
    shown = "".join(
        plain(one) + "".join(span.text for row in one.rows for cell in row for span in cell)
        for one in blocks(text)
    )
    hidden = "".join(links(text)) + "".join(one.language for one in blocks(text))
    assert set(wanted) - set(shown + hidden) <= set(text) - set(shown + hidden)
    assert len(shown) <= len(text) * 4
