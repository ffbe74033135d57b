"""A brand's server, its web site on another origin, and a real browser that visits it."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    FrameLocator,
    Locator,
    Page,
    async_playwright,
)

from embedded_server.contracts import widget
from tests.kit.people import Person
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.service import Brand, show_on

NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next((found for name in NAMES if (found := shutil.which(name))), None)
WHY_NOT = "no Chromium here: apt-get install chromium"
FLAGS = (
    *("--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--disable-quic"),
    # As for most people: a frame of another site may keep things, apart for each site around it.
    "--disable-features=BlockThirdPartyCookiesInIncognito",
    *(("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()),
)
PATIENCE_MS = 15_000
_PAGE = """<!doctype html><html lang=en><title>A shop</title>
<link rel=icon href="data:,">
<main><h1>A shop</h1><button>Buy</button></main>
<script src="{server}/widget.js" data-community="{community}" async></script>"""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        assert BROWSER is not None
        browser = await playwright.chromium.launch(executable_path=BROWSER, args=list(FLAGS))
        try:
            yield browser
        finally:
            await browser.close()


@dataclass
class Site:
    """A web site of its own origin; what it serves at `/` can be set by a test."""

    url: str
    page: str = ""

    async def _serve(self, request: web.Request) -> web.Response:
        return web.Response(text=self.page, content_type="text/html")

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator[Site]:
        """By name, where the server goes by its address: to a browser they are two sites."""
        site = cls("")
        app = web.Application()
        app.router.add_get("/", site._serve)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            site.url = f"http://localhost:{runner.addresses[0][1]}"
            yield site
        finally:
            await runner.cleanup()


@dataclass
class Visit:
    """One visitor's browser on the brand's site."""

    stage: Stage
    context: BrowserContext
    page: Page
    console: list[str] = field(default_factory=list)

    @property
    def chat(self) -> FrameLocator:
        return self.page.frame_locator("spaces-chat iframe")

    @property
    def launcher(self) -> Locator:
        return self.page.locator("spaces-chat button")

    @property
    def field(self) -> Locator:
        return self.chat.locator(".write textarea")

    @property
    def log(self) -> Locator:
        return self.chat.get_by_role("log")

    @property
    def status(self) -> Locator:
        return self.chat.get_by_role("status")

    async def open(self) -> None:
        await self.launcher.click()
        await self.field.wait_for()

    async def say(self, text: str) -> None:
        await self.field.fill(text)
        await self.field.press("Enter")

    async def kept(self) -> dict[str, Any]:
        """What the chat keeps in this browser."""
        frame = next(frame for frame in self.page.frames if "/widget/" in frame.url)
        found: dict[str, Any] = await frame.evaluate(
            "() => JSON.parse(localStorage.getItem(Object.keys(localStorage)[0] || '') || '{}')"
        )
        return found

    async def conversation_id(self) -> str:
        return str((await self.kept())["conversation"])


@dataclass
class Stage:
    browser: Browser
    host: LocalHost
    brand: Brand
    site: Site
    script: Script

    async def show_on(self, *sites: str, **more: Any) -> None:
        greeting = {"greeting": "Welcome to the tea shop."}
        await show_on(self.lead, self.brand.id, *sites, **(greeting | more))

    @asynccontextmanager
    async def visit(self, *, before: str = "", **more: Any) -> AsyncIterator[Visit]:
        """`before` is a script that runs in every frame before the page's own."""
        context = await self.browser.new_context(**({"locale": "en-GB"} | more))
        context.set_default_timeout(PATIENCE_MS)
        try:
            if before:
                await context.add_init_script(before)
            page = await context.new_page()
            visit = Visit(self, context, page)

            def hear(message: ConsoleMessage) -> None:
                visit.console.append(message.text)

            page.on("console", hear)
            page.on("pageerror", lambda error: visit.console.append(f"error: {error}"))
            self.site.page = _PAGE.format(server=self.host.url, community=self.brand.id)
            await page.goto(self.site.url)
            yield visit
        finally:
            await context.close()

    def path(self) -> str:
        return self.host.url + widget.PAGE.url(communityId=self.brand.id)

    @property
    def lead(self) -> Person:
        return self.brand.lead


async def soon(holds: Any, seconds: float = 15) -> Any:
    """What an async `holds` answers, once that is true."""
    async with asyncio.timeout(seconds):
        while not (found := await holds()):  # noqa: ASYNC110  # there is no event to wait for
            await asyncio.sleep(0.02)
    return found
