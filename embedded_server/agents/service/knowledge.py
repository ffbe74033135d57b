"""What an agent knows: texts of its owner, cut into passages that are found by their words."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from embedded_server.agents import store
from embedded_server.agents.documents import check_text
from embedded_server.agents.passages import Cut, cut
from embedded_server.agents.service.listings import own
from embedded_server.agents.store import DocumentValue, IndexedPassage
from embedded_server.agents.terms import agent_word
from embedded_server.contracts.agents import KnowledgeDocument
from embedded_server.contracts.errors import Code
from embedded_server.kernel import idempotency
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.fulltext import segment
from embedded_server.kernel.ids import looks_like_id, new_id
from embedded_server.kernel.text import clean_name

MOST_DOCUMENTS = 200
SWEEP = 100
"""Passages removed in one write, so that forgetting a long text holds nobody up."""


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A text cut and segmented, ready to be stored in one write."""

    agent_id: str
    title: str
    characters: int
    digest: bytes
    passages: list[IndexedPassage]


def prepare(agent_id: str, title: str, text: str) -> PreparedText:
    """Slow for a long text, and needs no database: to be run on a thread."""
    title = clean_name("title", title)
    text = check_text(text)
    word = agent_word(agent_id)
    return PreparedText(
        agent_id=agent_id,
        title=title,
        characters=len(text),
        digest=blake2b(text.encode("utf-8", "replace"), digest_size=16).digest(),
        passages=[_indexed(word, title, piece) for piece in cut(text)],
    )


def _indexed(word: str, title: str, piece: Cut) -> IndexedPassage:
    return IndexedPassage(
        agent=word,
        title=title,
        heading=piece.heading,
        text=piece.text,
        title_words=store.title_words(title, piece.heading),
        text_words=segment(piece.text),
    )


def check_may_add(reader: Reader, user_id: str, agent_id: str) -> None:
    """Before the work of preparing a text is done for nothing."""
    own(reader, user_id, agent_id)


def add(
    tx: Transaction, user_id: str, prepared: PreparedText, key: str | None
) -> tuple[DocumentValue, bool]:
    """Answers with the document and whether it is new."""
    agent_id = prepared.agent_id
    own(tx, user_id, agent_id)

    def make() -> str:
        if store.counts(tx, agent_id)[0] >= MOST_DOCUMENTS:
            raise Refusal(
                Code.TOO_LARGE,
                f"This agent has {MOST_DOCUMENTS} texts, which is the most. Delete one first.",
            )
        document = DocumentValue(
            id=new_id(),
            agent_id=agent_id,
            title=prepared.title,
            characters=prepared.characters,
            passages=len(prepared.passages),
            created_at=tx.now,
        )
        store.insert_document(tx, document)
        store.insert_passages(tx, document.id, prepared.passages)
        return document.id

    request = ("knowledge", agent_id, prepared.title, prepared.digest)
    document_id, new = idempotency.once(tx, user_id, key, request, make)
    return _document(tx, agent_id, document_id), new


def documents(
    reader: Reader, user_id: str, agent_id: str, before: str | None, limit: int
) -> list[DocumentValue]:
    own(reader, user_id, agent_id)
    return store.documents(reader, agent_id, before, limit)


def forget(tx: Transaction, user_id: str, agent_id: str, document_id: str) -> None:
    """Nothing finds it from here on; its passages are to be swept out."""
    own(tx, user_id, agent_id)
    _document(tx, agent_id, document_id)
    store.disown_document(tx, document_id)


def sweep(tx: Transaction) -> bool:
    """Remove some of what was forgotten; False when there is no more."""
    return store.sweep(tx, SWEEP)


def _document(reader: Reader, agent_id: str, document_id: str) -> DocumentValue:
    found = store.find_document(reader, document_id) if looks_like_id(document_id) else None
    if found is None or found.agent_id != agent_id:
        raise not_found()
    return found


def view(document: DocumentValue) -> KnowledgeDocument:
    return KnowledgeDocument(
        id=document.id,
        agent_id=document.agent_id,
        title=document.title,
        characters=document.characters,
        passages=document.passages,
        created_at=to_wire(document.created_at),
    )
