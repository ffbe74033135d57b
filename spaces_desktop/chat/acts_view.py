"""What is done to a row where that shows something: links, files, what it quotes, the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from embedded_server.contracts.club import Message
from embedded_server.contracts.media import Attachment
from spaces_desktop.chat.model import ThreadModel
from spaces_desktop.chat.rows import SPEECH, speech_file
from spaces_desktop.chat.writing.writing_view import WritingView
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.emoji_picker import EmojiPicker
from spaces_desktop.widgets.links import host_of, may_open, open_link
from spaces_desktop.widgets.message_hits import Hit, HitKind
from spaces_desktop.widgets.picture_viewer import Picture, PictureViewer
from spaces_desktop.widgets.theme import Themes


class RecentEmoji(Protocol):
    @property
    def recent_emoji(self) -> tuple[str, ...]: ...
    def keep_emoji(self, recent: tuple[str, ...], /) -> None: ...


class ThreadActs(QObject):
    """`window` is what dialogs open over. A room with more verbs has a class of its own."""

    def __init__(
        self, writing: WritingView, window: QWidget, themes: Themes, emoji: RecentEmoji
    ) -> None:
        super().__init__(window)
        self._themes = themes
        self._emoji = emoji
        self._writing = writing
        self._window = window
        self._shown: ThreadModel | None = None

    def show_thread(self, thread: ThreadModel | None) -> None:
        self._shown = thread

    def act(self, row_id: str, key: str) -> None:
        """Do what an action or a verb of a row says."""
        thread = self._shown
        if thread is None:
            return
        message = thread.message(row_id)
        if message is None or not self._show(message, key):
            thread.act(row_id, key)

    def _show(self, message: Message, key: str) -> bool:
        """Whether it was something that shows: a dialog, the composer, the clipboard."""
        if key.startswith("save:"):
            self._save(message, key.removeprefix("save:"))
        elif key == "reply":
            self._writing.answer(message.id)
        elif key == "change":
            self._writing.change(message.id)
        elif key == "copy":
            QGuiApplication.clipboard().setText(message.text)
        else:
            return False
        return True

    def hit(self, row_id: str, hit: Hit) -> None:
        """Something in a row was clicked that is neither an action nor a verb."""
        thread = self._shown
        message = None if thread is None else thread.message(row_id)
        if hit.kind is HitKind.LINK:
            self._open_link(hit.key, "" if message is None else message.text)
        elif hit.kind is HitKind.QUOTE and thread is not None and hit.key:
            thread.jump_to(hit.key)
        elif hit.kind is HitKind.MEDIA and message is not None:
            self.open_media(message, hit.key)
        elif hit.kind is HitKind.MEDIA and thread is not None:
            thread.play_unsent(row_id)

    def open_media(self, message: Message, media_id: str) -> None:
        """Look at a picture, listen to a sound; any other file is saved."""
        thread = self._shown
        if thread is None:
            return
        sound = _file_of(message, media_id)
        if sound is not None and sound.mime_type.startswith("audio/"):
            thread.files.sounds.play(sound)
            return
        pictures = [one for one in message.attachments if one.thumbnail_url is not None]
        at = next((at for at, one in enumerate(pictures) if one.id == media_id), None)
        if at is None:
            self._save(message, media_id)
            return
        shown = [Picture(one.id, one.name, one.url) for one in pictures]
        viewer = PictureViewer(shown, at, thread.files.pictures, self._themes, self._window)
        viewer.save_wanted.connect(partial(self._save, message))
        viewer.open()

    def _save(self, message: Message, media_id: str) -> None:
        found = _file_of(message, media_id)
        thread = self._shown
        if found is None or thread is None:
            return
        dialog = QFileDialog(self._window, self.tr("Save file"))
        dialog.setObjectName("save_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(_file_name(found))
        dialog.fileSelected.connect(lambda name: thread.save_file(found.url, Path(name)))
        dialog.open()

    def offer_emoji(self, by: QWidget) -> None:
        """Emoji for the text that is being written."""
        self._picker(self._writing.insert).open_fresh(by)

    def _picker(self, take: Callable[[str], None]) -> EmojiPicker:
        picker = EmojiPicker(self._themes, self._window, self._emoji.recent_emoji)
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.closed.connect(picker.deleteLater)
        picker.recent_changed.connect(self._emoji.keep_emoji)
        picker.picked.connect(take)
        return picker

    def _open_link(self, address: str, text: str) -> None:
        host = host_of(address)
        if not may_open(address):
            self._refuse(self.tr("This link does not lead to a web page, so it was not opened."))
        elif host and host not in text:
            # Its words hide where it leads, so that is said first.
            ask_first(
                self._window,
                "open_link",
                self.tr("Open {host}?").format(host=host),
                address,
                (self.tr("Open"), ""),
                partial(self._go, address),
                is_danger=False,
            )
        else:
            self._go(address)

    def _go(self, address: str) -> None:
        if not open_link(address):
            self._refuse(self.tr("No program on this computer can open that link."))

    def _refuse(self, words: str) -> None:
        if self._shown is not None:
            self._shown.show_act_advice(Advice(words), None)


def _file_of(message: Message, media_id: str) -> Attachment | None:
    if media_id == SPEECH:
        return speech_file(message)
    return next((one for one in message.attachments if one.id == media_id), None)


def _file_name(one: Attachment) -> str:
    name = Path(one.name).name
    if Path(name).suffix or not one.mime_type.startswith("audio/"):
        return name
    return f"{name}.{one.mime_type.removeprefix('audio/').removeprefix('x-')}"
