"""PocketTTS by sherpa-onnx: a neural voice out of a folder that an admin chose; nothing is fetched.

The profile is a stretch of the speaker's own speech, which the model takes as its example.
"""

from __future__ import annotations

import io
import queue
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from embedded_server.voice.engines.base import EngineError, Pcm
from embedded_server.voice.neural_models import find_voice, why_no_voice

if TYPE_CHECKING:
    from embedded_server.voice.engines.base import Samples

RATE = 24_000
MOST_SECONDS = 20.0
"""Of the example; more takes longer and brings nothing."""
MAGIC, VERSION = b"SPVN", 1
_HEAD = struct.Struct("<4sH")
_LEAST_SECONDS = 2.0
_STEPS = 2
_WAIT_SECONDS = 0.05
_SHORT = "There is too little speech in the recordings to learn a voice from."
_NO_STOCK = "This voice needs a profile: it has no voice of its own."
_WRONG = "This voice cannot be read. Build it again."
_WRONG_FILES = (
    "The model in the folder of --voice-models cannot be loaded. Its files may be damaged, or of"
    " another model."
)
_FAILED = "The neural voice failed. Try again."


class Sherpa:
    """An Engine, see `base.py`."""

    id = "sherpa"
    name = "PocketTTS (neural)"
    rate = RATE

    def __init__(self, models: str) -> None:
        self._models = models
        self._model: Any = None

    def prepare(
        self, samples: Sequence[Pcm], likeness: float, told: Callable[[float], None]
    ) -> bytes:
        import numpy as np
        import soundfile
        import soxr

        self._load()
        told(0.5)
        parts = [
            one.samples if one.rate == RATE else soxr.resample(one.samples, one.rate, RATE)
            for one in samples
            if len(one.samples)
        ]
        example = np.concatenate(parts)[: int(MOST_SECONDS * RATE)] if parts else np.zeros(0)
        peak = float(np.abs(example).max()) if len(example) else 0.0
        if len(example) < _LEAST_SECONDS * RATE or peak < 0.01:
            raise EngineError(_SHORT)
        file = io.BytesIO()
        soundfile.write(file, example * (0.9 / peak), RATE, format="FLAC", subtype="PCM_16")
        told(1.0)
        return _HEAD.pack(MAGIC, VERSION) + file.getvalue()

    def speak(self, profile: bytes | None, voice: str | None, text: str) -> Iterator[Samples]:
        if profile is None or voice is not None:
            raise EngineError(_NO_STOCK)
        example = read_example(profile)
        model = self._load()
        made: queue.Queue[Samples | Exception | None] = queue.Queue()
        is_wanted = threading.Event()
        is_wanted.set()
        thread = threading.Thread(
            target=_generate, args=(model, text, example, made, is_wanted), daemon=True
        )
        thread.start()
        try:
            yield from _taken(made, int(model.sample_rate))
        finally:
            is_wanted.clear()
            thread.join()

    def _load(self) -> Any:
        if self._model is None:
            why_not = why_no_voice(self._models)
            files = find_voice(self._models)
            if why_not is not None or files is None:
                raise EngineError(why_not or _WRONG_FILES)
            self._model = load(files)
        return self._model


def load(files: dict[str, str]) -> Any:
    """The model of these files. Raises EngineError; where the library itself gives up on them, it
    ends the process, which the server then tells."""
    import sherpa_onnx

    for part, path in files.items():
        with open(path, "rb") as file:
            begin = file.read(64).lstrip()
        # A page of a web site, a pointer of git-lfs or an empty file in a model's place.
        is_json = part.endswith("_json")
        if (
            not begin
            or (begin[:1] in b"<{[v" and not is_json)
            or (is_json and begin[:1] not in b"{[")
        ):
            raise EngineError(_WRONG_FILES)
    config = sherpa_onnx.OfflineTtsConfig(
        model=sherpa_onnx.OfflineTtsModelConfig(
            pocket=sherpa_onnx.OfflineTtsPocketModelConfig(**files), num_threads=2, provider="cpu"
        ),
        max_num_sentences=1,
    )
    if not config.validate():
        raise EngineError(_WRONG_FILES)
    try:
        return sherpa_onnx.OfflineTts(config)
    except RuntimeError:
        raise EngineError(_WRONG_FILES) from None


def read_example(profile: bytes) -> Samples:
    """Raises EngineError."""
    import soundfile

    if len(profile) < _HEAD.size or _HEAD.unpack_from(profile) != (MAGIC, VERSION):
        raise EngineError(_WRONG)
    try:
        samples, _ = soundfile.read(io.BytesIO(profile[_HEAD.size :]), dtype="float32")
    except soundfile.LibsndfileError:
        raise EngineError(_WRONG) from None
    return samples  # type: ignore[no-any-return] # soundfile has no types


def _generate(
    model: Any,
    text: str,
    example: Samples,
    made: queue.Queue[Samples | Exception | None],
    is_wanted: threading.Event,
) -> None:
    import numpy as np
    import sherpa_onnx

    def take(samples: Samples, progress: float) -> int:
        # A copy: the library reuses its own.
        made.put(np.array(samples, dtype=np.float32))
        return int(is_wanted.is_set())

    config = sherpa_onnx.GenerationConfig()
    config.reference_audio = example
    config.reference_sample_rate = RATE
    config.num_steps = _STEPS
    try:
        model.generate(text, config, take)
    except Exception as error:  # noqa: BLE001 whatever it is, the other thread tells it
        made.put(error)
    else:
        made.put(None)


def _taken(made: queue.Queue[Samples | Exception | None], rate: int) -> Iterator[Samples]:
    """What is made, as it is; nothing in short steps while nothing is, so that a worker can hear
    whether it is still wanted."""
    import numpy as np
    import soxr

    stream = soxr.ResampleStream(rate, RATE, 1, dtype="float32") if rate != RATE else None
    while True:
        try:
            one = made.get(timeout=_WAIT_SECONDS)
        except queue.Empty:
            yield np.zeros(0, dtype=np.float32)
            continue
        if isinstance(one, Exception):
            raise EngineError(_FAILED) from None
        if one is None:
            if stream is not None:
                yield stream.resample_chunk(np.zeros(0, dtype=np.float32), last=True)
            return
        yield one if stream is None else stream.resample_chunk(one)
