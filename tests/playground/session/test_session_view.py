"""The session pane over made-up calls: what is asked before a page is shown, and what it may do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from embedded_server.contracts.events import TurnChunk, TurnFinished, TurnStarted
from spaces_desktop.playground.page.permissions import Power
from spaces_desktop.playground.session.model import Standing
from spaces_desktop.widgets.message_rows import RowState
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import application, discard, live_events, run, tasks, until
from tests.playground.session.made_up import Bench, FakePower, facts

SITE = "https://boards.example"


def _with(doing: Callable[[Bench], Awaitable[None]], **more: Any) -> None:
    async def whole() -> None:
        spawner = tasks()
        app: QApplication = application()
        bench = Bench(live_events(spawner), spawner, Themes(app), **more)
        bench.model.come()
        await until(lambda: bench.model.standing is Standing.IN, "one is in")
        await doing(bench)
        bench.close()
        await spawner.close()
        discard(bench.view)

    run(whole())


def _press(bench: Bench, says: bool) -> None:
    ask = bench.page.ask
    ask._allow(True)
    (ask.yes if says else ask.no).click()


def test_nothing_is_loaded_before_somebody_agrees_and_it_is_remembered() -> None:
    async def doing(bench: Bench) -> None:
        assert bench.page.state == "ask"
        assert bench.pages == []
        bench.page.card.not_now.click()
        assert bench.pages == []
        bench.page.card.show_it.click()
        assert bench.page.state == "page"
        assert bench.pages[0].opened == [f"{SITE}/b/42"]
        assert bench.page.consents.has(f"{SITE}/b/42")
        assert not bench.page.consents.has(f"{SITE}/b/43")

    _with(doing)


def test_a_power_is_asked_for_once_remembered_and_taken_back() -> None:
    async def doing(bench: Bench) -> None:
        bench.page.card.show_it.click()
        first, again, after = (FakePower(Power.MICROPHONE) for _ in range(3))
        bench.pages[0].power_asked.emit(first)
        assert not bench.page.ask.yes.isEnabled(), "a click that was meant for the page is no yes"
        assert first.answers == []
        _press(bench, True)
        assert first.answers == [True]
        bench.pages[0].power_asked.emit(again)
        assert again.answers == [True]
        act = bench.page.permissions_menu().findChild(QAction, "take_back_microphone")
        assert act is not None
        act.trigger()
        assert bench.pages[0].is_closed, "what runs with it is ended"
        bench.pages[1].power_asked.emit(after)
        assert after.answers == []
        bench.page.close_page()
        assert after.answers == [False]

    _with(doing)


def test_a_link_opens_after_a_yes_and_is_not_asked_about_again_and_again() -> None:
    async def doing(bench: Bench) -> None:
        bench.page.card.show_it.click()
        page = bench.pages[0]
        page.link_asked.emit("https://elsewhere.example/")
        page.link_asked.emit("https://elsewhere.example/2")
        assert bench.outside == []
        _press(bench, True)
        assert bench.outside == ["https://elsewhere.example/"]
        page.link_asked.emit("https://elsewhere.example/3")
        assert not bench.page.ask.isVisibleTo(bench.page)
        bench.page.desk._link_until = 0
        page.link_asked.emit("file:///etc/passwd")
        assert not bench.page.ask.isVisibleTo(bench.page)

    _with(doing)


def test_a_page_that_breaks_is_closed_and_can_be_loaded_again() -> None:
    async def doing(bench: Bench) -> None:
        bench.page.card.show_it.click()
        bench.pages[0].broke.emit()
        await until(lambda: bench.page.state == "trouble", "it is told")
        assert bench.pages[0].is_closed
        bench.page._again.click()
        assert bench.page.state == "page"
        bench.page.bridge.is_silenced = True
        bench.page.bridge.silenced.emit()
        assert bench.page.state == "trouble"
        bench.page.load()
        bench.page.bridge.receive('{"type":"hello","version":1}')
        assert not bench.page.bridge.is_silenced

    _with(doing)


def test_without_the_engine_the_page_opens_in_a_browser() -> None:
    async def doing(bench: Bench) -> None:
        bench.page.card.show_it.click()
        assert bench.page.state == "outside"
        bench.page.elsewhere.click()
        await until(lambda: bench.outside == ["http://here/play/open#token=t"], "it opened")

    from embedded_server.contracts.play import PageToken

    token = PageToken(token="t", url="http://here/play/open#token=t", expires_at="")
    _with(doing, has_engine=False, page_token=token, page_facts=facts("/playgrounds/quiz/"))


def test_an_agents_words_grow_in_the_chat_without_what_it_does() -> None:
    async def doing(bench: Bench) -> None:
        chat = bench.chat
        await until(lambda: chat.rows.rowCount() == 3, "the chat is there")
        started = TurnStarted(
            turn_id="t",
            message_id="m",
            question_id=None,
            agent_id="a1",
            agent_name="Crumb",
            asker_id="u1",
        )
        chat._on_turn(started, None)  # type: ignore[arg-type]  # as the live events call it
        for at, text in enumerate(("I add ", "a boat.\n```sta", 'te\n{"boats": 1}')):
            chunk = TurnChunk(turn_id="t", message_id="m", index=at, text=text)
            chat._on_chunk(chunk, None)  # type: ignore[arg-type]  # as the live events call it
        row = chat.rows.get("m")
        assert row is not None
        assert (row.text, row.state, row.is_agent) == ("I add a boat.", RowState.STREAMING, True)
        assert chat.writing == "Crumb"
        end = TurnFinished(turn_id="t", message_id="m", status="failed", message="No model.")
        chat._on_turn_end(end, None)  # type: ignore[arg-type]  # as the live events call it
        assert chat.writing == ""
        failed = chat.rows.get("m")
        assert failed is not None
        assert failed.state is RowState.FAILED
        assert "No model." in failed.note

    _with(doing)


def test_one_click_takes_over_and_hands_back() -> None:
    async def doing(bench: Bench) -> None:
        row = bench.view.people.rows["p1"]
        bench.calls.script("edit_participant", lambda *given: bench.model.mine)
        row.switch.click()
        await until(lambda: bench.calls.count("edit_participant") == 1, "it is asked for")
        assert bench.calls.last("edit_participant")[3].control_mode == "human"
        other = bench.view.people.rows["p4"]
        assert other.switch.isVisibleTo(bench.view), "the host may do so for others"
        assert not bench.view.people.rows["p2"].switch.isVisibleTo(bench.view)

    _with(doing)
