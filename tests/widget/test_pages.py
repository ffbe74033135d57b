"""The script and the page of the chat: who may load them, from where, and what they may do."""

from __future__ import annotations

import re

from embedded_server.app import SLICES
from embedded_server.contracts import accounts, play, widget
from tests.kit.people import Reply
from tests.kit.server import LocalHost
from tests.kit.service import show_on

SITE = "https://shop.example"
SCRIPT = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "script", "Sec-Fetch-Mode": "no-cors"}
FRAME = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "iframe", "Sec-Fetch-Mode": "navigate"}


async def shop(host: LocalHost) -> str:
    """A brand whose chat is on."""
    brand_id = await host.admin.create("official", "Shop")
    await show_on(host.admin, brand_id, SITE, "https://*.brand.example")
    return brand_id


async def load(host: LocalHost, path: str, **headers: str) -> Reply:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return await host.stranger().get(path, headers=sent)


async def test_other_sites_load_the_script_and_the_page_and_nothing_else(
    host: LocalHost,
) -> None:
    brand_id = await shop(host)
    script, page = widget.SCRIPT.url(), widget.PAGE.url(communityId=brand_id)
    assert (await load(host, script, **SCRIPT)).status == 200
    assert (await load(host, page, **FRAME)).status == 200
    assert (await load(host, script, **{**SCRIPT, "Sec-Fetch-Site": "same-site"})).status == 200
    for path, headers in (
        (script, FRAME),
        (page, SCRIPT),
        (page, {**FRAME, "Sec-Fetch-Dest": "document"}),
        (page, {**FRAME, "Sec-Fetch-Dest": "object"}),
        (script, {**SCRIPT, "Sec-Fetch-Mode": "cors"}),
        (script, {"Sec-Fetch-Site": "cross-site"}),
        (script, {**SCRIPT, "Origin": SITE}),
        (script, {**SCRIPT, "Host": "evil.example"}),
        (accounts.SERVER.url(), SCRIPT),
        (accounts.SERVER.url(), FRAME),
        (widget.FACTS.url(communityId=brand_id), FRAME),
        (widget.ASSET.url(file="chat.js"), SCRIPT),
    ):
        answer = await load(host, path, **headers)
        assert answer.status == 403, (path, headers)
    assert (await load(host, script, **{**SCRIPT, "Origin": "null"})).status == 200
    embedded = {r.path: r.embeds for s in SLICES for r in s.handlers if r.embeds is not None}
    assert embedded == {
        widget.SCRIPT.path: "script",
        widget.PAGE.path: "iframe",
        play.SDK.path: "script",
        play.BUILT_IN_PAGE.path: "iframe",
        play.BUILT_IN_FILE.path: "script",
    }


async def test_a_post_of_another_site_to_the_page_is_refused(
    host: LocalHost,
) -> None:
    brand_id = await shop(host)
    for path in (widget.SCRIPT.url(), widget.PAGE.url(communityId=brand_id)):
        answer = await host.stranger().post(path, {}, headers=FRAME)
        assert (answer.status, answer.code) == (403, "bad_origin")


async def test_the_page_says_where_it_may_be_shown_and_what_it_may_load(
    host: LocalHost,
) -> None:
    brand_id = await shop(host)
    page = await load(host, widget.PAGE.url(communityId=brand_id), **FRAME)
    policy = dict(
        part.strip().split(" ", 1) for part in page.headers["Content-Security-Policy"].split(";")
    )
    assert policy["frame-ancestors"] == f"{SITE} https://*.brand.example"
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in str(policy)
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "X-Frame-Options" not in page.headers
    loaded = re.findall(r'(?:src|href)=["\']?([^"\' >]+)', page.body.decode())
    assert len(loaded) == 2
    assert all(address.startswith("/widget/assets/") for address in loaded)
    for address in loaded:
        answer = await load(host, address)
        assert answer.status == 200
        assert "immutable" in answer.headers["Cache-Control"]


async def test_the_page_is_refused_where_the_chat_is_off_or_the_site_is_another(
    host: LocalHost,
) -> None:
    brand_id = await shop(host)
    page = widget.PAGE.url(communityId=brand_id)
    facts = widget.FACTS.url(communityId=brand_id)
    guests = widget.BECOME_GUEST.url(communityId=brand_id)
    for referrer, status in (
        (f"{SITE}/basket?x=1", 200),
        ("https://a.brand.example/", 200),
        ("https://evil.example/", 403),
        ("http://[", 403),
    ):
        answer = await load(host, page, Referer=referrer, **FRAME)
        assert answer.status == status, referrer
    await show_on(host.admin, brand_id)
    assert (await load(host, page, **FRAME)).code == "site_not_allowed"
    await show_on(host.admin, brand_id, SITE, isOn=False)
    for answer in (
        await load(host, page, **FRAME),
        await load(host, facts),
        await host.stranger().post(guests, {}),
    ):
        assert (answer.status, answer.code) == (403, "site_not_allowed")
    club = await host.admin.create("club", "Tea")
    assert (await load(host, widget.FACTS.url(communityId=club))).code == "site_not_allowed"


async def test_browsers_ask_again_with_the_tag_and_get_what_is_new(
    host: LocalHost,
) -> None:
    brand_id = await shop(host)
    for path in (
        widget.SCRIPT.url(),
        widget.PAGE.url(communityId=brand_id),
        widget.ASSET.url(file="chat.js") + "?v=another",
    ):
        first = await load(host, path)
        assert first.status == 200
        assert first.headers["Cache-Control"] == "public, no-cache"
        again = await load(host, path, If_None_Match=first.headers["Etag"])
        assert (again.status, again.body) == (304, b"")
        changed = await load(host, path, If_None_Match='"other"')
        assert (changed.status, changed.body) == (200, first.body)
    for name in ("nothing.js", "page.html", "widget.js", "..%2Fsource%2Fchat.js"):
        path = widget.ASSET.path.replace("{file}", name)
        assert (await load(host, path)).status == 404


async def test_the_facts_name_the_ai_that_answers_first(
    host: LocalHost,
) -> None:
    brand_id = await shop(host)
    await host.admin.make_agent(brand_id, name="Ada")
    facts = (await load(host, widget.FACTS.url(communityId=brand_id))).json
    assert (facts["communityName"], facts["agentName"]) == ("Shop", "Ada")
