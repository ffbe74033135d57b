"""Asks before a page is loaded: who added it, from where it comes, and what it will be told."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from embedded_server.contracts.play import PageFacts
from spaces_desktop.playground.session.consent import is_built_in
from spaces_desktop.playground.session.words import built_in_words
from spaces_desktop.widgets.links import host_of
from spaces_desktop.widgets.panes import (
    Elided,
    Picture,
    button,
    column,
    frame,
    label,
    line,
    scroller,
)
from spaces_desktop.widgets.theme import Themes

WIDE = 32
"""In lines' heights."""


class ConsentCard(QWidget):
    agreed = Signal()

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        inside = QWidget()
        around = column(inside, 24, 0)
        around.addStretch(1)
        box = frame("card", "page_card")
        box.setMaximumWidth(WIDE * self.fontMetrics().height())
        row = line()
        row.addStretch(1)
        row.addWidget(box, 100)
        row.addStretch(1)
        around.addLayout(row)
        around.addStretch(2)
        body = column(box, 24, 12)
        top = line(spacing=16)
        top.addWidget(Picture("web", themes), 0, Qt.AlignmentFlag.AlignTop)
        self.title = label("", "title", wrap=True, name="page_card_title")
        top.addWidget(self.title, 1)
        body.addLayout(top)
        self.who = label("", wrap=True, name="page_card_who")
        self.site = label("", "strong", wrap=True, name="page_card_site")
        self.address = Elided("", "small", "page_card_address")
        self.told = label(
            _tr(
                "It will be told: the names of who is in this session, what is written in its chat,"
                " and the state that all share."
            ),
            wrap=True,
        )
        self.not_told = label(
            _tr(
                "It gets nothing else: not your account, no files, nothing of this computer or"
                " its network. Microphone, camera and the like are asked for by name."
            ),
            "muted",
            wrap=True,
        )
        for one in (self.who, self.site, self.address, self.told, self.not_told):
            body.addWidget(one)
        self.declined = label(
            _tr("It was not loaded. People and chat work all the same."), "muted", wrap=True
        )
        self.declined.hide()
        body.addWidget(self.declined)
        buttons = line(spacing=8)
        buttons.addStretch(1)
        self.not_now = button(_tr("Not now"), "page_not_now")
        self.not_now.clicked.connect(self._on_not_now)
        self.show_it = button(_tr("Show the page"), "page_show", "primary")
        self.show_it.clicked.connect(self.agreed)
        buttons.addWidget(self.not_now)
        buttons.addWidget(self.show_it)
        body.addLayout(buttons)
        column(self, 0, 0).addWidget(scroller(inside, _tr("Whether to show the page")))

    def show_facts(self, facts: PageFacts) -> None:
        page_url = facts.page_url or ""
        self.title.setText(_tr("Show the page of “{space}”?").format(space=facts.space_name))
        who = _tr("{name} added it to this space.").format(name=facts.owner_name)
        self.who.setText(who)
        if is_built_in(page_url):
            site = built_in_words(page_url)
            self.address.hide()
        else:
            site = _tr("A page of {site}").format(site=host_of(page_url))
            self.address.setText(page_url)
            self.address.setToolTip(page_url)
            self.address.show()
        self.site.setText(site)
        self.declined.hide()
        self.not_now.show()

    def _on_not_now(self) -> None:
        self.not_now.hide()
        self.declined.show()
        self.show_it.setFocus()


def _tr(text: str) -> str:
    return QCoreApplication.translate("session_page", text)
