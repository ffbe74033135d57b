"""The end of a turn that speaks: its sound is stored, or it is said that there is none."""

from __future__ import annotations

import logging

from embedded_server.contracts.turns import AudioReady, Failed
from embedded_server.kernel import turn_store
from embedded_server.kernel.database import Database, Transaction
from embedded_server.kernel.errors import StorageError
from embedded_server.kernel.late_ends import store_late
from embedded_server.kernel.live_turn import LiveTurn, tts_failed
from embedded_server.kernel.speech.speaking import SpeechError
from embedded_server.kernel.speech.speech import Speech
from embedded_server.kernel.tasks import Tasks

log = logging.getLogger(__name__)


async def keep_sound(
    database: Database, tasks: Tasks, live: LiveTurn, speech: Speech
) -> AudioReady | Failed | None:
    """What is said after `done`, once nothing more is spoken; None where nothing was."""
    turn_id = live.begun.meta.turn_id
    ready: AudioReady | None = None
    why: SpeechError | None = None
    await speech.over.wait()
    try:
        why = speech.failed
        if why is None and speech.is_worth_keeping:
            ready = await speech.speaking.keep(live.begun, speech)
    except SpeechError as error:
        why = error
    except StorageError:
        why = SpeechError("The sound could not be stored on this server. The text stands.")
    except Exception:
        log.exception("the sound of turn %s could not be kept", turn_id)
        why = SpeechError("The server made a mistake with the sound. The text stands.")
    if speech.is_dropped:
        # Whatever had become of it by then.
        ready, why = None, speech.failed
    if ready is not None:
        return ready
    failed = None if why is None else tts_failed(str(why))

    def store(tx: Transaction) -> None:
        turn_store.end_sound(tx, turn_id, failed)
        speech.speaking.kept_none(tx)

    try:
        await database.write(store)
    except StorageError:
        log.warning("the end of turn %s could not be stored yet", turn_id)
        tasks.spawn(store_late(database, store, turn_id), f"late end of the sound of {turn_id}")
    return failed
