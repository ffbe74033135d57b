"""The thread on the screen: its pictures and sounds, and what is answered, changed or left over."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QPushButton, QToolButton

from embedded_server.contracts.club import Author
from embedded_server.contracts.errors import Code
from embedded_server.contracts.media import Attachment
from spaces_desktop.chat.writing.pending import Pending
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.message_hits import Hit, HitKind
from spaces_desktop.widgets.message_list import MessageList
from spaces_desktop.widgets.picture_viewer import PictureViewer
from tests.club.test_clubs_view import Screen
from tests.kit.desktop import AT, application, dropped, message, page, refused, run


def _png() -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(0)
    picture.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs want bytes, Qt a name
    return bytes(data.data())


PNG = _png()


def _file(file_id: str, name: str, kind: str, thumbnail: str | None = None) -> Attachment:
    return Attachment(
        id=file_id,
        name=name,
        mime_type=kind,
        size_bytes=9,
        url=f"/api/media/{file_id}",
        thumbnail_url=thumbnail,
        width=8 if thumbnail else None,
        height=8 if thumbnail else None,
    )


def with_files() -> Any:
    files = [
        Attachment(
            id="f1",
            name="a.png",
            mime_type="image/png",
            size_bytes=9,
            url="/api/media/f1",
            thumbnail_url="/api/media/f1/thumbnail",
            width=8,
            height=8,
        ),
        Attachment(
            id="f2",
            name="b.png",
            mime_type="image/png",
            size_bytes=9,
            url="/api/media/f2",
            thumbnail_url="/api/media/f2/thumbnail",
            width=8,
            height=8,
        ),
        Attachment(
            id="f3", name="c.mp3", mime_type="audio/mpeg", size_bytes=9, url="/api/media/f3"
        ),
    ]
    return Snapshot(page([message(1, "see", attachments=files)]), 100)


def activate(screen: Screen, media: str) -> None:
    screen.part(MessageList, "messages").hit_activated.emit("m00001", Hit(HitKind.MEDIA, media))
    application().processEvents()


def test_a_picture_opens_large_with_the_others_of_its_message() -> None:
    screen = Screen(with_files())
    screen.club.script("fetch", PNG)
    try:
        screen.enter()
        activate(screen, "f1")
        viewer = screen.part(PictureViewer, "picture_viewer")
        assert viewer.current.name == "a.png"
        screen.settle()
        QTest.keyClick(viewer, Qt.Key.Key_Right)
        assert viewer.current.name == "b.png"
        QTest.keyClick(viewer, Qt.Key.Key_Right)
        assert viewer.current.name == "b.png"
        screen.settle()
        assert screen.part(QToolButton, "picture_copy").isEnabled()
        QTest.keyClick(viewer, Qt.Key.Key_Escape)
        assert not viewer.isVisible()
    finally:
        screen.settle()
        screen.view.close()
        run(screen.end())


def test_a_sound_has_its_bar_until_one_stops_listening() -> None:
    screen = Screen(with_files())
    screen.club.script("fetch", dropped())
    try:
        screen.enter()
        activate(screen, "f3")
        bar = screen.part(QFrame, "sound_bar")
        assert bar.isVisible()
        screen.settle()
        assert screen.part(ErrorStrip, "audio_error").isVisible(), "what is missing is said there"
        screen.part(QToolButton, "sound_close").click()
        assert not bar.isVisible()
    finally:
        screen.settle()
        screen.view.close()
        run(screen.end())


def test_unsent_words_of_a_club_one_left_can_be_read() -> None:
    screen = Screen()
    screen.club.script("send", refused(Code.NOT_A_MEMBER, 403))
    screen.model.outbox.add(Pending(community_id="gone", place_name="Fliers", text="hello there"))
    screen.settle()
    link = screen.part(QPushButton, "orphans_button")
    assert link.isVisible()
    assert link.text() == "1 message was not sent"
    link.click()
    assert screen.part(QLabel, "orphan_text").text() == "hello there"
    screen.part(QPushButton, "orphan_discard").click()
    assert screen.model.outbox.items == []
    assert not link.isVisible()
    screen.settle()
    screen.view.close()
    run(screen.end())


def test_a_message_is_changed_and_answered_in_the_composer() -> None:
    me = Author(kind="user", id="u1", name="Ada")
    screen = Screen(Snapshot(page([message(2, "mien", author=me), message(1, "theirs")]), 100))
    screen.club.script("edit", message(2, "mine", author=me, edited_at=AT))
    try:
        screen.enter()
        edit = screen.part(QPlainTextEdit, "composer")
        QTest.keyClicks(edit, "begun")
        act = screen.part(MessageList, "messages").action_requested
        act.emit("m00001", "reply")
        act.emit("m00002", "change")
        assert edit.toPlainText() == "mien"
        edit.setPlainText("mine")
        QTest.keyClick(edit, Qt.Key.Key_Return)
        screen.settle()
        assert screen.club.last("edit") == ("c1", "m00002", "mine")
        assert edit.toPlainText() == "begun"
        assert screen.part(QLabel, "banner_title").text() == "Replying to Ben"
        QTest.keyClick(edit, Qt.Key.Key_Escape)
        assert not screen.part(QFrame, "composer_banner").isVisible()
    finally:
        screen.view.close()
        run(screen.end())
