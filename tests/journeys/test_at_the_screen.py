"""The window driven with keys and mouse, as a person would, under a virtual screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.person import Person, at_the_screen
from tests.journeys.screen import missing

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(bool(missing()), reason=f"no virtual screen: {missing()}"),
]


async def first_run(person: Person) -> None:
    await person.click("start_own")
    await person.type_into("setup_display_name", "Ada Lind", enter=True)
    await person.type("ada")
    await person.key("Return")
    await person.type("correct horse")
    await person.key("Return")
    await person.see("rail_clubs")


async def test_first_run_and_a_first_club(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await first_run(person)
        await person.click("home_create_club")
        await person.type_into("club_name", "Bakers")
        await person.key("Return")
        await person.type_into("composer", "Good morning", enter=True)
        await person.until_item("messages", "Good morning")
        assert any("Good morning" in said for said in await person.items("messages"))
