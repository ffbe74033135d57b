"""Finding conversations by words that were said in them, or by who their customer is."""

from __future__ import annotations

import json

from embedded_server.accounts import service as accounts
from embedded_server.kernel import fulltext
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.support.store import words

BATCH = 500


def room(community_id: str) -> str:
    """One word that stands for a community."""
    return "c" + "".join(filter(str.isalnum, community_id))


def found_in(reader: Reader, community_id: str, text: str) -> str:
    """The numbers of those conversations, as a JSON list."""
    numbers: set[int] = set()
    said = fulltext.match_all(text)
    if said is not None:
        numbers.update(words.said_in(reader, f"room:({room(community_id)}) AND body:({said})"))
    people = accounts.named_like(reader, text)
    numbers.update(words.of_customers(reader, community_id, json.dumps(people)))
    return json.dumps(sorted(numbers))


def is_behind(reader: Reader) -> bool:
    return words.is_behind(reader)


def catch_up(tx: Transaction) -> bool:
    """Index the next messages; False when none is left, or the next one is still written."""
    waiting = words.unindexed(tx, words.indexed_up_to(tx), BATCH)
    done = 0
    for number, community_id, text, kind, status in waiting:
        if status == "streaming":
            break
        if kind == "message" and text:
            words.index_words(tx, number, room(community_id), fulltext.segment(text))
        done = number
    if done:
        words.set_indexed_up_to(tx, done)
    return len(waiting) == BATCH and done == waiting[-1][0]
