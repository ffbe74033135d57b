# ruff: noqa: RUF001 - full-width marks end Chinese sentences
"""Catching up: what somebody missed in a club, summarised by an agent for them alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from embedded_server.agents import service as agents
from embedded_server.agents.service import Missed, MissedLine, Recall
from embedded_server.club import store
from embedded_server.club.service import access, paying
from embedded_server.club.service.asking import Question, asker, open_reply
from embedded_server.club.service.messages import post
from embedded_server.club.service.reading import finish_views
from embedded_server.club.store import CatchUpRange
from embedded_server.contracts.club import CatchUp, Message
from embedded_server.contracts.errors import Code
from embedded_server.kernel import idempotency
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.clock import from_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.fulltext import is_mostly_chinese

MOST_MESSAGES = 400
MOST_CHARACTERS = 60_000
_GLIMPSE = 20
MOST_OF_ONE = 2_000
"""Characters of one message."""


def summarise_missed(
    tx: Transaction, community_id: str, caller: Caller, body: CatchUp, key: str | None
) -> tuple[str, Question | None]:
    """Answers with the turn, and the question where it is new."""
    seat = access.writer(tx, community_id, caller.user_id)
    agent = agents.ready_agent(tx, community_id, body.agent_id)
    read_up_to = 0 if seat.membership is None else seat.membership.last_read_seq
    made: list[Question] = []

    def make() -> str:
        fee_cents = paying.due(seat, agent, body.accept_fee_cents)
        since = read_up_to if body.since_seq is None else body.since_seq
        range_ = CatchUpRange(since, body.utc_offset_minutes)
        # All of it is read when it is summarised: here it would hold every writer up.
        glimpse = missed_by(tx, caller.user_id, community_id, range_, most=_GLIMPSE) or missed_by(
            tx, caller.user_id, community_id, range_
        )
        if glimpse is None:
            raise Refusal(Code.NOTHING_MISSED, "Nothing was written here since.")
        text = _question_in_the_language_of(glimpse)
        question = post(
            tx,
            community_id,
            asker(caller),
            text,
            None,
            body.client_id,
            only_for=caller.user_id,
        )
        store.mark_catch_up(tx, question.id, range_)
        missed = recall(caller.user_id, community_id, range_, question.seq)
        made.append(open_reply(tx, caller, agent, question, (), fee_cents, missed=missed))
        return made[0].begun.meta.turn_id

    request = ("catch-up", community_id, body.agent_id, body.since_seq)
    turn_id, new = idempotency.once(tx, caller.user_id, key, request, make)
    return turn_id, (made[0] if new else None)


def recall(user_id: str, community_id: str, range_: CatchUpRange, before: int) -> Recall:
    return partial(
        missed_by, user_id=user_id, community_id=community_id, range_=range_, before=before
    )


def missed_by(
    reader: Reader,
    user_id: str,
    community_id: str,
    range_: CatchUpRange,
    before: int = store.LAST,
    most: int = MOST_MESSAGES,
) -> Missed | None:
    """The newest of what others said to all, as much as there is room for; None for nothing."""
    newest = store.older(reader, community_id, store.NOBODY, before, most + 1)
    after = [message for message in newest if message.seq > range_.since]
    kept: list[Message] = []
    room = MOST_CHARACTERS
    for message in after[:most]:
        room -= min(len(message.text), MOST_OF_ONE)
        if room < 0:
            break
        kept.append(message)
    views = finish_views(reader, kept[::-1], user_id, lambda turn_id: None)
    lines = _lines(views, user_id)
    if not lines:
        return None
    return Missed(lines, len(kept) == len(after), range_.utc_offset_minutes)


def _lines(messages: Sequence[Message], user_id: str) -> list[MissedLine]:
    replies = Counter(message.reply_to_id for message in messages)
    return [
        MissedLine(
            author_id=message.author.id,
            author=message.author.name,
            kind=message.author.kind,
            text=message.text[:MOST_OF_ONE] or ", ".join(file.name for file in message.attachments),
            at=from_wire(message.created_at),
            replies=replies[message.id],
            reactions=sum(len(reaction.user_ids) for reaction in message.reactions),
            names_reader=any(
                named.kind == "everyone" or named.id == user_id for named in message.mentions
            ),
        )
        for message in messages
        if message.status in ("sent", "stopped")
        and message.author.id != user_id
        and (message.text or message.attachments)
    ]


def _question_in_the_language_of(missed: Missed) -> str:
    chinese = is_mostly_chinese(line.text for line in missed.lines)
    return "我错过了什么？" if chinese else "What did I miss?"
