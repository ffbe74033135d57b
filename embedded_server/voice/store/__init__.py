"""Queries of the room, by what they are about."""

from __future__ import annotations

from embedded_server.voice.store import clips, consents, samples, voices
from embedded_server.voice.store.consents import ConsentValue
from embedded_server.voice.store.samples import SampleValue
from embedded_server.voice.store.voices import VoiceValue

__all__ = ["ConsentValue", "SampleValue", "VoiceValue", "clips", "consents", "samples", "voices"]
