"""What tests of voices share."""

from __future__ import annotations

from pathlib import Path

import pytest

from embedded_server.voice import sound_checks
from embedded_server.voice.fingerprint import Prints
from embedded_server.voice.sound_checks import NotSound, Recording


@pytest.fixture
def examined_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sounds are looked into without a process for each, which takes most of a test's time."""

    async def examine(
        _self: sound_checks.Examiner, sounds: list[tuple[Path, Path, float]]
    ) -> list[Recording]:
        given = [(str(path), str(target), most) for path, target, most in sounds]
        return sound_checks.only_sounds(sound_checks.examine_all(given))

    async def prints(_self: sound_checks.Examiner, path: Path) -> Prints:
        found = sound_checks.prints_of(str(path))
        if isinstance(found, str):
            raise NotSound(found, 0)
        return found

    monkeypatch.setattr(sound_checks.Examiner, "examine", examine)
    monkeypatch.setattr(sound_checks.Examiner, "prints", prints)
