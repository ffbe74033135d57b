"""The chat and the site around it are apart: where it shows, what the site's scripts can reach, and
what hostile texts can do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import expect

from embedded_server.contracts import accounts, support
from embedded_server.contracts.turns import Citation
from embedded_server.kernel.turn_types import ReplyEnd
from tests.kit.service import act, write
from tests.widget.stage import Site, Stage, soon

pytestmark = pytest.mark.asyncio(loop_scope="session")

XSS = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>'
HOSTILE = f"""{XSS}
[click](javascript:window.pwned=1) [data](data:text/html,x) **{XSS}** `{XSS}`
- {XSS}
[ok](https://ok.example/a"onmouseover="x) https://ok.example/b'><b>x</b>
```html
{XSS}
```"""

LISTEN = """if (parent === window) {
    window.heard = [];
    addEventListener("message", (event) => heard.push(event.data));
}"""
FRAME = 'document.querySelector("spaces-chat").shadowRoot.querySelector("iframe")'
REACH = """async (url) => {
    const frame = FRAME;
    const tried = { own: JSON.stringify({ ...localStorage }), cookie: document.cookie };
    const attempt = async (name, act) => {
        try { tried[name] = await act(); } catch (error) { tried[name] = error.name; }
    };
    await attempt("document", () => frame.contentDocument?.body.innerText ?? null);
    await attempt("storage", () => frame.contentWindow.localStorage.length);
    await attempt("fetch", async () => (await fetch(url)).text());
    return tried;
}"""
SHOUT = """() => {
    for (const data of [null, 1, "open", {}, { spaces: "token" }, { spaces: "send" }])
        FRAME.contentWindow.postMessage(data, "*");
    window.postMessage({ spaces: "close" }, "*");
}"""
FOUND = """() => ({
    pwned: [window.pwned, document.querySelectorAll("img, script:not([src])").length],
    handlers: [...document.querySelectorAll("*")].flatMap((node) =>
        [...node.attributes].filter(({ name }) => name.startsWith("on"))).length,
    links: [...document.querySelectorAll("a")].map((a) => [a.protocol, a.rel, a.target]),
    trusted: (() => {
        try { document.body.innerHTML = "<p>"; } catch (error) { return error.name; }
    })(),
})"""


@pytest_asyncio.fixture(loop_scope="session")
async def elsewhere(stage: Stage) -> AsyncIterator[None]:
    """The chat is on, for another site than the one that is visited."""
    await stage.show_on("https://shop.example")
    yield
    await stage.show_on(stage.site.url)


@pytest.mark.parametrize("why", ["another site", "switched off", "no sites"])
async def test_it_is_not_shown_where_it_is_not_allowed_and_the_console_says_why(
    stage: Stage, elsewhere: None, why: str
) -> None:
    if why == "switched off":
        await stage.show_on(stage.site.url, isOn=False)
    elif why == "no sites":
        await stage.show_on()
    async with stage.visit() as visit:

        async def told() -> bool:
            return any("Chat is not shown" in line for line in visit.console)

        await soon(told)
        assert await visit.page.locator("spaces-chat").count() == 0
        assert any(stage.site.url in line for line in visit.console)


async def test_a_browser_refuses_the_frame_elsewhere_whatever_the_page_claims(
    stage: Stage, elsewhere: None
) -> None:
    """A site that is not listed frames the page itself, without a referrer, claiming to be one."""
    async with stage.visit() as visit:
        stage.site.page = (
            f'<iframe referrerpolicy="no-referrer" src="{stage.path()}#https%3A%2F%2Fshop.example">'
        )
        await visit.page.goto(stage.site.url)

        async def refused() -> bool:
            return any("frame-ancestors" in line for line in visit.console)

        await soon(refused)
        assert await visit.page.frame_locator("iframe").locator("textarea").count() == 0


async def test_alone_in_a_tab_it_says_that_it_belongs_to_a_site(stage: Stage) -> None:
    async with stage.visit() as visit:
        await visit.page.goto(stage.path() + "#http%3A%2F%2Flocalhost")
        await expect(visit.page.get_by_text("belongs to another web site")).to_be_visible()
        assert await visit.page.locator("textarea").count() == 0


async def test_the_sites_scripts_reach_neither_the_token_nor_the_chat(stage: Stage) -> None:
    stage.script.says("Secret answer.", ReplyEnd())
    async with stage.visit(before=LISTEN) as visit:
        await visit.open()
        await visit.say("My secret")
        await expect(visit.log).to_contain_text("Secret answer.")
        token = (await visit.kept())["guest"]["token"]
        page = visit.page
        found = await page.evaluate(
            REACH.replace("FRAME", FRAME),
            stage.host.url + accounts.SERVER.url(),
        )
        assert found["document"] is None
        assert found["storage"] == "SecurityError"
        assert found["fetch"] == "TypeError"
        assert (found["own"], found["cookie"]) == ("{}", "")
        heard: list[Any] = await page.evaluate("heard")
        assert {message["spaces"] for message in heard} <= {"hello", "close", "unread"}
        assert all(set(message) <= {"spaces", "count"} for message in heard)
        assert token not in str(heard)
        # What the page sends beyond the two words it may say changes nothing.
        await page.evaluate(SHOUT.replace("FRAME", FRAME))
        await expect(visit.field).to_be_visible()
        assert len(await page.evaluate("heard")) - len(heard) <= 1


async def test_hostile_texts_and_names_stay_texts(stage: Stage) -> None:
    cited = Citation(number=1, document_id="d", title=XSS, passage=XSS)
    stage.script.says(HOSTILE, ReplyEnd(citations=[cited]))
    async with stage.visit() as visit:
        await visit.open()
        await visit.chat.get_by_label("Your name (optional)").fill(XSS[:80])
        await visit.say(HOSTILE)
        await visit.chat.get_by_text("Sources").click()
        key = await visit.conversation_id()
        await act(stage.lead, support.TAKE_OVER, key)
        await write(stage.lead, key, HOSTILE + " from staff")
        await expect(visit.log).to_contain_text("from staff")
        frame = next(frame for frame in visit.page.frames if "/widget/" in frame.url)
        made = await frame.evaluate(FOUND)
        assert made["pwned"] == [None, 0]
        assert made["handlers"] == 0
        assert made["trusted"] == "TypeError", "a browser that knows trusted types refuses markup"
        assert len(made["links"]) >= 2
        safe = ["https:", "noopener noreferrer nofollow", "_blank"]
        assert all(link == safe for link in made["links"])
        assert await visit.page.evaluate("window.pwned") is None


async def test_two_sites_have_each_their_own_visitor(stage: Stage) -> None:
    """What a browser keeps for the chat on one site is not found by the chat on another."""
    stage.script.says("Hello.", ReplyEnd())
    async with stage.visit() as visit, Site.open() as other:
        await visit.open()
        await visit.say("Hello?")
        await expect(visit.log).to_contain_text("Hello.")
        assert await visit.conversation_id()
        # Ports are one site to a browser, so that the other one goes by the server's own name.
        address = other.url.replace("localhost", "127.0.0.1")
        await stage.show_on(stage.site.url, address)
        other.page = stage.site.page
        await visit.page.goto(address)
        await visit.open()
        await expect(visit.chat.get_by_label("Your name (optional)")).to_be_visible()
        assert "conversation" not in await visit.kept()
