"""The loop of a worker process: one call at a time, and between its parts an ear for `Stop`."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import time
from collections.abc import Generator, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec

from embedded_server.kernel.child import bound_memory
from embedded_server.voice.engines import base
from embedded_server.voice.options import Options
from embedded_server.voice.worker_wire import (
    Asked,
    Ended,
    Piece,
    Prepare,
    Speak,
    Stop,
    Told,
    Transcribe,
    decode_asked,
    encode,
)

if TYPE_CHECKING:
    from embedded_server.voice.recognition.base import Recogniser

_TELL_SECONDS = 0.1
_OUT_OF_MEMORY = "The voice engine needs more memory than it may have. Try shorter recordings."
_BROKEN = "The voice engine failed. Try again; if it goes on, choose another engine."


class _Stopped(Exception):
    """The server wants no more of this call."""


def serve(server: Connection, options: Options, memory: int, engine: str = "") -> None:
    """Until the server closes its end. `memory` bounds the address space, on systems that can."""
    logging.disable(logging.CRITICAL)
    # Ctrl+C in the server's terminal reaches its children too; the server ends them itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # One worker is one core: more threads only take them from the server and the other worker.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    bound_memory(memory)
    child = _Child(server, options)
    child.load(engine)
    try:
        while True:
            child.answer(decode_asked(server.recv_bytes()))
    except (EOFError, OSError, msgspec.DecodeError):
        return


class _Child:
    def __init__(self, server: Connection, options: Options) -> None:
        self._server = server
        self._options = options
        self._engines: dict[str, base.Engine] = {}
        self._recognisers: dict[str, Recogniser] = {}
        self._told_at = 0.0

    def load(self, engine: str) -> None:
        """What cannot be loaded says why once it is asked to speak."""
        if engine:
            with contextlib.suppress(Exception):
                self._engine(engine)

    def answer(self, asked: Asked) -> None:
        if isinstance(asked, Stop):
            # Of a call that ended before it was heard.
            return
        try:
            ended = Ended(asked.call, "done", self._work(asked))
        except _Stopped:
            ended = Ended(asked.call, "stopped")
        except base.EngineError as error:
            ended = Ended(asked.call, "failed", problem=str(error))
        except (MemoryError, ImportError):
            # A library that finds no room to be loaded in says so as ImportError.
            ended = Ended(asked.call, "failed", problem=_OUT_OF_MEMORY)
        except Exception:  # noqa: BLE001 whatever a library raises, the server hears of it in words
            ended = Ended(asked.call, "failed", problem=_BROKEN)
        self._server.send_bytes(encode(ended))

    def _work(self, asked: Prepare | Speak | Transcribe) -> bytes:
        match asked:
            case Prepare():
                return self._prepare(asked)
            case Speak():
                self._speak(asked)
                return b""
            case Transcribe():
                return self._transcribe(asked)

    def _prepare(self, asked: Prepare) -> bytes:
        from embedded_server.voice.sound_files import read_sounds

        def told(share: float) -> None:
            self._heed()
            now = time.monotonic()
            if now - self._told_at >= _TELL_SECONDS or share >= 1:
                self._told_at = now
                self._server.send_bytes(encode(Told(asked.call, min(max(share, 0.0), 1.0))))

        told(0.0)
        samples = read_sounds([Path(path) for path in asked.samples])
        return self._engine(asked.engine).prepare(samples, asked.likeness, told)

    def _speak(self, asked: Speak) -> None:
        import numpy as np

        engine = self._engine(asked.engine)
        pieces = engine.speak(asked.profile, asked.voice, asked.text)
        try:
            for piece in pieces:
                self._heed()
                if len(piece):
                    clean = np.nan_to_num(piece, nan=0.0, posinf=1.0, neginf=-1.0)
                    pcm = (np.clip(clean, -1.0, 1.0) * 32767).astype("<i2").tobytes()
                    self._server.send_bytes(encode(Piece(asked.call, pcm)))
        finally:
            _close(pieces)

    def _transcribe(self, asked: Transcribe) -> bytes:
        from embedded_server.voice.recognition.table import make_recogniser
        from embedded_server.voice.sound_files import read_sound

        recogniser = self._recognisers.get(asked.recogniser)
        if recogniser is None:
            recogniser = make_recogniser(asked.recogniser, self._options)
            self._recognisers[asked.recogniser] = recogniser
        sound = read_sound(Path(asked.path))
        text = recogniser.transcribe(sound, asked.language, asked.expected, self._heed)
        return text.encode()

    def _engine(self, engine_id: str) -> base.Engine:
        from embedded_server.voice.engines.table import make_engine

        engine = self._engines.get(engine_id)
        if engine is None:
            engine = self._engines[engine_id] = make_engine(engine_id, self._options)
        return engine

    def _heed(self) -> None:
        """Raises _Stopped where the server has said so meanwhile."""
        if self._server.poll():
            # Nothing else is said to a worker that is at work; the closed end raises EOFError.
            decode_asked(self._server.recv_bytes())
            raise _Stopped


def _close(pieces: Iterator[base.Samples]) -> None:
    """Ends what the engine has started for them: a program, a thread."""
    if hasattr(pieces, "close"):
        cast("Generator[base.Samples, None, None]", pieces).close()
