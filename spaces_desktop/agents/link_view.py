"""The dialog in which staff say how much of a club one agent reads, and what asking it costs."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

from spaces_desktop.agents.link import LinkModel
from spaces_desktop.widgets.forms import FormDialog, captioned
from spaces_desktop.widgets.money_field import MoneyField
from spaces_desktop.widgets.panes import button, label

MOST = 200


class LinkView(FormDialog):
    def __init__(self, model: LinkModel, parent: QWidget) -> None:
        super().__init__("", "agent_link", parent)
        self.set_title(self.tr("{name} in this club").format(name=model.link.agent.name))
        model.setParent(self)
        self._model = model
        self._reads = QSpinBox()
        self._reads.setObjectName("link_reads")
        self._reads.setRange(0, MOST)
        self._reads.setValue(model.link.context_messages)
        self._reads.setSpecialValueText(self.tr("only the question"))
        captioned(self.body, self.tr("Messages of the club it reads with a question"), self._reads)
        said = self.tr("Members see both before they ask. They hold from the next question.")
        self._price = MoneyField("link_price", model.link.call_fee_cents)
        self._price.setPlaceholderText(self.tr("free"))
        captioned(self.body, self.tr("What a question costs"), self._price)
        self.body.addWidget(label(said, "small", wrap=True))
        fields = self.follow(model, model.edited)
        fields.add("callFeeCents", self._price, self.body)
        save = button(self.tr("Save"), "link_submit", "primary")
        save.clicked.connect(self._save)
        self.add_both(self.tr("Cancel"), save)
        self.bindings.bind(model, "busy", save.setDisabled)
        self.bindings.listen(model.saved, self.on_done)

    def _save(self) -> None:
        self._model.save(self._reads.value(), self._price.text())
