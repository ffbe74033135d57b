"""The index of words: it follows behind the messages and catches up before a search.

Indexing at once would cost every sender; so a watermark says up to which message words are in,
and a change below it is carried over in its own transaction. Beside its words the index holds
where a message is, who wrote it, and whether it has files and links, so that filters are as quick
as words are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b

from embedded_server.club import store
from embedded_server.contracts.club import Message
from embedded_server.kernel import fulltext
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.text import fold

BATCH = 500
_LINK = re.compile(r"https?://\S", re.IGNORECASE)


def room(community_id: str, only_for: str | None = None) -> str:
    """One word that stands for a club; one's private messages in it have a word of their own."""
    word = "c" + _plain(community_id)
    return word if only_for is None else f"{word}u{_plain(only_for)}"


def author(author_id: str) -> str:
    return "a" + _plain(author_id)


def agent(name: str) -> str:
    """Stands for all agents that answered under a name, which outlives them."""
    return "g" + blake2b(fold(name).encode(), digest_size=12).hexdigest()


def having(what: str) -> str:
    return f"has{what}"


def _plain(id_: str) -> str:
    return "".join(filter(str.isalnum, id_))


def _labels(message: Message) -> str:
    """All words that stand for what a message is, beside those it says."""
    who = message.author
    labels = [
        room(message.community_id, message.only_for),
        agent(who.name) if who.kind == "agent" else author(who.id),
    ]
    if message.attachments:
        labels.append(having("file"))
    if "://" in message.text and _LINK.search(message.text):
        labels.append(having("link"))
    return " ".join(labels)


def _is_indexed(message: Message) -> bool:
    return message.status != "streaming" and bool(message.text or message.attachments)


def catch_up(tx: Transaction) -> bool:
    """Index the next messages; False when none is left."""
    waiting = store.unindexed(tx, store.indexed_up_to(tx), BATCH)
    for number, message in waiting:
        if message is not None and _is_indexed(message):
            _put(tx, number, message)
    if waiting:
        store.set_indexed_up_to(tx, waiting[-1][0])
    return len(waiting) == BATCH


def _put(tx: Transaction, number: int, message: Message) -> None:
    store.index_words(tx, number, _labels(message), fulltext.segment(message.text))


def changed(tx: Transaction, old: Message, new: Message | None) -> None:
    """Carry over what became of a message that was indexed already; None where it is gone."""
    number = store.number_of(tx, old.id)
    if number > store.indexed_up_to(tx):
        return
    if _is_indexed(old):
        store.unindex_words(tx, number, _labels(old), fulltext.segment(old.text))
    if new is not None and _is_indexed(new):
        _put(tx, number, new)


def forget(tx: Transaction, gone: Iterable[Message]) -> None:
    """Take messages out that are deleted."""
    for message in gone:
        changed(tx, message, None)
