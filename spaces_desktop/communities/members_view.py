"""The members of the open community in its inspector, and what staff may do with each of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QDate, QDateTime, QPoint, Qt, QTime
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDateTimeEdit, QMenu, QWidget

from embedded_server.contracts.communities import Role
from spaces_desktop.communities.members import MembersModel
from spaces_desktop.communities.rights import Act
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.controls import SearchField
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.entries import ENTRY, Entry
from spaces_desktop.widgets.entry_list import EntryList
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.forms import FormDialog, captioned
from spaces_desktop.widgets.panes import Empty, button, column, label, line
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

MINUTE, HOUR, DAY = 60, 3600, 86_400
SEARCH_FROM = 8
"""With so many members there is a field to find one."""


class MembersSection(QWidget):
    def __init__(self, model: MembersModel, themes: Themes) -> None:
        super().__init__()
        self._model = model
        self._bindings = Bindings()
        layout = column(self, 0, 4)
        head = line()
        head.setContentsMargins(16, 0, 12, 0)
        self._title = label(self.tr("Members"), "section", name="members_title")
        head.addWidget(self._title, 1)
        layout.addLayout(head)
        self._needle = SearchField(self.tr("Find a member"), "member_search", themes)
        self._needle.textChanged.connect(lambda text: setattr(model, "needle", text))
        holder = line()
        holder.setContentsMargins(12, 0, 12, 0)
        holder.addWidget(self._needle)
        layout.addLayout(holder)
        self._error = ErrorStrip(name="member_error")
        around = line()
        around.setContentsMargins(12, 0, 12, 0)
        around.addWidget(self._error)
        layout.addLayout(around)
        self.list = EntryList("member_list", self.tr("Members"), model.entries, themes)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_context)
        self.list.has_menu = lambda user_id: bool(model.acts(user_id))
        self.list.activated.connect(lambda _at: self._on_context(QPoint(-1, -1)))
        none = Empty(
            self.tr("Nobody"),
            self.tr("No member’s name contains that."),
            picture="person",
            themes=themes,
        )
        self._states = StateStack(self.list, themes, none, name="members")
        self._states.retry_requested.connect(model.reload)
        layout.addWidget(self._states, 1)
        self._cut = label("", "small", wrap=True, name="members_cut")
        self._cut.setContentsMargins(16, 4, 16, 8)
        layout.addWidget(self._cut)
        bind = self._bindings.bind
        self._states.follow(self._bindings, model)
        bind(model, "act_advice", self._error.show_advice)
        bind(model, "needle", self._on_needle)
        bind(model, "is_cut", self._cut.setVisible)
        self._bindings.listen(model.entries.modelReset, self._on_entries)
        self._on_entries()

    def menu_of(self, user_id: str, menu: QMenu) -> QMenu:
        """Put what one may do with somebody into the menu."""
        offers: dict[Act, Callable[[str, QMenu], None]] = {
            Act.MAKE_MODERATOR: self._offer_role,
            Act.MAKE_MEMBER: self._offer_role,
            Act.MUTE: self._offer_mute,
            Act.UNMUTE: self._offer_unmute,
            Act.REMOVE: self._offer_remove,
            Act.BAN: self._offer_ban,
            Act.UNBAN: self._offer_unban,
        }
        for act in self._model.acts(user_id):
            offers[act](user_id, menu)
        return menu

    def _offer_role(self, user_id: str, menu: QMenu) -> None:
        is_moderator = Act.MAKE_MEMBER in self._model.acts(user_id)
        role = Role.MEMBER if is_moderator else Role.MODERATOR
        words = self.tr("Make a moderator")
        if is_moderator:
            words = self.tr("Make a regular member")
        self._add(menu, "member_role", words, lambda: self._model.set_role(user_id, role))

    def _offer_mute(self, user_id: str, menu: QMenu) -> None:
        mute = menu.addMenu(self.tr("Mute"))
        mute.setObjectName("member_mute")
        lengths: tuple[tuple[str, str, float], ...] = (
            ("mute_minutes", self.tr("For 10 minutes"), 10 * MINUTE),
            ("mute_hour", self.tr("For an hour"), HOUR),
            ("mute_day", self.tr("For a day"), DAY),
        )
        for name, words, seconds in lengths:
            self._add(mute, name, words, partial(self._model.mute_for, user_id, seconds))
        self._add(mute, "mute_until", self.tr("Until…"), lambda: self._ask_until(user_id))

    def _offer_unmute(self, user_id: str, menu: QMenu) -> None:
        self._add(
            menu,
            "member_unmute",
            self.tr("Unmute"),
            lambda: self._model.unmute(user_id),
        )

    def _offer_remove(self, user_id: str, menu: QMenu) -> None:
        menu.addSeparator()
        self._add(
            menu, "member_remove", self.tr("Remove from the club…"), lambda: self._remove(user_id)
        )

    def _offer_ban(self, user_id: str, menu: QMenu) -> None:
        self._add(menu, "member_ban", self.tr("Ban from the club…"), lambda: self._ban(user_id))

    def _offer_unban(self, user_id: str, menu: QMenu) -> None:
        self._add(menu, "member_unban", self.tr("Unban"), lambda: self._model.unban(user_id))

    def _add(self, menu: QMenu, name: str, words: str, act: Callable[[], None]) -> None:
        made = QAction(words, menu)
        made.setObjectName(name)
        made.triggered.connect(lambda _on=False: act())
        menu.addAction(made)

    def _remove(self, user_id: str) -> None:
        ask_first(
            self,
            "remove_member",
            self.tr("Remove {name} from the club?").format(name=self._name(user_id)),
            self.tr("They can join again. What they wrote stays."),
            (self.tr("Remove"), self.tr("Keep them")),
            lambda: self._model.remove(user_id),
        )

    def _ban(self, user_id: str) -> None:
        ask_first(
            self,
            "ban_member",
            self.tr("Ban {name} from the club?").format(name=self._name(user_id)),
            self.tr("They cannot join again until you unban them. What they wrote stays."),
            (self.tr("Ban"), self.tr("Keep them")),
            lambda: self._model.ban(user_id),
        )

    def _ask_until(self, user_id: str) -> None:
        MuteView(self._model, user_id, self._name(user_id), self).open()

    def _name(self, user_id: str) -> str:
        known = self._model.get(user_id)
        return "" if known is None else known.display_name

    def _on_context(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if not index.isValid():
            index = self.list.currentIndex()  # asked for with the keyboard
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry) or not self._model.acts(entry.id):
            return
        menu = self.menu_of(entry.id, QMenu(self))
        menu.setObjectName("member_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        shown_at = self.list.visualRect(index).center() if at.x() < 0 else at
        menu.popup(self.list.viewport().mapToGlobal(shown_at))

    def _on_needle(self, needle: str) -> None:
        if needle != self._needle.text():
            self._needle.setText(needle)

    def _on_entries(self) -> None:
        count = len(self._model.members)
        words = self.tr("Members · {count}").format(count=count) if count else self.tr("Members")
        if self._model.is_cut:
            words = self.tr("Members · more than {count}").format(count=count)
        self._title.setText(words)
        words = self.tr("Only {count} members are shown and found here; this club has more.")
        self._cut.setText(words.format(count=count))
        self._needle.setVisible(count >= SEARCH_FROM or bool(self._model.needle))


class MuteView(FormDialog):
    """Until when somebody may not write."""

    def __init__(self, model: MembersModel, user_id: str, name: str, parent: QWidget) -> None:
        super().__init__("", "mute_until", parent)
        self.set_title(self.tr("Mute {name}").format(name=name))
        self._model = model
        self._user_id = user_id
        self._until = QDateTimeEdit(QDateTime(QDate.currentDate().addDays(7), QTime(9, 0)))
        self._until.setObjectName("mute_date")
        self._until.setCalendarPopup(True)
        self._until.setMinimumDateTime(QDateTime.currentDateTime().addSecs(MINUTE))
        captioned(self.body, self.tr("Until"), self._until)
        done = button(self.tr("Mute"), "mute_submit", "primary")
        done.clicked.connect(self._submit)
        self.add_both(self.tr("Cancel"), done)

    def _submit(self) -> None:
        seconds = QDateTime.currentDateTime().secsTo(self._until.dateTime())
        self._model.mute_for(self._user_id, max(MINUTE, seconds))
        self.accept()
