"""Calls about agents: listings, their knowledge, and their links to communities."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from embedded_server.contracts import agents
from embedded_server.contracts.agents import (
    Agent,
    CreateAgent,
    EditAgent,
    KnowledgeDocument,
    LinkAgent,
    LinkedAgent,
)
from embedded_server.contracts.base import ListQuery
from spaces_desktop.kernel.http import HttpClient


class AgentsCalls(Protocol):
    async def linked(self, community_id: str) -> list[LinkedAgent]: ...
    async def create(self, form: CreateAgent) -> Agent: ...
    async def edit(self, agent_id: str, form: EditAgent) -> Agent: ...
    async def upload(self, agent_id: str, path: Path) -> KnowledgeDocument: ...
    async def delete(self, agent_id: str) -> None: ...
    async def knowledge(self, agent_id: str) -> list[KnowledgeDocument]: ...
    async def forget(self, agent_id: str, document_id: str) -> None: ...
    async def link(self, community_id: str, form: LinkAgent) -> LinkedAgent: ...
    async def unlink(self, community_id: str, agent_id: str) -> None: ...


class AgentsApi:
    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def linked(self, community_id: str) -> list[LinkedAgent]:
        query = ListQuery(limit=100)
        return (await self._http.call(agents.LINKS, query=query, communityId=community_id)).items

    async def create(self, form: CreateAgent) -> Agent:
        return await self._http.call(agents.CREATE, form)

    async def edit(self, agent_id: str, form: EditAgent) -> Agent:
        return await self._http.call(agents.EDIT, form, agentId=agent_id)

    async def upload(self, agent_id: str, path: Path) -> KnowledgeDocument:
        """Raises DiskError when the file cannot be read."""
        return await self._http.upload(agents.ADD_KNOWLEDGE, path, agentId=agent_id)

    async def delete(self, agent_id: str) -> None:
        await self._http.call(agents.DELETE, agentId=agent_id)

    async def knowledge(self, agent_id: str) -> list[KnowledgeDocument]:
        """All of it, however many pages that is."""
        found: list[KnowledgeDocument] = []
        cursor: str | None = None
        while True:
            query = ListQuery(limit=100, cursor=cursor)
            page = await self._http.call(agents.KNOWLEDGE, query=query, agentId=agent_id)
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                return found

    async def forget(self, agent_id: str, document_id: str) -> None:
        await self._http.call(agents.DELETE_KNOWLEDGE, agentId=agent_id, documentId=document_id)

    async def link(self, community_id: str, form: LinkAgent) -> LinkedAgent:
        return await self._http.call(agents.LINK, form, communityId=community_id)

    async def unlink(self, community_id: str, agent_id: str) -> None:
        await self._http.call(agents.UNLINK, communityId=community_id, agentId=agent_id)
