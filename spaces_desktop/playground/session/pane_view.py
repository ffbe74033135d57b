"""All of one session: its page, with people and chat beside it; after its end, the replay."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QWidget

from embedded_server.contracts.playground import Session
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.playground.session.acts import SessionActs
from spaces_desktop.playground.session.agents import SeatAgents
from spaces_desktop.playground.session.chat import Chat
from spaces_desktop.playground.session.chat_view import ChatPane
from spaces_desktop.playground.session.invite_view import InviteDialog
from spaces_desktop.playground.session.model import SessionModel, Standing
from spaces_desktop.playground.session.page_view import PagePane
from spaces_desktop.playground.session.people_view import PeopleList
from spaces_desktop.playground.session.replay import Replay
from spaces_desktop.playground.session.replay_view import ReplayPane
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import Empty, Header, button, column, label, line
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

SIDE_WIDE = 20
"""Of people and chat, in lines' heights."""


class SessionView(QWidget):
    left = Signal()
    """Nobody here is in it any more, and wants to look elsewhere."""

    def __init__(
        self,
        model: SessionModel,
        acts: SessionActs,
        chat: Chat,
        agents: SeatAgents,
        replay: Replay,
        page: PagePane,
        themes: Themes,
    ) -> None:
        super().__init__()
        self._model, self._themes, self._replay = model, themes, replay
        self.page = page
        self._acts = acts
        self._replays = False
        layout = column(self, 0, 0)
        layout.addWidget(self._build_header(themes))
        self.strip = label("", "muted", wrap=True, name="session_strip")
        self.strip.setContentsMargins(16, 6, 16, 6)
        layout.addWidget(self.strip)
        self.error = ErrorStrip(name="session_act_error")
        around = line()
        around.setContentsMargins(12, 0, 12, 0)
        around.addWidget(self.error)
        layout.addLayout(around)
        self.people = PeopleList(model, acts, agents, themes)
        self.chat = ChatPane(model, chat, themes)
        self.side = QSplitter(Qt.Orientation.Vertical)
        self.side.setChildrenCollapsible(False)
        self.side.addWidget(self.people)
        self.side.addWidget(self.chat)
        self.side.setStretchFactor(1, 1)
        em = self.fontMetrics().height()
        self.side.setSizes([18 * em, 24 * em])
        self.side.setMinimumWidth(14 * em)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(page)
        self.split.addWidget(self.side)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([40 * em, SIDE_WIDE * em])
        page.setMinimumWidth(16 * em)
        self.replay = ReplayPane(replay, themes)
        self._out = self._build_out(themes)
        self._faces = QStackedWidget()
        for one in (self.split, self.replay, self._out):
            self._faces.addWidget(one)
        self.states = StateStack(self._faces, themes, name="session")
        self.states.retry_requested.connect(model.come)
        layout.addWidget(self.states, 1)
        self._bindings = Bindings()
        self.states.follow(self._bindings, model)
        bind = self._bindings.bind
        bind(model, "standing", lambda _now: self._show())
        bind(model, "session", self._on_session)
        bind(model, "facts", lambda _facts: self._show())
        bind(acts, "form_advice", self._on_advice)
        self._bindings.listen(model.people_changed, lambda _people: self._show())

    def _build_header(self, themes: Themes) -> Header:
        self.header = Header(_tr("Session"))
        self.invite = button(_tr("Invite"), "session_invite_open")
        self.invite.clicked.connect(lambda: InviteDialog(self._acts, self.window()).open())
        self.header.add(self.invite)
        self.powers = tool("session_powers", _tr("What the page may do"), "shield", themes)
        self.powers.clicked.connect(lambda: _open(self.page.permissions_menu(), self.powers))
        self.header.add(self.powers)
        self.beside = tool("session_side", _tr("Show people and chat"), "panel", themes)
        self.beside.setCheckable(True)
        self.beside.setChecked(True)
        self.beside.toggled.connect(lambda on: self.side.setVisible(on))
        self.header.add(self.beside)
        self.more = tool("session_more", _tr("More about this session"), "more", themes)
        self.more.clicked.connect(lambda: _open(self.menu(), self.more))
        self.header.add(self.more)
        self.leave = button(_tr("Leave"), "session_leave")
        self.leave.clicked.connect(self._on_leave)
        self.header.add(self.leave)
        return self.header

    def _build_out(self, themes: Themes) -> Empty:
        self.back = button(_tr("Come back"), "session_back", "primary")
        self.back.clicked.connect(self._model.come_back)
        return Empty("", "", self.back, picture="join", themes=themes)

    def release(self) -> None:
        self._bindings.release()
        self.people.release()
        self.chat.release()
        self.replay.release()
        self.page.release()

    # Showing

    def _on_session(self, session: Session | None) -> None:
        self._show()

    def _show(self) -> None:
        model = self._model
        is_in = model.standing in (Standing.IN, Standing.AWAY, Standing.COMING)
        known = model.session is not None
        for one in (self.invite, self.powers, self.beside, self.more, self.leave):
            one.setVisible(is_in and known)
        ended = model.standing is Standing.ENDED
        if ended and not self._replays:
            self._replays = True
            self._replay.load()
        title = self._title()
        self.header.set_texts(title, self._detail())
        words = {
            Standing.AWAY: _tr("The connection broke. You come back by yourself."),
            Standing.ENDED: _tr("This session has ended. Here is what happened in it."),
        }.get(model.standing, "")
        self.strip.setText(words)
        self.strip.setVisible(bool(words))
        if model.standing in (Standing.OUT, Standing.REMOVED):
            self._show_out()
        else:
            self._faces.setCurrentWidget(self.replay if ended else self.split)

    def _title(self) -> str:
        facts = self._model.facts
        return _tr("Session") if facts is None else facts.space_name

    def _detail(self) -> str:
        session = self._model.session
        if session is None:
            return ""
        count = sum(one.status == "connected" for one in self._model.people)
        words = _tr("{count} person here") if count == 1 else _tr("{count} people here")
        parts = [] if self._model.is_over else [words.format(count=count)]
        host = self._model.seat_of(session.host_id)
        if self._model.am_host:
            parts.append(_tr("You are the host"))
        elif host is not None:
            parts.append(_tr("{name} is the host").format(name=host.name))
        if session.is_locked:
            parts.append(_tr("Locked"))
        return " · ".join(parts)

    def _show_out(self) -> None:
        removed = self._model.standing is Standing.REMOVED
        self.back.setVisible(not removed)
        if removed:
            words = _tr("The host took you out. You cannot come back into this session.")
            self._out.set_texts(_tr("You were removed"), words)
        else:
            words = _tr("Your seat is kept for a while. The others go on.")
            self._out.set_texts(_tr("You are not in this session now"), words)
        self._faces.setCurrentWidget(self._out)

    def _on_advice(self, advice: Advice | None) -> None:
        self.error.show_advice(advice)

    # Acts

    def menu(self) -> QMenu:
        menu = QMenu(self)
        model = self._model
        outside = menu.addAction(_tr("Open in browser"))
        outside.setObjectName("session_outside")
        outside.triggered.connect(self.page.open_outside)
        if model.am_host and model.session is not None:
            menu.addSeparator()
            locked = model.session.is_locked
            lock = menu.addAction(
                _tr("Unlock: let new people in") if locked else _tr("Lock: let nobody new in")
            )
            lock.setObjectName("session_lock")
            lock.triggered.connect(lambda: self._acts.set_locked(not locked))
            end = menu.addAction(_tr("End for everybody …"))
            end.setObjectName("session_end")
            end.triggered.connect(self._ask_end)
        return menu

    def _ask_end(self) -> None:
        ask_first(
            self.window(),
            "end_session",
            _tr("End the session for everybody?"),
            _tr("Nobody can go on in it. Its chat and its log are kept for the replay."),
            (_tr("End it"), _tr("Cancel")),
            self._acts.end,
        )

    def _on_leave(self) -> None:
        self._model.leave()
        self.left.emit()


def _open(menu: QMenu, under: QWidget) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(under.mapToGlobal(under.rect().bottomLeft()))


def _tr(text: str) -> str:
    return QCoreApplication.translate("session", text)
