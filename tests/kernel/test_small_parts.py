"""The kernel's small parts: clock, limits, cursors, keys, secrets, words, names, guard."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedded_server.kernel.clock import SystemClock, from_wire, to_wire
from embedded_server.kernel.errors import Invalid, Refusal
from embedded_server.kernel.fulltext import match_all, segment
from embedded_server.kernel.guard import host_allowed
from embedded_server.kernel.ids import looks_like_id, new_id
from embedded_server.kernel.limits import Failures, Rate
from embedded_server.kernel.paging import int_position, make_cursor, page, text_position
from embedded_server.kernel.secrets import SecretBox
from embedded_server.kernel.text import WholeCharacters, clean_name, clean_text
from tests.kit.clock import StillClock
from tests.kit.server import LocalHost


@given(st.integers(-62_135_596_800_000, 253_402_300_799_999))
def test_every_moment_comes_back(ms: int) -> None:
    assert from_wire(to_wire(ms)) == ms
    assert len(to_wire(ms)) == 24


def test_the_clock_never_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([5_000_000_000, 4_000_000_000, 6_000_000_000, 6_000_000_000])
    monkeypatch.setattr("time.time_ns", lambda: next(times))
    clock = SystemClock()
    assert [clock.now() for _ in range(3)] == [5000, 5000, 6000]
    clock.advance(10)
    assert clock.now() == 16_000


def test_a_machine_whose_time_was_turned_back_goes_on_from_what_was_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("time.time_ns", lambda: 1_000_000 * 1_000_000)
    clock = SystemClock()
    clock.go_on_from(1_000_500)
    assert clock.now() == 1_000_500, "a little is waited for"
    clock = SystemClock()
    clock.go_on_from(9_000_000)
    assert clock.now() == 9_000_000
    monkeypatch.setattr("time.time_ns", lambda: 1_000_700 * 1_000_000)
    assert clock.now() == 9_000_700, "time goes on"
    clock = SystemClock()
    clock.go_on_from(5)
    assert clock.now() == 1_000_700


def test_ids_sort_by_creation() -> None:
    ids = [new_id() for _ in range(2000)]
    assert ids == sorted(ids)
    assert all(looks_like_id(id_) for id_ in ids)
    for wrong in ("", ids[0].upper(), ids[0] + "\n", ids[0][:-1], "x" * 36):
        assert not looks_like_id(wrong)


def test_a_bucket_refills_and_says_when() -> None:
    clock = StillClock()
    rate = Rate(clock, per_second=2, burst=3)
    for _ in range(3):
        rate.take("a")
    with pytest.raises(Refusal) as refused:
        rate.take("a")
    assert refused.value.code == "too_many_requests"
    assert refused.value.fields["retry_after_seconds"] == 1
    rate.take("b")
    clock.advance_ms(499)
    with pytest.raises(Refusal):
        rate.take("a")
    clock.advance_ms(1)
    rate.take("a")
    clock.advance_ms(60_000)
    for _ in range(3):
        rate.take("a")
    with pytest.raises(Refusal):
        rate.take("a")


def test_failures_double_the_pause_and_success_forgives() -> None:
    clock = StillClock()
    failures = Failures(clock, free=2, longest_ms=8_000)
    pauses = []
    for _ in range(7):
        failures.check("a")
        failures.failed("a")
        waited = 0
        while True:
            try:
                failures.check("a")
            except Refusal:
                clock.advance_ms(500)
                waited += 500
            else:
                break
        pauses.append(waited)
    assert pauses == [0, 1000, 2000, 4000, 8000, 8000, 8000]
    failures.succeeded("a")
    failures.failed("a")
    failures.check("a")


@given(st.one_of(st.integers(0, 2**63 - 1), st.text()), st.text(), st.text())
def test_cursors_come_back_to_their_own_list_only(
    position: int | str, name: str, other: str
) -> None:
    cursor = make_cursor(name, position)
    if isinstance(position, int):
        assert int_position(name, cursor, 0) == position
    else:
        assert text_position(name, cursor) == position
    if other != name:
        with pytest.raises(Refusal, match="another list"):
            int_position(other, cursor, 0)


@given(st.text())
def test_no_text_is_a_cursor_by_chance(cursor: str) -> None:
    for read in (lambda: int_position("x", cursor, 0), lambda: text_position("x", cursor)):
        with pytest.raises(Refusal) as refused:
            read()
        assert refused.value.code == "bad_cursor"


@given(st.integers(1, 20), st.integers(0, 30))
def test_a_page_tells_whether_there_is_more(size: int, found: int) -> None:
    made = page(list(range(min(found, size + 1))), size, "x", lambda item: item)
    assert len(made.items) == min(found, size)
    assert made.has_more is (found > size)
    assert (made.next_cursor is None) is not made.has_more


def test_secrets_open_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    box = SecretBox(path)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    sealed = box.seal("sk-secret é", "agent-1")
    assert b"secret" not in sealed
    assert sealed != box.seal("sk-secret é", "agent-1")
    assert SecretBox(path).unseal(sealed, "agent-1") == "sk-secret é"
    assert box.unseal(sealed, "agent-2") is None
    assert box.unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), "agent-1") is None
    assert box.unseal(b"", "agent-1") is None
    assert SecretBox(tmp_path / "other.key").unseal(sealed, "agent-1") is None


@given(st.text())
def test_no_text_breaks_the_index_of_words(text: str) -> None:
    segment(text)
    expression = match_all(text)
    assert expression is None or '"' in expression


@given(
    st.lists(
        st.text(st.sampled_from("a\ud83d\ude00\udfff\ud800é"), max_size=3),
        max_size=8,
    )
)
def test_halves_find_each_other_over_any_cut(pieces: list[str]) -> None:
    characters = WholeCharacters()
    got = [*(characters.feed(piece) for piece in pieces), characters.end()]
    whole = "".join(pieces)
    assert "".join(got) == whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    for piece in got:
        piece.encode()


@pytest.mark.parametrize(
    "wrong",
    [
        "\u200b",
        "\u2060 \u2060",
        "Ada\u200b",
        "\u202egnp.eciovni",
        "A\u2066da\u2069",
        "\u200fAda",
        "\ufeffAda",
        "\u00ad",
        "\u3164",
        "\u200d",
    ],
)
def test_no_name_looks_like_another_or_like_nothing(wrong: str) -> None:
    with pytest.raises(Invalid):
        clean_name("name", wrong)


@pytest.mark.parametrize(
    "name",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\U0001f468\u200d\U0001f469",
        "O\u0308zil",
        "王",
    ],
)
def test_names_of_every_script_are_kept(name: str) -> None:
    assert clean_name("name", name) == name


@pytest.mark.parametrize("blank", ["\u200b", "\u2060\n\u200e", "\u3164 ", "\u202e"])
def test_a_text_in_which_nothing_shows_is_empty(blank: str) -> None:
    with pytest.raises(Invalid):
        clean_text("text", blank, 10)
    with pytest.raises(Invalid):
        clean_text("text", blank, 10, may_be_empty=True)
    assert clean_text("text", "", 10, may_be_empty=True) == ""
    assert clean_text("text", f"a{blank.strip()}", 10) == f"a{blank.strip()}"


def test_names_and_texts_are_cleaned_or_refused() -> None:
    assert clean_name("name", "  Ada \u2003") == "Ada"
    for wrong in ("", "  ", "a\nb", "a\x00", "a\u2028b", "a\x7f", "a\x85b"):
        with pytest.raises(Invalid):
            clean_name("name", wrong)
    assert clean_text("text", "\n a\r\nb \n", 4) == "a\r\nb"
    for wrong in ("", " \n", "12345", "a\x00"):
        with pytest.raises(Invalid):
            clean_text("text", wrong, 4)


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("127.0.0.1:80", True),
        ("192.168.1.5", True),
        ("[::1]:80", True),
        ("[fe80::1%25eth0]:80", True),
        ("localhost", True),
        ("localhost.:5", True),
        ("spaces.example:80", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("evil.example@127.0.0.1.evil", False),
        ("", False),
        ("[", False),
        ("[::1", False),
        ("\x00", False),
    ],
)
def test_which_names_the_server_answers_to(host: str, allowed: bool) -> None:
    assert host_allowed(host, frozenset({"spaces.example"})) is allowed


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Host": "rebound.example"}, "bad_host"),
        ({"Origin": "http://evil.example"}, "bad_origin"),
        ({"Origin": "null"}, "bad_origin"),
        ({"Origin": "http://127.0.0.1:1"}, "bad_origin"),
        ({"Origin": "http://[broken"}, "bad_origin"),
        ({"Sec-Fetch-Site": "cross-site"}, "bad_origin"),
        ({"Sec-Fetch-Site": "same-site"}, "bad_origin"),
        ({"Sec-Fetch-Site": "same-origin"}, None),
        ({"Sec-Fetch-Site": "none"}, None),
        ({"Origin": "own"}, None),
    ],
)
async def test_what_a_foreign_page_sends_is_refused(
    host: LocalHost, headers: dict[str, str], code: str | None
) -> None:
    if headers.get("Origin") == "own":
        headers = {"Origin": host.url}
    for path in ("/api/server", "/api/me", "/api/events", "/api/nothing"):
        answer = await host.admin.get(path, headers=headers)
        if code is not None:
            assert (answer.status, answer.code) == (403, code)
        else:
            assert answer.status != 403
