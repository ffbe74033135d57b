"""What stands in the composer's place once a conversation is resolved: how it was, what next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from embedded_server.contracts.support import Rating
from spaces_desktop.support.customer.talk import Talk
from spaces_desktop.support.customer.words import stars_words
from spaces_desktop.widgets.panes import button, column, label, line
from spaces_desktop.widgets.stars import Stars
from spaces_desktop.widgets.theme import Themes

MOST_COMMENT = 2000


class ConversationEnd(QFrame):
    again_wanted = Signal()
    rated = Signal(int, str)
    skipped = Signal()

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("conversation_end")
        self.setProperty("role", "card")
        layout = column(self, 16, 8)
        layout.addWidget(self._build_rating(themes))
        row = line(spacing=8)
        self._thanks = label("", "muted", wrap=True, name="rated")
        row.addWidget(self._thanks, 1)
        self.again = button(self.tr("Start a new conversation"), "start_again", "primary")
        self.again.clicked.connect(self.again_wanted)
        row.addWidget(self.again)
        layout.addLayout(row)

    def _build_rating(self, themes: Themes) -> QWidget:
        self._asking = QWidget()
        inner = column(self._asking, 0, 8)
        title = self.tr("How was it?")
        inner.addWidget(label(title, "strong"))
        self.stars = Stars("stars", title, stars_words, themes)
        inner.addWidget(self.stars)
        self._comment = QLineEdit()
        self._comment.setObjectName("rating_comment")
        self._comment.setAccessibleName(self.tr("A word about it"))
        self._comment.setPlaceholderText(self.tr("A word about it, if you like"))
        self._comment.setMaxLength(MOST_COMMENT)
        inner.addWidget(self._comment)
        row = line(spacing=8)
        row.addStretch(1)
        skip = button(self.tr("Skip"), "rating_skip", "link")
        skip.clicked.connect(self.skipped)
        row.addWidget(skip)
        self._send = button(self.tr("Send the rating"), "rating_send")
        self._send.clicked.connect(self._on_send)
        self._comment.returnPressed.connect(self._on_send)
        row.addWidget(self._send)
        inner.addLayout(row)
        self.stars.changed.connect(self._on_stars)
        self._on_stars(0)
        return self._asking

    def show_talk(self, talk: Talk | None) -> None:
        """Another conversation, or another state of it."""
        rating = None if talk is None or talk.told is None else talk.told.rating
        asks = talk is not None and talk.may_rate
        if not asks and self.stars.score:
            self.stars.choose(0)
            self._comment.clear()
        self._asking.setVisible(asks)
        self._thanks.setText("" if rating is None else _thanks(self, rating))
        self.setVisible(talk is not None and talk.is_resolved)

    def show_busy(self, busy: bool) -> None:
        for one in (self._send, self.again):
            one.setEnabled(not busy)
        if not busy:
            self._on_stars(self.stars.score)

    def begin(self) -> None:
        """Another conversation is shown: nothing is chosen for it yet."""
        self.stars.choose(0)
        self._comment.clear()

    def _on_stars(self, score: int) -> None:
        self._send.setEnabled(score > 0)

    def _on_send(self) -> None:
        if self.stars.score:
            self.rated.emit(self.stars.score, self._comment.text())


def _thanks(view: ConversationEnd, rating: Rating) -> str:
    words = view.tr("You gave {stars}. Thank you.")
    return words.format(stars=stars_words(rating.score))
