"""Calls about agents: listings, their knowledge, and their links to communities."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

from embedded_server.contracts import agents
from embedded_server.contracts.agents import (
    AddKnowledge,
    Agent,
    AgentUsage,
    CreateAgent,
    EditAgent,
    EditLink,
    Feedback,
    KnowledgeDocument,
    LinkAgent,
    LinkedAgent,
    TryAgent,
)
from embedded_server.contracts.base import ListQuery, Page
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.transfers import Progress


class AgentsCalls(Protocol):
    async def linked(self, community_id: str) -> list[LinkedAgent]: ...
    async def create(self, form: CreateAgent) -> Agent: ...
    async def edit(self, agent_id: str, form: EditAgent) -> Agent: ...
    async def mine(self, owner_id: str) -> list[Agent]: ...
    async def upload(
        self, agent_id: str, path: Path, on_progress: Progress | None = None
    ) -> KnowledgeDocument: ...
    async def replace(
        self, agent_id: str, document_id: str, path: Path, on_progress: Progress | None = None
    ) -> KnowledgeDocument: ...
    async def add_text(self, agent_id: str, form: AddKnowledge) -> KnowledgeDocument: ...
    async def usage(self, agent_id: str) -> AgentUsage: ...
    async def feedback(self, agent_id: str, cursor: str | None) -> Page[Feedback]: ...
    async def try_out(self, agent_id: str, form: TryAgent) -> AsyncIterator[tuple[str, str]]: ...
    async def delete(self, agent_id: str) -> None: ...
    async def knowledge(self, agent_id: str) -> list[KnowledgeDocument]: ...
    async def forget(self, agent_id: str, document_id: str) -> None: ...
    async def link(self, community_id: str, form: LinkAgent) -> LinkedAgent: ...
    async def edit_link(self, community_id: str, agent_id: str, form: EditLink) -> LinkedAgent: ...
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

    async def mine(self, owner_id: str) -> list[Agent]:
        """All of one's own, however many pages that is."""
        found: list[Agent] = []
        cursor: str | None = None
        while True:
            page = await self._http.call(agents.LIST, query=ListQuery(limit=100, cursor=cursor))
            found += [one for one in page.items if one.owner_id == owner_id]
            cursor = page.next_cursor
            if cursor is None:
                return found

    async def upload(
        self, agent_id: str, path: Path, on_progress: Progress | None = None
    ) -> KnowledgeDocument:
        """Raises DiskError when the file cannot be read."""
        return await self._http.upload(
            agents.ADD_KNOWLEDGE, path, on_progress=on_progress, agentId=agent_id
        )

    async def replace(
        self, agent_id: str, document_id: str, path: Path, on_progress: Progress | None = None
    ) -> KnowledgeDocument:
        """Raises DiskError when the file cannot be read."""
        return await self._http.upload(
            agents.REPLACE_KNOWLEDGE,
            path,
            on_progress=on_progress,
            agentId=agent_id,
            documentId=document_id,
        )

    async def add_text(self, agent_id: str, form: AddKnowledge) -> KnowledgeDocument:
        return await self._http.call(agents.ADD_KNOWLEDGE, form, agentId=agent_id)

    async def usage(self, agent_id: str) -> AgentUsage:
        return await self._http.call(agents.USAGE, agentId=agent_id)

    async def feedback(self, agent_id: str, cursor: str | None) -> Page[Feedback]:
        query = ListQuery(cursor=cursor)
        return await self._http.call(agents.FEEDBACK, query=query, agentId=agent_id)

    async def try_out(self, agent_id: str, form: TryAgent) -> AsyncIterator[tuple[str, str]]:
        """The (event, data) pairs of the reply as it is written."""
        return self._http.stream(agents.TRY, form, agentId=agent_id)

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

    async def edit_link(self, community_id: str, agent_id: str, form: EditLink) -> LinkedAgent:
        return await self._http.call(
            agents.EDIT_LINK, form, communityId=community_id, agentId=agent_id
        )

    async def unlink(self, community_id: str, agent_id: str) -> None:
        await self._http.call(agents.UNLINK, communityId=community_id, agentId=agent_id)
