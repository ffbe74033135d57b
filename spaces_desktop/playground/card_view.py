"""A space as a card of the gallery."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from embedded_server.contracts.playground import Space
from spaces_desktop.playground.own import live_words
from spaces_desktop.playground.words import access_words, page_words, picture_of
from spaces_desktop.widgets.flow import Flow
from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.panes import Button, Elided, column, label, line
from spaces_desktop.widgets.theme import Themes

MOST_TAGS = 4
PICTURE = 26
ABOUT_LINES = 3


class SpaceCard(Button):
    opened = Signal(str)
    tag_chosen = Signal(str)

    def __init__(self, space: Space, themes: Themes) -> None:
        super().__init__("", "space_card", "choice")
        self.space_id = space.id
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        live = live_words(space.live_session_count)
        by = self.tr("by {name}").format(name=space.owner.name)
        self.setAccessibleName(", ".join(one for one in (space.name, by, live) if one))
        self.setAccessibleDescription(space.description)
        inside = column(self, 16, 6)
        self._inside = inside
        head = line(spacing=12)
        shown = QLabel()
        shown.setFixedSize(PICTURE, PICTURE)
        painted = icon(picture_of(space.definition), themes.current, "accent")
        shown.setPixmap(painted.pixmap(PICTURE, PICTURE))
        head.addWidget(shown)
        titles = column(spacing=0)
        titles.addWidget(Elided(space.name, "strong"))
        parts = [by, access_words(space)] if not space.is_public else [by]
        titles.addWidget(Elided(" · ".join(parts), "small"))
        head.addLayout(titles, 1)
        inside.addLayout(head)
        kinds = [space.category, page_words(space.definition)]
        inside.addWidget(Elided(" · ".join(one for one in kinds if one), "small"))
        about = " ".join(space.description.split())
        most = ABOUT_LINES * 40
        cut = f"{about[:most].rstrip()}…" if len(about) > most else about
        if cut:
            inside.addWidget(label(cut, wrap=True))
        inside.addStretch(1)
        if live:
            inside.addWidget(label(live, "live"))
        if space.tags:
            inside.addWidget(self._tags(space.tags))
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda: self.opened.emit(space.id))

    def _tags(self, tags: list[str]) -> QWidget:
        box = QWidget()
        flow = Flow(box, 6)
        for tag in tags[:MOST_TAGS]:
            made = QPushButton(tag)
            made.setProperty("role", "tag")
            # By keyboard a tag is chosen in the list over the cards.
            made.setProperty("mouse_only", True)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setAutoDefault(False)
            made.clicked.connect(lambda _on=False, which=tag: self.tag_chosen.emit(which))
            flow.addWidget(made)
        return box

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(
            self._inside.totalHeightForWidth(width), self._inside.totalMinimumSize().height()
        )

    def sizeHint(self) -> QSize:
        return QSize(self._inside.sizeHint().width(), self.heightForWidth(max(1, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
