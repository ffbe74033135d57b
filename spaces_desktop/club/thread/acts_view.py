"""Acts on messages that ask first or show something: dialogs, menus, the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QWidget

from embedded_server.contracts.club import Message, Version
from spaces_desktop.chat.acts_view import ThreadActs
from spaces_desktop.chat.writing.writing_view import WritingView
from spaces_desktop.club.clubs import ClubsModel
from spaces_desktop.club.links import MessageLink, parse_message_link
from spaces_desktop.club.thread.dialogs_view import ReasonDialog, VersionsDialog
from spaces_desktop.club.thread.model import ClubThread
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.message_hits import Hit, HitKind
from spaces_desktop.widgets.theme import Themes


class ClubActs(ThreadActs):
    def __init__(
        self, model: ClubsModel, writing: WritingView, window: QWidget, themes: Themes
    ) -> None:
        super().__init__(writing, window, themes, model)
        self._model = model

    @property
    def _thread(self) -> ClubThread | None:
        return self._model.open_thread

    def _show(self, message: Message, key: str) -> bool:
        shown: dict[str, Callable[[Message], object]] = {
            "react": self._offer_reactions,
            "copy_link": self._copy_link,
            "delete": self._ask_to_delete,
            "report": self._ask_why,
            "versions": self._show_versions,
            "receipt": lambda one: self._model.paying.receipt_of(one),
            "vote_down": self._vote_down,
        }
        if key not in shown:
            return super()._show(message, key)
        shown[key](message)
        return True

    def hit(self, row_id: str, hit: Hit) -> None:
        thread = self._thread
        message = None if thread is None else thread.message(row_id)
        if hit.kind is HitKind.REACTION and thread is not None:
            thread.acts.react(row_id, hit.key)
        elif hit.kind is HitKind.ADD_REACTION and message is not None:
            self._offer_reactions(message)
        else:
            super().hit(row_id, hit)

    def _offer_reactions(self, message: Message) -> None:
        picker = self._picker(partial(self._react, message.id))
        picker.open_fresh(self._window)
        picker.open_at(QRect(QCursor.pos(), QSize(1, 1)))

    def _react(self, message_id: str, emoji: str) -> None:
        if self._thread is not None:
            self._thread.acts.react(message_id, emoji)

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
        if link is None:
            super()._open_link(address, text)
        else:
            self._open_message(link)

    def _open_message(self, link: MessageLink) -> None:
        """Who copied it may know this server by another address; a club's id is the same."""
        if self._model.clubs.is_member(link.community_id):
            self._model.go_to(link.community_id, link.message_id)
        elif link.where == self._model.where:
            self._refuse(self.tr("That message is in a club you are not in."))
        else:
            words = self.tr("That message is on another server, {host}.")
            self._refuse(words.format(host=link.where))
