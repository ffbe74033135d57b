"""What stands behind a voice: who consented to what, when, with which recordings, as one bundle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import msgspec

from embedded_server.communities import service as communities
from embedded_server.contracts.voice import ConsentBundle
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.clock import to_wire, to_wire_or_none
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import not_found
from embedded_server.kernel.ids import new_id
from embedded_server.voice import store
from embedded_server.voice.service import access
from embedded_server.voice.store import ConsentValue, SampleValue

SCOPE = "replies of this lounge's AI, on this server"


def bundle(tx: Transaction, samples: Sequence[SampleValue]) -> ConsentValue:
    """Store what the recordings of a voice, the newest first, say together."""
    newest = samples[0]
    spoken = next((one for one in samples if one.statement_id is not None), None)
    value = ConsentValue(
        id=new_id(),
        community_id=newest.community_id,
        user_id=newest.user_id,
        person_name=newest.person_name,
        community_name=newest.community_name,
        scope=SCOPE,
        statement=spoken.statement_text if spoken else None,
        statement_sha256=spoken.statement_sha256 if spoken else None,
        statement_check=spoken.statement_check if spoken else None,
        sample_digests=[one.sha256 for one in samples],
        given_at=newest.created_at,
        digest="",
    )
    value = replace(value, digest=digest_of(value))
    store.consents.insert(tx, value)
    return value


def digest_of(value: ConsentValue) -> str:
    """SHA-256 over its parts as JSON with sorted keys, no spaces, in UTF-8; `withdrawnAt` and the
    digest itself are no parts."""
    check = value.statement_check
    parts = {
        "id": value.id,
        "communityId": value.community_id,
        "userId": value.user_id,
        "personName": value.person_name,
        "communityName": value.community_name,
        "scope": value.scope,
        "statement": value.statement,
        "statementDigest": value.statement_sha256,
        "statementCheck": None if check is None else msgspec.to_builtins(check),
        "sampleDigests": list(value.sample_digests),
        "givenAt": to_wire(value.given_at),
    }
    return sha256(msgspec.json.encode(parts, order="sorted")).hexdigest()


def read(reader: Reader, community_id: str, caller: Caller) -> ConsentBundle:
    """Of the voice that speaks, else the last there was. Members may know whose voice they hear;
    what was heard of the statement is for who is in charge."""
    community = access.lounge(reader, community_id)
    is_in_charge = access.is_in_charge(community, caller)
    if not is_in_charge:
        communities.require_active(communities.membership(reader, community_id, caller.user_id))
    found = _standing(reader, community_id)
    if found is None and is_in_charge:
        found = store.consents.newest(reader, community_id)
    if found is None:
        raise not_found()
    check = found.statement_check
    if check is not None and not is_in_charge:
        check = msgspec.structs.replace(check, heard=None)
    return ConsentBundle(
        id=found.id,
        person_name=found.person_name,
        community_name=found.community_name,
        scope=found.scope,
        statement=found.statement,
        statement_digest=found.statement_sha256,
        statement_check=check,
        sample_digests=list(found.sample_digests),
        given_at=to_wire(found.given_at),
        withdrawn_at=to_wire_or_none(found.withdrawn_at),
        digest=found.digest,
    )


def _standing(reader: Reader, community_id: str) -> ConsentValue | None:
    consent_id = store.voices.find(reader, community_id).consent_id
    return None if consent_id is None else store.consents.find(reader, consent_id)
