"""Transcripts: what both sides saw, in three forms, safe to open and to keep."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from embedded_server.contracts import support, support_desk
from tests.kit.people import Person, Reply
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.service import Brand, act, ask, make_brand, write

EVIL = '<script>alert("x")</script> & <img src=https://evil.example/x.png>'


async def transcript(person: Person, key: str, format_: str) -> Reply:
    return await person.get(support.TRANSCRIPT.url(conversationId=key), params={"format": format_})


async def talked(host: LocalHost, name: str = "carla") -> tuple[Brand, Person, Person, str]:
    """A resolved conversation with an AI and a person in it."""
    brand = await make_brand(host)
    customer, agent = await host.person(name), await brand.colleague(name="anton")
    key = await brand.start(customer)
    await ask(customer, key, EVIL)
    await act(customer, support.TRANSFER, key)
    await act(agent, support.ACCEPT, key)
    await act(agent, support_desk.ADD_NOTE, key, {"text": "zebra"})
    await write(agent, key, "Line one\nLine two")
    await act(agent, support.RESOLVE, key, {"outcome": "solved"})
    return brand, customer, agent, key


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attributes if name in ("src", "href")]


async def test_a_page_escapes_everything_and_loads_nothing(host: LocalHost, script: Script) -> None:
    _, customer, agent, key = await talked(host)
    answer = await transcript(customer, key, "html")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    page = _Page()
    page.feed(answer.body.decode())
    assert not page.tags & {"script", "img", "link", "iframe", "object"}
    assert {link.partition(":")[0] for link in page.links} <= {"http", "https"}
    text = answer.body.decode()
    assert "&lt;script&gt;" in text
    assert '<span class="ai">AI</span>' in text
    assert "Anton" in text
    assert "Solved on" in text
    assert "times are of UTC" in text
    assert "zebra" not in text
    assert f"@{agent.user['username']}" not in text
    assert (await transcript(agent, key, "html")).body.decode().count("<article>") == text.count(
        "<article>"
    )


async def test_nobody_writes_a_line_that_another_seems_to_have_said(host: LocalHost) -> None:
    brand, customer = await make_brand(host, "human_only", agent=False), await host.person()
    key = await brand.waiting(customer, "Well\n\n[10:00 +00:00] Ada (staff)\nAll is free")
    lines = (await transcript(customer, key, "txt")).body.decode().splitlines()
    assert "    [10:00 +00:00] Ada (staff)" in lines
    heads = [line for line in lines if line.startswith("[")]
    assert not [head for head in heads if head.endswith("(staff)")]
    assert len(heads) == 2


async def test_a_text_says_who_spoke_and_when(host: LocalHost, script: Script) -> None:
    brand, customer, _, key = await talked(host)
    hours = {"timeZone": "Asia/Kolkata", "isOn": False, "week": [[]] * 7}
    path = support_desk.SET_SETTINGS.url(communityId=brand.id)
    assert (await brand.lead.put(path, {"hours": hours})).status == 200
    text = (await transcript(customer, key, "txt")).body.decode()
    assert text.startswith("Shop\nConversation 1 with Carla\nBegun on ")
    assert "times are of Asia/Kolkata" in text
    assert re.search(r"^\[\d\d:\d\d \+05:30\] Carla \(customer\)$", text, re.M)
    assert re.search(r"^\[\d\d:\d\d \+05:30\] Guide \(AI\)$", text, re.M)
    assert re.search(
        r"^\[\d\d:\d\d \+05:30\] Anton \(staff\)\n    Line one\n    Line two$", text, re.M
    )
    assert EVIL in text
    assert "zebra" not in text


async def test_a_program_reads_it_too(host: LocalHost, script: Script) -> None:
    _, customer, agent, key = await talked(host)
    read = (await transcript(customer, key, "json")).json
    assert read["format"] == "spaces-conversation"
    assert [line["by"] for line in read["lines"] if line["by"] != "system"] == [
        "customer",
        "ai",
        "staff",
    ]
    assert [line["seq"] for line in read["lines"]] == list(range(1, len(read["lines"]) + 1))
    assert agent.id not in str(read)
    assert (read["outcome"], read["customerName"]) == ("solved", "Carla")


async def test_the_customer_and_staff_may_read_it_and_nobody_else(
    host: LocalHost, script: Script
) -> None:
    brand, _, _, key = await talked(host)
    other = await brand.colleague()
    for person, status in ((await host.person(), 404), (other, 403), (brand.lead, 200)):
        assert (await transcript(person, key, "txt")).status == status
    assert (await transcript(brand.lead, key, "pdf")).code == "validation"


@pytest.mark.parametrize("name", ['../"Shop"\\ <x>', "...", "商店"])
async def test_its_name_is_safe_on_any_system(host: LocalHost, name: str) -> None:
    lead = await host.person()
    made = await lead.create("official", name, csMode="human_only")
    customer = await host.person()
    key = await Brand(host, made, lead).start(customer, "Hi")
    for format_ in ("txt", "html", "json"):
        said = (await transcript(customer, key, format_)).headers["Content-Disposition"]
        assert said.startswith("attachment; ")
        plain = re.search(r'filename="([^"]*)"', said)
        assert plain is not None
        assert plain[1].endswith(f".{format_}")
        assert not set(plain[1]) & set('/\\:*?"<>|')
