"""How an agent answers: find what it knows of the question, then stream from its provider."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from embedded_server.agents.parts import parts_of
from embedded_server.agents.providers.base import (
    Line,
    Recall,
    ReplyProvider,
    ReplyRequest,
    Service,
)
from embedded_server.agents.providers.builtin import BuiltinProvider
from embedded_server.agents.providers.clients import Endpoint
from embedded_server.agents.providers.openai import OpenAIProvider
from embedded_server.agents.providers.scene import Scene
from embedded_server.agents.providers.wording import small_talk
from embedded_server.agents.retrieval import Found, retrieve
from embedded_server.agents.service.ready import ReadyAgent
from embedded_server.kernel.server import Server
from embedded_server.kernel.turn_types import ProviderError, ReplyEnd


async def source(
    server: Server,
    agent: ReadyAgent,
    question: str,
    asker_name: str,
    history: Sequence[Line],
    recall: Recall | None = None,
    service: Service | None = None,
    scene: Scene | None = None,
) -> AsyncIterator[str | ReplyEnd]:
    """Pieces of the reply, then one ReplyEnd; of a summary, where `recall` reads what it is of; to
    a brand's customer, where `service` says so; from a seat in a playground, where `scene` does.
    Raises ProviderError."""
    provider = _provider(server, agent)
    found, missed = Found(), None
    if recall is None:
        found = await _look_up(server, agent, question)
    else:
        missed = await server.database.read(recall)
        if missed is None:
            raise ProviderError(
                "nothing_missed", "What was written here is gone again.", retryable=False
            )
    request = ReplyRequest(
        agent_name=agent.name,
        persona=agent.persona,
        question=question,
        asker_name=asker_name,
        history=history,
        passages=found.passages,
        weights=found.weights,
        knows_anything=found.knows_anything,
        missed=missed,
        service=service,
        scene=scene,
    )
    pieces = provider.reply(request)
    try:
        async for piece in pieces:
            if isinstance(piece, ReplyEnd):
                piece.is_unsure = not piece.citations and small_talk(question, agent.name) is None
            yield piece
    finally:
        # A reply that is stopped frees its model now, not when the iterator is collected.
        close = getattr(pieces, "aclose", None)
        if close is not None:
            await close()


async def _look_up(server: Server, agent: ReadyAgent, question: str) -> Found:
    known = parts_of(server).term_counts
    return await server.database.read(
        lambda reader: retrieve(reader, agent.agent_id, question, known)
    )


def _provider(server: Server, agent: ReadyAgent) -> ReplyProvider:
    if agent.provider_kind == "builtin":
        return BuiltinProvider()
    key: str | None = None
    if agent.sealed_key is not None:
        key = server.secrets.unseal(agent.sealed_key, agent.agent_id)
        if key is None:
            raise ProviderError(
                "provider_auth",
                "The agent's key cannot be opened on this server. Its owner has to enter it again.",
                retryable=False,
            )
    endpoint = Endpoint(agent.base_url or "", key, agent.any_endpoint)
    return OpenAIProvider(parts_of(server).clients, endpoint, agent.model or "")
