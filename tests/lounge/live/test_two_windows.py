"""Two engines of the desktop hear each other through a real server."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from embedded_server.contracts import live_room as contract
from embedded_server.contracts.live_room import RATE, Goodbye, RoomNow
from spaces_desktop.audio.troubles import AudioTrouble
from spaces_desktop.lounge.live.voice import codecs, opus
from spaces_desktop.lounge.live.voice.engine import (
    Engine,
    Heard,
    LinkChanged,
    SoundFailed,
    Told,
)
from spaces_desktop.lounge.live.voice.link import Address, LinkState
from tests.kit.live_room import act, mark, open_lounge
from tests.kit.live_sound import BLOCK_SECONDS, PacedSound, strength, tone
from tests.kit.people import Person
from tests.kit.server import LocalHost
from tests.kit.waiting import until

LOW, HIGH = 440.0, 1000.0


class Window:
    """An engine with a sound card, in a room."""

    def __init__(self, who: Person, lounge: str, hertz: float) -> None:
        self.sound = PacedSound(tone(hertz))
        self.told: list[Told] = []
        url = who.url + contract.AUDIO.url(communityId=lounge)
        address = Address(f"{url}?codecs={codecs.readable()}", who.token or "")
        self.engine = Engine(address, self.sound.gear(), self.told.append)

    def last(self, kind: type) -> Any:
        return next((one for one in reversed(self.told) if isinstance(one, kind)), None)

    def people(self) -> int:
        now = self.last(RoomNow)
        return 0 if now is None else len(now.people)

    def hears(self, hertz: float) -> bool:
        """In the last fifth of a second."""
        heard = self.sound.heard()[-RATE // 5 :]
        return len(heard) == RATE // 5 and strength(heard, hertz) > 0.05


@pytest.fixture
async def windows(host: LocalHost) -> AsyncIterator[tuple[Window, Window, Person, str, Person]]:
    creator, lounge, (member,) = await open_lounge(host, 1)
    one, two = Window(creator, lounge, LOW), Window(member, lounge, HIGH)
    for window in (one, two):
        window.engine.start()
    await until(lambda: one.people() == two.people() == 2)
    yield one, two, creator, lounge, member
    for window in (one, two):
        window.engine.stop()
    await until(lambda: not one.engine.is_running and not two.engine.is_running)


async def test_they_hear_each_other_and_staff_decides(
    windows: tuple[Window, Window, Person, str, Person],
) -> None:
    one, two, creator, lounge, member = windows
    assert not one.hears(HIGH)
    for window in (one, two):
        window.engine.hold(True)
    await until(lambda: one.hears(HIGH) and two.hears(LOW))
    assert not one.hears(LOW)
    await until(lambda: two.last(Heard).speakers == {one.last(RoomNow).you})
    assert one.last(Heard).is_talking
    one.engine.set_volume(member.id, 0.0)
    await until(lambda: not one.hears(HIGH))
    one.engine.set_volume(member.id, 1.0)
    await until(lambda: one.hears(HIGH))
    one.engine.set_deafened(True)
    await until(lambda: not one.hears(HIGH))
    one.engine.set_deafened(False)
    await until(lambda: one.hears(HIGH))
    one.engine.hold(False)
    await until(lambda: not two.hears(LOW))
    two.engine.set_muted(True)
    await until(lambda: not one.hears(HIGH))
    await until(lambda: two.last(Heard).is_unheard)
    two.engine.set_muted(False)
    await until(lambda: one.hears(HIGH))
    await mark(creator, lounge, contract.MUTE, member)
    await until(lambda: not one.hears(HIGH))
    await act(creator, lounge, "close")
    await until(lambda: not one.engine.is_running and not two.engine.is_running)
    assert one.last(LinkChanged) == LinkChanged(LinkState.OVER, Goodbye.CLOSED)


async def test_a_broken_connection_comes_back_by_itself(
    windows: tuple[Window, Window, Person, str, Person], host: LocalHost
) -> None:
    one, two, *_ = windows
    two.engine.hold(True)
    await until(lambda: one.hears(HIGH))
    for socket in list(host.server.sockets):
        assert socket._req is not None
        assert socket._req.transport is not None
        socket._req.transport.abort()
    await until(lambda: not one.hears(HIGH))
    await until(lambda: one.hears(HIGH))
    assert two.last(LinkChanged).state is LinkState.ONLINE


async def test_a_busy_window_is_not_heard(
    windows: tuple[Window, Window, Person, str, Person],
) -> None:
    """The thread of the window computes for 200 ms, again and again; here the server stands still
    with it, so that it is looked at whether the loudspeaker was given its blocks."""
    one, two, *_ = windows
    two.engine.hold(True)
    await until(lambda: one.hears(HIGH))
    before = one.engine.ready.underruns
    for _ in range(3):
        ends = time.monotonic() + 0.2
        while time.monotonic() < ends:
            sum(range(200))
        threading.Event().wait(0.02)
    blocks = 3 * 0.2 / BLOCK_SECONDS
    assert one.engine.ready.underruns - before <= blocks / 10
    await until(lambda: one.hears(HIGH))


async def test_without_a_microphone_one_still_listens(host: LocalHost) -> None:
    creator, lounge, _ = await open_lounge(host, 0)
    window = Window(creator, lounge, LOW)
    window.sound.refusal = AudioTrouble.NO_DEVICE
    window.engine.start()
    await until(lambda: window.people() == 1)
    await until(lambda: window.last(SoundFailed) is not None)
    assert window.last(SoundFailed).trouble is AudioTrouble.NO_DEVICE
    window.engine.stop()
    await until(lambda: not window.engine.is_running)


async def test_where_libopus_is_missing_pcm_is_spoken(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opus, "library", lambda: None)
    creator, lounge, (member,) = await open_lounge(host, 1)
    one, two = Window(creator, lounge, LOW), Window(member, lounge, HIGH)
    for window in (one, two):
        window.engine.start()
    await until(lambda: one.people() == two.people() == 2)
    assert one.last(RoomNow).codec == "pcm16"
    two.engine.hold(True)
    await until(lambda: one.hears(HIGH))
    for window in (one, two):
        window.engine.stop()
    await until(lambda: not one.engine.is_running and not two.engine.is_running)
