"""Handlers of the voice: consent, building, hearing it, withdrawing it, and checking a sound."""

from __future__ import annotations

import asyncio

from embedded_server.contracts.errors import Code
from embedded_server.contracts.voice import (
    MAX_PREVIEW_TEXT,
    BuildVoice,
    Clip,
    ConsentBundle,
    ConsentQuery,
    Engine,
    Engines,
    LoungeVoice,
    Preview,
    SpokenBy,
    Statement,
    VoiceCheck,
)
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.http import Call
from embedded_server.kernel.server import Server
from embedded_server.kernel.text import clean_text
from embedded_server.voice import service
from embedded_server.voice.clip_files import make_clip
from embedded_server.voice.engines.base import EngineError
from embedded_server.voice.service import Speaking, clips, consents, voices
from embedded_server.voice.service.access import creator, lounge
from embedded_server.voice.speaker import Speaker
from embedded_server.voice.studio import studio_of

PREVIEW_SECONDS = 120.0
_COMMUNITY = "communityId"
_TOO_MANY_PREVIEWS = "You have heard a lot of previews."


async def engines(call: Call[None]) -> Engines:
    return await studio_of(call.server).speaker.engines()


async def statement(call: Call[None]) -> Statement:
    community_id, caller, mac = call.id(_COMMUNITY), call.user, call.server.secrets.mac
    query: ConsentQuery = call.query

    def read(reader: Reader) -> Statement:
        community = creator(reader, community_id, caller)
        person, now = caller.display_name, reader.now
        return service.statement(mac, now, community_id, person, community.name, query.language)

    return await call.server.database.read(read)


async def read(call: Call[None]) -> LoungeVoice:
    community_id, caller = call.id(_COMMUNITY), call.user
    progress = studio_of(call.server).builder.progress(community_id)
    return await call.server.database.read(
        lambda reader: voices.read(reader, community_id, caller, progress)
    )


async def consent(call: Call[None]) -> ConsentBundle:
    community_id, caller = call.id(_COMMUNITY), call.user
    return await call.server.database.read(
        lambda reader: consents.read(reader, community_id, caller)
    )


async def build(call: Call[BuildVoice]) -> LoungeVoice:
    community_id, caller, studio = call.id(_COMMUNITY), call.user, studio_of(call.server)
    call.pace()
    await call.server.database.read(
        lambda reader: voices.require_samples(reader, community_id, caller)
    )
    engine = await _engine(studio.speaker, call.body.engine)
    return await studio.builder.start(community_id, caller, engine, call.body)


async def _engine(speaker: Speaker, engine_id: str | None) -> Engine:
    """One that clones; the default where none is named, and never another in its place."""
    try:
        found = await speaker.engine(engine_id)
    except EngineError as error:
        raise Refusal(Code.ENGINE_UNAVAILABLE, str(error)) from None
    if not found.is_available:
        raise Refusal(Code.ENGINE_UNAVAILABLE, found.why_not or f"{found.name} is not available.")
    if not found.can_clone:
        raise Refusal(
            Code.ENGINE_UNAVAILABLE, f"{found.name} speaks in its own voices, and clones none."
        )
    return found


async def cancel(call: Call[None]) -> None:
    community_id, caller = call.id(_COMMUNITY), call.user
    await call.server.database.write(lambda tx: voices.cancel(tx, community_id, caller))
    studio_of(call.server).builder.stop(community_id)


async def publish(call: Call[None]) -> LoungeVoice:
    community_id, caller = call.id(_COMMUNITY), call.user
    progress = studio_of(call.server).builder.progress(community_id)
    return await call.server.database.write(
        lambda tx: voices.publish(tx, community_id, caller, progress)
    )


async def withdraw(call: Call[None]) -> None:
    community_id, caller, server = call.id(_COMMUNITY), call.user, call.server
    await server.database.write(
        lambda tx: voices.withdraw(tx, community_id, caller, server.on_voice_withdrawn)
    )
    studio_of(server).over(community_id)


async def preview(call: Call[Preview]) -> Clip:
    community_id, caller, studio = call.id(_COMMUNITY), call.user, studio_of(call.server)
    speaking = await call.server.database.read(
        lambda reader: voices.own(reader, community_id, caller)
    )
    text = clean_text("text", call.body.text, MAX_PREVIEW_TEXT)
    if not call.is_local:
        studio.previews.take(caller.user_id, _TOO_MANY_PREVIEWS)
    await _engine(studio.speaker, speaking.engine)
    pcm = await _spoken(call.server, speaking, text)
    return await _kept(call.server, speaking, caller.user_id, pcm)


async def _spoken(server: Server, speaking: Speaking, text: str) -> bytes:
    studio, pieces = studio_of(server), bytearray()
    try:
        profile = await studio.keeper.profile(speaking.profile_id)
        said = studio.speaker.speak(speaking.engine, profile, None, text)
        async with asyncio.timeout(PREVIEW_SECONDS):
            async for piece in said:
                pieces += piece
    except EngineError as error:
        raise Refusal(Code.TTS_FAILED, str(error)) from None
    except TimeoutError:
        raise Refusal(Code.TTS_FAILED, "This took too long to speak. Try it again.") from None
    except FileNotFoundError:
        raise Refusal(Code.VOICE_NOT_READY, "The voice was withdrawn meanwhile.") from None
    if not pieces:
        raise Refusal(Code.TTS_FAILED, "There is nothing to be spoken in this text.")
    return bytes(pieces)


async def _kept(server: Server, speaking: Speaking, user_id: str, pcm: bytes) -> Clip:
    by = SpokenBy(engine=speaking.engine, voice=speaking.voice, consent_id=speaking.consent_id)
    made = await make_clip(
        server.media.folder, pcm, studio_of(server).speaker.rate_of(speaking.engine), by
    )

    def write(tx: Transaction) -> Clip:
        kept = service.keep_clip(
            tx,
            made,
            room=clips.ROOM,
            place_id=speaking.community_id,
            community_id=speaking.community_id,
            owner_id=user_id,
            # On nothing but itself: it waits for no message that takes it.
            message_id=made.id,
            turn_id=None,
        )
        if kept is None:
            raise Refusal(Code.VOICE_NOT_READY, "The voice was withdrawn meanwhile.")
        return Clip(url=kept.url, duration_ms=kept.duration_ms, engine=by.engine, voice=by.voice)

    try:
        return await server.database.write(write)
    except Exception:
        # Not where this is cancelled: the row may be on its way to the disk already.
        await asyncio.shield(server.media.folder.remove([made.id]))
        raise


async def check(call: Call[None]) -> VoiceCheck:
    community_id, caller, studio = call.id(_COMMUNITY), call.user, studio_of(call.server)
    await call.server.database.read(lambda reader: lounge(reader, community_id))
    if not call.is_local:
        studio.checks.take(caller.user_id)
    async with studio.keeper.place(caller.user_id):
        sought = await studio.keeper.receive_prints(call.request)
    return await call.server.database.read(lambda reader: clips.check(reader, community_id, sought))
