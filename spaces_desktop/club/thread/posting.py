"""How an unsent message goes into a club: said to all, or asked of an agent."""

from __future__ import annotations

from embedded_server.contracts.club import AskAgent, Message, SendMessage
from spaces_desktop.chat.writing.pending import Pending
from spaces_desktop.club.api import ClubCalls


class Posting:
    def __init__(self, calls: ClubCalls) -> None:
        self._calls = calls

    async def post(self, item: Pending) -> Message | None:
        """None for a question: it is asked, and comes with the live events."""
        if item.agent_id:
            await self._ask(item)
            return None
        form = SendMessage(
            text=item.text,
            client_id=item.client_id,
            reply_to_id=item.reply_to_id or None,
            attachment_ids=[one.attachment_id for one in item.files],
        )
        return await self._calls.send(item.community_id, form)

    async def _ask(self, item: Pending) -> None:
        form = AskAgent(
            agent_id=item.agent_id,
            text=item.text,
            client_id=item.client_id,
            reply_to_id=item.reply_to_id or None,
            accept_fee_cents=item.fee_cents,
            private=item.private,
        )
        await self._calls.ask(item.community_id, form)
