"""The Talk tab: what was said, and saying something."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from spaces_desktop.chat.acts_view import RecentEmoji, ThreadActs
from spaces_desktop.chat.thread_view import ThreadPane
from spaces_desktop.lounge.lounge import Lounge
from spaces_desktop.widgets.panes import Empty, column
from spaces_desktop.widgets.theme import Themes
from spaces_desktop.widgets.typing_ahead import hand_on


class TalkPane(QWidget):
    def __init__(self, themes: Themes, emoji: RecentEmoji) -> None:
        super().__init__()
        self.setObjectName("lounge_talk")
        self.empty = Empty("", "", picture="lounges", themes=themes)
        self.pane = ThreadPane(
            themes,
            self.empty,
            lambda writing, window: ThreadActs(writing, window, themes, emoji),
            name="lounge",
        )
        column(self, 0, 0).addWidget(self.pane, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters that nothing here has made use of are for the composer."""
        if not (self.pane.composer.isVisible() and hand_on(event, self.pane.composer)):
            super().keyPressEvent(event)

    def show_lounge(self, lounge: Lounge | None) -> None:
        """Bind to another lounge; what was being written in the old one is kept."""
        thread = None if lounge is None else lounge.talk
        self.pane.composer.set_people(())
        self.pane.show_thread(thread)
        if lounge is None or lounge.chat is None:
            return
        agent = lounge.chat.agent
        name = lounge.name if agent is None else agent.name
        self.pane.composer.set_hint(self.tr("Write to {name}").format(name=name))
        self.empty.set_texts(
            self.tr("Talk with {name}").format(name=name),
            self.tr("Ask anything below. Nobody else reads what you say here."),
        )

    def release(self) -> None:
        self.pane.show_thread(None)
