"""A tea shop's customer service for the README: a visitor in a browser, an agent at the screen."""

from __future__ import annotations

import asyncio
from datetime import datetime
from io import BytesIO
from pathlib import Path

from PIL import Image

from embedded_server.contracts import support, support_desk
from tests.journeys.person import Person, at_the_screen
from tests.journeys.pictures import fit, member, seconds_until, shoot
from tests.journeys.steps import past_host, sign_in
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.service import Brand, act, write
from tests.widget.stage import Site, Stage, Visit, chromium

WAITING = (
    ("jonas", "Jonas Okoye", "My order 2041 says delivered, but nothing is here."),
    ("amira", "Amira Haddad", "Can I still change the address of my parcel?"),
    ("oskar", "Oskar Lindqvist", "Is the sampler back this month?"),
)
APP = {"main_window", "QSystemTrayIconSys"}
EVERY = 140
"""Seconds after which somebody else comes into the queue."""
BREWING = """# Green tea

Sencha wants water at 70 °C and one minute; a second cup of the same leaves, thirty seconds.

Matcha is whisked into water at 80 °C, never boiling.
"""
HELLO = "Hello {customer.name|there}, this is {agent.name} from {community.name}."
ANSWER = "Yes, it may: the glaze is made for it. Only the bamboo handle comes off first."
NOTE = "Bought the blue one in October, second question about it."
SHOP = """<!doctype html><html lang=en><meta charset=utf-8><title>Kettle & Leaf</title>
<link rel=icon href="data:,"><style>
body {{ margin: 0; font: 17px/1.5 Georgia, "DejaVu Serif", serif; color: #24332b;
  background: #f7f4ec }}
header {{ display: flex; gap: 36px; padding: 22px 48px; border-bottom: 1px solid #ddd6c3 }}
header b {{ font-size: 22px; margin-right: auto }}
main {{ padding: 44px 48px; max-width: 560px }}
h1 {{ font-size: 40px; line-height: 1.15; margin: 0 0 14px }}
.teas {{ display: grid; grid-template-columns: repeat(3, 1fr); gap: 18px; margin-top: 30px }}
.teas div {{ height: 150px; border-radius: 12px; padding: 14px; color: #fff; font-size: 16px;
  display: flex; align-items: end }}
</style><header><b>Kettle &amp; Leaf</b>
<span>Teas</span><span>Pots</span><span>Visit us</span></header>
<main><h1>First flush, picked in April.</h1><p>Small lots from four gardens we have walked
through ourselves, sent within two days.</p><div class=teas>
<div style="background:#6f9148">Sencha Asatsuyu</div>
<div style="background:#b0752f">Darjeeling FF</div>
<div style="background:#41667f">The blue teapot</div></div></main>
<script src="{server}/widget.js" data-community="{community}" async></script>"""


async def take_service(place: Path, folder: Path) -> None:
    async with (
        past_host(place / "shop", days=1, server_name="Kettle & Leaf") as host,
        at_the_screen(place / "maria") as maria,
        Site.open() as site,
        chromium() as browser,
    ):
        brand = await make_shop(host)
        stage = Stage(browser, host, brand, site, Script())
        await stage.show_on(site.url, greeting="Good morning! Ask us about tea, pots or a parcel.")
        await wait_in_line(host, brand)
        await sign_in(maria, host, "maria")
        await fit(maria)
        await maria.click("rail_support")
        context = await browser.new_context(locale="en-GB", viewport={"width": 1120, "height": 720})
        site.page = SHOP.format(server=host.url, community=brand.id)
        visit = Visit(stage, context, await context.new_page())
        await visit.page.goto(site.url)
        await ask(visit)
        await answer(maria, visit)
        # What told of those who waited goes away by itself.
        await maria.until(
            lambda seen: {one["id"] for one in seen} <= APP, "windows", why="only the app is shown"
        )
        await shoot(maria, folder / "console.png")
        await photograph(visit, folder / "web-chat.png")
        await context.close()


async def make_shop(host: LocalHost) -> Brand:
    await host.set_up()
    lead = await member(host, "lena", "Lena Brandt")
    community_id = await lead.create(
        "official", name="Kettle & Leaf", description="Teas and pots", csMode="hybrid"
    )
    leaf = await lead.make_agent(community_id, name="Leaf", description="Knows our teas")
    await lead.teach(leaf, "How to brew", BREWING)
    brand = Brand(host, community_id, lead, leaf)
    await brand.hire(await member(host, "maria", "Maria Silva"))
    path = support_desk.ADD_CANNED_REPLY.url(communityId=community_id)
    assert (await lead.post(path, {"shortcut": "hello", "text": HELLO})).status == 201
    return brand


async def wait_in_line(host: LocalHost, brand: Brand) -> None:
    host.server.clock.advance(seconds_until(host, datetime.now().astimezone()) - 3 * EVERY)
    for username, name, question in WAITING:
        customer = await member(host, username, name)
        key = await brand.start(customer)
        assert (await act(customer, support.TRANSFER, key)).status == 200
        assert (await write(customer, key, question)).status == 201
        host.server.clock.advance(EVERY)


async def ask(visit: Visit) -> None:
    await visit.open()
    await visit.chat.get_by_label("Your name (optional)").fill("Wanda Berg")
    await visit.say("How hot should the water be for sencha?")
    await visit.log.get_by_text("Sources").wait_for()
    await visit.say("Can the blue teapot go into the dishwasher?")
    await visit.log.get_by_role("button", name="Talk to a person").click()
    await visit.status.get_by_text("queue").wait_for()


async def answer(maria: Person, visit: Visit) -> None:
    await maria.click_item("conversations", "Wanda Berg")
    await maria.click("act_main")
    await maria.has_keys("composer")
    await maria.key("ctrl+n")
    await maria.type_into("note_text", NOTE, enter=True)
    await maria.key("ctrl+r")
    await maria.type_into("composer", "/hello")
    await maria.until_item("completion_list", "this is Maria")
    await maria.key("Return", "Return")
    await maria.until_item("messages", "this is Maria Silva")
    await maria.type_into("composer", ANSWER, enter=True)
    await visit.log.get_by_text("bamboo handle").wait_for()
    await visit.say("Lovely, thank you!")
    await maria.until_item("messages", "Lovely, thank you!")


async def photograph(visit: Visit, path: Path) -> None:
    """In fewer colours than a browser paints: nobody sees it, and it is a third as large."""
    taken = Image.open(BytesIO(await visit.page.screenshot()))
    few = taken.convert("RGB").quantize(192, dither=Image.Dither.NONE)
    await asyncio.to_thread(few.save, path, optimize=True)
