"""Sessions as people have them in real browsers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from playwright.async_api import Browser, BrowserContext, FrameLocator, Page

from tests.kit.waiting import until_async
from tests.widget.stage import PATIENCE_MS


@dataclass
class Window:
    """One person's browser in a session."""

    context: BrowserContext
    page: Page
    errors: list[str] = field(default_factory=list)

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator("#stage iframe")

    async def go_in(self, name: str) -> None:
        await self.page.get_by_label("Your name").fill(name)
        await self.page.get_by_role("button", name="Go in").click()
        await self.page.locator("#room").wait_for()

    async def people(self) -> list[str]:
        return await self.page.locator("#people .name").all_inner_texts()

    async def in_page(self, script: str) -> object:
        """What the embedded page answers to a script; None while there is none."""
        frame = next((one for one in self.page.frames if "/playgrounds/" in one.url), None)
        if frame is None:
            return None
        found: object = await frame.evaluate(script)
        return found

    async def draw(self, *points: tuple[float, float]) -> None:
        """A stroke on the board by the mouse, through points of its frame."""
        box = await self.page.locator("#stage iframe").bounding_box()
        assert box is not None
        mouse = self.page.mouse
        await mouse.move(box["x"] + points[0][0], box["y"] + points[0][1])
        await mouse.down()
        for x, y in points[1:]:
            await mouse.move(box["x"] + x, box["y"] + y, steps=4)
        await mouse.up()

    async def until_strokes(self, count: int) -> None:
        async def drawn() -> bool:
            return (
                await self.in_page("() => typeof strokes === 'object' ? strokes.length : -1")
                == count
            )

        await until_async(drawn)


@asynccontextmanager
async def window(browser: Browser, url: str, **more: str) -> AsyncIterator[Window]:
    context = await browser.new_context(**({"locale": "en-GB"} | more))  # type: ignore[arg-type]  # options of several types
    context.set_default_timeout(PATIENCE_MS)
    try:
        page = await context.new_page()
        made = Window(context, page)
        page.on("pageerror", lambda error: made.errors.append(str(error)))
        page.on(
            "console",
            lambda said: made.errors.append(said.text) if said.type == "error" else None,
        )
        await page.goto(url)
        yield made
    finally:
        await context.close()
