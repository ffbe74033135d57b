"""Who is in a session: one row a seat, with who drives it and what may be done about it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from embedded_server.contracts.playground import ControlMode, Participant
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.playground.session.acts import SessionActs
from spaces_desktop.playground.session.agents import SeatAgents
from spaces_desktop.playground.session.model import SessionModel
from spaces_desktop.playground.session.role_view import RoleDialog
from spaces_desktop.playground.session.words import driver_words, seat_words
from spaces_desktop.widgets.avatar import Avatar
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.panes import Elided, button, column, frame, label, line, scroller
from spaces_desktop.widgets.theme import Themes


class SeatRow(QWidget):
    def __init__(
        self,
        seat: Participant,
        model: SessionModel,
        acts: SessionActs,
        agents: SeatAgents,
        themes: Themes,
    ) -> None:
        super().__init__()
        self.seat = seat
        self._model, self._acts, self._agents = model, acts, agents
        layout = line(self, 0, 0)
        self.box = frame("", f"seat_{seat.user_id}")
        layout.addWidget(self.box)
        inside = line(self.box, 4, 8)
        self._avatar = Avatar(themes, 2.0)
        inside.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(spacing=0)
        self._name = Elided("", "strong")
        self._about = Elided("", "small")
        self._drives = Elided("", "small")
        for one in (self._name, self._about, self._drives):
            texts.addWidget(one)
        self.switch = button("", "seat_switch", "link")
        self.switch.clicked.connect(self._on_switch)
        texts.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addLayout(texts, 1)
        self.more = tool("seat_more", "", "more", themes)
        self.more.clicked.connect(self._on_more)
        inside.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.show_seat(seat)

    @property
    def is_mine(self) -> bool:
        return self.seat.user_id == self._model.me_id

    @property
    def _may_change(self) -> bool:
        return not self._model.is_over and (self.is_mine or self._model.am_host)

    def show_seat(self, seat: Participant) -> None:
        self.seat = seat
        session = self._model.session
        host_id = "" if session is None else session.host_id
        name = _tr("{name} (you)").format(name=seat.name) if self.is_mine else seat.name
        about = seat_words(seat, host_id, self._model.me_id)
        drives = driver_words(seat, self._agents.name(seat))
        self._name.setText(name)
        for one, words in ((self._about, about), (self._drives, drives)):
            one.setText(words)
            one.setToolTip(words)
            one.setVisible(bool(words))
        self._avatar.show_one(seat.name, seat.user_id)
        self._avatar.setEnabled(seat.status == "connected")
        self.box.setAccessibleName(", ".join(part for part in (name, about, drives) if part))
        self._show_switch()
        self.more.setVisible(self._may_change)
        more = _tr("More about {name}").format(name=seat.name)
        self.more.setAccessibleName(more)
        self.more.setToolTip(more)

    def _show_switch(self) -> None:
        """The one click: take over from an agent, or let it drive again."""
        is_driven = self.seat.control_mode in ("agent", "hybrid")
        words = ""
        if self.seat.agent_id is None:
            words = _tr("Let an AI drive …") if self.is_mine and self._agents.mine else ""
        elif is_driven and self.is_mine:
            words = _tr("Take over")
        elif is_driven:
            words = _tr("Let them drive")
        elif self.is_mine:
            words = _tr("Let the AI drive")
        self.switch.setText(words)
        spoken = _tr("{act}: the seat of {name}").format(act=words, name=self.seat.name)
        self.switch.setAccessibleName(spoken)
        self.switch.setVisible(bool(words) and self._may_change)

    def _on_switch(self) -> None:
        if self.seat.agent_id is None:
            self._open(self.agents_menu(), self.switch)
        elif self.seat.control_mode in ("agent", "hybrid"):
            self._acts.drive(self.seat, "human")
        else:
            self._acts.drive(self.seat, "agent")

    def agents_menu(self) -> QMenu:
        menu = QMenu(self)
        self._add_agents(menu)
        return menu

    def _add_agents(self, menu: QMenu) -> None:
        for agent in self._agents.mine:
            act = menu.addAction(agent.name)
            act.setObjectName(f"seat_agent_{agent.id}")
            act.triggered.connect(
                lambda _on=False, which=agent.id: self._acts.drive(self.seat, "agent", which)
            )
        if not self._agents.mine:
            menu.addAction(_tr("You have no AI agents yet")).setEnabled(False)

    def menu(self) -> QMenu:
        menu = QMenu(self)
        seat, model, acts = self.seat, self._model, self._acts
        if seat.agent_id is not None:
            person = _tr("I drive") if self.is_mine else _tr("{name} drives")
            modes: tuple[tuple[ControlMode, str], ...] = (
                ("human", person.format(name=seat.name)),
                ("agent", self._agent_drives(seat)),
                ("hybrid", _tr("Both drive: the AI acts when called by name")),
            )
            for mode, words in modes:
                act = menu.addAction(words)
                act.setObjectName(f"seat_mode_{mode}")
                act.setCheckable(True)
                act.setChecked((seat.control_mode or "human") == mode)
                act.triggered.connect(lambda _on=False, to=mode: acts.drive(seat, to))
            menu.addSeparator()
        if self.is_mine:
            chooser = menu.addMenu(_tr("Which AI sits with you"))
            self._add_agents(chooser)
            if seat.agent_id is not None:
                away = chooser.addAction(_tr("None"))
                away.triggered.connect(lambda: acts.drive(seat, "human", None))
            role = menu.addAction(_tr("Your role …"))
            role.setObjectName("seat_role")
            role.triggered.connect(lambda: RoleDialog(acts, seat, self.window()).open())
        elif model.am_host:
            if seat.status == "connected" and not seat.is_visitor:
                host = menu.addAction(_tr("Make {name} the host").format(name=seat.name))
                host.setObjectName("seat_host")
                host.triggered.connect(lambda: acts.hand_host_to(seat))
            out = menu.addAction(_tr("Remove {name} …").format(name=seat.name))
            out.setObjectName("seat_remove")
            out.triggered.connect(self._ask_remove)
        return menu

    def _agent_drives(self, seat: Participant) -> str:
        name = self._agents.name(seat)
        return _tr("{agent} drives").format(agent=name) if name else _tr("The AI drives")

    def _ask_remove(self) -> None:
        seat = self.seat
        ask_first(
            self.window(),
            "remove_seat",
            _tr("Remove {name}?").format(name=seat.name),
            _tr("They are out at once, and may not come back into this session."),
            (_tr("Remove"), _tr("Cancel")),
            lambda: self._acts.remove(seat),
        )

    def _on_more(self) -> None:
        self._open(self.menu(), self.more)

    def _open(self, menu: QMenu, under: QWidget) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))


class PeopleList(QWidget):
    """Rows that stay while people come and go."""

    def __init__(
        self, model: SessionModel, acts: SessionActs, agents: SeatAgents, themes: Themes
    ) -> None:
        super().__init__()
        self._model, self._acts, self._agents, self._themes = model, acts, agents, themes
        self.rows: dict[str, SeatRow] = {}
        inside = QWidget()
        self._layout = column(inside, 8, 0)
        self._layout.addStretch(1)
        self._title = label("", "section", name="people_title")
        outer = column(self, 0, 0)
        head = line(margin=12)
        head.setContentsMargins(16, 8, 12, 0)
        head.addWidget(self._title)
        outer.addLayout(head)
        self._area = scroller(inside, _tr("Who is in the session"))
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(self._area, 1)
        self._bindings = Bindings()
        self._bindings.bind(model, "people", self._on_change)
        self._bindings.listen(model.session_changed, self._on_change)
        self._bindings.listen(model.standing_changed, self._on_change)
        self._bindings.listen(agents.mine_changed, self._on_change)

    def release(self) -> None:
        self._bindings.release()

    def _on_change(self, _now: object) -> None:
        self._show()

    def _show(self) -> None:
        people = self._model.people
        count = sum(one.status == "connected" for one in people)
        words = _tr("{count} person here") if count == 1 else _tr("{count} people here")
        self._title.setText(words.format(count=count))
        for gone in self.rows.keys() - {one.id for one in people}:
            row = self.rows.pop(gone)
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        before: QWidget = self._area
        for at, seat in enumerate(people):
            row_of = self.rows.get(seat.id)
            if row_of is None:
                row_of = SeatRow(seat, self._model, self._acts, self._agents, self._themes)
                self.rows[seat.id] = row_of
                self._layout.insertWidget(at, row_of)
            elif self._layout.indexOf(row_of) != at:
                self._layout.removeWidget(row_of)
                self._layout.insertWidget(at, row_of)
            row_of.show_seat(seat)
            for control in (row_of.switch, row_of.more):
                QWidget.setTabOrder(before, control)
                before = control


def _tr(text: str) -> str:
    return QCoreApplication.translate("session_people", text)
