"""Every view stands in the gallery in all its states; each can be heard, typed and read."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.architecture.sources import DESKTOP, module, python_files
from tests.gallery import checks
from tests.gallery.album import write_page
from tests.gallery.camera import Camera
from tests.gallery.screen import Screen, State
from tests.gallery.screens import all_screens
from tests.kit.desktop import run

SCREENS = all_screens()
SHOTS = [(screen, shot) for screen in SCREENS for shot in screen.shots]


def _name(value: object) -> str:
    return value.name if isinstance(value, Screen) else str(value)


def _views() -> Iterator[type[QWidget]]:
    for path in python_files(DESKTOP):
        if "View" not in path.read_text("utf-8"):
            continue
        found = importlib.import_module(module(path))
        for name, value in vars(found).items():
            if (
                inspect.isclass(value)
                and issubclass(value, QWidget)
                and name.endswith("View")
                and not name.startswith("_")
                and value.__module__ == found.__name__
            ):
                yield value


def test_every_view_stands_in_the_gallery() -> None:
    shown = {screen.view for screen in SCREENS}
    missing = {f"{view.__module__}.{view.__name__}" for view in _views() if view not in shown}
    assert missing == set(), "give each a Screen in tests/gallery/screens"


def test_names_are_unique() -> None:
    names = [screen.name for screen in SCREENS]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("screen", SCREENS, ids=_name)
def test_a_screen_has_its_four_states_or_says_why_not(screen: Screen) -> None:
    assert set(screen.states) | set(screen.without) == set(State)
    assert not set(screen.states) & set(screen.without)
    assert all(len(why.split()) > 3 for why in screen.without.values())


@pytest.mark.parametrize("screen", SCREENS, ids=_name)
def test_the_states_look_different(screen: Screen) -> None:
    pictures: dict[str, bytes] = {}
    with Camera("light") as camera:
        for shot, make in screen.shots.items():
            image = run(camera.take(screen, make)).toImage()
            assert image.width() > 100
            pictures[shot] = bytes(image.constBits())
    assert len(set(pictures.values())) == len(pictures), "two states are the same picture"
    assert all(len(set(data[::997])) > 3 for data in pictures.values()), "a picture is blank"


@pytest.mark.parametrize(("screen", "shot"), SHOTS, ids=_name)
def test_a_state_can_be_heard_and_typed(screen: Screen, shot: str) -> None:
    async def look() -> list[str]:
        stage, widget = await camera.build(screen, screen.shots[shot])
        try:
            return checks.unnamed(widget) + checks.unreachable(widget) + checks.out_of_order(widget)
        finally:
            await stage.close()

    with Camera("light") as camera:
        assert run(look()) == []


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize(("screen", "shot"), SHOTS, ids=_name)
def test_no_words_are_cut(screen: Screen, shot: str, scale: int) -> None:
    async def look() -> list[str]:
        stage, widget = await camera.build(screen, screen.shots[shot])
        try:
            return checks.clipped(widget)
        finally:
            await stage.close()

    with Camera("dark", scale=scale) as camera:
        assert run(look()) == []


def test_the_page_names_every_screen(tmp_path: Path) -> None:
    page = write_page(tmp_path, SCREENS, [("light", "en", 100)])
    assert all(screen.name in page.read_text("utf-8") for screen in SCREENS)
