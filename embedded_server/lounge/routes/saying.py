"""Handlers of what is said in a chat: typed, or spoken, recognised and kept as it was said."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary, WeakValueDictionary

from aiohttp import web

from embedded_server.agents.answering import source
from embedded_server.contracts import lounge as contract
from embedded_server.contracts.errors import Code
from embedded_server.contracts.lounge import SendInChat, VoiceMessageForm
from embedded_server.kernel import idempotency
from embedded_server.kernel.bodies import convert
from embedded_server.kernel.database import Reader
from embedded_server.kernel.errors import Invalid, Refusal
from embedded_server.kernel.http import Call
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.media.folder import Incoming
from embedded_server.kernel.media.forms import Parcel
from embedded_server.kernel.server import Server
from embedded_server.kernel.tasks import Tasks
from embedded_server.kernel.turn_routes import stream_turn
from embedded_server.lounge import service
from embedded_server.lounge.service import Said, SaidClip
from embedded_server.lounge.service.chatting import Question
from embedded_server.voice.engines.base import EngineError
from embedded_server.voice.hearing import take_in
from embedded_server.voice.speaking import Keeping, engines_of, speaker_of, speaking

CHAT = "chatId"
_MOST_TEXT = {"clientId": 300, "language": 100}
"""Bytes of the form's texts."""
# A server's Tasks live exactly as long as the server, and can be a weak key, which it cannot.
_places: WeakKeyDictionary[Tasks, WeakValueDictionary[str, asyncio.Lock]] = WeakKeyDictionary()


async def send(call: Call[SendInChat | None]) -> web.StreamResponse:
    server, chat_id, caller = call.server, call.id(CHAT), call.user
    call.pace()
    if not call.is_local:
        server.asks.take(caller.user_id)
    if call.body is not None:
        key = call.key(call.body.client_id)
        return await stream_turn(
            call, await _say(call, Said(call.body.text, call.body.client_id), key)
        )
    await server.database.read(
        lambda reader: service.chatting.require_writer(reader, chat_id, caller.user_id)
    )
    async with _place(call):
        turn_id = await _say_aloud(call)
    return await stream_turn(call, turn_id)


def _place(call: Call[Any]) -> asyncio.Lock:
    """For each person who sends a recording now: one is heard at a time, so that nobody keeps what
    listens, and speaks to the others, busy alone."""
    places = _places.setdefault(call.server.tasks, WeakValueDictionary())
    return places.setdefault(call.user.user_id, asyncio.Lock())


async def _say(call: Call[SendInChat | None], said: Said, key: str | None) -> str:
    """The turn that answers it."""
    server, chat_id, caller = call.server, call.id(CHAT), call.user
    await _interrupt(call, key)
    with server.turns.place():
        turn_id, question = await server.database.write(
            lambda tx: service.chatting.send(tx, chat_id, caller, said, key, engines_of(server))
        )
        if question is not None:
            _answer(server, question)
    if question is None and said.clip is not None:
        # A repeat: the first one's sound is the one that is kept.
        await server.media.folder.remove([said.clip.id])
    return turn_id


async def _interrupt(call: Call[SendInChat | None], key: str | None) -> None:
    """Whoever speaks up cuts off what is still being spoken to them; not by asking again for what
    was asked before."""
    server, chat_id, user_id = call.server, call.id(CHAT), call.user.user_id

    def topic(reader: Reader) -> str | None:
        known = idempotency.is_known(reader, user_id, key)
        return None if known else service.chatting.topic(reader, chat_id, user_id)

    heard_by = await server.database.read(topic)
    if heard_by is not None:
        await server.turns.interrupt(heard_by)


async def _say_aloud(call: Call[SendInChat | None]) -> str:
    """With the recording: nothing of it is kept where it cannot be answered."""
    server, chat_id, user_id = call.server, call.id(CHAT), call.user.user_id
    parcel = Parcel(server.media.folder, 1, contract.MAX_VOICE_BYTES)
    try:
        most = contract.MAX_VOICE_BYTES + contract.FORM_BYTES
        texts = await parcel.receive(call.request, "audio", _MOST_TEXT, most)
        if not parcel.files:
            raise Invalid("audio", "There is no part `audio` in the form.")
        form = convert({**texts, "audio": b""}, VoiceMessageForm)
        sent = parcel.files[0][1]
        digest, key = await sent.finish(), call.key(form.client_id)
        turn_id = await server.database.read(
            lambda reader: service.chatting.before_hearing(reader, chat_id, user_id, key, digest)
        )
        if turn_id is not None:
            return turn_id
        said = await _heard(server, sent.path, digest, form)
    finally:
        parcel.close()
    try:
        return await _say(call, said, key)
    except Exception:
        # Not where this is cancelled: the row may be on its way to the disk already.
        assert said.clip is not None
        await server.media.folder.remove([said.clip.id])
        raise


async def _heard(server: Server, sent: Path, digest: str, form: VoiceMessageForm) -> Said:
    """What was said, with its clip in the folder."""
    folder, speaker = server.media.folder, speaker_of(server)
    recogniser = await speaker.recogniser(form.language)
    if recogniser is None:
        raise Refusal(
            Code.NOT_AVAILABLE,
            "Nothing on this server recognises speech in this language, so a voice message"
            " cannot be answered. Write instead; the host can set a recogniser up.",
            state=contract.NO_RECOGNISER,
        )
    made: list[Incoming] = []
    try:
        made += [await folder.receive(contract.MAX_VOICE_BYTES) for _ in range(2)]
        keep, listen = made
        found = await take_in(sent, keep.path, listen.path)
        try:
            text = await speaker.transcribe(recogniser, listen.path, form.language)
        except EngineError as error:
            raise Refusal(Code.NOT_AVAILABLE, str(error), state=contract.NO_RECOGNISER) from None
        if not text.strip():
            raise Refusal(Code.NOTHING_HEARD, "No words were understood. Say it again, or write.")
        clip_id = new_id()
        await folder.keep(keep, clip_id, None)
    finally:
        for incoming in made:
            incoming.close()
    clip = SaidClip(clip_id, found.duration_ms, found.size_bytes, found.sha256, digest)
    return Said(text.strip()[: contract.MAX_HEARD], form.client_id, clip)


def _answer(server: Server, question: Question) -> None:
    begun = question.begun
    unspoken: Callable[..., None] = service.metering.end
    keeping = Keeping(
        question.chat_id,
        begun.asker_id,
        service.chatting.put_audio,
        lambda tx: unspoken(tx, begun.meta.turn_id),
    )
    server.turns.start(
        begun,
        lambda: source(
            server, question.agent, question.text, question.asker_name, question.history
        ),
        lambda tx, outcome: service.chatting.settle(tx, begun, outcome),
        lambda tx, text: service.chatting.save_reply(tx, begun, text),
        None if question.voice is None else speaking(server, question.voice, keeping),
    )
