"""Home: who one is, what is new since one was here, and the things to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from spaces_desktop.communities.starter import StarterModel
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.choice import Choice
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import button, column, frame, label, line
from spaces_desktop.widgets.rooms import Context, Found, Room, Visit
from spaces_desktop.widgets.theme import Themes

WIDE = 520
MOST_NEWS = 6


class HomeView(QWidget):
    def __init__(
        self,
        who: str,
        where: str,
        visit: Visit,
        themes: Themes,
        starter: StarterModel,
        rooms: Sequence[Room] = (),
    ) -> None:
        super().__init__()
        self.setObjectName("home")
        self._themes = themes
        self._rooms = rooms
        self._starter = starter
        self._bindings = Bindings()
        card = frame("card", "home_card")
        card.setFixedWidth(max(WIDE, 30 * self.fontMetrics().height()))
        inner = column(card, 32, 12)
        self._hello = label("", "hero", wrap=True, name="home_hello")
        self.greet(who)
        inner.addWidget(self._hello)
        inner.addWidget(
            label(self.tr("You are at {where}.").format(where=where), "muted", wrap=True)
        )
        self._news = QWidget()
        self._shown_news: list[Found] = []
        self._build_news(column(self._news, 0, 8))
        inner.addWidget(self._news)
        inner.addSpacing(8)
        inner.addWidget(self._build_starter())
        for name, text, icon, place, thing in (
            ("home_create_club", self.tr("Create a club"), "add", "clubs", "new"),
            ("home_browse_clubs", self.tr("Find a club to join"), "browse", "clubs", "browse"),
            ("home_clubs", self.tr("Go to my clubs"), "clubs", "clubs", ""),
            ("home_create_lounge", self.tr("Create a lounge"), "microphone", "lounges", "new"),
            (
                "home_browse_lounges",
                self.tr("Find a lounge to talk in"),
                "lounges",
                "lounges",
                "browse",
            ),
        ):
            choice = self._choice(name, text, icon)
            choice.clicked.connect(partial(self._visit, visit, place, thing))
            inner.addWidget(choice)
        self._lay_out(card)
        for room in rooms:
            if room.badge is not None:
                self._bindings.listen(room.badge.count_changed, self._show_news)
                self._bindings.listen(room.badge.names_me_changed, self._show_news)
                self._bindings.listen(room.badge.filled, self._show_news)
        self._bindings.bind(starter, "busy", self._on_busy)
        self._bindings.bind(starter, "advice", lambda _it: self._error.show_advice(starter.advice))
        self._show_news()

    def greet(self, who: str) -> None:
        self._hello.setText(self.tr("Hello, {who}").format(who=who))

    def release(self) -> None:
        self._bindings.release()

    def _visit(self, visit: Visit, room: str, thing: str, _on: bool = False) -> None:
        visit(room, thing)

    def _lay_out(self, card: QWidget) -> None:
        page = QWidget()
        middle = QVBoxLayout()
        middle.addStretch(2)
        middle.addWidget(card)
        middle.addStretch(3)
        outer = line(page, 16, 0)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)
        area = QScrollArea()
        area.setAccessibleName(self.tr("Home"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(page)
        column(self, 0, 0).addWidget(area)

    def _build_news(self, into: QVBoxLayout) -> None:
        """Links are there from the start, so that Tab comes to them before what stands below."""
        into.addWidget(label(self.tr("New since your last visit"), "section"))
        self._links: list[QPushButton] = []
        for at in range(MOST_NEWS):
            made = button("", f"home_news_{at}", "link")
            made.clicked.connect(partial(self._go_to_news, at))
            self._links.append(made)
            into.addWidget(made)
        self._more = label("", "small")
        into.addWidget(self._more)

    def _build_starter(self) -> QWidget:
        self._try = QWidget()
        inner = column(self._try, 0, 8)
        made = self._choice(
            "home_starter",
            self.tr("Try it out with a guide"),
            "agent",
            self.tr("A ready-made club with an agent that knows this app: ask it anything."),
        )
        made.clicked.connect(lambda _on=False: self._starter.make())
        self._try_button = made
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Creating the club…"))
        self._error = ErrorStrip(name="home_starter_error")
        self._error.retry_requested.connect(self._starter.make)
        for one in (made, self._progress, self._error):
            inner.addWidget(one)
        return self._try

    def _choice(self, name: str, text: str, icon: str, detail: str = "") -> QPushButton:
        return Choice(text, detail, name, icon, self._themes)

    def _on_busy(self, busy: bool) -> None:
        self._try_button.setEnabled(not busy)
        self._progress.setVisible(busy)

    def _show_news(self, _value: object = None) -> None:
        """Where something waits to be read, what names one first."""
        places = [one for room in self._rooms for one in room.entries() if one.kind == "community"]
        news = sorted((one for one in places if one.count), key=lambda one: -one.mentions)
        self._shown_news = news[:MOST_NEWS]
        for at, link in enumerate(self._links):
            link.setVisible(at < len(self._shown_news))
            if at < len(self._shown_news):
                self._show_one(link, self._shown_news[at])
        self._more.setVisible(len(news) > MOST_NEWS)
        more = self.tr("and {count} more")
        self._more.setText(more.format(count=len(news) - MOST_NEWS))
        self._news.setVisible(bool(news))
        filled = all(one.badge is None or one.badge.is_filled for one in self._rooms)
        self._try.setVisible(filled and not any(one.is_mine for one in places))

    def _show_one(self, link: QPushButton, one: Found) -> None:
        if one.mentions:
            text = self.tr("{club}: {count} new, {mentions} for you")
        else:
            text = self.tr("{club}: {count} new")
        link.setText(text.format(club=one.title, count=one.count, mentions=one.mentions))
        link.setObjectName(f"home_news_{one.id}")

    def _go_to_news(self, at: int, _on: bool = False) -> None:
        if at < len(self._shown_news):
            self._shown_news[at].act()


def build(context: Context, starter: StarterModel, rooms: Sequence[Room]) -> Room:
    page = HomeView(
        context.me.display_name,
        context.server.name,
        context.visit,
        context.themes,
        starter,
        rooms,
    )
    return Room(
        "home",
        page.tr("Home"),
        "home",
        page,
        lambda _thing, _inner: None,
        close=page.release,
    )
