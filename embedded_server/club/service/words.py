"""Finding words in messages: the index follows behind the messages and catches up before a search.

Indexing at once would cost every sender; so a watermark says up to which message words are in,
and a change below it is carried over in its own transaction.
"""

from __future__ import annotations

from embedded_server.club import store
from embedded_server.contracts.club import Message
from embedded_server.kernel import fulltext
from embedded_server.kernel.database import Reader, Transaction

BATCH = 500


def _room(community_id: str, only_for: str | None = None) -> str:
    """One word that stands for a community in the index; one's private messages have their own."""
    room = "c" + community_id.replace("-", "")
    return room if only_for is None else f"{room}u{only_for.replace('-', '')}"


def catch_up(tx: Transaction) -> bool:
    """Index the next messages; False when none is left."""
    at = store.indexed_up_to(tx)
    waiting = store.unindexed(tx, at, BATCH)
    for number, community_id, only_for, text in waiting:
        if text:
            store.index_words(tx, number, _room(community_id, only_for), fulltext.segment(text))
    if waiting:
        store.set_indexed_up_to(tx, waiting[-1][0])
    return len(waiting) == BATCH


def is_behind(reader: Reader) -> bool:
    return bool(store.unindexed(reader, store.indexed_up_to(reader), 1))


def text_changed(tx: Transaction, message: Message, old: str, new: str) -> None:
    """Carry over a change of a message that is indexed already; `""` stands for nothing."""
    number = store.number_of(tx, message.id)
    if number is None or number > store.indexed_up_to(tx):
        return
    room = _room(message.community_id, message.only_for)
    if old:
        store.unindex_words(tx, number, room, fulltext.segment(old))
    if new:
        store.index_words(tx, number, room, fulltext.segment(new))


def find(
    reader: Reader, community_id: str, viewer_id: str, words: str, before: int, limit: int
) -> list[tuple[int, Message]]:
    """Messages with every one of `words` that one sees, newest first, with their positions."""
    expression = fulltext.match_all(words)
    if expression is None:
        return []
    rooms = f"{_room(community_id)} OR {_room(community_id, viewer_id)}"
    return store.search(reader, f"room:({rooms}) AND body:({expression})", viewer_id, before, limit)
