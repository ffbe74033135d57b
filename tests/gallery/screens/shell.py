"""The frame around the rooms, home, the settings, the palette and the page of shortcuts."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtWidgets import QWidget

from spaces_desktop.accounts.profile import ProfileModel
from spaces_desktop.audio.devices import Devices
from spaces_desktop.audio.sound_check import CheckStep, SoundCheck
from spaces_desktop.audio.troubles import AudioTrouble, microphone_advice
from spaces_desktop.communities.starter import StarterModel
from spaces_desktop.kernel.errors import Advice, advise
from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.kernel.memory import Memory, Place
from spaces_desktop.shell.connection import ConnectionModel
from spaces_desktop.shell.home_view import HomeView
from spaces_desktop.shell.navigation import Navigation
from spaces_desktop.shell.palette import PaletteModel
from spaces_desktop.shell.palette_view import PaletteView
from spaces_desktop.shell.preferences import Preferences
from spaces_desktop.shell.settings_view import SettingsView, Subjects
from spaces_desktop.shell.shell_view import ShellView
from spaces_desktop.shell.shortcuts_view import ShortcutsView
from spaces_desktop.widgets.panes import Empty
from spaces_desktop.widgets.rooms import Badge, Forgetful, Found, Room
from tests.gallery.screen import Make, Screen, State
from tests.gallery.stage import Stage
from tests.kit.audio import DESK, HEADSET, FakeCapture, fake_devices, make_output
from tests.kit.desktop import dropped, user

NEWS = (("Bread and butter", 12, 2), ("Night sky", 3, 0), ("Reading circle", 128, 0))


def _nothing(_room: str = "", _thing: str = "", _inner: str = "") -> None:
    """Nobody goes anywhere in a picture."""


def _visit(room: str, thing: str = "", inner: str = "") -> None:
    """Nor to another place."""


def _found(*news: tuple[str, int, int]) -> list[Found]:
    return [
        Found(
            id=f"clubs/{name}",
            title=name,
            act=_nothing,
            kind="community",
            detail="14 members",
            is_mine=True,
            count=count,
            mentions=mentions,
        )
        for name, count, mentions in news
    ]


def _rooms(stage: Stage, *news: tuple[str, int, int], filled: bool = True) -> list[Room]:
    badge = Badge()
    badge.count = sum(count for _, count, _ in news)
    badge.names_me = any(mentions for _, _, mentions in news)
    badge.is_filled = filled
    home = _home(stage, badge, news)
    clubs = Empty("Clubs", "The room itself has pictures of its own.")
    return [
        Room("home", "Home", "home", home, _nothing),
        Room(
            "clubs",
            "Clubs",
            "clubs",
            clubs,
            _nothing,
            badge=badge,
            entries=lambda: _found(*news),
        ),
        Room("settings", "Settings", "settings", _settings(stage), _nothing, at_end=True),
    ]


def _home(stage: Stage, badge: Badge, news: tuple[tuple[str, int, int], ...]) -> HomeView:
    starter = StarterModel(stage.calls(), stage.tasks, "en")
    room = Room(
        "clubs", "Clubs", "clubs", QWidget(), _nothing, badge=badge, entries=lambda: _found(*news)
    )
    view = HomeView("Ada", "Ada's space", _visit, stage.themes, starter, [room])
    stage.at_close(view.release)
    starter.setParent(view)
    badge.setParent(view)
    return view


def _settings(stage: Stage, devices: Devices | None = None) -> SettingsView:
    folder = tempfile.TemporaryDirectory()
    stage.at_close(folder.cleanup)
    preferences = Preferences(Memory(Path(folder.name)))
    preferences.set("quiet", True)
    capture = FakeCapture()
    sound = SoundCheck(stage.tasks, devices or fake_devices(), lambda: capture, make_output)
    subjects = Subjects(
        preferences,
        stage.themes,
        ProfileModel(stage.calls(), stage.tasks, user()),
        "Ada's space",
        Path("Spaces"),
        str,
        has_tray=True,
        sound=sound,
    )
    view = SettingsView(subjects)
    preferences.setParent(view)
    subjects.profile.setParent(view)
    sound.setParent(view)
    stage.at_close(view.close_view)
    return view


def _home_with(*news: tuple[str, int, int], filled: bool = True, state: str = "") -> Make:
    async def make(stage: Stage) -> QWidget:
        badge = Badge()
        badge.is_filled = filled
        view = _home(stage, badge, news)
        starter = view.findChild(StarterModel)
        if starter is not None and state == "busy":
            starter.busy = True
        if starter is not None and state == "error":
            starter.advice = advise(dropped())
        return view

    return make


def _settings_with(section: str = "", *, fails: bool = False) -> Make:
    async def make(stage: Stage) -> QWidget:
        view = _settings(stage)
        view.open(section)
        preferences = view.findChild(Preferences)
        if fails and preferences is not None:
            text = "This could not be saved, so it lasts only until you quit. Is the disk full?"
            preferences.advice = Advice(text)
        return view

    return make


def _sound(step: CheckStep = CheckStep.READY, trouble: AudioTrouble | None = None) -> Make:
    async def make(stage: Stage) -> QWidget:
        view = _settings(stage, fake_devices(() if trouble else (DESK, HEADSET)))
        view.open("sound")
        check = view.findChild(SoundCheck)
        assert check is not None
        check.step = step
        if trouble is not None:
            check.advice = microphone_advice(trouble)
        if step is CheckStep.LISTENING:
            check.level.emit(0.93, 0.98, True)
        return view

    return make


def _shell(*news: tuple[str, int, int], link: Link | None = None) -> Make:
    async def make(stage: Stage) -> QWidget:
        return _build_shell(stage, link, *news)

    return make


def _build_shell(stage: Stage, link: Link | None, *news: tuple[str, int, int]) -> ShellView:
    folder = tempfile.TemporaryDirectory()
    stage.at_close(folder.cleanup)
    preferences = Preferences(Memory(Path(folder.name)))
    connection = ConnectionModel(stage.live, None, clock=lambda: 100.0)
    stage.at_close(connection.close)
    navigation = Navigation()
    palette = PaletteModel(lambda: view.entries(), lambda: [], Forgetful())
    view = ShellView(
        _rooms(stage, *news),
        navigation,
        connection,
        stage.notices,
        stage.themes,
        preferences,
        palette,
        "Ada",
        "Ada's space",
    )
    for model in (connection, navigation, palette, preferences):
        model.setParent(view)
    place = Place(server_id="s", url="http://x", own=True, username="ada", name="Ada's space")
    view.show_places([place], place)
    stage.at_close(view.release)
    if link is not None:
        stage.live.link = link
    return view


def _palette(typed: str = "") -> Make:
    async def make(stage: Stage) -> QWidget:
        parent = QWidget()
        parent.resize(1180, 760)
        stage.at_close(parent.deleteLater)
        shell = _build_shell(stage, None, *NEWS)
        shell.setParent(parent)
        model = PaletteModel(shell.entries, lambda: ["clubs/Night sky"], Forgetful(), parent)
        view = PaletteView(model, stage.themes, parent)
        view.field.setText(typed)
        model.settle()
        return view

    return make


def _shortcuts(typed: str = "") -> Make:
    async def make(stage: Stage) -> QWidget:
        parent = QWidget()
        parent.resize(1180, 760)
        stage.at_close(parent.deleteLater)
        shell = _build_shell(stage, None)
        shell.setParent(parent)
        view = ShortcutsView(shell.shortcuts, parent)
        view.field.setText(typed)
        return view

    return make


SCREENS = (
    Screen(
        ShellView,
        "shell",
        {
            State.CONTENT: _shell(*NEWS),
            State.EMPTY: _shell(),
            State.ERROR: _shell(*NEWS, link=Link(LinkState.WAITING, 107.0)),
        },
        without={State.LOADING: "it is there at once; each room in it loads by itself"},
    ),
    Screen(
        HomeView,
        "home",
        {
            State.CONTENT: _home_with(*NEWS),
            State.LOADING: _home_with(state="busy"),
            State.EMPTY: _home_with(),
            State.ERROR: _home_with(state="error"),
        },
    ),
    Screen(
        SettingsView,
        "settings",
        {State.CONTENT: _settings_with(), State.ERROR: _settings_with(fails=True)},
        without={
            State.LOADING: "all of it is known before it is opened",
            State.EMPTY: "there are always settings",
        },
        extra={
            "privacy": _settings_with("about"),
            "sound": _sound(),
            "sound_check": _sound(CheckStep.LISTENING),
            "sound_trouble": _sound(trouble=AudioTrouble.NO_DEVICE),
        },
    ),
    Screen(
        PaletteView,
        "palette",
        {State.CONTENT: _palette(), State.EMPTY: _palette("zzzz")},
        without={
            State.LOADING: "it looks through what is known already",
            State.ERROR: "nothing in it can fail",
        },
        extra={"found": _palette("n")},
    ),
    Screen(
        ShortcutsView,
        "shortcuts",
        {State.CONTENT: _shortcuts(), State.EMPTY: _shortcuts("zzzz")},
        without={
            State.LOADING: "the list is part of the app",
            State.ERROR: "nothing in it can fail",
        },
    ),
)
