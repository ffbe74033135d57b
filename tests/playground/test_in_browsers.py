"""Links into sessions, the SDK and the built-in playgrounds, in a real Chromium."""

from __future__ import annotations

import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from playwright.async_api import Browser, expect

from embedded_server.contracts import play
from tests.kit.people import Person
from tests.kit.server import LocalHost
from tests.kit.waiting import until_async
from tests.playground.browsers import window
from tests.playground.rooms import Room, begin, make
from tests.widget.stage import BROWSER, WHY_NOT, chromium

pytestmark = pytest.mark.skipif(BROWSER is None, reason=WHY_NOT)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as opened:
        yield opened


async def opened(owner: Person, built_in: str, **definition: Any) -> tuple[Room, str]:
    """A session with that playground, and a link into it."""
    definition["builtIn"] = built_in
    space = await make(owner, name="Our board", definition=definition)
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


async def test_a_quiz_tells_the_right_answer_when_it_is_shown_and_not_before(
    host: LocalHost, browser: Browser
) -> None:
    owner = await host.person()
    question = {"ask": "Which is red?", "options": ["Blood", "Grass"], "right": 0}
    room, url = await opened(owner, "quiz", questions=[question])
    own = (await owner.post(play.PAGE_TOKEN.url(**room.ids))).json["url"]
    async with window(browser, own) as asker, window(browser, url) as ann:
        await ann.go_in("Ann")
        await expect(ann.frame.get_by_text("about to ask")).to_be_visible()
        assert "token" not in asker.page.url
        await asker.frame.get_by_role("button", name="Next question").click()
        await ann.frame.get_by_role("button", name="Blood").click()
        await expect(asker.frame.get_by_text("1 of 2 have answered")).to_be_visible()
        assert (await room.state(owner)).json["state"]["quiz"]["right"] is None
        await asker.frame.get_by_role("button", name="Show the right answer").click()
        await expect(ann.frame.get_by_role("listitem").filter(has_text="Ann")).to_contain_text("1")
        await expect(ann.frame.get_by_role("button", name="Blood")).to_be_disabled()
        assert ann.errors == asker.errors == []


async def test_a_video_plays_and_stops_for_everybody_at_once(
    host: LocalHost, browser: Browser, tmp_path: Path
) -> None:
    owner = await host.person()
    room, url = await opened(owner, "watch")
    own = (await owner.post(play.PAGE_TOKEN.url(**room.ids))).json["url"]
    async with (
        sound_on_a_site(tmp_path, seconds=60) as sound,
        window(browser, own) as leader,
        window(browser, url) as ann,
    ):
        await ann.go_in("Ann")
        await leader.frame.get_by_label("Address of a video").fill(sound)
        await leader.frame.get_by_role("button", name="Show to all").click()
        await expect(ann.frame.get_by_text("1:00")).to_be_visible()
        await leader.frame.get_by_label("Position").fill("30")
        await leader.frame.get_by_role("button", name="Play").click()

        async def both_play() -> bool:
            at = "() => video.paused ? -1 : video.currentTime"
            one, other = await leader.in_page(at), await ann.in_page(at)
            assert isinstance(one, (int, float))
            assert isinstance(other, (int, float))
            return one > 30 and other > 30 and abs(one - other) < 1.5

        await until_async(both_play)
        await ann.frame.get_by_role("button", name="Pause").click()

        async def rests() -> bool:
            return bool(await leader.in_page("() => video.paused"))

        await until_async(rests)
        state = (await room.state(owner)).json["state"]
        assert (state["playing"], state["at"] > 30) == (False, True)
        assert ann.errors == leader.errors == []


@asynccontextmanager
async def sound_on_a_site(folder: Path, seconds: int) -> AsyncIterator[str]:
    """The address of silence of that length, on a site of its own."""
    path = folder / "sound.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes([128]) * 8000 * seconds)

    async def serve(_request: web.Request) -> web.FileResponse:
        return web.FileResponse(path)

    app = web.Application()
    app.router.add_get("/sound.wav", serve)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://localhost:{runner.addresses[0][1]}/sound.wav"
    finally:
        await runner.cleanup()


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
