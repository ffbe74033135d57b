"""Verification: the creator's page in each of its states, and the admins' review."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from embedded_server.contracts.events import EventType
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.verification.application_view import VerificationView
from spaces_desktop.verification.choosing import Chosen
from spaces_desktop.verification.document_view import DocumentView
from spaces_desktop.verification.reject_view import RejectDialog
from spaces_desktop.verification.review_view import ReviewView
from tests.gallery.screen import Make, Screen, State
from tests.gallery.stage import Stage
from tests.gallery.verification import (
    Applying,
    Reviewing,
    decided,
    document,
    official,
    request,
)
from tests.kit.desktop import dropped, frame, page_of

PAGE = (940, 820)
REVIEW = (1180, 760)


def _page(*held: str, **answers: Any) -> Make:
    async def make(stage: Stage) -> QWidget:
        room = Applying(stage, *held, **answers)
        await stage.rest()
        return room.view

    return make


def _form(*, progress: float | None = None, refused: bool = False) -> Make:
    async def make(stage: Stage) -> QWidget:
        room = Applying(stage)
        await stage.until(lambda: room.model.phase is Phase.READY)
        room.view.form.legal_name.setText("Harbour Tea Trading Ltd")
        room.view.form.note.setPlainText("We have run the shop at the harbour since 1987.")
        trouble = "This file cannot be opened. It may be damaged or protected by a password."
        room.model.documents = (
            Chosen(Path("Register of companies.pdf"), 184_320),
            Chosen(Path("Trade licence.jpg"), 902_144, trouble if refused else ""),
        )
        room.model.progress = progress
        room.model.busy = progress is not None
        if refused:
            room.model.form_advice = Advice("A document was not accepted.", field="documents")
        return room.view

    return make


def _review(*held: str, chosen: str = "v1", **answers: Any) -> Make:
    async def make(stage: Stage) -> QWidget:
        room = Reviewing(stage, *held, **answers)
        await stage.rest()
        room.model.choose(chosen)
        await stage.rest()
        return room.view

    return make


async def _decided(stage: Stage) -> QWidget:
    room = Reviewing(stage)
    await stage.until(lambda: room.model.documents.phase is Phase.READY)
    made = decided(request(1), reason="The licence has run out.")
    stage.live.receive(frame(EventType.VERIFICATION_UPDATED, made, 7))
    await stage.rest()
    return room.view


async def _reject(stage: Stage) -> QWidget:
    room = Reviewing(stage)
    await stage.until(lambda: room.model.documents.phase is Phase.READY)
    stage.at_close(room.view.deleteLater)
    return RejectDialog(room.model, request(1), room.view)


async def _picture(stage: Stage) -> QWidget:
    room = Reviewing(stage)
    await stage.until(lambda: room.model.documents.phase is Phase.READY)
    room.model.documents.choose(1)
    await stage.until(lambda: room.model.documents.phase is Phase.READY)
    return room.view


def _documents(*held: str, listed: Any = None, **answers: Any) -> Make:
    async def make(stage: Stage) -> QWidget:
        room = Reviewing(stage, *held, listed=page_of([]), **answers)
        await stage.rest()
        stage.at_close(room.view.deleteLater)
        shown = DocumentView(room.model.documents, stage.themes)
        stage.at_close(shown.release)
        room.model.documents.show([document()] if listed is None else listed)
        await stage.rest()
        return shown

    return make


RENAMED = request(
    2, "Harbour Coffee", is_rename=True, previous_name="Harbour Tea", documents=[], note=""
)
REASON = "The legal name does not stand in the documents. Please send the extract with both owners."
GONE = document(deleted_at="2026-11-23T18:30:00.000Z")

SCREENS = (
    Screen(
        VerificationView,
        "verification",
        {
            State.LOADING: _page("community"),
            State.EMPTY: _page(),
            State.ERROR: _page(community=dropped()),
            State.CONTENT: _page(newest=request()),
        },
        extra={
            "verified": _page(community=official(verified=True), newest=decided(request())),
            "rejected": _page(newest=decided(request(), reason=REASON)),
            "renamed": _page(community=official(name="Harbour Coffee"), newest=RENAMED),
            "form": _form(),
            "uploading": _form(progress=0.4),
            "refused": _form(refused=True),
        },
        size=PAGE,
    ),
    Screen(
        ReviewView,
        "verification_review",
        {
            State.LOADING: _review("listed"),
            State.EMPTY: _review(listed=page_of([])),
            State.ERROR: _review(listed=dropped()),
            State.CONTENT: _review(),
        },
        extra={
            "picture": _picture,
            "rename": _review(chosen="v3"),
            "unreadable": _review(chosen="v2"),
            "decided": _decided,
            "reject": _reject,
        },
        size=REVIEW,
    ),
    Screen(
        DocumentView,
        "verification_document",
        {
            State.LOADING: _documents("fetch"),
            State.EMPTY: _documents(listed=[GONE]),
            State.ERROR: _documents(fetch=dropped()),
            State.CONTENT: _documents(),
        },
        size=(640, 620),
    ),
)
