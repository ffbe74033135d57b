"""A lounge's voice: samples with consent, the voice built from them, and the clips it spoke."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from embedded_server.contracts.base import Answer, ClientId, Input, Page, Query, Timestamp
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Kind, Route, act, command, get, post

MIN_SAMPLE_SECONDS, MAX_SAMPLE_SECONDS = 3.0, 120.0
MAX_SAMPLE_BYTES = 25 * 1024 * 1024
MAX_STATEMENT_BYTES = 5 * 1024 * 1024
MAX_CHECK_BYTES = 25 * 1024 * 1024
MAX_SAMPLES = 50
"""In one lounge."""
MAX_PREVIEW_TEXT = 300
_FORM = 64 * 1024
"""Bytes of a form around its files."""

VoiceStatus = Literal["none", "building", "ready", "failed"]
Advice = Literal["music", "quiet", "loud", "clipping", "noisy", "short", "pauses"]
"""What would make an accepted sample better; the worst first. `music` is tones that go on evenly,
as no speech does: a song, an instrument, a test tone."""


class SampleQuality(Answer, frozen=True, kw_only=True):
    """Levels in dB below full scale, ratios from 0 to 1; see `contracts/quality.py`."""

    peak_dbfs: float
    rms_dbfs: float
    snr_db: float
    clipped_ratio: float
    silence_ratio: float


class StatementCheck(Answer, frozen=True, kw_only=True):
    """How the spoken statement compares; `unknown` where nothing here can recognise it."""

    verdict: Literal["matches", "differs", "unknown"]
    heard: str | None
    recogniser: str | None


class VoiceSample(Answer, frozen=True, kw_only=True):
    """A recording of the creator. `speech_ms` is what is left of it without pauses."""

    id: str
    duration_ms: int
    speech_ms: int
    sample_rate: int
    quality: SampleQuality
    advice: list[Advice]
    has_statement: bool
    """Whether a spoken consent came with it."""
    statement_check: StatementCheck | None
    """Null until it has been compared, and where there is none."""
    url: str
    created_at: Timestamp


class SampleForm(Input, frozen=True, kw_only=True):
    """The multipart form. `consent` has to be `true`; `statement` is the spoken consent, in
    `language` as it was shown. A repeat with the same `clientId` adds nothing."""

    audio: bytes
    consent: str
    statement: bytes | None = None
    language: Annotated[str, Meta(max_length=20)] = "en"
    client_id: ClientId | None = None


class Statement(Answer, frozen=True, kw_only=True):
    """What the creator says into the microphone to consent, today."""

    text: str
    code: str
    """Four digits of today; they stand in the text as words that are spoken."""
    language: str


class ConsentQuery(Query, frozen=True, kw_only=True):
    language: Annotated[str, Meta(max_length=20)] = "en"


class Engine(Answer, frozen=True, kw_only=True):
    """A way to make speech, by the name it goes by everywhere."""

    id: str
    name: str
    is_available: bool
    why_not: str | None
    """What to do about it where it is not available."""
    can_clone: bool
    leaves_this_machine: bool
    """Whether samples or texts are sent to another machine."""
    stock_voices: list[str]


class Engines(Answer, frozen=True, kw_only=True):
    engines: list[Engine]
    recogniser: str | None
    """What turns speech into text here; null where nothing does."""


class BuildVoice(Input, frozen=True, kw_only=True):
    """Nothing given means the default engine, and that the voice speaks as soon as it is ready."""

    engine: Annotated[str, Meta(max_length=40)] | None = None
    likeness: Annotated[float, Meta(ge=0, le=1)] | None = None
    """More is nearer to the speaker and less clear, where the engine has the choice."""
    publish: bool = True


class LoungeVoice(Answer, frozen=True, kw_only=True):
    """`progress` is from 0 to 1 while it is built. `is_published` is whether it answers members."""

    community_id: str
    status: VoiceStatus
    engine: str | None
    engine_name: str | None
    progress: float | None
    built_at: Timestamp | None
    consent_id: str | None
    is_published: bool
    sample_count: int
    problem: str | None
    """Why it failed, in words."""


class ConsentBundle(Answer, frozen=True, kw_only=True):
    """What stands behind a voice, as one: `digest` is the SHA-256 of all of it."""

    id: str
    person_name: str
    community_name: str
    scope: str
    statement: str | None
    """What was to be said; null where the box was ticked alone."""
    statement_digest: str | None
    """SHA-256 of its recording."""
    statement_check: StatementCheck | None
    sample_digests: list[str]
    """SHA-256 of each recording."""
    given_at: Timestamp
    withdrawn_at: Timestamp | None
    digest: str


class Preview(Input, frozen=True, kw_only=True):
    text: Annotated[str, Meta(max_length=4000, description="1 to 300 characters")]


class Clip(Answer, frozen=True, kw_only=True):
    url: str
    duration_ms: int
    engine: str
    voice: str


class CheckForm(Input, frozen=True, kw_only=True):
    audio: bytes


class VoiceCheck(Answer, frozen=True, kw_only=True):
    """`turn_id` is null for a preview."""

    made_here: bool
    created_at: Timestamp | None
    turn_id: str | None


class SpokenBy(Answer, frozen=True, kw_only=True):
    """Stands with every synthetic sound: it was made by an AI, by this engine, in this voice."""

    engine: str
    voice: str
    consent_id: str | None = None


_C = "/api/communities/{communityId}"
_SAMPLES = f"{_C}/voice-samples"
_VOICE = f"{_C}/voice"
_TYPE = (Code.WRONG_TYPE,)

ENGINES = get("/api/voice-engines", Engines, "What can speak and listen on this server")
SAMPLES = get(_SAMPLES, Page[VoiceSample], "The creator's recordings", errors=_TYPE)
ADD_SAMPLE: Route[None, VoiceSample] = Route(
    method="POST",
    path=_SAMPLES,
    summary="Add a recording, with consent",
    answer=VoiceSample,
    status=201,
    repeat=200,
    upload=SampleForm,
    max_body=MAX_SAMPLE_BYTES + MAX_STATEMENT_BYTES + _FORM,
    errors=(
        *_TYPE,
        Code.IDEMPOTENCY_CONFLICT,
        Code.NOT_AVAILABLE,
        Code.UNSUPPORTED_MEDIA_TYPE,
        Code.TOO_LARGE,
        Code.NOT_AUDIO,
        Code.TOO_SHORT,
        Code.TOO_LONG,
        Code.TOO_QUIET,
        Code.CLIPPED,
        Code.TOO_NOISY,
        Code.CONSENT_REQUIRED,
    ),
)
DELETE_SAMPLE = command("DELETE", f"{_SAMPLES}/{{sampleId}}", "Delete a recording", errors=_TYPE)
SAMPLE_AUDIO = get(
    f"{_SAMPLES}/{{sampleId}}/audio",
    bytes,
    "A recording, for the creator and admins",
    kind=Kind.BYTES,
    errors=_TYPE,
)
STATEMENT = get(
    f"{_VOICE}/statement",
    Statement,
    "What to say to consent, today",
    query=ConsentQuery,
    errors=_TYPE,
)
VOICE = get(_VOICE, LoungeVoice, "How the voice stands", errors=_TYPE)
CONSENT = get(f"{_VOICE}/consent", ConsentBundle, "What stands behind the voice", errors=_TYPE)
BUILD = post(
    _VOICE,
    BuildVoice,
    LoungeVoice,
    "Build the voice from the samples",
    status=202,
    body_optional=True,
    errors=(*_TYPE, Code.NO_SAMPLES, Code.ALREADY_BUILDING, Code.ENGINE_UNAVAILABLE),
)
CANCEL_BUILD = command("POST", f"{_VOICE}/cancel", "Stop building", errors=_TYPE)
PUBLISH = act(
    f"{_VOICE}/publish",
    LoungeVoice,
    "Let it answer members",
    errors=(*_TYPE, Code.VOICE_NOT_READY),
)
PREVIEW = post(
    f"{_VOICE}/preview",
    Preview,
    Clip,
    "Hear a sentence in it, as the creator",
    status=200,
    errors=(*_TYPE, Code.VOICE_NOT_READY, Code.ENGINE_UNAVAILABLE, Code.TTS_FAILED),
)
WITHDRAW = command(
    "DELETE",
    _VOICE,
    "Withdraw consent: samples, voice and every clip made with it are deleted",
    errors=_TYPE,
)
CHECK: Route[None, VoiceCheck] = Route(
    method="POST",
    path=f"{_VOICE}/check",
    summary="Was this sound made here?",
    answer=VoiceCheck,
    upload=CheckForm,
    max_body=MAX_CHECK_BYTES + _FORM,
    errors=(*_TYPE, Code.TOO_LARGE, Code.NOT_AUDIO, Code.UNSUPPORTED_MEDIA_TYPE),
)
SPEECH = get(
    "/api/turns/{turnId}/speech",
    bytes,
    "A reply as sound, from its beginning, while it is spoken: mono PCM of 16 bits",
    kind=Kind.BYTES,
    empty=204,
)
RATE_HEADER = "Spaces-Sample-Rate"
"""Of that answer: samples a second."""
