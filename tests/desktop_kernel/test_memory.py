"""What the desktop remembers, through old files, damaged ones, and folders that take nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaces_desktop.kernel.memory import MOST_PLACES, VERSION, Kept, Memory, Place

PLACE = Place(server_id="s1", url="http://127.0.0.1:1", own=True, username="ada", name="Ada's")


def test_a_file_of_the_first_version_is_taken_over(tmp_path: Path) -> None:
    old = {"last": vars_of(PLACE), "theme": "dark"}
    (tmp_path / "desktop.json").write_text(json.dumps(old), "utf-8")
    memory = Memory(tmp_path)
    assert (memory.last, memory.places, memory.theme) == (PLACE, (PLACE,), "dark")
    memory.set_setting("language", "zh_CN")
    assert json.loads((tmp_path / "desktop.json").read_text("utf-8"))["version"] == VERSION
    assert Memory(tmp_path).setting("language", "system") == "zh_CN"


def vars_of(place: Place) -> dict[str, object]:
    names = ("server_id", "url", "own", "username", "name")
    return {name: getattr(place, name) for name in names}


def test_places_come_latest_first_and_are_bounded(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    made = [
        Place(server_id=f"s{at}", url="http://x", own=False, username="ada")
        for at in range(MOST_PLACES + 3)
    ]
    for place in made:
        memory.remember(place)
    memory.remember(made[-2])
    assert memory.places[:2] == (made[-2], made[-1])
    assert len(memory.places) == MOST_PLACES
    memory.forget(made[-2])
    again = Memory(tmp_path)
    assert (again.last, again.places[0]) == (None, made[-1])


def test_each_account_has_its_own_drawer(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    ada, ben = Kept(memory, "s1/ada"), Kept(memory, "s1/ben")
    ada.put("where", "here")
    assert (ada.get("where"), ben.get("where")) == ("here", "")
    assert Kept(Memory(tmp_path), "s1/ada").get("where") == "here"
    ada.put("where", "")
    assert Kept(Memory(tmp_path), "s1/ada").get("where") == ""


def test_a_setting_of_another_kind_is_not_believed(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.set_setting("text_percent", "huge")
    assert memory.setting("text_percent", 100) == 100
    assert memory.setting("missing", "here") == "here"


def test_a_folder_that_takes_nothing_is_said_and_survived(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory(tmp_path)

    def full(*_arguments: object, **_more: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", full)
        assert not memory.set_setting("language", "zh_CN")
    assert (memory.setting("language", ""), memory.is_saved) == ("zh_CN", False)
    assert not list(tmp_path.iterdir())
    assert memory.set_setting("theme", "dark")
    assert Memory(tmp_path).setting("language", "") == "zh_CN"


@pytest.mark.skipif(os.name != "posix", reason="a folder in place of the file")
def test_what_cannot_be_read_or_replaced_is_survived(tmp_path: Path) -> None:
    (tmp_path / "desktop.json").mkdir()
    memory = Memory(tmp_path)
    memory.remember(PLACE)
    assert (memory.last, memory.is_saved) == (PLACE, False)


def test_a_damaged_file_is_put_aside(tmp_path: Path) -> None:
    (tmp_path / "desktop.json").write_text('{"version": 2, "last": {"who": 1}}', "utf-8")
    assert Memory(tmp_path).last is None
    assert (tmp_path / "desktop.damaged").exists()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            name: JSON for name in ("version", "last", "places", "settings", "kept", "theme")
        },
    )
)
def test_whatever_stands_in_the_file_the_app_starts(
    tmp_path_factory: pytest.TempPathFactory, said: dict[str, object]
) -> None:
    folder = tmp_path_factory.mktemp("memory")
    (folder / "desktop.json").write_text(json.dumps(said), "utf-8")
    memory = Memory(folder)
    memory.remember(PLACE)
    memory.set_theme("dark")
    assert (Memory(folder).last, Memory(folder).theme) == (PLACE, "dark")
