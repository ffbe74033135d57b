"""Ready-made answers: who may have them, how they are found, and what stands for a variable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from embedded_server.accounts import service as accounts
from embedded_server.communities import service as communities
from embedded_server.contracts.base import UNSET
from embedded_server.contracts.errors import Code
from embedded_server.contracts.support_desk import AddCannedReply, CannedReply, EditCannedReply
from embedded_server.kernel import idempotency
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal, not_found
from embedded_server.kernel.ids import looks_like_id, new_id
from embedded_server.kernel.text import clean_text, fold
from embedded_server.support import variables
from embedded_server.support.service import access, desk
from embedded_server.support.store import canned as store
from embedded_server.support.store.canned import CannedValue

MOST_TEXT = 4000
MOST_REPLIES = 500
"""Of one community; a picker shows all of them at once."""
_SHORTCUT = re.compile(r"[\w-]{1,40}")


def found(
    reader: Reader, community_id: str, user_id: str, q: str | None, conversation_id: str | None
) -> list[CannedReply]:
    """All that hold `q`, best first; for a conversation with their variables filled in."""
    access.require_service(reader, community_id, user_id)
    values = None
    if conversation_id is not None:
        values = _values(reader, community_id, user_id, conversation_id)
    sought = fold((q or "").strip().removeprefix("/"))
    held = [one for one in store.all_of(reader, community_id) if _rank(one, sought) is not None]
    if values is not None or sought:
        held.sort(key=lambda one: (_rank(one, sought), -one.used_count, one.folded))
    return [
        _view(one, one.text if values is None else variables.fill_in(one.text, values))
        for one in held
    ]


def _rank(one: CannedValue, sought: str) -> int | None:
    """How well it fits, 0 best: the shortcut itself, its beginning, within it, within the text."""
    if not sought or one.folded == sought:
        return 0
    if one.folded.startswith(sought):
        return 1
    if sought in one.folded:
        return 2
    return 3 if sought in fold(one.text) else None


def _values(
    reader: Reader, community_id: str, user_id: str, conversation_id: str
) -> dict[str, str]:
    """What the variables stand for where this person answers in this conversation."""
    conversation = desk.staff_reader(reader, conversation_id, user_id)
    if conversation.community_id != community_id:
        raise not_found()
    names = accounts.names_of(reader, [conversation.customer_id, user_id])
    return {
        "customer.name": names.get(conversation.customer_id, ""),
        "agent.name": names.get(user_id, ""),
        "community.name": communities.exists(reader, community_id).name,
        "conversation.number": str(conversation.number),
    }


def add(
    tx: Transaction, community_id: str, user_id: str, body: AddCannedReply, key: str | None
) -> tuple[CannedReply, bool]:
    """Answers with the reply and whether it is new."""
    access.require_service(tx, community_id, user_id)
    shortcut, text = _shortcut(body.shortcut), _text(body.text)

    def make() -> str:
        if store.count(tx, community_id) >= MOST_REPLIES:
            raise Refusal(
                Code.TOO_LARGE, f"There are {MOST_REPLIES} ready-made answers, which is the most."
            )
        _check_free(tx, community_id, shortcut, None)
        made = CannedValue(
            new_id(), community_id, shortcut, fold(shortcut), text, 0, user_id, tx.now
        )
        store.put(tx, made)
        return made.id

    request = ("canned-replies", community_id, shortcut, text)
    reply_id, new = idempotency.once(tx, user_id, key, request, make)
    kept = store.find(tx, reply_id)
    if kept is None:
        raise not_found()
    return _view(kept, kept.text), new


def edit(
    tx: Transaction, community_id: str, user_id: str, reply_id: str, body: EditCannedReply
) -> CannedReply:
    held = _existing(tx, community_id, user_id, reply_id)
    made = held
    if body.shortcut is not UNSET:
        shortcut = _shortcut(body.shortcut)
        _check_free(tx, community_id, shortcut, reply_id)
        made = replace(made, shortcut=shortcut, folded=fold(shortcut))
    if body.text is not UNSET:
        made = replace(made, text=_text(body.text))
    if made != held:
        made = replace(made, updated_at=tx.now)
        store.put(tx, made)
    return _view(made, made.text)


def delete(tx: Transaction, community_id: str, user_id: str, reply_id: str) -> None:
    store.delete(tx, _existing(tx, community_id, user_id, reply_id).id)


def count_use(tx: Transaction, community_id: str, user_id: str, reply_id: str) -> None:
    store.count_use(tx, _existing(tx, community_id, user_id, reply_id).id)


def _existing(reader: Reader, community_id: str, user_id: str, reply_id: str) -> CannedValue:
    access.require_service(reader, community_id, user_id)
    held = store.find(reader, reply_id) if looks_like_id(reply_id) else None
    if held is None or held.community_id != community_id:
        raise not_found()
    return held


def _shortcut(given: str) -> str:
    shortcut = given.strip().removeprefix("/")
    if not _SHORTCUT.fullmatch(shortcut):
        raise Invalid("shortcut", "A shortcut is made of letters, digits, - and _ alone.")
    return shortcut


def _text(given: str) -> str:
    text = clean_text("text", given, MOST_TEXT)
    strange: Sequence[str] = variables.unknown(text)
    if strange:
        named = ", ".join(f"{{{name}}}" for name in strange)
        known = ", ".join(f"{{{name}}}" for name in variables.KNOWN)
        raise Invalid("text", f"There is no {named}. What can be filled in: {known}.")
    return text


def _check_free(reader: Reader, community_id: str, shortcut: str, but: str | None) -> None:
    if store.is_taken(reader, community_id, fold(shortcut), but):
        raise Refusal(Code.SHORTCUT_TAKEN, f"/{shortcut} is another answer's shortcut already.")


def _view(value: CannedValue, text: str) -> CannedReply:
    return CannedReply(
        id=value.id,
        community_id=value.community_id,
        shortcut=value.shortcut,
        text=text,
        used_count=value.used_count,
        created_by=value.created_by,
        updated_at=to_wire(value.updated_at),
    )
