"""A turn's voice: how the engine says its sentences, and how the whole clip is kept."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass

from embedded_server.contracts.club import Audio
from embedded_server.contracts.turns import AudioReady
from embedded_server.contracts.voice import Engines
from embedded_server.kernel import turn_store
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.server import Server
from embedded_server.kernel.speech.speaking import Made, Speaking, SpeechError
from embedded_server.kernel.turn_types import Begun
from embedded_server.voice import catalogue
from embedded_server.voice.clip_files import make_clip
from embedded_server.voice.engines.base import EngineError
from embedded_server.voice.options import options_of
from embedded_server.voice.service import VoiceChoice, is_withdrawn, keep_clip
from embedded_server.voice.speaker import Speaker
from embedded_server.voice.studio import studio_of

log = logging.getLogger(__name__)

_WARMING = "Hm."
"""What a worker says to itself, so that it has its engine and voice in memory by the first
sentence."""
_NOT_THERE = "This voice is not there any more. The text stands."


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where a reply's clip goes. `put` gives it to the message, in the change that stores it, and
    answers False where the message is gone; `put_none` is told where none comes."""

    place_id: str
    owner_id: str
    put: Callable[[Transaction, Begun, Audio], bool]
    put_none: Callable[[Transaction], None] = lambda tx: None


def engines_of(server: Server) -> Callable[[], Engines]:
    """What speaks here now. Looks at the disk: not for the loop."""
    options = options_of(server.settings)
    return lambda: catalogue.list_all(options)


def speaker_of(server: Server) -> Speaker:
    return studio_of(server).speaker


def speaking(server: Server, choice: VoiceChoice, keeping: Keeping) -> Speaking:
    """How a turn is spoken in that voice."""
    return _Voice(server, choice, keeping).as_speaking()


class _Voice:
    def __init__(self, server: Server, choice: VoiceChoice, keeping: Keeping) -> None:
        self._server = server
        self._choice = choice
        self._keeping = keeping
        self._profile: bytes | None = None

    def as_speaking(self) -> Speaking:
        rate = speaker_of(self._server).rate_of(self._choice.engine)
        return Speaking(
            rate,
            self._say,
            self._keep,
            self._keeping.put_none,
            voice_of=self._choice.lounge_id,
            warm=self._warm,
        )

    async def _warm(self) -> None:
        if self._choice.profile_id is not None:
            self._profile = await _profile(self._server, self._choice)
        async with aclosing(self._speak(_WARMING)) as pieces:
            # To its end: a worker that is stopped is not there for the first sentence.
            async for _ in pieces:
                pass

    async def _say(self, sentence: str) -> AsyncGenerator[bytes, None]:
        async with aclosing(self._speak(sentence)) as pieces:
            async for pcm in pieces:
                yield pcm

    async def _speak(self, text: str) -> AsyncGenerator[bytes, None]:
        choice = self._choice
        pieces = speaker_of(self._server).speak(choice.engine, self._profile, choice.stock, text)
        try:
            async with aclosing(pieces):
                async for pcm in pieces:
                    yield pcm
        except EngineError as error:
            raise SpeechError(str(error)) from error

    async def _keep(self, begun: Begun, made: Made) -> AudioReady | None:
        server, keeping = self._server, self._keeping
        pcm = await made.read_all()
        clip = await make_clip(server.media.folder, pcm, made.rate, self._choice.spoken_by)
        meta = begun.meta
        assert begun.community_id is not None
        community_id = begun.community_id

        def store(tx: Transaction) -> AudioReady | None:
            audio = keep_clip(
                tx,
                clip,
                room=begun.room,
                place_id=keeping.place_id,
                community_id=community_id,
                owner_id=keeping.owner_id,
                message_id=meta.message_id,
                turn_id=meta.turn_id,
            )
            if audio is None:
                raise SpeechError("This voice was withdrawn while it spoke. The text stands.")
            if not keeping.put(tx, begun, audio):
                raise _Gone
            ready = AudioReady(
                message_id=meta.message_id,
                url=audio.url,
                duration_ms=audio.duration_ms,
                mime_type=audio.mime_type,
            )
            turn_store.end_sound(tx, meta.turn_id, ready)
            return ready

        try:
            return await server.database.write(store)
        except BaseException as error:
            await server.media.folder.remove([clip.id])
            if isinstance(error, _Gone):
                return None
            raise


class _Gone(Exception):
    """The message was deleted while it was spoken."""


async def _profile(server: Server, choice: VoiceChoice) -> bytes:
    assert choice.profile_id is not None
    # It may have been withdrawn since it was chosen; from here on, that drops what it speaks.
    if await server.database.read(lambda reader: is_withdrawn(reader, choice.spoken_by)):
        raise SpeechError(_NOT_THERE)
    try:
        return await studio_of(server).keeper.profile(choice.profile_id)
    except FileNotFoundError:
        raise SpeechError(_NOT_THERE) from None
