"""Chats: begun with membership, said in, and answered by the lounge's agent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from embedded_server.agents import service as agents
from embedded_server.agents.service import Line, ReadyAgent
from embedded_server.communities import service as communities
from embedded_server.contracts.club import MAX_TEXT, Audio, Author, Message
from embedded_server.contracts.communities import Join
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.contracts.lounge import Chat, ChatAgent, StartChat
from embedded_server.contracts.voice import Engines
from embedded_server.kernel import idempotency
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.media import store as media
from embedded_server.kernel.server import ChargeEntry
from embedded_server.kernel.text import clean_text
from embedded_server.kernel.turn_types import Begun, Outcome
from embedded_server.kernel.turns import Turns
from embedded_server.lounge import store
from embedded_server.lounge.service import access, metering
from embedded_server.lounge.service.saying import Said, SaidClip
from embedded_server.lounge.store import ChatValue
from embedded_server.voice import service as voices
from embedded_server.voice.service import VoiceChoice

ROOM = "lounge"
_PREVIEW = 200


@dataclass(frozen=True, slots=True)
class Question:
    """A begun turn with all that answering it needs."""

    chat_id: str
    begun: Begun
    agent: ReadyAgent
    text: str
    asker_name: str
    history: Sequence[Line]
    voice: VoiceChoice | None
    """What speaks the reply."""


def start(
    tx: Transaction, community_id: str, user_id: str, body: StartChat, charge: ChargeEntry
) -> tuple[Chat, bool]:
    """Joins who is not in yet, at the price they name, and begins their chat: both or neither."""
    access.lounge(tx, community_id)
    joining = Join(accept_fee_cents=body.accept_fee_cents)
    communities.join(tx, community_id, user_id, joining, charge)
    known = store.chats.of_member(tx, community_id, user_id)
    chat_id = new_id() if known is None else known.id
    if known is None:
        store.chats.insert(tx, chat_id, community_id, user_id)
        metering.count_conversation(tx, community_id)
    return read(tx, chat_id, user_id), known is None


def read(reader: Reader, chat_id: str, user_id: str) -> Chat:
    return _view(reader, access.own_chat(reader, chat_id, user_id))


def listed(reader: Reader, user_id: str, before: str | None, limit: int) -> list[Chat]:
    """Those of lounges that are still there, newest first."""
    kept: list[Chat] = []
    while len(kept) < limit:
        found = store.chats.of_user(reader, user_id, before, limit)
        kept += [
            _view(reader, chat)
            for chat in found
            if communities.find(reader, chat.community_id) is not None
        ]
        if len(found) < limit:
            break
        before = found[-1].id
    return kept[:limit]


def _view(reader: Reader, chat: ChatValue) -> Chat:
    community = communities.exists(reader, chat.community_id)
    agent = access.answerer(reader, community)
    return Chat(
        id=chat.id,
        community_id=chat.community_id,
        community_name=community.name,
        user_id=chat.user_id,
        agent=None if agent is None else ChatAgent(id=agent.agent_id, name=agent.name),
        created_at=to_wire(chat.created_at),
        last_seq=chat.last_seq,
        last_text=chat.last_text,
        last_at=to_wire(chat.last_at),
    )


def send(
    tx: Transaction,
    chat_id: str,
    caller: Caller,
    said: Said,
    key: str | None,
    engines: Callable[[], Engines],
) -> tuple[str, Question | None]:
    """Store what is said and open the reply; answers with the turn, and with the question where
    it is new. One reply at a time."""
    chat = access.own_chat(tx, chat_id, caller.user_id)
    access.require_writer(tx, chat)
    text = clean_text("text", said.text, MAX_TEXT)
    made: list[Question] = []

    def make() -> str:
        community = communities.exists(tx, chat.community_id)
        agent = access.answerer(tx, community)
        if agent is None:
            raise Refusal(Code.NO_AGENT, "Nobody answers here yet: the creator adds an agent.")
        if store.messages.is_replying(tx, chat_id):
            raise Refusal(Code.TURN_RUNNING, "A reply is being written. Stop it to go on.")
        history = _lines(store.messages.older(tx, chat_id, store.messages.LAST, _reads(agent)))
        author = Author(kind="user", id=caller.user_id, name=caller.display_name)
        voice = voices.voice_for(tx, agent, chat.community_id, engines)
        if said.clip is not None:
            metering.require_time(tx, community, caller.user_id)
        if voice is not None and not metering.is_spoken(tx, community, caller.user_id):
            voice = None
        asked = _post(tx, chat, author, text, client_id=said.client_id, clip=said.clip)
        made.append(_open_reply(tx, chat, agent, asked, caller.display_name, history, voice))
        if said.clip is not None:
            metering.count(tx, chat, made[0].begun.meta.turn_id, 0, said.clip.duration_ms)
        return made[0].begun.meta.turn_id

    request = _request(chat_id, text if said.clip is None else said.clip.sent_sha256)
    turn_id, new = idempotency.once(tx, caller.user_id, key, request, make)
    return turn_id, (made[0] if new else None)


def _request(chat_id: str, said: str) -> tuple[str, str, str]:
    return ("chat-messages", chat_id, said)


def _reads(agent: ReadyAgent) -> int:
    """How many earlier messages the agent reads: a talk needs some, whatever a club gives it."""
    return max(agent.context_messages, 12)


def _post(
    tx: Transaction,
    chat: ChatValue,
    author: Author,
    text: str,
    *,
    client_id: str | None = None,
    reply_to_id: str | None = None,
    turn_id: str | None = None,
    clip: SaidClip | None = None,
) -> Message:
    message_id = new_id()
    message = Message(
        id=message_id,
        seq=store.chats.next_seq(tx, chat.id),
        chat_id=chat.id,
        community_id=chat.community_id,
        author=author,
        text=text,
        created_at=to_wire(tx.now),
        edited_at=None,
        reply_to_id=reply_to_id,
        turn_id=turn_id,
        status="sent" if turn_id is None else "streaming",
        client_id=client_id,
        audio=None if clip is None else clip.audio,
        charge=None,
        citations=[],
    )
    store.messages.insert(tx, message)
    if clip is not None:
        media.insert(tx, clip.file(ROOM, chat, message_id))
    if text:
        store.chats.set_last(tx, chat.id, text[:_PREVIEW])
    access.tell(tx, EventType.MESSAGE_CREATED, chat, message)
    return message


def _open_reply(
    tx: Transaction,
    chat: ChatValue,
    agent: ReadyAgent,
    asked: Message,
    asker_name: str,
    history: Sequence[Line],
    voice: VoiceChoice | None,
) -> Question:
    turn_id = new_id()
    author = Author(kind="agent", id=agent.agent_id, name=agent.name)
    reply = _post(tx, chat, author, "", reply_to_id=asked.id, turn_id=turn_id)
    topic = access.topic_of(chat)
    begun = agents.opened(
        agent,
        reply,
        room=ROOM,
        asker_id=chat.user_id,
        topic=topic,
        staff_topic=topic,
        is_spoken=voice is not None,
    )
    Turns.begin(tx, begun)
    if voice is not None:
        metering.begin(tx, chat, turn_id)
    agents.count_asked(tx, agent.agent_id)
    return Question(chat.id, begun, agent, asked.text, asker_name, history, voice)


def _lines(newest_first: Sequence[Message]) -> list[Line]:
    return [
        Line(message.author.name, message.author.kind, message.text)
        for message in reversed(newest_first)
        if message.status in ("sent", "stopped") and message.text
    ]


def settle(tx: Transaction, begun: Begun, outcome: Outcome) -> None:
    """Store how a reply ended, in the transaction that ends its turn."""
    reply = store.messages.find(tx, begun.meta.message_id)
    assert reply is not None
    assert reply.chat_id is not None
    chat = store.chats.find(tx, reply.chat_id)
    assert chat is not None
    status = {"done": "sent", "stopped": "stopped"}.get(outcome.status, "failed")
    store.messages.end_reply(tx, reply.id, outcome.text, status, outcome.end.citations)
    if outcome.text:
        store.chats.set_last(tx, chat.id, outcome.text[:_PREVIEW])
    agents.count_outcome(tx, begun.meta.agent_id, outcome, kept=True)
    ended = store.messages.find(tx, reply.id)
    assert ended is not None
    access.tell(tx, EventType.MESSAGE_UPDATED, chat, ended)


def topic(reader: Reader, chat_id: str, user_id: str) -> str:
    """What one's own chat is heard by."""
    return access.topic_of(access.own_chat(reader, chat_id, user_id))


def require_writer(reader: Reader, chat_id: str, user_id: str) -> None:
    """Before a voice message is received."""
    access.require_writer(reader, access.own_chat(reader, chat_id, user_id))


def before_hearing(
    reader: Reader, chat_id: str, user_id: str, key: str | None, sent_sha256: str
) -> str | None:
    """The turn of a voice message that was sent before. Of a new one, refuses where no time is
    left: it takes some whatever answers it."""
    chat = access.own_chat(reader, chat_id, user_id)
    access.require_writer(reader, chat)
    known = idempotency.find(reader, user_id, key, _request(chat_id, sent_sha256))
    if known is None:
        metering.require_left(reader, communities.exists(reader, chat.community_id), user_id)
    return known


def put_audio(tx: Transaction, begun: Begun, audio: Audio) -> bool:
    """Give a reply its sound, and count that."""
    reply = store.messages.find(tx, begun.meta.message_id)
    assert reply is not None
    assert reply.chat_id is not None
    chat = store.chats.find(tx, reply.chat_id)
    assert chat is not None
    store.messages.set_audio(tx, reply.id, audio)
    metering.count(tx, chat, begun.meta.turn_id, audio.duration_ms, 0)
    spoken = store.messages.find(tx, reply.id)
    assert spoken is not None
    access.tell(tx, EventType.MESSAGE_UPDATED, chat, spoken)
    return True


def save_reply(tx: Transaction, begun: Begun, text: str) -> None:
    store.messages.save_reply(tx, begun.meta.message_id, text)


def fail_unfinished(tx: Transaction) -> None:
    """At the start: replies that a crash left open are failed, with what had been saved of them."""
    agents.fail_unfinished(
        tx,
        ROOM,
        lambda message_id: store.messages.community_of(tx, message_id),
        lambda begun, outcome: settle(tx, begun, outcome),
    )


def require_reader(reader: Reader, chat_id: str, user_id: str) -> ChatValue:
    """Whoever's membership has run out reads no more than in a club."""
    chat = access.own_chat(reader, chat_id, user_id)
    held = communities.membership(reader, chat.community_id, user_id)
    if held is None:
        raise not_found()
    communities.require_active(held)
    return chat
