"""Files in the chat on a web site, in a real browser: sent, dropped, refused, and saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import FilePayload, expect

from embedded_server.contracts import media, support
from tests.kit.files import picture, upload_in
from tests.kit.service import act, said
from tests.widget.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

DROP = """root => {
    const given = new DataTransfer();
    given.items.add(new File(["No. 7"], "serial.txt"));
    root.dispatchEvent(new DragEvent("drop", { dataTransfer: given, cancelable: true }));
}"""


def _file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "image/png", "buffer": content}


async def test_a_visitor_sends_files_and_saves_those_of_staff(stage: Stage, tmp_path: Path) -> None:
    shot = picture("PNG", (60, 40))
    async with stage.visit() as visit:
        chat = visit.chat
        await visit.open()
        async with visit.page.expect_file_chooser() as chooser:
            await chat.get_by_role("button", name="Attach files").click()
        await (await chooser.value).set_files(_file("tap.png", shot))
        sent = visit.log.locator("li.mine")
        await expect(sent.get_by_role("button", name="tap.png · 1 KB")).to_be_visible()
        await chat.locator("#chat").evaluate(DROP)
        await expect(sent.get_by_role("button", name="serial.txt · 1 KB")).to_be_visible()
        key = await visit.conversation_id()
        messages = await said(stage.lead, key)
        files = [file for message in messages for file in message.get("attachments", [])]
        assert [file["name"] for file in files] == ["tap.png", "serial.txt"]
        assert (await stage.lead.get(files[0]["url"])).body == shot

        await act(stage.lead, support.TAKE_OVER, key)
        made = await upload_in(stage.lead, key, b"<script>1</script>", "terms.html")
        await act(stage.lead, support.SEND, key, {"text": "", "attachmentIds": [made["id"]]})
        theirs = visit.log.locator("li.theirs").get_by_role("button", name="terms.html")
        async with visit.page.expect_download() as download:
            await theirs.click()
        saved = await download.value
        assert saved.suggested_filename == "terms.html"
        await saved.save_as(tmp_path / "saved")
        assert (tmp_path / "saved").read_bytes() == b"<script>1</script>"

        picker = chat.locator("input[type=file]")
        large = _file("large.bin", b"\0" * (media.MAX_GUEST_FILE_BYTES + 1))
        await picker.set_input_files(large)
        await expect(sent.last).to_contain_text("5 MB")
        await sent.last.get_by_role("button", name="Discard").click()
        await expect(visit.log).not_to_contain_text("large.bin")
        await act(stage.lead, support.RESOLVE, key)
