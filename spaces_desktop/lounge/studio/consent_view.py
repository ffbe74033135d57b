"""The fourth step: what one consents to, the statement to be spoken, and how it was heard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from embedded_server.contracts.voice import ConsentBundle, Statement, StatementCheck
from spaces_desktop.kernel.moments import full
from spaces_desktop.lounge.studio.model import StudioModel
from spaces_desktop.lounge.studio.parts_view import Fact, StepPage, VerdictLine
from spaces_desktop.lounge.studio.recorder_view import Recorder
from spaces_desktop.lounge.studio.samples_view import SampleList
from spaces_desktop.lounge.studio.verdicts import Verdict
from spaces_desktop.widgets.panes import button, column, frame, label
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes


class ConsentPage(StepPage):
    def __init__(self, model: StudioModel, themes: Themes, server: str) -> None:
        super().__init__(
            "studio_consent",
            self.tr("Your consent"),
            self.tr("A voice is yours. Before anything is sent, say that you agree."),
        )
        self._model = model
        self._themes = themes
        consent = model.consent
        self._given = self._build_given()
        self.body.addWidget(self._given)
        self.body.addWidget(self._build_facts(server))
        self._asking = self._build_asking()
        self.states = StateStack(self._asking, themes, shape="form", name="studio_statement")
        self.states.retry_requested.connect(lambda: consent.load(self._model.reading.language))
        self.body.addWidget(self.states)
        self.samples = SampleList(model.sending, model.library, themes)
        self.body.addWidget(self.samples)
        self.body.addStretch(1)
        bind = self.bindings.bind
        self.states.follow(self.bindings, consent)
        bind(consent, "statement", self._show_statement)
        bind(consent, "spoken", lambda _take: self._show())
        bind(consent, "is_ticked", lambda _is: self._show())
        bind(consent, "is_given", lambda _is: self._show())
        bind(consent, "bundle", self._show_bundle)
        bind(consent, "check", lambda _check: self._show_given())
        bind(model.build, "engines", lambda _engines: self._show_given())
        bind(model.sending, "pending", lambda _it: self._show())

    def take_focus(self) -> None:
        if self._model.consent.is_given:
            return
        self.recorder.take_focus()

    def release(self) -> None:
        super().release()
        self.recorder.release()
        self.samples.release()

    def _build_facts(self, server: str) -> QWidget:
        card = frame("card", "studio_facts")
        layout = column(card, 16, 10)
        for picture, title, text in (
            (
                "voice",
                self.tr("What is made"),
                self.tr("A synthetic voice that resembles yours, out of these recordings."),
            ),
            (
                "server",
                self.tr("Where it is kept"),
                self.tr(
                    "On {server}, where only you and its host can listen to the recordings. They go"
                    " elsewhere only if you choose an engine that says so."
                ).format(server=server),
            ),
            (
                "chat",
                self.tr("What it is for"),
                self.tr(
                    "The AI of “{lounge}” answers its members with it. Each answer is marked as an"
                    " AI voice and can be traced to this consent."
                ).format(lounge=self._model.community.name),
            ),
            (
                "refund",
                self.tr("How to withdraw"),
                self.tr(
                    "At any time, in the last step: recordings, voice and everything it ever said"
                    " are deleted."
                ),
            ),
        ):
            layout.addWidget(Fact(picture, title, text, self._themes))
        return card

    def _build_asking(self) -> QWidget:
        made = QWidget()
        layout = column(made, 0, 12)
        card = frame("prompt", "studio_statement_card")
        inside = column(card, 0, 8)
        inside.setContentsMargins(24, 16, 24, 16)
        inside.addWidget(label(self.tr("Say this, today"), "section", wrap=True))
        self.statement = label("", "prompt", wrap=True, name="studio_statement_text")
        inside.addWidget(self.statement)
        layout.addWidget(card)
        model = self._model
        self.recorder = Recorder(
            model.consent.take,
            model.hearing,
            self._themes,
            "studio_statement_take",
            lambda: model.consent.words,
            self.tr("Use this"),
        )
        layout.addWidget(self.recorder)
        self.spoken = VerdictLine(self._themes, "studio_spoken")
        layout.addWidget(self.spoken)
        self.once_more = button(self.tr("Say it again"), "studio_speak_again", "link")
        self.once_more.clicked.connect(self._on_speak_again)
        layout.addWidget(self.once_more, 0, Qt.AlignmentFlag.AlignLeft)
        self.tick = QCheckBox(self.tr("This is my own voice, and I agree"))
        self.tick.setObjectName("studio_tick")
        self.tick.toggled.connect(model.consent.tick)
        layout.addWidget(self.tick)
        self.agree = button("", "studio_agree", "primary")
        self.agree.clicked.connect(model.consent.agree)
        layout.addWidget(self.agree, 0, Qt.AlignmentFlag.AlignLeft)
        self.missing = label("", "small", wrap=True, name="studio_missing")
        layout.addWidget(self.missing)
        return made

    def _build_given(self) -> QWidget:
        card = frame("card", "studio_given")
        layout = column(card, 16, 8)
        self.given = VerdictLine(self._themes, "studio_given_verdict")
        self.heard = VerdictLine(self._themes, "studio_heard_check")
        self.details = label("", "small", wrap=True, name="studio_bundle")
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for one in (self.given, self.heard, self.details):
            layout.addWidget(one)
        return card

    def _on_speak_again(self) -> None:
        self._model.consent.speak_again()
        self.recorder.take_focus()

    def _show_statement(self, statement: Statement | None) -> None:
        self.statement.setText("" if statement is None else statement.text)

    def _show(self) -> None:
        consent = self._model.consent
        self.states.setVisible(not consent.is_given)
        self._given.setVisible(consent.is_given)
        has_spoken = consent.spoken is not None
        self.recorder.setVisible(not has_spoken)
        self.spoken.setVisible(has_spoken)
        self.once_more.setVisible(has_spoken)
        self.spoken.show_verdict(Verdict("good", self.tr("Your statement is recorded")))
        self.tick.setChecked(consent.is_ticked)
        count = len(self._model.sending.pending)
        words = self.tr("I agree: send 1 recording")
        if count != 1:
            words = self.tr("I agree: send {count} recordings").format(count=count)
        self.agree.setText(words)
        self.agree.setEnabled(consent.may_agree)
        missing = ""
        if not has_spoken:
            missing = self.tr("First say the statement; nothing has been sent yet.")
        elif not consent.is_ticked:
            missing = self.tr("Tick the box as well; nothing has been sent yet.")
        self.missing.setText(missing)
        self.missing.setVisible(bool(missing))
        self._show_given()

    def _show_bundle(self, bundle: ConsentBundle | None) -> None:
        self._show()
        self.details.setVisible(bundle is not None)
        if bundle is not None:
            words = self.tr("{name}, {lounge}, {when}. Fingerprint {digest}")
            self.details.setText(
                words.format(
                    name=bundle.person_name,
                    lounge=bundle.community_name,
                    when=full(bundle.given_at),
                    digest=bundle.digest[:16],
                )
            )

    def _show_given(self) -> None:
        consent, sending = self._model.consent, self._model.sending
        if sending.pending:
            sent = self.tr("Your recordings are being sent; you can go on meanwhile.")
        else:
            sent = self.tr("All recordings are on the server.")
        self.given.show_verdict(Verdict("good", self.tr("You have consented"), sent))
        check, engines = consent.check, self._model.build.engines
        if check is None and engines is not None and engines.recogniser is None:
            check = StatementCheck(verdict="unknown", heard=None, recogniser=None)
        self.heard.setVisible(check is not None)
        if check is not None:
            self.heard.show_verdict(self._check_words(check.verdict, check.heard), is_said=True)

    def _check_words(self, verdict: str, heard: str | None) -> Verdict:
        if verdict == "matches":
            return Verdict("good", self.tr("We heard your name and today's code"))
        if verdict == "differs":
            words = self.tr(
                "It sounded like “{heard}”. What counts is what you said, and that is kept."
            )
            return Verdict(
                "fair",
                self.tr("We could not follow the statement"),
                words.format(heard=heard or "…"),
            )
        return Verdict(
            "none",
            self.tr("The statement could not be checked here"),
            self.tr("Nothing on this server recognises speech. It is kept as you spoke it."),
        )
