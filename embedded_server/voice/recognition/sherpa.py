"""Recognition by sherpa-onnx, with a model out of the folder that an admin chose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from embedded_server.voice.engines.base import EngineError, Pcm
from embedded_server.voice.neural_models import Listener, find_listener

_NO_MODEL = "The folder of --voice-models has no model that recognises speech."
_WRONG_FILES = "The model in the folder of --voice-models cannot be loaded."


class SherpaListener:
    """A Recogniser, see `base.py`."""

    id = "sherpa"

    def __init__(self, models: str) -> None:
        found = find_listener(models)
        if found is None:
            raise EngineError(_NO_MODEL)
        try:
            self._model = _load(found)
        except RuntimeError:
            raise EngineError(_WRONG_FILES) from None

    def transcribe(
        self, sound: Pcm, language: str, expected: str | None, heed: Callable[[], None]
    ) -> str:
        heed()
        stream = self._model.create_stream()
        stream.accept_waveform(sound.rate, sound.samples)
        self._model.decode_stream(stream)
        return str(stream.result.text).strip()


def _load(found: Listener) -> Any:
    import sherpa_onnx

    match found.kind:
        case "transducer":
            return sherpa_onnx.OfflineRecognizer.from_transducer(**found.files, num_threads=2)
        case "whisper":
            return sherpa_onnx.OfflineRecognizer.from_whisper(**found.files, num_threads=2)
        case "sense_voice":
            return sherpa_onnx.OfflineRecognizer.from_sense_voice(
                **found.files, num_threads=2, use_itn=True
            )
