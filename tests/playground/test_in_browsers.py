"""Links into sessions, the SDK and the built-in playgrounds, in a real Chromium."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect

from embedded_server.contracts import play
from tests.kit.people import Person
from tests.kit.server import LocalHost
from tests.playground.browsers import window
from tests.playground.rooms import Room, begin, make
from tests.widget.stage import BROWSER, WHY_NOT, chromium

pytestmark = pytest.mark.skipif(BROWSER is None, reason=WHY_NOT)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as opened:
        yield opened


async def opened(owner: Person, built_in: str) -> tuple[Room, str]:
    """A session with that playground, and a link into it."""
    space = await make(owner, name="Our board", definition={"builtIn": built_in})
    room = await begin(owner, space)
    link = await owner.post(play.LINK.url(**room.ids))
    return room, link.json["url"]


async def test_two_browsers_draw_on_one_board(host: LocalHost, browser: Browser) -> None:
    owner = await host.person()
    room, url = await opened(owner, "whiteboard")
    async with window(browser, url) as ann, window(browser, url) as ben:
        await ann.go_in("Ann")
        await ben.go_in("Ben")
        await expect(ann.page.locator("#people")).to_contain_text("Ben")
        await expect(ben.frame.get_by_role("toolbar")).to_be_visible()
        await ann.draw((60, 120), (160, 200), (260, 120))
        await ben.until_strokes(1)
        await ben.draw((60, 300), (260, 300))
        await ann.until_strokes(2)
        await ann.frame.get_by_role("button", name="Undo").click()
        await ben.until_strokes(1)
        kept = (await room.state(owner)).json["state"]["strokes"]
        assert len(kept) == 1
        await ben.page.locator("#text").fill("Look!")
        await ben.page.locator("#text").press("Enter")
        await expect(ann.page.locator("#chat")).to_contain_text("Look!")
        # Who reloads is the same participant, and sees what there is.
        await ben.page.reload()
        await ben.until_strokes(1)
        assert len((await room.view(owner))["participants"]) == 3
        assert ann.errors == []
        assert ben.errors == []


async def test_the_door_says_why_nobody_may_go_in(host: LocalHost, browser: Browser) -> None:
    owner = await host.person()
    room, url = await opened(owner, "whiteboard")
    async with window(browser, f"{url}X") as wrong:
        await expect(wrong.page.get_by_role("alert")).to_contain_text("leads nowhere")
    await room.end(owner)
    async with window(browser, url) as late:
        await expect(late.page.get_by_role("alert")).to_contain_text("is over")


async def test_a_page_in_the_frame_reaches_nothing_of_the_server(
    host: LocalHost, browser: Browser
) -> None:
    owner = await host.person()
    room, url = await opened(owner, "whiteboard")
    async with window(browser, url) as ann:
        await ann.go_in("Ann")
        await expect(ann.frame.get_by_role("toolbar")).to_be_visible()
        found = await ann.in_page(
            """async () => {
              const tried = {};
              const reach = async (name, act) => {
                tried[name] = await (async () => String(await act()))().catch(() => 'refused');
              };
              await reach('parent', () => parent.document.title);
              await reach('storage', () => sessionStorage.length);
              await reach('cookie', () => document.cookie);
              await reach('fetch', () => fetch('/api/health').then(answer => answer.status));
              await reach('top', () => { top.location = 'about:blank'; return 'moved'; });
              await reach('popup', () => window.open('/') === null ? Promise.reject() : 'opened');
              return tried;
            }"""
        )
        assert found == dict.fromkeys(
            ("parent", "storage", "cookie", "fetch", "top", "popup"), "refused"
        )
        # The bridge takes its closed set alone, and gives a page up that goes on.
        await ann.in_page(
            """() => { for (let id = 0; id < 400; id++) {
              const message = {type: 'admin', id};
              parent.postMessage({spaces: 1, from: 'page', message}, '*');
            } }"""
        )
        await expect(ann.page.locator("#stage")).to_contain_text("not listened to any more")
        assert (await room.view(owner))["participantCount"] == 2
