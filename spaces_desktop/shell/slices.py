"""The rooms of the app, in the order of the rail; a room is added by adding its line."""

from __future__ import annotations

from collections.abc import Callable

from spaces_desktop.billing import room as billing
from spaces_desktop.club import room as club
from spaces_desktop.lounge import room as lounge
from spaces_desktop.playground import room as playground
from spaces_desktop.support import room as support
from spaces_desktop.verification import room as verification
from spaces_desktop.widgets.rooms import Context, Room

SLICES: tuple[Callable[[Context], Room], ...] = (
    club.build,
    support.build,
    lounge.build,
    playground.build,
    billing.build,
    verification.build,
)
