"""What several journeys at the screen begin with: a space of one's own, a club, others' words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psutil
import pytest

from embedded_server.kernel.clock import SystemClock
from tests.journeys.person import Person
from tests.journeys.screen import missing
from tests.kit.server import PASSWORD, Host, LocalHost, fast_settings

DAY = 86_400
"""Seconds."""

AT_THE_SCREEN = [
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


async def create_club(person: Person, name: str) -> None:
    await person.click("home_create_club")
    await person.type_into("club_name", name, enter=True)
    await person.gone("create_club")
    await person.has_keys("composer")


async def say(person: Person, text: str) -> None:
    await person.type_into("composer", text, enter=True)
    await person.until_item("messages", text)


def own_server(person: Person) -> psutil.Process:
    """The server that the app has started for itself."""
    children = psutil.Process(person.app.pid).children()
    return next(one for one in children if "embedded_server" in one.cmdline())


@asynccontextmanager
async def own_host(person: Person) -> AsyncIterator[Host]:
    """The app's own server, as others reach it over HTTP."""
    host = Host()
    listening = [one for one in own_server(person).net_connections("tcp") if one.status == "LISTEN"]
    host.url = f"http://127.0.0.1:{listening[0].laddr.port}"
    try:
        yield host
    finally:
        await host.close_http()


class PastClock(SystemClock):
    """Begins some days ago, so that a test can let days go by up to today."""

    days = 0

    def __init__(self) -> None:
        super().__init__()
        self.advance(-self.days * DAY)


@asynccontextmanager
async def past_host(folder: Path, *, days: int, **settings: Any) -> AsyncIterator[LocalHost]:
    """A server in this process for whom it is still that many days ago."""
    host = LocalHost(fast_settings(folder, **settings))
    clock = type("Clock", (PastClock,), {"days": days})
    with patch("embedded_server.app.SystemClock", clock):
        await host.start()
    try:
        yield host
    finally:
        await host.stop()


async def sign_in(person: Person, host: Host, username: str) -> None:
    """To somebody else's server, with an account one has there."""
    await person.click("join_one")
    await person.type_into("address", host.url, enter=True)
    await person.type_into("sign_in_username", username, enter=True)
    await person.has_keys("sign_in_password")
    await person.type(PASSWORD)
    await person.key("Return")
    await person.see("rail_clubs")
