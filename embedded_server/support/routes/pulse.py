"""What is told a moment later, gathered: places in queues, who is there, and who stays away."""

from __future__ import annotations

import asyncio
from functools import partial

from embedded_server.communities import service as communities
from embedded_server.contracts.communities import Role
from embedded_server.contracts.events import EventType
from embedded_server.contracts.support import CsAgent, SupportAgentUpdated
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.jobs import Job
from embedded_server.kernel.server import Server
from embedded_server.support import service
from embedded_server.support.service import Office, queueing

GATHER_SECONDS = 0.25
AT_ONCE = 20
"""Places that are told in one change."""
GONE_SECONDS = 5.0
"""How often is looked whose time to come back is over."""

OPENS_SECONDS = 30.0
"""How often is looked which brands have opened or closed."""


class Pulse:
    """Belongs to the loop."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._queues: set[str] = set()
        self._staff: set[tuple[str, str]] = set()
        self._moved: set[str] = set()
        """People who have come or gone."""
        self._told: dict[str, dict[str, queueing.Told]] = {}
        """What was told last to each who waits, by community and conversation."""
        self._service: dict[str, queueing.Service] = {}
        """What was told last to those who talk with the AI, by community."""
        self._gone: dict[str, int] = {}
        """Since when (ms) people have no window open."""
        self._beat: asyncio.TimerHandle | None = None
        self._office: Office | None = None

    async def start(self, office: Office) -> None:
        """Whoever holds a conversation at the start has no window open yet."""
        self._office = office
        server = self._server
        now = server.clock.now()
        for _, user_id in await server.database.read(service.holders):
            self._gone[user_id] = now
        server.hub.on_here = self.on_here
        Job("support: who opens", OPENS_SECONDS, self._watch_hours).start(
            server.tasks, server.clock
        )
        Job("support: who is gone", GONE_SECONDS, self._look).start(server.tasks, server.clock)

    def queue_changed(self, community_id: str) -> None:
        self._queues.add(community_id)
        self._soon()

    def staff_changed(self, community_id: str, user_id: str) -> None:
        self._staff.add((community_id, user_id))
        self._soon()

    def on_here(self, user_id: str, is_here: bool) -> None:
        if is_here:
            self._gone.pop(user_id, None)
        else:
            self._gone[user_id] = self._server.clock.now()
        self._moved.add(user_id)
        self._soon()

    def _soon(self) -> None:
        if self._beat is None and not self._server.stopping:
            loop = asyncio.get_running_loop()
            self._beat = loop.call_later(GATHER_SECONDS, self._spawn)

    def _spawn(self) -> None:
        self._beat = None
        self._server.tasks.spawn(self._tell(), "support: who waits and who is there")

    def close(self) -> None:
        if self._beat is not None:
            self._beat.cancel()

    async def _tell(self) -> None:
        office, server = self._office, self._server
        if office is None:
            return
        queues, self._queues = self._queues, set()
        staff, self._staff = self._staff, set()
        moved, self._moved = self._moved, set()

        def read(reader: Reader) -> list[tuple[str, CsAgent]]:
            for user_id in moved:
                for held in communities.own(reader, user_id):
                    if held.role is not Role.MEMBER:
                        staff.add((held.community_id, user_id))
                        queues.add(held.community_id)
            # Whoever has less to do now may be given what waits.
            queues.update(community_id for community_id, _ in staff)
            views = [(c, service.agent(reader, office, c, u)) for c, u in staff]
            return [(c, view) for c, view in views if view is not None]

        for community_id, agent in await server.database.read(read):
            server.hub.tell(
                communities.service_topic(community_id),
                EventType.SUPPORT_AGENT_UPDATED,
                SupportAgentUpdated(community_id=community_id, agent=agent),
                community_id,
            )
        for community_id in queues:
            await self._tell_places(office, community_id)
            await self._tell_service(office, community_id)

    async def _tell_places(self, office: Office, community_id: str) -> None:
        """Those who wait are told where they stand now."""
        before = self._told.get(community_id, {})
        now = await self._server.database.read(
            lambda reader: queueing.standing(reader, office, community_id)
        )
        self._told[community_id] = now
        if not now:
            del self._told[community_id]
        changed = [id_ for id_, told in now.items() if before.get(id_) != told]

        await self._tell_customers(office, changed)
        if now:
            await self._server.database.write(
                lambda tx: queueing.assign_waiting(tx, office, community_id)
            )

    async def _tell_service(self, office: Office, community_id: str) -> None:
        """Those who talk with the AI are told when people come, go, or will be back."""
        before = self._service.get(community_id)

        def read(reader: Reader) -> tuple[queueing.Service, list[str]]:
            now = queueing.service(reader, office, community_id)
            told = [] if now == before else queueing.with_ai(reader, office, community_id)
            return now, told

        self._service[community_id], told = await self._server.database.read(read)
        await self._tell_customers(office, told)

    async def _tell_customers(self, office: Office, conversation_ids: list[str]) -> None:
        """A few at a time: others who write are not to wait for all of them."""

        def tell(tx: Transaction, these: list[str]) -> None:
            queueing.tell_customers(tx, office, these)

        for start in range(0, len(conversation_ids), AT_ONCE):
            these = conversation_ids[start : start + AT_ONCE]
            await self._server.database.write(partial(tell, these=these))

    async def _watch_hours(self) -> None:
        """Brands open and close by the clock, without anybody coming or going."""
        for community_id, known in self._service.items():
            if known.has_hours:
                self.queue_changed(community_id)

    async def _look(self) -> None:
        """Conversations of who stays away return to the queue."""
        office, server = self._office, self._server
        if office is None or not self._gone:
            return
        holders = await server.database.read(service.holders)
        away = set(self._gone)
        for user_id in away - {user_id for _, user_id in holders}:
            self._gone.pop(user_id, None)
        now = server.clock.now()
        for community_id, user_id in holders:
            since = self._gone.get(user_id)
            if since is not None:
                await self._look_at(office, community_id, user_id, now - since)

    async def _look_at(self, office: Office, community_id: str, user_id: str, away_ms: int) -> None:
        database = self._server.database
        grace = await database.read(lambda reader: service.grace_of(reader, community_id))
        if away_ms >= grace * 1000:
            await database.write(lambda tx: service.gone(tx, office, community_id, user_id))
