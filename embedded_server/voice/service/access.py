"""Who may do what about a lounge's voice."""

from __future__ import annotations

from embedded_server.communities import service as communities
from embedded_server.communities.service import CommunityValue
from embedded_server.contracts.communities import CommunityType
from embedded_server.contracts.errors import Code
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.database import Reader
from embedded_server.kernel.errors import Refusal


def lounge(reader: Reader, community_id: str) -> CommunityValue:
    """Refuses communities of another type."""
    found = communities.exists(reader, community_id)
    communities.require_type(found, CommunityType.LOUNGE)
    return found


def creator(reader: Reader, community_id: str, caller: Caller) -> CommunityValue:
    """Whose voice it is: nobody else records, builds or hears it before the others do."""
    found = lounge(reader, community_id)
    communities.require_creator(reader, community_id, caller.user_id)
    return found


def is_in_charge(community: CommunityValue, caller: Caller) -> bool:
    return caller.is_admin or caller.user_id == community.creator_id


def in_charge(reader: Reader, community_id: str, caller: Caller) -> CommunityValue:
    """The creator, or an admin of the server, who looks into abuse."""
    found = lounge(reader, community_id)
    if not is_in_charge(found, caller):
        raise Refusal(Code.FORBIDDEN, "Only the creator and admins of this server may do this.")
    return found
