"""The documents keep up with the program: settings, commands, rooms."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from embedded_server.settings import Settings
from tests.architecture.sources import DESKTOP, ROOT, SERVER, rooms

DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CHANGELOG.md")
_LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)")


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_there_and_its_links_lead_somewhere(name: str) -> None:
    text = _text(name)
    assert len(text) > 500
    broken = [link for link in _LINK.findall(text) if not (ROOT / link).exists()]
    assert broken == []


def test_every_setting_is_documented() -> None:
    documented = _text("README.md") + _text("ARCHITECTURE.md")
    missing = [
        field.name
        for field in msgspec.structs.fields(Settings)
        if "--" + field.name.replace("_", "-") not in documented
        and f"SPACES_{field.name.upper()}" not in documented
    ]
    assert missing == []


def test_every_documented_variable_is_read_somewhere() -> None:
    documented = set(re.findall(r"\bSPACES_[A-Z_]+\b", _text("README.md")))
    read = {f"SPACES_{field.name.upper()}" for field in msgspec.structs.fields(Settings)}
    for folder in (SERVER, DESKTOP, ROOT / "tests"):
        for path in folder.rglob("*"):
            if path.suffix in (".py", ".sh"):
                read |= set(re.findall(r"\bSPACES_[A-Z_]+\b", path.read_text("utf-8")))
    assert documented - read == set()


def test_every_room_is_on_the_map() -> None:
    text = _text("README.md") + _text("ARCHITECTURE.md")
    assert {room for room in rooms(SERVER) | rooms(DESKTOP) if room not in text} == set()


def test_the_two_commands_are_in_the_readme_and_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", _text("Makefile"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)", _text("README.md")))
    assert {"run", "test", "check", "bench", "journey", "test-engines"} <= targets
    assert {"run", "test"} <= named | set(re.findall(r"^make ([a-z-]+)", _text("README.md"), re.M))
    assert named - targets == set()


def test_the_ci_runs_what_a_developer_runs() -> None:
    script = Path(ROOT / ".ci" / "run").read_text("utf-8")
    assert "make check" in script
    assert "make test" in script
