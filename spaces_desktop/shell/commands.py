"""What the palette finds of the shell itself, and the shortcuts that hold everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from spaces_desktop.shell.navigation import Navigation
from spaces_desktop.shell.preferences import Preferences
from spaces_desktop.shell.rail import MOST_JUMPS
from spaces_desktop.shell.settings_view import KEY as SETTINGS
from spaces_desktop.widgets.rooms import Found, Room, Shortcut
from spaces_desktop.widgets.theme import Themes


@dataclass(frozen=True, slots=True)
class Acts:
    """What the shell can do, whoever asks: a key, the palette or a menu."""

    palette: Callable[[], None]
    shortcuts: Callable[[], None]
    sign_out: Callable[[], None]
    close_window: Callable[[], None]
    quit: Callable[[], None]


def _tr(text: str) -> str:
    return QCoreApplication.translate("commands", text)


def shortcuts(rooms: Sequence[Room], navigation: Navigation, acts: Acts) -> list[Shortcut]:
    group = _tr("Everywhere")
    found = [
        Shortcut(
            id="palette",
            keys=("Ctrl+K",),
            words=_tr("Go to a club, a person, a setting or a command"),
            group=group,
            act=acts.palette,
        ),
        Shortcut(
            id="back", keys=("Alt+Left",), words=_tr("Back"), group=group, act=navigation.back
        ),
        Shortcut(
            id="forward",
            keys=("Alt+Right",),
            words=_tr("Forward"),
            group=group,
            act=navigation.forward,
        ),
        Shortcut(
            id="settings",
            keys=("Ctrl+,",),
            words=_tr("Settings"),
            group=group,
            act=partial(navigation.visit, SETTINGS),
        ),
        Shortcut(
            id="help",
            keys=("F1",),
            words=_tr("Keyboard shortcuts"),
            group=group,
            act=acts.shortcuts,
        ),
        Shortcut(
            id="help_sign",
            keys=("?",),
            words=_tr("Keyboard shortcuts, where nothing is being written"),
            group=group,
            act=acts.shortcuts,
        ),
        Shortcut(
            id="close_window",
            keys=("Ctrl+W",),
            words=_tr("Close the window"),
            group=group,
            act=acts.close_window,
        ),
        Shortcut(id="quit", keys=("Ctrl+Q",), words=_tr("Quit"), group=group, act=acts.quit),
    ]
    for digit, room in _jumps(rooms):
        found.append(
            Shortcut(
                id=f"room_{digit}",
                keys=(f"Ctrl+{digit}",),
                words=_tr("Go to {room}").format(room=room.title),
                group=group,
                act=partial(navigation.enter, room.key),
            )
        )
    return found


def entries(
    rooms: Sequence[Room],
    navigation: Navigation,
    acts: Acts,
    themes: Themes,
    preferences: Preferences,
) -> list[Found]:
    """Rooms, then what is in them, then what the shell can do."""
    digits = {room.key: f"Ctrl+{digit}" for digit, room in _jumps(rooms)}
    found = [
        Found(
            id=room.key,
            title=room.title,
            act=partial(navigation.enter, room.key),
            kind="setting" if room.key == SETTINGS else "place",
            keys=digits.get(room.key, "Ctrl+," if room.key == SETTINGS else ""),
        )
        for room in rooms
        if room.is_listed
    ]
    for room in rooms:
        found += room.entries()
    found += [
        _command("shortcuts", _tr("Keyboard shortcuts"), acts.shortcuts, keys="F1"),
        _command("back", _tr("Back"), navigation.back, keys="Alt+Left"),
        _command("forward", _tr("Forward"), navigation.forward, keys="Alt+Right"),
        _command("light", _tr("Light colours"), partial(themes.choose, "light"), _tr("theme")),
        _command("dark", _tr("Dark colours"), partial(themes.choose, "dark"), _tr("theme")),
        _command(
            "system_colours",
            _tr("Colours of the system"),
            partial(themes.choose, "system"),
            _tr("theme"),
        ),
        _silence(preferences),
        _command("sign_out", _tr("Sign out"), acts.sign_out),
        _command("quit", _tr("Quit"), acts.quit, keys="Ctrl+Q"),
    ]
    return found


def _silence(preferences: Preferences) -> Found:
    on = preferences.do_not_disturb
    text = _tr("Notify me again") if on else _tr("Do not disturb")
    return _command("silence", text, partial(preferences.set, "do_not_disturb", not on))


def _command(
    name: str, title: str, act: Callable[[], None], also: str = "", keys: str = ""
) -> Found:
    return Found(id=f"command/{name}", title=title, act=act, also=also, keys=keys)


def _jumps(rooms: Sequence[Room]) -> list[tuple[int, Room]]:
    jumping = [room for room in rooms if room.is_listed and not room.at_end]
    return list(enumerate(jumping[:MOST_JUMPS], start=1))
