"""Writing to a brand before there is a conversation: the first message begins it, also one that
waited for the connection."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from embedded_server.contracts import support
from embedded_server.contracts.base import Page
from embedded_server.contracts.club import HistoryQuery, Message
from embedded_server.contracts.media import Attachment
from embedded_server.contracts.support import Conversation, StartConversation
from spaces_desktop.chat.place import Place
from spaces_desktop.chat.writing.pending import Pending
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.transfers import Progress
from spaces_desktop.support.api import ConversationApi, ConversationCalls
from spaces_desktop.support.customer.api import CustomerCalls
from spaces_desktop.support.threads import form_of

NEW = "new/"


def place_of_new(community_id: str) -> Place:
    """Where one writes to a brand before there is a conversation."""
    return Place(community_id, f"{NEW}{community_id}")


def is_new(conversation_id: str) -> bool:
    return conversation_id.startswith(NEW)


class QuestionApi(ConversationApi):
    async def history(self, place_id: str, query: HistoryQuery, /) -> Snapshot[Page[Message]]:
        """Nothing has been said where nothing has begun."""
        if is_new(place_id):
            return Snapshot(Page(items=[], next_cursor=None, has_more=False), 0)
        return await super().history(place_id, query)

    async def upload(self, place_id: str, path: Path, on_progress: Progress, /) -> Attachment:
        """A file has to go somewhere: it begins what it is sent to."""
        if is_new(place_id):
            brand = place_id.removeprefix(NEW)
            one = await self._http.call(support.START, StartConversation(), communityId=brand)
            place_id = one.id
        return await super().upload(place_id, path, on_progress)


class Beginning:
    """`started` hears of the conversation that a first message has made, or that was open."""

    def __init__(self, calls: CustomerCalls, talks: ConversationCalls) -> None:
        self._calls = calls
        self._talks = talks
        self.started: Callable[[Conversation], None] = lambda _one: None

    async def begin(self, item: Pending) -> bool:
        """Whether the message was a first one, and has gone. A repeat says it once."""
        if not is_new(item.conversation_id):
            return False
        if item.files:
            one = await self._calls.start(item.community_id, StartConversation())
            await self._talks.send(one.id, form_of(item))
            one = await self._calls.read(one.id)
        else:
            form = StartConversation(message=item.text, client_id=item.client_id)
            one = await self._calls.start(item.community_id, form)
        self.started(one)
        return True
