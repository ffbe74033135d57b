"""The window of one's own agent: form, knowledge and votes on the left, a try-out on the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from embedded_server.contracts.agents import Agent, AgentUsage, Feedback, LinkedAgent
from spaces_desktop.agents.editor import EditorModel
from spaces_desktop.agents.form_view import AgentFields
from spaces_desktop.agents.knowledge_view import KnowledgePage
from spaces_desktop.agents.tryout_view import TryOutPane
from spaces_desktop.kernel.field_view import FieldErrors
from spaces_desktop.kernel.moments import when
from spaces_desktop.kernel.money import money
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.forms import FormDialog
from spaces_desktop.widgets.hit_list import HitList
from spaces_desktop.widgets.hits import Hit, Hits, excerpt
from spaces_desktop.widgets.panes import Empty, button, column, label, scroller
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

WIDE, TALL = 60, 42
"""In lines' heights."""


class EditorView(FormDialog):
    jump_wanted = Signal(str, str)
    """A community and one of its messages."""

    def __init__(
        self, model: EditorModel, club_names: dict[str, str], themes: Themes, parent: QWidget
    ) -> None:
        """`club_names` are told by id, for where the agent is."""
        super().__init__("", "agent_editor", parent, wide=WIDE, tall=TALL)
        self.set_title(self.tr("Edit the agent"))
        model.setParent(self)
        self.setAcceptDrops(True)
        self._model = model
        self._names = club_names
        self._hits = Hits(self)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        tabs = QTabWidget()
        tabs.setObjectName("agent_tabs")
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.addTab(self._build_form(), self.tr("Agent"))
        self._knowledge = KnowledgePage(model.knowledge, themes)
        tabs.addTab(self._knowledge, self.tr("Knowledge"))
        tabs.addTab(self._build_feedback(themes), self.tr("Votes"))
        self._tryout = TryOutPane(model.tryout)
        both.addWidget(tabs)
        both.addWidget(self._tryout)
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 2)
        self.body.addWidget(both, 1)
        save = button(self.tr("Save"), "new_agent_submit", "primary")
        save.clicked.connect(self._save)
        self.add_both(self.tr("Close"), save)
        if model.agent is not None:
            self._fields.fill(model.agent)
        bind = self.bindings.bind
        bind(model, "advice", self._on_advice)
        bind(model, "busy", save.setDisabled)
        bind(model, "usage", self._on_usage)
        bind(model, "links", self._on_links)
        bind(model, "agent", lambda _it: self._on_edited())
        self.bindings.listen(model.saved, self._on_saved)
        self._fields.edited.connect(self._on_edited)
        self.finished.connect(self._on_finished)
        self._tabs = tabs
        model.load()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        local = [url.toLocalFile() for url in event.mimeData().urls()]
        self._model.knowledge.add_files([Path(name) for name in local if name])
        self._tabs.setCurrentWidget(self._knowledge)
        event.acceptProposedAction()

    def _build_form(self) -> QWidget:
        inside = QWidget()
        layout: QVBoxLayout = column(inside, 12, 8)
        self._fields = AgentFields()
        layout.addWidget(self._fields)
        self._strip = ErrorStrip(name="agent_editor_form_error")
        layout.addWidget(self._strip)
        self._errors = FieldErrors(self._strip, layout, self._model.edited)
        self._fields.bind_errors(self._errors)
        self._said = label("", "muted", name="agent_saved")
        layout.addWidget(self._said)
        layout.addWidget(label(self.tr("Where it answers"), "section"))
        self._links = label("", wrap=True, name="agent_links")
        layout.addWidget(self._links)
        layout.addWidget(label(self.tr("So far"), "section"))
        self._usage = label("", wrap=True, name="agent_usage")
        layout.addWidget(self._usage)
        layout.addStretch(1)
        area = scroller(inside, self.tr("The agent"))
        return area

    def _build_feedback(self, themes: Themes) -> QWidget:
        hits = HitList("feedback_list", self.tr("Votes on its replies"), self._hits, themes)
        hits.chosen.connect(self._go)
        none = Empty(
            self.tr("No votes yet"),
            self.tr("People can say whether a reply helped. Their votes appear here."),
            picture="helpful",
            themes=themes,
        )
        states = StateStack(hits, themes, none, name="feedback")
        found = self._model.feedback
        states.retry_requested.connect(found.load)
        states.more_requested.connect(found.more)
        states.follow(self.bindings, found)
        self.bindings.listen(found.changed, self._show_feedback)
        return states

    def _show_feedback(self) -> None:
        self._hits.show(self._hit(one) for one in self._model.feedback.items)

    def _hit(self, one: Feedback) -> Hit:
        liked = self.tr("Helped") if one.vote == "up" else self.tr("Did not help")
        text, _marks = excerpt(one.reply, ())
        asked, _marks = excerpt(one.question, ())
        note = ""
        if one.comment:
            note = self.tr("“{comment}”").format(comment=" ".join(one.comment.split()))
        place = self.tr("Asked: {question}").format(question=asked)
        return Hit(one.message_id, liked, text, when(one.at), place, note)

    def _go(self, message_id: str) -> None:
        found = next(
            (one for one in self._model.feedback.items if one.message_id == message_id), None
        )
        if found is not None:
            self.reject()
            self.jump_wanted.emit(found.community_id, message_id)

    def _save(self) -> None:
        fields = self._fields
        self._said.clear()
        self._model.save(
            fields.name.text(), fields.about.text(), fields.persona.toPlainText(), fields.provider
        )

    def _on_edited(self) -> None:
        agent = self._model.agent
        unsaved = agent is not None and not self._fields.is_as(agent)
        self._tryout.show_unsaved(unsaved)
        if unsaved:
            self._said.clear()

    def _on_saved(self, agent: Agent) -> None:
        self._fields.fill(agent)
        self._said.setText(self.tr("Saved."))
        self._on_edited()

    def _on_advice(self, _advice: object) -> None:
        field = self._errors.place(self._model.advice)
        self._strip.show_advice(self._model.advice)
        if field is not None:
            field.setFocus()

    def _on_usage(self, usage: AgentUsage | None) -> None:
        if usage is None or not usage.asked:
            self._usage.setText(self.tr("Nobody has asked it yet."))
            return
        words = self.tr(
            "Asked {asked} times: {answered} answered, {stopped} stopped, {failed} failed."
            " {up} times it helped, {down} times it did not."
        )
        self._usage.setText(
            words.format(
                asked=usage.asked,
                answered=usage.answered,
                stopped=usage.stopped,
                failed=usage.failed,
                up=usage.votes_up,
                down=usage.votes_down,
            )
        )

    def _on_links(self, links: tuple[LinkedAgent, ...]) -> None:
        lines = [self._link_words(one) for one in links]
        self._links.setText("\n".join(lines) or self.tr("Not in any of your clubs yet."))

    def _link_words(self, one: LinkedAgent) -> str:
        fee = self.tr("free")
        if one.call_fee_cents:
            fee = self.tr("{amount} a question").format(amount=money(one.call_fee_cents))
        words = self.tr("{club}: {fee}, reads the last {count} messages")
        if one.context_messages == 0:
            words = self.tr("{club}: {fee}, reads the question only")
        name = self._names.get(one.community_id, "")
        return words.format(club=name, fee=fee, count=one.context_messages)

    def _on_finished(self, _result: int) -> None:
        self._knowledge.release()
        self._tryout.release()
        self._model.close()
