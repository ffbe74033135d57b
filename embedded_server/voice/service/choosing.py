"""Which voice an agent answers in: that of the lounge, its own, or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from embedded_server.agents.service import ReadyAgent
from embedded_server.communities import service as communities
from embedded_server.contracts.communities import CommunityType
from embedded_server.contracts.voice import Engines, SpokenBy
from embedded_server.kernel.database import Reader
from embedded_server.voice.service import voices


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """A voice that speaks: `stock` names one of the engine's own, `profile_id` that of the
    lounge `lounge_id`."""

    engine: str
    stock: str | None
    profile_id: str | None
    spoken_by: SpokenBy
    lounge_id: str | None = None


def voice_for(
    reader: Reader, agent: ReadyAgent, community_id: str, engines: Callable[[], Engines]
) -> VoiceChoice | None:
    """None where nothing speaks, also because the voice is not ready: never another in its place.

    `engines` looks at the disk and is asked only for stock voices.
    """
    if _is_lounge(reader, community_id):
        own = published_voice(reader, community_id)
        if own is not None:
            return own
    voice = agent.voice
    if voice.kind == "stock":
        return _stock(engines(), voice.name or None)
    if voice.kind == "lounge" and voice.community_id:
        community = communities.find(reader, voice.community_id)
        if community is not None and community.creator_id == agent.owner_id:
            return published_voice(reader, voice.community_id)
    return None


def _is_lounge(reader: Reader, community_id: str) -> bool:
    community = communities.find(reader, community_id)
    return community is not None and community.type is CommunityType.LOUNGE


def published_voice(reader: Reader, community_id: str) -> VoiceChoice | None:
    """The voice that answers the members of a lounge."""
    found = voices.published(reader, community_id)
    if found is None:
        return None
    spoken_by = SpokenBy(engine=found.engine, voice=found.voice, consent_id=found.consent_id)
    return VoiceChoice(found.engine, None, found.profile_id, spoken_by, community_id)


def _stock(engines: Engines, name: str | None) -> VoiceChoice | None:
    for engine in engines.engines:
        if engine.is_available and engine.stock_voices and (name in (None, *engine.stock_voices)):
            stock = name or engine.stock_voices[0]
            return VoiceChoice(engine.id, stock, None, SpokenBy(engine=engine.id, voice=stock))
    return None
