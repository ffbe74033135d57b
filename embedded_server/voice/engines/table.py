"""Engines that run in worker processes, by id; each is imported when it is first used."""

from __future__ import annotations

from embedded_server.voice.engines.base import Engine, EngineError
from embedded_server.voice.options import Options


def make_engine(engine_id: str, options: Options) -> Engine:
    """Raises EngineError."""
    match engine_id:
        case "imprint":
            from embedded_server.voice.engines.imprint.engine import Imprint

            return Imprint(options.espeak)
        case "espeak":
            from embedded_server.voice.engines.stock import Stock

            return Stock(options.espeak)
        case "sherpa":
            from embedded_server.voice.engines.sherpa import Sherpa

            return Sherpa(options.models)
        case _:
            raise EngineError(f"There is no voice engine of that name: {engine_id}")
