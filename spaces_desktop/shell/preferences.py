"""What somebody chose for the app on this machine; each change is saved at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QObject, Signal

from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.memory import Memory
from spaces_desktop.kernel.properties import Observed

LANGUAGES = ("system", "en", "zh_CN")
THEMES = ("system", "light", "dark")
LEAST_TEXT, MOST_TEXT, TEXT_STEP = 90, 200, 10
MOST_KEYWORDS = 500
COMMAS = "[,\uff0c\u3001]"
"""Also those that Chinese is written with."""
EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]
"""Monday is 0."""
_DEFAULTS: dict[str, Any] = {
    "language": "system",
    "text_percent": 100,
    "notify": True,
    "preview": True,
    "keywords": "",
    "quiet": False,
    "quiet_from": "22:00",
    "quiet_to": "07:00",
    "quiet_days": EVERY_DAY,
    "do_not_disturb": False,
    "keep_in_tray": True,
    "tray_told": False,
    "microphone": "",
    "loudspeaker": "",
}


def now_here() -> datetime:
    return datetime.now().astimezone()


class Preferences(QObject):
    language_changed = Signal(str)
    text_percent_changed = Signal(int)
    notify_changed = Signal(bool)
    preview_changed = Signal(bool)
    keywords_changed = Signal(str)
    quiet_changed = Signal(bool)
    quiet_from_changed = Signal(str)
    quiet_to_changed = Signal(str)
    quiet_days_changed = Signal(object)
    do_not_disturb_changed = Signal(bool)
    keep_in_tray_changed = Signal(bool)
    tray_told_changed = Signal(bool)
    microphone_changed = Signal(str)
    loudspeaker_changed = Signal(str)
    advice_changed = Signal(object)

    language = Observed("system")
    text_percent = Observed(100)
    notify = Observed(True)
    preview = Observed(True)
    """Whether a notification shows what was written."""
    keywords = Observed("")
    """Words that one is told of like of one's own name, with commas between them."""
    quiet = Observed(False)
    quiet_from = Observed("22:00")
    quiet_to = Observed("07:00")
    quiet_days = Observed[list[int]](EVERY_DAY)
    """The days on which quiet hours begin."""
    do_not_disturb = Observed(False)
    keep_in_tray = Observed(True)
    tray_told = Observed(False)
    microphone = Observed("")
    """By name; "" is what the system has chosen, and so for the loudspeaker."""
    loudspeaker = Observed("")
    advice = Observed[Advice | None](None)
    """Why the last change could not be saved."""

    def __init__(
        self,
        memory: Memory,
        clock: Callable[[], datetime] = now_here,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._memory = memory
        self._clock = clock
        self._lifted_until: datetime | None = None
        for name, default in _DEFAULTS.items():
            setattr(self, name, _checked(name, memory.setting(name, default)))

    def set(self, name: str, value: Any) -> None:
        """Raises KeyError for what is no setting."""
        value = _checked(name, value)
        setattr(self, name, value)
        saved = self._memory.set_setting(name, value)
        text = self.tr(
            "This could not be saved, so it lasts only until you quit. Is the disk full?"
        )
        self.advice = None if saved else Advice(text)

    @property
    def alert_words(self) -> tuple[str, ...]:
        """Folded, without empty ones."""
        parts = re.split(COMMAS, self.keywords)
        return tuple(word.strip().casefold() for word in parts if word.strip())

    @property
    def is_quiet(self) -> bool:
        """Whether nothing may be shown just now."""
        if self.do_not_disturb or not self.notify:
            return True
        now = self._clock()
        lifted = self._lifted_until is not None and now < self._lifted_until
        return self.quiet and not lifted and self.quiet_end(now) is not None

    def lift_quiet(self) -> None:
        """Let notifications through until the present quiet hours end."""
        self._lifted_until = self.quiet_end(self._clock())

    def quiet_end(self, now: datetime) -> datetime | None:
        """When the quiet hours that hold at `now` end; None outside of them."""
        begins, ends = _time(self.quiet_from), _time(self.quiet_to)
        if begins is None or ends is None or begins == ends:
            return None
        for day in (now - timedelta(days=1), now):
            if day.weekday() not in self.quiet_days:
                continue
            start = datetime.combine(day.date(), begins, now.tzinfo)
            last = day if begins < ends else day + timedelta(days=1)
            end = datetime.combine(last.date(), ends, now.tzinfo)
            if start <= now < end:
                return end
        return None


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def _checked(name: str, value: Any) -> Any:
    """A value that cannot be used is the default's. Raises KeyError for what is no setting."""
    default = _DEFAULTS[name]
    if name == "language":
        return value if value in LANGUAGES else default
    if name == "text_percent":
        return max(LEAST_TEXT, min(MOST_TEXT, value))
    if name in ("quiet_from", "quiet_to"):
        return value if _time(value) is not None else default
    if name == "keywords":
        return " ".join(str(value).split())[:MOST_KEYWORDS]
    if name == "quiet_days":
        return sorted({day for day in value if day in EVERY_DAY})
    return value
