"""Who is banned from one community, as its staff may see, kept up with what happens."""

from __future__ import annotations

from embedded_server.contracts.communities import Membership, Standing
from spaces_desktop.communities.api import CommunitiesCalls


class Bans:
    def __init__(self, calls: CommunitiesCalls) -> None:
        self._calls = calls
        self._people: dict[str, Membership] = {}

    @property
    def people(self) -> tuple[Membership, ...]:
        return tuple(self._people.values())

    def get(self, user_id: str) -> Membership | None:
        return self._people.get(user_id)

    def forget(self) -> None:
        self._people = {}

    def put(self, one: Membership) -> None:
        """Take over how somebody stands now."""
        if one.status is Standing.BANNED:
            self._people[one.user_id] = one
        else:
            self._people.pop(one.user_id, None)

    async def load(self, community_id: str) -> None:
        """Raises DesktopError."""
        found = await self._calls.bans(community_id)
        self._people = {one.user_id: one for one in found}
