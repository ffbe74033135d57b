"""Queries on what agents know: documents, their passages, and the index of the passages' words.

A text is stored in batches under an agent that does not exist, then handed to its own in one
stroke; one that is replaced or forgotten is disowned in one stroke and swept out in batches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import peewee

from embedded_server.agents.models import KnowledgeRow
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.fulltext import segment

_STAGED = "+"
"""Before an agent's id: the text is on its way in, and not its agent's yet."""


@dataclass(frozen=True, slots=True)
class DocumentValue:
    """One text of an agent's knowledge; `passages` counts the pieces it was cut into.

    `known_as` is the document's id to everybody else: it stays when the text, and with it `id`,
    is replaced. `digest` is that of the text, absent in texts from before it was kept.
    """

    id: str
    known_as: str
    agent_id: str
    title: str
    characters: int
    passages: int
    created_at: int
    updated_at: int | None = None
    cited_count: int = 0
    last_cited_at: int | None = None
    digest: bytes | None = None


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage with its words as FTS5 indexes them; `agent` is the agent's id as one word."""

    agent: str
    title: str
    heading: str
    text: str
    title_words: str
    text_words: str


@dataclass(frozen=True, slots=True)
class FoundPassage:
    document_id: str
    title: str
    heading: str
    text: str


_DOCUMENT = tuple(getattr(KnowledgeRow, name) for name in DocumentValue.__slots__)


def insert_document(tx: Transaction, document: DocumentValue) -> None:
    """Staged: nobody finds it before `publish`."""
    values = {getattr(KnowledgeRow, name): getattr(document, name) for name in document.__slots__}
    tx.change(KnowledgeRow.insert({**values, KnowledgeRow.agent_id: _STAGED + document.agent_id}))


def publish(tx: Transaction, text_id: str, agent: str) -> None:
    """Hand a staged text to its agent; `agent` is that one's word in the index."""
    tx.change(
        "UPDATE knowledge SET agent_id = substr(agent_id, 2) WHERE id = ? AND agent_id LIKE '+%'",
        (text_id,),
    )
    mark_changed(tx, [agent])


def put_in_place(tx: Transaction, old: DocumentValue, text_id: str) -> None:
    """Let a text that was just published go on under the name of `old`, which is disowned."""
    tx.change("UPDATE knowledge SET agent_id = '', known_as = '-' || id WHERE id = ?", (old.id,))
    tx.change(
        "UPDATE knowledge SET known_as = ?, created_at = ?, updated_at = ?, cited_count = ?,"
        " last_cited_at = ? WHERE id = ?",
        (old.known_as, old.created_at, tx.now, old.cited_count, old.last_cited_at, text_id),
    )


def is_staged(reader: Reader, text_id: str) -> bool:
    found = reader.value("SELECT agent_id FROM knowledge WHERE id = ?", (text_id,))
    return found is not None and str(found).startswith(_STAGED)


def disown_staged(tx: Transaction) -> None:
    """At the start: what a crash left half way in will not be completed any more."""
    tx.change("UPDATE knowledge SET agent_id = '' WHERE agent_id LIKE '+%'")


def find_document(reader: Reader, known_as: str) -> DocumentValue | None:
    row = reader.row(KnowledgeRow.select(*_DOCUMENT).where(KnowledgeRow.known_as == known_as))
    return None if row is None else DocumentValue(*row)


def documents(reader: Reader, agent_id: str, before: str | None, limit: int) -> list[DocumentValue]:
    """Newest first."""
    here: peewee.Expression = KnowledgeRow.agent_id == agent_id
    if before is not None:
        here &= KnowledgeRow.known_as < before
    rows = reader.rows(
        KnowledgeRow.select(*_DOCUMENT)
        .where(here)
        .order_by(KnowledgeRow.known_as.desc())
        .limit(limit)
    )
    return [DocumentValue(*row) for row in rows]


def counts(reader: Reader, agent_id: str) -> tuple[int, int]:
    """How many documents, and how many passages in them."""
    row = reader.row(
        "SELECT COUNT(*), COALESCE(SUM(passages), 0) FROM knowledge WHERE agent_id = ?",
        (agent_id,),
    )
    return (0, 0) if row is None else (row[0], row[1])


def count_cited(tx: Transaction, agent_id: str, documents: Iterable[str]) -> None:
    """One more reply has cited `documents`."""
    for known_as in documents:
        tx.change(
            "UPDATE knowledge SET cited_count = cited_count + 1, last_cited_at = ?"
            " WHERE known_as = ? AND agent_id = ?",
            (tx.now, known_as, agent_id),
        )


def disown(tx: Transaction, text_id: str) -> None:
    """Nothing finds the text any more; `sweep` then removes what it held."""
    tx.change("UPDATE knowledge SET agent_id = '' WHERE id = ?", (text_id,))


def disown_all(tx: Transaction, agent_id: str) -> None:
    tx.change(
        "UPDATE knowledge SET agent_id = '' WHERE agent_id IN (?, ?)",
        (agent_id, _STAGED + agent_id),
    )


# Passages and the index of their words


def mark_changed(tx: Transaction, agents: Iterable[str]) -> None:
    """What is indexed for these agents is not what it was: their `version` goes up."""
    for agent in sorted(agents):
        tx.change(
            "INSERT INTO knowledge_versions (agent, version) VALUES (?, 1)"
            " ON CONFLICT (agent) DO UPDATE SET version = version + 1",
            (agent,),
        )


def version(reader: Reader, agent: str) -> int:
    """Of what is indexed for an agent; the same as long as that is the same."""
    found = reader.value("SELECT version FROM knowledge_versions WHERE agent = ?", (agent,))
    return 0 if found is None else int(found)


def insert_passages(
    tx: Transaction, text_id: str, passages: Sequence[IndexedPassage], position: int = 0
) -> None:
    """`position` is that of the first among all passages of the text."""
    first = int(tx.value("SELECT COALESCE(MAX(number), 0) FROM passages")) + 1
    tx.change_many(
        "INSERT INTO passages (number, document_id, agent, position, title, heading, text)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (number, text_id, p.agent, position + number - first, p.title, p.heading, p.text)
            for number, p in enumerate(passages, first)
        ),
    )
    tx.change_many(
        "INSERT INTO passages_fts (rowid, agent, title, body) VALUES (?, ?, ?, ?)",
        (
            (number, p.agent, p.title_words, p.text_words)
            for number, p in enumerate(passages, first)
        ),
    )
    mark_changed(tx, {p.agent for p in passages})


def sweep(tx: Transaction, most: int) -> bool:
    """Remove up to `most` passages of disowned documents; False when nothing is left to do."""
    rows = tx.rows(
        "SELECT number, agent, title, heading, text FROM passages WHERE document_id IN"
        " (SELECT id FROM knowledge WHERE agent_id = '') LIMIT ?",
        (most,),
    )
    if not rows:
        return tx.change("DELETE FROM knowledge WHERE agent_id = ''") > 0
    tx.change_many(
        "INSERT INTO passages_fts (passages_fts, rowid, agent, title, body)"
        " VALUES ('delete', ?, ?, ?, ?)",
        (
            (number, agent, title_words(title, heading), segment(text))
            for number, agent, title, heading, text in rows
        ),
    )
    tx.change_many("DELETE FROM passages WHERE number = ?", [(row[0],) for row in rows])
    mark_changed(tx, {row[1] for row in rows})
    return True


def find_passages(reader: Reader, agent_id: str, expression: str, limit: int) -> list[FoundPassage]:
    """The best by BM25, a hit in a title or heading counting double; best first."""
    rows = reader.rows(
        "SELECT k.known_as, k.title, p.heading, p.text FROM passages_fts"
        " JOIN passages p ON p.number = passages_fts.rowid"
        " JOIN knowledge k ON k.id = p.document_id AND k.agent_id = ?"
        " WHERE passages_fts MATCH ? ORDER BY bm25(passages_fts, 0.0, 2.0, 1.0), p.number LIMIT ?",
        (agent_id, expression, limit),
    )
    return [FoundPassage(*row) for row in rows]


def count_passages(reader: Reader, expressions: Sequence[str], most: int) -> list[int]:
    """How many passages each expression finds, up to `most`; all in one statement, since each
    statement gives the interpreter away and has to get it back."""
    if not expressions:
        return []
    one = "(SELECT COUNT(*) FROM (SELECT 1 FROM passages_fts WHERE passages_fts MATCH ? LIMIT ?))"
    values = [value for expression in expressions for value in (expression, most)]
    found = reader.row(f"SELECT {', '.join([one] * len(expressions))}", values)
    return list(found or ())


def title_words(title: str, heading: str) -> str:
    return segment(f"{title} {heading}")
