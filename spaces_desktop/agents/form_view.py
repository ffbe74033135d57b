"""The fields of an agent: who it is, and what answers."""

from __future__ import annotations

from msgspec import UnsetType
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from embedded_server.contracts.agents import Agent, ProviderInput
from spaces_desktop.agents.editor import provider_of
from spaces_desktop.kernel.field_view import FieldErrors
from spaces_desktop.widgets.controls import Choice
from spaces_desktop.widgets.forms import captioned
from spaces_desktop.widgets.panes import column

TALL = 132


class AgentFields(QWidget):
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        layout = column(self, 0, 6)
        self.layout_of_fields = layout
        self.name = QLineEdit()
        self.name.setObjectName("agent_name")
        self.name.setMaxLength(80)
        captioned(layout, self.tr("Name"), self.name)
        self.about = QLineEdit()
        self.about.setObjectName("agent_description")
        self.about.setMaxLength(2000)
        self.about.setPlaceholderText(self.tr("In one line, what people can ask it"))
        captioned(layout, self.tr("Description"), self.about)
        self.persona = QPlainTextEdit()
        self.persona.setObjectName("agent_persona")
        self.persona.setPlaceholderText(self.tr("Who it is, how it speaks, what it is for"))
        self.persona.setTabChangesFocus(True)
        self.persona.setFixedHeight(TALL)
        captioned(layout, self.tr("Persona"), self.persona)
        self._provider = Choice()
        self._provider.setObjectName("agent_provider")
        self._provider.addItem(self.tr("Built in: finds answers in its files, works offline"))
        self._provider.addItem(self.tr("OpenAI-compatible server"))
        captioned(layout, self.tr("Answered by"), self._provider)
        self._remote = QFrame()
        self._fields = column(self._remote, 0, 6)
        self._base_url, self._model, self._key = QLineEdit(), QLineEdit(), QLineEdit()
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._base_url.setPlaceholderText("http://127.0.0.1:11434/v1")
        for name, words, edit, most in (
            ("agent_base_url", self.tr("Server address"), self._base_url, 2048),
            ("agent_model", self.tr("Model"), self._model, 200),
            ("agent_key", self.tr("API key (if the server needs one)"), self._key, 4096),
        ):
            edit.setObjectName(name)
            edit.setMaxLength(most)
            captioned(self._fields, words, edit)
        layout.addWidget(self._remote)
        self._remote.hide()
        self._provider.currentIndexChanged.connect(lambda at: self._remote.setVisible(at == 1))
        for line in (self.name, self.about, self._base_url, self._model, self._key):
            line.textEdited.connect(lambda _text: self.edited.emit())
        self.persona.textChanged.connect(self.edited)
        self._provider.activated.connect(lambda _at: self.edited.emit())

    def fill(self, agent: Agent) -> None:
        self.name.setText(agent.name)
        self.about.setText(agent.description)
        self.persona.setPlainText(_given(agent.persona))
        self._provider.setCurrentIndex(1 if agent.provider.kind == "openai" else 0)
        self._base_url.setText(_given(agent.provider.base_url))
        self._model.setText(_given(agent.provider.model))
        self._key.clear()
        if agent.provider.has_api_key is True:
            self._key.setPlaceholderText(self.tr("Leave empty to keep the current key"))

    def is_as(self, agent: Agent) -> bool:
        """Whether nothing was changed since it was saved."""
        kind = "openai" if self._provider.currentIndex() == 1 else "builtin"
        same = [
            self.name.text().strip() == agent.name,
            self.about.text().strip() == agent.description,
            self.persona.toPlainText().strip() == _given(agent.persona),
            kind == agent.provider.kind,
            not self._key.text(),
        ]
        if kind == "openai":
            same.append(self._base_url.text().strip() == _given(agent.provider.base_url))
            same.append(self._model.text().strip() == _given(agent.provider.model))
        return all(same)

    @property
    def provider(self) -> ProviderInput:
        kind = "openai" if self._provider.currentIndex() == 1 else "builtin"
        return provider_of(kind, self._base_url.text(), self._model.text(), self._key.text())

    def bind_errors(self, errors: FieldErrors) -> None:
        """Let errors stand beside the fields they are about."""
        errors.add("name", self.name, self.layout_of_fields)
        errors.add("description", self.about, self.layout_of_fields)
        errors.add("persona", self.persona, self.layout_of_fields)
        errors.add("provider.baseUrl", self._base_url, self._fields)
        errors.add("provider.model", self._model, self._fields)
        errors.add("provider.apiKey", self._key, self._fields)


def _given(text: str | UnsetType | None) -> str:
    return text if isinstance(text, str) else ""
