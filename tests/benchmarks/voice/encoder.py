"""A speaker encoder (Resemblyzer's weights, GE2E) in numpy: how alike two voices are.

Its weights come in torch's older file format: pickles, then the tensors' bytes. They are read
here by an unpickler that knows tensors and nothing else, so that neither torch nor trust is needed.
"""

from __future__ import annotations

import pickle
import struct
from collections import OrderedDict
from pathlib import Path
from typing import IO, Any

import numpy as np
import webrtcvad
from numpy.typing import NDArray

Array = NDArray[np.float32]

RATE = 16_000
_WINDOW, _STEP, _MELS = 400, 160, 40
_PARTIAL_FRAMES = 160
_PARTIALS_A_SECOND = 1.3
_VAD_WINDOW = 480
_LOUDNESS_DBFS = -30.0


class Encoder:
    def __init__(self, weights: Path) -> None:
        """`weights`: the file `pretrained.pt` of the package."""
        self._state = _read_state(weights)
        self._bank = _mel_bank()

    def embed(self, sound: Array, rate: int) -> Array:
        """The direction of a voice: 256 numbers of length 1."""
        import soxr

        mono = sound if rate == RATE else soxr.resample(sound, rate, RATE)
        mono = _trim(_louder(np.asarray(mono, dtype=np.float32)))
        step = round(RATE / _PARTIALS_A_SECOND / _STEP)
        frames = int(np.ceil((len(mono) + 1) / _STEP))
        starts = list(range(0, max(1, frames - _PARTIAL_FRAMES + step + 1), step))
        covered = (len(mono) - starts[-1] * _STEP) / (_PARTIAL_FRAMES * _STEP)
        if covered < 0.75 and len(starts) > 1:
            starts.pop()
        needed = (starts[-1] + _PARTIAL_FRAMES) * _STEP
        mel = self._mel(np.pad(mono, (0, max(0, needed - len(mono)))))
        batch = np.stack([mel[start : start + _PARTIAL_FRAMES] for start in starts])
        mean = self._forward(batch).mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)

    def _mel(self, mono: Array) -> Array:
        padded = np.pad(mono, _WINDOW // 2)
        frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_STEP]
        window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(_WINDOW) / _WINDOW)
        power = np.abs(np.fft.rfft(frames * window, axis=1)) ** 2
        return np.asarray(power @ self._bank.T, dtype=np.float32)

    def _forward(self, batch: Array) -> Array:
        """(n, frames, mels) to (n, 256)."""
        layer_in = batch
        for layer in range(3):
            w_in, w_hidden, b_in, b_hidden = (
                self._state[f"lstm.{name}_l{layer}"]
                for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
            )
            driven = layer_in @ w_in.T + (b_in + b_hidden)
            hidden = np.zeros((len(batch), 256), dtype=np.float32)
            cell = np.zeros_like(hidden)
            out = np.empty((len(batch), batch.shape[1], 256), dtype=np.float32)
            for moment in range(batch.shape[1]):
                gates = driven[:, moment] + hidden @ w_hidden.T
                keep_in, forget, fresh, show = np.split(gates, 4, axis=1)
                cell = _sigmoid(forget) * cell + _sigmoid(keep_in) * np.tanh(fresh)
                hidden = _sigmoid(show) * np.tanh(cell)
                out[:, moment] = hidden
            layer_in = out
        raw = np.maximum(hidden @ self._state["linear.weight"].T + self._state["linear.bias"], 0)
        return np.asarray(raw / np.linalg.norm(raw, axis=1, keepdims=True), dtype=np.float32)


def likeness(one: Array, other: Array) -> float:
    """The cosine of two embeddings."""
    return float(one @ other)


def _sigmoid(x: Array) -> Array:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * x)), dtype=np.float32)


def _louder(mono: Array) -> Array:
    level = 10 * np.log10(float((mono**2).mean()) + 1e-12)
    return mono if level > _LOUDNESS_DBFS else mono * np.float32(10 ** ((-30.0 - level) / 20))


def _trim(mono: Array) -> Array:
    """Without long silences, as the encoder was trained."""
    mono = mono[: len(mono) - len(mono) % _VAD_WINDOW]
    pcm = (np.clip(mono, -1, 1) * 32767).round().astype("<i2").tobytes()
    vad = webrtcvad.Vad(3)
    size = 2 * _VAD_WINDOW
    flags = [vad.is_speech(pcm[at : at + size], RATE) for at in range(0, len(pcm), size)]
    padded = np.concatenate((np.zeros(3), np.array(flags, dtype=float), np.zeros(4)))
    mask = np.round(np.convolve(padded, np.ones(8) / 8, mode="valid")).astype(bool)
    wide = np.convolve(mask.astype(float), np.ones(7), mode="same") > 0.5
    kept = mono[np.repeat(wide, _VAD_WINDOW)]
    return kept if len(kept) >= _WINDOW else mono


def _mel_bank() -> Array:
    """40 triangles on Slaney's scale up to 8 kHz, each of area 1."""

    def to_mel(hertz: NDArray[np.float64]) -> NDArray[np.float64]:
        high = 15 + np.log(np.maximum(hertz, 1e-9) / 1000) * 27 / np.log(6.4)
        return np.where(hertz < 1000, hertz * 3 / 200, high)

    def to_hertz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))

    bins = np.fft.rfftfreq(_WINDOW, 1 / RATE)
    edges = to_hertz(np.linspace(0.0, float(to_mel(np.array(RATE / 2))), _MELS + 2))
    rising = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
    bank = np.maximum(0, np.minimum(rising, falling))
    return np.asarray(bank * (2 / (edges[2:] - edges[:-2]))[:, None], dtype=np.float32)


class _Unpickler(pickle.Unpickler):
    """Makes lists, dictionaries and tensors, and refuses everything else."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file)
        self.tensors: list[tuple[str, int, tuple[int, ...]]] = []

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return lambda key, offset, size, *_: (key, offset, tuple(size))
        if module == "torch" and name in ("FloatStorage", "LongStorage"):
            return name
        raise pickle.UnpicklingError(f"no tensor: {module}.{name}")

    def persistent_load(self, pid: Any) -> Any:
        _, kind, key, _, _, *_ = pid
        return key if kind == "FloatStorage" else None


def _read_state(path: Path) -> dict[str, Array]:
    with path.open("rb") as file:
        for _ in range(3):  # A magic number, the format's version, sizes of types.
            _Unpickler(file).load()
        whole = _Unpickler(file).load()
        keys = _Unpickler(file).load()
        storages: dict[str, Array] = {}
        for key in keys:
            (count,) = struct.unpack("<q", file.read(8))
            storages[key] = np.frombuffer(file.read(4 * count), dtype="<f4")
    state: dict[str, Array] = {}
    for name, (key, offset, size) in whole["model_state"].items():
        if key is not None:
            count = int(np.prod(size))
            state[name] = storages[key][offset : offset + count].reshape(size)
    return state
