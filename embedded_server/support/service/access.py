"""Who may read, write and move a conversation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from embedded_server.communities import service as communities
from embedded_server.communities.service import CommunityValue
from embedded_server.contracts.communities import CommunityType, Role, Standing
from embedded_server.contracts.errors import Code
from embedded_server.contracts.support import ConversationStatus
from embedded_server.kernel.database import Reader
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.ids import looks_like_id
from embedded_server.kernel.media.store import MediaFile
from embedded_server.kernel.topics import TopicRule
from embedded_server.support import store
from embedded_server.support.store import ConversationValue

LEADS = (Role.CREATOR, Role.MODERATOR)
TOPIC = "conversation:"


def conversation_topic(conversation_id: str) -> str:
    """What its customer and all staff hear who may read it."""
    return TOPIC + conversation_id


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place towards a conversation: as its customer, as staff with a role, or both."""

    conversation: ConversationValue
    user_id: str
    role: Role | None

    @property
    def is_customer(self) -> bool:
        return self.conversation.customer_id == self.user_id

    @property
    def is_staff(self) -> bool:
        return self.role is not None

    @property
    def leads(self) -> bool:
        return self.role in LEADS

    @property
    def holds(self) -> bool:
        """Whether it is theirs to answer now."""
        one = self.conversation
        return one.status is ConversationStatus.HUMAN_ACTIVE and one.assignee_id == self.user_id

    @property
    def reads(self) -> bool:
        return self.is_customer or serves(self.conversation, self.user_id, self.role)


def serves(one: ConversationValue, user_id: str, role: Role | None) -> bool:
    """Whether staff may read it: creator and moderators all, CS agents what waits and what is, or
    was, theirs."""
    if role is None:
        return False
    waits = one.status is ConversationStatus.WAITING_HUMAN
    return role in LEADS or waits or one.assignee_id == user_id


def role_in(reader: Reader, community_id: str, user_id: str) -> Role | None:
    """The role of somebody who serves customers there; None for everybody else."""
    held = communities.membership(reader, community_id, user_id)
    if held is None or not held.is_active or held.role is Role.MEMBER:
        return None
    return held.role


def place(reader: Reader, conversation_id: str, user_id: str) -> Place:
    """Refuses with 404 whoever is neither its customer nor staff."""
    found = store.find(reader, conversation_id) if looks_like_id(conversation_id) else None
    if found is None:
        raise not_found()
    seat = communities.seat(reader, found.community_id, user_id)
    if seat is None:
        raise not_found()
    held = seat.membership
    role = None
    if held is not None and held.is_active and held.role is not Role.MEMBER:
        role = held.role
    if role is None and found.customer_id != user_id:
        raise not_found()
    return Place(found, user_id, role)


def reader_of(reader: Reader, conversation_id: str, user_id: str) -> Place:
    """Refuses with 403 a CS agent whose colleague has it, or whom the AI spares it."""
    here = place(reader, conversation_id, user_id)
    if not here.reads:
        raise Refusal(Code.FORBIDDEN, "This conversation is a colleague's, or the AI's.")
    return here


def may_fetch(reader: Reader, user_id: str, file: MediaFile) -> None:
    """A file in a conversation is for who may read it now; to others it is not there."""
    if not place(reader, file.place_id, user_id).reads:
        raise not_found()


def staff_of(reader: Reader, conversation_id: str, user_id: str) -> Place:
    here = place(reader, conversation_id, user_id)
    if not here.is_staff:
        raise Refusal(Code.FORBIDDEN, "Only those who serve customers here may do this.")
    return here


def require_official(reader: Reader, community_id: str) -> CommunityValue:
    community = communities.exists(reader, community_id)
    communities.require_type(community, CommunityType.OFFICIAL)
    return community


def require_service(reader: Reader, community_id: str, user_id: str) -> Role:
    """The role of staff of an official community; refuses everybody else."""
    require_official(reader, community_id)
    role = role_in(reader, community_id, user_id)
    if role is None:
        raise Refusal(Code.FORBIDDEN, "Only those who serve customers here may do this.")
    return role


def require_welcome(reader: Reader, community_id: str, user_id: str) -> None:
    """Anybody may ask a brand, member or not, but whom it has banned."""
    held = communities.membership(reader, community_id, user_id)
    if held is not None and held.status is Standing.BANNED:
        raise Refusal(Code.BANNED, "You are banned from this community.")


def _of_user(reader: Reader, user_id: str) -> Iterable[str]:
    return topics_of(reader, user_id)


def topics_of(reader: Reader, user_id: str) -> set[str]:
    """The conversations that somebody hears: their own, and what they serve. Of old ones that
    nobody resolved, creator and moderators hear again with the next message."""
    ids = store.own_open_ids(reader, user_id)
    for held in communities.own(reader, user_id):
        if held.role in LEADS:
            ids += store.lively_ids(reader, held.community_id)
        elif held.role is Role.CS_AGENT:
            ids += store.positions(reader, held.community_id)
            ids += store.assigned_ids(reader, held.community_id, user_id)
    return {conversation_topic(one) for one in ids}


def _allows(reader: Reader, user_id: str, conversation_id: str) -> bool:
    try:
        return place(reader, conversation_id, user_id).reads
    except Refusal:
        return False


TOPIC_RULES = (TopicRule("conversation", _of_user, _allows),)
