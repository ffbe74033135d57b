"""A visitor's whole conversation, in a real browser on a site of another origin."""

from __future__ import annotations

import asyncio

import msgspec
import pytest
from playwright.async_api import expect

from embedded_server.contracts import support
from embedded_server.contracts.events import SendTyping
from embedded_server.contracts.turns import Citation
from embedded_server.kernel.turn_types import ReplyEnd
from tests.kit.service import act, one, write
from tests.widget.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_through_ai_queue_person_and_rating(stage: Stage) -> None:
    gate = asyncio.Event()
    cited = Citation(number=1, document_id="d", title="Brewing", passage="Green tea at 80 °C.")
    stage.script.says("Use **80", gate, " °C** for `sencha` [1].", ReplyEnd(citations=[cited]))
    async with stage.visit() as visit:
        chat = visit.chat
        await visit.open()
        await expect(chat.get_by_text("Welcome to the tea shop.")).to_be_visible()
        await expect(chat.get_by_text("Guide, an AI, answers first.")).to_be_visible()
        await chat.get_by_label("Your name (optional)").fill("Wanda")
        await visit.say("How hot?")
        reply = visit.log.locator("li.theirs")
        await expect(reply).to_contain_text("Use **80")
        await expect(reply.locator(".ai")).to_have_text("AI")
        await expect(chat.get_by_role("button", name="Stop the answer")).to_be_visible()
        gate.set()
        await expect(reply.locator("strong")).to_have_text("80 °C")
        await expect(reply.locator("code")).to_have_text("sencha")
        await reply.get_by_text("Sources").click()
        await expect(reply.get_by_text("Green tea at 80 °C.")).to_be_visible()

        async with stage.lead.live() as live:
            await live.caught_up()
            await chat.get_by_role("button", name="Talk to a person").click()
            await expect(visit.status).to_have_text("You are next.")
            conversation_id = await visit.conversation_id()
            (waiting,) = await stage.brand.queue()
            assert waiting["customer"]["name"] == "Wanda"
            assert waiting["isGuest"]
            await act(stage.lead, support.ACCEPT, conversation_id)
            name = stage.lead.user["displayName"]
            await expect(visit.log).to_contain_text(f"{name} is here.")
            typing = SendTyping(conversation_id=conversation_id)
            await live.send(msgspec.json.encode(typing).decode())
            await expect(visit.status).to_have_text(f"{name} is writing")

            await visit.field.press("Escape")
            await expect(visit.field).to_be_hidden()
            await expect(visit.launcher).to_be_focused()
            await write(stage.lead, conversation_id, "I can help you.")
            await expect(visit.launcher).to_have_accessible_name("Open chat, 1 unread")
            await visit.open()
            await expect(visit.log).to_contain_text("I can help you.")
            await expect(visit.launcher).to_have_accessible_name("Close chat")
            await act(stage.lead, support.RESOLVE, conversation_id, {"outcome": "solved"})

        await chat.get_by_label("More").click()
        async with visit.page.expect_download() as downloading:
            await chat.get_by_role("button", name="Download the conversation").click()
        file = await (await downloading.value).path()
        written = await asyncio.to_thread(file.read_text, "utf-8")
        assert "How hot?" in written
        assert "I can help you." in written

        await chat.get_by_role("radio", name="4 of 5").check()
        await chat.get_by_placeholder("Anything to add?").fill("Quick")
        await chat.get_by_role("button", name="Send rating").click()
        await expect(chat.get_by_text("Thank you.")).to_be_visible()
        seen = await one(stage.lead, conversation_id)
        assert (seen["rating"]["score"], seen["rating"]["comment"]) == (4, "Quick")

        stage.script.says("Hello again.", ReplyEnd())
        await chat.get_by_role("button", name="Start a new conversation").click()
        await visit.say("One more thing")
        await expect(visit.log).to_contain_text("Hello again.")
        assert (await one(stage.lead, await visit.conversation_id()))["previousId"] == (
            conversation_id
        )
        assert visit.console == []
