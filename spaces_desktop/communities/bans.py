"""Who is banned from one community: from the audit, where one may read it, and from what happens.

The server lists members only; a moderator knows of the bans that happened while they were there.
"""

from __future__ import annotations

from embedded_server.contracts.communities import Membership, Role, Standing
from spaces_desktop.communities.api import CommunitiesCalls

MOST_PAGES = 10
_BANNED, _UNBANNED = "member.banned", "member.unbanned"


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
        """Read the audit, as its creator may. Raises DesktopError."""
        last: dict[str, Membership | None] = {}
        cursor: str | None = None
        for _page in range(MOST_PAGES):
            page = await self._calls.audit(community_id, cursor)
            for entry in page.items:
                who = entry.target_id
                if who is None or who in last or entry.act not in (_BANNED, _UNBANNED):
                    continue
                name = entry.target_name or who
                is_banned = entry.act == _BANNED
                last[who] = _banned(community_id, who, name, entry.at) if is_banned else None
            cursor = page.next_cursor
            if cursor is None:
                break
        self._people = {who: one for who, one in last.items() if one is not None}


def _banned(community_id: str, user_id: str, name: str, at: str) -> Membership:
    return Membership(
        user_id=user_id,
        community_id=community_id,
        display_name=name,
        role=Role.MEMBER,
        status=Standing.BANNED,
        joined_at=at,
        expires_at=None,
        auto_renew=False,
        muted_until=None,
    )
