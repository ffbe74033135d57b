"""A lounge before one has talked there: what it is, whose voice answers, and what it costs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from spaces_desktop.communities.browsing import is_banned
from spaces_desktop.kernel.money import money
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.lounge.lounge import Lounge
from spaces_desktop.lounge.words import free_words, price_words, voice_words
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import Picture, button, column, frame, label, line
from spaces_desktop.widgets.theme import Themes

WIDE = 30
"""In lines' heights."""


class Welcome(QFrame):
    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("lounge_welcome")
        self.setProperty("role", "pane")
        self._lounge: Lounge | None = None
        self._bindings = Bindings()
        layout = column(self, 24, 0)
        layout.addStretch(2)
        card = frame("card", "lounge_card")
        card.setMaximumWidth(WIDE * self.fontMetrics().height())
        inside = column(card, 24, 8)
        inside.addWidget(Picture("lounges", themes), 0, Qt.AlignmentFlag.AlignHCenter)
        self._title = label("", "title", wrap=True, name="welcome_title")
        self._by = label("", "muted", wrap=True, name="welcome_by")
        self._about = label("", wrap=True, name="welcome_about")
        self._voice = label("", wrap=True, name="welcome_voice")
        self._free = label("", "muted", wrap=True, name="welcome_free")
        for one in (self._title, self._by):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for one in (self._title, self._by, self._about, self._voice, self._free):
            inside.addWidget(one)
        self._error = ErrorStrip(name="welcome_error")
        inside.addWidget(self._error)
        self._start = button("", "start_talking", "primary")
        self._start.clicked.connect(self._on_start)
        inside.addWidget(self._start)
        # In a line of its own: alignment alone would give wrapped words too little height.
        middle = line(spacing=0)
        middle.addStretch(1)
        middle.addWidget(card, 8)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(3)

    def show_lounge(self, lounge: Lounge | None) -> None:
        self._bindings.release()
        self._lounge = lounge
        if lounge is None:
            return
        bind = self._bindings.bind
        for name in ("community", "voice", "price", "busy"):
            bind(lounge, name, lambda _what: self._show())
        bind(lounge, "form_advice", lambda _it: self._error.show_advice(lounge.form_advice))

    def _on_start(self) -> None:
        if self._lounge is not None:
            self._lounge.start()

    def _show(self) -> None:
        lounge = self._lounge
        one = None if lounge is None else lounge.community
        if lounge is None or one is None:
            return
        self._title.setText(one.name)
        self._by.setText(self.tr("A lounge by {name}").format(name=one.creator_name))
        about = one.description.strip()
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._voice.setText(voice_words(one, lounge.voice))
        self._free.setText(" ".join(part for part in (free_words(one), price_words(one)) if part))
        words = self.tr("Start talking")
        if lounge.price:
            words = self.tr("Come in and start talking · {amount}").format(
                amount=money(lounge.price)
            )
        if is_banned(one):
            words = self.tr("You may not come in")
        self._start.setText(words)
        self._start.setEnabled(not lounge.busy and not is_banned(one))
