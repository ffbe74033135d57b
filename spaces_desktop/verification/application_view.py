"""The creator's page: whether the community is verified, what was decided, and the form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from embedded_server.contracts.verification import Verification
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.verification.applying import ApplicationModel
from spaces_desktop.verification.choosing import size_words
from spaces_desktop.verification.form_view import ApplicationForm
from spaces_desktop.verification.words import decision, state_text, state_title
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.panes import (
    Header,
    button,
    clear,
    column,
    frame,
    label,
    line,
    scroller,
)
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

WIDEST = 44
"""Of the page's column, in lines' heights: longer lines are hard to read."""


class VerificationView(QWidget):
    """Stands alone or inside of another room's settings; who makes it calls `release`."""

    def __init__(
        self, model: ApplicationModel, themes: Themes, *, with_header: bool = True
    ) -> None:
        super().__init__()
        self.setObjectName("verification_page")
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        self._header = Header(self.tr("Verification"))
        self._header.setVisible(with_header)
        layout.addWidget(self._header)
        pane = frame("pane")
        around = column(pane, 0, 0)
        self._states = StateStack(self._build_content(), themes, shape="form", name="application")
        self._states.retry_requested.connect(model.load)
        around.addWidget(self._states)
        layout.addWidget(pane, 1)
        self._states.follow(self._bindings, model)
        bind = self._bindings.bind
        bind(model, "community", lambda _it: self._show())
        bind(model, "request", lambda _it: self._show())
        bind(model, "busy", self._withdraw.setDisabled)
        themes.changed.connect(self._show)

    def release(self) -> None:
        self._bindings.release()
        self.form.release()

    def _build_content(self) -> QWidget:
        inside = QWidget()
        row = line(inside)
        row.setContentsMargins(24, 24, 24, 24)
        page = QWidget()
        page.setMaximumWidth(WIDEST * page.fontMetrics().height())
        page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = column(page, 0, 16)
        layout.addWidget(self._build_state())
        self.form = ApplicationForm(self._model, self._themes)
        layout.addWidget(self.form)
        layout.addStretch(1)
        row.addStretch(1)
        row.addWidget(page, 8)
        row.addStretch(1)
        return scroller(inside, self.tr("Verification"))

    def _build_state(self) -> QFrame:
        card = frame("card", "verification_state")
        row = line(card, margin=16, spacing=16)
        self._icon = label("")
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        texts = QWidget()
        lines = column(texts, 0, 6)
        self._title = label("", "title", wrap=True, name="verification_title")
        self._text = label("", "muted", wrap=True, name="verification_text")
        self._decision = label("", "small", wrap=True, name="verification_decision")
        self._reason = label("", "notice", wrap=True, name="verification_reason")
        for one in (self._title, self._text, self._decision, self._reason):
            lines.addWidget(one)
        self._sent = QWidget()
        self._sent_rows = column(self._sent, 0, 2)
        lines.addWidget(self._sent)
        self._withdraw = button(self.tr("Withdraw the request"), "verification_withdraw")
        self._withdraw.clicked.connect(self._ask_withdraw)
        lines.addWidget(self._withdraw, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(texts, 1)
        return card

    def _show(self) -> None:
        community, request = self._model.community, self._model.request
        if community is None:
            return
        verified = community.is_verified
        self._header.set_texts(community.name, self.tr("Verification"))
        self._header.show_verified(verified, self._themes)
        self._title.setText(state_title(request, verified))
        self._text.setText(state_text(request, verified, community.name))
        self._show_icon(request, verified)
        told = (
            ""
            if request is None or (verified and request.status != "approved")
            else (decision(request))
        )
        self._decision.setText(told)
        self._decision.setVisible(bool(told))
        reason = "" if request is None or verified else request.reason
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._show_sent(request)
        pending = request is not None and request.status == "pending"
        self._withdraw.setVisible(pending)
        may = self._model.may_apply
        if may and not self.form.isVisibleTo(self) and request is not None:
            self.form.legal_name.setText(self.form.legal_name.text() or request.legal_name)
        self.form.setVisible(may)

    def _show_icon(self, request: Verification | None, verified: bool) -> None:
        name, role = "verification", "text_muted"
        if verified:
            name, role = "verified", "accent"
        elif request is not None and request.status == "rejected":
            name, role = "error", "danger"
        elif request is not None and request.status == "pending":
            name, role = "history", "warning"
        side = 2 * self.fontMetrics().height()
        self._icon.setPixmap(icon(name, self._themes.current, role).pixmap(side, side))

    def _show_sent(self, request: Verification | None) -> None:
        """What was sent, by name: its bytes may be deleted by now."""
        clear(self._sent_rows)
        documents = [] if request is None or request.status == "withdrawn" else request.documents
        for one in documents:
            words = self.tr("{name} · {size}")
            if one.deleted_at is not None:
                words = self.tr("{name} · deleted")
            shown = words.format(name=one.name, size=size_words(one.size_bytes))
            self._sent_rows.addWidget(label(shown, "small", wrap=True))
        self._sent.setVisible(bool(documents))

    def _ask_withdraw(self) -> None:
        ask_first(
            self,
            "withdraw_verification",
            self.tr("Withdraw the request?"),
            self.tr("Its documents are deleted. You can send a new request at any time."),
            (self.tr("Withdraw"), self.tr("Keep it")),
            self._model.withdraw,
        )
