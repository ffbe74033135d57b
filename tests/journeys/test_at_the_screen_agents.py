"""At the screen: the ready-made club and its guide, a model of one's own, and a reply stopped."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.journeys.person import Person, at_the_screen
from tests.journeys.steps import AT_THE_SCREEN, first_run
from tests.kit.openai_server import OpenAIServer

pytestmark = AT_THE_SCREEN


async def test_the_guide_answers_and_a_reply_is_stopped(tmp_path: Path) -> None:
    async with OpenAIServer() as model, at_the_screen(tmp_path) as person:
        model.scripts.append(model.holds_after("Once upon", " a time", " there was an oven"))
        await first_run(person)
        await person.click("home_starter")
        await person.has_keys("composer")
        await ask_the_guide(person)
        await connect(person, model.url)
        await stop(person, model)
        assert await person.is_well()


async def ask_the_guide(person: Person) -> None:
    """The mouse lies still."""
    await pick(person, "gui", "Guide")
    await person.type("What does a private answer mean, who can see it?")
    await person.look("grown", "messages")
    await person.key("Return")
    await person.until_item("messages", "What does a private answer mean")
    last = (await person.until_item("messages", "source 1: "))["text"]
    assert ", AI, " in last
    assert "only you see this" in last
    assert "Private answers" in last, "the page of the manual is not cited"
    lengths = await person.look("grown", "messages")
    assert len(lengths) > 1, "the answer did not grow before one's eyes"


async def pick(person: Person, typed: str, name: str) -> None:
    """Of those whom `@` offers the first one is taken with Enter."""
    await person.tab_to("composer")
    await person.type(f"@{typed}")
    await person.until_item("completion_list", name)
    await person.key("Return")
    await person.says("asked_text", f"Asking {name}")


async def connect(person: Person, address: str) -> None:
    await person.click("add_agent")
    await person.type_into("agent_name", "Teller")
    await person.tab_to("agent_persona")
    await person.type("Tells stories about bread")
    await person.click("agent_provider")
    await person.choose("OpenAI-compatible server")
    await person.type_into("agent_base_url", address)
    await person.tab_to("agent_model")
    await person.type("m")
    await person.click("new_agent_submit")
    await person.gone("new_agent")
    await person.until_item("agent_list", "Teller")


async def stop(person: Person, model: OpenAIServer) -> None:
    await pick(person, "tel", "Teller")
    await person.type("Tell me a long one")
    await person.key("Return")
    await person.until_item("messages", "there was an oven")
    assert not model.left.is_set()
    await person.click("stop_button")
    said = await person.until_item("messages", "stopped")
    assert "Once upon a time there was an oven" in said["text"]
    async with asyncio.timeout(10):
        await model.left.wait()
    await person.gone("stop_button")
    await person.type_into("composer", "Thank you", enter=True)
    await person.until_item("messages", "Thank you")
