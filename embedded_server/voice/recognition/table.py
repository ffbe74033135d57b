"""Recognisers that run in worker processes, by id; each is imported when it is first used."""

from __future__ import annotations

from embedded_server.voice.engines.base import EngineError
from embedded_server.voice.options import Options
from embedded_server.voice.recognition.base import Recogniser


def make_recogniser(recogniser_id: str, options: Options) -> Recogniser:
    """Raises EngineError."""
    match recogniser_id:
        case "pocketsphinx":
            from embedded_server.voice.recognition.sphinx import Sphinx

            return Sphinx()
        case "sherpa":
            from embedded_server.voice.recognition.sherpa import SherpaListener

            return SherpaListener(options.models)
        case _:
            raise EngineError(f"There is no recogniser of that name: {recogniser_id}")
