"""Lists of conversations, for their customer and for staff."""

from __future__ import annotations

from collections.abc import Sequence

from embedded_server.communities import service as communities
from embedded_server.contracts.support import (
    ConversationQuery,
    OwnConversationQuery,
)
from embedded_server.kernel.database import Reader
from embedded_server.support import store
from embedded_server.support.service import access, searching
from embedded_server.support.store import ConversationValue, Wanted


def conversations(
    reader: Reader,
    community_id: str,
    user_id: str,
    query: ConversationQuery,
    before: int,
    limit: int,
) -> Sequence[ConversationValue]:
    """What this one of the staff may read, newest first."""
    role = access.require_service(reader, community_id, user_id)
    ids = None
    if query.search is not None and query.search.strip():
        ids = searching.found_in(reader, community_id, query.search)
    wanted = Wanted(
        status=query.status,
        customer_id=query.customer_id,
        assignee_id=query.assignee_id,
        only_for=None if role in access.LEADS else user_id,
        ids=ids,
    )
    return store.conversations(reader, community_id, wanted, before, limit)


def queue(
    reader: Reader, community_id: str, user_id: str, after: tuple[int, str], limit: int
) -> Sequence[ConversationValue]:
    access.require_service(reader, community_id, user_id)
    return store.queue(reader, community_id, after, limit)


def own(
    reader: Reader, user_id: str, query: OwnConversationQuery, before: int, limit: int
) -> Sequence[ConversationValue]:
    found = store.own(reader, user_id, query.community_id, query.status, before, limit)
    there = {id_ for id_ in {one.community_id for one in found} if communities.find(reader, id_)}
    return [one for one in found if one.community_id in there]
