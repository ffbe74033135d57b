"""Every view stands in the gallery in all its states; each can be heard, typed and read."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from spaces_desktop.widgets.theme import load_theme
from tests.architecture.sources import DESKTOP, module, python_files
from tests.gallery import checks
from tests.gallery.album import write_page
from tests.gallery.camera import THEMES, Camera
from tests.gallery.screen import Make, Screen, State
from tests.gallery.screens import all_screens
from tests.kit.desktop import run

SCREENS = all_screens()


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


def test_the_themes_measure_alike() -> None:
    """So what fits in one fits in the other, and each size of letters is looked at in one."""
    light, dark = (load_theme(name) for name in THEMES)
    assert (light.space, light.radius, light.scale) == (dark.space, dark.radius, dark.scale)


@pytest.fixture(scope="module", params=[("light", 100), ("dark", 200)], ids=["light", "dark-200"])
def camera(request: pytest.FixtureRequest) -> Iterator[Camera]:
    """The application is dressed once for all screens, which takes longer than to build one."""
    theme, scale = request.param
    with Camera(theme, scale=scale) as dressed:
        yield dressed


@pytest.mark.parametrize("screen", SCREENS, ids=_name)
def test_a_screen_can_be_told_apart_heard_typed_and_read(camera: Camera, screen: Screen) -> None:
    complaints: dict[str, list[str]] = {}
    pictures: dict[str, bytes] = {}

    async def look(shot: str, make: Make) -> None:
        stage, widget = await camera.build(screen, make)
        try:
            complaints[shot] = [
                *(f"has no name: {one}" for one in checks.unnamed(widget)),
                *(f"is not reached by Tab: {one}" for one in checks.unreachable(widget)),
                *(f"out of order: {one}" for one in checks.out_of_order(widget)),
                *(f"words are cut: {one}" for one in checks.clipped(widget)),
            ]
            image = camera.picture(widget).toImage()
            assert image.width() > 100
            pictures[shot] = bytes(image.constBits())
        finally:
            await stage.close()

    for shot, make in screen.shots.items():
        run(look(shot, make))
    assert {shot: found for shot, found in complaints.items() if found} == {}
    alike: dict[bytes, list[str]] = {}
    for shot, picture in pictures.items():
        alike.setdefault(picture, []).append(shot)
    assert [shots for shots in alike.values() if len(shots) > 1] == [], "the same picture"
    blank = [shot for shot, data in pictures.items() if len(set(data[::997])) <= 3]
    assert blank == [], "a picture is blank"


def test_the_page_names_every_screen(tmp_path: Path) -> None:
    page = write_page(tmp_path, SCREENS, [("light", "en", 100)])
    assert all(screen.name in page.read_text("utf-8") for screen in SCREENS)
