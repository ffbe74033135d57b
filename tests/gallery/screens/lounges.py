"""The lounges room as a member and a newcomer see it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from embedded_server.contracts.errors import Code
from spaces_desktop.chat.emoji import KeptEmoji
from spaces_desktop.lounge.browse_view import LoungesBrowseView
from spaces_desktop.lounge.create_view import CreateLoungeView
from spaces_desktop.lounge.view import LoungesView
from tests.gallery.screen import Make, Screen, State
from tests.gallery.stage import Stage
from tests.kit.desktop import dropped, page, page_of, refused
from tests.lounge.talking import Talking, chat, lounge, mine, said, voice

Then = Callable[[Talking, LoungesView], Awaitable[None]]

_SAID = [
    said(
        4,
        "Then feed it twice a day, and keep it where it is warm. It is **ready** once it"
        " doubles within six hours.",
    ),
    said(3, "It smells of apples but hardly rises.", "me"),
    said(2, "Flour and water in equal parts, and patience. How does it smell?"),
    said(1, "How do I begin a sourdough starter?", "me"),
]
_OTHERS = (
    mine("c2", "The night sky", creator_name="Anselm"),
    mine("c3", "和小林聊天", creator_name="小林", description="关于茶的一切"),
)
_CHATS = (chat(last_seq=4), chat("c2", 9, last_text="Look south, an hour after dusk."))


def _room(
    stage: Stage, *own: Any, held: tuple[str, ...] = (), **answers: Any
) -> tuple[Talking, LoungesView]:
    bench = Talking(*own, live=stage.live, spawner=stage.tasks, **answers)
    stage.never(bench.calls, *held)
    view = LoungesView(bench.model, stage.themes, KeptEmoji(bench.keep))
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


def _talks(**answers: Any) -> Make:
    return _shows(mine(), *_OTHERS, at="c1", chats=_CHATS, history=page(_SAID), **answers)


async def _refused(bench: Talking, _view: LoungesView) -> None:
    bench.open.start()
    await bench.idle()


def _browse(*held: str, **answers: Any) -> Make:
    async def make(stage: Stage) -> QWidget:
        given = {"browse": page_of([lounge(join_fee_cents=300), lounge("c2", "The night sky")])}
        bench, view = _room(stage, held=held, **(given | answers))
        stage.at_close(view.deleteLater)
        shown = LoungesBrowseView(bench.model.browsing, bench.model.lounges, stage.themes, view)
        await stage.rest()
        return shown

    return make


def _create(*, is_paid: bool = False, name: str = "", **answers: Any) -> Make:
    async def make(stage: Stage) -> QWidget:
        bench, view = _room(stage, **answers)
        stage.at_close(view.deleteLater)
        shown = CreateLoungeView(bench.model.lounges, stage.themes, view, name)
        shown.show_prices(is_paid)
        if answers:
            shown.submit()
            await bench.idle()
        await stage.rest()
        return shown

    return make


SCREENS = [
    Screen(
        LoungesView,
        "lounges",
        {
            State.LOADING: _shows(held=("mine", "chats")),
            State.EMPTY: _shows(),
            State.ERROR: _shows(mine=dropped()),
            State.CONTENT: _talks(),
        },
        extra={
            "choose": _shows(mine(), *_OTHERS, chats=_CHATS),
            "newcomer": _shows(*_OTHERS, at="c1", community=lounge(join_fee_cents=300)),
            "newcomer without a voice": _shows(at="c1", voice=voice(status="none")),
            "newcomer without money": _shows(
                at="c1",
                community=lounge(join_fee_cents=300),
                start=refused(Code.INSUFFICIENT_FUNDS, 402),
                then=_refused,
            ),
            "nothing said": _shows(mine(), at="c1", chats=(chat(),)),
        },
    ),
    Screen(
        LoungesBrowseView,
        "lounges browse",
        {
            State.LOADING: _browse("browse"),
            State.EMPTY: _browse(browse=page_of([])),
            State.ERROR: _browse(browse=dropped()),
            State.CONTENT: _browse(),
        },
    ),
    Screen(
        CreateLoungeView,
        "lounge create",
        {
            State.ERROR: _create(name="Marguerite’s kitchen", create=dropped()),
            State.EMPTY: _create(),
            State.CONTENT: _create(is_paid=True, name="Marguerite’s kitchen"),
        },
        without={State.LOADING: "it is a form, which loads nothing"},
    ),
]
