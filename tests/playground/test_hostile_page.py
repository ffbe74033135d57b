"""A hostile page in the real web engine gets nothing, and good manners get all that they may."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import psutil
import pytest

from spaces_desktop.playground.page import engine


def _lan_address() -> str | None:
    """An address of this machine other than loopback, as its neighbours would use."""
    for addresses in psutil.net_if_addrs().values():
        for one in addresses:
            if one.family.name == "AF_INET" and not one.address.startswith("127."):
                return str(one.address)
    return None


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    if not engine.is_installed():
        pytest.skip("no Qt WebEngine here: install PySide6-Addons")
    lan = _lan_address()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment["QTWEBENGINE_CHROMIUM_FLAGS"] = "--disable-gpu --log-level=3 --disable-logging"
    environment["QT_LOGGING_RULES"] = "*.warning=false"
    done = subprocess.run(
        [sys.executable, "-m", "tests.playground.hostile", *([lan] if lan else [])],
        env=environment,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_nothing_of_this_machine_or_its_network_is_asked_for_anything(
    found: dict[str, Any],
) -> None:
    assert found["reached"] == []
    # Neither by its address in any spelling, nor by a name that leads to it, nor by a redirect.
    tried = {word.rpartition(" ")[0] for word in found["tried"] if word[-1].isdigit()}
    assert tried == {
        *("fetch", "blind fetch", "post", "image", "script", "socket", "redirect", "beacon"),
    }
    assert found["hostile"].count("/redirect") >= 5


@pytest.mark.parametrize(
    "what",
    [
        *("own api", "own root", "file", "file fetch", "popup", "camera", "position", "notify"),
        *("clipboard", "screen", "channel", "too large"),
    ],
)
def test_a_page_is_refused(found: dict[str, Any], what: str) -> None:
    assert found["tried"][what] == "refused"


def test_a_page_stays_where_it_is(found: dict[str, Any]) -> None:
    assert found["asked"]["where"] == "/"
    assert "/popup" not in found["hostile"]


def test_what_a_page_may_be_granted_is_asked_for_by_name(found: dict[str, Any]) -> None:
    assert set(found["asked"]["powers"]) >= {"position", "notifications"}


def test_good_manners_work(found: dict[str, Any]) -> None:
    assert found["tried"]["ready"] == "Ann"
    assert json.loads(found["tried"]["update"]) == {"a": 1}


def test_a_flood_is_cut_and_the_page_given_up(found: dict[str, Any]) -> None:
    assert "too_often" in found["tried"]["flood"]
    assert found["asked"]["silenced"] == 1
    assert found["asked"]["said"] < 200


def test_a_frame_within_the_page_can_neither_speak_for_it_nor_listen(
    found: dict[str, Any],
) -> None:
    assert found["asked"]["stolen"] is False
    assert found["tried"]["inner"] == "0"
