"""How a message of the contract is shown as a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from msgspec import UnsetType
from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.club import Message, Reaction
from embedded_server.contracts.media import Attachment
from spaces_desktop.chat.notices import notice_words
from spaces_desktop.chat.writing.length import size_words
from spaces_desktop.kernel.money import money
from spaces_desktop.widgets.message_row.spoken import plain_text
from spaces_desktop.widgets.message_rows import (
    Action,
    Media,
    Quote,
    ReactionMark,
    Row,
    RowState,
    Source,
)

QUOTED = 140
"""Characters of a quoted message that are shown."""
SPEECH = "speech"
"""Under this key the sound of a message itself stands among its files."""
MOST_NAMES = 12
"""People a reaction's hint names."""

_STATES = {
    "sent": RowState.SENT,
    "streaming": RowState.STREAMING,
    "stopped": RowState.STOPPED,
    "failed": RowState.FAILED,
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("thread", text)


def local_time(stamp: str) -> datetime:
    """A timestamp of the wire on the clock of this machine."""
    return datetime.fromisoformat(stamp).astimezone()


def now() -> datetime:
    return datetime.now(UTC).astimezone()


@dataclass(frozen=True, slots=True)
class Known:
    """What a message alone does not say of its row.

    `me` is the id of who looks; `asker_id` asked for this reply, where it is one; `failure` says
    why it failed; `asked` is the agent that a question went to; `verbs` is what may be done with
    it; `name_of` gives somebody's name by id, "" for who is not known.
    """

    me: str
    asker_id: str | None = None
    failure: str = ""
    asked: str = ""
    quote: Quote | None = None
    verbs: tuple[Action, ...] = ()
    name_of: Callable[[str], str] = lambda _user_id: ""


def to_row(message: Message, known: Known) -> Row:
    is_agent = message.author.kind == "agent"
    state = _STATES[message.status]
    me = known.me
    asked_by_me = is_agent and known.asker_id == me
    return Row(
        id=message.id,
        order=message.seq,
        author=message.author.name,
        author_id=message.author.id,
        text=notice_words(message) or message.text,
        at=local_time(message.created_at),
        is_agent=is_agent,
        is_own=message.author.kind == "user" and message.author.id == me,
        state=state,
        note=_note(message, state, known),
        sources=tuple(Source(one.number, one.title, one.passage) for one in message.citations),
        actions=_actions(state) if asked_by_me else (),
        verbs=known.verbs,
        quote=known.quote,
        reactions=tuple(_mark(one, known) for one in message.reactions),
        media=(*speech_of(message), *(to_media(one) for one in message.attachments)),
        names=tuple(dict.fromkeys(one.name for one in message.mentions)),
        names_me=any(one.kind == "everyone" or one.id == me for one in message.mentions),
        is_private=message.only_for is not None,
        is_pinned=message.pinned_at is not None,
        is_system=message.author.kind == "system" or message.kind == "system",
    )


def to_quote(reply_to_id: str, quoted: Message | None) -> Quote:
    """`quoted` is None for a message that is gone."""
    if quoted is None:
        return Quote("", "", _tr("This message was deleted."))
    return Quote(reply_to_id, quoted.author.name, first_words(quoted))


def first_words(message: Message) -> str:
    """One line that tells which message it is."""
    words = " ".join(plain_text(message.text[: 4 * QUOTED]).split())
    if not words and message.attachments:
        words = message.attachments[0].name
    return words if len(words) <= QUOTED else words[: QUOTED - 1].rstrip() + "…"


def saving(message: Message) -> list[Action]:
    """A verb for each of its files."""
    spoken = [Action(f"save:{SPEECH}", _tr("Save the sound as…"), "save")]
    return (spoken if message.audio is not None else []) + [
        Action(f"save:{one.id}", _tr("Save “{name}” as…").format(name=one.name), "save")
        for one in message.attachments
    ]


def speech_of(message: Message) -> tuple[Media, ...]:
    """What a message sounds like, where it was spoken; by whom stands with it."""
    audio = message.audio
    if audio is None:
        return ()
    name, maker = _tr("Voice message"), ""
    if not isinstance(audio.spoken_by, UnsetType):
        name, maker = _tr("AI voice"), audio.spoken_by.engine
    return (Media(SPEECH, name, "sound", maker, duration_ms=audio.duration_ms),)


def speech_file(message: Message) -> Attachment | None:
    """The sound of a message, as a file that can be played and saved."""
    audio, media = message.audio, speech_of(message)
    if audio is None:
        return None
    name = " · ".join(part for part in (media[0].name, media[0].detail) if part)
    return Attachment(
        id=f"{SPEECH}/{message.id}",
        name=name,
        mime_type=audio.mime_type,
        size_bytes=0,
        url=audio.url,
        duration_ms=audio.duration_ms,
    )


def to_media(one: Attachment) -> Media:
    kind: Literal["picture", "sound", "file"] = "file"
    if one.thumbnail_url is not None:
        kind = "picture"
    elif one.mime_type.startswith("audio/"):
        kind = "sound"
    ending = Path(one.name).suffix.lstrip(".").upper()
    detail = " · ".join(part for part in (ending, size_words(one.size_bytes)) if part)
    return Media(
        id=one.id,
        name=one.name,
        kind=kind,
        detail=detail,
        picture=one.thumbnail_url or "",
        width=one.width or 0,
        height=one.height or 0,
        duration_ms=one.duration_ms or 0,
    )


def _mark(one: Reaction, known: Known) -> ReactionMark:
    mine = known.me in one.user_ids
    names = [_tr("you") if mine else ""]
    names += [known.name_of(who) for who in one.user_ids if who != known.me]
    told = [name for name in names if name]
    more = len(one.user_ids) - len(told[:MOST_NAMES])
    words = ", ".join(told[:MOST_NAMES])
    if more > 0:
        words = _tr("{names} and {count} more").format(names=words, count=more) if words else ""
    return ReactionMark(one.emoji, len(one.user_ids), mine, words)


def _note(message: Message, state: RowState, known: Known) -> str:
    parts = []
    if known.asked and f"@{known.asked}".casefold() not in message.text.casefold():
        parts.append(_tr("to {name}").format(name=known.asked))
    if state is RowState.STREAMING and not message.text:
        parts.append(_tr("is looking for an answer"))
    if state is RowState.STOPPED:
        parts.append(_tr("stopped"))
    if state is RowState.FAILED:
        parts.append(known.failure or _tr("The reply failed."))
    if message.is_unsure and state is RowState.SENT:
        parts.append(_tr("rests on none of its texts"))
    parts += [" · ".join((one.name, one.detail)) for one in speech_of(message) if one.detail]
    if message.edited_at is not None:
        parts.append(_tr("edited"))
    if message.charge is not None and message.charge.amount_cents:
        amount = money(message.charge.amount_cents)
        parts.append(_tr("{amount} charged").format(amount=amount))
    if message.replaces_id is not None:
        parts.append(_tr("answered again"))
    if message.my_vote is not None:
        helpful = message.my_vote == "up"
        parts.append(_tr("you found this helpful") if helpful else _tr("you found this unhelpful"))
    return " · ".join(parts)


def _actions(state: RowState) -> tuple[Action, ...]:
    if state is RowState.STREAMING:
        return (Action("stop", _tr("Stop")),)
    if state is RowState.FAILED:
        return (Action("ask_again", _tr("Try again")),)
    return ()
