"""An admin's page: who waits, one request beside its documents, and the decision."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QWidget

from embedded_server.contracts.verification import Verification
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.moments import full
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.verification.document_view import DocumentView
from spaces_desktop.verification.reject_view import RejectDialog
from spaces_desktop.verification.reviewing import ReviewModel
from spaces_desktop.verification.words import decision
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.entries import ENTRY, Entry
from spaces_desktop.widgets.entry_list import EntryList
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import (
    Empty,
    Header,
    ThreePanes,
    button,
    column,
    frame,
    label,
    scroller,
)
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

BESIDE_FROM = 42
"""From this width, in lines' heights, the form stands beside the documents, else above."""


class _Beside(QSplitter):
    """Two parts beside each other, or above each other where that would be too narrow."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        em = self.fontMetrics().height()
        beside = self.width() >= BESIDE_FROM * em
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.orientation() is not wanted or 0 in self.sizes():
            self.setOrientation(wanted)
            first = em * (16 if beside else 12)
            whole = self.width() if beside else self.height()
            self.setSizes([first, max(1, whole - first)])
        super().resizeEvent(event)


class ReviewView(QWidget):
    told = Signal(str)
    """Something was done that shows nowhere; in words."""

    def __init__(self, model: ReviewModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("verification_review")
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        self._shown_id = ""
        self._main = QStackedWidget()
        self._none = self._build_none()
        self._page = self._build_page()
        for page in (self._none, self._page):
            self._main.addWidget(page)
        column(self, 0, 0).addWidget(ThreePanes(self._build_side(), self._main))
        bind = self._bindings.bind
        bind(model, "chosen", self._on_chosen)
        bind(model, "busy", lambda _busy: self._show_acts())
        bind(model, "form_advice", self._on_advice)
        bind(model.found, "phase", lambda _phase: self._show_main())
        self._bindings.listen(model.found.changed, self._select)

    def release(self) -> None:
        self._bindings.release()
        self.documents.release()

    def approve(self) -> None:
        """Asks first; says which name gets the badge."""
        chosen = self._model.chosen
        if chosen is None or not self._model.may_decide or self._model.busy:
            return
        words = self.tr(
            "Everybody will see the badge beside the name “{name}”. Legal name: {legal}."
        )
        ask_first(
            self,
            "approve_verification",
            self.tr("Verify {name}?").format(name=chosen.community_name),
            words.format(name=chosen.community_name, legal=chosen.legal_name),
            (self.tr("Verify"), self.tr("Cancel")),
            self._model.approve,
            is_danger=False,
        )

    def reject(self) -> None:
        chosen = self._model.chosen
        if chosen is not None and self._model.may_decide and not self._model.busy:
            RejectDialog(self._model, chosen, self).open()

    def go_on(self) -> None:
        self._model.go_on()
        self.list.setFocus()

    def _build_side(self) -> QWidget:
        side = frame("side")
        layout = column(side, 0, 0)
        self._heading = Header(self.tr("Verification"))
        layout.addWidget(self._heading)
        self.list = EntryList(
            "verifications", self.tr("Requests that wait"), self._model.entries, self._themes
        )
        none = Empty("", self.tr("Nobody waits."))
        self._states = StateStack(self.list, self._themes, none, name="verifications")
        self._states.retry_requested.connect(self._model.found.load)
        self._states.more_requested.connect(self._model.found.more)
        self._states.follow(self._bindings, self._model.found)
        layout.addWidget(self._states, 1)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        return side

    def _build_none(self) -> QWidget:
        page = frame("pane")
        empty = Empty(
            self.tr("Nothing to decide"),
            self.tr(
                "When an official community asks for its badge, its documents are shown here, and"
                " an admin approves or rejects them."
            ),
            picture="verification",
            themes=self._themes,
        )
        column(page, 0, 0).addWidget(empty)
        return page

    def _build_page(self) -> QWidget:
        page = frame("pane")
        layout = column(page, 0, 0)
        self._header = Header()
        self._next = button(self.tr("Next"), "review_next")
        self._next.setToolTip(self.tr("Next request (N)"))
        self._next.clicked.connect(self.go_on)
        self._reject = button(self.tr("Reject…"), "review_reject", "danger")
        self._reject.setToolTip(self.tr("Reject (R)"))
        self._reject.clicked.connect(self.reject)
        self._approve = button(self.tr("Approve…"), "review_approve", "primary")
        self._approve.setToolTip(self.tr("Approve (A)"))
        self._approve.clicked.connect(self.approve)
        for one in (self._next, self._reject, self._approve):
            self._header.add(one)
        layout.addWidget(self._header)
        holder = QWidget()
        above = column(holder, 12, 8)
        above.setContentsMargins(12, 8, 12, 0)
        self._decided = label("", "notice", wrap=True, name="review_decided")
        self._error = ErrorStrip(name="review_error")
        above.addWidget(self._decided)
        above.addWidget(self._error)
        self._above = holder
        layout.addWidget(holder)
        self._both = _Beside()
        self.documents = DocumentView(self._model.documents, self._themes)
        self.documents.told.connect(self.told)
        self._both.addWidget(scroller(self._build_form(), self.tr("The request")))
        self._both.addWidget(self.documents)
        self._both.setStretchFactor(1, 1)
        layout.addWidget(self._both, 1)
        return page

    def _build_form(self) -> QWidget:
        inside = QWidget()
        layout = column(inside, 16, 2)
        self._texts: dict[str, tuple[QLabel, QLabel]] = {}
        for key, caption in (
            ("community", self.tr("Community")),
            ("previous", self.tr("Verified until now as")),
            ("legal", self.tr("Legal name")),
            ("note", self.tr("Note")),
            ("by", self.tr("Asked for by")),
            ("at", self.tr("Sent on")),
        ):
            head = label(caption, "section")
            text = label("", wrap=True, name=f"review_{key}")
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(head)
            layout.addWidget(text)
            layout.addSpacing(8)
            self._texts[key] = (head, text)
        layout.addStretch(1)
        return inside

    def _on_current(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, Entry):
            self._model.choose(entry.id)

    def _select(self) -> None:
        count = len(self._model.found.items)
        words = self.tr("{count} wait").format(count=count)
        if count == 1:
            words = self.tr("1 waits")
        self._heading.set_texts(self.tr("Verification"), words if count else "")
        chosen = self._model.chosen
        self.list.select("" if chosen is None else chosen.id)
        self._show_main()

    def _on_chosen(self, chosen: Verification | None) -> None:
        self._show_main()
        self._show_acts()
        if chosen is None:
            return
        detail = self.tr("asks for the badge")
        if chosen.is_rename:
            detail = self.tr("has another name now")
        if chosen.status != "pending":
            detail = ""
        self._header.set_texts(chosen.community_name, detail)
        self._header.show_verified(chosen.status == "approved", self._themes)
        for key, text in (
            ("community", chosen.community_name),
            ("previous", chosen.previous_name or ""),
            ("legal", chosen.legal_name),
            ("note", chosen.note),
            ("by", chosen.submitted_by_name),
            ("at", full(chosen.submitted_at)),
        ):
            for one in self._texts[key]:
                one.setVisible(bool(text))
            self._texts[key][1].setText(text)
        decided = decision(chosen)
        if chosen.reason:
            decided = self.tr("{decision} Reason: {reason}").format(
                decision=decided, reason=chosen.reason
            )
        self._decided.setText(decided)
        self._decided.setVisible(bool(decided))
        self._show_above()
        self.list.select(chosen.id)

    def _show_main(self) -> None:
        nothing = self._model.chosen is None
        self._main.setCurrentWidget(self._none if nothing else self._page)
        self._none.setEnabled(True)
        loading = self._model.found.phase in (Phase.LOADING, Phase.FAILED)
        for child in self._none.findChildren(Empty):
            child.setVisible(not loading)

    def _show_acts(self) -> None:
        may = self._model.may_decide
        for one in (self._reject, self._approve):
            one.setVisible(may)
            one.setDisabled(self._model.busy)
        chosen = self._model.chosen
        here = "" if chosen is None else chosen.id
        self._next.setVisible(any(one.id != here for one in self._model.found.items))

    def _on_advice(self, advice: Advice | None) -> None:
        """What the dialog of a reason shows itself is not said twice."""
        is_shown = self.findChild(RejectDialog) is None
        self._error.show_advice(advice if is_shown else None)
        self._show_above()

    def _show_above(self) -> None:
        self._above.setVisible(
            self._decided.isVisibleTo(self._above) or self._error.isVisibleTo(self._above)
        )
