"""The basic recogniser: what is expected is heard as it, other digits are not."""

from __future__ import annotations

import numpy as np
import pytest

from embedded_server.voice.engines.base import EngineError, Pcm
from embedded_server.voice.engines.espeak import RATE, say
from embedded_server.voice.recognition.sphinx import Sphinx


@pytest.fixture(scope="module")
def sphinx() -> Sphinx:
    return Sphinx()


def heard(sphinx: Sphinx, sound: Pcm, expected: str | None, language: str = "en") -> str:
    return sphinx.transcribe(sound, language, expected, lambda: None)


def test_an_expected_text_is_heard_and_another_is_not_taken_for_it(sphinx: Sphinx) -> None:
    spoken = Pcm(np.concatenate(list(say("espeak-ng", "en-us", "four two seven", speed=120))), RATE)
    # Of synthetic speech it mistakes words; those that are there are still heard the most.
    assert len({"four", "two", "seven"} & set(heard(sphinx, spoken, "four two seven").split())) > 1
    assert not {"nine", "zero"} & set(heard(sphinx, spoken, "nine zero five").split())


def test_silence_and_other_languages(sphinx: Sphinx) -> None:
    silence = Pcm(np.zeros(RATE, dtype=np.float32), RATE)
    assert heard(sphinx, silence, None) == ""
    assert heard(sphinx, Pcm(np.zeros(0, dtype=np.float32), RATE), "one two") == ""
    with pytest.raises(EngineError, match="English alone"):
        heard(sphinx, silence, None, "zh-CN")
