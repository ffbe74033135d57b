"""Acts on messages that ask first or show something: dialogs, menus, the clipboard, files."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from embedded_server.contracts.club import Message, Version
from spaces_desktop.club.clubs import ClubsModel
from spaces_desktop.club.dialogs_view import ReasonDialog, VersionsDialog
from spaces_desktop.club.model import ThreadModel
from spaces_desktop.club.verbs import QUICK
from spaces_desktop.club.writing_view import WritingView
from spaces_desktop.widgets.links import host_of, may_open, open_link
from spaces_desktop.widgets.message_hits import Hit, HitKind


class ThreadActs(QObject):
    """`window` is what dialogs open over."""

    def __init__(self, model: ClubsModel, writing: WritingView, window: QWidget) -> None:
        super().__init__(window)
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
        shown = {
            "react": self._offer_reactions,
            "reply": lambda one: self._writing.answer(one.id),
            "change": lambda one: self._writing.change(one.id),
            "copy": lambda one: QGuiApplication.clipboard().setText(one.text),
            "copy_link": self._copy_link,
            "delete": self._ask_to_delete,
            "report": self._ask_why,
            "versions": self._show_versions,
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

    def _offer_reactions(self, message: Message) -> None:
        menu = QMenu(self._window)
        menu.setObjectName("reaction_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for emoji in QUICK:
            menu.addAction(emoji).triggered.connect(partial(self._react, message.id, emoji))
        menu.popup(QCursor.pos())

    def _react(self, message_id: str, emoji: str, _checked: bool = False) -> None:
        if self._thread is not None:
            self._thread.acts.react(message_id, emoji)

    def offer_emoji(self, at: QPoint) -> None:
        """Emoji for the text that is being written."""
        menu = QMenu(self._window)
        menu.setObjectName("emoji_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for emoji in QUICK:
            menu.addAction(emoji).triggered.connect(partial(self._insert, emoji))
        menu.popup(at - QPoint(0, menu.sizeHint().height()))

    def _insert(self, emoji: str, _checked: bool = False) -> None:
        self._writing.insert(emoji)

    def _copy_link(self, message: Message) -> None:
        QGuiApplication.clipboard().setText(self._model.link_to(message.community_id, message.id))

    def _ask_to_delete(self, message: Message) -> None:
        box = QMessageBox(self._window)
        box.setObjectName("delete_message")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(self.tr("Delete this message?"))
        mine = message.author.id == self._model.my_id
        about = self.tr("It disappears for everybody, and cannot be brought back.")
        if not mine:
            about = self.tr("It is by {name}. {about}").format(
                name=message.author.name, about=about
            )
        box.setInformativeText(about)
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        delete.setObjectName("delete_confirm")
        keep = box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        delete.clicked.connect(partial(self._delete, message.id))
        box.open()

    def _delete(self, message_id: str, _checked: bool = False) -> None:
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
            self.tr("Only whoever made {name} sees it.").format(name=message.author.name),
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
        host = host_of(address)
        if not may_open(address):
            self._say(self.tr("This link is not opened: it leads to no page."), address)
        elif host and host not in text:
            box = self._box(self.tr("Open {host}?").format(host=host), address)
            go = box.addButton(self.tr("Open"), QMessageBox.ButtonRole.AcceptRole)
            go.clicked.connect(lambda: open_link(address))
            box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
            box.open()
        elif not open_link(address):
            self._say(self.tr("No program opens this link."), address)

    def _say(self, text: str, about: str) -> None:
        box = self._box(text, about)
        box.addButton(self.tr("Close"), QMessageBox.ButtonRole.RejectRole)
        box.open()

    def _box(self, text: str, about: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setInformativeText(about)
        return box
