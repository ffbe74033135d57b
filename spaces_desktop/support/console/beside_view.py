"""The right of a console: what the AI did, staff's notes, who the customer is, earlier talks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from embedded_server.contracts.support import Conversation
from embedded_server.contracts.support_desk import CustomerCard, HandoffCard, SupportNote
from spaces_desktop.kernel.moments import day, full, when
from spaces_desktop.kernel.money import money
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.console.beside import Fetched
from spaces_desktop.support.console.conversation import OpenConversation
from spaces_desktop.support.console.words import earlier_words, rating_words
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import (
    Empty,
    button,
    clear,
    column,
    frame,
    label,
    scroller,
)
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

LONGEST = 90
"""Characters of what was said last in an earlier conversation."""


class Part(QWidget):
    """A heading, and below it what was fetched, why it was not, or that there is nothing."""

    def __init__(self, title: str, name: str, nothing: str) -> None:
        super().__init__()
        self.setObjectName(name)
        outer = column(self, 0, 6)
        outer.addWidget(label(title, "section"))
        self.error = ErrorStrip(name=f"{name}_error")
        outer.addWidget(self.error)
        self._nothing = label(nothing, "small", wrap=True, name=f"{name}_nothing")
        outer.addWidget(self._nothing)
        inside = QWidget()
        self.body: QVBoxLayout = column(inside, 0, 6)
        self._inside = inside
        outer.addWidget(inside)

    def follow(
        self, bindings: Bindings, fetched: Fetched[Any], fill: Callable[[Any], None]
    ) -> None:
        def show() -> None:
            clear(self.body)
            if fetched.value is not None:
                fill(fetched.value)

        bindings.bind(fetched, "advice", lambda _advice: self.error.show_advice(fetched.advice))
        bindings.bind(fetched, "phase", self._on_phase)
        bindings.listen(fetched.changed, show)
        bindings.listen(self.error.retry_requested, fetched.load)
        show()

    def add(self, words: str, role: str = "", name: str = "") -> None:
        made = label(words, role, wrap=True, name=name)
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        made.setAccessibleName(words)
        self.body.addWidget(made)

    def _on_phase(self, phase: Phase) -> None:
        self._nothing.setVisible(phase is Phase.EMPTY)
        self._inside.setVisible(phase is Phase.READY)


class BesideView(QWidget):
    earlier_wanted = Signal(str)
    """The id of another conversation of this customer."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("console_beside")
        self._bindings = Bindings()
        self._open: OpenConversation | None = None
        inside = QWidget()
        body = column(inside, 16, 20)
        self.handoff = Part(
            self.tr("WHAT HAPPENED SO FAR"), "handoff", self.tr("Nothing was asked before.")
        )
        self.notes = Part(
            self.tr("NOTES"), "notes", self.tr("No notes yet. Only staff will see them.")
        )
        self.customer = Part(self.tr("CUSTOMER"), "customer", "")
        self.earlier = Part(
            self.tr("EARLIER CONVERSATIONS"), "earlier", self.tr("This is the first one.")
        )
        for part in (self.handoff, self.notes, self.customer, self.earlier):
            body.addWidget(part)
        body.addStretch(1)
        pane = frame("pane")
        layout = column(pane, 0, 0)
        area = scroller(inside, self.tr("About this conversation"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(area)
        empty = Empty(
            self.tr("About the customer"),
            self.tr("Open a conversation to see who it is with."),
            picture="person",
            themes=themes,
        )
        self._states = StateStack(pane, themes, empty, name="beside")
        self._states.retry_requested.connect(self._on_retry)
        column(self, 0, 0).addWidget(self._states)
        self.show_open(None)

    def show_open(self, one: OpenConversation | None) -> None:
        self._bindings.release()
        self._open = one
        if one is None:
            self._states.show_advice(None)
            self._states.show_phase(Phase.EMPTY)
            return
        beside = one.beside
        self._bindings.bind(beside.customer, "phase", self._on_phase)
        self._bindings.bind(beside.customer, "advice", self._on_advice)
        self.handoff.follow(self._bindings, beside.handoff, self._fill_handoff)
        self.notes.follow(self._bindings, beside.notes.list, self._fill_notes)
        self.customer.follow(self._bindings, beside.customer, self._fill_customer)
        self.earlier.follow(self._bindings, beside.earlier, self._fill_earlier)

    def release(self) -> None:
        self.show_open(None)

    def _on_phase(self, phase: Phase) -> None:
        self._states.show_phase(phase)

    def _on_advice(self, _advice: object) -> None:
        one = self._open
        failed = one is not None and one.beside.customer.value is None
        self._states.show_advice(one.beside.customer.advice if one and failed else None)

    def _on_retry(self) -> None:
        if self._open is not None:
            self._open.beside.load()

    def _fill_handoff(self, card: HandoffCard) -> None:
        part = self.handoff
        if card.asked:
            part.add(self.tr("Asked first: {words}").format(words=card.asked))
        for answer in card.answered:
            box = frame("bubble")
            inner = column(box, 10, 2)
            inner.addWidget(label(answer.question, "small", wrap=True))
            inner.addWidget(label(answer.answer, wrap=True))
            if answer.sources:
                words = self.tr("From: {titles}").format(titles=", ".join(answer.sources))
                inner.addWidget(label(words, "small", wrap=True))
            part.body.addWidget(box)
        for question in card.open_questions:
            part.add(self.tr("Still open: {words}").format(words=question), "strong")
        if card.transfer_reason:
            words = self.tr("Why a person: {words}").format(words=card.transfer_reason)
            part.add(words)

    def _fill_notes(self, notes: list[SupportNote]) -> None:
        for note in notes:
            box = frame("note")
            inner = column(box, 10, 2)
            inner.addWidget(label(note.text, wrap=True))
            said = self.tr("{name}, {time}").format(
                name=note.author_name, time=when(note.created_at)
            )
            by = label(said, "small", wrap=True)
            by.setToolTip(full(note.created_at))
            inner.addWidget(by)
            self.notes.body.addWidget(box)

    def _fill_customer(self, card: CustomerCard) -> None:
        part = self.customer
        part.add(card.name, "strong", "customer_name")
        if card.is_guest:
            part.add(self.tr("Guest of the web site, without an account"), "small")
        else:
            part.add(f"@{card.username}", "small")
        if card.member_since is not None:
            part.add(self.tr("Member since {day}").format(day=day(card.member_since)), "small")
        part.add(self._counted(card), "small")
        if card.average_score is not None:
            words = self.tr("Rates us {score:.1f} of 5 on average")
            part.add(words.format(score=card.average_score), "small")
        told = None if self._open is None else self._open.told
        if told is not None and told.rating is not None:
            part.add(rating_words(told.rating), "small")
            if told.rating.comment:
                part.add(told.rating.comment)
        if card.purchases:
            part.body.addWidget(label(self.tr("PURCHASES"), "section"))
        for bought in card.purchases:
            words = self.tr("{what}: {amount}, {time}").format(
                what=bought.note or bought.kind,
                amount=money(bought.amount_cents),
                time=when(bought.at),
            )
            part.add(words, "small")

    def _counted(self, card: CustomerCard) -> str:
        if card.conversation_count == 1:
            return self.tr("1 conversation")
        return self.tr("{count} conversations, {resolved} of them resolved").format(
            count=card.conversation_count, resolved=card.resolved_count
        )

    def _fill_earlier(self, found: list[Conversation]) -> None:
        for one in found:
            if self._open is not None and one.id == self._open.id:
                continue
            words = one.last_text or self.tr("Nothing written")
            short = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
            made = button(earlier_words(one), f"earlier_{one.id}", "link")
            made.setToolTip(words)
            made.clicked.connect(lambda _on=False, which=one.id: self.earlier_wanted.emit(which))
            self.earlier.body.addWidget(made)
            said = label(short, "small", wrap=True)
            said.setContentsMargins(10, 0, 0, 0)
            self.earlier.body.addWidget(said)
