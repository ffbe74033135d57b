"""What the verification slice adds to the shell: the admins' place, and a page for creators."""

from __future__ import annotations

from spaces_desktop.verification.api import VerificationApi
from spaces_desktop.verification.view import KEY, VerificationRoom
from spaces_desktop.widgets.rooms import Context, Room, Shortcut, Thing


def build(context: Context) -> Room:
    """`context.visit("verification", COMMUNITY)` opens the page of one's own community."""
    calls = VerificationApi(context.http)
    view = VerificationRoom(calls, context)
    group = view.tr("Verification")
    shortcuts: tuple[Shortcut, ...] = ()
    if context.me.is_admin:
        shortcuts = tuple(
            Shortcut(id=f"verification_{name}", keys=(key,), words=words, group=group, act=act)
            for name, key, words, act in (
                ("approve", "A", view.tr("Approve the request"), view.approve),
                ("reject", "R", view.tr("Reject the request"), view.reject),
                ("next", "N", view.tr("Go to the next request"), view.go_on),
            )
        )
    return Room(
        KEY,
        view.tr("Verification"),
        "verification",
        view,
        view.open,
        view.start,
        view.close_room,
        badge=view.badge,
        shortcuts=shortcuts,
        about=lambda thing: Thing(view.tr("Verification")) if view.knows(thing) else None,
        is_listed=context.me.is_admin,
    )
