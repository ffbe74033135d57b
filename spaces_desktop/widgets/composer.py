"""Where a message is written: grows with its text, sends on Enter, and `@` picks who is asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from spaces_desktop.widgets import composer_triggers
from spaces_desktop.widgets.completion import Completer, behind
from spaces_desktop.widgets.composer_data import (
    Addressee,
    FileChip,
    named_agent,
)
from spaces_desktop.widgets.composer_edit import ComposerEdit
from spaces_desktop.widgets.composer_parts import AskedChip, Banner, Tray
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import label
from spaces_desktop.widgets.theme import Themes

LINES = 8
AROUND = 30
"""Pixels above and below the text: border, padding and the margin of the document."""
TOOL = 40
NARROW = 24
"""Below this width, in lines' heights, the buttons stand under the field."""


class Composer(QFrame):
    submitted = Signal(str, str, bool)
    """The text, whom it asks ("" for nobody in particular), and whether for oneself alone."""
    stop_requested = Signal()
    typed = Signal()
    changed = Signal()
    """Text, whom it asks, or who sees the answer."""
    attach_requested = Signal()
    emoji_requested = Signal(QWidget)
    """Beside which widget to offer them."""
    banner_dropped = Signal()
    edit_last_wanted = Signal()

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._people: tuple[Addressee, ...] = ()
        self._asked: Addressee | None = None
        self._is_named = False
        """Whether who is asked is so because the text names them."""
        self._wanted = ""
        """Whom a kept text asks, until it is known who can be asked here."""
        self._not_asked = ""
        """Who is named in the text, but was dropped by hand."""
        self._may_send = True
        self._has_files = False
        self._is_editing = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 16)
        layout.setSpacing(6)
        self.banner = Banner(themes)
        self.banner.dropped.connect(self.banner_dropped)
        self.chip = AskedChip(themes)
        self.chip.dropped.connect(self._on_asked_dropped)
        self.chip.private_changed.connect(self.changed)
        self.tray = Tray(themes)
        self._barred = label("", "notice", wrap=True, name="composer_barred")
        self._barred.hide()
        layout.addWidget(self._barred)
        layout.addWidget(self.banner)
        layout.addWidget(self.chip)
        layout.addWidget(self.tray)
        self._hints: tuple[str, ...] = ("",)
        self.edit = self._build_edit()
        self._attach = self._tool("attach_button", self.tr("Attach a file"), "attach")
        self._emoji = self._tool("emoji_button", self.tr("Insert an emoji"), "emoji")
        self._at = self._tool("ask_button", self.tr("Ask an agent or mention somebody"), "at")
        self._send = self._tool("send_button", self.tr("Send"), "send", "accent")
        self.stop = self._tool("stop_button", self.tr("Stop the reply"), "stop", "danger")
        self.stop.hide()
        self._attach.clicked.connect(self.attach_requested)
        self._emoji.clicked.connect(self._on_emoji)
        self._at.clicked.connect(self._on_at)
        self._send.clicked.connect(self._submit)
        self.stop.clicked.connect(self.stop_requested)
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._is_narrow = False
        self._arrange()
        layout.addLayout(self._grid)
        self._left = label("", "small", name="left")
        self._left.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._left.hide()
        layout.addWidget(self._left)
        self.completer = Completer(self.edit, themes)
        people = composer_triggers.names(self._name_typed, lambda: self._people, self._on_picked)
        self.completer.add(people)
        self.completer.add(composer_triggers.emoji(self.insert))
        self._on_text_changed()

    def _arrange(self) -> None:
        """The buttons beside the field or, where it is narrow, below it."""
        row = 1 if self._is_narrow else 0
        bottom = Qt.AlignmentFlag.AlignBottom
        # Stop comes and goes beside the field alone, so that a late click on it only writes.
        ends = (self.stop, self._emoji, self._at, self._send)
        for one in (self._attach, self.edit, *ends):
            self._grid.removeWidget(one)
        if self._is_narrow:
            self._grid.addWidget(self.edit, 0, 0, 1, 2 + len(ends))
        else:
            self._grid.addWidget(self.edit, 0, 1)
        self._grid.addWidget(self._attach, row, 0, bottom)
        for at, one in enumerate(ends, start=2):
            self._grid.addWidget(one, row, at, bottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW * self.fontMetrics().height()
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._arrange()

    def _build_edit(self) -> ComposerEdit:
        edit = ComposerEdit()
        edit.setObjectName("composer")
        edit.setAccessibleName(self.tr("Message"))
        edit.setTabChangesFocus(True)
        edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        edit.textChanged.connect(self._on_text_changed)
        edit.resized.connect(self._fit)
        edit.entered.connect(self._submit)
        edit.escaped.connect(self._on_escape)
        edit.emptied.connect(self._on_emptied)
        edit.up_pressed.connect(self.edit_last_wanted)
        return edit

    def _tool(self, name: str, text: str, image: str, role: str = "text_muted") -> QToolButton:
        made = QToolButton()
        made.setObjectName(name)
        made.setToolTip(text)
        made.setAccessibleName(text)
        em = self.fontMetrics().height()
        side, picture = max(TOOL, 2 * em + 8), max(20, round(em * 1.2))
        made.setIconSize(QSize(picture, picture))
        made.setMinimumSize(side, side)
        made.setFixedHeight(side)
        dress(made, image, self._themes, role)
        return made

    def offer_files(self, offered: bool) -> None:
        """Whether files can be sent from here at all."""
        self._attach.setVisible(offered)

    def offer_emoji(self, offered: bool) -> None:
        """Whether somebody answers `emoji_requested`."""
        self._emoji.setVisible(offered)

    def set_people(self, people: Sequence[Addressee] | None) -> None:
        """Whom `@` offers; an agent that is not among them is not asked any more. None for what
        is not known yet."""
        if people is None:
            self._wanted = self._wanted or self.asked_id
            self._address(None)
        known, self._people = self._people, tuple(people or ())
        self._at.setVisible(bool(self._people))
        short = self.tr("Write a message")
        agents = any(one.kind == "agent" for one in self._people)
        long = self.tr("Write a message. @ asks an agent or mentions somebody.")
        self._hints = (long, self.tr("Write a message. @ asks an agent."), short)
        if not agents:
            self._hints = (short,)
        self._fit()
        if people is not None:
            asked, self._wanted = self.asked_id, ""
            if asked:
                self._address(self._find(asked))
            self._look_for_names()
        if self._people != known and self.edit.hasFocus():
            self.completer.refresh()  # somebody may have begun a name before any was known

    def set_text(self, text: str, asked_id: str = "", *, private: bool = False) -> None:
        self._not_asked = self._wanted = ""
        self._is_named = False
        self.edit.setPlainText(text)
        cursor = self.edit.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.edit.setTextCursor(cursor)
        self.completer.hide()
        if asked_id or not self._is_named:
            self._address(self._find(asked_id))
            self._wanted = "" if self._asked is not None else asked_id
        self.chip.private.setChecked(private and self._asked is not None)

    def show_files(self, files: Sequence[FileChip]) -> None:
        self._has_files = bool(files)
        self.tray.show_files(files)
        self._show_send()

    def show_reply(self, author: str, text: str) -> None:
        """What the message answers; both "" for nothing."""
        self._is_editing = False
        if author or text:
            self.banner.show_reply(author, text)
        else:
            self.banner.hide()
        self._show_send()

    def show_editing(self, old: str) -> None:
        """A message that was sent is being changed: its old text stands over the new one."""
        self._is_editing = True
        self.banner.show_edit(old)
        self._address(None)
        self._show_send()

    def show_left(self, words: str) -> None:
        """How much more fits; "" says nothing."""
        self._left.setText(words)
        self._left.setVisible(bool(words))

    def show_barred(self, words: str) -> None:
        """Why nothing may be sent now, whatever is written; "" where it may."""
        self._barred.setText(words)
        self._barred.setVisible(bool(words))
        self._show_send()

    def set_hint(self, words: str) -> None:
        """What stands in the empty field, where nobody is offered by `@`."""
        self._hints = (words,)
        self._fit()

    def set_may_send(self, may: bool) -> None:
        """Whether what is written may go as it is."""
        self._may_send = may
        self._show_send()

    @property
    def text(self) -> str:
        return self.edit.toPlainText()

    @property
    def asked_id(self) -> str:
        return self._wanted if self._asked is None else self._asked.id

    @property
    def is_private(self) -> bool:
        return self._asked is not None and self.chip.private.isChecked()

    def insert(self, text: str) -> None:
        self.edit.insertPlainText(text)
        self.edit.setFocus()

    def take_keyboard(self) -> None:
        """After something else had it, unless a button has it that was reached with Tab."""
        if not isinstance(self.window().focusWidget(), QPushButton):
            self.edit.setFocus()

    def _find(self, who_id: str) -> Addressee | None:
        agents = (one for one in self._people if one.kind == "agent")
        return next((one for one in agents if one.id == who_id), None)

    def _address(self, who: Addressee | None) -> None:
        changed = (who and who.id) != (self._asked and self._asked.id)
        self._asked = who
        if who is not None:
            self._wanted = ""
        self._is_named = self._is_named and who is not None
        self.chip.show_asked(who)
        self._show_send()
        if changed:
            self.changed.emit()

    def _show_send(self) -> None:
        asked = self._asked
        words = self.tr("Send")
        if self._is_editing:
            words = self.tr("Save changes")
        elif asked is not None:
            words = self.tr("Ask {name}").format(name=asked.name)
        price = "" if asked is None else asked.price
        self._send.setText(self.tr("Ask · {amount}").format(amount=price) if price else "")
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        only = Qt.ToolButtonStyle.ToolButtonIconOnly
        self._send.setToolButtonStyle(beside if price else only)
        self._send.setToolTip(words)
        self._send.setAccessibleName(self._send.text() or words)
        self._send.setEnabled(self._is_complete)

    @property
    def _is_complete(self) -> bool:
        return (
            self._may_send
            and not self._barred.text()
            and bool(self.text.strip() or self._has_files)
        )

    def _on_at(self) -> None:
        self.edit.setFocus()
        before = self.edit.textCursor().position()
        gap = before > 0 and not self.text[before - 1].isspace()
        self.edit.insertPlainText(" @" if gap else "@")

    def _on_emoji(self) -> None:
        self.emoji_requested.emit(self._emoji)

    def _on_text_changed(self) -> None:
        self._fit()
        self._show_send()
        self._look_for_names()
        self.completer.refresh()
        if self.text:
            self.typed.emit()
        self.changed.emit()

    def _name_typed(self, text: str, cursor: int) -> str | None:
        """What somebody types behind an `@`, unless it names already whom they ask."""
        if self._is_editing:
            return None
        typed = behind("@", text, cursor, gaps=True)
        return None if typed and self._is_named else typed

    def _look_for_names(self) -> None:
        """An agent whose whole name is typed is asked, without being picked."""
        named = None if self._is_editing else named_agent(self._people, self.text)
        if named is None:
            self._not_asked = ""
        if named is not None and self._asked is None and named.id != self._not_asked:
            self._address(named)
            self._is_named = True
        elif self._is_named and (named is None or named.id != self.asked_id):
            self._address(named)
            self._is_named = named is not None

    def _fit(self) -> None:
        """As tall as the text at this width; the longest hint that stays on one line."""
        rows = min(LINES, self.edit.rows_of_text(LINES))
        metrics = self.edit.fontMetrics()
        self.edit.setFixedHeight(rows * metrics.lineSpacing() + AROUND)
        room = self.edit.viewport().width() - 2 * int(self.edit.document().documentMargin()) - 2
        fitting = [one for one in self._hints if metrics.horizontalAdvance(one) <= room]
        last = metrics.elidedText(self._hints[-1], Qt.TextElideMode.ElideRight, max(0, room))
        self.edit.setPlaceholderText(fitting[0] if fitting else last)
        self.edit.viewport().update()  # Qt leaves the old words of an empty field on the screen

    def _on_picked(self, who: Addressee) -> None:
        if who.kind == "agent":
            self._address(who)
            self._is_named = False
        else:
            self.edit.insertPlainText(f"@{who.written} ")

    def _on_asked_dropped(self) -> None:
        self._not_asked = self.asked_id if self._is_named else ""
        self._address(None)
        self.edit.setFocus()

    def _on_escape(self) -> None:
        if self._asked is not None:
            self._on_asked_dropped()
        elif not self.banner.isHidden():
            self.banner_dropped.emit()

    def _on_emptied(self) -> None:
        if self._asked is not None:
            self._address(None)

    def _submit(self) -> None:
        if self._is_complete:
            written = (self.text.strip(), self.asked_id, self.is_private)
            self.set_text("")
            self.submitted.emit(*written)
