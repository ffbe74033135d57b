"""What a brand has set for its service, as the rules of conversations ask for it."""

from __future__ import annotations

from embedded_server.accounts import service as accounts
from embedded_server.kernel.database import Reader
from embedded_server.support.store import ConversationValue


def grace_of(reader: Reader, community_id: str) -> int:
    """Seconds that conversations wait for an agent whose window is gone."""
    return 60


def most_per_agent(reader: Reader, community_id: str) -> int | None:
    """Conversations that one agent is given without asking; None where nobody is given any."""
    return None


def is_open(reader: Reader, community_id: str) -> bool:
    """Whether it is inside business hours."""
    return True


def opens_at(reader: Reader, community_id: str) -> int | None:
    """When people are back (ms), where that is known and they are not here by their hours."""
    return None


def due(reader: Reader, conversation: ConversationValue) -> tuple[int | None, str | None]:
    """When (ms) the next target of waiting is missed, and which it is."""
    return None, None


def is_guest(reader: Reader, user_id: str) -> bool:
    """Whether a customer is a visitor of a web site without an account of their own."""
    return user_id in accounts.guests_among(reader, [user_id])
