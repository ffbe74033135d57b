"""What one's own membership says: how much is unread in it, and how loud it is."""

from __future__ import annotations

from urllib.parse import urlsplit

from msgspec import UnsetType
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.club import Message
from embedded_server.contracts.communities import Community, Membership
from embedded_server.contracts.events import ReadUpdated
from spaces_desktop.kernel.moments import is_past
from spaces_desktop.kernel.money import money
from spaces_desktop.widgets.entries import Entry


def _tr(text: str) -> str:
    return QCoreApplication.translate("communities", text)


def number(value: int | UnsetType) -> int:
    return 0 if isinstance(value, UnsetType) else value


def member_count(count: int) -> str:
    return _tr("1 member") if count == 1 else _tr("{count} members").format(count=count)


def fee_lines(one: Community) -> list[str]:
    """What a member pays, a line for each kind that is not free."""
    fees = (
        (one.join_fee_cents, _tr("{amount} for joining, once")),
        (one.monthly_fee_cents, _tr("{amount} for every 30 days")),
        (one.agent_call_fee_cents, _tr("{amount} for a question to an agent")),
    )
    return [words.format(amount=money(cents)) for cents, words in fees if cents]


def paid_until(one: Community) -> str:
    """The moment up to which one has paid for it, as on the wire; "" where that is over."""
    held = one.membership
    until = None if held is None else held.expires_at
    return "" if until is None or is_past(until) else until


def due_cents(community: Community) -> int:
    """What entering costs: the fee for joining and the first month; who comes back pays neither
    the fee again nor the days that are left. Where the server sees it otherwise it says so, and
    nothing is charged."""
    if community.membership is None:
        return community.join_fee_cents + community.monthly_fee_cents
    return 0 if paid_until(community) else community.monthly_fee_cents


def is_quiet(held: Membership | None) -> bool:
    return held is not None and held.notifications == "none"


def names_me(message: Message, my_id: str) -> bool:
    return any(one.kind == "everyone" or one.id == my_id for one in message.mentions)


def one_more(old: Membership, seq: int, *, named: bool) -> Membership:
    """A message of somebody else came; an older one than was read is no news."""
    if seq <= number(old.last_read_seq):
        return old
    mentions = number(old.mention_count) + named
    return replace(old, unread_count=number(old.unread_count) + 1, mention_count=mentions)


def read_now(old: Membership, now: ReadUpdated) -> Membership:
    return replace(
        old,
        last_read_seq=now.last_read_seq,
        unread_count=now.unread_count,
        mention_count=min(number(old.mention_count), now.unread_count),
    )


def renewed(old: Membership, new: Membership) -> Membership:
    """What the event knows, with what one alone sees of it where it does not say."""
    kept = {
        name: getattr(old, name)
        for name in ("notifications", "last_read_seq", "unread_count", "mention_count", "presence")
        if isinstance(getattr(new, name), UnsetType)
    }
    return replace(new, **kept)


def entry_of(one: Community, draft: str = "") -> Entry:
    held = one.membership
    detail = one.description.strip() or member_count(one.member_count)
    if draft.strip():
        detail = _tr("Draft: {text}").format(text=" ".join(draft.split()))
    return Entry(
        one.id,
        one.name,
        detail,
        0 if held is None else number(held.unread_count),
        mentions=0 if held is None else number(held.mention_count),
        is_quiet=is_quiet(held),
        is_verified=one.is_verified,
    )


def copied_words(url: str) -> str:
    """An invite's link is in the clipboard; who cannot use it is said too."""
    host = (urlsplit(url).hostname or "").casefold()
    if host == "localhost" or host == "::1" or host.startswith("127."):
        return _tr(
            "Invite link copied. Only programs on this machine can use it: others need an address"
            " of this machine in their network."
        )
    return _tr("Invite link copied.")


def found_entry(one: Community) -> Entry:
    """A club as somebody sees it who looks for one."""
    price = due_cents(one)
    parts = (
        _tr("{amount} to join").format(amount=money(price)) if price else "",
        member_count(one.member_count),
        " ".join(one.description.split()),
    )
    detail = " · ".join(part for part in parts if part)
    return Entry(one.id, one.name, detail, is_verified=one.is_verified)
