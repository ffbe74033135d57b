"""The settings of sound: which microphone, which loudspeaker, and whether one hears oneself."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from spaces_desktop.audio.devices import Devices
from spaces_desktop.audio.scanned import Device
from spaces_desktop.audio.sound_check import CheckStep, SoundCheck
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.shell.preferences import Preferences
from spaces_desktop.shell.settings_form import Section, choice
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.level_meter import LevelMeter
from spaces_desktop.widgets.panes import button, label, line
from spaces_desktop.widgets.theme import Themes


def follow(preferences: Preferences, devices: Devices) -> None:
    """What was chosen in the settings holds for all that records and plays."""
    devices.input_choice = preferences.microphone
    devices.output_choice = preferences.loudspeaker
    preferences.microphone_changed.connect(lambda name: setattr(devices, "input_choice", name))
    preferences.loudspeaker_changed.connect(lambda name: setattr(devices, "output_choice", name))


class SoundSection(Section):
    def __init__(
        self, check: SoundCheck, preferences: Preferences, themes: Themes, bindings: Bindings
    ) -> None:
        super().__init__("sound")
        self.set_title(self.tr("Sound"))
        self._check = check
        self._add_choice("microphone", self.tr("Microphone"), preferences, bindings)
        self._add_choice("loudspeaker", self.tr("Loudspeaker"), preferences, bindings)
        self._meter = LevelMeter(themes)
        self._meter.setObjectName("settings_sound_level")
        self.body.addWidget(self._meter)
        row = line()
        self._start = button(self.tr("Say something and hear it"), "settings_sound_check")
        self._start.clicked.connect(self._on_start)
        self._words = label("", "small", name="settings_sound_words", wrap=True)
        row.addWidget(self._start)
        row.addWidget(self._words, 1)
        self.body.addLayout(row)
        strip = ErrorStrip(name="settings_sound_error")
        strip.retry_requested.connect(self._on_retry)
        self.body.addWidget(strip)
        bindings.bind(check, "advice", lambda _it: strip.show_advice(check.advice))
        bindings.bind(check, "step", self._show_step)
        bindings.listen(check.level, self._show_level)
        check.look()

    def _add_choice(
        self, which: str, title: str, preferences: Preferences, bindings: Bindings
    ) -> None:
        box = choice(
            f"settings_{which}", title, (), "", lambda value: preferences.set(which, value)
        )
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(32)
        self.add_line(title, box)
        devices = self._check.devices
        name = "inputs" if which == "microphone" else "outputs"

        def show(_changed: object = None) -> None:
            self._fill(box, getattr(devices, name), getattr(preferences, which))

        bindings.listen(getattr(devices, f"{name}_changed"), show)
        bindings.listen(devices.is_known_changed, show)
        bindings.bind(preferences, which, show)

    def _fill(self, box: QComboBox, devices: tuple[Device, ...], chosen: str) -> None:
        usual = next((one.name for one in devices if one.is_usual), "")
        named = self.tr("Same as the system: {name}").format(name=usual)
        box.clear()
        box.addItem(named if usual else self.tr("Same as the system"), "")
        for one in devices:
            muted = self.tr("{name} (muted)").format(name=one.name)
            box.addItem(muted if one.is_muted else one.name, one.name)
        if chosen and box.findData(chosen) < 0:
            known = self._check.devices.is_known
            gone = self.tr("{name} (not plugged in)").format(name=chosen)
            box.addItem(gone if known else chosen, chosen)
        box.setCurrentIndex(box.findData(chosen))

    def _on_start(self) -> None:
        if self._check.is_running:
            self._check.stop()
        else:
            self._check.begin()

    def _on_retry(self) -> None:
        self._check.devices.refresh()
        self._check.begin()

    def _show_step(self, step: CheckStep) -> None:
        runs = self._check.is_running
        self._start.setText(self.tr("Stop") if runs else self.tr("Say something and hear it"))
        self._meter.show_on(step in (CheckStep.OPENING, CheckStep.LISTENING))
        self._words.setText(
            {
                CheckStep.READY: self.tr(
                    "You speak for three seconds and then hear what others would hear."
                ),
                CheckStep.OPENING: self.tr("The microphone is being opened."),
                CheckStep.LISTENING: self.tr("Speak now."),
                CheckStep.PLAYING: self.tr("This is what others hear."),
                CheckStep.HEARD: self.tr(
                    "Did you hear yourself? If not, turn the loudspeaker up or choose another."
                ),
                CheckStep.TOO_QUIET: self.tr(
                    "Hardly anything was heard. Speak louder, come closer, or choose another"
                    " microphone."
                ),
            }[step]
        )

    def _show_level(self, loudness: float, peak: float, is_clipped: bool) -> None:
        if self._check.step is CheckStep.LISTENING:
            self._meter.show_level(loudness, peak, is_clipped=is_clipped)
