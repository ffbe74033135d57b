"""The rules of recordings: which are taken, who adds, hears and deletes them."""

from __future__ import annotations

from dataclasses import dataclass

from embedded_server.contracts import quality
from embedded_server.contracts.errors import Code, FieldError
from embedded_server.contracts.voice import (
    MAX_SAMPLE_SECONDS,
    MAX_SAMPLES,
    MIN_SAMPLE_SECONDS,
    SAMPLE_AUDIO,
    SampleQuality,
    StatementCheck,
    VoiceSample,
)
from embedded_server.kernel import idempotency
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.ids import looks_like_id
from embedded_server.voice import store
from embedded_server.voice.service import access, statements
from embedded_server.voice.service.statements import Mac
from embedded_server.voice.sound_checks import Recording
from embedded_server.voice.store import SampleValue

LEAST_STATEMENT_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A recording that lies in the folder under its ids, and that no change has kept yet."""

    sample_id: str
    recording: Recording
    statement_id: str | None
    statement_sha256: str | None
    digest: str
    """Of what was sent, to know a repeat by."""
    language: str
    client_id: str | None

    @property
    def file_ids(self) -> list[str]:
        return [self.sample_id, *([self.statement_id] if self.statement_id else [])]


def check_recording(recording: Recording) -> None:
    """Refuses what is of no use for a voice, with what was measured and what to do."""
    if recording.too_long:
        raise Refusal(
            Code.TOO_LONG,
            f"This recording is longer than {MAX_SAMPLE_SECONDS:.0f} s. Cut it, or send it in"
            " parts; 10 to 20 s are the best.",
        )
    if recording.seconds < MIN_SAMPLE_SECONDS:
        raise Refusal(
            Code.TOO_SHORT,
            f"This recording is {recording.seconds:.1f} s long; {MIN_SAMPLE_SECONDS:.0f} s are the"
            " least. Read a few sentences; 10 to 20 s are the best.",
        )
    found = recording.measured
    assert found is not None, "what is not too long was measured"
    if recording.refusal == "clipped":
        raise Refusal(
            Code.CLIPPED,
            f"{found.clipped_ratio:.1%} of this recording is cut off at full level. Turn the"
            " microphone down, or sit a little further away, and record it again.",
        )
    if recording.refusal == "too_quiet":
        heard = (
            "There is nothing to be heard in this recording."
            if found.speech_dbfs <= quality.SILENT_DBFS
            else f"The speech is at {found.speech_dbfs:.0f} dB; {quality.TOO_QUIET_DBFS:.0f} dB"
            " are the least."
        )
        raise Refusal(
            Code.TOO_QUIET,
            f"{heard} Check that the right microphone is chosen, turn it up, sit nearer, and record"
            " it again.",
        )
    if recording.refusal == "too_noisy":
        raise Refusal(
            Code.TOO_NOISY,
            f"The speech is only {found.snr_db:.0f} dB above the noise;"
            f" {quality.TOO_NOISY_SNR_DB:.0f} dB are the least. Close windows, switch off fans, and"
            " record it again.",
        )
    if recording.refusal == "too_short":
        raise Refusal(
            Code.TOO_SHORT,
            f"There are only {found.speech_seconds:.1f} s of speech in this recording; the rest is"
            " silence. Read a few sentences without long pauses.",
        )


def check_statement(recording: Recording) -> None:
    """A consent has to be heard; how clean it is does not matter."""
    code, words = None, ""
    if recording.too_long:
        code, words = Code.TOO_LONG, "The spoken statement is too long. Read the sentence alone."
    elif recording.seconds < LEAST_STATEMENT_SECONDS:
        code, words = Code.TOO_SHORT, "The spoken statement is too short. Read the whole sentence."
    elif recording.measured is None or recording.measured.speech_dbfs <= quality.SILENT_DBFS:
        code, words = Code.TOO_QUIET, "Nothing is to be heard in the spoken statement."
    if code is not None:
        raise Refusal(code, words, errors=[FieldError(field="statement", message=words)])


def may_add(reader: Reader, community_id: str, caller: Caller) -> None:
    access.creator(reader, community_id, caller)


def add(
    tx: Transaction,
    community_id: str,
    caller: Caller,
    uploaded: Uploaded,
    key: str | None,
    mac: Mac,
) -> tuple[VoiceSample, bool]:
    """The recording, and whether it is a new one: a repeat finds what was added before."""
    community = access.creator(tx, community_id, caller)

    def make() -> str:
        if store.samples.count(tx, community_id) >= MAX_SAMPLES:
            raise Refusal(
                Code.NOT_AVAILABLE,
                f"There are {MAX_SAMPLES} recordings, which are the most. Delete one first.",
            )
        store.samples.insert(tx, _value(tx, community.name, community_id, caller, uploaded, mac))
        return uploaded.sample_id

    request = ("voice-samples", community_id, uploaded.digest)
    sample_id, is_new = idempotency.once(tx, caller.user_id, key, request, make)
    return view(find(tx, community_id, sample_id)), is_new


def _value(
    reader: Reader,
    community_name: str,
    community_id: str,
    caller: Caller,
    uploaded: Uploaded,
    mac: Mac,
) -> SampleValue:
    found = uploaded.recording.measured
    assert found is not None, "it was looked at"
    said = None
    if uploaded.statement_id is not None:
        said = statements.statement(
            mac, reader.now, community_id, caller.display_name, community_name, uploaded.language
        )
    return SampleValue(
        id=uploaded.sample_id,
        community_id=community_id,
        user_id=caller.user_id,
        duration_ms=round(uploaded.recording.seconds * 1000),
        speech_ms=round(found.speech_seconds * 1000),
        sample_rate=uploaded.recording.rate,
        quality=SampleQuality(
            peak_dbfs=round(found.peak_dbfs, 1),
            rms_dbfs=round(found.rms_dbfs, 1),
            snr_db=round(found.snr_db, 1),
            clipped_ratio=round(found.clipped_ratio, 6),
            silence_ratio=round(found.silence_ratio, 3),
        ),
        advice=uploaded.recording.advice,
        sha256=uploaded.recording.sha256,
        person_name=caller.display_name,
        community_name=community_name,
        statement_id=uploaded.statement_id,
        statement_sha256=uploaded.statement_sha256,
        statement_text=None if said is None else said.text,
        statement_language=None if said is None else said.language,
    )


def find(reader: Reader, community_id: str, sample_id: str) -> SampleValue:
    found = (
        store.samples.find(reader, community_id, sample_id) if looks_like_id(sample_id) else None
    )
    if found is None:
        raise not_found()
    return found


def listed(reader: Reader, community_id: str, caller: Caller) -> list[VoiceSample]:
    access.in_charge(reader, community_id, caller)
    return [view(one) for one in store.samples.of_community(reader, community_id)]


def readable(reader: Reader, community_id: str, caller: Caller, sample_id: str) -> SampleValue:
    access.in_charge(reader, community_id, caller)
    return find(reader, community_id, sample_id)


def delete(tx: Transaction, community_id: str, caller: Caller, sample_id: str) -> None:
    """The voice that was built from it goes on speaking until it is built anew or withdrawn."""
    access.in_charge(tx, community_id, caller)
    store.samples.delete(tx, [find(tx, community_id, sample_id)])


def set_check(tx: Transaction, sample_id: str, check: StatementCheck) -> bool:
    return store.samples.set_check(tx, sample_id, check)


def view(sample: SampleValue) -> VoiceSample:
    return VoiceSample(
        id=sample.id,
        duration_ms=sample.duration_ms,
        speech_ms=sample.speech_ms,
        sample_rate=sample.sample_rate,
        quality=sample.quality,
        advice=sample.advice,
        has_statement=sample.statement_id is not None,
        statement_check=sample.statement_check,
        url=SAMPLE_AUDIO.url(communityId=sample.community_id, sampleId=sample.id),
        created_at=to_wire(sample.created_at),
    )
