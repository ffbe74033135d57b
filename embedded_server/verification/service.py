"""The rules of verification: who asks, who decides, and when the badge is given and taken."""

from __future__ import annotations

from collections.abc import Sequence

from embedded_server.accounts import service as accounts
from embedded_server.communities import service as communities
from embedded_server.communities.service import CommunityValue
from embedded_server.contracts import verification as contract
from embedded_server.contracts.base import Page
from embedded_server.contracts.communities import CommunityType
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.contracts.verification import (
    Verification,
    VerificationDocument,
    VerificationQuery,
)
from embedded_server.kernel import paging
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.clock import to_wire, to_wire_or_none
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal, not_found
from embedded_server.kernel.ids import looks_like_id, new_id
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.text import clean_name
from embedded_server.kernel.topics import user_topic
from embedded_server.verification import store
from embedded_server.verification.store import DocumentValue, VerificationValue

DAY_MS = 86_400_000
kept = store.kept


def applicant(reader: Reader, community_id: str, user_id: str) -> CommunityValue:
    """The official community of a creator; refuses everybody and everything else."""
    community = communities.require_creator(reader, community_id, user_id)
    communities.require_type(community, CommunityType.OFFICIAL)
    return community


def may_submit(reader: Reader, community_id: str, user_id: str) -> CommunityValue:
    community = applicant(reader, community_id, user_id)
    if community.is_verified:
        raise Refusal(Code.ALREADY_VERIFIED, "This community is verified already.")
    if store.pending(reader, community_id) is not None:
        raise Refusal(
            Code.VERIFICATION_PENDING, "A request is pending already. Withdraw it, or wait."
        )
    return community


def submit(
    tx: Transaction,
    community_id: str,
    user_id: str,
    legal_name: str,
    note: str,
    documents: Sequence[DocumentValue],
) -> Verification:
    """Store a request whose documents are on the disk; they name its id."""
    may_submit(tx, community_id, user_id)
    value = VerificationValue(
        id=documents[0].verification_id,
        community_id=community_id,
        legal_name=clean_name("legalName", legal_name),
        note=note.strip(),
        status="pending",
        is_rename=False,
        previous_name=None,
        submitted_by=user_id,
        submitted_at=tx.now,
    )
    store.insert(tx, value, documents)
    _note(tx, value, user_id, "verification.requested")
    return _tell(tx, value)


def newest(reader: Reader, community_id: str, user_id: str) -> Verification:
    applicant(reader, community_id, user_id)
    found = store.newest(reader, community_id)
    if found is None:
        raise not_found()
    return views(reader, [found])[0]


def withdraw(tx: Transaction, community_id: str, user_id: str) -> None:
    applicant(tx, community_id, user_id)
    found = store.newest(tx, community_id)
    if found is None:
        raise not_found()
    if not store.decide(tx, found.id, "withdrawn", None, ""):
        raise _decided(tx, found)
    _note(tx, found, user_id, "verification.withdrawn")
    _tell_again(tx, found.id)


def listed(reader: Reader, query: VerificationQuery) -> Page[Verification]:
    name = f"verifications:{query.status}"
    size = query.page_size
    found = store.listed(reader, query.status, paging.text_position(name, query.cursor), size + 1)
    page = paging.page(found, size, name, lambda value: value.id)
    return Page(
        items=views(reader, page.items), next_cursor=page.next_cursor, has_more=page.has_more
    )


def approve(
    tx: Transaction, verification_id: str, admin_id: str, reason: str, seen_name: str | None
) -> Verification:
    """`seen_name` is the community's name as the admin saw it."""
    found = _pending(tx, verification_id)
    community = communities.exists(tx, found.community_id)
    if seen_name is not None and seen_name != community.name:
        raise Refusal(
            Code.NAME_CHANGED,
            f"This community is called {community.name} by now. Look at that name first.",
        )
    store.decide(tx, found.id, "approved", admin_id, reason.strip())
    communities.set_verified(tx, found.community_id, True)
    communities.tell_changed(tx, found.community_id)
    _note(tx, found, admin_id, "verification.approved", reason.strip())
    return _tell_again(tx, found.id)


def reject(tx: Transaction, verification_id: str, admin_id: str, reason: str) -> Verification:
    found = _pending(tx, verification_id)
    if not reason.strip():
        raise Invalid("reason", "Say why it is rejected.")
    store.decide(tx, found.id, "rejected", admin_id, reason.strip())
    _note(tx, found, admin_id, "verification.rejected", reason.strip())
    return _tell_again(tx, found.id)


def on_new_name(tx: Transaction, community_id: str, user_id: str, was: str, now: str) -> None:
    """A verified name is lost with the name; an admin confirms the new one, or the old one
    comes back."""
    community = communities.exists(tx, community_id)
    if community.type is not CommunityType.OFFICIAL:
        return
    if community.is_verified:
        _suspend(tx, community, user_id, was)
        return
    found = store.newest(tx, community_id)
    if found is None:
        return
    if found.is_rename and found.status != "approved" and found.previous_name == now:
        communities.set_verified(tx, community_id, True)
        store.decide(tx, found.id, "withdrawn", None, "")
        _note(tx, found, user_id, "verification.restored")
        _tell_again(tx, found.id)
    elif found.status == "pending":
        # Who is deciding on it sees what it is called now.
        _tell(tx, found)


def _suspend(tx: Transaction, community: CommunityValue, user_id: str, was: str) -> None:
    communities.set_verified(tx, community.id, False)
    last = store.newest(tx, community.id)
    value = VerificationValue(
        id=new_id(),
        community_id=community.id,
        legal_name=last.legal_name if last is not None else was,
        note="",
        status="pending",
        is_rename=True,
        previous_name=was,
        submitted_by=user_id,
        submitted_at=tx.now,
    )
    store.insert(tx, value, ())
    _note(tx, value, user_id, "verification.suspended")
    _tell(tx, value)


def on_deleted(tx: Transaction, community_id: str) -> None:
    """Nobody decides on what is gone, and its documents go."""
    found = store.pending(tx, community_id)
    if found is not None:
        store.decide(tx, found.id, "withdrawn", None, "")
        _tell_again(tx, found.id)


def readable_document(reader: Reader, caller: Caller, document_id: str) -> DocumentValue:
    """For its submitter and for admins; for all others it does not exist."""
    document = store.find_document(reader, document_id) if looks_like_id(document_id) else None
    if document is None or document.deleted_at is not None:
        raise not_found()
    request = store.find(reader, document.verification_id)
    if request is None or not (caller.is_admin or request.submitted_by == caller.user_id):
        raise not_found()
    return document


def due(reader: Reader, days: int, limit: int) -> list[tuple[str, str]]:
    """`(document, request)` of what is not kept any longer."""
    return store.due(reader, reader.now - days * DAY_MS, limit)


def forget(tx: Transaction, gone: Sequence[tuple[str, str]]) -> None:
    """Their bytes are off the disk; that they were there stays known."""
    store.set_deleted(tx, [document_id for document_id, _request in gone])
    for verification_id in dict.fromkeys(request for _document, request in gone):
        _tell_again(tx, verification_id)


def views(reader: Reader, found: Sequence[VerificationValue]) -> list[Verification]:
    names = communities.names_of(reader, {one.community_id for one in found})
    people = accounts.names_of(
        reader, {id_ for one in found for id_ in (one.submitted_by, one.decided_by) if id_}
    )
    documents = store.documents(reader, [one.id for one in found])
    return [
        Verification(
            id=one.id,
            community_id=one.community_id,
            community_name=names.get(one.community_id, ""),
            legal_name=one.legal_name,
            note=one.note,
            status=one.status,
            is_rename=one.is_rename,
            previous_name=one.previous_name,
            submitted_by=one.submitted_by,
            submitted_by_name=people.get(one.submitted_by, ""),
            submitted_at=to_wire(one.submitted_at),
            decided_by_name=people.get(one.decided_by, "") if one.decided_by else None,
            decided_at=to_wire_or_none(one.decided_at),
            reason=one.reason,
            documents=[_document_view(document) for document in documents[one.id]],
        )
        for one in found
    ]


def _document_view(document: DocumentValue) -> VerificationDocument:
    return VerificationDocument(
        id=document.id,
        name=document.name,
        mime_type=document.mime_type,
        size_bytes=document.size_bytes,
        url=contract.DOCUMENT.url(documentId=document.id),
        deleted_at=to_wire_or_none(document.deleted_at),
    )


def _pending(tx: Transaction, verification_id: str) -> VerificationValue:
    found = store.find(tx, verification_id)
    if found is None:
        raise not_found()
    if found.status != "pending":
        raise _decided(tx, found)
    return found


def _decided(reader: Reader, found: VerificationValue) -> Refusal:
    names = accounts.names_of(reader, [found.decided_by] if found.decided_by else [])
    words = "This request was withdrawn."
    if found.decided_by is not None:
        words = f"{names.get(found.decided_by, '')} has decided already: {found.status}."
    return Refusal(Code.ALREADY_DECIDED, words, state=found.status)


def _tell_again(tx: Transaction, verification_id: str) -> Verification:
    found = store.find(tx, verification_id)
    assert found is not None, "it was there in this very change"
    return _tell(tx, found)


def _tell(tx: Transaction, value: VerificationValue) -> Verification:
    """Its submitter and every admin hear how it stands."""
    view = views(tx, [value])[0]
    tx.emit(
        Emitted(
            EventType.VERIFICATION_UPDATED,
            view,
            user_topic(value.submitted_by),
            value.community_id,
            also=accounts.ADMINS,
        )
    )
    return view


def _note(
    tx: Transaction, value: VerificationValue, actor_id: str, act: str, detail: str = ""
) -> None:
    name = communities.names_of(tx, [value.community_id]).get(value.community_id)
    communities.record_act(tx, value.community_id, actor_id, act, value.id, name, detail)
