"""The playgrounds room: the gallery, a space's page, links into it, and the editor."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from embedded_server.contracts.errors import Code, FieldError
from embedded_server.contracts.events import EventType
from embedded_server.contracts.play import CameIn
from embedded_server.contracts.playground import SessionStatus
from spaces_desktop.kernel.errors import ApiError, refusal
from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.playground.editor.preview_view import Preview
from spaces_desktop.playground.links import PlayLink, parse_given, parse_play_link
from spaces_desktop.playground.session_row_view import SessionRow
from spaces_desktop.playground.view import PlaygroundsView
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import (
    application,
    discard,
    dropped,
    frame,
    page_of,
    refused,
    run,
    until,
)
from tests.playground.looking import Looking, found, invite, mine, person, session, space


def _view(bench: Looking) -> PlaygroundsView:
    def visit(room: str, thing: str = "", inner: str = "") -> None:
        bench.visited.append((room, thing, inner))
        view.open(thing, inner)

    def no_session(_space: str, _session: str) -> Any:
        raise AssertionError("no session is shown here")

    view = PlaygroundsView(bench.model, Themes(application(), "light"), visit, no_session)
    view.resize(1100, 700)
    view.show()
    return view


def _end(bench: Looking, view: PlaygroundsView | None = None) -> None:
    if view is not None:
        view.release()
    bench.close()
    if view is not None:
        discard(view)
    run(bench.tasks.close())


def _child(root: QWidget, kind: type[Any], name: str) -> Any:
    made = root.findChild(kind, name)
    assert made is not None, name
    return made


@pytest.mark.parametrize(
    ("text", "led"),
    [
        ("spaces://space/H7KQ2M", PlayLink("space", "H7KQ2M")),
        (" spaces://play/H7KQ2M/ ", PlayLink("play", "H7KQ2M")),
        ("http://here:8080/play/H7KQ2M", PlayLink("play", "H7KQ2M", "here:8080")),
        ("H7KQ2M", PlayLink("", "H7KQ2M")),
        ("spaces://here/clubs/a/b", None),
        ("https://[/play/H7KQ2M", None),
        ("no code at all", None),
    ],
)
def test_links_are_known_by_their_form(text: str, led: PlayLink | None) -> None:
    assert parse_given(text) == led
    if text.strip() == "H7KQ2M":
        assert parse_play_link(text) is None


def test_the_gallery_asks_for_what_is_chosen_and_turns_pages() -> None:
    bench = Looking(browse=lambda query: found(space(), pages=3, page=query.page))
    gallery = bench.model.gallery

    async def look() -> None:
        gallery.begin()
        await bench.idle()
        assert gallery.phase is Phase.READY
        assert (gallery.categories, gallery.tags) == (("Meetings",), ("drawing", "team"))
        gallery.turn_to(2)
        await bench.idle()
        assert bench.calls.last("browse")[0].page == 2
        gallery.look_for(" board ")
        gallery.choose_category("Meetings")
        gallery.choose_tag("team")
        await bench.idle()
        asked = bench.calls.last("browse")[0]
        assert (asked.search, asked.category, asked.tag) == ("board", "Meetings", "team")
        assert asked.page == 1
        gallery.turn_to(3)
        bench.calls.script("browse", found(pages=1), found(space()))
        await bench.idle()
        assert gallery.asked.page == 1

    run(look())
    _end(bench)


def test_a_failed_gallery_recovers_when_the_link_is_back() -> None:
    bench = Looking(browse=dropped())

    async def look() -> None:
        bench.model.gallery.begin()
        await bench.idle()
        assert bench.model.gallery.phase == Phase.FAILED
        bench.calls.script("browse", found(space()))
        bench.live.link = Link(LinkState.WAITING)
        bench.live.link = Link(LinkState.ONLINE)
        await bench.idle()
        await until(lambda: bench.model.gallery.phase is Phase.READY)
        assert bench.model.gallery.advice is None

    run(look())
    _end(bench)


def test_a_session_that_begins_in_a_space_of_ones_own_is_news_until_it_is_looked_at() -> None:
    bench = Looking(own=(mine(),))
    own = bench.model.own

    async def look() -> None:
        own.load()
        await bench.idle()
        assert own.news == 0
        bench.calls.script("browse", found(mine(live_session_count=1)))
        own.load()
        await bench.idle()
        assert own.news == 1
        own.look_at("s1")
        assert own.news == 0

    run(look())
    _end(bench)


def test_a_link_leads_to_its_space_or_says_why_not() -> None:
    bench = Looking(
        accept_invite=refused(Code.NOT_FOUND, 404), come_in=CameIn(space_id="s1", session_id="e1")
    )
    led: list[tuple[str, str]] = []
    bench.model.come_in.connect(lambda *to: led.append(to))

    async def follow() -> None:
        bench.model.follow("H7KQ2M")
        await bench.idle()
        assert led == [("s1", "e1")]
        bench.model.follow("spaces://space/H7KQ2M")
        await bench.idle()
        advice = bench.model.form_advice
        assert advice is not None
        assert "not good any more" in advice.text
        bench.model.follow("http://elsewhere/play/H7KQ2M")
        assert bench.model.form_advice is not None
        assert "elsewhere" in bench.model.form_advice.text
        assert bench.calls.count("come_in") == 1

    run(follow())
    _end(bench)


def test_a_spaces_page_lists_live_sessions_first_and_hears_who_comes_and_goes() -> None:
    over = session("e0", status=SessionStatus.ENDED, ended_at="2026-11-23T19:00:00.000Z")
    bench = Looking(space(), sessions=page_of([over, session("e1", person())]))
    view = _view(bench)

    def texts() -> list[str]:
        rows = view.findChildren(SessionRow)
        return [_child(row, QPushButton, "session_open").text() for row in rows]

    async def look() -> None:
        view.open("s1")
        await bench.idle()
        assert texts() == ["Join", "Look back"]
        bench.live.receive(frame(EventType.PARTICIPANT_UPDATED, person("u1", "Ada"), seq=1))
        await until(lambda: texts() == ["Return", "Look back"])
        ended = session("e1", status=SessionStatus.ENDED, ended_at="2026-11-23T19:00:00.000Z")
        bench.live.receive(frame(EventType.SESSION_UPDATED, ended, seq=2))
        await until(lambda: texts() == ["Look back", "Look back"])
        assert _child(view, QWidget, "space_delete").isHidden()

    run(look())
    _end(bench, view)


def test_an_owner_invites_and_deletes_after_being_asked() -> None:
    live = session("e1", person(), person("u3", "Cleo"))
    bench = Looking(own=(mine(),), sessions=page_of([live]), invite=invite(), delete=None)
    view = _view(bench)

    async def own() -> None:
        bench.model.start()
        view.open("s1")
        await bench.idle()
        _child(view, QWidget, "space_invite_button").click()
        _child(view, QPushButton, "space_invite_make").click()
        await bench.idle()
        assert _child(view, QLineEdit, "space_invite_link").text() == "spaces://space/H7KQ2M"
        _child(view, QPushButton, "space_invite_copy").click()
        assert application().clipboard().text() == "spaces://space/H7KQ2M"
        _child(view, QWidget, "space_delete").click()
        asked = _child(view, QWidget, "delete_space_text")
        assert "2 people" in asked.text()
        assert bench.calls.count("delete") == 0
        _child(view, QPushButton, "delete_space_sure").click()
        await until(lambda: bench.visited[-1:] == [("playground", "", "")])
        assert bench.model.own.spaces == ()

    run(own())
    _end(bench, view)


def _type(view: QWidget, name: str, text: str) -> None:
    field = _child(view, QLineEdit, name)
    QTest.keyClicks(field, text)


def test_a_space_is_made_from_a_template_and_the_server_refuses_at_the_field() -> None:
    fault = FieldError(field="definition.iframeUrl", message="Only https addresses.")
    bench = Looking(create=ApiError(replace(refusal(400, Code.VALIDATION), errors=[fault])))
    view = _view(bench)

    async def make() -> None:
        view.open("new")
        _child(view, QPushButton, "template_page").click()
        code = _child(view, QPlainTextEdit, "definition_text")
        save = _child(view, QPushButton, "space_save")
        _type(view, "space_name", "Chess")
        _type(view, "space_tags_text", "games,")
        save.click()
        assert bench.calls.count("create") == 0, "the address has no site yet"
        advice = bench.model.editing.form_advice if bench.model.editing else None
        assert advice is not None
        assert "Line 2" in advice.text
        code.setPlainText('{\n\n  "iframeUrl": "http://10.0.0.3/"\n}')
        await until(lambda: bench.model.editing and bench.model.editing.checked.is_good)
        save.click()
        await bench.idle()
        form = bench.calls.last("create")[0]
        assert (form.name, form.tags) == ("Chess", ["games"])
        assert code.faulty_lines == {3}
        bench.calls.script("create", mine("s9", "Chess"))
        bench.calls.script("read", mine("s9", "Chess"))
        save.click()
        await until(lambda: ("playground", "s9", "") in bench.visited)
        await bench.idle()

    run(make())
    _end(bench, view)


def test_what_was_typed_is_there_again_after_leaving(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "kept.db", "ada")
    bench = Looking(shelf=shelf)
    view = _view(bench)

    async def leave_and_come_back() -> None:
        view.open("new")
        _child(view, QPushButton, "template_quiz").click()
        _type(view, "space_name", "Pub quiz")
        _type(view, "space_tags_text", "half typed")
        view.open("")
        await bench.idle()
        view.open("new")
        editor = bench.model.editing
        assert editor is not None
        assert (editor.draft.name, editor.draft.tags) == ("Pub quiz", ("half typed",))
        assert "spider" in editor.draft.definition
        assert editor.was_kept
        _child(view, QPushButton, "space_discard").click()
        await bench.idle()
        view.open("new")
        assert bench.model.editing is not None
        assert bench.model.editing.draft.name == ""

    run(leave_and_come_back())
    _end(bench, view)


class _Page(QObject):
    power_asked = Signal(object)
    link_asked = Signal(str)
    broke = Signal()
    failed = Signal()
    blocked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.view = QWidget()
        self.opened: list[str] = []
        self.is_closed = False

    def open(self, url: str) -> None:
        self.opened.append(url)

    def close(self) -> None:
        self.is_closed = True
        discard(self.view)


def test_a_page_is_loaded_on_a_click_alone_and_ends_with_its_address() -> None:
    made: list[_Page] = []

    def show_page(_url: str) -> _Page:
        made.append(_Page())
        return made[-1]

    preview = Preview(Themes(application(), "light"), show_page)
    preview.show_definition({"iframeUrl": "https://example.org/a"})
    assert made == []
    _child(preview, QPushButton, "preview_here").click()
    assert made[0].opened == ["https://example.org/a"]
    made[0].failed.emit()
    assert "could not be loaded" in _child(preview, QWidget, "preview_trouble").text()
    preview.show_definition({"iframeUrl": "https://example.org/b"})
    assert made[0].is_closed
    assert _child(preview, QWidget, "preview_trouble").isHidden()
    preview.show_definition({"builtIn": "quiz"})
    assert _child(preview, QPushButton, "preview_here").isHidden()
    preview.release()
    discard(preview, *made)


def test_the_editor_breaks_lines_as_json_is_laid_out() -> None:
    bench = Looking()
    view = _view(bench)

    async def write() -> None:
        view.open("new")
        _child(view, QPushButton, "template_empty").click()
        code = cast(QPlainTextEdit, _child(view, QPlainTextEdit, "definition_text"))
        code.setPlainText("{}")
        cursor = code.textCursor()
        cursor.setPosition(1)
        code.setTextCursor(cursor)
        QTest.keyClick(code, Qt.Key.Key_Return)
        QTest.keyClicks(code, '"a":1')
        assert code.toPlainText() == '{\n  "a":1\n}'
        _child(view, QPushButton, "definition_format").click()
        assert code.toPlainText() == '{\n  "a": 1\n}'

    run(write())
    _end(bench, view)
