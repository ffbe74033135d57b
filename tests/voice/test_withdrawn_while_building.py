"""Consent that is taken back while a voice is being stored leaves nothing of it on the disk."""

from __future__ import annotations

import asyncio

import pytest

from embedded_server.contracts import voice
from embedded_server.kernel.media.folder import Incoming, MediaFolder
from tests.kit.server import LocalHost
from tests.kit.waiting import until
from tests.voice.test_voices import build, ended, kept_files, speaking, studio_room

pytestmark = pytest.mark.usefixtures("examined_here")


async def test_a_profile_that_is_just_being_stored_goes_too(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaking(host)
    ann, room = await studio_room(host)
    stored, go_on = asyncio.Event(), asyncio.Event()
    keep = MediaFolder.keep

    async def slowly(
        folder: MediaFolder, incoming: Incoming, file_id: str, thumbnail: bytes | None
    ) -> None:
        await keep(folder, incoming, file_id, thumbnail)
        stored.set()
        await go_on.wait()

    monkeypatch.setattr(MediaFolder, "keep", slowly)
    assert (await build(ann, room)).status == 202
    await stored.wait()
    assert (await ann.delete(voice.WITHDRAW.url(communityId=room))).status == 204
    go_on.set()
    assert (await ended(ann, room))["status"] == "none"
    await until(lambda: kept_files(host) == set())
