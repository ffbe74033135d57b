"""The chat for everybody: by keys alone, read aloud, in the dark, on a phone, in Chinese."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.async_api import Frame, expect

from embedded_server.contracts import support
from embedded_server.contracts.turns import Citation
from embedded_server.kernel.turn_types import ReplyEnd
from tests.kit.service import act, write
from tests.widget.stage import Stage, Visit

pytestmark = pytest.mark.asyncio(loop_scope="session")

ANSWER = "Use **80 °C** [1]:\n\n1. Warm `it`\n2. Wait\n\n```\nwater\n```\nhttps://tea.example/a"


async def faults(visit: Visit) -> list[str]:
    """What axe-core finds wrong in the chat, and with the launcher on the page."""
    found = []
    source = AXE_FILE_PATH.read_text("utf-8")
    chat = next(frame for frame in visit.page.frames if "/widget/" in frame.url)
    for frame in (visit.page.main_frame, chat):
        found += [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in await _axe(frame, source)]
    return found


async def _axe(frame: Frame, source: str) -> list[dict[str, Any]]:
    if not await frame.evaluate("Boolean(window.axe)"):
        await frame.evaluate(source)
    answer: dict[str, Any] = await frame.evaluate("axe.run({ iframes: false })")
    violations: list[dict[str, Any]] = answer["violations"]
    return violations


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_in_any_state(stage: Stage, scheme: str) -> None:
    cited = Citation(number=1, document_id="d", title="Brewing", passage="80 °C")
    async with stage.visit(color_scheme=scheme) as visit:
        await visit.launcher.wait_for()
        assert await faults(visit) == []
        await visit.open()
        assert await faults(visit) == []
        gate = asyncio.Event()
        stage.script.says(ANSWER, gate, ReplyEnd(citations=[cited]))
        await visit.say("How hot?")
        await expect(visit.log.locator("pre")).to_be_visible()
        gate.set()
        await visit.chat.get_by_text("Sources").click()
        await visit.chat.get_by_label("More").click()
        assert await faults(visit) == []
        await visit.chat.get_by_role("button", name="End conversation").click()
        await visit.chat.get_by_role("radio", name="2 of 5").check()
        assert await faults(visit) == []


async def test_by_keys_alone(stage: Stage) -> None:
    stage.script.says("Hello.", ReplyEnd())
    async with stage.visit() as visit:
        page = visit.page
        await visit.launcher.wait_for()
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("button", name="Buy")).to_be_focused()
        await page.keyboard.press("Tab")
        await expect(visit.launcher).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(visit.field).to_be_focused()
        await page.keyboard.type("Hi")
        await page.keyboard.press("Shift+Enter")
        await page.keyboard.type("there")
        await page.keyboard.press("Enter")
        await expect(visit.log).to_contain_text("Hello.")
        await expect(visit.field).to_be_focused()
        # Forward and back, focus goes round in the chat and never out of it.
        names = []
        frame = next(frame for frame in page.frames if "/widget/" in frame.url)
        for _ in range(12):
            await page.keyboard.press("Tab")
            names.append(
                await frame.evaluate(
                    "() => document.hasFocus() && (document.activeElement.ariaLabel"
                    " || document.activeElement.textContent || document.activeElement.className)"
                )
            )
        assert all(names), names
        assert {"Close chat", "Your message", "Talk to a person"} <= set(names)
        assert names[0] == names[len(set(names))], "it comes round"
        await visit.field.focus()
        await page.keyboard.press("Escape")
        await expect(visit.launcher).to_be_focused()
        await expect(visit.field).to_be_hidden()
        await page.keyboard.press("Space")
        await expect(visit.field).to_be_focused()


async def test_it_is_read_aloud_once(stage: Stage) -> None:
    gate = asyncio.Event()
    stage.script.says("Slowly ", gate, "said.", ReplyEnd())
    async with stage.visit() as visit:
        await visit.open()
        await expect(visit.log).to_have_attribute("aria-live", "polite")
        await visit.say("Hello")
        reply = visit.log.locator("li.theirs")
        await expect(reply).to_have_attribute("aria-busy", "true")
        mine = await visit.log.locator("li.mine").element_handle()
        gate.set()
        await expect(reply).to_contain_text("Slowly said.")
        await expect(reply).not_to_have_attribute("aria-busy", "true")
        assert mine is not None
        assert await mine.evaluate("node => node.isConnected"), "rows that are the same stay"


async def test_on_a_phone_it_fills_the_screen(stage: Stage) -> None:
    phone: dict[str, Any] = {"viewport": {"width": 360, "height": 640}, "has_touch": True}
    async with stage.visit(**phone, reduced_motion="reduce") as visit:
        await visit.open()
        box = await visit.page.locator("spaces-chat iframe").bounding_box()
        assert box == {"x": 0, "y": 0, "width": 360, "height": 640}
        await expect(visit.launcher).to_be_hidden()
        wide = await visit.chat.locator("main").evaluate("node => node.scrollWidth")
        assert wide <= 360
        for button in await visit.chat.get_by_role("button").all():
            size = await button.bounding_box()
            assert size is not None
            assert min(size["width"], size["height"]) >= 36
        await visit.chat.get_by_role("button", name="Close chat").click()
        await expect(visit.launcher).to_be_visible()


async def test_who_wants_less_motion_sees_none(stage: Stage) -> None:
    stage.script.says(asyncio.Event())
    async with stage.visit(reduced_motion="reduce") as visit:
        await visit.open()
        await visit.say("Hello")
        await expect(visit.chat.locator(".dots")).to_be_visible()
        frame = next(frame for frame in visit.page.frames if "/widget/" in frame.url)
        assert await frame.evaluate("document.getAnimations().length") == 0
        assert await visit.page.evaluate("document.getAnimations().length") == 0


async def test_in_chinese(stage: Stage) -> None:
    stage.script.says("你好。", ReplyEnd())
    async with stage.visit(locale="zh-CN") as visit:
        await expect(visit.launcher).to_have_accessible_name("打开对话")
        await visit.open()
        await visit.say("你好")
        await expect(visit.chat.get_by_role("button", name="转人工客服")).to_be_visible()
        assert await visit.chat.locator("html").get_attribute("lang") == "zh-Hans"
        key = await visit.conversation_id()
        await act(stage.lead, support.TAKE_OVER, key)
        await write(stage.lead, key, "我在。")
        await expect(visit.log).to_contain_text(f"{stage.lead.user['displayName']}来为您服务了。")


async def test_where_nobody_is_there_one_leaves_a_message(stage: Stage) -> None:
    stage.script.says("I do not know.", ReplyEnd())
    async with stage.visit() as visit:
        await visit.open()
        await visit.say("Hello")
        await visit.chat.get_by_role("button", name="Talk to a person").click()
        await expect(visit.log).to_contain_text("Nobody is here right now.")
        await visit.say("Please call me")
        await expect(visit.log).to_contain_text("Please call me")
        await expect(visit.log).not_to_contain_text("Sending…")
