"""Acts on messages that ask first or show something: dialogs, menus, the clipboard, files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from embedded_server.contracts.club import Message, Version
from spaces_desktop.club.clubs import ClubsModel
from spaces_desktop.club.dialogs_view import ReasonDialog, VersionsDialog
from spaces_desktop.club.links import MessageLink, parse_message_link
from spaces_desktop.club.model import ThreadModel
from spaces_desktop.club.writing_view import WritingView
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.emoji_picker import EmojiPicker
from spaces_desktop.widgets.links import host_of, may_open, open_link
from spaces_desktop.widgets.message_hits import Hit, HitKind
from spaces_desktop.widgets.picture_viewer import Picture, PictureViewer
from spaces_desktop.widgets.theme import Themes


class ThreadActs(QObject):
    """`window` is what dialogs open over."""

    def __init__(
        self, model: ClubsModel, writing: WritingView, themes: Themes, window: QWidget
    ) -> None:
        super().__init__(window)
        self._themes = themes
        self._model = model
        self._writing = writing
        self._window = window

    @property
    def _thread(self) -> ThreadModel | None:
        return self._model.open_thread

    def act(self, row_id: str, key: str) -> None:
        """Do what an action or a verb of a row says."""
        thread = self._thread
        if thread is None:
            return
        message = thread.message(row_id)
        if message is None:
            thread.act(row_id, key)
            return
        if key.startswith("save:"):
            self._save(message, key.removeprefix("save:"))
            return
        shown = {
            "react": self._offer_reactions,
            "reply": lambda one: self._writing.answer(one.id),
            "change": lambda one: self._writing.change(one.id),
            "copy": lambda one: QGuiApplication.clipboard().setText(one.text),
            "copy_link": self._copy_link,
            "delete": self._ask_to_delete,
            "report": self._ask_why,
            "versions": self._show_versions,
            "receipt": lambda one: self._model.paying.receipt_of(one),
            "vote_down": self._vote_down,
        }
        if key in shown:
            shown[key](message)
        else:
            thread.act(row_id, key)

    def hit(self, row_id: str, hit: Hit) -> None:
        """Something in a row was clicked that is neither an action nor a verb."""
        thread = self._thread
        message = None if thread is None else thread.message(row_id)
        if hit.kind is HitKind.LINK:
            self._open_link(hit.key, "" if message is None else message.text)
        elif hit.kind is HitKind.QUOTE and thread is not None and hit.key:
            thread.jump_to(hit.key)
        elif hit.kind is HitKind.REACTION and thread is not None:
            thread.acts.react(row_id, hit.key)
        elif hit.kind is HitKind.ADD_REACTION and message is not None:
            self._offer_reactions(message)
        elif hit.kind is HitKind.MEDIA and message is not None:
            self.open_media(message, hit.key)

    def open_media(self, message: Message, media_id: str) -> None:
        """Look at a picture, listen to a sound; any other file is saved."""
        sound = next((one for one in message.attachments if one.id == media_id), None)
        if sound is not None and sound.mime_type.startswith("audio/"):
            self._model.sounds.play(sound)
            return
        pictures = [one for one in message.attachments if one.thumbnail_url is not None]
        at = next((at for at, one in enumerate(pictures) if one.id == media_id), None)
        if at is None:
            self._save(message, media_id)
            return
        shown = [Picture(one.id, one.name, one.url) for one in pictures]
        viewer = PictureViewer(shown, at, self._model.pictures, self._themes, self._window)
        viewer.save_wanted.connect(partial(self._save, message))
        viewer.open()

    def _save(self, message: Message, media_id: str) -> None:
        found = next((one for one in message.attachments if one.id == media_id), None)
        thread = self._thread
        if found is None or thread is None:
            return
        dialog = QFileDialog(self._window, self.tr("Save file"))
        dialog.setObjectName("save_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(Path(found.name).name)
        dialog.fileSelected.connect(lambda name: thread.save_file(found.url, Path(name)))
        dialog.open()

    def _offer_reactions(self, message: Message) -> None:
        picker = self._picker(partial(self._react, message.id))
        picker.open_fresh(self._window)
        picker.open_at(QRect(QCursor.pos(), QSize(1, 1)))

    def _react(self, message_id: str, emoji: str) -> None:
        if self._thread is not None:
            self._thread.acts.react(message_id, emoji)

    def offer_emoji(self, by: QWidget) -> None:
        """Emoji for the text that is being written."""
        self._picker(self._writing.insert).open_fresh(by)

    def _picker(self, take: Callable[[str], None]) -> EmojiPicker:
        picker = EmojiPicker(self._themes, self._window, self._model.recent_emoji)
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.closed.connect(picker.deleteLater)
        picker.recent_changed.connect(self._model.keep_emoji)
        picker.picked.connect(take)
        return picker

    def _copy_link(self, message: Message) -> None:
        QGuiApplication.clipboard().setText(self._model.link_to(message.community_id, message.id))
        if self._thread is not None:
            self._thread.said.emit(self.tr("Link copied."))

    def _ask_to_delete(self, message: Message) -> None:
        about = self.tr("It is deleted for everybody. This cannot be undone.")
        if message.author.id != self._model.my_id:
            by = self.tr("It was written by {name}.").format(name=message.author.name)
            about = f"{by}\n{about}"
        ask_first(
            self._window,
            "delete_message",
            self.tr("Delete this message?"),
            about,
            (self.tr("Delete"), self.tr("Keep it")),
            partial(self._delete, message.id),
        )

    def _delete(self, message_id: str) -> None:
        if self._thread is not None:
            self._thread.acts.delete(message_id)

    def _ask_why(self, message: Message) -> None:
        dialog = ReasonDialog(
            self.tr("Report this message"),
            self.tr("The moderators of this club see the message and your reason."),
            self.tr("What is wrong with it?"),
            self.tr("Report"),
            self._window,
        )
        dialog.given.connect(partial(self._report, message.id))
        dialog.open()

    def _report(self, message_id: str, reason: str) -> None:
        if self._thread is not None:
            self._thread.report(message_id, reason)

    def _vote_down(self, message: Message) -> None:
        if message.my_vote == "down" or self._thread is None:
            if self._thread is not None:
                self._thread.acts.vote(message.id, "down")
            return
        dialog = ReasonDialog(
            self.tr("What was wrong with this answer?"),
            self.tr("Only the creator of {name} sees this.").format(name=message.author.name),
            self.tr("Wrong, outdated, not what was asked… (optional)"),
            self.tr("Send"),
            self._window,
            is_optional=True,
        )
        dialog.given.connect(partial(self._thread.acts.vote, message.id, "down"))
        dialog.open()

    def _show_versions(self, message: Message) -> None:
        def show(versions: list[Version]) -> None:
            VersionsDialog(message.text, versions, self._window).open()

        if self._thread is not None:
            self._thread.acts.versions(message.id, show)

    def _open_link(self, address: str, text: str) -> None:
        link = parse_message_link(address)
        if link is not None:
            self._open_message(link)
            return
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

    def _open_message(self, link: MessageLink) -> None:
        """Who copied it may know this server by another address; a club's id is the same."""
        if self._model.clubs.is_member(link.community_id):
            self._model.go_to(link.community_id, link.message_id)
        elif link.where == self._model.where:
            self._refuse(self.tr("That message is in a club you are not in."))
        else:
            words = self.tr("That message is on another server, {host}.")
            self._refuse(words.format(host=link.where))

    def _go(self, address: str) -> None:
        if not open_link(address):
            self._refuse(self.tr("No program on this computer can open that link."))

    def _refuse(self, words: str) -> None:
        if self._thread is not None:
            self._thread.show_act_advice(Advice(words), None)
