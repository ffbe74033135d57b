"""Who is in a live room: one row a person, with how loud they are and what staff may do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QSlider, QWidget

from embedded_server.contracts.live_room import LivePerson
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.lounge.live.model import LiveRoomModel
from spaces_desktop.widgets.avatar import Avatar
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.panes import Elided, column, frame, label, line, scroller
from spaces_desktop.widgets.theme import Themes

LOUDEST_PERCENT = 200
SLIDER_WIDE = 8
"""In lines' heights."""


class PersonRow(QWidget):
    def __init__(self, person: LivePerson, model: LiveRoomModel, themes: Themes) -> None:
        super().__init__()
        self.person = person
        self._model = model
        self._themes = themes
        layout = line(self, 0, 12)
        self.box = frame("live_person", f"live_person_{person.user_id}")
        layout.addWidget(self.box)
        inside = line(self.box, 8, 12)
        self._avatar = Avatar(themes, 2.2)
        inside.addWidget(self._avatar)
        texts = column(spacing=0)
        self._name = Elided(person.display_name, "strong")
        self._says = label("", "muted", name="live_says")
        texts.addWidget(self._name)
        texts.addWidget(self._says)
        inside.addLayout(texts, 1)
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setObjectName("live_volume")
        self.volume.setRange(0, LOUDEST_PERCENT)
        self.volume.setPageStep(25)
        self.volume.setValue(model.volume(person.user_id))
        self.volume.setMaximumWidth(SLIDER_WIDE * self.fontMetrics().height())
        self.volume.setAccessibleName(
            _tr("How loud {name} is for you, in percent").format(name=person.display_name)
        )
        self.volume.setToolTip(self.volume.accessibleName())
        self.volume.valueChanged.connect(lambda value: model.set_volume(person.user_id, value))
        inside.addWidget(self.volume)
        is_me = person.user_id == model.me_id
        self.volume.setVisible(not is_me)
        self.more = tool(
            "live_more", _tr("More about {name}").format(name=person.display_name), "more", themes
        )
        self.more.clicked.connect(self._on_more)
        # Sliders stand under each other, whoever one may decide over.
        policy = self.more.sizePolicy()
        policy.setRetainSizeWhenHidden(model.is_staff)
        self.more.setSizePolicy(policy)
        inside.addWidget(self.more)
        self.show_person(person, is_speaking=False)

    def show_person(self, person: LivePerson, *, is_speaking: bool) -> None:
        self.person = person
        is_speaking = is_speaking and not person.is_muted
        name = person.display_name
        if person.user_id == self._model.me_id:
            name = _tr("{name} (you)").format(name=name)
        self._name.setText(name)
        says = _says(person, is_speaking=is_speaking)
        self._says.setText(says)
        self._avatar.show_one(person.display_name, person.user_id)
        self.more.setVisible(self._model.may_decide_over(person))
        self.box.setAccessibleName(f"{name}, {says}")
        if self.box.property("speaking") is not is_speaking:
            self.box.setProperty("speaking", is_speaking)
            self.box.style().polish(self.box)

    def menu(self) -> QMenu:
        menu = QMenu(self)
        person, model = self.person, self._model
        words = _tr("Let them be heard again") if person.is_muted else _tr("Mute for everybody")
        mute = menu.addAction(words)
        mute.setObjectName("live_mute")
        mute.triggered.connect(lambda: model.mute(person.user_id, not person.is_muted))
        out = menu.addAction(_tr("Take out of the room"))
        out.setObjectName("live_remove")
        out.triggered.connect(lambda: model.remove(person.user_id, True))
        return menu

    def _on_more(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _says(person: LivePerson, *, is_speaking: bool) -> str:
    if person.is_muted:
        return _tr("Muted by a moderator")
    if person.is_deafened:
        return _tr("Hears nobody just now")
    if is_speaking:
        return _tr("Speaking")
    if person.is_self_muted:
        return _tr("Microphone off")
    return _tr("Listening")


class PeopleList(QWidget):
    """Rows that stay where they are while people come and go."""

    def __init__(self, model: LiveRoomModel, themes: Themes) -> None:
        super().__init__()
        self._model = model
        self._themes = themes
        self.rows: dict[str, PersonRow] = {}
        self._bindings = Bindings()
        inside = QWidget()
        inside.setObjectName("live_people_inside")
        self._layout = column(inside, 12, 4)
        self._nobody = label(_tr("Nobody is in the room yet."), "muted", wrap=True)
        self._layout.addWidget(self._nobody)
        self._layout.addStretch(1)
        self._area = scroller(inside, _tr("People in the live room"))
        self._area.setObjectName("live_people")
        column(self, 0, 0).addWidget(self._area)
        self._bindings.bind(model, "people", lambda _people: self._show())
        self._bindings.bind(model, "speaking", lambda _ids: self._show())

    def release(self) -> None:
        self._bindings.release()

    def _show(self) -> None:
        people = self._model.people
        here = {one.user_id for one in people}
        came = here - self.rows.keys()
        for gone in self.rows.keys() - here:
            row = self.rows.pop(gone)
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        for person in people:
            row_of = self.rows.get(person.user_id)
            if row_of is None:
                row_of = self.rows[person.user_id] = PersonRow(person, self._model, self._themes)
                self._layout.insertWidget(self._layout.count() - 1, row_of)
            row_of.show_person(person, is_speaking=person.user_id in self._model.speaking)
        self._nobody.setVisible(not people)
        if came:
            self._order()

    def _order(self) -> None:
        """Rows come later than what stands below them, and are reached before it all the same."""
        before: QWidget = self._area
        for row in self.rows.values():
            for control in (row.volume, row.more):
                QWidget.setTabOrder(before, control)
                before = control


def _tr(text: str) -> str:
    return QCoreApplication.translate("live_people", text)
