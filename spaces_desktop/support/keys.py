"""What an agent does by keyboard: each key told once, for the help page and for the room."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from spaces_desktop.support.model import SupportModel
from spaces_desktop.support.view import SupportView
from spaces_desktop.widgets.rooms import Shortcut


def _tr(text: str) -> str:
    return QCoreApplication.translate("support_keys", text)


def shortcuts(model: SupportModel, view: SupportView) -> tuple[Shortcut, ...]:
    def next_one() -> None:
        if model.console is not None:
            model.console.accept_next()

    def step(by: int) -> None:
        if view.console is not None:
            view.console.list.step(by)

    def tab(by: int) -> None:
        if model.console is not None:
            model.console.tabs.step(by)

    def tab_at(at: int) -> None:
        if model.console is not None:
            model.console.tabs.select_at(at)

    def in_open(name: str) -> Callable[[], None]:
        def run() -> None:
            if view.console is not None and model.console is not None and model.console.open:
                getattr(view.console.conversation, name)()

        return run

    def availability() -> None:
        if view.console is not None:
            view.console.desk.open_menu()

    def search() -> None:
        if view.console is not None:
            view.console.list.search.setFocus()

    group = _tr("Answering customers")
    told: tuple[tuple[str, tuple[str, ...], str, Callable[[], None] | None], ...] = (
        ("support_accept", ("Ctrl+Shift+A",), _tr("Accept whoever waits the longest"), next_one),
        ("support_next", ("Alt+Down",), _tr("Next conversation of the list"), partial(step, 1)),
        ("support_last", ("Alt+Up",), _tr("Previous conversation of the list"), partial(step, -1)),
        ("support_reply", ("Ctrl+R",), _tr("Write a reply"), in_open("reply")),
        ("support_note", ("Ctrl+N",), _tr("Write a note for staff"), in_open("take_note")),
        ("support_canned", ("Ctrl+/",), _tr("Ready-made answers"), in_open("begin_canned")),
        ("support_slash", ("/",), _tr("Ready-made answers, while a reply is written"), None),
        ("support_suggest", ("Ctrl+Shift+D",), _tr("Let the AI draft"), in_open("suggest")),
        ("support_take_over", ("Ctrl+Shift+T",), _tr("Take over"), in_open("take_over")),
        ("support_assign", ("Ctrl+Shift+G",), _tr("Assign to a colleague"), in_open("assign")),
        ("support_release", ("Ctrl+Shift+L",), _tr("Put back in the queue"), in_open("release_it")),
        ("support_resolve", ("Ctrl+Shift+E",), _tr("Resolve"), in_open("resolve")),
        ("support_here", ("Ctrl+Shift+O",), _tr("Online, away or offline"), availability),
        ("support_silence", ("Ctrl+Shift+S",), _tr("Silence the bell"), model.ringer.silence),
        ("support_search", ("Ctrl+F",), _tr("Search conversations"), search),
        ("support_tab", ("Ctrl+Tab",), _tr("Next open conversation"), partial(tab, 1)),
        ("support_tab_back", ("Ctrl+Shift+Tab",), _tr("Previous open one"), partial(tab, -1)),
        ("support_close", ("Ctrl+W",), _tr("Close the conversation that is open"), None),
    )
    made = [
        Shortcut(id=name, keys=keys, words=words, group=group, act=act)
        for name, keys, words, act in told
    ]
    made += [
        Shortcut(
            id=f"support_tab_{at}",
            keys=(f"Alt+{at}",),
            words=_tr("Open conversation {number}").format(number=at),
            group=group,
            act=partial(tab_at, at - 1),
        )
        for at in range(1, 10)
    ]
    return tuple(made)
