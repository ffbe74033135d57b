"""What people paste to get in, and the profile they have once they are in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedded_server.contracts.errors import Code
from spaces_desktop.accounts.links import Link, is_link, parse_link
from spaces_desktop.accounts.profile import ProfileModel
from spaces_desktop.kernel.address import parse_address
from spaces_desktop.kernel.errors import NetworkError
from tests.kit.desktop import FakeCalls, refused, run, tasks, until, user


@pytest.mark.parametrize(
    ("pasted", "url", "invite"),
    [
        ("192.168.1.20:8080", "http://192.168.1.20:8080", ""),
        ("http://192.168.1.20:8080/", "http://192.168.1.20:8080", ""),
        ("http://192.168.1.20:8080/invite/ABCD2345", "http://192.168.1.20:8080", "ABCD2345"),
        ("https://space.example/invite/ABCD2345/", "https://space.example", "ABCD2345"),
        ("spaces://10.0.0.2:9000/invite/ABCD2345", "http://10.0.0.2:9000", "ABCD2345"),
        ("192.168.1.20:8080/invite/ABCD2345", "http://192.168.1.20:8080", "ABCD2345"),
        ("Come in: http://[::1]:80/invite/ABCD2345.", "http://[::1]:80", "ABCD2345"),
        ("http://host:1/other/ABCD2345", "http://host:1", ""),
    ],
)
def test_a_link_is_told_from_an_address(pasted: str, url: str, invite: str) -> None:
    assert parse_link(pasted, parse_address) == Link(url, invite)


@given(st.text(max_size=60))
def test_any_text_is_a_link_or_refused_in_words(pasted: str) -> None:
    try:
        link = parse_link(pasted, parse_address)
    except NetworkError:
        return
    assert link.url.startswith(("http://", "https://"))


def test_what_a_start_is_given_is_a_link_or_nothing() -> None:
    assert is_link("spaces://h/invite/ABCD")
    assert not is_link("--verbose")


def test_a_name_is_changed_and_a_refusal_leaves_the_old_one() -> None:
    calls = FakeCalls(edit_me=user("Ada B"))
    model = ProfileModel(calls, tasks(), user())
    model.rename("Ada")
    model.rename("  Ada B ")

    async def act() -> None:
        await until(lambda: model.me.display_name == "Ada B")
        calls.script("edit_me", refused(Code.TOO_MANY_REQUESTS, 429))
        model.share_presence(False)
        await until(lambda: model.share_advice is not None)

    run(act())
    assert calls.count("edit_me") == 2
    assert model.me.shares_presence
    assert model.name_advice is None
