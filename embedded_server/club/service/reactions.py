"""Reactions: one emoji of one person on one message."""

from __future__ import annotations

import msgspec

from embedded_server.club import store
from embedded_server.club.service import access
from embedded_server.club.service.emoji import is_emoji, plain
from embedded_server.contracts.club import MAX_EMOJI, Reaction
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.errors import Invalid, Refusal


def react(tx: Transaction, community_id: str, user_id: str, message_id: str, emoji: str) -> None:
    """Twice is harmless."""
    access.writer(tx, community_id, user_id)
    message = access.existing(tx, community_id, user_id, message_id)
    if not is_emoji(emoji):
        raise Invalid("emoji", "A reaction is one emoji.")
    reactions = list(message.reactions)
    for place, reaction in enumerate(reactions):
        if plain(reaction.emoji) == plain(emoji):
            if user_id in reaction.user_ids:
                return
            ids = [*reaction.user_ids, user_id]
            reactions[place] = msgspec.structs.replace(reaction, user_ids=ids)
            break
    else:
        if len(reactions) >= MAX_EMOJI:
            raise Refusal(
                Code.TOO_MANY_REACTIONS, f"A message has at most {MAX_EMOJI} different emoji."
            )
        reactions.append(Reaction(emoji=emoji, user_ids=[user_id]))
    _change(tx, message_id, reactions)


def unreact(tx: Transaction, community_id: str, user_id: str, message_id: str, emoji: str) -> None:
    """Whether or not there was one; also by who is muted."""
    access.member(tx, community_id, user_id)
    message = access.existing(tx, community_id, user_id, message_id)
    reactions = []
    for reaction in message.reactions:
        if plain(reaction.emoji) == plain(emoji):
            ids = [id_ for id_ in reaction.user_ids if id_ != user_id]
            reaction = msgspec.structs.replace(reaction, user_ids=ids)
        if reaction.user_ids:
            reactions.append(reaction)
    if reactions != message.reactions:
        _change(tx, message_id, reactions)


def _change(tx: Transaction, message_id: str, reactions: list[Reaction]) -> None:
    store.set_reactions(tx, message_id, reactions)
    changed = store.find(tx, message_id)
    assert changed is not None
    access.tell(tx, EventType.MESSAGE_UPDATED, changed)
