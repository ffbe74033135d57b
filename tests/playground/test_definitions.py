"""A definition as it is typed: what can be used, and at which line it cannot."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embedded_server.contracts.playground import MAX_DEPTH, MAX_JSON_BYTES
from embedded_server.playground.service import checks
from spaces_desktop.playground.editor.definition import check, formatted, refused, tokens, write
from spaces_desktop.playground.editor.templates import templates


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{\n  "a": 1,\n}', 2, "comma"),
        ('{\n  "a" 1\n}', 2, "colon"),
        ('{\n  "a": 1\n  "b": 2\n}', 2, "comma"),
        ('{\n  "a": \n}', 2, "value"),
        ("{\n  a: 1\n}", 2, "double quotes"),
        ('{\n  "a": "no end\n}', 2, "one line"),
        ('{"a": 1}\n{', 2, "Nothing may follow"),
        ("\n[1, 2]", 2, "object"),
        ('{\n "a": NaN}', 2, "number"),
        ('{\n "a": "\\ud800"}', 2, "half a character"),
        ('{\n\n "iframeUrl": "http://example.org/"}', 3, "https://"),
        ('{\n "iframeUrl": "https://ada:pw@example.org/"}', 2, "user name"),
        ('{\n "x": {"iframeUrl": 3},\n "iframeUrl": 3}', 3, "text"),
        ('{\n "a": 1,\n "builtIn": "chess"}', 3, "whiteboard, watch, quiz"),
    ],
)
def test_a_fault_stands_at_its_line(text: str, line: int, words: str) -> None:
    faults = check(text).faults
    assert [one.line for one in faults] == [line]
    assert words in faults[0].words


def test_it_may_be_neither_too_long_nor_too_deep() -> None:
    long = write({"a": "x" * MAX_JSON_BYTES})
    assert "64 KiB" in check(long).faults[0].words
    deep = '{"a":\n' * MAX_DEPTH + "{}" + "}" * MAX_DEPTH
    assert [one.line for one in check(deep).faults] == [MAX_DEPTH + 1]
    assert check("[" * 100_000).value is None


def test_what_is_allowed_has_no_fault() -> None:
    for text in ("", "{}", '{"iframeUrl": "https://example.org/a?b#c", "z": [1, null, "ü"]}'):
        assert check(text).is_good
    assert [one.key for one in templates() if not check(write(one.definition)).is_good] == ["page"]


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(["iframeUrl", "builtIn", "a"]), _VALUES))
def test_what_has_no_fault_here_the_server_takes_and_gives_back(value: dict[str, object]) -> None:
    text = json.dumps(value)
    done = check(text)
    assert done.value == value
    if done.is_good:
        assert json.loads(checks.definition(value, lan_pages=True)) == value
        assert json.loads(formatted(text) or "") == value


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='{}[]",:\\ \n0ae', max_size=30))
def test_anything_typed_has_tokens_and_a_place_for_its_fault(text: str) -> None:
    ends = [one.end for one in tokens(text)]
    assert ends == sorted(ends)
    for fault in check(text).faults:
        assert 1 <= fault.line <= text.count("\n") + 1


def test_a_refusal_of_the_server_is_told_at_its_line() -> None:
    text = '{\n "a": 1,\n "iframeUrl": "https://example.org"\n}'
    told = refused(text, "definition.iframeUrl", "Not that one.")
    assert told is not None
    assert (told.line, told.words) == (3, "Not that one.")
    assert refused(text, "name", "Too long.") is None
