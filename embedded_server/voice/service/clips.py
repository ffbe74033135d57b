"""The register of clips: each that a voice spoke, and finding one again by its sound."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from embedded_server.contracts import media as media_contract
from embedded_server.contracts.club import Audio
from embedded_server.contracts.voice import SpokenBy, VoiceCheck
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import not_found
from embedded_server.kernel.media import store as media
from embedded_server.kernel.media.store import MediaFile
from embedded_server.voice.clip_files import FILE_NAME, MIME_TYPE, MadeClip
from embedded_server.voice.fingerprint import Prints, compare
from embedded_server.voice.store import clips, consents

ROOM = "voice"
PREVIEW_MS = 86_400_000
"""For how long a preview can be heard again."""
MOST_UNEQUAL = 0.14
"""Share of bits: other encoders turned over 0.11 at most, another voice with the same text 0.16."""
LEAST_FRAMES = 100
"""Which is 1.2 s, with the 0.4 s around it that each frame hears."""

_MOST_FRAMES = 2_000
_MOST_FOUND = 100_000
_MOST_COMPARED = 40


def keep_clip(
    tx: Transaction,
    clip: MadeClip,
    *,
    room: str,
    place_id: str,
    community_id: str,
    owner_id: str,
    message_id: str | None,
    turn_id: str | None,
) -> Audio | None:
    """Register a clip made by `make_clip`, in the change that stores its message.

    None where consent was withdrawn while it was spoken: nothing is kept then, and the caller
    removes the file, as it does where the change fails.

    `room` names whose `may_fetch` says who may hear it, and `place_id` the club's community or the
    chat, as of any file; `message_id` is the message that carries it, `owner_id` whom it answers.
    The `Audio` is what the message carries from then on. When consent is withdrawn, its file is
    deleted, and `server.on_voice_withdrawn` names the message.
    """
    if is_withdrawn(tx, clip.spoken_by):
        return None
    media.insert(
        tx,
        MediaFile(
            id=clip.id,
            room=room,
            place_id=place_id,
            community_id=community_id,
            owner_id=owner_id,
            message_id=message_id,
            name=FILE_NAME,
            mime_type=MIME_TYPE,
            size_bytes=clip.size_bytes,
            sha256=clip.sha256,
            width=None,
            height=None,
            duration_ms=clip.duration_ms,
            has_thumbnail=False,
            created_at=0,
        ),
    )
    clips.insert(tx, clip.id, community_id, turn_id, clip.spoken_by, clip.duration_ms, clip.prints)
    return Audio(
        url=media_contract.READ.url(mediaId=clip.id),
        duration_ms=clip.duration_ms,
        mime_type=MIME_TYPE,
        spoken_by=clip.spoken_by,
    )


def is_withdrawn(reader: Reader, spoken_by: SpokenBy) -> bool:
    """Whether who consented to this voice took that back."""
    if spoken_by.consent_id is None:
        return False
    consent = consents.find(reader, spoken_by.consent_id)
    return consent is None or consent.withdrawn_at is not None


def delete_clips(tx: Transaction, clip_ids: Sequence[str]) -> list[str]:
    """Their files; what they are known by stays, so that copies are still found out. Answers with
    the ids of the messages that they were on."""
    files = media.find_many(tx, clip_ids).values()
    media.forget_files(tx, clip_ids)
    clips.set_deleted(tx, clip_ids)
    return [file.message_id for file in files if file.message_id is not None]


def check(reader: Reader, community_id: str, sought: Prints) -> VoiceCheck:
    """Whether a sound, or a part of it, is a clip of this community."""
    places = sought.sought(_MOST_FRAMES)
    votes: Counter[tuple[int, int]] = Counter()
    for print_, number, frame in clips.alike(reader, community_id, places, _MOST_FOUND):
        for place in places[print_]:
            votes[number, frame - place] += 1
    compared: dict[int, clips.ClipValue] = {}
    for number, shift in _likely(votes):
        clip = compared.get(number) or clips.find(reader, number)
        compared[number] = clip
        for near in (shift, shift - 1, shift + 1):
            unequal, frames = compare(sought, clip.prints, near)
            if unequal <= MOST_UNEQUAL and frames >= LEAST_FRAMES:
                return VoiceCheck(
                    made_here=True, created_at=to_wire(clip.created_at), turn_id=clip.turn_id
                )
    return VoiceCheck(made_here=False, created_at=None, turn_id=None)


def _likely(votes: Counter[tuple[int, int]]) -> list[tuple[int, int]]:
    """Clips with where they would begin, the likeliest first; cut in between two frames, a sound
    votes for both."""
    near: dict[tuple[int, int], int] = defaultdict(int)
    for (number, shift), count in votes.items():
        for one in (shift - 1, shift, shift + 1):
            near[number, one] += count
    ordered = sorted(votes, key=lambda place: (near[place], votes[place]), reverse=True)
    return ordered[:_MOST_COMPARED]


def may_fetch(reader: Reader, user_id: str, file: MediaFile) -> None:
    """A preview is heard by who made it."""
    if file.owner_id != user_id:
        raise not_found()


def forget_previews(tx: Transaction, limit: int) -> int:
    """Files of previews that were made long ago; answers how many there were, up to `limit`."""
    due = clips.due_previews(tx, tx.now - PREVIEW_MS, limit)
    if due:
        delete_clips(tx, due)
    return len(due)
