"""Reports of a club for its staff: what was reported and why, and what is to become of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from embedded_server.contracts.moderation import ReportOutcome
from spaces_desktop.club.search.finding import FindingModel
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.controls import SegmentedControl, tool
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.hit_list import HitList
from spaces_desktop.widgets.panes import Empty, Header, button, column, label, line
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes


class ReportsView(QFrame):
    closed = Signal()

    def __init__(self, finding: FindingModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("reports_panel")
        self.setProperty("role", "side")
        self._finding = finding
        self._model = finding.reports
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        header = Header(self.tr("Reports"))
        close = tool("reports_close", self.tr("Close reports"), "close", themes)
        close.clicked.connect(self.closed)
        header.add(close)
        layout.addWidget(header)
        choices = line()
        choices.setContentsMargins(12, 12, 12, 4)
        which = [("open", self.tr("Open")), ("resolved", self.tr("Resolved"))]
        self._which = SegmentedControl(which, "reports", self.tr("Which reports"))
        self._which.changed.connect(lambda key: self._show(resolved=key == "resolved"))
        choices.addWidget(self._which)
        choices.addStretch(1)
        layout.addLayout(choices)
        self._list = HitList("report_list", self.tr("Reports"), self._model.hits, themes)
        self._list.selectionModel().currentChanged.connect(lambda _now, _old: self._on_current())
        self._none = Empty("", "", picture="report", themes=themes)
        self._states = StateStack(self._list, themes, self._none, name="reports")
        self._states.retry_requested.connect(self._model.found.load)
        self._states.more_requested.connect(self._model.found.more)
        layout.addWidget(self._states, 1)
        layout.addWidget(self._build_acts())
        bind = self._bindings.bind
        bind(self._model.found, "phase", self._on_phase)
        bind(self._model.found, "advice", self._states.show_advice)
        bind(self._model.found, "has_more", self._states.show_more)
        bind(self._model, "act_advice", self._error.show_advice)
        bind(self._model, "shows_resolved", lambda _it: self._on_shown())
        self._bindings.listen(self._model.hits.modelReset, self._on_reset)
        self._bindings.listen(self._model.hits.rowsInserted, self._on_reset)
        self._on_current()

    def _build_acts(self) -> QFrame:
        acts = QFrame()
        acts.setProperty("role", "card")
        acts.setObjectName("report_acts")
        layout = column(acts, 12, 8)
        self._why = label("", "small", wrap=True, name="report_reason")
        layout.addWidget(self._why)
        self._error = ErrorStrip(name="report_error")
        layout.addWidget(self._error)
        self._go = button(self.tr("Show it in the club"), "report_go", "link")
        self._go.clicked.connect(lambda: self._finding.go_to_report(self._list.current_id))
        layout.addWidget(self._go)
        row = line(spacing=8)
        self._keep = button(self.tr("Keep"), "report_keep")
        self._keep.clicked.connect(lambda: self._resolve("kept"))
        self._delete = button(self.tr("Delete the message"), "report_delete", "danger")
        self._delete.clicked.connect(lambda: self._resolve("deleted"))
        row.addWidget(self._keep)
        row.addWidget(self._delete, 1)
        layout.addLayout(row)
        self._acts = acts
        return acts

    def _show(self, *, resolved: bool) -> None:
        self._model.show_resolved(resolved)
        self._on_shown()

    def _resolve(self, outcome: ReportOutcome) -> None:
        self._model.resolve(self._list.current_id, outcome)

    def _on_shown(self) -> None:
        self._which.choose("resolved" if self._model.shows_resolved else "open")

    def _on_phase(self, phase: Phase) -> None:
        if self._model.shows_resolved:
            self._none.set_texts(self.tr("No resolved reports"), "")
        else:
            self._none.set_texts(
                self.tr("No open reports"),
                self.tr("When somebody reports a message, it appears here with the reason."),
            )
        self._states.show_phase(phase)

    def _on_reset(self, *_where: object) -> None:
        if not self._list.current_id and self._model.hits.rowCount():
            self._list.setCurrentIndex(self._model.hits.index(0))
        self._on_current()

    def _on_current(self) -> None:
        report = self._model.get(self._list.current_id)
        self._acts.setVisible(report is not None)
        if report is None:
            return
        words = self.tr("{name} reported it: {reason}")
        self._why.setText(words.format(name=report.reporter_name, reason=report.reason))
        is_open = report.status == "open"
        self._keep.setVisible(is_open)
        self._delete.setVisible(is_open and report.message is not None)
        self._go.setVisible(report.message is not None)
