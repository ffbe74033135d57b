"""One talk with a lounge's AI: what was said, who speaks now, and interrupting it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.turns import Meta
from spaces_desktop.chat.desk import Desk
from spaces_desktop.chat.model import ThreadModel
from spaces_desktop.chat.place import Place
from spaces_desktop.kernel.errors import Advice, DesktopError
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.lounge.api import LoungeCalls
from spaces_desktop.lounge.talk.ear import Ear, Recording
from spaces_desktop.lounge.talk.meter import Meter
from spaces_desktop.lounge.talk.speaking import Reply, Speaking
from spaces_desktop.lounge.talk.voice_messages import Posting, VoiceMessages
from spaces_desktop.widgets.message_rows import RowState
from spaces_desktop.widgets.rooms import Keep

log = logging.getLogger(__name__)

NO_INTERRUPTING = "lounge_not_by_voice"


class TalkState(Enum):
    READY = auto()
    LISTENING = auto()
    SENDING = auto()
    THINKING = auto()
    SPEAKING = auto()


@dataclass(frozen=True, slots=True)
class Tools:
    """What all talks of one session share: there is one mouth and one ear."""

    calls: LoungeCalls
    desk: Desk
    keep: Keep
    posting: Posting
    speaking: Speaking
    ear: Ear
    messages: VoiceMessages

    def close(self) -> None:
        self.desk.tasks.spawn(self.ear.close(), name="end of listening")
        self.speaking.close()
        self.desk.files.close()
        self.desk.outbox.close()


class Talk(QObject):
    state_changed = Signal(object)
    advice_changed = Signal(object)
    by_voice_changed = Signal(bool)

    state = Observed(TalkState.READY)
    advice = Observed[Advice | None](None)
    """Why what was said did not get out, or was not heard; with the remedy."""
    by_voice = Observed(True)
    """Whether speaking interrupts a reply; remembered."""

    def __init__(
        self,
        place: Place,
        name: Callable[[], str],
        tools: Tools,
        parent: QObject | None = None,
    ) -> None:
        """`name` is what the one who answers is called."""
        super().__init__(parent)
        self.place = place
        self.tools = tools
        self._name = name
        self._is_here = False
        self.thread_model = ThreadModel(place, tools.desk, parent=self)
        self.meter = Meter(place.community_id, tools.calls, tools.desk.live, tools.desk.tasks, self)
        self.by_voice = not tools.keep.get(NO_INTERRUPTING)
        outbox, ear, speaking = tools.desk.outbox, tools.ear, tools.speaking
        self._links = [
            tools.posting.begun.connect(self._on_begun),
            tools.posting.refused.connect(self._on_refused),
            tools.posting.done_changed.connect(lambda _done: self._settle()),
            tools.messages.not_kept.connect(self._on_not_kept),
            ear.heard.connect(self._on_heard),
            ear.spoke_up.connect(self._on_spoke_up),
            ear.is_listening_changed.connect(lambda _on: self._settle()),
            ear.advice_changed.connect(self._on_ear_advice),
            speaking.now_changed.connect(lambda _now: self._settle()),
            speaking.is_heard_changed.connect(lambda _on: self._settle()),
            outbox.changed.connect(lambda _item: self._settle()),
            outbox.gone.connect(lambda _item: self._settle()),
        ]
        self.thread_model.my_turn_changed.connect(lambda _turn: self._settle())
        self.meter.load()

    def close(self) -> None:
        for link in self._links:
            QObject.disconnect(link)
        self._links.clear()
        self.thread_model.close()
        self.meter.close()

    def set_here(self, here: bool) -> None:
        """Whether this talk is the one on the screen: then what is said is said here."""
        if self._is_here and not here and self.tools.ear.is_listening:
            self.tools.ear.cancel()
        self._is_here = here
        self._settle()

    def begin(self) -> None:
        """Listen to what somebody says; a reply that is heard falls silent at once."""
        if self.thread_model.barred:
            self.advice = Advice(self.thread_model.barred)
            return
        self.advice = None
        self.interrupt()
        self.tools.ear.begin()

    def end(self) -> None:
        """That was all of it: send it."""
        self.tools.ear.end()

    def cancel(self) -> None:
        """Throw away what is being said; break off what is being sent."""
        if self.tools.ear.is_listening:
            self.tools.ear.cancel()
        elif self.state is TalkState.SENDING:
            self.tools.posting.cancel()

    def interrupt(self) -> None:
        """Let the reply fall silent, and end it on the server."""
        now = self.tools.speaking.now
        spoken = "" if now is None else self.tools.speaking.hush()
        turn_id = self.thread_model.my_turn or (
            spoken if now is not None and now.chat_id == self.place.conversation_id else ""
        )
        if turn_id:
            self.tools.desk.tasks.spawn(self._stop(turn_id), name="interrupt")
        self._settle()

    def stop(self) -> None:
        """One Stop for whatever goes on."""
        if self.state in (TalkState.LISTENING, TalkState.SENDING):
            self.cancel()
        else:
            self.interrupt()

    def set_by_voice(self, on: bool) -> None:
        self.tools.keep.put(NO_INTERRUPTING, "" if on else "yes")
        self.by_voice = on
        self._settle()

    async def _stop(self, turn_id: str) -> None:
        try:
            await self.tools.calls.stop(turn_id)
        except DesktopError as error:
            # It is silent here already; on the server it ends by itself.
            log.info("interrupt: %s", error)

    def _settle(self) -> None:
        """Find out how it stands; while a reply is heard, whether somebody speaks up."""
        self.state = self._state()
        ear = self.tools.ear
        if self._is_here:
            attends = self.state is TalkState.SPEAKING and self.by_voice and ear.has_heard
            ear.attend(on=attends)

    def _state(self) -> TalkState:
        here, tools = self.place.conversation_id, self.tools
        if self._is_here and tools.ear.is_listening:
            return TalkState.LISTENING
        if any(one.state is RowState.SENDING for one in tools.desk.outbox.of(here)):
            return TalkState.SENDING
        now = tools.speaking.now
        is_mine = now is not None and now.chat_id == here
        if is_mine and tools.speaking.is_heard:
            return TalkState.SPEAKING
        if self.thread_model.my_turn or is_mine:
            return TalkState.THINKING
        return TalkState.READY

    def _on_heard(self, recording: Recording) -> None:
        if self._is_here:
            self.tools.messages.send(self.place, self._name(), recording)

    def _on_spoke_up(self) -> None:
        if self._is_here:
            self.interrupt()
            self.tools.ear.begin(by_itself=True)

    def _on_begun(self, meta: Meta, chat_id: str) -> None:
        if chat_id != self.place.conversation_id:
            return
        self.advice = None
        if meta.audio_expected:
            reply = Reply(meta.turn_id, meta.message_id, chat_id, self._name())
            self.tools.speaking.speak(reply)
        self._settle()

    def _on_refused(self, chat_id: str, error: DesktopError) -> None:
        if chat_id == self.place.conversation_id:
            self.meter.refused(error)

    def _on_not_kept(self, advice: Advice) -> None:
        if self._is_here:
            self.advice = advice

    def _on_ear_advice(self, advice: Advice | None) -> None:
        if self._is_here:
            self.advice = advice
