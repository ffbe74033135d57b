"""The customer's side of support: one's conversations, one of them in each state, and a brand."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtWidgets import QWidget

from embedded_server.contracts.support import ConversationStatus, Rating, Resolver
from spaces_desktop.chat.emoji import KeptEmoji
from spaces_desktop.support.customer.brands_view import BrandsView
from spaces_desktop.support.customer.talk_view import ResolveDialog
from spaces_desktop.support.customer.view import CustomerView
from tests.gallery.screen import Make, Screen, State
from tests.gallery.stage import Stage
from tests.kit.desktop import attachment, citation, dropped, page, page_of
from tests.kit.files import picture
from tests.kit.support import ago
from tests.support.customer import Asking, brand, mine, notice, said, waiting, with_maria

_ASKED = "My lamp flickers since Monday. Is that covered?"
PICTURE = picture()
_REPLY = (
    "Flickering is covered for **two years** [1]. Before you send it in, hold the switch for ten"
    " seconds: that resets the driver [2]."
)


def _said() -> list[Any]:
    sources = [citation(1, "Warranty 2026.pdf"), citation(2, "Resetting a lamp.md")]
    return [
        said(2, _REPLY, citations=sources, reply_to_id="m00001"),
        said(1, _ASKED, "me"),
    ]


def _waiting() -> list[Any]:
    return [notice(4, "waiting"), said(3, "That did not help", "me"), *_said()]


def _human() -> list[Any]:
    return [
        said(6, "Good morning Ada. I am sending you a new driver today, free of charge.", "maria"),
        notice(5, "accepted", "Maria"),
        *_waiting(),
    ]


def _with_files() -> list[Any]:
    shot = attachment(
        1, "broken-lamp.png", "image/png", width=900, height=600, thumbnail_url="/api/media/f1"
    )
    terms = attachment(2, "Warranty terms 2026.pdf", "application/pdf")
    hum = attachment(3, "hum.mp3", "audio/mpeg", duration_ms=83_000)
    return [
        said(8, "Thank you. These are our terms.", "maria", attachments=[terms]),
        said(7, "", "me", attachments=[shot, hum]),
        *_human(),
    ]


def _others() -> list[Any]:
    by = Resolver(kind="customer", id="u1", name="Ada")
    return [
        mine(
            2,
            community_id="c2",
            community_name="Northwind Ferries",
            status=ConversationStatus.WAITING_HUMAN,
            queue_position=2,
            unread_count=1,
            last_text="A person was asked for.",
        ),
        mine(
            3,
            community_id="c3",
            community_name="恒星书店",
            status=ConversationStatus.RESOLVED,
            resolved_at=ago(90_000),
            resolved_by=by,
            last_text="谢谢！",
            last_at=ago(90_000),
        ),
    ]


def _resolved(**more: Any) -> Any:
    by = Resolver(kind="staff", id="u7", name="Maria")
    return mine(
        status=ConversationStatus.RESOLVED,
        resolved_at=ago(300),
        resolved_by=by,
        can_transfer=False,
        previous_id="v0003",
        **more,
    )


Then = Callable[[Asking, CustomerView], Awaitable[None]]


def _room(
    stage: Stage, *own: Any, held: tuple[str, ...] = (), **answers: Any
) -> tuple[Asking, CustomerView]:
    bench = Asking(*own, live=stage.live, spawner=stage.tasks, **answers)
    stage.never(bench.calls, *held)
    view = CustomerView(bench.model, stage.themes, KeptEmoji(bench.keep))
    stage.at_close(bench.close)
    stage.at_close(view.release)
    return bench, view


def _shows(
    *own: Any,
    at: str = "",
    held: tuple[str, ...] = (),
    then: Then | None = None,
    **answers: Any,
) -> Make:
    async def make(stage: Stage) -> QWidget:
        bench, view = _room(stage, *own, held=held, **answers)
        bench.model.start()
        if at:
            bench.model.show(at)
        if not held:
            await bench.idle()
        await stage.rest()
        if then is not None:
            await then(bench, view)
        return view

    return make


def _is(one: Any, history: list[Any], **answers: Any) -> Make:
    return _shows(one, *_others(), at="c1", history=page(history), **answers)


async def _unsent(bench: Asking, _view: CustomerView) -> None:
    bench.talk.thread_model.send("Written in a tunnel")
    await bench.idle()


async def _attached(bench: Asking, _view: CustomerView) -> None:
    """One file that could not be sent up yet."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "serial-number.jpg"
        file.write_bytes(PICTURE)
        bench.talk.thread_model.attaching.add([file])
        await bench.idle()


async def _failed(bench: Asking, _view: CustomerView) -> None:
    bench.talk.ask_person()
    await bench.idle()


async def _stars(_bench: Asking, view: CustomerView) -> None:
    view.talk.end.stars.choose(4)


def _brands(*held: str, **answers: Any) -> Make:
    async def make(stage: Stage) -> QWidget:
        given = {
            "browse": page_of(
                [
                    brand(is_verified=True, description="Lamps that last, made in Ghent."),
                    brand("c2", "Northwind Ferries", description="Islands and back"),
                ]
            )
        }
        bench, view = _room(stage, held=held, **(given | answers))
        stage.at_close(view.deleteLater)
        shown = BrandsView(bench.model.brands, bench.brands, stage.themes, view)
        await stage.rest()
        return shown

    return make


async def _resolving(stage: Stage) -> QWidget:
    bench, view = _room(stage, mine(), history=page(_said()))
    stage.at_close(view.deleteLater)
    await bench.start("c1")
    return ResolveDialog(bench.talk, view)


_RATED = Rating(score=4, comment="Quick and kind", at=ago(60), of="person")

SCREENS = [
    Screen(
        CustomerView,
        "customer",
        {
            State.LOADING: _shows(held=("own",)),
            State.EMPTY: _shows(),
            State.ERROR: _shows(own=dropped()),
            State.CONTENT: _is(mine(), _said()),
        },
        extra={
            "choose": _shows(mine(), *_others()),
            "waiting": _is(waiting(3, estimated_wait_seconds=230), _waiting()),
            "nobody here": _is(
                waiting(None, staff_available=False, opens_at=ago(-40_000)), _waiting()
            ),
            "maria": _is(with_maria(), _human()),
            "files": _shows(
                with_maria(),
                at="c1",
                history=page(_with_files()),
                then=_attached,
                fetch=PICTURE,
                upload=dropped(),
            ),
            "ai only": _is(mine(mode="ai_only", can_transfer=False), _said()),
            "resolved": _shows(
                _resolved(), *_others(), at="c1", history=page(_human()), then=_stars
            ),
            "rated": _is(_resolved(rating=_RATED), _human()),
            "new": _shows(at="c1"),
            "unsent": _shows(mine(), at="c1", history=page(_said()), then=_unsent, send=dropped()),
            "not asked": _shows(
                mine(), at="c1", history=page(_said()), then=_failed, transfer=dropped()
            ),
            "resolving": _resolving,
        },
    ),
    Screen(
        BrandsView,
        "brands",
        {
            State.LOADING: _brands("browse"),
            State.EMPTY: _brands(browse=page_of([])),
            State.ERROR: _brands(browse=dropped()),
            State.CONTENT: _brands(),
        },
    ),
]
