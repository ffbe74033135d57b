"""Files from one desktop to the other over a real server, also before there is a conversation."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from embedded_server.contracts import support
from embedded_server.contracts.support import ConversationStatus
from spaces_desktop.chat.model import ThreadModel
from spaces_desktop.kernel.live import LinkState
from spaces_desktop.widgets.message_rows import Media
from tests.kit.desktop import run, until
from tests.kit.files import picture, upload_in
from tests.kit.server import LocalHost, fast_settings
from tests.kit.service import Brand, act, make_brand, one, said
from tests.support.test_customer_on_a_server import Customer

PNG = picture("PNG", (60, 40))


def _media(thread: ThreadModel) -> list[Media]:
    """Of the rows that the server has."""
    return [file for row in thread.rows.rows if not row.id.startswith("out:") for file in row.media]


def _send(thread: ThreadModel, text: str) -> None:
    thread.submit(replace(thread.writing.draft, text=text))


async def _begin_with_a_file(customer: Customer, brand: Brand, file: Path) -> str:
    """What is attached before there is a conversation goes nowhere until it is sent."""
    assert customer.model.open is not None
    thread = customer.model.open.thread_model
    thread.attaching.add([file])
    (chip,) = thread.attaching.chips
    assert (chip.done, chip.error) == (1.0, "")
    assert await brand.lead.pages(support.CONVERSATIONS.url(communityId=brand.id)) == []
    _send(thread, "")
    key = await customer.status(ConversationStatus.WAITING_HUMAN)
    messages = await said(brand.lead, key)
    files = [file["name"] for message in messages for file in message.get("attachments", [])]
    assert files == [file.name]
    assert customer.desk.outbox.items == []
    return key


async def _send_more(customer: Customer, brand: Brand, key: str, folder: Path) -> None:
    assert customer.model.open is not None
    thread = customer.model.open.thread_model
    await until(lambda: len(_media(thread)) == 1, "it is in the conversation")
    (shown,) = _media(thread)
    assert (shown.name, shown.kind) == ("tap.png", "picture")
    await until(lambda: thread.files.pictures.pixmap(shown.picture) is not None, "it is seen")
    more = folder / "serial.txt"
    more.write_text("No. 7")
    thread.attaching.add([more])
    await until(lambda: all(file.attachment_id for file in thread.attaching.files), "went up")
    _send(thread, "The serial number")
    agent = await brand.colleague(name="maria")
    assert (await act(agent, support.ACCEPT, key)).status == 200
    made = await upload_in(agent, key, b"%PDF-1.7 terms", "Terms.pdf")
    await act(agent, support.SEND, key, {"text": "", "attachmentIds": [made["id"]]})
    await until(lambda: [file.name for file in _media(thread)][1:] == ["serial.txt", "Terms.pdf"])
    assert (await one(agent, key))["lastText"] == "file: Terms.pdf"
    thread.save_file(made["url"], folder / "saved.pdf")
    await until(lambda: (folder / "saved.pdf").exists(), "it is saved")
    assert (folder / "saved.pdf").read_bytes() == b"%PDF-1.7 terms"


def test_files_go_both_ways_also_with_the_first_message(tmp_path: Path) -> None:
    file = tmp_path / "tap.png"
    file.write_bytes(PNG)

    async def go() -> None:
        async with LocalHost(fast_settings(tmp_path / "data")) as host:
            await host.set_up()
            brand = await make_brand(host, "human_only", agent=False)
            customer = Customer(await host.person("ada"))
            try:
                customer.brands.load()
                customer.model.start()
                await until(lambda: not customer.model.own.is_loading)
                await until(lambda: customer.live.link.state is LinkState.ONLINE)
                customer.model.show(brand.id)
                await until(lambda: customer.model.open is not None)
                key = await _begin_with_a_file(customer, brand, file)
                await _send_more(customer, brand, key, tmp_path)
            finally:
                await customer.close()

    run(go())
