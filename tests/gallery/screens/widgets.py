"""The parts that screens are made of, and a thread with everything a row can hold."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from spaces_desktop.kernel.errors import advise
from spaces_desktop.widgets.avatar import Avatar
from spaces_desktop.widgets.controls import Badge, SearchField, SegmentedControl, Toggle
from spaces_desktop.widgets.dialogs import ConfirmDialog, Dialog
from spaces_desktop.widgets.emoji_picker import EmojiPicker
from spaces_desktop.widgets.entries import Entries, Entry
from spaces_desktop.widgets.entry_list import EntryList
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.message_list import MessageList
from spaces_desktop.widgets.message_rows import (
    Action,
    Media,
    MessageRows,
    Quote,
    ReactionMark,
    Row,
    RowState,
    Source,
)
from spaces_desktop.widgets.panes import Empty, Header, button, column, frame, label
from spaces_desktop.widgets.skeleton import Shape, Skeleton
from tests.gallery.screen import Make, Screen, State
from tests.gallery.stage import Stage
from tests.kit.desktop import dropped

ROLES = ("hero", "title", "strong", "", "muted", "small", "section")
REPLY = """The village oven was built in **1921** by *Hedwig Brandl*, a mason [1].

1. First she dug, and that took her a summer because the ground there is clay over rock
2. Then she built
   - the dome
   - the flue

> Nobody bakes alone.

```python
def bake(flour: int) -> Loaf:
    return Loaf(flour * 2)  # twice, as the old book says
```

| Flour | kg | from |
|---|---|---|
| Rye | 12 | the mill at the river |
| Wheat | 30 | Anna |
"""


class Controls(QWidget):
    """All small parts on one page."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.setObjectName("page")
        themes = stage.themes
        columns = QHBoxLayout(self)
        left, right = frame("card"), frame("card")
        columns.addWidget(left, 1)
        columns.addWidget(right, 1)
        one = column(left, 16, 8)
        for role in ROLES:
            one.addWidget(label(f"Words in the role “{role or 'body'}”", role, wrap=True))
        for role in ("primary", "", "danger", "link"):
            made = button(f"A {role or 'plain'} button", f"button_{role}", role)
            one.addWidget(made)
        off = button("Not now", "button_off")
        off.setEnabled(False)
        one.addWidget(off)
        one.addStretch(1)
        two = column(right, 16, 8)
        field = QLineEdit()
        field.setAccessibleName("Name")
        field.setPlaceholderText("A placeholder")
        two.addWidget(field)
        two.addWidget(SearchField("Find a club", "find", themes))
        choices = [("all", "All"), ("mine", "Mine"), ("open", "Open")]
        two.addWidget(SegmentedControl(choices, "which", "Which ones", "mine"))
        for on in (True, False):
            toggle = Toggle("Sounds for mentions", f"toggle_{on}", themes)
            toggle.setChecked(on)
            two.addWidget(toggle)
        people = QHBoxLayout()
        for name, agent in (("Ada", False), ("Crumb", True), ("面包", False)):
            avatar = Avatar(themes, 2.5)
            avatar.show_one(name, name, is_agent=agent, is_present=not agent)
            people.addWidget(avatar)
        badge = Badge("unread", themes)
        badge.show_count(12, "12 unread")
        people.addWidget(badge)
        people.addStretch(1)
        two.addLayout(people)
        strip = ErrorStrip()
        strip.show_advice(advise(dropped()), offer_details=True)
        two.addWidget(strip)
        start = button("Create a club", "start", "primary")
        two.addWidget(
            Empty(
                "No clubs yet",
                "A club is a place to talk, with agents that answer.",
                start,
                picture="clubs",
                themes=themes,
            ),
            1,
        )


async def _controls(stage: Stage) -> QWidget:
    return Controls(stage)


def rows() -> list[Row]:
    start = datetime(2026, 3, 4, 9, 30).astimezone()
    made: list[Row] = []

    def add(author: str, text: str, **more: object) -> None:
        at = start + timedelta(minutes=len(made))
        key = f"m{len(made)}"
        made.append(Row(key, len(made), author, f"u-{author}", text, at, **more))  # type: ignore[arg-type] # the fields are given by name

    add("Ada Lovelace", "Good **morning**, who is baking? https://a.example/rota")
    marks = (ReactionMark("👍", 2, True, "Ada, Ben"), ReactionMark("🎉", 1, False, "Ben"))
    add("Ada Lovelace", "I take the `rye` and the sour.", reactions=marks)
    add("", "Ben joined the club", is_system=True)
    quote = Quote("m0", "Ada Lovelace", "Good morning, who is baking?")
    add("Ben", "Me! @Ada have you seen this?", quote=quote, names=("Ada",), names_me=True)
    voice = Media("s1", "voice.ogg", "sound", "Ogg, 80 kB", duration_ms=83_000)
    book = Media("f1", "the old book of recipes of the village.pdf", "file", "PDF, 3.4 MB")
    photo = Media("p1", "oven.jpg", "picture", "JPEG, 1 MB", "k", 1200, 700)
    add("Ben", "", media=(photo, voice, book))
    sources = (Source(1, "oven.md", "Built in 1921."), Source(2, "history.pdf", "A mason."))
    add("Crumb", REPLY, is_agent=True, sources=sources, note="0.05 charged")
    stop = (Action("stop", "Stop", "stop"),)
    streaming = RowState.STREAMING
    add("Crumb", "Still **writ", is_agent=True, state=streaming, actions=stop, is_private=True)
    add("Ada Lovelace", "Thursday is for the big loaves.", is_pinned=True, note="edited")
    again = (Action("retry", "Try again", "again"), Action("discard", "Discard", "delete"))
    note = "Not sent: the server does not answer."
    add("Me", "Does this get through?", state=RowState.UNSENT, note=note, actions=again)
    add("Ben", "مرحبا بالعالم\n面粉还够两个星期。")
    return made


async def _messages(stage: Stage) -> QWidget:
    held = MessageRows()
    held.reset(rows())
    held.set_unread_from(6)
    shown = MessageList(stage.themes)
    shown.show_rows(held)
    return shown


def _skeleton(shape: Shape) -> Make:
    async def make(stage: Stage) -> QWidget:
        return Skeleton(shape, stage.themes)

    return make


async def _entries(stage: Stage) -> QWidget:
    entries = Entries()
    entries.show(
        [
            Entry("1", "Bakers of the old town", "Ada: the dough wants three days", 12),
            Entry("2", "Night trains", "Ben: leaving at nine"),
            Entry("3", "Crumb", "0.50 a question", is_agent=True),
            Entry("4", "Ada Lovelace", "online", is_person=True, is_present=True),
        ]
    )
    page = QWidget()
    page.setObjectName("page")
    layout = column(page, 0, 0)
    layout.addWidget(Header("Clubs", "Four of them"))
    shown = EntryList("entries", "Clubs", entries, stage.themes)
    shown.select("2")
    layout.addWidget(shown)
    return page


async def _dialog(stage: Stage) -> QWidget:
    made = Dialog("Rename the club", "rename", None)
    field = QLineEdit("Bakers")
    field.setAccessibleName("Name")
    made.body.addWidget(label("Name", "strong"))
    made.body.addWidget(field)
    made.error.show_advice(advise(dropped()))
    made.add_cancel("rename_cancel")
    made.add_button("Rename", "rename_act", "primary")
    return made


async def _confirm(stage: Stage) -> QWidget:
    text = "Everything that was said in it goes, for everybody, and cannot come back."
    return ConfirmDialog("Delete the club?", text, "Delete the club", "delete", None)


async def _emoji(stage: Stage) -> QWidget:
    over = QWidget()
    stage.at_close(over.deleteLater)
    return EmojiPicker(stage.themes, over, recent=["👍", "🚀"])


_PARTS = {
    State.EMPTY: "a part has no state of its own",
    State.ERROR: "a part has no state of its own",
}

SCREENS = (
    Screen(
        Controls,
        "parts",
        {State.CONTENT: _controls, State.LOADING: _skeleton("form")},
        without=_PARTS,
        extra={"dialog": _dialog, "confirm": _confirm, "emoji": _emoji},
        size=(1000, 960),
    ),
    Screen(
        MessageList,
        "rows",
        {State.CONTENT: _messages, State.LOADING: _skeleton("messages")},
        without=_PARTS,
        size=(820, 1180),
    ),
    Screen(
        EntryList,
        "entries",
        {State.CONTENT: _entries, State.LOADING: _skeleton("entries")},
        without=_PARTS,
        size=(300, 420),
    ),
)
