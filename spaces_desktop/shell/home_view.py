"""Home: who one is, and the things to begin with."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import button, column, frame, label
from spaces_desktop.widgets.rooms import Context, Room, Visit
from spaces_desktop.widgets.theme import Themes


class HomeView(QWidget):
    def __init__(self, who: str, where: str, visit: Visit, themes: Themes):
        super().__init__()
        self.setObjectName("home")
        middle = QVBoxLayout()
        card = frame("card")
        card.setFixedWidth(520)
        inner = column(card, 32, 12)
        inner.addWidget(label(self.tr("Hello, {who}").format(who=who), "hero", wrap=True))
        inner.addWidget(
            label(self.tr("You are at {where}.").format(where=where), "muted", wrap=True)
        )
        inner.addSpacing(8)
        for name, text, icon, thing in (
            ("home_create_club", self.tr("Create a club"), "add", "new"),
            ("home_browse_clubs", self.tr("Find a club to join"), "browse", "browse"),
            ("home_clubs", self.tr("Go to my clubs"), "clubs", ""),
        ):
            choice = button(f"  {text}", name, "choice")
            choice.setIconSize(QSize(22, 22))
            dress(choice, icon, themes, "accent")
            choice.clicked.connect(lambda _on=False, thing=thing: visit("clubs", thing))
            inner.addWidget(choice)
        middle.addStretch(2)
        middle.addWidget(card)
        middle.addStretch(3)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)
        outer.setAlignment(Qt.AlignmentFlag.AlignCenter)


def build(context: Context) -> Room:
    page = HomeView(context.me.display_name, context.server.name, context.visit, context.themes)
    return Room("home", page.tr("Home"), "home", page, lambda _thing, _inner: None)
