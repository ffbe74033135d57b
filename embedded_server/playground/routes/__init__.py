"""Playgrounds, as the server mounts them."""

from __future__ import annotations

from embedded_server.contracts import play
from embedded_server.contracts import playground as contract
from embedded_server.contracts.events import SendHeartbeat, SendSessionSignal
from embedded_server.kernel.jobs import Job
from embedded_server.kernel.server import Server, Slice
from embedded_server.playground import store
from embedded_server.playground.parts import close_parts, presence_of
from embedded_server.playground.presence import settle
from embedded_server.playground.routes import pages, sessions, spaces, visiting
from embedded_server.playground.service import TOPIC_RULES

LOOK_EVERY_SECONDS = 2.0


async def on_start(server: Server) -> None:
    presence = presence_of(server)

    async def look() -> None:
        live = await server.database.read(lambda reader: store.sessions.live_sessions(reader))
        if not live:
            return
        here = await server.database.read(store.sessions.connected)
        gone = presence.silent(here)
        if gone or any(one.host_lost_at or one.empty_since for one in live):
            await server.database.write(lambda tx: settle(tx, gone))

    server.on_clock.append(look)
    Job("playground: who is in", LOOK_EVERY_SECONDS, look).start(server.tasks, server.clock)


async def on_stop(server: Server) -> None:
    close_parts(server)


SLICE = Slice(
    "playground",
    {
        contract.LIST: spaces.browse,
        contract.CREATE: spaces.create,
        contract.READ: spaces.read,
        contract.EDIT: spaces.edit,
        contract.DELETE: spaces.delete,
        contract.INVITE: spaces.invite,
        contract.ACCEPT_INVITE: spaces.accept_invite,
        contract.SESSIONS: sessions.listed,
        contract.START: sessions.start,
        contract.SESSION: sessions.view,
        contract.EDIT_SESSION: sessions.edit,
        contract.JOIN: sessions.join,
        contract.LEAVE: sessions.leave,
        contract.END: sessions.end,
        contract.EDIT_PARTICIPANT: sessions.edit_participant,
        contract.REMOVE_PARTICIPANT: sessions.remove_participant,
        contract.STATE: sessions.state,
        contract.PUT_STATE: sessions.put_state,
        contract.MESSAGES: sessions.messages,
        contract.SEND: sessions.send,
        contract.LOG: sessions.log,
        play.LINK: visiting.link,
        play.PAGE_TOKEN: visiting.page_token,
        play.PAGE_FACTS: visiting.page_facts,
        play.FACTS: visiting.facts,
        play.COME_IN: visiting.come_in,
        play.VISIT: visiting.visit,
        play.PLAY_PAGE: pages.player,
        play.PLAY_FILE: pages.player_file,
        play.SDK: pages.sdk,
        play.SDK_TYPES: pages.sdk_types,
        play.SDK_EXAMPLE: pages.sdk_example,
        play.BUILT_IN_PAGE: pages.built_in,
        play.BUILT_IN_FILE: pages.built_in_file,
    },
    topics=TOPIC_RULES,
    live={SendHeartbeat: sessions.heartbeat, SendSessionSignal: visiting.signal},
    on_start=on_start,
    on_stop=on_stop,
)
