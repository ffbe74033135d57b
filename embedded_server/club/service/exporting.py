"""What a club's file tells, in pages: what all its members see, and for its creator alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from embedded_server.accounts import service as accounts
from embedded_server.agents import service as agents
from embedded_server.club import store
from embedded_server.club.service.reading import finish_views
from embedded_server.communities import service as communities
from embedded_server.contracts.club import Message
from embedded_server.contracts.communities import Community, CommunityType
from embedded_server.contracts.export import ExportedAgent, ExportedFile, ExportedMember
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader
from embedded_server.kernel.media import store as media
from embedded_server.kernel.turns import Turns

PAGE = 200


@dataclass(frozen=True, slots=True)
class Beginning:
    """The club as it is when its file is begun; messages up to `up_to_seq` belong into it."""

    community: Community
    up_to_seq: int
    at: int


def begin(reader: Reader, community_id: str, user_id: str) -> Beginning:
    community = communities.require_creator(reader, community_id, user_id)
    communities.require_type(community, CommunityType.CLUB)
    return Beginning(communities.public_view(reader, community), community.last_seq, reader.now)


def members(reader: Reader, community_id: str, after: str | None) -> list[ExportedMember]:
    """The next page behind the person `after`."""
    found = communities.all_members(reader, community_id, after, PAGE)
    names = accounts.names_of(reader, [held.user_id for held in found])
    return [
        ExportedMember(
            user_id=held.user_id,
            display_name=names.get(held.user_id, ""),
            role=held.role,
            joined_at=to_wire(held.joined_at),
        )
        for held in found
    ]


def linked_agents(reader: Reader, community_id: str) -> list[ExportedAgent]:
    return [
        ExportedAgent(agent_id=agent.id, name=agent.name, linked_at=to_wire(link.linked_at))
        for link, agent in agents.listed(reader, community_id, None, 10_000)
    ]


def messages(reader: Reader, begun: Beginning, after: int, turns: Turns) -> list[Message]:
    """The next page behind the seq `after`, as everybody sees them; none at the end."""
    found = store.newer(reader, begun.community.id, store.NOBODY, after, PAGE)
    within = [message for message in found if message.seq <= begun.up_to_seq]
    return finish_views(reader, within, store.NOBODY, turns.text_so_far)


def quoted(reader: Reader, found: Sequence[Message]) -> dict[str, Message]:
    """The messages that `found` reply to, where they are still there and all may see them."""
    quoted_ids = {message.reply_to_id for message in found if message.reply_to_id is not None}
    quotes = {message_id: store.find(reader, message_id) for message_id in quoted_ids}
    return {
        message_id: message
        for message_id, message in quotes.items()
        if message is not None and message.only_for is None
    }


def files(reader: Reader, found: Sequence[Message]) -> list[ExportedFile]:
    """The files of a page of messages."""
    carriers = {file.id: message.id for message in found for file in message.attachments}
    kept = media.find_many(reader, list(carriers))
    return [
        ExportedFile(
            id=media_id,
            message_id=message_id,
            name=kept[media_id].name,
            mime_type=kept[media_id].mime_type,
            size_bytes=kept[media_id].size_bytes,
            sha256=kept[media_id].sha256,
        )
        for media_id, message_id in carriers.items()
        if media_id in kept
    ]
