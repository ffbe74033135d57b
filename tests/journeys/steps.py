"""What several journeys at the screen begin with: a space of one's own, a club, others' words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psutil
import pytest

from tests.journeys.person import Person
from tests.journeys.screen import missing
from tests.kit.server import Host

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
