"""Queries on links: which community has which agent."""

from __future__ import annotations

from dataclasses import dataclass

import peewee

from embedded_server.agents.models import LinkRow
from embedded_server.kernel.database import PARAMETER, Reader, Transaction, prepared


@dataclass(frozen=True, slots=True)
class LinkValue:
    """`call_fee_cents` is None where the community's own fee holds."""

    id: str
    community_id: str
    agent_id: str
    call_fee_cents: int | None
    context_messages: int
    linked_at: int


_LINK = tuple(getattr(LinkRow, name) for name in LinkValue.__slots__)
_FIND_LINK = prepared(
    LinkRow.select(*_LINK).where(
        (LinkRow.community_id == PARAMETER) & (LinkRow.agent_id == PARAMETER)
    )
)


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


def edit_link(tx: Transaction, link: LinkValue) -> None:
    """Its fee and how much it reads."""
    here: peewee.Expression = LinkRow.id == link.id
    changed = {
        LinkRow.call_fee_cents: link.call_fee_cents,
        LinkRow.context_messages: link.context_messages,
    }
    tx.change(LinkRow.update(changed).where(here))


def delete_link(tx: Transaction, community_id: str, agent_id: str) -> bool:
    here: peewee.Expression = (LinkRow.community_id == community_id) & (
        LinkRow.agent_id == agent_id
    )
    return tx.change(LinkRow.delete().where(here)) > 0
