"""What the club slice adds to the shell: the clubs room."""

from __future__ import annotations

from functools import partial

from spaces_desktop.agents.api import AgentsApi
from spaces_desktop.billing.api import BillingApi
from spaces_desktop.club.api import ClubApi
from spaces_desktop.club.clubs import ClubsModel
from spaces_desktop.club.finding import KEY, ClubsBadge, about, entries
from spaces_desktop.club.search.api import FindingApi
from spaces_desktop.club.view import ClubsView
from spaces_desktop.communities.api import CommunitiesApi
from spaces_desktop.communities.types_view import begin_other
from spaces_desktop.widgets.rooms import Context, Room


def build(context: Context) -> Room:
    model = ClubsModel(
        CommunitiesApi(context.http),
        AgentsApi(context.http),
        ClubApi(context.http),
        context.live,
        context.tasks,
        context.me,
        lambda community_id: context.visit(KEY, community_id),
        context.shelf,
        context.http.where,
        finding=FindingApi(context.http),
        keep=context.keep,
        billing=BillingApi(context.http),
    )
    view = ClubsView(model, context.themes)
    model.setParent(view)
    model.paying.receipt_wanted.connect(lambda entry: context.visit("wallet", "entries", entry))
    view.told.connect(context.notices.post)
    view.other_wanted.connect(partial(begin_other, context.visit))
    reread = view.tr("{name} has changed on your disk, and the agent has read it again.")
    model.rereading.reread.connect(
        lambda document: context.notices.post(reread.format(name=document.title))
    )
    return Room(
        KEY,
        view.tr("Clubs"),
        "clubs",
        view,
        view.open,
        model.start,
        model.close,
        badge=ClubsBadge(model.clubs, view),
        entries=lambda: entries(model, context.visit),
        shortcuts=view.shortcuts(),
        about=lambda thing: about(model.clubs, thing),
        fleeting=frozenset({"new", "browse"}),
    )
