"""What a visitor's browser loads: small, the same as its source, and without anything risky."""

from __future__ import annotations

import re
import sys
from typing import get_args, get_type_hints

import pytest

from embedded_server.contracts.club import Notice
from tests.widget.building import BUILT, SOURCE, built

MOST_BYTES = 30_000
MOST_LINES = 400


def test_all_of_it_together_is_small() -> None:
    sizes = {path.name: path.stat().st_size for path in BUILT.iterdir()}
    assert set(sizes) == {"widget.js", "page.html", "chat.js", "chat.css"}
    assert sum(sizes.values()) < MOST_BYTES, sizes


@pytest.mark.skipif(sys.platform != "linux", reason="the builder has no wheel for every system")
def test_what_is_served_is_made_of_the_source() -> None:
    served = {path.name: path.read_text("utf-8") for path in BUILT.iterdir()}
    assert served == built(), "run `make widget`"


def test_no_text_becomes_markup_or_code_and_nothing_comes_from_elsewhere() -> None:
    for path in SOURCE.iterdir():
        text = path.read_text("utf-8")
        assert text.count("\n") <= MOST_LINES
        risky = (
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc"
        )
        assert re.findall(risky, text) == []
        others = re.findall(r"https?://[\w.]+", text)
        assert set(others) <= {"http://www.w3.org", "https://HOST"}, path.name


def test_both_languages_say_the_same() -> None:
    words = (SOURCE / "words.js").read_text("utf-8")
    found = re.findall(r'^  (\w+): \[\s*"(.*)",\s*"(.*)",?\s*\],$', words, re.MULTILINE)
    assert len(found) == len(re.findall(r"^  \w+: \[", words, re.MULTILINE)), "a pair each"
    said = [{pair[0]: set(re.findall(r"{(\w+)}", pair[at])) for pair in found} for at in (1, 2)]
    assert len(said[0]) > 40
    assert said[0] == said[1]
    acts = get_args(get_type_hints(Notice)["act"])
    used = set(acts)
    for name in ("chat.js", "talk.js"):
        used |= set(re.findall(r'"(\w+)"', (SOURCE / name).read_text("utf-8")))
    assert said[0].keys() - used == set(), "said nowhere"
