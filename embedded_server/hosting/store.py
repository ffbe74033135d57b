"""What is kept of the ready-made club: which it is, and which of its guide's texts we wrote."""

from __future__ import annotations

import msgspec

from embedded_server.kernel import facts
from embedded_server.kernel.database import Reader, Transaction

_FACT = "starter_club"


class Page(msgspec.Struct, frozen=True):
    """A page of the manual as the guide knows it; `digest` is that of our text, in hex."""

    document_id: str
    digest: str


class Starter(msgspec.Struct, frozen=True):
    """`pages` by the name of their file."""

    community_id: str
    agent_id: str
    language: str
    pages: dict[str, Page]


_starter = msgspec.json.Decoder(Starter)


def starter(reader: Reader) -> Starter | None:
    found = facts.find(reader, _FACT)
    return None if found is None else _starter.decode(found)


def keep_starter(tx: Transaction, kept: Starter) -> None:
    facts.put(tx, _FACT, msgspec.json.encode(kept).decode())
