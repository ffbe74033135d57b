"""Calls of somebody who looks at spaces and takes part in their sessions."""

from __future__ import annotations

from typing import Any, Protocol

from embedded_server.contracts import play, playground
from embedded_server.contracts.base import ListQuery, Page
from embedded_server.contracts.events import SendHeartbeat, SendSessionSignal
from embedded_server.contracts.play import CameIn, PageFacts, PageToken, SessionLink
from embedded_server.contracts.playground import (
    CreateSpace,
    EditParticipant,
    EditSession,
    EditSpace,
    JoinSession,
    LeaveSession,
    Participant,
    PutState,
    SendSessionMessage,
    Session,
    SessionLogEntry,
    SessionMessage,
    SharedState,
    Space,
    SpaceInvite,
    SpacePage,
    SpaceQuery,
    StartSession,
)
from spaces_desktop.kernel.http import HttpClient, Snapshot
from spaces_desktop.kernel.live import LiveEvents

A_PAGE = 20
"""Sessions, messages and entries of a log that are fetched at once."""


class SpaceCalls(Protocol):
    async def browse(self, query: SpaceQuery, /) -> SpacePage: ...
    async def create(self, form: CreateSpace, key: str, /) -> Space: ...
    async def read(self, space_id: str, /) -> Space: ...
    async def edit(self, space_id: str, form: EditSpace, /) -> Space: ...
    async def delete(self, space_id: str, /) -> None: ...
    async def invite(self, space_id: str, /) -> SpaceInvite: ...
    async def accept_invite(self, code: str, /) -> Space: ...
    async def sessions(self, space_id: str, cursor: str | None, /) -> Page[Session]: ...
    async def start(self, space_id: str, form: StartSession, key: str, /) -> Session: ...
    async def end(self, space_id: str, session_id: str, /) -> Session: ...
    async def come_in(self, code: str, /) -> CameIn: ...


class SessionCalls(Protocol):
    """`(space, session)` come first everywhere."""

    async def session(self, space_id: str, session_id: str, /) -> Snapshot[Session]: ...
    async def edit_session(
        self, space_id: str, session_id: str, form: EditSession, /
    ) -> Session: ...
    async def join(self, space_id: str, session_id: str, form: JoinSession, /) -> Participant: ...
    async def leave(self, space_id: str, session_id: str, generation: int, /) -> Participant: ...
    async def end(self, space_id: str, session_id: str, /) -> Session: ...
    async def edit_participant(
        self, space_id: str, session_id: str, participant_id: str, form: EditParticipant, /
    ) -> Participant: ...
    async def remove_participant(
        self, space_id: str, session_id: str, participant_id: str, /
    ) -> None: ...
    async def state(self, space_id: str, session_id: str, /) -> Snapshot[SharedState]: ...
    async def put_state(
        self, space_id: str, session_id: str, version: int, state: dict[str, Any], /
    ) -> SharedState: ...
    async def messages(
        self, space_id: str, session_id: str, cursor: str | None, /
    ) -> Snapshot[Page[SessionMessage]]: ...
    async def say(
        self, space_id: str, session_id: str, text: str, client_id: str, /
    ) -> SessionMessage: ...
    async def log(
        self, space_id: str, session_id: str, cursor: str | None, /
    ) -> Page[SessionLogEntry]: ...
    async def link(self, space_id: str, session_id: str, /) -> SessionLink: ...
    async def page_token(self, space_id: str, session_id: str, /) -> PageToken: ...
    async def page_facts(self, space_id: str, session_id: str, /) -> PageFacts: ...


class PlaygroundApi:
    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def browse(self, query: SpaceQuery, /) -> SpacePage:
        return await self._http.call(playground.LIST, query=query)

    async def create(self, form: CreateSpace, key: str, /) -> Space:
        return await self._http.call(playground.CREATE, form, key=key)

    async def read(self, space_id: str, /) -> Space:
        """With its sessions."""
        return await self._http.call(playground.READ, spaceId=space_id)

    async def edit(self, space_id: str, form: EditSpace, /) -> Space:
        return await self._http.call(playground.EDIT, form, spaceId=space_id)

    async def delete(self, space_id: str, /) -> None:
        await self._http.call(playground.DELETE, spaceId=space_id)

    async def invite(self, space_id: str, /) -> SpaceInvite:
        """A new one; the one before is worth nothing from now on."""
        return await self._http.call(playground.INVITE, spaceId=space_id)

    async def accept_invite(self, code: str, /) -> Space:
        return await self._http.call(playground.ACCEPT_INVITE, code=code)

    async def sessions(self, space_id: str, cursor: str | None, /) -> Page[Session]:
        query = ListQuery(limit=A_PAGE, cursor=cursor)
        return await self._http.call(playground.SESSIONS, query=query, spaceId=space_id)

    async def start(self, space_id: str, form: StartSession, key: str, /) -> Session:
        return await self._http.call(playground.START, form, key=key, spaceId=space_id)

    async def come_in(self, code: str, /) -> CameIn:
        return await self._http.call(play.COME_IN, code=code)

    async def session(self, space_id: str, session_id: str, /) -> Snapshot[Session]:
        return await self._http.snapshot(playground.SESSION, spaceId=space_id, sessionId=session_id)

    async def edit_session(self, space_id: str, session_id: str, form: EditSession, /) -> Session:
        return await self._http.call(
            playground.EDIT_SESSION, form, spaceId=space_id, sessionId=session_id
        )

    async def join(self, space_id: str, session_id: str, form: JoinSession, /) -> Participant:
        return await self._http.call(playground.JOIN, form, spaceId=space_id, sessionId=session_id)

    async def leave(self, space_id: str, session_id: str, generation: int, /) -> Participant:
        form = LeaveSession(generation=generation)
        return await self._http.call(playground.LEAVE, form, spaceId=space_id, sessionId=session_id)

    async def end(self, space_id: str, session_id: str, /) -> Session:
        return await self._http.call(playground.END, spaceId=space_id, sessionId=session_id)

    async def edit_participant(
        self, space_id: str, session_id: str, participant_id: str, form: EditParticipant, /
    ) -> Participant:
        return await self._http.call(
            playground.EDIT_PARTICIPANT,
            form,
            spaceId=space_id,
            sessionId=session_id,
            participantId=participant_id,
        )

    async def remove_participant(
        self, space_id: str, session_id: str, participant_id: str, /
    ) -> None:
        await self._http.call(
            playground.REMOVE_PARTICIPANT,
            spaceId=space_id,
            sessionId=session_id,
            participantId=participant_id,
        )

    async def state(self, space_id: str, session_id: str, /) -> Snapshot[SharedState]:
        return await self._http.snapshot(playground.STATE, spaceId=space_id, sessionId=session_id)

    async def put_state(
        self, space_id: str, session_id: str, version: int, state: dict[str, Any], /
    ) -> SharedState:
        """`version` is the one that was read before."""
        form = PutState(version=version, state=state)
        return await self._http.call(
            playground.PUT_STATE, form, spaceId=space_id, sessionId=session_id
        )

    async def messages(
        self, space_id: str, session_id: str, cursor: str | None, /
    ) -> Snapshot[Page[SessionMessage]]:
        query = ListQuery(limit=A_PAGE, cursor=cursor)
        return await self._http.snapshot(
            playground.MESSAGES, query=query, spaceId=space_id, sessionId=session_id
        )

    async def say(
        self, space_id: str, session_id: str, text: str, client_id: str, /
    ) -> SessionMessage:
        form = SendSessionMessage(text=text, client_id=client_id)
        return await self._http.call(playground.SEND, form, spaceId=space_id, sessionId=session_id)

    async def log(
        self, space_id: str, session_id: str, cursor: str | None, /
    ) -> Page[SessionLogEntry]:
        query = ListQuery(limit=A_PAGE, cursor=cursor)
        return await self._http.call(
            playground.LOG, query=query, spaceId=space_id, sessionId=session_id
        )

    async def link(self, space_id: str, session_id: str, /) -> SessionLink:
        return await self._http.call(play.LINK, spaceId=space_id, sessionId=session_id)

    async def page_token(self, space_id: str, session_id: str, /) -> PageToken:
        return await self._http.call(play.PAGE_TOKEN, spaceId=space_id, sessionId=session_id)

    async def page_facts(self, space_id: str, session_id: str, /) -> PageFacts:
        return await self._http.call(play.PAGE_FACTS, spaceId=space_id, sessionId=session_id)


def beat(live: LiveEvents, session_id: str) -> None:
    """Say that this window still shows the session; every `HEARTBEAT_SECONDS`."""
    live.send(SendHeartbeat(session_id=session_id))


def signal(live: LiveEvents, session_id: str, data: object) -> None:
    """Tell who is in the session now something that nobody keeps."""
    live.send(SendSessionSignal(session_id=session_id, data=data))
