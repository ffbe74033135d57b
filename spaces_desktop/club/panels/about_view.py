"""What a club is: its words, who made it and when, how long it keeps things, and the way out."""

from __future__ import annotations

from msgspec import UnsetType
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from spaces_desktop.club.clubs import ClubsModel
from spaces_desktop.communities.own import fee_lines, member_count, paid_until
from spaces_desktop.communities.rights import is_creator, is_staff
from spaces_desktop.kernel.moments import day
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.panes import button, column, label


class AboutView(QScrollArea):
    settings_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, model: ClubsModel) -> None:
        super().__init__()
        self.setObjectName("club_about")
        self.setAccessibleName(self.tr("About this club"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._model = model
        self._bindings = Bindings()
        inside = QWidget()
        layout = column(inside, 16, 4)
        self._texts = {}
        self._captions = {}
        for key, caption in (
            ("about", self.tr("About")),
            ("people", self.tr("Members")),
            ("made", self.tr("Created")),
            ("kept", self.tr("Messages are kept")),
            ("prices", self.tr("Prices")),
            ("paid", self.tr("You have paid")),
        ):
            self._captions[key] = label(caption, "section")
            layout.addWidget(self._captions[key])
            self._texts[key] = label("", wrap=True, name=f"about_{key}")
            layout.addWidget(self._texts[key])
            layout.addSpacing(8)
        self._settings = button(self.tr("Club settings"), "about_settings")
        self._settings.clicked.connect(self.settings_wanted)
        layout.addWidget(self._settings)
        self._leave = button(self.tr("Leave the club"), "about_leave")
        self._leave.clicked.connect(self.leave_wanted)
        layout.addWidget(self._leave)
        layout.addStretch(1)
        self.setWidget(inside)
        self._bindings.bind(model, "open_thread", lambda _it: self._show())
        self._bindings.listen(model.clubs.community_changed, lambda _id: self._show())

    def _show(self) -> None:
        club = self._model.current
        if club is None:
            return
        made = self.tr("by {name} on {day}")
        kept = self.tr("for ever")
        days = club.retention_days
        if not isinstance(days, UnsetType) and days is not None:
            kept = self.tr("one day") if days == 1 else self.tr("{count} days").format(count=days)
        nothing = self.tr("No description yet.")
        self._texts["about"].setText(club.description.strip() or nothing)
        self._texts["people"].setText(member_count(club.member_count))
        self._texts["made"].setText(made.format(name=club.creator_name, day=day(club.created_at)))
        self._texts["kept"].setText(kept)
        self._say("prices", "\n".join(fee_lines(club)))
        until = paid_until(club)
        self._say("paid", self.tr("until {day}").format(day=day(until)) if until else "")
        self._settings.setVisible(is_staff(club))
        self._leave.setVisible(not is_creator(club))

    def _say(self, key: str, text: str) -> None:
        """What does not hold for every club is left out where it does not."""
        self._texts[key].setText(text)
        for one in (self._captions[key], self._texts[key]):
            one.setVisible(bool(text))
