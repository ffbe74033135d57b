"""What stands between a thread and its composer: reply or note, ready-made answers, a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from embedded_server.contracts.support_desk import CannedReply
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.console.conversation import OpenConversation
from spaces_desktop.widgets.completion import Trigger, behind
from spaces_desktop.widgets.completion_offer import Offer
from spaces_desktop.widgets.composer import Composer
from spaces_desktop.widgets.controls import SegmentedControl, tool
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import Elided, column, line
from spaces_desktop.widgets.theme import Themes

WIDE = 28
"""From this width on, in lines' heights, the buttons say in words what they do."""
SHORT = 70
"""Characters of a ready-made answer that stand beside its shortcut."""


class HelpBar(QWidget):
    mode_chosen = Signal(str)
    canned_wanted = Signal()

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self._open: OpenConversation | None = None
        self._bindings = Bindings()
        outer = column(self, 0, 4)
        outer.setContentsMargins(16, 0, 16, 4)
        self.error = ErrorStrip(name="suggest_error")
        self.error.retry_requested.connect(self._on_suggest)
        outer.addWidget(self.error)
        self.sources = Elided("", "small", "suggest_sources")
        self.sources.hide()
        outer.addWidget(self.sources)
        row = line(spacing=8)
        self.mode = SegmentedControl(
            (("reply", self.tr("Reply")), ("note", self.tr("Note"))),
            "write_mode",
            self.tr("What is being written"),
        )
        self.mode.changed.connect(self.mode_chosen)
        row.addWidget(self.mode)
        row.addStretch(1)
        self.canned = tool(
            "canned_button", self.tr("Insert a ready-made answer ( / )"), "canned", themes
        )
        self.canned.setText(self.tr("Ready-made"))
        self.canned.clicked.connect(self.canned_wanted)
        row.addWidget(self.canned)
        self.suggest = tool(
            "suggest_button",
            self.tr("Let the AI propose a reply; you decide what is sent"),
            "agent",
            themes,
        )
        self.suggest.clicked.connect(self._on_suggest)
        row.addWidget(self.suggest)
        outer.addLayout(row)

    def show_open(self, one: OpenConversation | None) -> None:
        self._bindings.release()
        self._open = one
        if one is None:
            return
        bind = self._bindings.bind
        bind(one, "mode", self._on_mode)
        bind(one, "told", lambda _told: self._show_buttons())
        bind(one.suggestion, "busy", lambda _busy: self._show_buttons())
        bind(one.suggestion, "advice", self.error.show_advice)
        bind(one.suggestion, "sources", self._on_sources)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def suggest_now(self) -> None:
        if self._open is not None and self._open.may_suggest:
            self._on_suggest()

    def _on_mode(self, mode: str) -> None:
        self.mode.choose(mode)
        self._show_buttons()

    def _show_buttons(self) -> None:
        one = self._open
        if one is None:
            return
        replying = one.mode == "reply" and one.is_mine
        busy = one.suggestion.busy
        self.canned.setVisible(replying)
        self.suggest.setVisible(replying and one.may_suggest)
        self.suggest.setText(self.tr("Cancel the draft…") if busy else self.tr("Suggest"))

    def _fit(self) -> None:
        """Words beside the icons where there is room for them."""
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        has_room = self.width() >= WIDE * self.fontMetrics().height()
        style = beside if has_room else Qt.ToolButtonStyle.ToolButtonIconOnly
        for one in (self.canned, self.suggest):
            one.setToolButtonStyle(style)

    def _on_suggest(self) -> None:
        if self._open is None:
            return
        if self._open.suggestion.busy:
            self._open.suggestion.cancel()
        else:
            self._open.suggestion.ask()

    def _on_sources(self, sources: Sequence[str]) -> None:
        words = self.tr("The draft rests on: {titles}").format(titles=", ".join(sources))
        self.sources.setText(words)
        self.sources.setToolTip(words)
        self.sources.setVisible(bool(sources))


class CannedTrigger(QObject):
    """`/` at the start of a word in a composer opens the list of ready-made answers."""

    def __init__(self, composer: Composer, parent: QObject) -> None:
        super().__init__(parent)
        self._composer = composer
        self._open: OpenConversation | None = None
        self._bindings = Bindings()
        composer.completer.add(
            Trigger(self.tr("Ready-made answers"), self._typed, self._offers, self._take)
        )

    def show_open(self, one: OpenConversation | None) -> None:
        self._bindings.release()
        self._open = one
        if one is not None:
            self._bindings.listen(one.canned.found_changed, self._on_found)

    def begin(self) -> None:
        """As if `/` had been typed."""
        edit = self._composer.edit
        at = edit.textCursor().position()
        text = edit.toPlainText()
        gap = at > 0 and not text[at - 1].isspace()
        edit.setFocus()
        edit.insertPlainText(" /" if gap else "/")

    def _typed(self, text: str, cursor: int) -> str | None:
        return behind("/", text, cursor, gaps=True)

    def _offers(self, word: str) -> Sequence[Offer]:
        if self._open is None or not self._open.is_mine:
            return ()
        canned = self._open.canned
        canned.look(word)
        is_old = canned.found_for != word
        return [
            Offer(
                f"/{one.shortcut}",
                one,
                _first_words(one.text),
                ("canned", "accent"),
                self.tr("{shortcut}: {text}").format(shortcut=one.shortcut, text=one.text),
            )
            for one in canned.found
            if not is_old or _fits(one, word)
        ]

    def _take(self, chosen: object) -> None:
        reply = cast(CannedReply, chosen)
        self._composer.insert(reply.text)
        if self._open is not None:
            self._open.canned.use(reply)
            self._open.canned.leave()

    def _on_found(self, _found: object) -> None:
        if self._composer.edit.hasFocus():
            self._composer.completer.refresh()


def _fits(reply: CannedReply, words: str) -> bool:
    """Until the server has answered: whether all words stand in it."""
    held = f"{reply.shortcut} {reply.text}".casefold()
    return all(one in held for one in words.casefold().split())


def _first_words(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHORT else f"{flat[: SHORT - 1]}…"
