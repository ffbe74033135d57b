"""Made-up conversations of a brand, and what stands beside them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from embedded_server.contracts.communities import Role
from embedded_server.contracts.support import (
    Conversation,
    ConversationStatus,
    CsAgent,
    Party,
    Resolver,
)
from embedded_server.contracts.support_desk import (
    CannedReply,
    CustomerCard,
    Draft,
    HandoffAnswer,
    HandoffCard,
    Purchase,
    SupportNote,
)
from spaces_desktop.kernel.moments import wire_time
from tests.kit.desktop import AT

_NAMES = (
    "Noor Haddad",
    "Jonas Lind",
    "王芳",
    "Priya Raghunathan-Fairweather",
    "Tom",
    "Guest 4821",
    "Elena Petrova",
    "Marek",
)
_WORDS = (
    "It still flickers, and the warranty ends on Friday.",
    "Where is my parcel? It says delivered since Monday.",
    "发票上的地址写错了，可以改吗？",
    "I was charged twice for the same order and the second time it was more.",
    "ok",
    "Do you ship to Norway?",
)
_WAITED = (1260, 610, 250, 95, 40, 6)


def ago(seconds: float) -> str:
    return wire_time(datetime.now(UTC) - timedelta(seconds=seconds))


def conversation(number: int = 1, **more: Any) -> Conversation:
    name = _NAMES[(number - 1) % len(_NAMES)]
    values: dict[str, Any] = {
        "id": f"v{number:04}",
        "community_id": "c1",
        "community_name": "Luma",
        "customer": Party(id=f"k{number}", name=name),
        "status": ConversationStatus.AI_ACTIVE,
        "mode": "hybrid",
        "agent": Party(id="a1", name="Luma helper"),
        "assignee": None,
        "started_at": ago(4000 - number),
        "waiting_since": None,
        "waiting_seconds": None,
        "queue_position": None,
        "estimated_wait_seconds": None,
        "staff_available": True,
        "opens_at": None,
        "resolved_at": None,
        "resolved_by": None,
        "outcome": None,
        "previous_id": None,
        "rating": None,
        "can_transfer": False,
        "last_seq": 4,
        "last_text": _WORDS[(number - 1) % len(_WORDS)],
        "last_at": ago(60),
        "last_by": "customer",
        "unread_count": 0,
        "reopened": False,
        "transfer_reason": "",
        "due_at": None,
        "due_kind": None,
        "is_guest": name.startswith("Guest"),
    }
    return Conversation(**(values | more))


def waiting(count: int = 3, first: int = 1) -> list[Conversation]:
    """Who waits, the longest first."""
    made = []
    for at in range(count):
        waited = _WAITED[at] if at < len(_WAITED) else max(1, 5 - at)
        more: dict[str, Any] = {"due_at": ago(-90)} if at == 1 else {}
        made.append(
            conversation(
                first + at,
                status=ConversationStatus.WAITING_HUMAN,
                waiting_since=ago(waited),
                waiting_seconds=waited,
                queue_position=at + 1,
                unread_count=1,
                **more,
            )
        )
    return made


def held(
    count: int = 2, first: int = 7, by: Party | None = None, **more: Any
) -> list[Conversation]:
    """What somebody answers; Ada, where nobody is named."""
    who = by or Party(id="u1", name="Ada")
    return [
        conversation(
            first + at,
            status=ConversationStatus.HUMAN_ACTIVE,
            assignee=who,
            last_at=ago(30 + at * 200),
            last_seq=6,
            unread_count=2 if at == 1 else 0,
            **more,
        )
        for at in range(count)
    ]


def with_ai(number: int = 20) -> Conversation:
    return conversation(number, last_by="agent", last_text="Hold the switch for ten seconds.")


def resolved(
    number: int = 21, outcome: Literal["solved", "unsolved", "went_quiet"] = "solved"
) -> Conversation:
    return conversation(
        number,
        status=ConversationStatus.RESOLVED,
        resolved_at=ago(90_000),
        resolved_by=Resolver(kind="staff", id="u1", name="Ada"),
        outcome=outcome,
        last_text="Thank you, it works now!",
        last_at=ago(90_000),
    )


def agents() -> list[CsAgent]:
    def one(user_id: str, name: str, how: Any, load: int, role: Role = Role.CS_AGENT) -> CsAgent:
        return CsAgent(
            user_id=user_id,
            display_name=name,
            username=name.lower(),
            role=role,
            availability=how,
            open_count=load,
        )

    return [
        one("u1", "Ada", "online", 3, Role.CREATOR),
        one("u5", "Maria", "online", 2),
        one("u6", "Kofi", "away", 1),
        one("u7", "Lin", "offline", 0),
    ]


def note(number: int = 1, text: str = "Third time this month. Be generous.") -> SupportNote:
    return SupportNote(
        id=f"n{number}",
        conversation_id="v0007",
        author_id="u5",
        author_name="Maria",
        text=text,
        created_at=AT,
    )


def canned() -> list[CannedReply]:
    texts = {
        "hello": "Hello Elena, thank you for writing to Luma. I am Ada.",
        "refund": "Your money is back within five working days.",
        "wait": "Thank you for your patience, I look it up now.",
    }
    return [
        CannedReply(
            id=f"r{shortcut}",
            community_id="c1",
            shortcut=shortcut,
            text=text,
            used_count=3,
            created_by="u1",
            updated_at=AT,
        )
        for shortcut, text in texts.items()
    ]


def customer_card() -> CustomerCard:
    return CustomerCard(
        user_id="k7",
        name="Elena Petrova",
        username="elena",
        is_guest=False,
        member_since="2026-02-01T10:00:00.000Z",
        conversation_count=3,
        resolved_count=2,
        average_score=4.5,
        purchases=[
            Purchase(at=AT, kind="join", amount_cents=500, note="Membership"),
            Purchase(at=AT, kind="agent_call", amount_cents=25, note="Question to Luma helper"),
        ],
    )


def handoff() -> HandoffCard:
    return HandoffCard(
        conversation_id="v0007",
        asked="Hello, my lamp flickers since the last update.",
        answered=[
            HandoffAnswer(
                question="Hello, my lamp flickers since the last update.",
                answer="Hold the switch for ten seconds to restart it.",
                sources=["Lamps.md", "Warranty.pdf"],
            )
        ],
        open_questions=["Does the warranty cover a driver that fails again?"],
        transfer_reason="The restart did not help",
    )


def draft() -> Draft:
    return Draft(
        text="The warranty covers it. Please send me a photo of the label.",
        agent_name="Luma helper",
        sources=["Warranty.pdf"],
    )
