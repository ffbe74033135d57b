"""Cutting texts: nothing is lost, pieces keep their size and their headings."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from embedded_server.agents.passages import LONG, MOST_PASSAGES, cut


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_sections_are_pieces_under_their_path_of_headings() -> None:
    text = "Intro.\n\n# A\n\none\n\n## B\ntwo\n\n# C #\nthree\n\nUnder\n-----\nfour\n"
    assert [(piece.heading, piece.text) for piece in cut(text)] == [
        ("", "Intro."),
        ("A", "one"),
        ("A / B", "two"),
        ("C", "three"),
        ("C / Under", "four"),
    ]


def test_a_heading_alone_is_kept_unless_it_leads_deeper() -> None:
    pieces = [(piece.heading, piece.text) for piece in cut("# A\n## B\n## C\ntext")]
    assert pieces == [("A / B", "B"), ("A / C", "text")]


def test_what_looks_like_a_heading_in_code_is_code() -> None:
    (piece,) = cut("```sh\n# not a heading\n```\n")
    assert piece.heading == ""
    assert "# not a heading" in piece.text


def test_short_paragraphs_are_packed_and_long_ones_cut_behind_sentences() -> None:
    packed = cut("\n\n".join(["A short paragraph of some words."] * 40))
    assert all(300 < len(piece.text) <= LONG for piece in packed[:-1])
    assert len(packed) > 1
    long = cut("This sentence has exactly these words in it. " * 100)
    assert all(piece.text.endswith(".") for piece in long)


def test_chinese_is_cut_behind_its_own_marks() -> None:
    pieces = cut("图书馆每天上午九点开门，欢迎各位读者。" * 200)
    assert all(piece.text.endswith("。") for piece in pieces)
    assert all(len(piece.text) <= LONG for piece in pieces)


def test_a_character_is_not_parted_from_its_accents() -> None:
    family = "👨\u200d👩\u200d👧"
    pieces = cut(family * 1000)
    assert all(not piece.text.startswith(("\u200d", "\u0301")) for piece in pieces)
    assert all(not piece.text.endswith("\u200d") for piece in pieces)
    assert "".join(piece.text for piece in pieces) == family * 1000


@given(st.text(alphabet="ab# \n`~-=。é\u0301字", max_size=3000))
def test_any_text_is_cut_without_loss_of_words(text: str) -> None:
    pieces = cut(text)
    kept = squeezed("".join(piece.heading + piece.text for piece in pieces))
    for word in re.findall(r"[ab字é]+", text):
        assert word in kept or len(word) > 200
    assert all(piece.text.strip() and len(piece.text) <= LONG * 2 for piece in pieces)


def test_a_flood_of_tiny_sections_is_put_together() -> None:
    text = "\n".join(f"# h{n}\nt{n}" for n in range(MOST_PASSAGES + 1))
    pieces = cut(text)
    assert len(pieces) < MOST_PASSAGES / 5
    everything = "\n".join(piece.text for piece in pieces)
    assert f"h{MOST_PASSAGES}\nt{MOST_PASSAGES}" in everything
