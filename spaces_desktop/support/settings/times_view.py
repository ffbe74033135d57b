"""The page of waiting: targets, silent customers, lost windows, and giving work out."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from embedded_server.contracts.support_desk import SupportSettings
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.settings.model import ServiceModel
from spaces_desktop.support.settings.parts_view import DurationField, FaultLabel, switch
from spaces_desktop.widgets.forms import captioned, pad
from spaces_desktop.widgets.panes import column, label
from spaces_desktop.widgets.theme import Themes

MOST_GRACE = 3600


class TimesPage(QWidget):
    def __init__(self, model: ServiceModel, themes: Themes, bindings: Bindings) -> None:
        super().__init__()
        self._model = model
        layout = column(self, 16, 8)
        self._build_targets(layout)
        self._build_inactivity(layout, bindings)
        self._build_work(layout, themes)
        layout.addStretch(1)
        bindings.bind(model, "draft", self._on_draft)

    def _duration(self, layout: QVBoxLayout, caption: str, name: str, never: str) -> DurationField:
        made = DurationField(name, caption, never)
        captioned(layout, caption, made)
        return made

    def _build_targets(self, layout: QVBoxLayout) -> None:
        layout.addWidget(label(self.tr("Waiting-time targets"), "strong"))
        words = self.tr(
            "They pause outside business hours. Your people are warned before one is missed, and"
            " the report says how many were met."
        )
        layout.addWidget(label(words, "small", wrap=True))
        none = self.tr("no target")
        change = self._model.change_targets
        self._first = self._duration(layout, self.tr("First answer within"), "target_first", none)
        self._next = self._duration(layout, self.tr("Each next answer within"), "target_next", none)
        self._whole = self._duration(layout, self.tr("Resolved within"), "target_whole", none)
        self._first.changed.connect(
            lambda time: change(lambda old: replace(old, first_response_seconds=time))
        )
        self._next.changed.connect(
            lambda time: change(lambda old: replace(old, next_response_seconds=time))
        )
        self._whole.changed.connect(
            lambda time: change(lambda old: replace(old, resolution_seconds=time))
        )

    def _build_inactivity(self, layout: QVBoxLayout, bindings: Bindings) -> None:
        layout.addSpacing(12)
        layout.addWidget(label(self.tr("Customers who stop writing"), "strong"))
        words = self.tr(
            "Only who has been answered is meant. They are warned first; a conversation that ends"
            " like this counts as “went quiet”, not as solved."
        )
        layout.addWidget(label(words, "small", wrap=True))
        never = self.tr("never")
        change = self._model.change_inactivity
        self._warn = self._duration(layout, self.tr("Warn after"), "inactive_warn", never)
        layout.addWidget(FaultLabel("inactivity.warnAfterSeconds", self._model, bindings))
        self._end = self._duration(
            layout, self.tr("Resolve after the warning by"), "inactive_end", never
        )
        self._warn.changed.connect(
            lambda time: change(lambda old: replace(old, warn_after_seconds=time))
        )
        self._end.changed.connect(
            lambda time: change(lambda old: replace(old, resolve_after_seconds=time))
        )

    def _build_work(self, layout: QVBoxLayout, themes: Themes) -> None:
        layout.addSpacing(12)
        layout.addWidget(label(self.tr("Who gets the next conversation"), "strong"))
        self._auto = switch(
            layout,
            self.tr("Give it out by itself"),
            self.tr(
                "The longest waiting customer goes to the least busy of who is online. Off: your"
                " people take them from the queue."
            ),
            "auto_assign",
            themes,
        )
        self._most = pad(QSpinBox())
        self._most.setObjectName("most_per_agent")
        self._most.setRange(1, 100)
        captioned(layout, self.tr("At most so many for one person"), self._most)
        self._grace = pad(QSpinBox())
        self._grace.setObjectName("grace_seconds")
        self._grace.setRange(0, MOST_GRACE)
        self._grace.setSuffix(self.tr(" s"))
        captioned(layout, self.tr("When somebody’s window is lost, wait for them"), self._grace)
        hint = self.tr("Then their conversations return to the queue with their waiting time.")
        layout.addWidget(label(hint, "small", wrap=True))
        self._auto.toggled.connect(lambda on: self._model.change(auto_assign=on))
        self._most.valueChanged.connect(lambda most: self._model.change(most_per_agent=most))
        self._grace.valueChanged.connect(lambda time: self._model.change(grace_seconds=time))

    def _on_draft(self, draft: SupportSettings) -> None:
        self._first.show_seconds(draft.targets.first_response_seconds)
        self._next.show_seconds(draft.targets.next_response_seconds)
        self._whole.show_seconds(draft.targets.resolution_seconds)
        self._warn.show_seconds(draft.inactivity.warn_after_seconds)
        self._end.show_seconds(draft.inactivity.resolve_after_seconds)
        self._auto.setChecked(draft.auto_assign)
        self._most.setValue(draft.most_per_agent)
        self._most.setEnabled(draft.auto_assign)
        self._grace.setValue(draft.grace_seconds)
