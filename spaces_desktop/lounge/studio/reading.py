"""What one reads while it is recorded: which sentence, in which language, or nothing but ideas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, Signal

from spaces_desktop.kernel.properties import Observed
from spaces_desktop.lounge.studio.prompts import LANGUAGES, Prompt, Reading, Script, script

Mode = Literal["sentences", "free"]


class ReadingModel(QObject):
    """`changed` tells that the prompt or its number is another one now."""

    changed = Signal()
    mode_changed = Signal(str)
    language_changed = Signal(str)

    mode: Observed[Mode] = Observed("sentences")
    language = Observed(LANGUAGES[0])

    def __init__(
        self,
        language: str,
        done: tuple[str, ...] = (),
        remember: Callable[[], None] = lambda: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._remember = remember
        self.language = language
        self._readings = {language: Reading(language, done)}

    @property
    def script(self) -> Script:
        return script(self.language)

    @property
    def _reading(self) -> Reading:
        return self._readings.setdefault(self.language, Reading(self.language))

    @property
    def prompt(self) -> Prompt:
        return self._reading.current

    @property
    def number(self) -> int:
        return self._reading.number

    @property
    def count(self) -> int:
        return self._reading.count

    @property
    def is_read(self) -> bool:
        """Whether the one that is shown was recorded before."""
        return self.prompt.text in self._reading.done

    @property
    def words(self) -> str:
        """What will be recorded next, "" for free speech."""
        return self.prompt.text if self.mode == "sentences" else ""

    @property
    def done(self) -> tuple[str, ...]:
        """All that were read, of every language that was used."""
        return tuple(text for one in self._readings.values() for text in sorted(one.done))

    def choose_language(self, language: str) -> None:
        if language in LANGUAGES and language != self.language:
            self._readings.setdefault(language, Reading(language, self.done))
            self.language = language
            self._tell()

    def choose_mode(self, mode: str) -> None:
        self.mode = "free" if mode == "free" else "sentences"
        self._tell()

    def skip(self) -> None:
        self._reading.skip()
        self._tell()

    def back(self) -> None:
        self._reading.back()
        self._tell()

    def shuffle(self) -> None:
        self._reading.shuffle()
        self._tell()

    def read(self) -> None:
        """The one that is shown was recorded and kept."""
        if self.mode == "sentences":
            self._reading.read()
        self._tell()

    def start_over(self) -> None:
        self._readings = {self.language: Reading(self.language)}
        self._tell()

    def _tell(self) -> None:
        self._remember()
        self.changed.emit()
