"""The first page of a service's settings: what is left to do, and the AI that answers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from embedded_server.contracts.agents import Agent, LinkedAgent
from spaces_desktop.agents.view import NewAgentView
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.settings.parts_view import tab_through
from spaces_desktop.support.settings.start import Progress, StartModel, Step
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.panes import button, clear, column, frame, label, line
from spaces_desktop.widgets.theme import Themes

SIDE = 22


class StartPage(QWidget):
    page_wanted = Signal(str)
    """One of the other pages, by its key."""

    def __init__(self, model: StartModel, themes: Themes, bindings: Bindings) -> None:
        super().__init__()
        self._model = model
        self._themes = themes
        layout = column(self, 16, 8)
        self._left = label("", "strong", wrap=True, name="start_left")
        layout.addWidget(self._left)
        self._error = ErrorStrip(name="start_error")
        self._error.retry_requested.connect(model.load)
        layout.addWidget(self._error)
        self._rows = column(holder := QWidget(), 0, 8)
        self._holder = holder
        layout.addWidget(holder)
        layout.addStretch(1)
        bindings.bind(model, "advice", self._error.show_advice)
        for name in ("progress", "linked", "library"):
            bindings.bind(model, name, self._on_changed)
        bindings.listen(themes.changed, self._show)

    def add_agent(self) -> None:
        hint = self.tr("It answers your customers, from what you give it to read.")
        made = NewAgentView(self._model.new_agent(), self._themes, self.window(), hint=hint)
        made.open()

    def drop_agent(self, one: LinkedAgent) -> None:
        ask_first(
            self,
            "service_agent_remove",
            self.tr("Remove {name} from this service?").format(name=one.agent.name),
            self.tr("It answers no new conversations here. The agent itself stays yours."),
            (self.tr("Remove"), self.tr("Keep it")),
            lambda: self._model.drop(one.agent_id),
        )

    def _on_changed(self, _value: object) -> None:
        self._show()

    def _show(self) -> None:
        progress: Progress = self._model.progress
        left = progress.left
        words = self.tr("{count} steps until everything is set up").format(count=left)
        if left == 1:
            words = self.tr("One step until everything is set up")
        self._left.setText(words if left else self.tr("Everything is set up."))
        clear(self._rows)
        for step, is_done in progress.steps:
            self._rows.addWidget(self._row(step, is_done))
        tab_through(self._error.findChildren(QPushButton)[-1], self._holder)

    def _row(self, step: Step, is_done: bool) -> QFrame:
        title, text, verb = self._words(step)
        made = frame("card", f"step_{step}")
        inside = column(made, 12, 8)
        row = line(spacing=12)
        mark = QLabel()
        name, role = ("check", "success") if is_done else ("chevron", "accent")
        picture = icon(name, self._themes.current, role)
        mark.setPixmap(picture.pixmap(SIDE, SIDE))
        mark.setAccessibleName(self.tr("done") if is_done else self.tr("to do"))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(words := QWidget(), 0, 2)
        texts.addWidget(label(title, "strong", wrap=True))
        texts.addWidget(label(text, "small", wrap=True))
        row.addWidget(words, 1)
        inside.addLayout(row)
        if step is Step.AI:
            for one in self._model.linked:
                inside.addLayout(self._agent_row(one))
        acts = line(spacing=8)
        acts.addStretch(1)
        if step is Step.AI and self._model.library:
            acts.addWidget(self._library_button(self._model.library))
        go = button(verb, f"step_{step}_go")
        go.clicked.connect(lambda: self._go(step))
        acts.addWidget(go)
        inside.addLayout(acts)
        return made

    def _words(self, step: Step) -> tuple[str, str, str]:
        """Its title, what it is good for, and the verb on its button."""
        return {
            Step.AI: (
                self.tr("Add an AI"),
                self.tr("It answers from the texts and files you give it, and names what it used."),
                self.tr("New AI agent…"),
            ),
            Step.PEOPLE: (
                self.tr("Add colleagues"),
                self.tr("They accept customers from the queue. You can do so too, at any time."),
                self.tr("People"),
            ),
            Step.HOURS: (
                self.tr("Say when people are there"),
                self.tr("Without hours, customers are told that somebody is always there."),
                self.tr("Business hours"),
            ),
            Step.SITE: (
                self.tr("Put the chat on your site"),
                self.tr("Your customers are on your web site: one line of code brings them here."),
                self.tr("Web chat"),
            ),
        }[step]

    def _agent_row(self, one: LinkedAgent) -> QHBoxLayout:
        row = line(spacing=8)
        row.setContentsMargins(SIDE + 12, 0, 0, 0)
        row.addWidget(label(self.tr("{name} answers").format(name=one.agent.name), wrap=True), 1)
        drop = button(self.tr("Remove"), f"service_agent_{one.agent_id}", "link")
        drop.setAccessibleName(self.tr("Remove {name}").format(name=one.agent.name))
        drop.clicked.connect(lambda: self.drop_agent(one))
        row.addWidget(drop)
        return row

    def _library_button(self, library: tuple[Agent, ...]) -> QPushButton:
        made = button(self.tr("One of my agents"), "step_ai_mine")
        menu = QMenu(made)
        for one in library:
            action = menu.addAction(one.name.replace("&", "&&"))
            action.setObjectName(f"take_agent_{one.id}")
            action.triggered.connect(lambda _on=False, which=one.id: self._model.take(which))
        made.setMenu(menu)
        return made

    def _go(self, step: Step) -> None:
        if step is Step.AI:
            self.add_agent()
        else:
            pages = {Step.PEOPLE: "team", Step.HOURS: "hours", Step.SITE: "web"}
            self.page_wanted.emit(pages[step])
