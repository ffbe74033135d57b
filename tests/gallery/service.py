"""A brand's customer service made up, as the gallery and the tests of its views show it."""

from __future__ import annotations

from typing import Any

from embedded_server.contracts.communities import Community, CommunityType, Role
from embedded_server.contracts.support import CsAgent
from embedded_server.contracts.support_desk import (
    BusinessHours,
    CannedReply,
    Holiday,
    Inactivity,
    Period,
    ReportDay,
    Spread,
    SupportReport,
    SupportSettings,
    Targets,
    TargetShare,
    WebChat,
)
from spaces_desktop.support.settings.canned import CannedModel
from spaces_desktop.support.settings.model import ServiceModel
from spaces_desktop.support.settings.start import StartModel
from spaces_desktop.support.settings.team import TeamModel
from tests.gallery.stage import Stage
from tests.kit.desktop import AT, FakeCalls, community, linked_agent, membership

ADDRESS = "http://192.168.1.20:8080"


def brand(role: Role = Role.CREATOR, **more: Any) -> Community:
    values: dict[str, Any] = {
        "own": membership(role=role),
        "type": CommunityType.OFFICIAL,
        "description": "Bread by post, since 1921",
        "cs_mode": "hybrid",
    }
    return community("c1", "Northern Bakery", **(values | more))


def spread(count: int, half: float | None, most: float | None) -> Spread:
    return Spread(count=count, p50_seconds=half, p90_seconds=most)


def report_day(day: int, **more: Any) -> ReportDay:
    values: dict[str, Any] = {
        "day": f"2026-11-{day:02}",
        "started": 6 + day * 7 % 9,
        "resolved_by_ai": 3 + day * 3 % 4,
        "resolved_by_person": 1 + day % 4,
        "went_quiet": day % 3,
        "handed_over": 2 + day % 2,
        "reopened": day % 2,
        "waiting_p50_seconds": 40.0 + day * 37 % 260,
    }
    return ReportDay(**(values | more))


def report(**more: Any) -> SupportReport:
    values: dict[str, Any] = {
        "days": 30,
        "from_day": "2026-10-25",
        "to_day": "2026-11-23",
        "started": 212,
        "open_now": 14,
        "waiting_now": 3,
        "confirmed_by_ai": 61,
        "confirmed_by_person": 38,
        "resolved_by_ai": 22,
        "resolved_by_person": 17,
        "went_quiet_with_ai": 19,
        "went_quiet_with_person": 4,
        "handed_over": 57,
        "reopened_after_ai": 9,
        "reopened_after_person": 2,
        "first_response_ai": spread(190, 2.1, 5.8),
        "first_response_person": spread(57, 96.0, 540.0),
        "waiting": spread(57, 84.0, 510.0),
        "resolution_ai": spread(102, 190.0, 1260.0),
        "resolution_person": spread(59, 1900.0, 17_400.0),
        "unsolved": 6,
        "left_waiting": 3,
        "rating_count": 71,
        "rating_count_ai": 44,
        "rating_count_person": 27,
        "rating_average_ai": 4.2,
        "rating_average_person": 4.7,
        "targets": [
            TargetShare(kind="first_response", met=52, missed=5),
            TargetShare(kind="next_response", met=40, missed=12),
            TargetShare(kind="resolution", met=3, missed=1),
        ],
        "daily": [report_day(day) for day in range(1, 24) if day % 6],
    }
    return SupportReport(**(values | more))


def quiet_report(**more: Any) -> SupportReport:
    """Of days on which next to nothing happened."""
    few = {
        name: 0
        for name in (
            "started",
            "open_now",
            "waiting_now",
            "confirmed_by_ai",
            "confirmed_by_person",
            "resolved_by_ai",
            "resolved_by_person",
            "went_quiet_with_ai",
            "went_quiet_with_person",
            "handed_over",
            "reopened_after_ai",
            "reopened_after_person",
            "rating_count",
            "rating_count_ai",
            "rating_count_person",
        )
    }
    none: dict[str, Any] = {
        name: spread(0, None, None)
        for name in (
            "first_response_ai",
            "first_response_person",
            "waiting",
            "resolution_ai",
            "resolution_person",
        )
    }
    left: dict[str, Any] = {
        "rating_average_ai": None,
        "rating_average_person": None,
        "targets": [],
        "daily": [],
    }
    return report(**(few | none | left | more))


def period(start: str, end: str) -> Period:
    return Period(from_=start, to=end)


def settings(**more: Any) -> SupportSettings:
    day = [period("09:00", "12:30"), period("13:30", "17:00")]
    values: dict[str, Any] = {
        "hours": BusinessHours(
            is_on=True,
            time_zone="Europe/Berlin",
            week=[*([list(day)] * 4), [period("09:00", "14:00")], [], []],
            holidays=[
                Holiday(day="2026-12-24", name="Christmas Eve", periods=[period("09:00", "12:00")]),
                Holiday(day="2026-12-25", name="Christmas"),
            ],
        ),
        "inactivity": Inactivity(warn_after_seconds=7200, resolve_after_seconds=86_400),
        "targets": Targets(first_response_seconds=300, resolution_seconds=28_800),
        "auto_assign": True,
        "web_chat": WebChat(
            is_on=True,
            sites=["https://shop.example", "https://www.northern-bakery.example"],
            greeting="Hello! Ask us about orders, deliveries and bread.",
        ),
    }
    return SupportSettings(**(values | more))


def cs_agent(number: int, name: str, **more: Any) -> CsAgent:
    values: dict[str, Any] = {
        "user_id": f"u{number}",
        "display_name": name,
        "username": name.split()[0].lower(),
        "role": Role.CS_AGENT,
        "availability": "online",
        "open_count": 0,
    }
    return CsAgent(**(values | more))


def team() -> list[CsAgent]:
    return [
        cs_agent(1, "Ada", role=Role.CREATOR, availability="away"),
        cs_agent(2, "Ben", role=Role.MODERATOR, open_count=1),
        cs_agent(3, "Cleo Marchetti", open_count=4),
        cs_agent(4, "Dmitri Konstantinopoulos-Featherstonehaugh", availability="offline"),
    ]


def canned(number: int, shortcut: str, text: str, used: int = 0) -> CannedReply:
    return CannedReply(
        id=f"r{number}",
        community_id="c1",
        shortcut=shortcut,
        text=text,
        used_count=used,
        created_by="u1",
        updated_at=AT,
    )


def canned_replies() -> list[CannedReply]:
    return [
        canned(
            1, "hello", "Hello {customer.name|there}, this is {agent.name}. How can I help?", 41
        ),
        canned(2, "delivery", "We bake in the night and send before eight. {community.name}", 12),
        canned(3, "sorry", "I am sorry about that. I look into number {conversation.number}.", 3),
    ]


class Service:
    """The settings' models on scripted calls, loaded as the dialog loads them."""

    def __init__(
        self,
        stage: Stage,
        *held: str,
        role: Role = Role.CREATOR,
        address: str = ADDRESS,
        **more: Any,
    ) -> None:
        self.brand = brand(role)
        answers: dict[str, Any] = {
            "settings": settings(),
            "set_settings": lambda _id, form: form,
            "team": team(),
            "canned": canned_replies(),
            "add_cs_agent": cs_agent(9, "Eva"),
            "remove_cs_agent": None,
            "edit": lambda _id, _form: self.brand,
            "linked": [linked_agent()],
            "mine": [],
        }
        self.calls: FakeCalls = stage.calls(**(answers | more))
        stage.never(self.calls, *held)
        live, tasks = stage.live, stage.tasks
        self.model = ServiceModel(self.brand, self.calls, self.calls, live, tasks, address)
        self.team = TeamModel(self.brand, self.calls, self.calls, live, tasks)
        self.start = StartModel(self.model, self.team, self.calls, tasks, "u1")
        self.canned = CannedModel(self.brand, self.calls, live, tasks, "Ada")
