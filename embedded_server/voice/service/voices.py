"""How a voice comes to be: built, published, and withdrawn with all that was made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from embedded_server.communities import service as communities
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.contracts.voice import LoungeVoice, VoiceStatus
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.clock import to_wire_or_none
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.server import ClipsGone
from embedded_server.kernel.topics import user_topic
from embedded_server.voice import store
from embedded_server.voice.service import access, consents
from embedded_server.voice.service.clips import delete_clips
from embedded_server.voice.store import SampleValue, VoiceValue

_CUT_OFF = "The server was stopped while the voice was being built. Build it again."


@dataclass(frozen=True, slots=True)
class Chosen:
    """The engine that a voice is built with."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Speaking:
    """A voice that may speak now; `voice` is whose it is, `profile_id` names its file."""

    community_id: str
    engine: str
    engine_name: str
    profile_id: str
    voice: str
    consent_id: str


@dataclass(frozen=True, slots=True)
class Building:
    """What was begun; `samples` are the newest first."""

    build_id: str
    samples: Sequence[SampleValue]


def read(reader: Reader, community_id: str, caller: Caller, progress: float | None) -> LoungeVoice:
    """For members, whether there is one that answers; for who is in charge, all of it."""
    community = access.lounge(reader, community_id)
    whole = view(reader, community_id, progress)
    if access.is_in_charge(community, caller) or communities.is_staff(
        reader, community_id, caller.user_id
    ):
        return whole
    is_heard = whole.is_published
    return LoungeVoice(
        community_id=community_id,
        status="ready" if is_heard else "none",
        engine=whole.engine if is_heard else None,
        engine_name=whole.engine_name if is_heard else None,
        progress=None,
        built_at=whole.built_at if is_heard else None,
        consent_id=whole.consent_id if is_heard else None,
        is_published=is_heard,
        sample_count=0,
        problem=None,
    )


def view(reader: Reader, community_id: str, progress: float | None = None) -> LoungeVoice:
    found = store.voices.find(reader, community_id)
    status: VoiceStatus = "none"
    if found.build_id is not None:
        status = "building"
    elif found.profile_id is not None:
        # The older one goes on speaking where a newer one failed; `problem` says that it did.
        status = "ready"
    elif found.problem is not None:
        status = "failed"
    return LoungeVoice(
        community_id=community_id,
        status=status,
        engine=found.engine,
        engine_name=found.engine_name,
        progress=(progress or 0.0) if status == "building" else None,
        built_at=to_wire_or_none(found.built_at),
        consent_id=found.consent_id,
        is_published=found.is_published,
        sample_count=store.samples.count(reader, community_id),
        problem=found.problem,
    )


def published(reader: Reader, community_id: str) -> Speaking | None:
    """The voice that answers members."""
    found = store.voices.find(reader, community_id)
    return _speaking(reader, found) if found.is_published else None


def own(reader: Reader, community_id: str, caller: Caller) -> Speaking:
    """The creator's, published or not."""
    access.creator(reader, community_id, caller)
    found = _speaking(reader, store.voices.find(reader, community_id))
    if found is None:
        raise _not_ready()
    return found


def _speaking(reader: Reader, found: VoiceValue) -> Speaking | None:
    """None too where who consented is not the creator any more, or took it back."""
    if found.profile_id is None or found.consent_id is None or found.engine is None:
        return None
    consent = store.consents.find(reader, found.consent_id)
    community = communities.find(reader, found.community_id)
    if consent is None or consent.withdrawn_at is not None or community is None:
        return None
    if community.creator_id != consent.user_id:
        return None
    return Speaking(
        community_id=found.community_id,
        engine=found.engine,
        engine_name=found.engine_name or found.engine,
        profile_id=found.profile_id,
        voice=consent.person_name,
        consent_id=consent.id,
    )


def require_samples(reader: Reader, community_id: str, caller: Caller) -> None:
    """Refuses with why nothing can be built."""
    access.creator(reader, community_id, caller)
    if store.voices.find(reader, community_id).build_id is not None:
        raise Refusal(Code.ALREADY_BUILDING, "The voice is being built already.")
    if not _own_samples(reader, community_id, caller):
        raise Refusal(
            Code.NO_SAMPLES,
            "There is no recording yet. Record a few sentences in the studio first.",
        )


def _own_samples(reader: Reader, community_id: str, caller: Caller) -> list[SampleValue]:
    """Nobody's voice is made of what somebody else recorded here."""
    found = store.samples.of_community(reader, community_id)
    return [one for one in found if one.user_id == caller.user_id]


def begin(tx: Transaction, community_id: str, caller: Caller) -> Building:
    require_samples(tx, community_id, caller)
    found = store.voices.find(tx, community_id)
    build_id = new_id()
    store.voices.save(tx, replace(found, build_id=build_id, problem=None))
    tell(tx, community_id, 0.0)
    return Building(build_id, _own_samples(tx, community_id, caller))


def finish(
    tx: Transaction,
    community_id: str,
    building: Building,
    chosen: Chosen,
    profile_id: str,
    *,
    publish: bool,
) -> bool:
    """Put the new voice in the old one's place. False where it is not wanted any more: cancelled,
    withdrawn, or a recording was deleted meanwhile."""
    found = store.voices.find(tx, community_id)
    if found.build_id != building.build_id:
        return False
    kept = {one.id: one for one in store.samples.of_community(tx, community_id)}
    # As they stand by now: what was said as consent has been compared meanwhile.
    samples = [kept[one.id] for one in building.samples if one.id in kept]
    if len(samples) < len(building.samples):
        fail(
            tx,
            community_id,
            building.build_id,
            "A recording was deleted while the voice was being built. Build it again.",
        )
        return False
    if found.profile_id is not None:
        store.samples.forget_files(tx, [found.profile_id])
    consent = consents.bundle(tx, samples)
    store.voices.save(
        tx,
        VoiceValue(
            community_id=community_id,
            profile_id=profile_id,
            engine=chosen.id,
            engine_name=chosen.name,
            built_at=tx.now,
            consent_id=consent.id,
            is_published=found.is_published or publish,
        ),
    )
    tell(tx, community_id)
    return True


def fail(tx: Transaction, community_id: str, build_id: str | None, problem: str | None) -> None:
    """End a building; without a problem, it was cancelled."""
    found = store.voices.find(tx, community_id)
    if build_id is None or found.build_id != build_id:
        return
    store.voices.save(tx, replace(found, build_id=None, problem=problem))
    tell(tx, community_id)


def cancel(tx: Transaction, community_id: str, caller: Caller) -> None:
    access.creator(tx, community_id, caller)
    fail(tx, community_id, store.voices.find(tx, community_id).build_id, None)


def fail_unfinished(tx: Transaction) -> None:
    """At the start: what a crash cut off."""
    for one in store.voices.building(tx):
        fail(tx, one.community_id, one.build_id, _CUT_OFF)


def publish(
    tx: Transaction, community_id: str, caller: Caller, progress: float | None
) -> LoungeVoice:
    access.creator(tx, community_id, caller)
    found = store.voices.find(tx, community_id)
    if _speaking(tx, found) is None:
        raise _not_ready()
    if not found.is_published:
        store.voices.save(tx, replace(found, is_published=True))
        tell(tx, community_id, progress)
    return view(tx, community_id, progress)


def withdraw(tx: Transaction, community_id: str, caller: Caller, told: Sequence[ClipsGone]) -> None:
    """By the creator, or by an admin who stops abuse."""
    community = access.in_charge(tx, community_id, caller)
    communities.record_act(
        tx, community_id, caller.user_id, "voice.withdrawn", None, community.name
    )
    _end(tx, community_id, told)
    tell(tx, community_id)


def on_deleted(tx: Transaction, community_id: str, told: Sequence[ClipsGone]) -> None:
    """With the community, what is known of its clips goes too: nobody can ask about them."""
    _end(tx, community_id, told)
    store.clips.forget_register(tx, community_id)


def _end(tx: Transaction, community_id: str, told: Sequence[ClipsGone]) -> None:
    """Recordings, statements, voice and clips; what was agreed to stays, with its end."""
    samples = store.samples.of_community(tx, community_id)
    if samples:
        store.samples.delete(tx, samples)
    found = store.voices.find(tx, community_id)
    if found.profile_id is not None:
        store.samples.forget_files(tx, [found.profile_id])
    store.voices.delete(tx, community_id)
    store.consents.withdraw(tx, community_id)
    clip_ids = store.clips.of_voice(tx, community_id)
    if clip_ids:
        message_ids = delete_clips(tx, clip_ids)
        for tell_gone in told:
            tell_gone(tx, community_id, message_ids)


def tell(tx: Transaction, community_id: str, progress: float | None = None) -> None:
    """Its creator and staff hear how it stands; of a building, the newest event alone is kept."""
    community = communities.find(tx, community_id)
    if community is None:
        return
    tx.emit(
        Emitted(
            EventType.VOICE_UPDATED,
            view(tx, community_id, progress),
            user_topic(community.creator_id),
            community_id,
            also=communities.staff_topic(community_id),
            about=f"voice:{community_id}",
            again=True,
        )
    )


def tell_progress(tx: Transaction, community_id: str, build_id: str, progress: float) -> None:
    if store.voices.find(tx, community_id).build_id == build_id:
        tell(tx, community_id, progress)


def _not_ready() -> Refusal:
    return Refusal(Code.VOICE_NOT_READY, "There is no voice yet. Build one from the recordings.")
