"""What a recogniser is: sound becomes text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from embedded_server.voice.engines.base import Pcm


class Recogniser(Protocol):
    """It lives in a worker process and is used by one caller at a time."""

    id: str

    def transcribe(
        self, sound: Pcm, language: str, expected: str | None, heed: Callable[[], None]
    ) -> str:
        """What is said, empty where nothing is. Raises EngineError.

        `expected` is what is probably said. `heed` is called now and then and raises where nobody
        wants the answer any more.
        """
        ...
