"""What was said into the microphone on its way out: kept on the disk until the server has it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, Signal

from embedded_server.contracts.club import Message
from embedded_server.contracts.errors import Code
from embedded_server.contracts.turns import Meta
from spaces_desktop.chat.place import Place
from spaces_desktop.chat.writing.outbox import Outbox
from spaces_desktop.chat.writing.pending import Pending
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.lounge.api import LoungeCalls
from spaces_desktop.lounge.talk.ear import Recording

log = logging.getLogger(__name__)


class Withdrawn(DesktopError):
    """Somebody stopped it on its way."""


class Unheard(DesktopError):
    """Nothing on the server turns speech into text."""


class Posting(QObject):
    """Sends what a lounge's outbox holds, in writing or spoken."""

    done_changed = Signal(object)
    begun = Signal(object, str)
    """A Meta: the reply has begun; and in which chat."""
    refused = Signal(str, object)
    """In which chat, and the DesktopError."""

    done = Observed[float | None](None)
    """How much of a spoken one is on the server, from 0 to 1; None while none goes out."""

    def __init__(
        self,
        calls: LoungeCalls,
        tasks: Tasks,
        running: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        """`running(chat)` is the turn that is being answered there, "" for none."""
        super().__init__(parent)
        self._calls = calls
        self._tasks = tasks
        self._running = running

    def cancel(self) -> None:
        """Break off the upload; what was said stays, unsent."""
        self._tasks.cancel("say aloud")

    async def post(self, item: Pending) -> Message | None:
        try:
            meta = await self._say(item)
        except DesktopError as error:
            self.refused.emit(item.conversation_id, error)
            raise
        self.begun.emit(meta, item.conversation_id)
        return None

    async def _say(self, item: Pending) -> Meta:
        """Whoever speaks up while a reply is written interrupts it."""
        try:
            return await self._send(item)
        except ApiError as error:
            turn_id = self._running(item.conversation_id)
            if error.code is not Code.TURN_RUNNING or not turn_id:
                raise
        await self._calls.stop(turn_id)
        return await self._send(item)

    async def _send(self, item: Pending) -> Meta:
        if not item.recording:
            return await self._calls.say(item.conversation_id, item.text, item.client_id)
        return await self._say_aloud(item)

    async def _say_aloud(self, item: Pending) -> Meta:
        self.done = 0.0
        task = self._tasks.spawn(self._quietly(item), name="say aloud", key="say aloud")
        try:
            if task is None:
                raise Withdrawn
            await asyncio.wait([task])
            if task.cancelled():
                words = QCoreApplication.translate("lounge", "You stopped it.")
                raise Withdrawn(words)
            answer: Meta | DesktopError = task.result()
        finally:
            self.done = None
        if isinstance(answer, DesktopError):
            raise answer
        return answer

    async def _quietly(self, item: Pending) -> Meta | DesktopError:
        try:
            return await self._calls.say_aloud(
                item.conversation_id, Path(item.recording), item.client_id, self._on_progress
            )
        except ApiError as error:
            if error.code is not Code.NOT_AVAILABLE:
                return error
            words = QCoreApplication.translate(
                "lounge", "This server cannot understand speech yet. Write it instead."
            )
            return Unheard(words)
        except DesktopError as error:
            return error

    def _on_progress(self, done: int, total: int) -> None:
        self.done = done / total if total else 0.0


class VoiceMessages(QObject):
    """Writes a recording down and hands it to the outbox; a file goes with its message."""

    not_kept = Signal(object)
    """The Advice why it could not be written to the disk."""

    def __init__(
        self, outbox: Outbox, tasks: Tasks, folder: Path | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._outbox = outbox
        self._tasks = tasks
        self._folder = (folder or Path(gettempdir())) / "said"
        outbox.gone.connect(self._on_gone)

    def keep_in(self, folder: Path) -> None:
        """Write them down there from now on."""
        self._folder = folder / "said"

    def send(self, place: Place, name: str, recording: Recording) -> None:
        self._tasks.spawn(self._send(place, name, recording), name="keep what was said")

    async def _send(self, place: Place, name: str, recording: Recording) -> None:
        item = Pending(
            community_id=place.community_id,
            conversation_id=place.conversation_id,
            place_name=name,
            text="",
            duration_ms=recording.duration_ms,
        )
        path = self._folder / f"{item.client_id}.wav"
        try:
            await asyncio.to_thread(_write, path, recording.as_wav())
        except OSError as error:
            log.warning("what was said could not be kept: %s", error)
            words = self.tr("What you said could not be saved to your disk, so it was not sent.")
            self.not_kept.emit(Advice(words, can_retry=False, details=str(error)))
            return
        recording.drop()

        self._outbox.add(replace(item, recording=str(path)))

    def _on_gone(self, item: Pending) -> None:
        if item.recording:
            self._tasks.spawn(_remove(Path(item.recording)), name="forget what was said")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(content)


async def _remove(path: Path) -> None:
    try:
        await asyncio.to_thread(path.unlink, missing_ok=True)
    except OSError as error:
        log.warning("%s could not be removed: %s", path.name, error)
