"""What the lounge slice adds to the shell: the lounges room."""

from __future__ import annotations

from functools import partial

from spaces_desktop.agents.api import AgentsApi
from spaces_desktop.agents.new_agent import NewAgentModel
from spaces_desktop.agents.view import NewAgentView
from spaces_desktop.chat.emoji import KeptEmoji
from spaces_desktop.communities.api import CommunitiesApi
from spaces_desktop.communities.types_view import begin_other
from spaces_desktop.lounge.api import LoungeApi
from spaces_desktop.lounge.finding import BROWSE, KEY, NEW, LoungesBadge, about, entries
from spaces_desktop.lounge.making import make_tools
from spaces_desktop.lounge.model import LoungesModel
from spaces_desktop.lounge.tabs import TABS
from spaces_desktop.lounge.talk.ears import MachineEars
from spaces_desktop.lounge.view import LoungesView
from spaces_desktop.widgets.rooms import Context, Room


def build(context: Context) -> Room:
    calls = LoungeApi(context.http)
    ears = MachineEars(context.tasks)
    tools = make_tools(calls, context, ears, ears.player)
    model = LoungesModel(
        tools,
        CommunitiesApi(context.http),
        lambda lounge: context.visit(KEY, lounge),
    )
    calls.on_read = model.chats.read_up_to
    kinds = [tab(context) for tab in TABS]
    view = LoungesView(model, context.themes, KeptEmoji(context.keep), kinds)
    model.setParent(view)
    view.place_wanted.connect(lambda lounge, tab: context.visit(KEY, lounge, tab))
    view.other_wanted.connect(partial(begin_other, context.visit))
    view.page.receipt_wanted.connect(lambda _lounge: context.visit("wallet", "entries"))
    view.page.agent_wanted.connect(partial(_add_agent, context, view))
    model.read_here.connect(lambda lounge: context.tell(lounge, "", "", KEY))

    def close() -> None:
        view.release()
        model.close()
        tools.close()

    return Room(
        KEY,
        view.tr("Lounges"),
        "lounges",
        view,
        view.open,
        model.start,
        close,
        badge=LoungesBadge(model, view),
        entries=lambda: entries(model, kinds, context.visit),
        about=lambda thing: about(model, thing),
        fleeting=frozenset({NEW, BROWSE}),
    )


def _add_agent(context: Context, view: LoungesView, lounge: str) -> None:
    made = NewAgentModel(lounge, AgentsApi(context.http), context.tasks)
    hint = view.tr("It answers whoever talks in this lounge, in your voice once you have one.")
    NewAgentView(made, context.themes, view, hint=hint).open()
