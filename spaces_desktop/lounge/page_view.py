"""The page of one lounge: its header, and its tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from embedded_server.contracts.communities import Community
from spaces_desktop.chat.acts_view import RecentEmoji
from spaces_desktop.communities.own import member_count
from spaces_desktop.communities.pages_view import Made, PageKind
from spaces_desktop.communities.renew_view import RanOutCard
from spaces_desktop.communities.renewing import RenewModel
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.lounge.lounge import Lounge, is_inside
from spaces_desktop.lounge.talk.talk_view import TalkPane
from spaces_desktop.lounge.welcome_view import Welcome
from spaces_desktop.widgets.controls import SegmentedControl
from spaces_desktop.widgets.panes import Header, column, frame
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

TALK = "talk"


class LoungePage(QWidget):
    receipt_wanted = Signal(str)
    """Somebody wants to see what was paid in the lounge with that id."""
    agent_wanted = Signal(str)
    """Its creator wants to add an agent to the lounge with that id."""
    tab_wanted = Signal(str)
    """Somebody chose a tab: its key."""

    def __init__(
        self,
        themes: Themes,
        emoji: RecentEmoji,
        kinds: Sequence[PageKind],
        renewal: RenewModel,
    ) -> None:
        super().__init__()
        self.setObjectName("lounge_page")
        self._themes = themes
        self._kinds = {one.key: one for one in kinds}
        self._lounge: Lounge | None = None
        self._tab = TALK
        self._made: dict[str, Made] = {}
        self._of_lounge = Bindings()
        layout = column(self, 0, 0)
        self.header = Header()
        self.tabs = SegmentedControl(
            ((TALK, self.tr("Talk")), *((one.key, one.title) for one in kinds)),
            "lounge_tab",
            self.tr("What of the lounge"),
        )
        self.tabs.changed.connect(self.tab_wanted)
        self.header.add(self.tabs)
        layout.addWidget(self.header)
        self.talk = TalkPane(themes, emoji)
        self.talk.receipt_wanted.connect(self.receipt_wanted)
        self.talk.agent_wanted.connect(self.agent_wanted)
        self.welcome = Welcome(themes)
        self._renewal = renewal
        self._ran_out = self._build_ran_out(renewal)
        self._stack = QStackedWidget()
        for page in (self.welcome, self.talk, self._ran_out):
            self._stack.addWidget(page)
        self.states = StateStack(self._stack, themes, shape="messages", name="lounge_page")
        self.states.retry_requested.connect(self._on_retry)
        layout.addWidget(self.states, 1)
        renewal.expired_changed.connect(lambda _held: self._show())

    def _build_ran_out(self, renewal: RenewModel) -> QWidget:
        words = self.tr(
            "You see the lounge, but not what was said in it. What you said and did not send is"
            " kept, and goes out once you are in again."
        )
        page = frame("pane")
        around = column(page, 24, 0)
        around.addWidget(RanOutCard(renewal, words))
        around.addStretch(1)
        return page

    def show_lounge(self, lounge: Lounge | None) -> None:
        """Bind to another lounge; tabs of the old one are let go of."""
        self._of_lounge.release()
        self._drop_tabs()
        self._lounge = lounge
        self._tab = TALK
        self.welcome.show_lounge(lounge)
        self.talk.show_lounge(lounge)
        if lounge is None:
            return
        self.states.follow(self._of_lounge, lounge)
        self._of_lounge.bind(lounge, "community", lambda _one: self._show())
        self._of_lounge.bind(lounge, "talk", lambda _talk: self._on_talk())

    def show_tab(self, key: str) -> None:
        """Go to a tab by its key; to Talk where it is not one, or not for who looks."""
        self._tab = key if key in self._kinds else TALK
        self._show()

    def release(self) -> None:
        self._of_lounge.release()
        self._drop_tabs()
        self.welcome.show_lounge(None)
        self.talk.release()

    def has_tab(self, key: str) -> bool:
        return key == TALK or key in self._kinds

    def _on_talk(self) -> None:
        self.talk.show_lounge(self._lounge)
        self._show()

    def _show(self) -> None:
        lounge = self._lounge
        one = None if lounge is None else lounge.community
        if lounge is None or one is None:
            self.header.set_texts("", "")
            self.tabs.hide()
            return
        people = member_count(one.member_count)
        by = self.tr("by {name}").format(name=one.creator_name)
        self.header.set_texts(one.name, f"{by} · {people}")
        self.header.show_verified(one.is_verified, self._themes)
        shown = self._allow(one)
        self.tabs.setVisible(shown > 0)
        kind = self._kinds.get(self._tab)
        may = kind is not None and is_inside(one) and kind.may(one)
        self.tabs.choose(self._tab if may else TALK)
        if kind is not None and may:
            self._stack.setCurrentWidget(self._page_of(kind, one))
        elif self._renewal.expired is not None:
            self._stack.setCurrentWidget(self._ran_out)
        else:
            has_begun = lounge.talk is not None
            self._stack.setCurrentWidget(self.talk if has_begun else self.welcome)

    def _allow(self, one: Community) -> int:
        """Show the tabs that this person may go to; how many there are beside Talk."""
        count = 0
        for key, kind in self._kinds.items():
            may = is_inside(one) and kind.may(one)
            self.tabs.offer(key, may)
            count += may
            if not may:
                self._drop_tab(key)
        return count

    def _page_of(self, kind: PageKind, one: Community) -> QWidget:
        if kind.key not in self._made:
            self._made[kind.key] = made = kind.make(one)
            self._stack.addWidget(made.widget)
        return self._made[kind.key].widget

    def _drop_tabs(self) -> None:
        for key in list(self._made):
            self._drop_tab(key)

    def _drop_tab(self, key: str) -> None:
        made = self._made.pop(key, None)
        if made is not None:
            made.release()
            self._stack.removeWidget(made.widget)
            made.widget.deleteLater()

    def _on_retry(self) -> None:
        if self._lounge is not None:
            self._lounge.load()

    @property
    def is_shown(self) -> bool:
        return self._lounge is not None and self._lounge.phase is Phase.READY
