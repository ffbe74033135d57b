"""The page of the chat on a web site: on or off, where, its greeting, and what to paste there."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from embedded_server.contracts.support_desk import SupportSettings
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.settings.launcher_view import LauncherPreview
from spaces_desktop.support.settings.model import ServiceModel
from spaces_desktop.support.settings.parts_view import FaultLabel, switch, tab_through
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.forms import captioned
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import button, clear, column, label, line
from spaces_desktop.widgets.theme import Themes

MOST_SITES = 50
LINES = 4


class WebChatPage(QWidget):
    def __init__(self, model: ServiceModel, themes: Themes, bindings: Bindings) -> None:
        super().__init__()
        self._model = model
        self._themes = themes
        layout = column(self, 16, 8)
        self._on = switch(
            layout,
            self.tr("Chat on your web site"),
            self.tr("Visitors write without an account; their conversations come to this queue."),
            "web_on",
            themes,
        )
        self._on.toggled.connect(self._on_switched)
        self._form = QWidget()
        form = column(self._form, 0, 8)
        layout.addWidget(self._form)
        self._build_sites(form, bindings)
        self._build_snippet(form)
        self._greeting = QPlainTextEdit()
        self._greeting.setTabChangesFocus(True)
        self._greeting.setFixedHeight(LINES * self.fontMetrics().lineSpacing() + 16)
        self._greeting.setPlaceholderText(self.tr("Hello! How can we help?"))
        captioned(form, self.tr("Greeting"), self._greeting, "web_greeting")
        form.addWidget(FaultLabel("webChat.greeting", model, bindings))
        self._greeting.textChanged.connect(self._on_greeting)
        form.addWidget(label(self.tr("How it looks once a visitor opens it"), "section"))
        self._preview = LauncherPreview(model.community.name, themes)
        form.addWidget(self._preview)
        layout.addStretch(1)
        bindings.bind(model, "draft", self._on_draft)

    def _build_sites(self, layout: QVBoxLayout, bindings: Bindings) -> None:
        layout.addWidget(label(self.tr("Sites that may show it"), "section"))
        words = self.tr("Each by its address alone. On any other site the chat does not appear.")
        layout.addWidget(label(words, "small", wrap=True))
        self._sites: list[QLineEdit] = []
        self._site_list = column(holder := QWidget(), 0, 4)
        self._holder = holder
        layout.addWidget(holder)
        layout.addWidget(FaultLabel("webChat.sites", self._model, bindings))
        self._add = button(self.tr("Add a site"), "site_add", "link")
        dress(self._add, "add", self._themes, "accent")
        self._add.clicked.connect(self.add_site)
        layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def _build_snippet(self, layout: QVBoxLayout) -> None:
        layout.addWidget(label(self.tr("Paste this before </body> of each page"), "section"))
        self._snippet = QLineEdit(self._model.snippet)
        self._snippet.setObjectName("web_snippet")
        self._snippet.setReadOnly(True)
        self._snippet.setCursorPosition(0)
        self._snippet.setAccessibleName(self.tr("What to paste into your site"))
        copy = button(self.tr("Copy"), "web_copy")
        copy.clicked.connect(self.copy_snippet)
        row = line(spacing=8)
        row.addWidget(self._snippet, 1)
        row.addWidget(copy)
        layout.addLayout(row)
        self._said = label("", "muted", wrap=True, name="web_said")
        self._said.hide()
        layout.addWidget(self._said)
        host = urlsplit(self._model.address).hostname or ""
        if host == "localhost" or host == "::1" or host.startswith("127."):
            words = self.tr(
                "{host} is this machine alone. For visitors put the address of this server on the"
                " internet in its place."
            )
            layout.addWidget(label(words.format(host=host), "notice", wrap=True, name="web_local"))

    def copy_snippet(self) -> None:
        QGuiApplication.clipboard().setText(self._model.snippet)
        self._said.setText(self.tr("Copied. Save the settings too, so that the site is allowed."))
        self._said.show()

    def add_site(self) -> None:
        self._set_sites([*self._model.draft.web_chat.sites, ""])
        self._sites[-1].setFocus()

    def _remove(self, at: int) -> None:
        kept = list(self._model.draft.web_chat.sites)
        del kept[at]
        self._set_sites(kept)
        self._add.setFocus()

    def _set_site(self, at: int, site: str) -> None:
        sites = list(self._model.draft.web_chat.sites)
        sites[at] = site
        self._set_sites(sites)

    def _set_sites(self, sites: list[str]) -> None:
        self._model.change_web_chat(lambda chat: replace(chat, sites=sites))

    def _on_switched(self, on: bool) -> None:
        self._model.change_web_chat(
            lambda chat: replace(chat, is_on=on, sites=chat.sites or ([""] if on else []))
        )

    def _on_greeting(self) -> None:
        text = self._greeting.toPlainText()
        self._model.change_web_chat(lambda chat: replace(chat, greeting=text))

    def _on_draft(self, draft: SupportSettings) -> None:
        chat = draft.web_chat
        self._on.setChecked(chat.is_on)
        self._form.setVisible(chat.is_on)
        if self._greeting.toPlainText() != chat.greeting:
            self._greeting.setPlainText(chat.greeting)
        self._preview.show_chat(chat.greeting, is_on=chat.is_on)
        self._show_sites(chat.sites)

    def _show_sites(self, sites: Sequence[str]) -> None:
        if [one.text() for one in self._sites] == list(sites):
            return
        clear(self._site_list)
        self._sites = []
        for at, site in enumerate(sites):
            self._site_list.addWidget(self._row(at, site))
        self._add.setEnabled(len(sites) < MOST_SITES)
        tab_through(self._on, self._holder)

    def _row(self, at: int, site: str) -> QWidget:
        made = QWidget()
        row = line(made, 0, 8)
        field = QLineEdit(site)
        field.setObjectName(f"site_{at}")
        field.setAccessibleName(self.tr("Site {number}").format(number=at + 1))
        field.setPlaceholderText("https://shop.example")
        field.setMaxLength(260)
        field.textEdited.connect(lambda text: self._set_site(at, text))
        words = self.tr("Remove site {number}").format(number=at + 1)
        drop = tool(f"site_{at}_remove", words, "close", self._themes)
        drop.clicked.connect(lambda: self._remove(at))
        row.addWidget(field, 1)
        row.addWidget(drop)
        self._sites.append(field)
        return made
