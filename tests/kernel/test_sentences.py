"""Text that is still coming is cut into sentences, alike whatever pieces it comes in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embedded_server.kernel.speech.sentences import LONGEST, Sentences, spoken

_AWKWARD = st.text(
    st.sampled_from('ab1I .!?…。！？,;，\n"”)*_`~#|-[](:/<>éあ漢😀'), max_size=80
) | st.sampled_from(
    [
        "Dr. Smith paid 3.50. ",
        "```py\nx = 1. Y\n```\n",
        "~~~\nopen",
        "[a](http://x.y/z?a=1.) ",
        "https://x.y/z. ",
        "1. One\n2. Two\n",
        "他说“好。”她走了。",
    ]
)


def cut(*pieces: str) -> list[str]:
    sentences = Sentences()
    found = [said for piece in pieces for said in sentences.feed(piece)]
    return found + sentences.end()


@given(parts=st.lists(_AWKWARD, max_size=6), sizes=st.lists(st.integers(1, 9), min_size=1))
@settings(max_examples=150, deadline=None)
def test_pieces_change_nothing(parts: list[str], sizes: list[int]) -> None:
    text = "".join(parts)
    pieces, at, turn = [], 0, 0
    while at < len(text):
        size = sizes[turn % len(sizes)]
        pieces.append(text[at : at + size])
        at, turn = at + size, turn + 1
    found = cut(*pieces)
    assert found == cut(text)
    assert all(said and len(said) <= LONGEST + 2 for said in found)


@given(words=st.lists(st.text("abcdefgh", min_size=1, max_size=12), max_size=200))
@settings(max_examples=60, deadline=None)
def test_no_word_is_lost_or_said_twice(words: list[str]) -> None:
    text = " ".join(f"{word}. " if at % 7 == 6 else word for at, word in enumerate(words))
    assert " ".join(cut(text)).replace(".", "").split() == words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hello. How are you? Fine!", ["Hello.", "How are you?", "Fine!"]),
        ("Dr. Smith paid 3.50 dollars. Good.", ["Dr. Smith paid 3.50 dollars.", "Good."]),
        ("J. R. Hill, e.g. this one. So do I. Then", None),
        (
            '"Why?" he asked. He said "Go." Then no',
            ['"Why?" he asked.', 'He said "Go."', "Then no"],
        ),
        ("你好。今天怎么样？“很好！”他说", ["你好。", "今天怎么样？", "“很好！”", "他说"]),
        ("# Title\n\nFirst\ngoes on.\n- one\n- two", ["Title", "First goes on.", "one", "two"]),
        ("1. First item\n2. Second", ["1. First item", "2. Second"]),
        ("Look:\n```py\nx = 1. Y\n```\nDone.", ["Look:", "Done."]),
        ("```\nnever closed. At all", []),
        ("See [the docs](http://a.b/c.d) at https://x.y/z. **So**.", ["See the docs at.", "So."]),
        ("As it says [1, 2]. 😀", ["As it says."]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", ["a, b", "1, 2"]),
        (" \n \n", []),
    ],
)
def test_what_is_said(text: str, said: list[str] | None) -> None:
    expected = ["J. R. Hill, e.g. this one.", "So do I.", "Then"] if said is None else said
    assert cut(text) == expected


def test_a_sentence_is_given_as_soon_as_the_next_begins() -> None:
    sentences = Sentences()
    assert sentences.feed("One is done. ") == []
    assert sentences.feed("T") == ["One is done."]
    assert sentences.feed("wo is too.") == []
    assert sentences.settle() == ["Two is too."]
    assert (sentences.settle(), sentences.is_empty) == ([], True)


def test_a_sentence_without_end_is_cut_at_a_clause() -> None:
    sentences = Sentences()
    assert sentences.feed("It goes on, and " + "on and " * 12 + "on, then") == []
    assert sentences.settle() == []
    (clause,) = sentences.clause()
    assert clause.endswith("on,")
    assert sentences.end() == ["then"]
    long = cut("word, " * 100)
    assert len(long) > 2
    assert all(said.endswith(",") for said in long)
    assert "".join(cut("长" * 500)) == "长" * 500


def test_marks_are_not_read_out() -> None:
    assert spoken("> *Well*, `code` ~~no~~ snake_case __yes__") == "Well, code no snake_case yes"
    assert spoken("![a picture](x.png) <https://a.b>") == ""
