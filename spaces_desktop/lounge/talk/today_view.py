"""What was spoken today, reply by reply, and how the subscription stands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from embedded_server.contracts.lounge import LoungeUsage, SpokenReply
from spaces_desktop.kernel.moments import day, when
from spaces_desktop.kernel.money import money
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.lounge.talk.meter import Meter
from spaces_desktop.lounge.talk.words import reply_words, subscribe_words
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import button, clear, column, label, line, scroller
from spaces_desktop.widgets.popover import Popover

WIDE, TALL = 22, 12
"""In lines' heights."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("lounge", text)


class TodayPopover(Popover):
    subscribe_wanted = Signal()
    unsubscribe_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        title = _tr("Today’s replies")
        super().__init__("today", title, parent)
        self._meter: Meter | None = None
        self._of_meter = Bindings()
        layout = column(self, 16, 8)
        layout.addWidget(label(title, "strong"))
        words = _tr("Seconds you hear, and seconds of your own voice, rounded up for each.")
        layout.addWidget(label(words, "small", wrap=True))
        inside = QWidget()
        self._lines: QVBoxLayout = column(inside, 0, 4)
        area = scroller(inside, title)
        area.setObjectName("today_replies")
        area.setMinimumHeight(TALL * self.fontMetrics().height() // 2)
        area.setMinimumWidth(WIDE * self.fontMetrics().height())
        layout.addWidget(area, 1)
        self._sum = label("", "strong", name="today_sum")
        layout.addWidget(self._sum)
        self._how = label("", "small", wrap=True, name="today_subscription")
        layout.addWidget(self._how)
        self._error = ErrorStrip(name="today_error")
        layout.addWidget(self._error)
        row = line(spacing=8)
        self._subscribe = button("", "today_subscribe", "primary")
        self._subscribe.clicked.connect(self.subscribe_wanted)
        self._end = button(_tr("Do not renew"), "today_unsubscribe")
        self._end.clicked.connect(self.unsubscribe_wanted)
        row.addWidget(self._end)
        row.addStretch(1)
        row.addWidget(self._subscribe)
        layout.addLayout(row)

    def show_meter(self, meter: Meter | None) -> None:
        self._of_meter.release()
        self._meter = meter
        if meter is None:
            self.hide()
            return
        for name in ("usage", "price", "busy", "form_advice"):
            self._of_meter.bind(meter, name, lambda _what: self._show())

    def _show(self) -> None:
        meter = self._meter
        usage = None if meter is None else meter.usage
        if meter is None or usage is None:
            return
        clear(self._lines)
        if not usage.replies:
            self._lines.addWidget(label(_tr("Nothing has been spoken today."), "muted", wrap=True))
        for one in usage.replies:
            row = line(spacing=8)
            row.addWidget(label(when(one.at), "muted"))
            row.addStretch(1)
            row.addWidget(label(parts_words(one), "small"))
            row.addWidget(label(reply_words(one.seconds)))
            self._lines.addLayout(row)
        self._lines.addStretch(1)
        words = _tr("{seconds} in all")
        self._sum.setText(words.format(seconds=reply_words(usage.used_seconds)))
        self._how.setText(subscription_words(usage, meter.price))
        self._error.show_advice(meter.form_advice)
        self._subscribe.setVisible(meter.price > 0 and not usage.auto_renew)
        self._subscribe.setText(subscribe_words(usage, meter.price))
        self._end.setVisible(usage.subscribed and usage.auto_renew)
        for one_button in (self._subscribe, self._end):
            one_button.setEnabled(not meter.busy)


def parts_words(one: SpokenReply) -> str:
    """What one heard and what one said, where it was both."""
    if not (one.spoken_seconds and one.said_seconds):
        return ""
    words = _tr("{heard} s heard + {said} s said")
    return words.format(heard=one.spoken_seconds, said=one.said_seconds)


def subscription_words(usage: LoungeUsage, price: int) -> str:
    until = usage.subscription_expires_at
    if usage.subscribed and until is not None:
        words = _tr("Your subscription ends on {day}. It is not renewed.")
        if usage.auto_renew:
            words = _tr("Your subscription is renewed on {day} for {amount}.")
        return words.format(day=day(until), amount=money(price))
    if not price:
        return _tr("This lounge sells no subscription.")
    return _tr("A subscription lifts the limit, and is renewed every 30 days until you end it.")
