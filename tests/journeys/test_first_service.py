"""A brand's service as its creator makes it, on the real server process and in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from tests.journeys.driver import opened
from tests.journeys.test_first_club import first_run
from tests.kit.desktop import run, until


@pytest.mark.journey
def test_from_a_clubs_form_to_a_service_with_hours(tmp_path: Path) -> None:
    async def journey() -> None:
        async with opened(tmp_path / "ada") as driver:
            await first_run(driver)
            await driver.click("home_create_club")
            await driver.type("club_name", "Northern Bakery")
            await driver.click("club_type_official")
            await driver.see("new_service_name")
            await driver.click("new_service_mode_human_only")
            await driver.click("new_service_submit")
            await driver.see("service_settings")
            await driver.see("step_hours_go")
            await driver.click("step_hours_go")
            await driver.click("hours_on")
            await driver.click("service_save")

            def saved() -> bool:
                said = driver.find("service_said")
                return isinstance(said, QLabel) and said.text() == "Saved."

            await until(saved, "the hours are saved")
            await driver.click("service_settings_cancel")
            await until(lambda: driver.find("service_settings") is None, "the dialog is closed")
            await driver.see("support_page_report")
            await driver.click("support_page_report")
            await driver.see("report_range")

    run(journey(), within=60)
