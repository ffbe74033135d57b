"""The day's time over the button: how much is left, and the way on where nothing is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from embedded_server.contracts.lounge import LoungeUsage
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.lounge.talk.meter import Meter
from spaces_desktop.lounge.talk.today_view import TodayPopover
from spaces_desktop.lounge.talk.words import left_words, out_words, subscribe_words
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import button, column, frame, label, line

_STEPS = 1000


class MeterBar(QFrame):
    receipt_wanted = Signal()
    """Somebody wants to see the entry of what was paid."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("meter_bar")
        self._meter: Meter | None = None
        self._of_meter = Bindings()
        layout = column(self, 0, 4)
        layout.setContentsMargins(16, 4, 16, 0)
        layout.addWidget(self._build_line())
        layout.addWidget(self._build_stop())
        self._today = TodayPopover(self)
        self._today.subscribe_wanted.connect(self._on_subscribe)
        self._today.unsubscribe_wanted.connect(self._on_unsubscribe)

    def _build_line(self) -> QWidget:
        self._line = QWidget()
        row = line(self._line, spacing=8)
        self._bar = QProgressBar()
        self._bar.setObjectName("meter_used")
        self._bar.setAccessibleName(self.tr("Time used today"))
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(12 * self.fontMetrics().height())
        row.addWidget(self._bar, 1)
        self._left = label("", "small", name="meter_left")
        row.addWidget(self._left)
        row.addStretch(1)
        self._details = button(self.tr("Today’s replies"), "meter_details", "link")
        self._details.clicked.connect(self._on_details)
        row.addWidget(self._details)
        return self._line

    def _build_stop(self) -> QWidget:
        self._stop = frame("notice", "meter_stop")
        self._stop.setProperty("severity", "warning")
        inside = column(self._stop, 12, 4)
        self._out = label("", wrap=True, name="meter_out")
        inside.addWidget(self._out)
        row = line(spacing=8)
        row.addStretch(1)
        self._subscribe = button("", "meter_subscribe", "primary")
        self._subscribe.clicked.connect(self._on_subscribe)
        row.addWidget(self._subscribe)
        inside.addLayout(row)
        self._error = ErrorStrip(name="meter_error")
        inside.addWidget(self._error)
        self._paid_row = QWidget()
        paid = line(self._paid_row, spacing=8)
        self._paid = label("", "good", wrap=True, name="meter_paid")
        paid.addWidget(self._paid, 1)
        receipt = button(self.tr("Receipt"), "meter_receipt", "link")
        receipt.clicked.connect(self.receipt_wanted)
        paid.addWidget(receipt)
        inside.addWidget(self._paid_row)
        return self._stop

    def show_meter(self, meter: Meter | None) -> None:
        self._of_meter.release()
        self._meter = meter
        self._today.show_meter(meter)
        self.setVisible(meter is not None)
        if meter is None:
            return
        for name in ("usage", "price", "busy", "form_advice", "receipt"):
            self._of_meter.bind(meter, name, lambda _what: self._show())

    def release(self) -> None:
        self.show_meter(None)

    def _show(self) -> None:
        meter = self._meter
        usage = None if meter is None else meter.usage
        if meter is None or usage is None:
            self.hide()
            return
        self.show()
        self._show_line(meter, usage)
        self._out.setText(out_words(usage) if meter.is_out else "")
        self._out.setVisible(meter.is_out)
        self._subscribe.setText(subscribe_words(usage, meter.price))
        self._subscribe.setVisible(meter.is_out and meter.price > 0)
        self._subscribe.setEnabled(not meter.busy)
        is_open = self._today.isVisible()
        self._error.show_advice(None if is_open else meter.form_advice)
        self._paid.setText(meter.receipt)
        self._paid_row.setVisible(bool(meter.receipt))
        told = (
            meter.is_out or bool(meter.receipt) or (meter.form_advice is not None and not is_open)
        )
        self._stop.setVisible(told)

    def _show_line(self, meter: Meter, usage: LoungeUsage) -> None:
        words = left_words(usage)
        self._left.setText(words)
        self._bar.setValue(round(meter.share * _STEPS))
        self._bar.setAccessibleDescription(words)
        self._bar.setVisible(usage.is_limited)
        severity = "warning" if meter.warns or meter.is_out else ""
        if self._bar.property("severity") != severity:
            self._bar.setProperty("severity", severity)
            self._bar.style().unpolish(self._bar)
            self._bar.style().polish(self._bar)
        self._line.setVisible(not meter.is_out or usage.used_seconds > 0)

    def _on_details(self) -> None:
        self._today.open_by(self._details)

    def _on_subscribe(self) -> None:
        if self._meter is not None:
            self._meter.subscribe()

    def _on_unsubscribe(self) -> None:
        if self._meter is not None:
            self._meter.unsubscribe()
