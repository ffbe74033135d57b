"""The bell: rings for who waits until somebody accepts or one silences it, and only when it may."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator

import pytest

from spaces_desktop.audio.troubles import AudioError, AudioTrouble
from spaces_desktop.support.console.ringing import Ringer, SoundBell
from spaces_desktop.support.console.tone import ring_tone
from spaces_desktop.widgets.player import PlayerState
from spaces_desktop.widgets.rooms import Forgetful
from tests.gallery.consoles import Consoles, SilentBell
from tests.kit.desktop import live_events, run, tasks, until
from tests.kit.support import waiting


class Tower:
    def __init__(self) -> None:
        self.bell = SilentBell()
        self.quiet = False
        self.keep = Forgetful()
        self.ringer = Ringer(self.bell, self.keep, lambda: self.quiet)
        self.told: list[str] = []
        self.calmed = 0
        self.ringer.announced.connect(lambda one: self.told.append(one.id))
        self.ringer.calmed.connect(self._on_calmed)

    def _on_calmed(self) -> None:
        self.calmed += 1


@pytest.fixture
def tower() -> Iterator[Tower]:
    made = Tower()
    yield made
    made.ringer.close()


def test_it_repeats_until_somebody_accepts(tower: Tower) -> None:
    tower.ringer.look(waiting(1))
    tower.ringer._again.timeout.emit()
    tower.ringer._again.timeout.emit()
    assert (tower.bell.rung, tower.ringer.ringing, tower.told) == (3, True, ["v0001"])
    tower.ringer.look([])
    assert (tower.ringer.ringing, tower.ringer._again.isActive()) == (False, False)
    assert tower.calmed == 1


def test_silence_holds_for_who_waits_now_and_not_for_who_comes(tower: Tower) -> None:
    tower.ringer.look(waiting(2))
    tower.ringer.silence()
    tower.ringer.look(waiting(2))
    assert (tower.ringer.ringing, tower.bell.rung) == (False, 1)
    tower.ringer.look(waiting(3))
    assert (tower.ringer.ringing, tower.told[-1]) == (True, "v0003")
    tower.ringer.look([])
    tower.ringer.look(waiting(1))
    assert tower.ringer.ringing, "whoever comes back rings again"


def test_quiet_hours_are_quiet_and_the_sound_can_be_off(tower: Tower) -> None:
    tower.quiet = True
    tower.ringer.look(waiting(1))
    assert (tower.bell.rung, tower.told, tower.ringer.ringing) == (0, [], True)
    tower.quiet = False
    tower.ringer._again.timeout.emit()
    assert tower.bell.rung == 1
    tower.ringer.choose_sound(False)
    tower.ringer._again.timeout.emit()
    assert tower.bell.rung == 1
    assert not Ringer(tower.bell, tower.keep, lambda: False).with_sound


def test_what_one_has_put_back_oneself_does_not_ring(tower: Tower) -> None:
    tower.ringer.skip("v0001")
    tower.ringer.look(waiting(1))
    assert not tower.ringer.ringing


def test_it_rings_only_for_who_is_online() -> None:
    async def go_away() -> None:
        spawner = tasks()
        room = Consoles(live_events(spawner), spawner)
        room.model.start()
        await until(lambda: room.model.ringer.ringing)
        room.console.colleagues.set_availability("away")
        await until(lambda: not room.model.ringer.ringing)
        assert room.model.waiting == 6
        room.close()
        await spawner.close()

    run(go_away())


def test_the_tone_is_a_short_sound() -> None:
    with wave.open(io.BytesIO(ring_tone())) as file:
        seconds = file.getnframes() / file.getframerate()
        loudest = max(memoryview(file.readframes(file.getnframes())).cast("h"))
    assert 0.3 < seconds < 1.5
    assert 3000 < loudest < 32_000


def test_without_a_loudspeaker_nothing_is_heard_and_nothing_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def silent(_self: object) -> None:
        raise AudioError(AudioTrouble.NO_DEVICE)

    monkeypatch.setattr("spaces_desktop.audio.output.Output.start", silent)

    async def ring() -> None:
        spawner = tasks()
        problems: list[str] = []
        spawner.set_error_handler(lambda what, _error: problems.append(what))
        bell = SoundBell(spawner)
        bell.ring()
        await until(lambda: bell._player is not None and bell._player.state is PlayerState.FAILED)
        bell.ring()
        bell.hush()
        await until(lambda: not spawner.names)
        bell.close()
        await until(lambda: not spawner.names)
        assert problems == []
        await spawner.close()

    run(ring())
