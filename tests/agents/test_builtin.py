"""The built-in agent: how it streams, what it shows, and that it never pretends to be more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedded_server.agents.providers.base import Passage, ReplyRequest
from embedded_server.agents.providers.builtin import (
    ENOUGH,
    PIECE_BYTES,
    BuiltinProvider,
    answer,
    pieces,
)
from embedded_server.kernel.turn_types import ReplyEnd


def asked(question: str, *passages: Passage, needles: tuple[str, ...] = ()) -> ReplyRequest:
    weights = dict.fromkeys(needles, 1.0)
    return ReplyRequest(
        "Guide", "", question, "Ada", passages=passages, weights=weights, knows_anything=True
    )


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Hello!", "look it up"),
        ("good morning", "look it up"),
        ("你好", "查找"),
        ("Thanks a lot!", "welcome"),
        ("谢谢", "不客气"),
        ("Who are you?", "not a language model"),
        ("Are you really a human?", "not a language model"),
        ("are you ChatGPT", "not a language model"),
        ("你是真人吗？", "不是语言模型"),
        ("你是谁", "不是语言模型"),
    ],
)
def test_small_talk_is_short_and_honest(question: str, words: str) -> None:
    text, citations = answer(asked(question))
    assert words in text
    assert citations == []


@pytest.mark.parametrize("question", ["hello world program", "Who are your suppliers?", "history"])
def test_a_real_question_is_not_taken_for_small_talk(question: str) -> None:
    assert answer(asked(question))[0].startswith("I don't know")


def test_it_shows_the_paragraph_that_matches_and_keeps_a_list_with_its_lead() -> None:
    text = "Cats sleep a lot.\n\nTo brew tea:\n\n- heat water\n- steep\n\n" + "Other things. " * 60
    passage = Passage(4, "d", "a.md", "", text)
    shown, citations = answer(asked("brew tea", passage, needles=(" tea",)))
    assert shown == "To brew tea:\n\n- heat water\n- steep [1]"
    assert [(c.number, c.document_id) for c in citations] == [(1, "d")]


def test_of_a_long_paragraph_it_shows_the_sentences_that_match() -> None:
    text = "Filler about the weather here. " * 30 + "The vault code changes daily. " + "More. " * 60
    shown, _ = answer(asked("vault code?", Passage(1, "d", "a.md", "", text), needles=(" vault",)))
    assert "The vault code changes daily." in shown
    assert len(shown) < 500


def test_a_passage_that_hardly_speaks_of_it_is_no_answer() -> None:
    weak = Passage(1, "d", "a.md", "", "text", coverage=ENOUGH - 0.01)
    assert answer(asked("q", weak)) == (
        "I don't know: nothing in what I was given speaks of that.",
        [],
    )


def test_a_second_passage_comes_only_when_it_is_almost_as_good() -> None:
    best = Passage(1, "d1", "a.md", "", "one", coverage=0.7)
    near = Passage(2, "d2", "b.md", "", "two", coverage=0.65)
    far = Passage(3, "d3", "c.md", "", "three", coverage=0.5)
    shown, citations = answer(asked("q", best, near, far))
    assert shown == "one [1]\n\ntwo [2]"
    assert [c.document_id for c in citations] == ["d1", "d2"]
    assert [c.document_id for c in answer(asked("q", best, far))[1]] == ["d1"]


@given(st.text(max_size=2000))
def test_pieces_join_to_the_text_and_keep_to_their_size(text: str) -> None:
    cut = list(pieces(text))
    assert "".join(cut) == text
    assert all(piece for piece in cut)
    assert all(len(piece.encode()) <= PIECE_BYTES for piece in cut)


def test_pieces_end_between_words() -> None:
    cut = list(pieces("someword " * 100))
    assert len(cut) > 1
    assert all(piece.endswith(" ") for piece in cut)


async def test_it_streams_piece_by_piece_and_ends_with_what_it_used() -> None:
    text = "tea " * 100
    request = asked("tea", Passage(1, "d", "a.md", "", text.strip()), needles=(" tea",))
    heard = [piece async for piece in BuiltinProvider(pause=0).reply(request)]
    end = heard.pop()
    assert isinstance(end, ReplyEnd)
    assert len(heard) > 1
    assert end.usage.model == "builtin"
    assert [c.title for c in end.citations] == ["a.md"]
