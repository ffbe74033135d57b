"""The rules of voices, as other rooms may call them."""

from __future__ import annotations

from embedded_server.voice.service import clips, consents, samples, voices
from embedded_server.voice.service.choosing import VoiceChoice, voice_for
from embedded_server.voice.service.clips import forget_previews, is_withdrawn, keep_clip, may_fetch
from embedded_server.voice.service.samples import (
    Uploaded,
    check_recording,
    check_statement,
    set_check,
)
from embedded_server.voice.service.statements import Mac, codes_at, is_said, statement
from embedded_server.voice.service.voices import (
    Building,
    Chosen,
    Speaking,
    begin,
    fail,
    finish,
    published,
    tell,
    tell_progress,
    view,
)
from embedded_server.voice.store.samples import gone as gone_files
from embedded_server.voice.store.samples import known_files, off_the_disk

__all__ = [
    "Building",
    "Chosen",
    "Mac",
    "Speaking",
    "Uploaded",
    "VoiceChoice",
    "begin",
    "check_recording",
    "check_statement",
    "clips",
    "codes_at",
    "consents",
    "fail",
    "finish",
    "forget_previews",
    "gone_files",
    "is_said",
    "is_withdrawn",
    "keep_clip",
    "known_files",
    "may_fetch",
    "off_the_disk",
    "published",
    "samples",
    "set_check",
    "statement",
    "tell",
    "tell_progress",
    "view",
    "voice_for",
    "voices",
]
