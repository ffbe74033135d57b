"""What people will see of a definition, and what its page is told; the page itself stays out."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFrame

from spaces_desktop.playground.words import page_about, page_words, picture_of, site_of
from spaces_desktop.widgets.links import open_link
from spaces_desktop.widgets.panes import Picture, button, clear, column, frame, label, line
from spaces_desktop.widgets.theme import Themes


def _is_there(definition: dict[str, Any]) -> bool:
    url = definition.get("iframeUrl")
    return isinstance(url, str) and bool(site_of(definition))


class Preview(QFrame):
    def __init__(self, themes: Themes) -> None:
        super().__init__()
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
        texts.addWidget(self._open)
        inside.addLayout(texts, 1)
        layout.addWidget(card)
        self._picture = ""

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
        self._url = str(definition.get("iframeUrl")) if _is_there(definition) else ""
        self._open.setVisible(bool(self._url) and picture == "web")
