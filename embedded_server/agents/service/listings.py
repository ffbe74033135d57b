"""Listings: who may see, make, change and delete an agent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from embedded_server.agents import store
from embedded_server.agents.endpoints import check_base_url, is_own_network
from embedded_server.agents.service import links
from embedded_server.agents.service.ready import voice_of
from embedded_server.agents.store import AgentValue
from embedded_server.communities import service as communities
from embedded_server.contracts.agents import (
    Agent,
    CreateAgent,
    EditAgent,
    Provider,
    ProviderInput,
    VoiceInput,
)
from embedded_server.contracts.base import UNSET
from embedded_server.contracts.communities import CommunityType
from embedded_server.contracts.errors import Code
from embedded_server.kernel import idempotency
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal, not_found
from embedded_server.kernel.ids import looks_like_id, new_id
from embedded_server.kernel.text import clean_name

Seal = Callable[[str, str], bytes]
"""Encrypts a key (first) for an agent's id (second)."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes a listing; `may_use_own_network` is for admins and the server's own machine."""

    user_id: str
    may_use_own_network: bool


def create(
    tx: Transaction, author: Author, body: CreateAgent, key: str | None, seal: Seal
) -> tuple[AgentValue, bool]:
    """Answers with the agent and whether it is new."""

    def make() -> str:
        agent_id = new_id()
        values = {
            "id": agent_id,
            "owner_id": author.user_id,
            "name": clean_name("name", body.name),
            "description": body.description,
            "persona": body.persona,
            "is_public": int(body.is_public),
            **_voice(tx, author.user_id, body.voice),
            **_provider(author, agent_id, body.provider, None, seal),
        }
        store.insert(tx, values)
        return agent_id

    # The stored digest is a plain hash, so the key to the endpoint stays out of it.
    provider = msgspec.structs.replace(body.provider, api_key=UNSET)
    request = ("agents", msgspec.structs.replace(body, client_id=None, provider=provider))
    agent_id, new = idempotency.once(tx, author.user_id, key, request, make)
    return own(tx, author.user_id, agent_id), new


def edit(tx: Transaction, author: Author, agent_id: str, body: EditAgent, seal: Seal) -> AgentValue:
    agent = own(tx, author.user_id, agent_id)
    values: dict[str, Any] = {}
    if body.name is not UNSET:
        values["name"] = clean_name("name", body.name)
    if body.description is not UNSET:
        values["description"] = body.description
    if body.persona is not UNSET:
        values["persona"] = body.persona
    if body.is_public is not UNSET:
        values["is_public"] = int(body.is_public)
    if body.voice is not UNSET:
        values.update(_voice(tx, author.user_id, body.voice))
    if body.provider is not UNSET:
        values.update(_provider(author, agent_id, body.provider, agent, seal))
    store.update(tx, agent_id, values)
    if {"name", "description", "provider_kind"} & values.keys():
        links.tell_everywhere(tx, agent_id)
    return own(tx, author.user_id, agent_id)


def delete(tx: Transaction, user_id: str, agent_id: str) -> None:
    """Unlinks it everywhere; what it said stays. Its knowledge is disowned, to be swept out."""
    agent = own(tx, user_id, agent_id)
    links.unlink_everywhere(tx, agent, user_id)
    store.disown_all(tx, agent_id)
    store.forget_usage(tx, agent_id)
    store.delete(tx, agent_id)


def own(reader: Reader, user_id: str, agent_id: str) -> AgentValue:
    """An agent of the caller's; 403 for one that they only see, 404 for one that they do not."""
    agent = seen(reader, user_id, agent_id)
    if agent.owner_id != user_id:
        raise Refusal(Code.FORBIDDEN, "Only who made an agent may do this.")
    return agent


def seen(reader: Reader, user_id: str, agent_id: str) -> AgentValue:
    agent = store.find(reader, agent_id) if looks_like_id(agent_id) else None
    if agent is None or not (
        agent.owner_id == user_id
        or agent.is_public
        or links.is_linked_where_member(reader, agent_id, user_id)
    ):
        raise not_found()
    return agent


def browse(reader: Reader, user_id: str, before: str | None, limit: int) -> list[AgentValue]:
    return store.own_and_public(reader, user_id, before, limit)


def view(agent: AgentValue, viewer_id: str) -> Agent:
    """Persona and provider details are for the owner alone; the key is for nobody."""
    if agent.owner_id == viewer_id:
        provider = Provider(
            kind=agent.provider_kind,
            base_url=agent.base_url,
            model=agent.model,
            has_api_key=agent.api_key is not None,
        )
    else:
        provider = Provider(kind=agent.provider_kind)
    return Agent(
        id=agent.id,
        owner_id=agent.owner_id,
        name=agent.name,
        description=agent.description,
        avatar_url=None,
        provider=provider,
        voice=voice_of(agent),
        is_public=agent.is_public,
        created_at=to_wire(agent.created_at),
        persona=agent.persona if agent.owner_id == viewer_id else UNSET,
    )


def _voice(tx: Transaction, owner_id: str, given: VoiceInput) -> dict[str, Any]:
    """The columns of a voice. Whether it can speak is seen when it is to."""
    name: str | None = None
    community_id: str | None = None
    if given.kind == "stock":
        if given.community_id is not None:
            raise Invalid("voice.communityId", "A stock voice belongs to no lounge.")
        name = None if given.name is None else clean_name("voice.name", given.name)
    elif given.kind == "lounge":
        if given.name is not None:
            raise Invalid("voice.name", "The voice of a lounge has no other name.")
        community_id = given.community_id
        found = None
        if community_id is not None and looks_like_id(community_id):
            found = communities.find(tx, community_id)
        if found is None or found.type is not CommunityType.LOUNGE or found.creator_id != owner_id:
            raise Invalid("voice.communityId", "Choose a lounge that you have created.")
    elif given.name is not None or given.community_id is not None:
        raise Invalid("voice.kind", "Without a voice there is neither name nor lounge.")
    return {"voice_kind": given.kind, "voice_name": name, "voice_community_id": community_id}


def _provider(
    author: Author, agent_id: str, given: ProviderInput, before: AgentValue | None, seal: Seal
) -> dict[str, Any]:
    """The columns of a provider. A key that was not sent stays, but only for the same endpoint:
    nobody gets a key out of the server by sending it elsewhere."""
    if given.kind == "builtin":
        for name in ("base_url", "model"):
            if getattr(given, name):
                raise Invalid("provider", "The built-in agent takes neither baseUrl nor model.")
        if given.api_key:
            raise Invalid("provider.apiKey", "The built-in agent takes no key.")
        return {
            "provider_kind": "builtin",
            "base_url": None,
            "model": None,
            "api_key": None,
            "any_endpoint": 0,
        }
    if not given.base_url:
        raise Invalid("provider.baseUrl", "An OpenAI-compatible provider needs its baseUrl.")
    if not given.model or not given.model.strip():
        raise Invalid("provider.model", "An OpenAI-compatible provider needs the model's name.")
    base_url = check_base_url("provider.baseUrl", given.base_url)
    if is_own_network(base_url) and not author.may_use_own_network:
        raise Refusal(
            Code.ENDPOINT_NOT_ALLOWED,
            "This address lies in the server's own network. Only an admin, or somebody at the"
            " server's own machine, may point an agent there.",
        )
    return {
        "provider_kind": "openai",
        "base_url": base_url,
        "model": clean_name("provider.model", given.model),
        "api_key": _key(agent_id, given, base_url, before, seal),
        "any_endpoint": int(author.may_use_own_network),
    }


def _key(
    agent_id: str, given: ProviderInput, base_url: str, before: AgentValue | None, seal: Seal
) -> bytes | None:
    if given.api_key is UNSET:
        kept = before is not None and before.base_url == base_url
        return before.api_key if before is not None and kept else None
    if given.api_key is None or not given.api_key.strip():
        return None
    key = given.api_key.strip()
    if not key.isascii() or not key.isprintable():
        raise Invalid("provider.apiKey", "A key holds plain letters, digits and signs only.")
    return seal(key, agent_id)
