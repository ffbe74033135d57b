"""Queries on agents, their knowledge and their links; values come out, never rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import peewee

from embedded_server.agents.models import AgentRow, KnowledgeRow, LinkRow
from embedded_server.contracts.agents import ProviderKind, VoiceKind
from embedded_server.kernel.database import PARAMETER, Reader, Transaction, prepared
from embedded_server.kernel.fulltext import segment


@dataclass(frozen=True, slots=True)
class AgentValue:
    """`api_key` is sealed; `any_endpoint` says that `base_url` may lie in the own network."""

    id: str
    owner_id: str
    name: str
    description: str
    persona: str
    provider_kind: ProviderKind
    base_url: str | None = field(repr=False)
    model: str | None
    api_key: bytes | None = field(repr=False)
    any_endpoint: bool
    voice_kind: VoiceKind
    voice_name: str | None
    voice_community_id: str | None
    is_public: bool
    created_at: int


@dataclass(frozen=True, slots=True)
class DocumentValue:
    """One text of an agent's knowledge; `passages` counts the pieces it was cut into."""

    id: str
    agent_id: str
    title: str
    characters: int
    passages: int
    created_at: int


@dataclass(frozen=True, slots=True)
class LinkValue:
    """`call_fee_cents` is None where the community's own fee holds."""

    id: str
    community_id: str
    agent_id: str
    call_fee_cents: int | None
    context_messages: int
    linked_at: int


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


_AGENT = tuple(getattr(AgentRow, name) for name in AgentValue.__slots__)
_DOCUMENT = tuple(getattr(KnowledgeRow, name) for name in DocumentValue.__slots__)
_LINK = tuple(getattr(LinkRow, name) for name in LinkValue.__slots__)

_FIND_AGENT = prepared(AgentRow.select(*_AGENT).where(AgentRow.id == PARAMETER))
_FIND_LINK = prepared(
    LinkRow.select(*_LINK).where(
        (LinkRow.community_id == PARAMETER) & (LinkRow.agent_id == PARAMETER)
    )
)


def _agent(row: Sequence[Any]) -> AgentValue:
    values = dict(zip(AgentValue.__slots__, row, strict=True))
    values["any_endpoint"] = bool(values["any_endpoint"])
    values["is_public"] = bool(values["is_public"])
    return AgentValue(**values)


# Listings


def insert(tx: Transaction, values: dict[str, Any]) -> None:
    tx.change(AgentRow.insert(created_at=tx.now, **values))


def update(tx: Transaction, agent_id: str, values: dict[str, Any]) -> None:
    if values:
        tx.change(AgentRow.update(values).where(AgentRow.id == agent_id))


def delete(tx: Transaction, agent_id: str) -> None:
    """The listing alone: its links and its knowledge have to be gone before."""
    tx.change(AgentRow.delete().where(AgentRow.id == agent_id))


def find(reader: Reader, agent_id: str) -> AgentValue | None:
    row = reader.row(_FIND_AGENT, (agent_id,))
    return None if row is None else _agent(row)


def find_many(reader: Reader, agent_ids: Iterable[str]) -> dict[str, AgentValue]:
    rows = reader.rows(AgentRow.select(*_AGENT).where(AgentRow.id.in_(list(agent_ids))))
    return {row[0]: _agent(row) for row in rows}


def own_and_public(
    reader: Reader, user_id: str, before: str | None, limit: int
) -> list[AgentValue]:
    """Newest first."""
    seen: peewee.Expression = (AgentRow.owner_id == user_id) | (AgentRow.is_public == 1)
    if before is not None:
        seen &= AgentRow.id < before
    rows = reader.rows(
        AgentRow.select(*_AGENT).where(seen).order_by(AgentRow.id.desc()).limit(limit)
    )
    return [_agent(row) for row in rows]


# Knowledge


def insert_document(tx: Transaction, document: DocumentValue) -> None:
    tx.change(
        KnowledgeRow.insert(
            {getattr(KnowledgeRow, name): getattr(document, name) for name in document.__slots__}
        )
    )


def find_document(reader: Reader, document_id: str) -> DocumentValue | None:
    row = reader.row(KnowledgeRow.select(*_DOCUMENT).where(KnowledgeRow.id == document_id))
    return None if row is None else DocumentValue(*row)


def documents(reader: Reader, agent_id: str, before: str | None, limit: int) -> list[DocumentValue]:
    """Newest first."""
    here: peewee.Expression = KnowledgeRow.agent_id == agent_id
    if before is not None:
        here &= KnowledgeRow.id < before
    rows = reader.rows(
        KnowledgeRow.select(*_DOCUMENT).where(here).order_by(KnowledgeRow.id.desc()).limit(limit)
    )
    return [DocumentValue(*row) for row in rows]


def counts(reader: Reader, agent_id: str) -> tuple[int, int]:
    """How many documents, and how many passages in them."""
    row = reader.row(
        "SELECT COUNT(*), COALESCE(SUM(passages), 0) FROM knowledge WHERE agent_id = ?",
        (agent_id,),
    )
    return (0, 0) if row is None else (row[0], row[1])


def disown_document(tx: Transaction, document_id: str) -> None:
    """Nothing finds the document any more; `sweep` then removes what it held."""
    tx.change("UPDATE knowledge SET agent_id = '' WHERE id = ?", (document_id,))


def disown_all(tx: Transaction, agent_id: str) -> None:
    tx.change("UPDATE knowledge SET agent_id = '' WHERE agent_id = ?", (agent_id,))


# Passages and the index of their words


def insert_passages(tx: Transaction, document_id: str, passages: Sequence[IndexedPassage]) -> None:
    first = int(tx.value("SELECT COALESCE(MAX(number), 0) FROM passages")) + 1
    tx.change_many(
        "INSERT INTO passages (number, document_id, agent, position, title, heading, text)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (number, document_id, p.agent, number - first, p.title, p.heading, p.text)
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
    return True


def find_passages(reader: Reader, agent_id: str, expression: str, limit: int) -> list[FoundPassage]:
    """The best by BM25, a hit in a title or heading counting double; best first."""
    rows = reader.rows(
        "SELECT k.id, k.title, p.heading, p.text FROM passages_fts"
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


# Links


def insert_link(tx: Transaction, link: LinkValue, linked_by: str) -> None:
    values = {getattr(LinkRow, name): getattr(link, name) for name in link.__slots__}
    tx.change(LinkRow.insert({**values, LinkRow.linked_by: linked_by}))


def find_link(reader: Reader, community_id: str, agent_id: str) -> LinkValue | None:
    row = reader.row(_FIND_LINK, (community_id, agent_id))
    return None if row is None else LinkValue(*row)


def links(reader: Reader, community_id: str, after: str | None, limit: int) -> list[LinkValue]:
    """In the order in which they were linked."""
    here: peewee.Expression = LinkRow.community_id == community_id
    if after is not None:
        here &= LinkRow.id > after
    rows = reader.rows(LinkRow.select(*_LINK).where(here).order_by(LinkRow.id).limit(limit))
    return [LinkValue(*row) for row in rows]


def links_of_agent(reader: Reader, agent_id: str) -> list[LinkValue]:
    rows = reader.rows(LinkRow.select(*_LINK).where(LinkRow.agent_id == agent_id))
    return [LinkValue(*row) for row in rows]


def delete_link(tx: Transaction, community_id: str, agent_id: str) -> bool:
    here: peewee.Expression = (LinkRow.community_id == community_id) & (
        LinkRow.agent_id == agent_id
    )
    return tx.change(LinkRow.delete().where(here)) > 0
