"""The dialog that rejects a request: its reason, which its creator reads, with suggestions."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from embedded_server.contracts.verification import Verification
from spaces_desktop.verification.reviewing import ReviewModel
from spaces_desktop.verification.words import decision
from spaces_desktop.widgets.forms import FormDialog, captioned
from spaces_desktop.widgets.panes import button, label

TALL = 110


class RejectDialog(FormDialog):
    """What is written stays with the request, also where somebody else decides meanwhile."""

    def __init__(self, model: ReviewModel, request: Verification, parent: QWidget) -> None:
        title = parent.tr("Reject {name}").format(name=request.community_name)
        super().__init__(title, "reject_verification", parent)
        self._model = model
        self._request = request
        words = self.tr("{name} reads the reason, and can send better documents.")
        self.body.addWidget(label(words.format(name=request.submitted_by_name), "muted", wrap=True))
        self._meanwhile = label("", "notice", wrap=True, name="reject_meanwhile")
        self._meanwhile.hide()
        self.body.addWidget(self._meanwhile)
        self.reason = QPlainTextEdit(model.reason_of(request.id))
        self.reason.setObjectName("reject_reason")
        self.reason.setTabChangesFocus(True)
        self.reason.setMinimumHeight(TALL)
        captioned(self.body, self.tr("Reason"), self.reason)
        self.body.addWidget(label(self.tr("Suggestions"), "section"))
        for at, text in enumerate(self._suggestions()):
            offered = button(text, f"reject_suggestion_{at}", "link")
            offered.setAutoDefault(False)
            offered.clicked.connect(partial(self._suggest, text))
            self.body.addWidget(offered)
        model.edited()
        self.reason.textChanged.connect(
            lambda: model.write_reason(request.id, self.reason.toPlainText())
        )
        fields = self.follow(model, model.edited)
        fields.add("reason", self.reason, self.body)
        self._sure = button(self.tr("Reject"), "reject_sure", "danger")
        self._sure.clicked.connect(model.reject)
        self.add_both(self.tr("Cancel"), self._sure)
        self.bindings.bind(model, "busy", lambda _busy: self._on_state())
        self.bindings.bind(model, "chosen", lambda _it: self._on_state())
        self.bindings.listen(model.decided, self.on_done)
        self.reason.setFocus()

    def _suggestions(self) -> tuple[str, ...]:
        if self._request.is_rename:
            return (
                self.tr("Please send documents that show the new name."),
                self.tr("The new name could be mistaken for another company."),
            )
        return (
            self.tr("A document cannot be read. Please send a sharper scan."),
            self.tr("The legal name does not stand in the documents."),
            self.tr("The documents are out of date."),
            self.tr("The name of the community does not fit the company."),
        )

    def _suggest(self, text: str, _on: bool = False) -> None:
        """Put a suggestion behind what is written."""
        written = self.reason.toPlainText().rstrip()
        self.reason.setPlainText(f"{written}\n{text}" if written else text)
        self.reason.setFocus()
        self.reason.moveCursor(self.reason.textCursor().MoveOperation.End)

    def _on_state(self) -> None:
        chosen = self._model.chosen
        same = chosen is not None and chosen.id == self._request.id
        decided = decision(chosen) if chosen is not None and same else ""
        self._meanwhile.setText(decided)
        self._meanwhile.setVisible(bool(decided))
        self._sure.setDisabled(self._model.busy or not same or bool(decided))
