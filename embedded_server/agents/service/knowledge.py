"""What an agent knows: texts of its owner, cut into passages that are found by their words."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as replace_fields
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
from embedded_server.kernel.clock import to_wire, to_wire_or_none
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.fulltext import segment
from embedded_server.kernel.ids import looks_like_id, new_id
from embedded_server.kernel.text import clean_name

MOST_DOCUMENTS = 200
BATCH = 100
"""Passages stored in one write, so that a long text holds nobody up."""
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


def for_agent(text: PreparedText, agent_id: str) -> PreparedText:
    """A text that was prepared before its agent was made."""
    word = agent_word(agent_id)
    passages = [replace_fields(passage, agent=word) for passage in text.passages]
    return replace_fields(text, agent_id=agent_id, passages=passages)


def is_known(reader: Reader, agent_id: str, document_id: str) -> bool:
    found = store.find_document(reader, document_id)
    return found is not None and found.agent_id == agent_id


def _indexed(word: str, title: str, piece: Cut) -> IndexedPassage:
    return IndexedPassage(
        agent=word,
        title=title,
        heading=piece.heading,
        text=piece.text,
        title_words=store.title_words(title, piece.heading),
        text_words=segment(piece.text),
    )


def check_may_write(
    reader: Reader, user_id: str, agent_id: str, document_id: str | None = None
) -> None:
    """Before the work of preparing a text is done for nothing."""
    own(reader, user_id, agent_id)
    if document_id is not None:
        existing(reader, agent_id, document_id)


# A text comes in: staged, its passages in batches, then handed to its agent in one stroke.


def stage(tx: Transaction, user_id: str, prepared: PreparedText) -> str:
    """Begin to store a text that nobody finds yet; answers with its id."""
    own(tx, user_id, prepared.agent_id)
    text_id = new_id()
    store.insert_document(
        tx,
        DocumentValue(
            id=text_id,
            known_as=text_id,
            agent_id=prepared.agent_id,
            title=prepared.title,
            characters=prepared.characters,
            passages=len(prepared.passages),
            created_at=tx.now,
            digest=prepared.digest,
        ),
    )
    return text_id


def store_batch(tx: Transaction, prepared: PreparedText, text_id: str, start: int) -> None:
    """The passages from `start` on, at most BATCH of them; none where the text was given up."""
    if store.is_staged(tx, text_id):
        batch = prepared.passages[start : start + BATCH]
        store.insert_passages(tx, text_id, batch, start)


def give_up(tx: Transaction, text_id: str) -> None:
    """What was staged is to be swept out."""
    if store.is_staged(tx, text_id):
        store.disown(tx, text_id)


def give_up_all(tx: Transaction) -> None:
    store.disown_staged(tx)


def add(
    tx: Transaction, user_id: str, prepared: PreparedText, text_id: str, key: str | None
) -> tuple[DocumentValue, bool]:
    """Let the agent know a staged text; answers with the document and whether it is new."""
    agent_id = prepared.agent_id
    own(tx, user_id, agent_id)

    def make() -> str:
        if store.counts(tx, agent_id)[0] >= MOST_DOCUMENTS:
            raise Refusal(
                Code.TOO_LARGE,
                f"This agent has {MOST_DOCUMENTS} texts, which is the most. Delete one first.",
            )
        store.publish(tx, text_id, agent_word(agent_id))
        return text_id

    request = ("knowledge", agent_id, prepared.title, prepared.digest)
    document_id, new = idempotency.once(tx, user_id, key, request, make)
    if not new:
        give_up(tx, text_id)
    return existing(tx, agent_id, document_id), new


def replace(
    tx: Transaction, user_id: str, document_id: str, prepared: PreparedText, text_id: str
) -> DocumentValue:
    """Let a staged text take the place, and the id, of another; nobody ever finds both."""
    agent_id = prepared.agent_id
    own(tx, user_id, agent_id)
    old = existing(tx, agent_id, document_id)
    store.publish(tx, text_id, agent_word(agent_id))
    store.put_in_place(tx, old, text_id)
    return existing(tx, agent_id, document_id)


def documents(
    reader: Reader, user_id: str, agent_id: str, before: str | None, limit: int
) -> list[DocumentValue]:
    own(reader, user_id, agent_id)
    return store.documents(reader, agent_id, before, limit)


def forget(tx: Transaction, user_id: str, agent_id: str, document_id: str) -> None:
    """Nothing finds it from here on; its passages are to be swept out."""
    own(tx, user_id, agent_id)
    store.disown(tx, existing(tx, agent_id, document_id).id)


def sweep(tx: Transaction) -> bool:
    """Remove some of what was forgotten; False when there is no more."""
    return store.sweep(tx, SWEEP)


def existing(reader: Reader, agent_id: str, document_id: str) -> DocumentValue:
    found = store.find_document(reader, document_id) if looks_like_id(document_id) else None
    if found is None or found.agent_id != agent_id:
        raise not_found()
    return found


def view(document: DocumentValue) -> KnowledgeDocument:
    return KnowledgeDocument(
        id=document.known_as,
        agent_id=document.agent_id,
        title=document.title,
        characters=document.characters,
        passages=document.passages,
        created_at=to_wire(document.created_at),
        updated_at=to_wire_or_none(document.updated_at),
        cited_count=document.cited_count,
        last_cited_at=to_wire_or_none(document.last_cited_at),
    )
