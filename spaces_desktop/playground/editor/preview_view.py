"""What people will see of a definition, and what its page is told; the page itself on a click."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QFrame, QWidget

from spaces_desktop.playground.session.pages import PowerAsked, Shown
from spaces_desktop.playground.words import page_about, page_words, picture_of, site_of
from spaces_desktop.widgets.links import open_link
from spaces_desktop.widgets.panes import Picture, button, clear, column, frame, label, line
from spaces_desktop.widgets.theme import Themes

ShowPage = Callable[[str], Shown | None]
"""Of an address; None where no page can be shown in this window."""
TALL = 16
"""Of a page that is looked at, in lines' heights."""


def _refuse(asked: PowerAsked) -> None:
    """A page that is only looked at gets nothing."""
    asked.answer(grants=False)


def _is_there(definition: dict[str, Any]) -> bool:
    url = definition.get("iframeUrl")
    return isinstance(url, str) and bool(site_of(definition))


class Preview(QFrame):
    def __init__(self, themes: Themes, show_page: ShowPage | None = None) -> None:
        super().__init__()
        self._show_page = show_page
        self._page: Shown | None = None
        self.setObjectName("definition_preview")
        self._themes = themes
        self._url = ""
        layout = column(self, 0, 8)
        layout.addWidget(label(self.tr("What people will see"), "section"))
        card = frame("card", "preview_card")
        inside = line(card, 16, 16)
        self._seat = column(spacing=0)
        inside.addLayout(self._seat)
        texts = column(spacing=4)
        self._what = label("", "strong", wrap=True, name="preview_what")
        self._about = label("", "muted", wrap=True, name="preview_about")
        self._told = label("", "small", wrap=True, name="preview_told")
        for one in (self._what, self._about, self._told):
            texts.addWidget(one)
        self._open = button(self.tr("Look at the page in a browser"), "preview_open", "link")
        self._open.clicked.connect(lambda: open_link(self._url))
        self._here = button(self.tr("Load the page here"), "preview_here", "link")
        self._here.clicked.connect(self._on_here)
        texts.addWidget(self._here)
        texts.addWidget(self._open)
        inside.addLayout(texts, 1)
        layout.addWidget(card)
        self._trouble = label("", "bad", wrap=True, name="preview_trouble")
        self._trouble.hide()
        layout.addWidget(self._trouble)
        self._holder = QWidget()
        self._holder.setMinimumHeight(TALL * self.fontMetrics().height())
        self._inside = column(self._holder, 0, 0)
        self._holder.hide()
        layout.addWidget(self._holder)
        self._picture = ""

    def release(self) -> None:
        """The page, where one was loaded, ends."""
        page, self._page = self._page, None
        self._holder.hide()
        self._trouble.hide()
        if page is not None:
            page.close()

    def _on_here(self) -> None:
        self.release()
        page = None if self._show_page is None else self._show_page(self._url)
        if page is None:
            self._say(self.tr("Pages cannot be shown in this window. Look at it in a browser."))
            return
        self._page = page
        page.power_asked.connect(_refuse)
        page.failed.connect(lambda: self._say(self.tr("The page could not be loaded.")))
        page.broke.connect(lambda: self._say(self.tr("The page has crashed.")))
        self._inside.addWidget(page.view)
        self._holder.show()
        page.open(self._url)

    def _say(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.show()

    def show_definition(self, definition: dict[str, Any] | None) -> None:
        """None while it is no JSON: what was seen before stays, and is called so."""
        self.setEnabled(definition is not None)
        if definition is None:
            self._told.setText(self.tr("As it was before the definition had a fault."))
            return
        picture = picture_of(definition)
        if picture != self._picture:
            self._picture = picture
            clear(self._seat)
            self._seat.addWidget(Picture(picture, self._themes))
        self._what.setText(page_words(definition))
        self._about.setText(page_about(definition))
        told = self.tr(
            "The page is told: everybody’s name in the session, who is host, the shared state, the"
            " chat, and this definition. It is never told who is signed in to this server."
        )
        has_page = picture != "playgrounds"
        self._told.setText(told if has_page else "")
        self._told.setVisible(has_page)
        url = str(definition.get("iframeUrl")) if _is_there(definition) else ""
        url = url if picture == "web" else ""
        if url != self._url:
            self.release()
        self._url = url
        self._open.setVisible(bool(url))
        self._here.setVisible(bool(url) and self._show_page is not None)
