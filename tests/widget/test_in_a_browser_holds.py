"""The chat holds: it loses nothing when the server, the sign-in or the browser's storage goes."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import expect

from embedded_server.contracts import support
from embedded_server.contracts.turns import Citation
from embedded_server.kernel.turn_types import ReplyEnd
from tests.kit.service import act, said, write
from tests.widget.stage import Stage, Visit, soon

pytestmark = pytest.mark.asyncio(loop_scope="session")

NO_STORAGE = """if (location.pathname.startsWith("/widget/"))
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no"); } });"""


async def test_nothing_is_lost_while_the_server_is_away(stage: Stage) -> None:
    stage.script.says("First answer.", ReplyEnd())
    async with stage.visit() as visit:
        await visit.open()
        await visit.say("One")
        await expect(visit.log).to_contain_text("First answer.")
        key = await visit.conversation_id()
        stage.host.port = int(stage.host.url.rpartition(":")[2])
        await stage.host.stop()
        await visit.say("Two, while it is away")
        await expect(visit.log).to_contain_text("Sending…")
        await expect(visit.status).to_have_text("No connection. Trying again by itself…")
        stage.script.says("Second answer.", ReplyEnd())
        await stage.host.start()
        await expect(visit.log).to_contain_text("Second answer.", timeout=15_000)
        await expect(visit.status).to_have_text("")
        stage.brand.lead = stage.host.back(stage.lead)
        texts = [m["text"] for m in await said(stage.lead, key) if m["kind"] == "message"]
        assert texts == ["One", "First answer.", "Two, while it is away", "Second answer."]
        shown = await visit.log.locator("li .body").all_inner_texts()
        assert [text.strip() for text in shown] == texts


async def test_what_was_not_sent_is_sent_after_a_reload_and_what_came_is_there(
    stage: Stage,
) -> None:
    stage.script.says("First answer.", ReplyEnd())
    async with stage.visit() as visit:
        await visit.open()
        await visit.say("One")
        await expect(visit.log).to_contain_text("First answer.")
        key = await visit.conversation_id()
        await visit.context.set_offline(True)
        await visit.say("Two, offline")
        await expect(visit.log).to_contain_text("Sending…")

        async def waits() -> bool:
            return len((await visit.kept())["outbox"]) == 1

        await soon(waits)
        await act(stage.lead, support.TAKE_OVER, key)
        await write(stage.lead, key, "I am here now")
        await visit.context.set_offline(False)
        await visit.page.reload()
        await visit.open()
        await expect(visit.log).to_contain_text("Two, offline")
        for text in ("One", "First answer.", "I am here now"):
            await expect(visit.log).to_contain_text(text)
        await expect(visit.log).not_to_contain_text("Sending…")
        sent = [m["text"] for m in await said(stage.lead, key)].count("Two, offline")
        assert sent == 1


async def test_a_reply_goes_on_over_a_broken_stream_and_can_be_stopped(stage: Stage) -> None:
    gate = asyncio.Event()
    stage.script.says("Before ", "the break, ", gate, "after it, ", asyncio.Event())
    async with stage.visit() as visit:
        await visit.open()
        await visit.say("Tell me a lot")
        await expect(visit.log).to_contain_text("the break,")
        for transport in list(_streams(stage)):
            transport.close()
        gate.set()
        await expect(visit.log).to_contain_text("Before the break, after it,", timeout=15_000)
        await visit.chat.get_by_role("button", name="Stop the answer").click()
        await expect(visit.log).to_contain_text("Stopped.")
        await expect(visit.chat.get_by_role("button", name="Send")).to_be_visible()


def _streams(stage: Stage) -> list[asyncio.BaseTransport]:
    """The connections on which replies are read."""
    turns = stage.host.server.turns
    return [
        watcher._transport
        for live in turns._registry._live.values()
        for watcher in live.watchers
        if watcher._transport is not None
    ]


async def test_a_sign_in_that_ended_becomes_a_new_visitor_and_the_message_goes_through(
    stage: Stage,
) -> None:
    stage.script.says("Hello.", ReplyEnd())
    async with stage.visit() as visit:
        await visit.open()
        await visit.say("One")
        await expect(visit.log).to_contain_text("Hello.")
        before = await visit.kept()
        guest = before["guest"]["userId"]
        await stage.host.server.database.write(
            lambda tx: tx.change("DELETE FROM sessions WHERE user_id = ?", (guest,))
        )
        stage.host.server.gate.forget_user(guest)
        await visit.say("Two")
        await expect(visit.log.get_by_text("Two")).to_be_visible()

        async def sent() -> bool:
            kept = await visit.kept()
            return not kept["outbox"] and kept["guest"]["userId"] != guest

        await soon(sent)
        texts = [m["text"] for m in await said(stage.lead, await visit.conversation_id())]
        assert texts.count("Two") == 1
        assert "One" not in texts


async def test_without_storage_it_works_and_says_what_that_means(stage: Stage) -> None:
    stage.script.says("Hello.", ReplyEnd())
    async with stage.visit(before=NO_STORAGE) as visit:
        await visit.open()
        await visit.say("One")
        await expect(visit.log).to_contain_text("Hello.")
        await expect(visit.status).to_contain_text("keeps nothing here")


async def test_a_message_to_a_conversation_that_was_resolved_starts_another(stage: Stage) -> None:
    stage.script.says("Hello.", ReplyEnd())
    async with stage.visit() as visit:
        await visit.open()
        await visit.say("One")
        await expect(visit.log).to_contain_text("Hello.")
        key = await visit.conversation_id()
        await visit.context.set_offline(True)
        await visit.say("Two")
        await expect(visit.log).to_contain_text("Sending…")
        await act(stage.lead, support.RESOLVE, key)
        await visit.context.set_offline(False)

        async def another() -> bool:
            return await visit.conversation_id() not in (key, "None")

        await soon(another)
        await expect(visit.log).to_contain_text("Hello.")
        await expect(visit.log).not_to_contain_text("One")
        assert (await visit.kept())["outbox"] == []


async def test_two_tabs_are_one_visitor(stage: Stage) -> None:
    stage.script.says("Hello.", ReplyEnd())
    async with stage.visit() as visit:
        await visit.launcher.wait_for()
        tab = Visit(stage, visit.context, await visit.context.new_page())
        await tab.page.goto(stage.site.url)
        await tab.open()
        await visit.open()
        await visit.say("From one")
        await expect(visit.log).to_contain_text("Hello.")
        await tab.say("From two")
        for each in (visit, tab):
            await expect(each.log).to_contain_text("From one")
            await expect(each.log).to_contain_text("From two")


async def test_what_is_new_is_seen_unless_one_reads_further_up(stage: Stage) -> None:
    long = "\n\n".join(f"Line {n}" for n in range(40))
    cited = Citation(number=1, document_id="d", title="A title", passage="A passage")
    stage.script.says(long, ReplyEnd(citations=[cited]))
    async with stage.visit() as visit:
        await visit.open()
        await visit.say("Tell me")
        await expect(visit.log.get_by_text("Line 39", exact=True)).to_be_in_viewport()
        await visit.chat.get_by_text("Sources").click()
        key = await visit.conversation_id()
        await act(stage.lead, support.TAKE_OVER, key)
        await write(stage.lead, key, "The first of me")
        await expect(visit.log.get_by_text("The first of me")).to_be_in_viewport()
        await visit.log.get_by_text("Line 3", exact=True).scroll_into_view_if_needed()
        await write(stage.lead, key, "The second of me")
        await expect(visit.log).to_contain_text("The second of me")
        await expect(visit.log.get_by_text("The second of me")).not_to_be_in_viewport()
        await expect(visit.log.get_by_text("Line 3", exact=True)).to_be_in_viewport()
