"""The page of the people who answer: whether they are here, and how much they hold."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from embedded_server.contracts.communities import Role
from embedded_server.contracts.support import CsAgent
from spaces_desktop.communities.own import copied_words
from spaces_desktop.kernel.field_view import FieldErrors
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.settings.parts_view import tab_through
from spaces_desktop.support.settings.team import LINK_DAYS, TeamModel
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.forms import captioned
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import Elided, Empty, button, clear, column, frame, label, line
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes


class TeamPage(QWidget):
    def __init__(self, model: TeamModel, themes: Themes, bindings: Bindings) -> None:
        super().__init__()
        self._model = model
        self._themes = themes
        layout = column(self, 16, 8)
        if model.may_change:
            self._build_add(layout, bindings)
        layout.addWidget(label(self.tr("Who may accept conversations"), "section"))
        rows = QWidget()
        self._rows = column(rows, 0, 6)
        words = self.tr("Nobody yet. Invite somebody above.")
        none = Empty("", words, picture="clubs", themes=themes)
        self._states = StateStack(rows, themes, none, name="team")
        self._states.retry_requested.connect(model.load)
        layout.addWidget(self._states, 1)
        self._states.follow(bindings, model)
        bindings.bind(model, "people", self._show)

    def _build_add(self, layout: QVBoxLayout, bindings: Bindings) -> None:
        model = self._model
        self._name = QLineEdit()
        self._name.setMaxLength(64)
        self._name.setPlaceholderText(self.tr("Their user name on this server"))
        captioned(layout, self.tr("Add a colleague"), self._name, "team_username")
        strip = ErrorStrip(name="team_act_error")
        layout.addWidget(strip)
        fields = FieldErrors(strip, layout, model.edited)
        fields.add("username", self._name, layout)
        acts = line(spacing=8)
        link = button(self.tr("Copy an invite link"), "team_link")
        dress(link, "link", self._themes)
        link.clicked.connect(model.make_link)
        add = button(self.tr("Add"), "team_add")
        add.clicked.connect(lambda: model.add(self._name.text()))
        self._name.returnPressed.connect(add.click)
        self._link = link
        acts.addWidget(add)
        acts.addWidget(link)
        acts.addStretch(1)
        layout.addLayout(acts)
        self._said = label("", "notice", wrap=True, name="team_said")
        self._said.hide()
        layout.addWidget(self._said)
        layout.addSpacing(8)

        def on_advice(_advice: object) -> None:
            fields.place(model.form_advice)
            strip.show_advice(model.form_advice)

        bindings.bind(model, "form_advice", on_advice)
        bindings.bind(model, "busy", add.setDisabled)
        bindings.bind(model, "busy", link.setDisabled)
        bindings.listen(model.added, self._on_added)
        bindings.listen(model.link_made, self._on_link)

    def remove(self, one: CsAgent) -> None:
        """Ask first: what they hold goes back to the queue."""
        text = self.tr("They can accept no more conversations here, and stay a member.")
        if one.open_count == 1:
            text = self.tr("Their open conversation returns to the queue with its waiting time.")
        elif one.open_count:
            words = self.tr(
                "Their {count} open conversations return to the queue with their waiting time."
            )
            text = words.format(count=one.open_count)
        ask_first(
            self,
            "team_remove",
            self.tr("Remove {name} from the service?").format(name=one.display_name),
            text,
            (self.tr("Remove"), self.tr("Keep them")),
            lambda: self._model.remove(one.user_id),
        )

    def _show(self, people: tuple[CsAgent, ...]) -> None:
        clear(self._rows)
        for one in people:
            self._rows.addWidget(self._row(one))
        self._rows.addStretch(1)
        if self._model.may_change:
            tab_through(self._link, self._states.content)

    def _row(self, one: CsAgent) -> QFrame:
        made = frame("card", f"team_{one.user_id}")
        row = line(made, spacing=12)
        row.setContentsMargins(12, 8, 8, 8)
        words = QWidget()
        texts = column(words, 0, 0)
        texts.addWidget(Elided(one.display_name, "strong"))
        texts.addWidget(Elided(self._about(one), "small"))
        row.addWidget(words, 1)
        role = {"online": "good", "away": "", "offline": "muted"}[one.availability]
        row.addWidget(label(self._availability(one), role))
        made.setAccessibleName(f"{one.display_name}, {self._about(one)}, {self._availability(one)}")
        row.addSpacing(4)
        if not self._model.may_change:
            return made
        if one.role is not Role.CS_AGENT:
            row.addSpacing(self.fontMetrics().height() + 20)
        else:
            title = self.tr("Remove {name}").format(name=one.display_name)
            drop = tool(f"team_remove_{one.user_id}", title, "close", self._themes)
            drop.clicked.connect(lambda: self.remove(one))
            row.addWidget(drop)
        return made

    def _about(self, one: CsAgent) -> str:
        roles = {
            Role.CREATOR: self.tr("Creator"),
            Role.MODERATOR: self.tr("Moderator"),
            Role.CS_AGENT: self.tr("CS agent"),
            Role.MEMBER: self.tr("Member"),
        }
        load = self.tr("holds no conversation")
        if one.open_count == 1:
            load = self.tr("holds 1 conversation")
        elif one.open_count:
            load = self.tr("holds {count} conversations").format(count=one.open_count)
        return " · ".join((f"@{one.username}", roles[one.role], load))

    def _availability(self, one: CsAgent) -> str:
        return {
            "online": self.tr("online"),
            "away": self.tr("away"),
            "offline": self.tr("offline"),
        }[one.availability]

    def _on_added(self, name: str) -> None:
        self._name.clear()
        self._said.setText(self.tr("{name} can accept conversations now.").format(name=name))
        self._said.show()

    def _on_link(self, url: str) -> None:
        QGuiApplication.clipboard().setText(url)
        words = self.tr("It makes one person a CS agent, within {count} days.")
        self._said.setText(f"{copied_words(url)}\n{words.format(count=LINK_DAYS)}")
        self._said.show()
