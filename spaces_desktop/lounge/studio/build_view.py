"""The fifth step: which engine, how near to oneself, and the building of the voice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QProgressBar, QSlider, QWidget

from embedded_server.contracts.voice import Engine, LoungeVoice
from spaces_desktop.lounge.studio.model import StudioModel
from spaces_desktop.lounge.studio.parts_view import Fact, StepPage, VerdictLine
from spaces_desktop.lounge.studio.verdicts import Verdict
from spaces_desktop.lounge.studio.words import engine_words, leaving_words, likeness_words
from spaces_desktop.widgets.choice import Choice
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import button, clear, column, frame, label, line
from spaces_desktop.widgets.theme import Themes

_STEPS = 20
"""Of the slider."""


class BuildPage(StepPage):
    def __init__(self, model: StudioModel, themes: Themes) -> None:
        super().__init__(
            "studio_build",
            self.tr("Build the voice"),
            self.tr("The server makes a voice out of your recordings. You can leave meanwhile."),
        )
        self._model = model
        self._themes = themes
        self._group = QButtonGroup(self)
        self._choices = QWidget()
        self._engines = column(self._choices, 0, 8)
        self.body.addWidget(self._build_state())
        self.body.addWidget(label(self.tr("Engine"), "section"))
        self.body.addWidget(self._choices)
        self._leaving = column(spacing=0)
        self.body.addLayout(self._leaving)
        self.body.addWidget(self._build_likeness())
        self.build = button(self.tr("Build the voice"), "studio_build_go", "primary")
        self.build.clicked.connect(self._on_build)
        self.body.addWidget(self.build, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        build = model.build
        bind = self.bindings.bind
        bind(build, "engines", lambda _it: self._show_engines())
        bind(build, "engine", lambda _it: self._show_chosen())
        bind(build, "likeness", self._show_likeness)
        bind(build, "voice", self._show_voice)
        bind(build, "busy", lambda _is: self._show_voice(build.voice))
        bind(build, "was_cancelled", lambda _is: self._show_voice(build.voice))
        bind(build, "form_advice", self.error.show_advice)
        bind(model.sending, "pending", lambda _it: self._show_voice(build.voice))

    def take_focus(self) -> None:
        if self.build.isVisibleTo(self) and self.build.isEnabled():
            self.build.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_likeness(self) -> QWidget:
        card = frame("card")
        layout = column(card, 16, 4)
        caption = label(self.tr("Likeness"), "section")
        layout.addWidget(caption)
        self.likeness = QSlider(Qt.Orientation.Horizontal)
        self.likeness.setObjectName("studio_likeness")
        self.likeness.setAccessibleName(caption.text())
        self.likeness.setRange(0, _STEPS)
        self.likeness.valueChanged.connect(
            lambda value: self._model.build.set_likeness(value / _STEPS)
        )
        layout.addWidget(self.likeness)
        ends = line(spacing=12)
        ends.addWidget(label(self.tr("Clearer"), "small"))
        ends.addStretch(1)
        ends.addWidget(label(self.tr("More like you"), "small"))
        layout.addLayout(ends)
        self.meaning = label("", "muted", wrap=True, name="studio_likeness_words")
        layout.addWidget(self.meaning)
        self._likeness_card = card
        return card

    def _build_state(self) -> QWidget:
        made = QWidget()
        layout = column(made, 0, 12)
        self.verdict = VerdictLine(self._themes, "studio_build_state")
        layout.addWidget(self.verdict)
        self.progress = QProgressBar()
        self.progress.setObjectName("studio_build_progress")
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Building the voice"))
        layout.addWidget(self.progress)
        self.error = ErrorStrip(name="studio_build_error")
        self.error.retry_requested.connect(self._model.build.build)
        layout.addWidget(self.error)
        self.cancel = button(self.tr("Stop building"), "studio_build_cancel")
        self.cancel.clicked.connect(self._model.build.cancel)
        layout.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _on_build(self) -> None:
        build = self._model.build
        chosen = build.chosen
        if chosen is None or not chosen.leaves_this_machine:
            build.build()
            return
        ask_first(
            self,
            "leaves_machine",
            self.tr("Send your recordings to another machine?"),
            self.tr(
                "“{engine}” works elsewhere: recordings and texts are sent there, and what"
                " happens to them is up to whoever runs it."
            ).format(engine=chosen.name),
            (self.tr("Send and build"), self.tr("Choose another")),
            build.build,
            is_danger=False,
        )

    def _show_engines(self) -> None:
        clear(self._engines)
        build = self._model.build
        for number, one in enumerate(build.clones):
            self._engines.addWidget(self._engine(one, number))
        if build.engines is not None and not build.clones:
            none = self.tr(
                "No engine on this server can take after a speaker. Ask its host to install one."
            )
            self._engines.addWidget(label(none, "notice", wrap=True))
        self._show_chosen()

    def _engine(self, one: Engine, number: int) -> Choice:
        text = engine_words(one)
        picture = "leaves" if one.leaves_this_machine else "stays"
        made = Choice(one.name, text, f"studio_engine_{number}", picture, self._themes)
        made.setCheckable(True)
        made.setProperty("engine", one.id)
        made.setEnabled(one.is_available)
        made.clicked.connect(lambda _on=False: self._model.build.choose(one.id))
        self._group.addButton(made)
        return made

    def _show_chosen(self) -> None:
        build = self._model.build
        for made in self._group.buttons():
            made.setChecked(made.property("engine") == build.engine)
        clear(self._leaving)
        chosen = build.chosen
        if chosen is not None:
            title, text = leaving_words(chosen)
            picture = "leaves" if chosen.leaves_this_machine else "stays"
            self._leaving.addWidget(Fact(picture, title, text, self._themes))
        self._show_voice(build.voice)

    def _show_likeness(self, likeness: float) -> None:
        self.likeness.setValue(round(likeness * _STEPS))
        self.meaning.setText(likeness_words(likeness))

    def _show_voice(self, voice: LoungeVoice | None) -> None:
        build = self._model.build
        status = build.status
        is_building = status == "building"
        self.progress.setVisible(is_building)
        progress = None if voice is None else voice.progress
        self.progress.setRange(0, 100 if progress is not None else 0)
        self.progress.setValue(round(100 * (progress or 0.0)))
        self.cancel.setVisible(is_building)
        self.cancel.setEnabled(not build.busy)
        self.build.setVisible(not is_building)
        waits = len(self._model.sending.pending)
        self.build.setEnabled(build.may_build and not build.busy and not self._nothing_there)
        again = status in ("ready", "failed")
        self.build.setText(self.tr("Build again") if again else self.tr("Build the voice"))
        self._choices.setEnabled(not is_building)
        self._likeness_card.setEnabled(not is_building)
        self._show_state(voice, waits)

    @property
    def _nothing_there(self) -> bool:
        return not self._model.library.samples

    def _show_state(self, voice: LoungeVoice | None, waits: int) -> None:
        build = self._model.build
        told = Verdict("none", "")
        if build.status == "building":
            share = round(100 * ((voice.progress if voice else None) or 0.0))
            told = Verdict(
                "none",
                self.tr("Building: {percent} %").format(percent=share),
                self.tr("You can close this page; the server goes on."),
            )
        elif build.status == "failed" and voice is not None:
            why = voice.problem or self.tr("The engine gave no reason.")
            told = Verdict("bad", self.tr("The voice could not be built"), why)
        elif build.was_cancelled:
            told = Verdict("none", self.tr("Building was stopped"))
        elif build.status == "ready" and voice is not None:
            words = self.tr("Built with {engine}. Listen to it in the next step.")
            told = Verdict(
                "good",
                self.tr("The voice is ready"),
                words.format(engine=voice.engine_name or voice.engine or ""),
            )
        elif self._nothing_there:
            told = Verdict(
                "fair",
                self.tr("Nothing has arrived on the server yet"),
                self.tr("You can build as soon as one recording is there."),
            )
        elif waits:
            words = self.tr("1 recording is still on its way; it counts in the next build.")
            if waits > 1:
                words = self.tr("{count} recordings are still on their way.")
            told = Verdict("fair", words.format(count=waits))
        self.verdict.setVisible(bool(told.title))
        self.verdict.show_verdict(told, is_said=told.tone in ("good", "bad"))
