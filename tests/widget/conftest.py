"""One browser and one brand for all tests in a browser."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.kit.scripted import PLACES, Script
from tests.kit.server import LocalHost, fast_settings
from tests.kit.service import make_brand
from tests.widget.stage import BROWSER, WHY_NOT, Site, Stage, chromium


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    if BROWSER is None:
        pytest.skip(WHY_NOT)
    async with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def scripted() -> Iterator[Script]:
    with pytest.MonkeyPatch.context() as patch:
        script = Script()
        for place in PLACES:
            patch.setattr(place, script.source)
        yield script


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def stage(
    browser: Browser, scripted: Script, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stage]:
    settings = fast_settings(tmp_path_factory.mktemp("brand") / "server")
    async with LocalHost(settings) as host, Site.open() as site:
        await host.set_up()
        stage = Stage(browser, host, await make_brand(host), site, scripted)
        await stage.show_on(site.url)
        yield stage
