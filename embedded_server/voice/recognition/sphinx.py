"""pocketsphinx: basic offline recognition of English, whose model is in the package.

Free speech it hears poorly. What is probably said it hears better: only its words and some others
compete then, in any order, so that something else is not heard as it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from embedded_server.voice.engines.base import EngineError, Pcm

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 16_000
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_OTHERS = (
    *_DIGITS,
    *("about", "after", "because", "before", "children", "evening", "garden", "house", "idea"),
    *("jump", "kitchen", "little", "morning", "nothing", "open", "people", "quick", "river"),
    *("should", "think", "under", "village", "water", "yellow", "your", "great", "boat", "shoe"),
)
_WORD = re.compile(r"[a-z']+")
_LEAST_SECONDS = 0.2
_SILENCE = 100
_ONLY_ENGLISH = (
    "The recogniser of this server understands English alone. For other languages an admin can set"
    " up an endpoint or a folder of models."
)


class Sphinx:
    """A Recogniser, see `base.py`."""

    id = "pocketsphinx"

    def __init__(self) -> None:
        from pocketsphinx import Decoder

        # 400 ms and 60 MB: once for the worker's whole life.
        self._decoder: Any = Decoder(
            samprate=float(RATE), loglevel="FATAL", beam=1e-32, pbeam=1e-32, wbeam=1e-20
        )
        self._open_search = self._decoder.current_search()

    def transcribe(
        self, sound: Pcm, language: str, expected: str | None, heed: Callable[[], None]
    ) -> str:
        if language.partition("-")[0].lower() not in ("", "en"):
            raise EngineError(_ONLY_ENGLISH)
        pcm = _as_pcm(sound)
        # In silence it would hear some short word.
        if len(pcm) < _LEAST_SECONDS * RATE or int(pcm.max()) < _SILENCE:
            return ""
        heed()
        words = [] if expected is None else self._known(expected)
        if words:
            self._decoder.add_jsgf_string("expected", grammar_for(words))
            self._decoder.activate_search("expected")
        try:
            self._decoder.start_utt()
            self._decoder.process_raw(pcm.tobytes(), no_search=False, full_utt=True)
            self._decoder.end_utt()
            best = self._decoder.hyp()
        finally:
            if words:
                self._decoder.activate_search(self._open_search)
        return (
            "" if best is None else re.sub(r"\(\d+\)|<[^>]*>|\[[^\]]*\]", "", best.hypstr).strip()
        )

    def _known(self, text: str) -> list[str]:
        """The words of a text that the dictionary knows how to say; names often are not there."""
        return [word for word in _WORD.findall(text.lower()) if self._decoder.lookup_word(word)]


def grammar_for(words: list[str]) -> str:
    """Any of the words and of others, in any order: their weights prefer what is expected."""
    expected = sorted(set(words))
    likely = " | ".join(f"/4/ {word}" for word in expected)
    others = " | ".join(f"/1/ {word}" for word in _OTHERS if word not in expected)
    return f"#JSGF V1.0;\ngrammar expected;\npublic <said> = ( {likely} | {others} )+;\n"


def _as_pcm(sound: Pcm) -> NDArray[np.int16]:
    import numpy as np
    import soxr

    samples = sound.samples
    if sound.rate != RATE and len(samples):
        samples = soxr.resample(samples, sound.rate, RATE)
    return (np.clip(samples, -1, 1) * 32767).astype(np.int16)
