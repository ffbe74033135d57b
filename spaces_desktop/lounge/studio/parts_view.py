"""Parts that the steps share: a page with its heading, and a verdict in words and colour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from embedded_server.contracts.quality import LOUD_DBFS, QUIET_DBFS
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.lounge.studio.hearing import HearingModel, meter
from spaces_desktop.lounge.studio.verdicts import Tone, Verdict
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.level_meter import LevelMeter
from spaces_desktop.widgets.panes import column, label, line
from spaces_desktop.widgets.theme import Themes

GOOD_LEVELS = (meter(QUIET_DBFS), meter(LOUD_DBFS))
"""Where a voice ought to be on the meter."""

_ICONS: dict[Tone, tuple[str, str]] = {
    "good": ("check", "success"),
    "fair": ("info", "warning"),
    "bad": ("error", "danger"),
    "none": ("info", "text_muted"),
    "listening": ("speaking", "text_muted"),
}


class VerdictLine(QFrame):
    """An icon, what was found, and the remedy; a change for the worse is said aloud."""

    def __init__(self, themes: Themes, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "verdict")
        self._themes = themes
        self._verdict = Verdict("none", "")
        row = line(self, margin=0, spacing=10)
        row.setContentsMargins(12, 8, 12, 8)
        self._icon = label("")
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        self.title = label("", "strong", wrap=True, name=f"{name}_title")
        self.text = label("", "small", wrap=True, name=f"{name}_text")
        texts.addWidget(self.title)
        texts.addWidget(self.text)
        row.addLayout(texts, 1)
        themes.changed.connect(self._show)

    def show_verdict(self, verdict: Verdict, *, is_said: bool = False) -> None:
        """`is_said` where whoever listens to a screen reader has to hear it at once."""
        if verdict == self._verdict:
            return
        self._verdict = verdict
        self._show()
        if is_said and verdict.tone != "none":
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _show(self) -> None:
        verdict = self._verdict
        self.title.setText(verdict.title)
        self.title.setVisible(bool(verdict.title))
        self.text.setText(verdict.text)
        self.text.setVisible(bool(verdict.text))
        self.setAccessibleName(f"{verdict.title} {verdict.text}".strip())
        if self.property("tone") != verdict.tone:
            self.setProperty("tone", verdict.tone)
            for one in (self, self.title):
                one.style().unpolish(one)
                one.style().polish(one)
        name, role = _ICONS[verdict.tone]
        side = round(self.fontMetrics().height() * 1.15)
        self._icon.setPixmap(icon(name, self._themes.current, role).pixmap(side, side))


class Fact(QWidget):
    """An icon, a title, and what there is to know."""

    def __init__(self, picture: str, title: str, text: str, themes: Themes) -> None:
        super().__init__()
        self._picture = picture
        self._themes = themes
        row = line(self, spacing=12)
        self._icon = label("")
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(label(title, "strong", wrap=True))
        texts.addWidget(label(text, "muted", wrap=True))
        row.addLayout(texts, 1)
        themes.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        side = round(self.fontMetrics().height() * 1.3)
        theme = self._themes.current
        self._icon.setPixmap(icon(self._picture, theme, "accent").pixmap(side, side))


class StepPage(QWidget):
    """One step: what it is for, and below it what there is to do."""

    def __init__(self, name: str, title: str, text: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.bindings = Bindings()
        self.body = column(self, 0, 12)
        self.heading = label(title, "title", wrap=True, name=f"{name}_title")
        self.body.addWidget(self.heading)
        self.lead = label(text, "muted", wrap=True)
        self.body.addWidget(self.lead)
        self.body.addSpacing(4)

    def take_focus(self) -> None:
        """Put the keyboard where this step begins."""

    def release(self) -> None:
        self.bindings.release()


class Level(QWidget):
    """The level of the microphone, and what is wrong with it."""

    def __init__(self, hearing: HearingModel, themes: Themes, name: str) -> None:
        super().__init__()
        self._bindings = Bindings()
        layout = column(self, 0, 8)
        self.meter = LevelMeter(themes, GOOD_LEVELS)
        self.trouble = ErrorStrip(name=f"{name}_trouble")
        self.trouble.retry_requested.connect(hearing.start)
        layout.addWidget(self.meter)
        layout.addWidget(self.trouble)
        self._bindings.bind(hearing, "level", self.meter.show_level)
        self._bindings.bind(hearing, "is_open", self.meter.show_on)
        self._bindings.bind(hearing, "trouble", self.trouble.show_advice)

    def release(self) -> None:
        self._bindings.release()
