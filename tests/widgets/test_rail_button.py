"""The rail's buttons: names of the app's rooms are never cut."""

from __future__ import annotations

import pytest

from spaces_desktop.widgets.rail_button import RailButton
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import application


@pytest.mark.parametrize("name", ["Verification", "Support"])
def test_a_rooms_name_is_whole(name: str) -> None:
    button = RailButton("room", name, "home", Themes(application(), "light"))
    assert button.lines() == [name]
    button.deleteLater()
