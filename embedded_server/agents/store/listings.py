"""Queries on the listings of agents; values come out, never rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import peewee

from embedded_server.agents.models import AgentRow
from embedded_server.contracts.agents import ProviderKind, VoiceKind
from embedded_server.kernel.database import PARAMETER, Reader, Transaction, prepared


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


_AGENT = tuple(getattr(AgentRow, name) for name in AgentValue.__slots__)
_FIND = prepared(AgentRow.select(*_AGENT).where(AgentRow.id == PARAMETER))


def _agent(row: Sequence[Any]) -> AgentValue:
    values = dict(zip(AgentValue.__slots__, row, strict=True))
    values["any_endpoint"] = bool(values["any_endpoint"])
    values["is_public"] = bool(values["is_public"])
    return AgentValue(**values)


def insert(tx: Transaction, values: dict[str, Any]) -> None:
    tx.change(AgentRow.insert(created_at=tx.now, **values))


def update(tx: Transaction, agent_id: str, values: dict[str, Any]) -> None:
    if values:
        tx.change(AgentRow.update(values).where(AgentRow.id == agent_id))


def delete(tx: Transaction, agent_id: str) -> None:
    """The listing alone: its links and its knowledge have to be gone before."""
    tx.change(AgentRow.delete().where(AgentRow.id == agent_id))


def find(reader: Reader, agent_id: str) -> AgentValue | None:
    row = reader.row(_FIND, (agent_id,))
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
