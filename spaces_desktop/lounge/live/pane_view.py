"""The Live room tab: who is there, one big button to talk, and for staff opening and closing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.lounge.live.model import LiveRoomModel, Stay
from spaces_desktop.lounge.live.people_view import PeopleList
from spaces_desktop.lounge.live.voice.engine import Heard
from spaces_desktop.lounge.live.voice.talking import Mode
from spaces_desktop.widgets.controls import SegmentedControl, Toggle
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import Empty, button, column, frame, label, line
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes


class LivePane(QWidget):
    """Holding the button, or the space bar anywhere in here, is talking."""

    def __init__(self, model: LiveRoomModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("live_room")
        self._model = model
        self._bindings = Bindings()
        self.empty = self._closed(themes)
        content = QWidget()
        inside = column(content, 0, 0)
        inside.addWidget(self._staff_bar(themes))
        self.people = PeopleList(model, themes)
        inside.addWidget(self.people, 1)
        inside.addWidget(self._talk_bar(themes))
        layout = column(self, 0, 0)
        self.ended = label("", "notice", wrap=True, name="live_ended")
        layout.addWidget(self.ended)
        self.error = ErrorStrip(name="live_act_error")
        layout.addWidget(self.error)
        self.states = StateStack(content, themes, self.empty, name="live_room")
        self.states.retry_requested.connect(model.load)
        layout.addWidget(self.states, 1)
        self.states.follow(self._bindings, model)
        bind = self._bindings.bind
        for name in ("state", "stay", "mode", "is_muted", "is_deafened", "busy", "people"):
            bind(model, name, lambda _value: self._show())
        bind(model, "heard", self._on_heard)
        bind(model, "form_advice", lambda _one: self.error.show_advice(model.form_advice))
        bind(model, "sound_advice", lambda _one: self.sound.show_advice(model.sound_advice))
        bind(model, "ended", self._on_ended)

    def release(self) -> None:
        self._bindings.release()
        self.people.release()

    # Building

    def _closed(self, themes: Themes) -> Empty:
        title = _tr("The live room is closed")
        if not self._model.is_staff:
            words = _tr("When it is opened, everybody in the lounge can talk with each other here.")
            return Empty(title, words, picture="speaker", themes=themes)
        words = _tr("Open it, and everybody in the lounge can come in and talk with each other.")
        self.open = button(_tr("Open the live room"), "live_open", "primary")
        self.open.clicked.connect(lambda: self._model.set_open(True))
        return Empty(title, words, self.open, picture="speaker", themes=themes)

    def _staff_bar(self, themes: Themes) -> QWidget:
        bar = self._staff = frame("bar", "live_staff")
        layout = line(bar, 12, 12)
        self.push_only = Toggle(_tr("Everybody has to push to talk"), "live_push_only", themes)
        self.push_only.clicked.connect(self._model.set_push_only)
        layout.addWidget(self.push_only)
        layout.addStretch(1)
        self.shut = button(_tr("Close the room"), "live_close")
        self.shut.clicked.connect(lambda: self._model.set_open(False))
        layout.addWidget(self.shut)
        bar.setVisible(self._model.is_staff)
        return bar

    def _talk_bar(self, themes: Themes) -> QWidget:
        model = self._model
        bar = frame("bar", "live_talk_bar")
        layout = column(bar, 12, 8)
        self.sound = ErrorStrip(name="live_sound_error")
        self.sound.retry_requested.connect(model.try_sound_again)
        layout.addWidget(self.sound)
        self.hint = label("", "muted", wrap=True, name="live_hint")
        layout.addWidget(self.hint)
        self.join = button(_tr("Come in"), "live_join", "primary")
        self.join.clicked.connect(model.join)
        layout.addWidget(self.join)
        self._inside = QWidget()
        inside = column(self._inside, 0, 8)
        self.talk = button(_tr("Hold to talk"), "live_talk", "primary")
        self.talk.pressed.connect(lambda: model.hold(True))
        self.talk.released.connect(lambda: model.hold(False))
        inside.addWidget(self.talk)
        self.level = QProgressBar()
        self.level.setObjectName("live_level")
        self.level.setRange(0, 100)
        self.level.setTextVisible(False)
        self.level.setAccessibleName(_tr("How loud your microphone is"))
        inside.addWidget(self.level)
        row = line(spacing=12)
        self.mode = SegmentedControl(
            (
                (Mode.PUSH_TO_TALK.value, _tr("Push to talk")),
                (Mode.VOICE.value, _tr("When I speak")),
            ),
            "live_mode",
            _tr("When your microphone is open"),
            model.mode.value,
        )
        self.mode.changed.connect(lambda key: model.set_mode(Mode(key)))
        row.addWidget(self.mode)
        self.muted = Toggle(_tr("Microphone off"), "live_muted", themes)
        self.muted.clicked.connect(model.set_muted)
        row.addWidget(self.muted)
        self.deafened = Toggle(_tr("Hear nobody"), "live_deafened", themes)
        self.deafened.clicked.connect(model.set_deafened)
        row.addWidget(self.deafened)
        row.addStretch(1)
        self.leave = button(_tr("Leave the room"), "live_leave")
        self.leave.clicked.connect(model.leave)
        row.addWidget(self.leave)
        inside.addLayout(row)
        layout.addWidget(self._inside)
        return bar

    # Showing

    def _show(self) -> None:
        model = self._model
        is_in = model.stay is not Stay.OUT
        self.join.setVisible(not is_in)
        self.join.setEnabled(not model.busy)
        self._inside.setVisible(is_in)
        pushes = model.must_push or model.mode is Mode.PUSH_TO_TALK
        self.mode.setEnabled(not model.must_push)
        self.mode.choose(Mode.PUSH_TO_TALK.value if pushes else Mode.VOICE.value)
        self.talk.setVisible(pushes)
        self.talk.setEnabled(model.stay is Stay.IN and not model.is_muted and not model.am_muted)
        self.muted.setChecked(model.is_muted)
        self.deafened.setChecked(model.is_deafened)
        self.push_only.setChecked(model.must_push)
        self.push_only.setEnabled(not model.busy)
        self.shut.setEnabled(not model.busy)
        self._show_hint()

    def _show_hint(self) -> None:
        words = self._hint_words()
        self.hint.setText(words)
        self.hint.setVisible(bool(words))

    def _hint_words(self) -> str:
        model = self._model
        if model.stay is Stay.OUT:
            return _tr("Your microphone stays off until you come in.")
        if model.stay is Stay.COMING:
            return _tr("Coming in …")
        if model.stay is Stay.LOST:
            return _tr("The connection broke. It is tried again by itself.")
        if model.am_muted:
            return _tr("A moderator muted you: nobody hears you, and you hear the others.")
        if model.heard is not None and model.heard.is_unheard:
            return _tr("You are speaking, but your microphone is off: nobody hears you.")
        if model.must_push and model.mode is Mode.VOICE:
            return _tr("In this room everybody has to push to talk.")
        if model.heard is not None and model.heard.loss > 0.05:
            return _tr("The line is bad just now: some words may be missing.")
        return ""

    def _on_heard(self, heard: Heard | None) -> None:
        self.level.setValue(0 if heard is None else round(heard.level * 100))
        self._show_hint()

    def _on_ended(self, why: str) -> None:
        self.ended.setText(why)
        self.ended.setVisible(bool(why))

    # The space bar, wherever the focus is in here

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_talk_key(event):
            if not event.isAutoRepeat():
                self.talk.setDown(True)
                self._model.hold(True)
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._is_talk_key(event):
            if not event.isAutoRepeat():
                self.talk.setDown(False)
                self._model.hold(False)
            return
        super().keyReleaseEvent(event)

    def _is_talk_key(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Space and self.talk.isVisible() and self.talk.isEnabled()


def _tr(text: str) -> str:
    return QCoreApplication.translate("live_room", text)
