"""The third step: a sentence to read, the recorder, and how much there is already."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from spaces_desktop.lounge.studio.model import StudioModel
from spaces_desktop.lounge.studio.parts_view import StepPage
from spaces_desktop.lounge.studio.prompts import LANGUAGES, script
from spaces_desktop.lounge.studio.recorder_view import Recorder
from spaces_desktop.lounge.studio.samples_view import SampleList
from spaces_desktop.lounge.studio.take import TakeState
from spaces_desktop.lounge.studio.verdicts import WANTED_SECONDS, amount
from spaces_desktop.widgets.controls import Choice, SegmentedControl, tool
from spaces_desktop.widgets.panes import column, frame, label, line
from spaces_desktop.widgets.theme import Themes


class ReadPage(StepPage):
    def __init__(self, model: StudioModel, themes: Themes) -> None:
        super().__init__(
            "studio_read",
            self.tr("Read aloud"),
            self.tr(
                "As you would talk to a friend. A slip of the tongue does no harm: read on. What"
                " you keep stays on this computer until you have consented."
            ),
        )
        self._model = model
        self._themes = themes
        reading = model.reading
        self.body.addWidget(self._build_choices())
        self.body.addWidget(self._build_prompt())
        self.recorder = Recorder(
            model.take,
            model.hearing,
            themes,
            "studio_take",
            lambda: reading.words,
            self.tr("Keep and go on"),
        )
        self.body.addWidget(self.recorder)
        self.body.addWidget(self._build_amount())
        self.samples = SampleList(model.sending, model.library, themes)
        self.body.addWidget(self.samples)
        self.body.addStretch(1)
        bind = self.bindings.bind
        self.bindings.listen(reading.changed, self._show_prompt)
        bind(reading, "language", lambda _it: self._show_prompt())
        bind(model, "speech_seconds", self._show_amount)
        bind(model.take, "state", self._show_locked)

    def take_focus(self) -> None:
        self.recorder.take_focus()

    def release(self) -> None:
        super().release()
        self.recorder.release()
        self.samples.release()

    def _build_choices(self) -> QWidget:
        made = QWidget()
        row = line(made, spacing=12)
        reading = self._model.reading
        self.mode = SegmentedControl(
            (("sentences", self.tr("Sentences")), ("free", self.tr("Speak freely"))),
            "studio_mode",
            self.tr("What to say"),
        )
        self.mode.changed.connect(reading.choose_mode)
        row.addWidget(self.mode)
        row.addStretch(1)
        self.language = Choice()
        self.language.setObjectName("studio_language")
        self.language.setAccessibleName(self.tr("Language"))
        for one in LANGUAGES:
            self.language.addItem(script(one).name, one)
        self.language.activated.connect(
            lambda at: reading.choose_language(str(self.language.itemData(at)))
        )
        self.language.setMinimumContentsLength(8)
        row.addWidget(self.language)
        return made

    def _build_prompt(self) -> QWidget:
        card = frame("prompt", "studio_prompt")
        layout = column(card, 0, 12)
        layout.setContentsMargins(24, 16, 24, 16)
        top = line(spacing=4)
        self.group = label("", "section", wrap=True, name="studio_group")
        top.addWidget(self.group, 1)
        self._tools = []
        reading = self._model.reading
        for name, words, picture, act in (
            ("studio_previous", self.tr("The sentence before"), "previous", reading.back),
            ("studio_skip", self.tr("Another sentence"), "skip", reading.skip),
            ("studio_shuffle", self.tr("In another order"), "shuffle", reading.shuffle),
        ):
            made = tool(name, words, picture, self._themes)
            made.clicked.connect(lambda _on=False, act=act: act())
            self._tools.append(made)
            top.addWidget(made)
        layout.addLayout(top)
        self.prompt = label("", "prompt", wrap=True, name="studio_sentence")
        layout.addWidget(self.prompt)
        self.read_before = label(self.tr("You have recorded this one already."), "small", wrap=True)
        layout.addWidget(self.read_before)
        return card

    def _build_amount(self) -> QWidget:
        made = frame("card")
        layout: QVBoxLayout = column(made, 0, 8)
        layout.setContentsMargins(16, 12, 16, 12)
        row = line(spacing=12)
        self.total = label("", "strong", name="studio_total")
        row.addWidget(self.total)
        self.meaning = label("", "small", wrap=True, name="studio_meaning")
        self.meaning.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.meaning, 1)
        layout.addLayout(row)
        self.bar = QProgressBar()
        self.bar.setRange(0, round(WANTED_SECONDS))
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Speech so far"))
        layout.addWidget(self.bar)
        return made

    def _show_prompt(self) -> None:
        reading = self._model.reading
        is_free = reading.mode == "free"
        self.mode.choose(reading.mode)
        self.language.setCurrentIndex(max(0, self.language.findData(reading.language)))
        for one in self._tools:
            one.setVisible(not is_free)
        self.read_before.setVisible(not is_free and reading.is_read)
        if is_free:
            self.group.setText(self.tr("For half a minute or so, for example about"))
            self.prompt.setText("\n".join(reading.script.ideas))
            return
        words = self.tr("{group} · {number} of {count}")
        self.group.setText(
            words.format(group=reading.prompt.group, number=reading.number, count=reading.count)
        )
        self.prompt.setText(reading.prompt.text)

    def _show_amount(self, seconds: float) -> None:
        words = self.tr("{seconds} of {wanted} s of speech")
        self.total.setText(words.format(seconds=int(seconds), wanted=round(WANTED_SECONDS)))
        self.bar.setValue(min(round(WANTED_SECONDS), int(seconds)))
        verdict = amount(seconds)
        told = self.tr("{title}. {text}") if verdict.title else "{text}"
        self.meaning.setText(told.format(title=verdict.title, text=verdict.text))

    def _show_locked(self, state: TakeState) -> None:
        """What is read does not change under whoever is reading it."""
        is_free = state is TakeState.IDLE
        self.language.setEnabled(is_free)
        self.mode.setEnabled(is_free)
        for one in self._tools:
            one.setEnabled(is_free)
