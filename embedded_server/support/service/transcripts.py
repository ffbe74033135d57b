"""What a transcript tells, to its customer and to the staff who may read the conversation."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from embedded_server.accounts import service as accounts
from embedded_server.communities import service as communities
from embedded_server.contracts.club import Message
from embedded_server.contracts.support import Outcome
from embedded_server.contracts.transcript import TRANSCRIPT_VERSION, Transcript, TranscriptLine
from embedded_server.kernel.clock import from_wire, to_wire, to_wire_or_none
from embedded_server.kernel.database import Reader
from embedded_server.support import store
from embedded_server.support.hours import Hours, local_time
from embedded_server.support.service import access, settings
from embedded_server.support.store import ConversationValue

MOST_MESSAGES = 20_000
"""Of one transcript; nobody has talked for longer."""

_OUTCOMES = {
    "solved": "Solved",
    "unsolved": "Not solved",
    "went_quiet": "Closed, as there was no answer",
}


class Telling(NamedTuple):
    """A transcript, and how its times are shown."""

    file: Transcript
    hours: Hours

    def about(self) -> list[str]:
        file = self.file
        lines = [
            f"Conversation {file.number} with {file.customer_name}",
            f"Begun on {self.moment(file.started_at)}",
        ]
        if file.resolved_at is not None:
            said = _OUTCOMES.get(file.outcome or "", "Resolved")
            lines.append(f"{said} on {self.moment(file.resolved_at)}")
        lines.append(f"Saved on {self.moment(file.saved_at)}; times are of {file.time_zone}")
        return lines

    def moment(self, at: str) -> str:
        return f"{local_time(self.hours, from_wire(at)):%Y-%m-%d %H:%M}"

    def clock(self, at: str) -> str:
        """With the distance from UTC, which an hour that comes twice is told apart by."""
        local = local_time(self.hours, from_wire(at))
        offset = f"{local:%z}"
        return f"{local:%H:%M} {offset[:3]}:{offset[3:5]}"


def tell(
    reader: Reader,
    conversation_id: str,
    user_id: str,
    text_so_far: Callable[[str], str | None],
) -> Telling:
    one = access.reader_of(reader, conversation_id, user_id).conversation
    said = store.newer(reader, one.id, 0, MOST_MESSAGES)
    people = {m.author.id for m in said if m.author.kind == "user"} | {one.customer_id}
    names = accounts.names_of(reader, people)
    hours = settings.of_community(reader, one.community_id).hours
    community = communities.find(reader, one.community_id)
    outcome: Outcome | None = one.outcome  # type: ignore[assignment]  # only outcomes of the contract are stored
    file = Transcript(
        format="spaces-conversation",
        version=TRANSCRIPT_VERSION,
        conversation_id=one.id,
        number=one.number,
        community_name="" if community is None else community.name,
        customer_name=names.get(one.customer_id, ""),
        started_at=to_wire(one.started_at),
        resolved_at=to_wire_or_none(one.resolved_at),
        outcome=outcome,
        time_zone=hours.zone.key,
        saved_at=to_wire(reader.now),
        lines=[_line(one, message, names, text_so_far) for message in said],
    )
    return Telling(file, hours)


def _line(
    one: ConversationValue,
    message: Message,
    names: dict[str, str],
    text_so_far: Callable[[str], str | None],
) -> TranscriptLine:
    author, text = message.author, message.text
    if message.status == "streaming" and message.turn_id is not None:
        text = text_so_far(message.turn_id) or text
    if message.kind == "system":
        by, name = "system", ""
    elif author.kind == "agent":
        by, name = "ai", author.name
    else:
        by = "customer" if author.id == one.customer_id else "staff"
        name = names.get(author.id, author.name)
    return TranscriptLine(
        seq=message.seq,
        at=message.created_at,
        by=by,  # type: ignore[arg-type]  # one of the four above
        name=name,
        text=text,
        status=message.status,
        sources=list(dict.fromkeys(one.title for one in message.citations)),
        files=[file.name for file in message.attachments],
    )
