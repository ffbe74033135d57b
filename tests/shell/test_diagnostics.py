"""Diagnostics say what we need and nothing of what is private."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaces_desktop.kernel.home import DataHome
from spaces_desktop.shell.diagnostics import HIDDEN, clean, diagnostics, licences
from spaces_desktop.shell.error_report import ErrorReport
from tests.kit.desktop import application

TOKEN = "sk_9dQ-x7_LmPzTt0aBcDeFgHiJkLmNoPqRsTuVwXyZ012"


@pytest.mark.parametrize(
    "line",
    [
        f"Authorization: Bearer {TOKEN}",
        f"connect to http://192.168.1.20:8080/api?token={TOKEN}",
        "password=hunter22 for ada",
        "at 192.168.1.20:8080",
        "at fe80::1ff:fe23:4567:890a",
        "mail ada@example.org now",
        '{"api_key": "abc123"}',
        "invite code: ABCD2345",
    ],
)
def test_secrets_and_addresses_are_taken_out(line: str) -> None:
    said = clean(line)
    assert HIDDEN in said
    for secret in (TOKEN, "hunter22", "192.168", "fe80", "ada@", "abc123", "ABCD2345"):
        assert secret not in said


def test_what_is_needed_stays() -> None:
    line = "2026-11-23 18:30:00,123 WARNING spaces_desktop.kernel.live: events could not be read"
    assert clean(line) == line


ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"


@given(
    st.text(ALPHABET, min_size=32, max_size=64),
    st.text(max_size=40),
    st.text(max_size=40),
)
def test_a_known_token_never_comes_through(token: str, before: str, after: str) -> None:
    assert token not in clean(f"{before}{token}{after}", [token])


def test_the_whole_holds_versions_and_the_end_of_the_logs(tmp_path: Path) -> None:
    application()
    home = DataHome(tmp_path)
    home.prepare()
    lines = [f"line {at}" for at in range(500)] + [f"token {TOKEN} in {tmp_path}/x by Ada"]
    (home.desktop / "desktop.log").write_text("\n".join(lines), "utf-8")
    said = diagnostics(home, (TOKEN, "Ada"))
    assert "Spaces 0." in said
    assert "line 499" in said
    assert "line 100\n" not in said
    for secret in (TOKEN, "Ada", str(tmp_path), str(Path.home())):
        assert secret not in said


def test_every_library_has_a_licence() -> None:
    found = licences()
    assert len(found) > 10
    assert [name for name, _version, licence in found if not licence] == []


def test_bugs_are_said_in_one_dialog_that_holds_nothing_up() -> None:
    application()
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    parent.show()
    report = ErrorReport(parent)
    report.add("ValueError: one")
    assert report.isVisible()
    assert not report.isModal()
    report.add("KeyError: two")
    report.add("KeyError: two")
    assert report.text.toPlainText() == "ValueError: one\n\nKeyError: two"
    report.close()
    report.add("TypeError: three")
    assert report.text.toPlainText() == "TypeError: three"
    report.close()
    parent.deleteLater()
