"""Verification on scripted calls, as the gallery and the tests of its views show it."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from msgspec import structs

from embedded_server.contracts.communities import Community, CommunityType, Role
from embedded_server.contracts.verification import Verification, VerificationDocument
from spaces_desktop.verification.application_view import VerificationView
from spaces_desktop.verification.applying import ApplicationModel
from spaces_desktop.verification.review_view import ReviewView
from spaces_desktop.verification.reviewing import ReviewModel
from tests.gallery.stage import Stage
from tests.kit.desktop import AT, FakeCalls, community, membership, page_of
from tests.kit.files import pdf, picture

BRAND = "Harbour Tea"


def official(*, verified: bool = False, name: str = BRAND) -> Community:
    return community(
        name=name,
        own=membership(role=Role.CREATOR),
        type=CommunityType.OFFICIAL,
        is_verified=verified,
        cs_mode="hybrid",
    )


def document(
    number: int = 1, name: str = "Register of companies.pdf", **more: Any
) -> VerificationDocument:
    values: dict[str, Any] = {
        "id": f"d{number}",
        "name": name,
        "mime_type": "application/pdf",
        "size_bytes": 184_320,
        "url": f"/documents/d{number}",
        "deleted_at": None,
    }
    return VerificationDocument(**(values | more))


def photo(number: int = 2) -> VerificationDocument:
    return document(number, "Trade licence.jpg", mime_type="image/jpeg", size_bytes=902_144)


def request(number: int = 1, name: str = BRAND, **more: Any) -> Verification:
    values: dict[str, Any] = {
        "id": f"v{number}",
        "community_id": "c1",
        "community_name": name,
        "legal_name": "Harbour Tea Trading Ltd",
        "note": "We have run the shop at the harbour since 1987; the licence names both owners.",
        "status": "pending",
        "is_rename": False,
        "previous_name": None,
        "submitted_by": "u1",
        "submitted_by_name": "Ada",
        "submitted_at": AT,
        "decided_by_name": None,
        "decided_at": None,
        "reason": "",
        "documents": [document(), photo()],
    }
    return Verification(**(values | more))


def decided(one: Verification, *, reason: str = "", by: str = "Cleo") -> Verification:
    """As somebody has approved it, or rejected it for that reason."""
    return structs.replace(
        one,
        status="rejected" if reason else "approved",
        decided_by_name=by,
        decided_at="2026-11-24T09:15:00.000Z",
        reason=reason,
    )


@functools.cache
def contents() -> dict[str, bytes]:
    return {
        "/documents/d1": pdf(3, "Register of companies"),
        "/documents/d2": picture("JPEG", (1400, 900)),
        "/documents/d3": b"%PDF-1.7\nnothing of use",
    }


class Applying:
    """The creator's page."""

    def __init__(self, stage: Stage, *held: str, **answers: Any) -> None:
        values: dict[str, Any] = {"community": official(), "newest": None}
        self.calls = FakeCalls(**(values | answers))
        stage.never(self.calls, *held)
        self.model = ApplicationModel("c1", self.calls, stage.live, stage.tasks)
        self.view = VerificationView(self.model, stage.themes)
        stage.at_close(self.model.close)
        stage.at_close(self.view.release)
        self.model.load()


class Reviewing:
    """The admins' page."""

    def __init__(self, stage: Stage, *held: str, **answers: Any) -> None:
        waiting = [
            request(1),
            request(2, "Night Trains", documents=[document(3, "Scan 0042.pdf")]),
            request(
                3,
                "Central Bakery",
                is_rename=True,
                previous_name="Bakery",
                documents=[],
                note="",
                submitted_by_name="Ben",
            ),
        ]
        values: dict[str, Any] = {
            "listed": page_of(waiting),
            "fetch": lambda url: contents()[url],
            "save": lambda _url, target: Path(target).write_bytes(b"copy"),
        }
        self.calls = FakeCalls(**(values | answers))
        stage.never(self.calls, *held)
        self.model = ReviewModel(self.calls, stage.live, stage.tasks)
        self.view = ReviewView(self.model, stage.themes)
        stage.at_close(self.model.close)
        stage.at_close(self.view.release)
        self.model.start()
