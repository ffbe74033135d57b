"""Every way the server refuses, as RFC 9457 problem details with a stable code."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from msgspec import UNSET, UnsetType

from embedded_server.contracts.base import Answer, Timestamp


class Code(StrEnum):
    """The machine word of a refusal. Codes are added, never renamed."""

    # 400
    VALIDATION = "validation"
    WRONG_TYPE = "wrong_type"
    BAD_CURSOR = "bad_cursor"
    NOT_AVAILABLE = "not_available"
    UNREADABLE_FILE = "unreadable_file"
    BAD_SIGNATURE = "bad_signature"
    NOT_AUDIO = "not_audio"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_QUIET = "too_quiet"
    CLIPPED = "clipped"
    TOO_NOISY = "too_noisy"
    CONSENT_REQUIRED = "consent_required"
    # 401
    UNAUTHENTICATED = "unauthenticated"
    BAD_CREDENTIALS = "bad_credentials"
    # 402
    FEE_NOT_ACCEPTED = "fee_not_accepted"
    INSUFFICIENT_FUNDS = "insufficient_funds"
    MEMBERSHIP_EXPIRED = "membership_expired"
    FREE_MINUTES_USED = "free_minutes_used"
    # 403
    FORBIDDEN = "forbidden"
    NOT_A_MEMBER = "not_a_member"
    BANNED = "banned"
    MUTED = "muted"
    BAD_HOST = "bad_host"
    BAD_ORIGIN = "bad_origin"
    BAD_SETUP_CODE = "bad_setup_code"
    INVITE_REQUIRED = "invite_required"
    ENDPOINT_NOT_ALLOWED = "endpoint_not_allowed"
    NOT_ASSIGNEE = "not_assignee"
    REMOVED = "removed"
    SITE_NOT_ALLOWED = "site_not_allowed"
    # 404
    NOT_FOUND = "not_found"
    NOT_MEMBER = "not_member"
    # 405
    METHOD_NOT_ALLOWED = "method_not_allowed"
    # 409
    NEEDS_SETUP = "needs_setup"
    ALREADY_SET_UP = "already_set_up"
    USERNAME_TAKEN = "username_taken"
    IDEMPOTENCY_CONFLICT = "idempotency_conflict"
    CREATOR_CANNOT_LEAVE = "creator_cannot_leave"
    NOTHING_TO_RENEW = "nothing_to_renew"
    ALREADY_LINKED = "already_linked"
    TYPE_IS_FIXED = "type_is_fixed"
    TURN_FINISHED = "turn_finished"
    TURN_RUNNING = "turn_running"
    NOTHING_MISSED = "nothing_missed"
    ALREADY_RESOLVED = "already_resolved"
    TOO_MANY_PINS = "too_many_pins"
    TOO_MANY_REACTIONS = "too_many_reactions"
    ALREADY_REFUNDED = "already_refunded"
    ALREADY_DECIDED = "already_decided"
    PERIOD_CHANGED = "period_changed"
    TRANSFER_NOT_ALLOWED = "transfer_not_allowed"
    ALREADY_WAITING = "already_waiting"
    NOT_WAITING = "not_waiting"
    ALREADY_ACCEPTED = "already_accepted"
    OWN_CONVERSATION = "own_conversation"
    AGENT_UNAVAILABLE = "agent_unavailable"
    NOT_RESOLVED = "not_resolved"
    ALREADY_RATED = "already_rated"
    SHORTCUT_TAKEN = "shortcut_taken"
    NOTHING_TO_LEARN = "nothing_to_learn"
    NOTHING_ASKED = "nothing_asked"
    NOTHING_KNOWN = "nothing_known"
    VERIFICATION_PENDING = "verification_pending"
    ALREADY_VERIFIED = "already_verified"
    NAME_CHANGED = "name_changed"
    SESSION_ENDED = "session_ended"
    SESSION_FULL = "session_full"
    SESSION_LOCKED = "session_locked"
    STALE_VERSION = "stale_version"
    NO_AGENT = "no_agent"
    NOT_FOR_SALE = "not_for_sale"
    NOT_SUBSCRIBED = "not_subscribed"
    NO_SAMPLES = "no_samples"
    ALREADY_BUILDING = "already_building"
    VOICE_NOT_READY = "voice_not_ready"
    NOTHING_HEARD = "nothing_heard"
    LIVE_ROOM_CLOSED = "live_room_closed"
    LIVE_ROOM_FULL = "live_room_full"
    # 410
    INVITE_GONE = "invite_gone"
    # 413, 415
    TOO_LARGE = "too_large"
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type"
    # 429
    TOO_MANY_REQUESTS = "too_many_requests"
    # 503, 507
    STOPPING = "stopping"
    NOT_READY = "not_ready"
    STORAGE_FULL = "storage_full"
    PAYMENT_UNAVAILABLE = "payment_unavailable"
    ENGINE_UNAVAILABLE = "engine_unavailable"
    TTS_FAILED = "tts_failed"
    # 500: our own fault; no request is known that reaches it
    INTERNAL = "internal"


SLOW_MODE = "slow_mode"
"""The `state` in a refusal of what comes sooner than a club's slow mode lets it."""

NO_AGENT, AGENT_OF_OTHERS, DRAFT_FAILED = "no_agent", "agent_of_others", "draft_failed"
"""The `state` in a `not_available` of what a brand's AI cannot do: there is none, it is somebody
else's, or it failed."""

STATUS: dict[Code, int] = {
    Code.VALIDATION: 400,
    Code.WRONG_TYPE: 400,
    Code.BAD_CURSOR: 400,
    Code.NOT_AVAILABLE: 400,
    Code.UNREADABLE_FILE: 400,
    Code.BAD_SIGNATURE: 400,
    Code.NOT_AUDIO: 400,
    Code.TOO_SHORT: 400,
    Code.TOO_LONG: 400,
    Code.TOO_QUIET: 400,
    Code.CLIPPED: 400,
    Code.TOO_NOISY: 400,
    Code.CONSENT_REQUIRED: 400,
    Code.UNAUTHENTICATED: 401,
    Code.BAD_CREDENTIALS: 401,
    Code.FEE_NOT_ACCEPTED: 402,
    Code.INSUFFICIENT_FUNDS: 402,
    Code.MEMBERSHIP_EXPIRED: 402,
    Code.FREE_MINUTES_USED: 402,
    Code.FORBIDDEN: 403,
    Code.NOT_A_MEMBER: 403,
    Code.BANNED: 403,
    Code.MUTED: 403,
    Code.BAD_HOST: 403,
    Code.BAD_ORIGIN: 403,
    Code.BAD_SETUP_CODE: 403,
    Code.INVITE_REQUIRED: 403,
    Code.ENDPOINT_NOT_ALLOWED: 403,
    Code.NOT_ASSIGNEE: 403,
    Code.REMOVED: 403,
    Code.SITE_NOT_ALLOWED: 403,
    Code.NOT_FOUND: 404,
    Code.NOT_MEMBER: 404,
    Code.METHOD_NOT_ALLOWED: 405,
    Code.NEEDS_SETUP: 409,
    Code.ALREADY_SET_UP: 409,
    Code.USERNAME_TAKEN: 409,
    Code.IDEMPOTENCY_CONFLICT: 409,
    Code.CREATOR_CANNOT_LEAVE: 409,
    Code.NOTHING_TO_RENEW: 409,
    Code.ALREADY_LINKED: 409,
    Code.TYPE_IS_FIXED: 409,
    Code.TURN_FINISHED: 409,
    Code.TURN_RUNNING: 409,
    Code.NOTHING_MISSED: 409,
    Code.ALREADY_RESOLVED: 409,
    Code.TOO_MANY_PINS: 409,
    Code.TOO_MANY_REACTIONS: 409,
    Code.ALREADY_REFUNDED: 409,
    Code.ALREADY_DECIDED: 409,
    Code.PERIOD_CHANGED: 409,
    Code.TRANSFER_NOT_ALLOWED: 409,
    Code.ALREADY_WAITING: 409,
    Code.NOT_WAITING: 409,
    Code.ALREADY_ACCEPTED: 409,
    Code.OWN_CONVERSATION: 409,
    Code.AGENT_UNAVAILABLE: 409,
    Code.NOT_RESOLVED: 409,
    Code.ALREADY_RATED: 409,
    Code.SHORTCUT_TAKEN: 409,
    Code.NOTHING_TO_LEARN: 409,
    Code.NOTHING_ASKED: 409,
    Code.NOTHING_KNOWN: 409,
    Code.VERIFICATION_PENDING: 409,
    Code.ALREADY_VERIFIED: 409,
    Code.NAME_CHANGED: 409,
    Code.SESSION_ENDED: 409,
    Code.SESSION_FULL: 409,
    Code.SESSION_LOCKED: 409,
    Code.STALE_VERSION: 409,
    Code.NO_AGENT: 409,
    Code.NOT_FOR_SALE: 409,
    Code.NOT_SUBSCRIBED: 409,
    Code.NO_SAMPLES: 409,
    Code.ALREADY_BUILDING: 409,
    Code.VOICE_NOT_READY: 409,
    Code.NOTHING_HEARD: 409,
    Code.LIVE_ROOM_CLOSED: 409,
    Code.LIVE_ROOM_FULL: 409,
    Code.INVITE_GONE: 410,
    Code.TOO_LARGE: 413,
    Code.UNSUPPORTED_MEDIA_TYPE: 415,
    Code.TOO_MANY_REQUESTS: 429,
    Code.STOPPING: 503,
    Code.NOT_READY: 503,
    Code.STORAGE_FULL: 507,
    Code.PAYMENT_UNAVAILABLE: 503,
    Code.ENGINE_UNAVAILABLE: 503,
    Code.TTS_FAILED: 503,
    Code.INTERNAL: 500,
}


class FieldError(Answer, frozen=True, kw_only=True):
    """What is wrong with one field; `field` is its path on the wire, `""` for the whole body."""

    field: str
    message: str


class Problem(Answer, frozen=True, kw_only=True):
    """The body of every refusal, served as `application/problem+json`."""

    type: str
    title: str
    status: int
    detail: str
    code: Code
    errors: list[FieldError] | UnsetType = UNSET
    amount_due_cents: int | UnsetType = UNSET
    balance_cents: int | UnsetType = UNSET
    resets_at: Timestamp | UnsetType = UNSET
    monthly_price_cents: int | UnsetType | None = UNSET
    muted_until: Timestamp | UnsetType = UNSET
    expires_at: Timestamp | UnsetType | None = UNSET
    retry_after_seconds: int | UnsetType = UNSET
    state: str | UnsetType = UNSET
    assignee_id: str | UnsetType | None = UNSET
    assignee_name: str | UnsetType = UNSET
    version: int | UnsetType = UNSET
    current: dict[str, Any] | UnsetType = UNSET
    """What stands in place of what was to be changed."""
