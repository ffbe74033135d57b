"""The built-in whiteboard in the real session pane, and beside real browsers."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from embedded_server.contracts import play
from spaces_desktop.playground.page import engine
from tests.kit.server import LocalHost
from tests.kit.waiting import until_async
from tests.playground.browsers import window
from tests.playground.rooms import begin, make
from tests.playground.session.desk import desk_window
from tests.widget.stage import BROWSER, WHY_NOT, chromium

pytestmark = pytest.mark.skipif(not engine.is_installed(), reason="no Qt WebEngine here")


async def test_a_window_draws_on_the_board_and_sees_what_others_draw(host: LocalHost) -> None:
    owner = await host.person()
    room = await begin(owner, await make(owner, definition={"builtIn": "whiteboard"}))

    async def strokes() -> list[object]:
        found: list[object] = (await room.state(owner)).json["state"].get("strokes", [])
        return found

    async def drawn() -> bool:
        return len(await strokes()) == 1

    async with desk_window(owner, room) as desk:
        await desk.tell("draw 200")
        await until_async(drawn)
        stroke = {**(await strokes())[0], "i": "other"}  # type: ignore[dict-item]  # a JSON object
        put = await room.put(owner, 1, {"strokes": [*(await strokes()), stroke]})
        assert put.status == 200, put.json
        assert (await desk.tell("until 2"))["strokes"] == 2


@pytest.mark.skipif(BROWSER is None, reason=WHY_NOT)
async def test_two_browsers_and_a_window_draw_on_one_board(host: LocalHost) -> None:
    owner, third = await host.person(), await host.person()
    room = await begin(owner, await make(owner, definition={"builtIn": "whiteboard"}))
    url = (await owner.post(play.LINK.url(**room.ids))).json["url"]
    async with (
        chromium() as browser,
        window(browser, url) as ann,
        window(browser, url) as ben,
        desk_window(third, room) as desk,
    ):
        await ann.go_in("Ann")
        await ben.go_in("Ben")
        for one in (ann, ben):
            await expect(one.frame.get_by_role("toolbar")).to_be_visible()
        await ann.draw((60, 120), (160, 200), (260, 120))
        await desk.tell("until 1")
        await desk.tell("draw 250")
        await ben.until_strokes(2)
        await ben.draw((60, 300), (260, 300))
        for one in (ann, ben):
            await one.until_strokes(3)
        seen = await desk.tell("until 3")
        assert {"Ann", "Ben"} <= set(seen["people"])
        await desk.tell("say Look at this!")
        await expect(ann.page.locator("#chat")).to_contain_text("Look at this!")
        assert len((await room.state(owner)).json["state"]["strokes"]) == 3
        assert ann.errors == []
        assert ben.errors == []
