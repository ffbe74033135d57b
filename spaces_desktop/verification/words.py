"""How a request stands, in words, for its creator and for admins."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.verification import Verification
from spaces_desktop.kernel.moments import full


def _tr(text: str) -> str:
    return QCoreApplication.translate("verification", text)


def decision(request: Verification) -> str:
    """What was decided, by whom and when; "" while nothing is."""
    if request.decided_at is None:
        return ""
    when, name = full(request.decided_at), request.decided_by_name or ""
    if request.status == "approved":
        return _tr("{name} approved this on {when}.").format(name=name, when=when)
    if request.status == "rejected":
        return _tr("{name} rejected this on {when}.").format(name=name, when=when)
    return _tr("This was withdrawn on {when}.").format(when=when)


def state_title(request: Verification | None, is_verified: bool) -> str:
    """In a few words, for the head of the creator's page."""
    if is_verified:
        return _tr("Verified")
    if request is None or request.status in ("withdrawn", "approved"):
        return _tr("Not verified yet")
    if request.status == "rejected":
        return _tr("The new name was rejected") if request.is_rename else _tr("Rejected")
    if request.is_rename:
        return _tr("The new name waits for an admin")
    return _tr("Waiting for an admin")


def state_text(request: Verification | None, is_verified: bool, name: str) -> str:
    """What that means, and what can be done."""
    if is_verified:
        words = _tr("Everybody sees the badge beside the name “{name}”.")
        return words.format(name=name)
    if request is None or request.status in ("withdrawn", "approved"):
        return _tr(
            "A badge tells customers that this community really belongs to your company. An admin"
            " of this space looks at your documents and decides."
        )
    previous = request.previous_name or ""
    if request.status == "pending" and request.is_rename:
        words = _tr(
            "The badge belongs to the name “{previous}” and is suspended until an admin confirms"
            " “{name}”. If you go back to the old name, it returns at once."
        )
        return words.format(previous=previous, name=name)
    if request.status == "pending":
        words = _tr("Sent on {when}. You will be told as soon as somebody has decided.")
        return words.format(when=full(request.submitted_at))
    if request.is_rename:
        words = _tr(
            "Go back to the name “{previous}” and the badge returns at once, or send documents for"
            " “{name}”."
        )
        return words.format(previous=previous, name=name)
    return _tr("Put right what is said below, then send the documents again.")


def outcome(request: Verification) -> str:
    """For a notice to its creator."""
    name = request.community_name
    if request.status == "approved":
        return _tr("{name} is verified now.").format(name=name)
    return _tr("{name} was not verified: {reason}").format(name=name, reason=request.reason)


def is_news(request: Verification, my_id: str) -> bool:
    """Whether somebody has just decided on a request of mine.

    That its documents were deleted later is told by the same event, and is no news.
    """
    return (
        request.submitted_by == my_id
        and request.status in ("approved", "rejected")
        and not any(one.deleted_at for one in request.documents)
    )
