"""Verification on the screen: real widgets, a real PDF, and what the keyboard does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton, QToolButton, QWidget

from embedded_server.contracts.events import EventType
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.verification.document_view import DocumentView
from spaces_desktop.verification.panes_view import PdfPane, PicturePane
from spaces_desktop.widgets.drop_area import DropArea
from spaces_desktop.widgets.theme import Themes
from tests.gallery.stage import Stage
from tests.gallery.verification import Applying, Reviewing, decided, document, official, request
from tests.kit.desktop import application, frame, page_of, run, until
from tests.kit.files import pdf

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage(Themes(application(), "light"))
    yield made
    run(made.close())


def find(root: QWidget, kind: type[W], name: str) -> W:
    found = root.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def press(root: QWidget, name: str, kind: type[QWidget] = QPushButton) -> None:
    QTest.mouseClick(find(root, kind, name), Qt.MouseButton.LeftButton)


def reviewing(stage: Stage) -> Reviewing:
    room = Reviewing(stage, approve=decided(request(1)), reject=decided(request(1), reason="No"))
    run(stage.show(room.view, (1180, 760)))
    run(until(lambda: room.model.documents.phase is Phase.READY))
    return room


def test_a_pdf_is_rendered_and_turned_and_zoomed(stage: Stage) -> None:
    room = reviewing(stage)
    view = find(room.view, DocumentView, "documents")
    blue = QColor.fromRgbF(0.1, 0.35, 0.6)

    def is_drawn() -> bool:
        """Whether the blue head of the first page is on the screen."""
        image = view.pdf.viewport().grab().toImage()
        seen = image.pixelColor(image.width() // 2, 20)
        return abs(seen.blue() - blue.blue()) < 12 and abs(seen.red() - blue.red()) < 12

    run(until(is_drawn, "the page is drawn"))
    page = find(view, QLabel, "document_page")
    assert page.text() == "Page 1 of 3"
    press(view, "document_forward", QToolButton)
    assert page.text() == "Page 2 of 3"
    press(view, "document_in", QToolButton)
    assert view.pdf.zoomMode() is QPdfView.ZoomMode.Custom
    larger = view.pdf.zoomFactor()
    press(view, "document_out", QToolButton)
    assert view.pdf.zoomFactor() < larger
    press(view, "document_fit", QToolButton)
    assert view.pdf.zoomMode() is QPdfView.ZoomMode.FitToWidth
    for _ in range(40):
        press(view, "document_in", QToolButton)
    assert view.pdf.zoomFactor() <= 5


def test_pictures_stand_in_their_tab_and_what_cannot_be_shown_can_be_saved(
    stage: Stage, tmp_path: Path
) -> None:
    room = reviewing(stage)
    view = find(room.view, DocumentView, "documents")
    view._tabs.setCurrentIndex(1)
    run(until(lambda: view._content.currentWidget() is view.picture))
    assert isinstance(view.picture, PicturePane)
    assert not find(view, QLabel, "document_page").isVisible()
    room.model.choose("v2")
    run(until(lambda: find(view, QPushButton, "document_copy").isVisible()))
    room.model.documents.save(tmp_path / "copy.pdf")
    run(until(lambda: (tmp_path / "copy.pdf").exists()))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"\0" * 5000, pdf(password="x")])
def test_a_hostile_pdf_is_refused_by_the_pane(stage: Stage, content: bytes) -> None:
    pane = PdfPane(stage.themes)
    assert not pane.show_pdf(content)
    assert pane.pages == 0
    assert pane.show_pdf(pdf(2))
    assert pane.pages == 2
    pane.deleteLater()


def test_a_request_is_approved_after_a_question(stage: Stage) -> None:
    room = reviewing(stage)
    press(room.view, "review_approve")
    asked = find(room.view, QDialog, "approve_verification")
    assert "Harbour Tea" in find(asked, QLabel, "approve_verification_text").text()
    assert room.calls.count("approve") == 0
    press(asked, "approve_verification_sure")
    run(until(lambda: not room.model.may_decide))
    assert "Cleo approved this" in find(room.view, QLabel, "review_decided").text()
    assert not find(room.view, QPushButton, "review_approve").isVisible()
    press(room.view, "review_next")
    assert room.model.chosen is not None
    assert room.model.chosen.id == "v2"


def test_a_rejection_needs_words_and_suggestions_give_them(stage: Stage) -> None:
    room = reviewing(stage)
    room.view.reject()
    dialog = find(room.view, QDialog, "reject_verification")
    press(dialog, "reject_sure")
    assert "why" in find(dialog, QLabel, "reject_verification_error_text").text()
    assert room.calls.count("reject") == 0
    reason = find(dialog, QPlainTextEdit, "reject_reason")
    reason.setPlainText("Sorry.")
    press(dialog, "reject_suggestion_0")
    text = reason.toPlainText()
    assert text.startswith("Sorry.\n")
    press(dialog, "reject_sure")
    run(until(lambda: room.calls.count("reject")))
    assert room.calls.last("reject") == ("v1", text)
    run(until(lambda: room.view.findChild(QDialog, "reject_verification") is None))


def test_another_admins_decision_is_named_in_the_open_dialog_and_its_words_stay(
    stage: Stage,
) -> None:
    room = reviewing(stage)
    room.view.reject()
    dialog = find(room.view, QDialog, "reject_verification")
    find(dialog, QPlainTextEdit, "reject_reason").setPlainText("Torn")
    stage.live.receive(frame(EventType.VERIFICATION_UPDATED, decided(request(1)), 3))
    assert "Cleo approved this" in find(dialog, QLabel, "reject_meanwhile").text()
    assert find(dialog, QPlainTextEdit, "reject_reason").toPlainText() == "Torn"
    assert not find(dialog, QPushButton, "reject_sure").isEnabled()
    press(dialog, "reject_verification_cancel")
    assert room.model.reason_of("v1") == "Torn"


def test_the_form_takes_dropped_files_and_is_sent(stage: Stage, tmp_path: Path) -> None:
    room = Applying(stage, submit=request())
    run(stage.show(room.view, (900, 760)))
    run(until(lambda: room.model.phase is Phase.READY))
    (tmp_path / "a.pdf").write_bytes(pdf())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf"))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    find(room.view, DropArea, "verification_drop").dropEvent(drop)
    assert find(room.view, QToolButton, "verification_remove_0").accessibleName() == "Remove a.pdf"
    run(stage.rest())
    press(room.view, "verification_submit")
    assert "legal name" in find(room.view, QLabel, "verification_error_text").text()
    QTest.keyClicks(room.view.form.legal_name, "Tea Ltd")
    press(room.view, "verification_submit")
    run(until(lambda: room.model.request is not None))
    assert find(room.view, QLabel, "verification_title").text() == "Waiting for an admin"
    assert not room.view.form.isVisible()
    room.calls.script("withdraw", None)
    press(room.view, "verification_withdraw")
    press(find(room.view, QDialog, "withdraw_verification"), "withdraw_verification_sure")
    run(until(lambda: room.view.form.isVisible()))


def test_a_rejection_shows_its_reason_with_the_form_and_the_badge_has_a_name(
    stage: Stage,
) -> None:
    room = Applying(stage, newest=decided(request(), reason="The scan is torn"))
    run(stage.show(room.view, (900, 760)))
    run(until(lambda: room.model.phase is Phase.READY))
    assert find(room.view, QLabel, "verification_reason").text() == "The scan is torn"
    assert room.view.form.legal_name.text() == "Harbour Tea Trading Ltd"
    stage.live.receive(frame(EventType.COMMUNITY_UPDATED, official(verified=True), 4))
    assert room.view._header.title.accessibleName() == "Harbour Tea, Verified"
    assert not room.view.form.isVisible()


def test_documents_that_were_deleted_say_so(stage: Stage) -> None:
    gone = request(documents=[document(deleted_at="2026-11-23T18:30:00.000Z")])
    room = Reviewing(stage, listed=page_of([gone]))
    run(stage.show(room.view, (1180, 760)))
    run(until(lambda: room.model.documents.phase is Phase.EMPTY))
    assert room.calls.count("fetch") == 0
