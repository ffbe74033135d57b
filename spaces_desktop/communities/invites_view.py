"""Invites of a community: make one, copy its link, and take back those that are open."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from embedded_server.contracts.communities import Invite, Role
from spaces_desktop.communities.own import copied_words
from spaces_desktop.communities.settings import SettingsModel
from spaces_desktop.kernel.moments import day
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.controls import Choice, tool
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.forms import captioned
from spaces_desktop.widgets.panes import Empty, button, clear, column, frame, label, line
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

_USES = (None, 1, 5, 25, 100)
_DAYS = (None, 1, 7, 30)


class InvitesPage(QWidget):
    def __init__(self, model: SettingsModel, themes: Themes) -> None:
        super().__init__()
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        layout = column(self, 16, 8)
        choices = line(spacing=12)
        roles = {Role.MEMBER: self.tr("Member"), Role.MODERATOR: self.tr("Moderator")}
        self._role = self._choice("invite_role", [roles[one] for one in model.roles])
        uses = [self._use_words(one) for one in _USES]
        self._uses = self._choice("invite_uses", uses)
        self._days = self._choice("invite_days", [self._day_words(one) for one in _DAYS])
        for caption, field in (
            (self.tr("Joins as"), self._role),
            (self.tr("Uses"), self._uses),
            (self.tr("Valid"), self._days),
        ):
            widget = QWidget()
            captioned(column(widget, 0, 4), caption, field)
            choices.addWidget(widget, 1)
        layout.addLayout(choices)
        self._error = ErrorStrip(name="invite_error")
        layout.addWidget(self._error)
        make = button(self.tr("Create an invite"), "invite_make", "primary")
        make.clicked.connect(self._make)
        row = line()
        row.addStretch(1)
        row.addWidget(make)
        layout.addLayout(row)
        self._said = label("", "notice", wrap=True, name="invite_said")
        self._said.hide()
        layout.addWidget(self._said)
        layout.addWidget(label(self.tr("Open invites"), "section"))
        rows = QWidget()
        self._rows = column(rows, 0, 6)
        none = Empty(
            "",
            self.tr("No open invites. Create one and send its link."),
            picture="link",
            themes=themes,
        )
        self._states = StateStack(rows, themes, none, name="invites")
        self._states.retry_requested.connect(model.invites.load)
        self._states.more_requested.connect(model.invites.more)
        layout.addWidget(self._states, 1)
        bind = self._bindings.bind
        self._states.follow(self._bindings, model.invites)
        bind(model, "invite_advice", self._error.show_advice)
        self._bindings.listen(model.invites.changed, self._show)

    def _choice(self, name: str, words: list[str]) -> QComboBox:
        made = Choice()
        made.setObjectName(name)
        made.addItems(words)
        return made

    def _use_words(self, uses: int | None) -> str:
        if uses is None:
            return self.tr("any number of times")
        return self.tr("once") if uses == 1 else self.tr("{count} times").format(count=uses)

    def _day_words(self, days: int | None) -> str:
        if days is None:
            return self.tr("until revoked")
        return self.tr("for a day") if days == 1 else self.tr("for {count} days").format(count=days)

    def _make(self) -> None:
        role = self._model.roles[self._role.currentIndex()]
        uses, days = _USES[self._uses.currentIndex()], _DAYS[self._days.currentIndex()]
        self._model.make_invite(role, uses, days)

    def _show(self) -> None:
        clear(self._rows)
        for one in self._model.invites.items:
            self._rows.addWidget(self._row(one))
        self._rows.addStretch(1)

    def _row(self, one: Invite) -> QFrame:
        made = frame("card")
        row = line(made, spacing=8)
        row.setContentsMargins(12, 8, 8, 8)
        words = QWidget()
        texts = column(words, 0, 2)
        link = label(one.url, "strong")
        link.setMinimumWidth(40)
        link.setToolTip(one.url)
        texts.addWidget(link)
        texts.addWidget(label(self._terms(one), "small", wrap=True))
        row.addWidget(words, 1)
        copy = tool("invite_copy", self.tr("Copy the link"), "copy", self._themes)
        copy.clicked.connect(lambda: self._copy(one.url))
        drop = tool("invite_withdraw", self.tr("Revoke the invite"), "close", self._themes)
        drop.clicked.connect(lambda: self._model.withdraw(one.code))
        row.addWidget(copy)
        row.addWidget(drop)
        return made

    def _copy(self, url: str) -> None:
        QGuiApplication.clipboard().setText(url)
        self._said.setText(copied_words(url))
        self._said.show()

    def _terms(self, one: Invite) -> str:
        parts = []
        if one.role is Role.MODERATOR:
            parts.append(self.tr("for a moderator"))
        used = self.tr("used {count} times").format(count=one.uses)
        if one.uses == 1:
            used = self.tr("used once")
        if one.max_uses is not None:
            words = self.tr("used {count} of {most} times")
            used = words.format(count=one.uses, most=one.max_uses)
        parts.append(used)
        if one.expires_at is not None:
            parts.append(self.tr("until {day}").format(day=day(one.expires_at)))
        return " · ".join(parts)
