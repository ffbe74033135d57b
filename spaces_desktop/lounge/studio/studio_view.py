"""The studio on the screen: the steps above, one of them in the middle, back and next below."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.lounge.studio.build_view import BuildPage
from spaces_desktop.lounge.studio.consent_view import ConsentPage
from spaces_desktop.lounge.studio.listen_view import ListenPage
from spaces_desktop.lounge.studio.model import Step, StudioModel
from spaces_desktop.lounge.studio.parts_view import StepPage
from spaces_desktop.lounge.studio.read_view import ReadPage
from spaces_desktop.lounge.studio.setup_view import MicrophonePage, RoomPage
from spaces_desktop.lounge.studio.steps_view import StepBar
from spaces_desktop.widgets.panes import Empty, button, column, frame, line, scroller
from spaces_desktop.widgets.settling import settle
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.tab_order import order_tabs
from spaces_desktop.widgets.theme import Themes

WIDEST = 46
"""Of the column, in lines' heights."""


class StudioView(QWidget):
    """Who makes it calls `release`."""

    def __init__(self, model: StudioModel, themes: Themes, server: str) -> None:
        super().__init__()
        self.setObjectName("studio")
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        pane = frame("pane")
        around = column(pane, 0, 0)
        layout.addWidget(pane)
        self.states = StateStack(
            self._build_content(server), themes, self._build_empty(), shape="form", name="studio"
        )
        self.states.retry_requested.connect(model.load)
        around.addWidget(self.states)
        self.states.follow(self._bindings, model)
        bind = self._bindings.bind
        bind(model, "step", self._show_step)
        bind(model, "done", self._show_done)
        bind(model, "open", self._show_open)
        bind(model, "withdrawn", self._show_withdrawn)
        self._bindings.listen(model.phase_changed, self._on_phase)
        self._ordering = QTimer(self)
        self._ordering.setSingleShot(True)
        self._ordering.setInterval(0)
        self._ordering.timeout.connect(lambda: order_tabs(self))
        for changed in (
            model.step_changed,
            model.take.state_changed,
            model.consent.take.state_changed,
            model.sending.pending_changed,
            model.library.samples_changed,
            model.library.listening.heard_changed,
            model.build.engines_changed,
            model.previews.listening.heard_changed,
        ):
            self._bindings.listen(changed, lambda _it: self._on_changed())

    def release(self) -> None:
        self._bindings.release()
        self._ordering.stop()
        for page in self._pages.values():
            page.release()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.show(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.show(False)

    def _build_content(self, server: str) -> QWidget:
        made = QWidget()
        layout = column(made, 0, 0)
        model, themes = self._model, self._themes
        self.steps = StepBar(themes)
        self.steps.chosen.connect(self._on_chosen)
        layout.addWidget(self.steps)
        self._pages: dict[Step, StepPage] = {
            Step.MICROPHONE: MicrophonePage(model.hearing, themes),
            Step.ROOM: RoomPage(model.room, model.hearing, themes),
            Step.READ: ReadPage(model, themes),
            Step.CONSENT: ConsentPage(model, themes, server),
            Step.BUILD: BuildPage(model, themes),
            Step.LISTEN: ListenPage(model, themes),
        }
        inside = QWidget()
        row = line(inside)
        row.setContentsMargins(24, 24, 24, 24)
        self._column = QWidget()
        self._column.setMaximumWidth(WIDEST * self.fontMetrics().height())
        self._column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        pages = column(self._column, 0, 0)
        for page in self._pages.values():
            pages.addWidget(page)
        row.addStretch(1)
        row.addWidget(self._column, 8)
        row.addStretch(1)
        self._area: QScrollArea = scroller(inside, self.tr("Voice studio"))
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(self._area, 1)
        layout.addWidget(self._build_foot())
        return made

    def _build_foot(self) -> QWidget:
        foot = frame("foot")
        row = line(foot, spacing=8)
        row.setContentsMargins(24, 8, 24, 8)
        self.back = button(self.tr("Back"), "studio_back")
        self.back.clicked.connect(self._on_back)
        self.next = button("", "studio_next")
        self.next.clicked.connect(self._on_next)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.next)
        return foot

    def _build_empty(self) -> Empty:
        self.begin = button(self.tr("Begin"), "studio_begin", "primary")
        self.begin.clicked.connect(self._on_begin)
        self._empty = Empty("", "", self.begin, picture="voice", themes=self._themes)
        return self._empty

    def _on_begin(self) -> None:
        self._model.begin()
        self._take_focus()

    def _on_chosen(self, step: Step) -> None:
        self._model.go(step)
        self.steps.show_step(self._model.step)

    def _on_back(self) -> None:
        self._model.back()
        self._take_focus()

    def _on_next(self) -> None:
        self._model.next()
        self._take_focus()

    def _take_focus(self) -> None:
        self._pages[self._model.step].take_focus()

    def _on_changed(self) -> None:
        """Parts of a page came or went."""
        settle(self._area)
        self._ordering.start()

    def _on_phase(self, phase: Phase) -> None:
        if phase is Phase.EMPTY and self.isVisible():
            self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_step(self, step: Step) -> None:
        for one, page in self._pages.items():
            page.setVisible(one is step)
        self.steps.show_step(step)
        self.back.setVisible(step > Step.MICROPHONE)
        self._area.verticalScrollBar().setValue(0)
        self._show_open(self._model.open)

    def _show_done(self, done: frozenset[Step]) -> None:
        self.steps.show_done(done)
        self._show_open(self._model.open)

    def _show_open(self, ways: frozenset[Step]) -> None:
        self.steps.show_open(ways)
        step = self._model.step
        self.next.setVisible(step < Step.LISTEN)
        if step < Step.LISTEN:
            following = self.steps.title(Step(step + 1))
            self.next.setText(self.tr("Next: {step}").format(step=following))
            self.next.setEnabled(self._model.may_go_on)
            # What is done invites to go on.
            role = "primary" if step in self._model.done else ""
            if self.next.property("role") != role:
                self.next.setProperty("role", role)
                self.next.style().unpolish(self.next)
                self.next.style().polish(self.next)

    def _show_withdrawn(self, count: int | None) -> None:
        if count is None:
            self.begin.setText(self.tr("Begin"))
            self._empty.set_texts(
                self.tr("Give this lounge your voice"),
                self.tr(
                    "Read a few sentences, and the AI of this lounge answers in a voice that takes"
                    " after yours. It takes about five minutes, you can stop at any point, and"
                    " nothing leaves this computer before you have consented."
                ),
            )
            return
        self.begin.setText(self.tr("Begin anew"))
        words = self.tr("1 recording, the voice and every clip were deleted.")
        if count != 1:
            words = self.tr("{count} recordings, the voice and every clip were deleted.")
        self._empty.set_texts(self.tr("Your consent is withdrawn"), words.format(count=count))
