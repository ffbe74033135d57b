"""A member's desktop and a real server: coming in, asking, the reply, and a voice message."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from embedded_server.contracts.accounts import User
from spaces_desktop.audio.samples import RATE, wav_bytes
from spaces_desktop.communities.api import CommunitiesApi
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.lounge.api import LoungeApi
from spaces_desktop.lounge.making import make_tools
from spaces_desktop.lounge.model import LoungesModel
from spaces_desktop.lounge.talk.talk import Talk, TalkState
from spaces_desktop.widgets.message_rows import RowState
from spaces_desktop.widgets.rooms import Forgetful
from tests.kit.desktop import run, tasks, until
from tests.kit.people import Person
from tests.kit.server import LocalHost, fast_settings
from tests.lounge.talking import FakeEars, FakePlayer


class Member:
    """One person's desktop, without a window, a microphone and a loudspeaker."""

    def __init__(self, person: Person, folder: Path) -> None:
        self.tasks = tasks()
        self.http = HttpClient(person.url, person.token)
        self.live = LiveEvents(self.http.connect_events, self.tasks)
        self.me = msgspec.convert(person.user, User)
        self.shelf = Shelf(None, self.me.id)
        self.keep = Forgetful()
        self.ears = FakeEars()
        calls = LoungeApi(self.http)
        self.tools = make_tools(calls, self, self.ears, FakePlayer)
        self.tools.messages.keep_in(folder)
        self.model = LoungesModel(self.tools, CommunitiesApi(self.http), self._visit)
        calls.on_read = self.model.chats.read_up_to
        self.model.lounges.loaded.connect(self.live.start)

    def _visit(self, community_id: str) -> None:
        self.model.show(community_id)

    @property
    def talk(self) -> Talk:
        assert self.model.open is not None
        assert self.model.open.talk is not None
        return self.model.open.talk

    @property
    def rows(self) -> list[Any]:
        return list(self.talk.thread_model.rows.rows)

    async def close(self) -> None:
        self.model.close()
        self.tools.close()
        self.live.stop()
        await self.tasks.close()
        await self.http.close()


async def _talks(member: Member, room: str) -> None:
    model = member.model
    model.start()
    await until(lambda: member.live.link.state.name == "ONLINE", "it hears what happens")
    model.show(room)
    await until(lambda: model.open is not None and model.open.voice is not None)
    assert model.open is not None
    model.open.start()
    await until(lambda: model.open is not None and model.open.talk is not None, "it has begun")
    assert model.lounges.is_member(room)
    talk = member.talk
    talk.set_here(True)
    await until(lambda: talk.meter.usage is not None, "today's time is known")

    talk.thread_model.send("How do I begin a starter?")
    await until(lambda: len(member.rows) == 2, "question and reply are there")
    await until(lambda: talk.state is TalkState.READY, "the reply is whole")
    assert [row.is_agent for row in member.rows] == [False, True]
    assert member.rows[1].text

    talk.begin()
    member.ears.recordings[-1].content = wav_bytes(_silence())
    member.ears.say(*[b"x"] * 20)
    talk.end()
    await until(lambda: member.rows[-1].state is RowState.UNSENT, "silence is not taken", 20)
    assert "Not sent." in member.rows[-1].note


def _silence() -> Any:
    import numpy

    return numpy.zeros(2 * RATE, dtype=numpy.float32)


def test_a_newcomer_comes_in_asks_and_is_answered(tmp_path: Path) -> None:
    async def go() -> None:
        async with LocalHost(fast_settings(tmp_path / "data")) as host:
            await host.set_up()
            creator = await host.person("marguerite")
            room = await creator.create("lounge")
            await creator.make_agent(room)
            member = Member(await host.person("ada"), tmp_path)
            try:
                await _talks(member, room)
                assert member.talk.state is TalkState.READY
            finally:
                await member.close()

    run(go())
