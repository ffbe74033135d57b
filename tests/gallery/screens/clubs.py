"""The clubs room: the list, what finds messages, what stands beside a thread, its dialogs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QTabWidget, QWidget

from spaces_desktop.club.clubs import MENTIONS, ClubsModel
from spaces_desktop.club.mine.list_view import ClubListView
from spaces_desktop.club.panels.about_view import AboutView
from spaces_desktop.club.search.found_view import MentionsView, PinsView
from spaces_desktop.club.search.reports_view import ReportsView
from spaces_desktop.club.search.search_view import SearchView
from spaces_desktop.club.view import ClubsView
from spaces_desktop.communities.browse_view import BrowseView
from spaces_desktop.communities.create_view import CreateView
from spaces_desktop.communities.members_view import MuteView
from spaces_desktop.communities.settings_view import SettingsView
from spaces_desktop.kernel.errors import advise
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.phase import Phase
from tests.gallery.clubs import Clubs, left_club, paid_club
from tests.gallery.screen import Make, Screen, State
from tests.gallery.stage import Stage
from tests.kit.desktop import dropped, page_of

PANEL = (300, 640)
FORM_WAITS = "a form waits for nothing before it is sent"


def _made(view: Callable[[Stage, ClubsModel], QWidget], *held: str, **answers: Any) -> Make:
    """That view on the open club Bakers; the calls in `held` do not answer."""

    async def make(stage: Stage) -> QWidget:
        room = Clubs(stage, *held, **answers)
        model = await room.enter()
        return view(stage, model)

    return make


def _four(view: Callable[[Stage, ClubsModel], QWidget], call: str) -> dict[State, Make]:
    return {
        State.LOADING: _made(view, call),
        State.EMPTY: _made(view, **{call: page_of([])}),
        State.ERROR: _made(view, **{call: dropped()}),
        State.CONTENT: _made(view),
    }


async def _list(stage: Stage, phase: Phase, *held: str, **answers: Any) -> QWidget:
    room = Clubs(stage, *held, **answers)
    room.model.start()
    shown = ClubListView(room.model, stage.themes)
    await stage.until(lambda: room.model.clubs.phase is phase)
    return shown


def _listed(phase: Phase, *held: str, **answers: Any) -> Make:
    return lambda stage: _list(stage, phase, *held, **answers)


def _search(stage: Stage, model: ClubsModel) -> QWidget:
    shown = SearchView(model.finding.search, model.clubs, model.members, stage.themes)
    shown.field.setText("rye")
    model.finding.search.look()
    return shown


def _search_start(stage: Stage, model: ClubsModel) -> QWidget:
    return SearchView(model.finding.search, model.clubs, model.members, stage.themes)


def _mentions(stage: Stage, model: ClubsModel) -> QWidget:
    model.open(MENTIONS)
    return MentionsView(model.finding, stage.themes)


def _pins(stage: Stage, model: ClubsModel) -> QWidget:
    shown = PinsView(model.finding, stage.themes)
    model.finding.pins.set_shown(True)
    return shown


def _reports(stage: Stage, model: ClubsModel) -> QWidget:
    return ReportsView(model.finding, stage.themes)


def _about(_stage: Stage, model: ClubsModel) -> QWidget:
    return AboutView(model)


def _room(stage: Stage, model: ClubsModel) -> QWidget:
    return ClubsView(model, stage.themes)


def _parent(stage: Stage) -> QWidget:
    made = QWidget()
    stage.at_close(made.deleteLater)
    return made


def _browse(stage: Stage, model: ClubsModel) -> QWidget:
    return BrowseView(model.browsing, model.clubs, stage.themes, _parent(stage))


def _create(stage: Stage, model: ClubsModel) -> QWidget:
    shown = CreateView(model.clubs, stage.themes, _parent(stage))
    for field in shown.findChildren(QLineEdit, "club_name"):
        field.setText("Aviators")
    return shown


def _creating(stage: Stage, model: ClubsModel) -> QWidget:
    shown = _create(stage, model)
    model.clubs.busy = True
    return shown


def _refused(stage: Stage, model: ClubsModel) -> QWidget:
    shown = _create(stage, model)
    model.clubs.form_advice = advise(dropped())
    return shown


def _settings(page: int) -> Callable[[Stage, ClubsModel], QWidget]:
    def make(stage: Stage, model: ClubsModel) -> QWidget:
        settings = model.settings_of("c1")
        if settings is None:
            raise AssertionError("its creator may not see the settings")
        shown = SettingsView(settings, stage.themes, _parent(stage))
        tabs = shown.findChild(QTabWidget, "settings_tabs")
        if isinstance(tabs, QTabWidget):
            tabs.setCurrentIndex(page)
        return shown

    return make


def _mute(stage: Stage, model: ClubsModel) -> QWidget:
    return MuteView(model.members, "u3", "Cleo Marchetti", _parent(stage))


SCREENS = (
    Screen(
        ClubListView,
        "club-list",
        {
            State.LOADING: _listed(Phase.LOADING, "mine"),
            State.EMPTY: _listed(Phase.EMPTY, mine=Snapshot([], 1)),
            State.ERROR: _listed(Phase.FAILED, mine=dropped()),
            State.CONTENT: _listed(Phase.READY),
        },
        size=PANEL,
    ),
    Screen(
        SearchView,
        "club-search",
        _four(_search, "search"),
        extra={"start": _made(_search_start)},
        size=PANEL,
    ),
    Screen(MentionsView, "club-mentions", _four(_mentions, "mentions"), size=(860, 640)),
    Screen(PinsView, "club-pins", _four(_pins, "pins"), size=PANEL),
    Screen(ReportsView, "club-reports", _four(_reports, "reports"), size=PANEL),
    Screen(
        AboutView,
        "club-about",
        {State.CONTENT: _made(_about)},
        without={
            State.LOADING: "the club is known before it is opened",
            State.EMPTY: "a club always has a creator and a day",
            State.ERROR: "nothing of it is fetched by itself",
        },
        extra={"paid": _made(_about, mine=Snapshot([paid_club()], 100))},
        size=PANEL,
    ),
    Screen(
        ClubsView,
        "clubs",
        {State.CONTENT: _made(_room)},
        without={
            State.LOADING: "its list, thread and panels each show theirs",
            State.EMPTY: "its list, thread and panels each show theirs",
            State.ERROR: "its list, thread and panels each show theirs",
        },
    ),
    Screen(
        BrowseView,
        "club-browse",
        _four(_browse, "browse"),
        extra={"come back": _made(_browse, browse=page_of([left_club()]))},
    ),
    Screen(
        CreateView,
        "club-create",
        {
            State.LOADING: _made(_creating),
            State.ERROR: _made(_refused),
            State.CONTENT: _made(_create),
        },
        without={State.EMPTY: "a form that is empty is where one begins"},
    ),
    Screen(
        SettingsView,
        "club-settings",
        {
            State.LOADING: _made(_settings(1), "invites"),
            State.EMPTY: _made(_settings(1), invites=page_of([])),
            State.ERROR: _made(_settings(1), invites=dropped()),
            State.CONTENT: _made(_settings(0)),
        },
        extra={
            "invites": _made(_settings(1)),
            "export": _made(_settings(2)),
            "audit": _made(_settings(3)),
            "delete": _made(_settings(4)),
        },
    ),
    Screen(
        MuteView,
        "club-mute",
        {State.CONTENT: _made(_mute)},
        without={
            State.LOADING: FORM_WAITS,
            State.EMPTY: "a day is always chosen already",
            State.ERROR: "what is refused stands over the list of members",
        },
    ),
)
