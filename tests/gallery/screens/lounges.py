"""The lounges room as a member and a newcomer see it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from embedded_server.contracts.club import Audio
from embedded_server.contracts.communities import Role, Standing
from embedded_server.contracts.errors import Code
from embedded_server.contracts.lounge import SpokenReply
from embedded_server.contracts.voice import SpokenBy
from spaces_desktop.chat.emoji import KeptEmoji
from spaces_desktop.lounge.browse_view import LoungesBrowseView
from spaces_desktop.lounge.create_view import CreateLoungeView
from spaces_desktop.lounge.view import LoungesView
from tests.gallery.screen import Make, Screen, State
from tests.gallery.stage import Stage
from tests.kit.desktop import dropped, membership, page, page_of, refused, until
from tests.lounge.talking import Talking, chat, lounge, meta, mine, said, usage, voice

Then = Callable[[Talking, LoungesView], Awaitable[None]]

_SAID = [
    said(
        4,
        "Then feed it twice a day, and keep it where it is warm. It is **ready** once it"
        " doubles within six hours.",
    ),
    said(
        3,
        "It smells of apples but hardly rises.",
        "me",
        audio=Audio(url="/api/media/a3", duration_ms=3100, mime_type="audio/wav"),
    ),
    said(
        2,
        "Flour and water in equal parts, and patience. How does it smell?",
        audio=Audio(
            url="/api/media/a2",
            duration_ms=8200,
            mime_type="audio/wav",
            spoken_by=SpokenBy(engine="Imprint", voice="Marguerite"),
        ),
    ),
    said(1, "How do I begin a sourdough starter?", "me"),
]
_REPLIES = [
    SpokenReply(
        turn_id="t2", seconds=41, spoken_seconds=37, said_seconds=4, at="2026-11-23T18:00:02.000Z"
    ),
    SpokenReply(
        turn_id="t4",
        seconds=271,
        spoken_seconds=260,
        said_seconds=11,
        at="2026-11-23T18:00:04.000Z",
    ),
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


async def _listening(bench: Talking, _view: LoungesView) -> None:
    bench.talk.set_here(True)
    bench.talk.begin()
    bench.ears.say(*[b"x" * 10] * 34)
    bench.ears.microphones[-1].level.emit(0.7)


async def _sending(bench: Talking, _view: LoungesView) -> None:
    bench.calls.hold("say_aloud")
    bench.talk.set_here(True)
    bench.talk.begin()
    bench.ears.say(*[b"x" * 10] * 74)
    bench.talk.end()
    await until(lambda: bench.calls.count("say_aloud") == 1)
    bench.calls.last("say_aloud")[3](40, 100)


async def _refused_voice(bench: Talking, _view: LoungesView) -> None:
    bench.talk.set_here(True)
    bench.talk.begin()
    bench.ears.say(*[b"x" * 10] * 74)
    bench.talk.end()
    await bench.idle()


async def _speaking(bench: Talking, _view: LoungesView) -> None:
    bench.talk.thread_model.send("And how long until it is ready?")
    await until(lambda: bench.tools.speaking.is_heard)
    bench.players[-1].peaks = tuple(0.2 + (at * 37 % 70) / 100 for at in range(120))
    bench.players[-1].position_ms = 2400
    bench.players[-1].changed.emit()


def _feed(_turn: str, begin: Any) -> None:
    begin(24_000)(bytes(2 * 24_000 * 7))


async def _no_microphone(bench: Talking, _view: LoungesView) -> None:
    bench.talk.set_here(True)
    bench.talk.begin()
    bench.ears.microphones[-1].failed.emit(
        "There is no microphone. Plug one in or turn one on, then try again."
    )


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
            "listening": _talks(then=_listening),
            "sending": _talks(then=_sending),
            "speaking": _talks(then=_speaking, say=meta(6), speech=_feed),
            "not heard": _talks(
                then=_refused_voice, say_aloud=refused(Code.NOTHING_HEARD, 409), usage=usage(270)
            ),
            "no microphone": _talks(then=_no_microphone),
            "time is used up": _talks(usage=usage(312, replies=_REPLIES)),
            "subscribed": _talks(
                usage=usage(
                    70,
                    subscribed=True,
                    is_limited=False,
                    auto_renew=True,
                    subscription_expires_at="2026-12-20T10:00:00.000Z",
                )
            ),
            "text only": _talks(voice=voice(status="none")),
            "nobody answers": _shows(mine(role=Role.CREATOR), at="c1", chats=(chat(agent=None),)),
            "ran out": _shows(
                lounge(monthly_fee_cents=400, own=membership("c1", status=Standing.EXPIRED)),
                at="c1",
                chats=_CHATS,
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
