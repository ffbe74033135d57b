"""A space's page: what it is, its live sessions, the finished ones, and its owner's tools."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from embedded_server.contracts.playground import SessionStatus, Space
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.playground.invite_view import InviteView
from spaces_desktop.playground.session_row_view import SessionRow
from spaces_desktop.playground.space import SpaceModel
from spaces_desktop.playground.words import (
    access_words,
    page_about,
    page_words,
    people_words,
    picture_of,
)
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.flow import Flow
from spaces_desktop.widgets.panes import (
    Empty,
    Header,
    Picture,
    button,
    clear,
    column,
    frame,
    label,
    line,
    scroller,
)
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.tab_order import order_tabs
from spaces_desktop.widgets.theme import Themes

WIDE = 46
"""In lines' heights."""


class SpaceView(QFrame):
    session_wanted = Signal(str)
    edit_wanted = Signal()
    tag_wanted = Signal(str)

    def __init__(self, model: SpaceModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("space_page")
        self.setProperty("role", "pane")
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        self._header = Header()
        self._tools: list[QWidget] = []
        self._add_tool("space_invite_button", self.tr("Invite"), "link", self._invite)
        self._add_tool("space_edit", self.tr("Edit"), "edit", self.edit_wanted.emit)
        self._add_tool("space_delete", self.tr("Delete"), "delete", self._ask_delete)
        self._start = button(self.tr("Start a session"), "space_start", "primary")
        self._start.clicked.connect(model.start)
        self._header.add(self._start)
        layout.addWidget(self._header)
        self._states = StateStack(self._build(), themes, None, name="space")
        self._states.retry_requested.connect(model.load)
        layout.addWidget(self._states, 1)
        bind = self._bindings.bind
        self._states.follow(self._bindings, model)
        bind(model, "space", self._show_space)
        bind(model, "form_advice", self._error.show_advice)
        bind(model, "busy", lambda _busy: self._start.setDisabled(model.busy))
        bind(model.sessions, "phase", self._list_states.show_phase)
        bind(model.sessions, "advice", self._list_states.show_advice)
        bind(model.sessions, "has_more", self._list_states.show_more)
        self._bindings.listen(model.sessions.changed, self._show_sessions)
        self._bindings.listen(model.started, self.session_wanted.emit)
        self._show_sessions()

    def release(self) -> None:
        self._bindings.release()

    def _add_tool(self, name: str, words: str, picture: str, act: object) -> None:
        made = tool(name, words, picture, self._themes)
        made.clicked.connect(act)
        self._header.add(made)
        self._tools.append(made)

    def _build(self) -> QWidget:
        inside = QWidget()
        around = line(inside, 24, 0)
        middle = QWidget()
        middle.setMaximumWidth(WIDE * self.fontMetrics().height())
        around.addWidget(middle, 8)
        around.addStretch(1)
        page = column(middle, 0, 12)
        self._error = ErrorStrip(name="space_act_error")
        self._error.retry_requested.connect(self._model.again)
        page.addWidget(self._error)
        self._about = label("", wrap=True, name="space_about")
        page.addWidget(self._about)
        self._tags = QWidget()
        self._flow = Flow(self._tags, 6)
        page.addWidget(self._tags)
        card = frame("card", "space_page_card")
        row = line(card, 16, 16)
        self._seat = column(spacing=0)
        row.addLayout(self._seat)
        texts = column(spacing=2)
        self._what = label("", "strong", wrap=True, name="space_what")
        self._what_about = label("", "muted", wrap=True)
        texts.addWidget(self._what)
        texts.addWidget(self._what_about)
        row.addLayout(texts, 1)
        page.addWidget(card)
        page.addWidget(label(self.tr("Sessions"), "section"))
        self._rows = QWidget()
        self._list = column(self._rows, 0, 8)
        words = self.tr("Start one: whoever sees this space can join you.")
        none = Empty(self.tr("No sessions yet"), words)
        self._list_states = StateStack(self._rows, self._themes, none, name="space_sessions")
        self._list_states.retry_requested.connect(self._model.load)
        self._list_states.more_requested.connect(self._model.sessions.more)
        page.addWidget(self._list_states)
        page.addStretch(1)
        return scroller(inside, self.tr("About this space"))

    def _show_space(self, space: Space | None) -> None:
        for one in self._tools:
            one.setVisible(self._model.is_mine)
        self._start.setVisible(space is not None)
        if space is None:
            self._header.set_texts("", "")
            return
        parts = [self.tr("by {name}").format(name=space.owner.name), access_words(space)]
        if space.category:
            parts.append(space.category)
        if space.max_participants:
            most = self.tr("at most {people}")
            parts.append(most.format(people=people_words(space.max_participants)))
        self._header.set_texts(space.name, " · ".join(parts))
        self._about.setText(space.description.strip())
        self._about.setVisible(bool(space.description.strip()))
        clear(self._flow)
        for tag in space.tags:
            made = QPushButton(tag)
            made.setObjectName("space_tag")
            made.setProperty("role", "tag")
            made.setToolTip(self.tr("Other spaces with this tag"))
            made.clicked.connect(lambda _on=False, which=tag: self.tag_wanted.emit(which))
            self._flow.addWidget(made)
        self._tags.setVisible(bool(space.tags))
        clear(self._seat)
        self._seat.addWidget(Picture(picture_of(space.definition), self._themes))
        self._what.setText(page_words(space.definition))
        self._what_about.setText(page_about(space.definition))
        self._show_sessions()

    def _show_sessions(self) -> None:
        model, space = self._model, self._model.space
        had_focus = any(one.hasFocus() for one in self._rows.findChildren(QPushButton))
        clear(self._list)
        for one in model.listed:
            may_end = model.is_mine or one.host_id == model.my_id
            row = SessionRow(
                one,
                am_in=model.am_in(one),
                may_end=may_end,
                most=None if space is None else space.max_participants,
            )
            row.opened.connect(self.session_wanted)
            row.end_wanted.connect(self._ask_end)
            self._list.addWidget(row)
        order_tabs(self)
        if had_focus:
            self._start.setFocus()

    def _invite(self) -> None:
        InviteView(self._model, self).open()

    def _ask_end(self, session_id: str) -> None:
        ask_first(
            self,
            "end_session",
            self.tr("End this session?"),
            self.tr("Everybody in it is told. What was done in it can still be looked back at."),
            (self.tr("End it"), self.tr("Keep it")),
            lambda: self._model.end(session_id),
        )

    def _ask_delete(self) -> None:
        space = self._model.space
        if space is None:
            return
        live = [one for one in self._model.sessions.items if one.status is not SessionStatus.ENDED]
        text = self.tr("Its sessions and what was done in them are gone for good.")
        if live:
            people = people_words(sum(one.participant_count for one in live))
            text = self.tr(
                "{people} are in it now and are told that it ends. Its sessions and what was done"
                " in them are gone for good."
            ).format(people=people)
        ask_first(
            self,
            "delete_space",
            self.tr("Delete {name}?").format(name=space.name),
            text,
            (self.tr("Delete it"), self.tr("Keep it")),
            self._model.delete,
        )
