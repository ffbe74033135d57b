"""Plain espeak-ng: synthetic voices of nobody, in many languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from embedded_server.voice.engines.base import EngineError, Pcm
from embedded_server.voice.engines.espeak import MISSING, RATE, find_espeak, say
from embedded_server.voice.engines.phrases import runs

if TYPE_CHECKING:
    from embedded_server.voice.engines.base import Samples

VOICES = {
    "English (US)": "en-us",
    "English (US), higher": "en-us+f3",
    "English (GB)": "en-gb",
    "English (GB), higher": "en-gb+f3",
    "Mandarin": "cmn",
    "Mandarin, higher": "cmn+f3",
    "French": "fr-fr",
    "German": "de",
    "Italian": "it",
    "Portuguese (Brazil)": "pt-br",
    "Russian": "ru",
    "Spanish": "es",
}
"""What espeak-ng calls them, by the names that people see. What each cannot read, since it is in
another script, is read in the language of that script, by the same synthesis."""
_NO_CLONE = "This engine has only voices of its own. Choose another one to speak like somebody."
_NO_VOICE = "The voice engine has no voice of that name: {name}"


class Stock:
    """An Engine, see `base.py`."""

    id = "espeak"
    name = "espeak-ng"
    rate = RATE

    def __init__(self, espeak: str) -> None:
        self._espeak = espeak

    def prepare(
        self, samples: Sequence[Pcm], likeness: float, told: Callable[[float], None]
    ) -> bytes:
        raise EngineError(_NO_CLONE)

    def speak(self, profile: bytes | None, voice: str | None, text: str) -> Iterator[Samples]:
        if profile is not None:
            raise EngineError(_NO_CLONE)
        if voice is not None and voice not in VOICES:
            raise EngineError(_NO_VOICE.format(name=voice))
        program = find_espeak(self._espeak)
        if program is None:
            raise EngineError(MISSING)
        own = VOICES[voice] if voice is not None else "en-us"
        base, _, variant = own.partition("+")
        for language, words in runs(text, base):
            yield from say(program, f"{language}+{variant}" if variant else language, words)
