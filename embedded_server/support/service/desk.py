"""Who may use what staff have beside a conversation: never its customer, whatever their role."""

from __future__ import annotations

from embedded_server.contracts.errors import Code
from embedded_server.contracts.support import ConversationStatus
from embedded_server.kernel.database import Reader
from embedded_server.kernel.errors import Refusal
from embedded_server.support.service import access
from embedded_server.support.store import ConversationValue


def staff_reader(reader: Reader, conversation_id: str, user_id: str) -> ConversationValue:
    """For staff who may read it and are not its customer; 404 for outsiders, else 403."""
    here = access.reader_of(reader, conversation_id, user_id)
    if not here.is_staff or here.is_customer:
        raise Refusal(Code.FORBIDDEN, "Only those who serve this customer may do this.")
    return here.conversation


def writer(reader: Reader, conversation_id: str, user_id: str) -> ConversationValue:
    """For the one person who answers it now."""
    one = staff_reader(reader, conversation_id, user_id)
    if one.status is ConversationStatus.RESOLVED:
        raise Refusal(Code.ALREADY_RESOLVED, "This conversation has been resolved.")
    if one.status is not ConversationStatus.HUMAN_ACTIVE or one.assignee_id != user_id:
        raise Refusal(
            Code.NOT_ASSIGNEE, "Accept this conversation first, or take it over, to answer it."
        )
    return one
