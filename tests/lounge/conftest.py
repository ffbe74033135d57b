"""A voice that the tests write, for all that speaks in a lounge."""

from __future__ import annotations

import pytest

from tests.kit.voice_script import VoiceScript, put_in_place


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch) -> VoiceScript:
    return put_in_place(monkeypatch)
