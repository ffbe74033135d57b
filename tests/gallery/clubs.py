"""The clubs room on scripted calls, as the gallery shows its parts."""

from __future__ import annotations

from typing import Any

from msgspec import structs

from embedded_server.contracts.agents import AgentUsage, Feedback, KnowledgeDocument
from embedded_server.contracts.club import Mention, Message
from embedded_server.contracts.communities import (
    AuditEntry,
    Community,
    Invite,
    Membership,
    NotificationLevel,
    Role,
    Standing,
)
from embedded_server.contracts.moderation import Report
from spaces_desktop.club.clubs import ClubsModel
from spaces_desktop.kernel.http import Snapshot
from tests.gallery.stage import Stage
from tests.kit.desktop import (
    AT,
    FakeCalls,
    community,
    linked_agent,
    membership,
    message,
    page,
    page_of,
    user,
)

AGENT = linked_agent().agent
_CLUBS: tuple[tuple[str, str, int, int, NotificationLevel], ...] = (
    ("Bakers", "Bread, slowly", 0, 0, "all"),
    ("Night trains of Europe", "Timetables, sleepers and long nights", 12, 2, "all"),
    ("Quiet readers", "One book a month", 40, 0, "none"),
    ("钓鱼俱乐部", "周末一起去水库钓鱼", 3, 0, "mentions"),
)
PAID_UNTIL = "2036-01-14T18:30:00.000Z"
FEES = {"join_fee_cents": 500, "monthly_fee_cents": 350, "agent_call_fee_cents": 25}
_SAID = (
    "Rye needs a longer rest than wheat, about 72 hours, and it should be cold.",
    "@Ada what do you do with rye in summer?",
    "裸麦 rye 面包需要七十二小时",
)


def own(number: int) -> Membership:
    _name, _about, unread, named, level = _CLUBS[number]
    role = Role.MEMBER if number else Role.CREATOR
    held = membership(f"c{number + 1}", role=role, unread=unread, read=0)
    return structs.replace(held, mention_count=named, notifications=level)


def clubs() -> list[Community]:
    return [
        community(f"c{at + 1}", name, own(at), description=about)
        for at, (name, about, *_rest) in enumerate(_CLUBS)
    ]


def paid_club() -> Community:
    """One that costs something each way, and is paid for a long time."""
    held = structs.replace(own(0), role=Role.MEMBER, expires_at=PAID_UNTIL)
    return structs.replace(clubs()[0], membership=held, **FEES)


def left_club() -> Community:
    """One that was left before the days were over that were paid."""
    held = structs.replace(membership("c9"), status=Standing.LEFT, expires_at=PAID_UNTIL)
    return community("c9", "Aviators", held, creator_name="Grace", **FEES)


def people() -> list[Membership]:
    muted = membership(user_id="u3", name="Cleo Marchetti")
    return [
        membership(role=Role.CREATOR),
        membership(user_id="u2", name="Ben", role=Role.MODERATOR),
        structs.replace(muted, muted_until="2036-01-01T10:00:00.000Z"),
        *(membership(user_id=f"x{at}", name=f"Member {at}") for at in range(9)),
    ]


def said() -> list[Message]:
    named = [Mention(kind="user", id="u1", name="Ada")]
    return [message(at + 3, text, mentions=named) for at, text in enumerate(_SAID)]


def report() -> Report:
    return Report(
        id="r1",
        community_id="c1",
        message_id="m00001",
        message=message(1),
        text="Cheap flour at www.example.com, today only",
        author_id="u3",
        author_name="Cleo Marchetti",
        reporter_id="u2",
        reporter_name="Ben",
        reason="An advertisement, the third one today",
        at=AT,
        status="open",
        outcome=None,
        resolved_by=None,
        resolved_at=None,
    )


def invite() -> Invite:
    return Invite(
        code="q8Zs-kdJ2m1",
        url="http://192.168.1.20:8080/invite/q8Zs-kdJ2m1",
        community_id="c1",
        role=Role.MEMBER,
        max_uses=5,
        uses=1,
        expires_at=None,
        created_by="u1",
        created_at=AT,
    )


def audit() -> list[AuditEntry]:
    return [
        AuditEntry(
            id=act,
            at=AT,
            actor_id="u1",
            actor_name="Ada",
            act=act,
            target_id="u2",
            target_name="Ben",
            detail="",
        )
        for act in ("member.muted", "member.role", "invite.created", "message.deleted")
    ]


def documents() -> list[KnowledgeDocument]:
    return [
        KnowledgeDocument(
            id=f"d{at}",
            agent_id="a1",
            title=title,
            characters=9123,
            passages=12,
            created_at=AT,
            cited_count=cited,
            last_cited_at=AT if cited else None,
        )
        for at, (title, cited) in enumerate((("Rye, wheat and spelt.md", 12), ("Ovens.pdf", 0)))
    ]


def feedback() -> Feedback:
    return Feedback(
        message_id="m00001",
        community_id="c1",
        vote="down",
        comment="The wrong flour",
        question="Which flour for a baguette?",
        reply="Use rye flour for a baguette, and let it rest for 72 hours.",
        at=AT,
    )


def usage() -> AgentUsage:
    return AgentUsage(
        agent_id="a1",
        asked=41,
        answered=38,
        stopped=2,
        failed=1,
        votes_up=9,
        votes_down=2,
        prompt_tokens=0,
        completion_tokens=0,
    )


class Clubs:
    """The room's model; `answers` stand in place of what its calls answer else."""

    def __init__(self, stage: Stage, *held: str, **answers: Any) -> None:
        """The calls in `held` do not answer."""
        found = page_of(
            [
                community(
                    "c9",
                    "Aviators",
                    description="Everything that flies, from paper planes to gliders.",
                    member_count=41,
                    join_fee_cents=500,
                    monthly_fee_cents=200,
                    creator_name="Grace",
                ),
                community("c8", "Carpenters", description="Wood, and what to do with it"),
            ]
        )
        given: dict[str, Any] = {
            "mine": Snapshot(clubs(), 100),
            "members": Snapshot(people(), 100),
            "browse": found,
            "audit": page_of(audit()),
            "invites": page_of([invite()]),
            "linked": [linked_agent(fee=50)],
            "history": Snapshot(page([message(2), message(1)]), 100),
            "read_up_to": None,
            "search": page_of(said()),
            "mentions": page_of(said()),
            "pins": page_of(said()),
            "reports": page_of([report()]),
            "knowledge": documents(),
            "feedback": page_of([feedback()]),
            "usage": usage(),
        } | answers
        own_agents = given.pop("my_agents", [AGENT])
        self.calls = FakeCalls(**given)
        self.agents = FakeCalls(**(given | {"mine": own_agents}))
        stage.never(self.calls, *held)
        stage.never(self.agents, *held)
        self.model = ClubsModel(
            self.calls,
            self.agents,
            self.calls,
            stage.live,
            stage.tasks,
            user(),
            lambda club: self.model.open(club),
            finding=self.calls,
        )
        stage.at_close(self.model.close)
        self._stage = stage

    async def enter(self, club: str = "c1") -> ClubsModel:
        """Fetch one's clubs, and open one."""
        self.model.start()
        await self._stage.until(lambda: self.model.clubs.count or self.model.clubs.advice)
        self.model.open(club)
        await self._stage.rest()
        return self.model
