"""The finished voice beside the original: sentences that it says, and one key between the two."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.voice import MAX_PREVIEW_TEXT, Clip
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.lounge.studio.api import StudioCalls
from spaces_desktop.lounge.studio.library import LibraryModel, Listening

log = logging.getLogger(__name__)

ORIGINAL = "original"


@dataclass(frozen=True, slots=True)
class Sentence:
    """`clip` is there once it was spoken; `is_busy` while it is."""

    text: str
    clip: Clip | None = None
    is_busy: bool = False
    advice: Advice | None = None


class PreviewsModel(QObject):
    """The last sentence is one's own. `current` is the one that A/B compares."""

    sentences_changed = Signal(object)
    current_changed = Signal(int)

    sentences = Observed[tuple[Sentence, ...]](())
    current = Observed(0)

    def __init__(
        self,
        community_id: str,
        calls: StudioCalls,
        library: LibraryModel,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._community_id = community_id
        self._calls = calls
        self._library = library
        self._tasks = tasks
        self._voice = ""
        self.listening = Listening(tasks, self)

    def close(self) -> None:
        self.listening.stop()
        self._cancel()

    @property
    def own(self) -> int:
        return len(self.sentences) - 1

    @property
    def has_original(self) -> bool:
        return bool(self._library.samples)

    def show(self, texts: tuple[str, ...], voice: str) -> None:
        """`voice` tells one build from the next: what an older one said is not of this one."""
        said = [one.text for one in self.sentences[:-1]]
        if voice == self._voice and said == list(texts):
            return
        own = self.sentences[-1].text if self.sentences else ""
        self._voice = voice
        self._cancel()
        self.listening.stop()
        self.sentences = (*(Sentence(text) for text in texts), Sentence(own))
        self.current = 0

    def write(self, text: str) -> None:
        """One's own sentence."""
        short = text.strip()[:MAX_PREVIEW_TEXT]
        if self.sentences and self.sentences[self.own].text != short:
            self._put(self.own, Sentence(short))

    def play(self, at: int) -> None:
        """Hear it; it is spoken first where it was not yet."""
        if not 0 <= at < len(self.sentences):
            return
        self.current = at
        one = self.sentences[at]
        if one.clip is not None:
            self._hear(at, one.clip)
        elif one.text and not one.is_busy:
            self.listening.stop()
            self._put(at, replace(one, is_busy=True, advice=None))
            key = self._key(at)
            self._tasks.spawn(self._speak(at, one.text), name="preview", key=key)

    def play_original(self) -> None:
        if self._library.samples:
            sample = max(self._library.samples, key=lambda one: one.speech_ms)
            load = partial(self._calls.fetch, sample.url)
            self.listening.play(ORIGINAL, load, sample.duration_ms)

    def flip(self) -> None:
        """A/B: from the voice to the original and back."""
        if self.listening.heard and self.listening.heard != ORIGINAL:
            self.play_original()
        else:
            self.play(self.current)

    def stop(self) -> None:
        self.listening.stop()

    def _key(self, at: int) -> str:
        return f"preview {self._community_id} {at}"

    def _cancel(self) -> None:
        for at in range(len(self.sentences)):
            self._tasks.cancel(self._key(at))

    async def _speak(self, at: int, text: str) -> None:
        try:
            clip = await self._calls.preview(self._community_id, text)
        except DesktopError as error:
            log.info("preview: %s", error)
            self._put(at, Sentence(text, advice=advise(error)))
            return
        if self.sentences[at].text != text:
            return
        self._put(at, Sentence(text, clip))
        if self.current == at:
            self._hear(at, clip)

    def _hear(self, at: int, clip: Clip) -> None:
        load = partial(self._calls.fetch, clip.url)
        self.listening.play(str(at), load, clip.duration_ms)

    def _put(self, at: int, changed: Sentence) -> None:
        self.sentences = tuple(
            changed if number == at else one for number, one in enumerate(self.sentences)
        )
