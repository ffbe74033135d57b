"""The first two steps: the microphone that is used, and the room it stands in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar

from spaces_desktop.lounge.studio.hearing import HearingModel
from spaces_desktop.lounge.studio.noise import Room
from spaces_desktop.lounge.studio.parts_view import Level, StepPage, VerdictLine
from spaces_desktop.lounge.studio.room_check import RoomModel
from spaces_desktop.lounge.studio.verdicts import Verdict, of_room
from spaces_desktop.widgets.controls import Choice
from spaces_desktop.widgets.forms import captioned
from spaces_desktop.widgets.panes import button, column, frame, label
from spaces_desktop.widgets.theme import Themes


class MicrophonePage(StepPage):
    def __init__(self, hearing: HearingModel, themes: Themes) -> None:
        super().__init__(
            "studio_microphone",
            self.tr("Your microphone"),
            self.tr(
                "A headset, or a microphone a hand's width away, is better than the one in the"
                " screen. Stay with the same one until the end."
            ),
        )
        self._hearing = hearing
        card = frame("card")
        layout = column(card, 16, 8)
        self.devices = Choice()
        self.devices.activated.connect(self._on_chosen)
        captioned(layout, self.tr("Microphone"), self.devices, "studio_device")
        layout.addSpacing(8)
        layout.addWidget(label(self.tr("Level"), "section"))
        self._level = Level(hearing, themes, "studio_microphone")
        layout.addWidget(self._level)
        self.verdict = VerdictLine(themes, "studio_heard")
        layout.addWidget(self.verdict)
        self.body.addWidget(card)
        self.body.addStretch(1)
        bind = self.bindings.bind
        bind(hearing, "devices", self._show_devices)
        bind(hearing, "device", lambda _device: self._show_devices(hearing.devices))
        bind(hearing, "has_heard", lambda _has: self._show_heard())
        bind(hearing, "trouble", lambda _trouble: self._show_heard())

    def take_focus(self) -> None:
        self.devices.setFocus(Qt.FocusReason.OtherFocusReason)

    def release(self) -> None:
        super().release()
        self._level.release()

    def _on_chosen(self, at: int) -> None:
        self._hearing.choose(str(self.devices.itemData(at)))

    def _show_devices(self, devices: tuple[str, ...]) -> None:
        self.devices.clear()
        self.devices.addItem(self.tr("As chosen in the settings"), "")
        chosen = self._hearing.device
        for name in devices:
            self.devices.addItem(name, name)
        if chosen and chosen not in devices:
            absent = self.tr("{name} (not plugged in)").format(name=chosen)
            self.devices.addItem(absent, chosen)
        self.devices.setCurrentIndex(max(0, self.devices.findData(chosen)))

    def _show_heard(self) -> None:
        hearing = self._hearing
        self.verdict.setVisible(hearing.trouble is None)
        if hearing.has_heard:
            self.verdict.show_verdict(
                Verdict("good", self.tr("We hear you"), self.tr("Go on to the room.")),
                is_said=True,
            )
        else:
            self.verdict.show_verdict(
                Verdict(
                    "listening",
                    self.tr("Say something"),
                    self.tr("Your name, or what day it is, as you would say it later."),
                )
            )


class RoomPage(StepPage):
    def __init__(self, room: RoomModel, hearing: HearingModel, themes: Themes) -> None:
        super().__init__(
            "studio_room",
            self.tr("The room"),
            self.tr(
                "What hums or blows in the room ends up in the voice. Be quiet for two seconds,"
                " and we tell you what the microphone hears."
            ),
        )
        self._room = room
        card = frame("card")
        layout = column(card, 16, 12)
        self._level = Level(hearing, themes, "studio_room")
        layout.addWidget(self._level)
        self.listen = button(self.tr("Listen to the room"), "studio_listen", "primary")
        self.listen.clicked.connect(room.listen)
        layout.addWidget(self.listen, 0, Qt.AlignmentFlag.AlignLeft)
        self.progress = QProgressBar()
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Listening to the room"))
        layout.addWidget(self.progress)
        self.verdict = VerdictLine(themes, "studio_room_verdict")
        layout.addWidget(self.verdict)
        self.anyway = label(
            self.tr("You can go on as it is. The voice will then carry some of that noise."),
            "small",
            wrap=True,
        )
        layout.addWidget(self.anyway)
        self.body.addWidget(card)
        self.body.addStretch(1)
        bind = self.bindings.bind
        bind(room, "progress", self._show_progress)
        bind(room, "room", self._show_room)
        bind(hearing, "is_open", lambda _open: self._show_progress(room.progress))

    def take_focus(self) -> None:
        self.listen.setFocus(Qt.FocusReason.OtherFocusReason)

    def release(self) -> None:
        super().release()
        self._level.release()

    def _show_progress(self, progress: float | None) -> None:
        hearing = self._room.hearing
        self.listen.setEnabled(progress is None and hearing.is_open)
        self.progress.setVisible(progress is not None)
        self.progress.setValue(round(100 * (progress or 0)))
        if progress is not None:
            self.verdict.show_verdict(
                Verdict("listening", self.tr("Quiet, please"), self.tr("We are listening."))
            )
            self.verdict.show()
            self.anyway.hide()
        elif self._room.room is None:
            self.verdict.hide()
            self.anyway.hide()

    def _show_room(self, room: Room | None) -> None:
        again = self.tr("Listen to the room") if room is None else self.tr("Listen again")
        self.listen.setText(again)
        if room is not None:
            self.verdict.show()
            self.verdict.show_verdict(of_room(room), is_said=True)
        self.anyway.setVisible(room is not None and not room.is_fit)
