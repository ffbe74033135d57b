"""A service's settings on the screen: typed, copied, guarded, saved; and answers and the start."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from embedded_server.contracts.communities import CommunityType, Role
from embedded_server.contracts.support_desk import SupportSettings
from spaces_desktop.communities.create_view import CreateView
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.support.settings.canned_view import CannedView
from spaces_desktop.support.settings.create_view import CreateServiceView
from spaces_desktop.support.settings.view import ServiceSettingsView
from spaces_desktop.widgets.controls import Toggle
from spaces_desktop.widgets.dialogs import ConfirmDialog
from spaces_desktop.widgets.theme import Themes
from tests.gallery.service import Service, brand, canned
from tests.gallery.stage import Stage
from tests.kit.desktop import application, run

W = TypeVar("W", bound=QObject)


async def settled() -> None:
    """What was scripted has been answered: nothing here waits for time."""
    for _ in range(12):
        await asyncio.sleep(0)


class Shown:
    """A dialog on the screen, and its parts by name."""

    def __init__(self) -> None:
        self.themes = Themes(application(), "light")
        self.stage = Stage(self.themes)
        self.parent = QWidget()
        self.stage.at_close(self.parent.deleteLater)
        self.dialog: QWidget = self.parent
        self.service: Service

    def settings(self, page: str, *, role: Role = Role.CREATOR, **answers: object) -> Service:
        made = Service(self.stage, role=role, **answers)  # type: ignore[arg-type]  # scripted
        self.stage.at_close(made.canned.close)
        self.show(ServiceSettingsView(made.start, self.themes, self.parent, page))
        return made

    def canned(self, **answers: object) -> Service:
        made = Service(self.stage, **answers)  # type: ignore[arg-type]  # scripted
        for one in (made.model, made.team, made.start):
            self.stage.at_close(one.close)
        self.show(CannedView(made.canned, self.themes, self.parent))
        return made

    def show(self, dialog: QWidget) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        run(self.stage.show(dialog, (900, 700)))

    def find(self, kind: type[W], name: str) -> W:
        found = self.dialog.findChild(kind, name)
        assert isinstance(found, kind), name
        return found

    def press(self, name: str) -> None:
        QTest.mouseClick(self.find(QWidget, name), Qt.MouseButton.LeftButton)
        run(settled())

    def answer(self, name: str, *, yes: bool) -> None:
        """Press a button of the question that is open."""
        asked = self.find(ConfirmDialog, name)
        wanted = asked.findChild(QPushButton, f"{name}_{'sure' if yes else 'cancel'}")
        assert isinstance(wanted, QPushButton)
        QTest.mouseClick(wanted, Qt.MouseButton.LeftButton)
        run(settled())

    def type(self, name: str, text: str) -> None:
        field = self.find(QLineEdit, name)
        field.selectAll()
        QTest.keyClicks(field, text)


@pytest.fixture
def shown() -> Iterator[Shown]:
    made = Shown()
    yield made
    run(made.stage.close())
    made.themes.deleteLater()


def test_a_day_gets_hours_that_are_copied_to_the_others(shown: Shown) -> None:
    service = shown.settings("hours")
    shown.press("hours_5_add")
    shown.type("hours_5_from_0", "8")
    shown.type("hours_5_to_0", "1130")
    assert "09:00" not in shown.find(QLineEdit, "hours_5_from_0").text()
    shown.find(QAction, "copy_5_all").trigger()
    week = service.model.draft.hours.week
    assert all([(one.from_, one.to) for one in day] == [("08:00", "11:30")] for day in week)
    shown.press("hours_6_remove_0")
    shown.press("service_save")
    sent = service.calls.last("set_settings")[1]
    assert [len(day) for day in sent.hours.week] == [1, 1, 1, 1, 1, 1, 0]
    assert shown.find(QLabel, "service_said").text() == "Saved."


def test_hours_begin_with_a_proposal_in_this_machines_zone(shown: Shown) -> None:
    service = shown.settings("hours", settings=SupportSettings())
    shown.press("hours_on")
    hours = service.model.draft.hours
    assert [len(day) for day in hours.week] == [1, 1, 1, 1, 1, 0, 0]
    zone = shown.find(QComboBox, "hours_zone")
    assert zone.currentText() == zone.itemText(0) == hours.time_zone


def test_a_zone_is_found_by_its_city_and_a_wrong_one_is_told_there(shown: Shown) -> None:
    service = shown.settings("hours")
    zone = shown.find(QComboBox, "hours_zone")
    finds = zone.completer()
    assert finds is not None
    finds.setCompletionPrefix("new_york")
    assert finds.currentCompletion() == "America/New_York"
    zone.setEditText("Gotham")
    shown.press("service_page_web")
    shown.press("service_save")
    fault = shown.find(QLabel, "fault_hours.timeZone")
    assert fault.isVisible(), "one is led to the page of the fault"
    assert service.calls.count("set_settings") == 0
    zone.setEditText("Asia/Tokyo")
    assert not fault.isVisible()


def test_a_holiday_has_a_day_a_name_and_hours_of_its_own(shown: Shown) -> None:
    service = shown.settings("hours")
    shown.press("holiday_add")
    shown.type("holiday_2_name", "Fair")
    shown.press("holiday_2_hours_add")
    made = service.model.draft.hours.holidays[2]
    assert (made.name, len(made.periods)) == ("Fair", 1)
    for _ in range(3):
        shown.press("holiday_0_remove")
    assert service.model.draft.hours.holidays == []
    assert shown.dialog.findChild(QLineEdit, "holiday_0_name") is None or not (
        shown.find(QLineEdit, "holiday_0_name").isVisible()
    )


def test_closing_asks_before_changes_are_lost(shown: Shown) -> None:
    service = shown.settings("brand")
    shown.press("service_mode_ai_only")
    QTest.keyClick(shown.dialog, Qt.Key.Key_Escape)
    run(settled())
    shown.answer("service_discard", yes=False)
    assert shown.dialog.isVisible()
    assert service.model.brand.mode == "ai_only"
    QTest.keyClick(shown.dialog, Qt.Key.Key_Escape)
    run(settled())
    shown.answer("service_discard", yes=True)
    assert service.calls.count("edit") == 0


def test_the_snippet_names_the_server_and_sites_are_checked(shown: Shown) -> None:
    service = shown.settings("web", address="http://127.0.0.1:9000")
    assert shown.find(QLabel, "web_local").isVisible()
    shown.press("web_copy")
    copied = QGuiApplication.clipboard().text()
    assert 'src="http://127.0.0.1:9000/widget.js"' in copied
    assert 'data-community="c1"' in copied
    shown.press("site_add")
    shown.type("site_2", "Shop.Example")
    shown.press("service_save")
    assert shown.find(QLabel, "fault_webChat.sites").isVisible(), "it is there twice"
    shown.type("site_2", "http://other.example/x")
    shown.press("service_save")
    assert service.calls.last("set_settings")[1].web_chat.sites[2] == "http://other.example"


def test_a_colleague_is_added_and_removed_after_a_question(shown: Shown) -> None:
    service = shown.settings("team")
    shown.type("team_username", "eva")
    shown.press("team_add")
    assert "Eva" in shown.find(QLabel, "team_said").text()
    shown.press("team_remove_u3")
    text = shown.find(QLabel, "team_remove_text").text()
    assert "4" in text
    shown.answer("team_remove", yes=True)
    assert service.calls.last("remove_cs_agent") == ("c1", "u3")


def test_a_moderator_sees_to_people_alone(shown: Shown) -> None:
    shown.settings("hours", role=Role.MODERATOR)
    assert shown.dialog.findChild(QWidget, "service_page_hours") is None
    assert shown.dialog.findChild(QWidget, "service_save") is None
    assert shown.find(QLineEdit, "team_username").isVisible()


def test_an_answer_is_written_with_variables_and_found_again(shown: Shown) -> None:
    service = shown.canned(canned=[], add_canned=canned(7, "hi", "Hi {customer.name|there}"))
    shown.press("canned_first")
    shown.type("canned_shortcut", "/hi")
    QTest.keyClicks(shown.find(QPlainTextEdit, "canned_text"), "Hi ")
    shown.press("variable_customer.name")
    assert shown.find(QLabel, "canned_preview").text() == "Hi Alex"
    shown.press("canned_save")
    form = service.calls.last("add_canned")[1]
    assert (form.shortcut, form.text) == ("hi", "Hi {customer.name|there}")
    assert [one.title for one in service.canned.entries.entries] == ["/hi"]
    shown.press("canned_delete")
    shown.answer("canned_delete_ask", yes=False)
    assert service.calls.count("delete_canned") == 0


def test_a_variable_that_is_none_is_named_before_it_is_saved(shown: Shown) -> None:
    shown.canned(canned=[])
    shown.press("canned_first")
    shown.type("canned_shortcut", "hi")
    QTest.keyClicks(shown.find(QPlainTextEdit, "canned_text"), "Hi {customer}")
    assert "{customer}" in shown.find(QLabel, "canned_odd").text()
    save = shown.find(QPushButton, "canned_save")
    assert not save.isEnabled()
    QTest.keyClick(shown.find(QPlainTextEdit, "canned_text"), Qt.Key.Key_Backspace)
    assert save.isEnabled()
    assert save.mapTo(shown.dialog, save.rect().bottomRight()).y() < shown.dialog.height()


def test_another_answer_is_not_opened_over_unsaved_words(shown: Shown) -> None:
    service = shown.canned()
    view = shown.dialog
    assert isinstance(view, CannedView)
    view.list.chosen.emit("r1")
    shown.type("canned_shortcut", "other")
    view.list.chosen.emit("r2")
    run(settled())
    shown.answer("canned_discard", yes=False)
    assert service.canned.draft is not None
    assert service.canned.draft.id == "r1"
    view.list.chosen.emit("r2")
    run(settled())
    shown.answer("canned_discard", yes=True)
    assert service.canned.draft.id == "r2"


def test_a_service_is_made_with_its_mode_and_a_club_is_one_press_away(shown: Shown) -> None:
    calls = shown.stage.calls(create=brand())
    live, tasks = shown.stage.live, shown.stage.tasks
    model = CommunitiesModel(CommunityType.OFFICIAL, calls, live, tasks, "u1")
    shown.stage.at_close(model.close)
    first = CreateServiceView(model, shown.themes, shown.parent, "Bakery")
    wanted: list[tuple[str, str]] = []
    first.other_wanted.connect(lambda *it: wanted.append(it))
    shown.show(first)
    shown.press("service_type_club")
    assert wanted == [("club", "Bakery")]
    shown.show(CreateServiceView(model, shown.themes, shown.parent, "Bakery"))
    shown.press("new_service_mode_human_only")
    shown.press("new_service_submit")
    form = calls.last("create")[0]
    assert (form.type, form.name, form.cs_mode) == ("official", "Bakery", "human_only")


@pytest.mark.parametrize("kind", ["official", "lounge"])
def test_a_club_form_leads_to_the_other_kinds(shown: Shown, kind: str) -> None:
    live, tasks = shown.stage.live, shown.stage.tasks
    model = CommunitiesModel(CommunityType.CLUB, shown.stage.calls(), live, tasks, "u1")
    shown.stage.at_close(model.close)
    view = CreateView(model, shown.themes, shown.parent)
    wanted: list[tuple[str, str]] = []
    view.other_wanted.connect(lambda *it: wanted.append(it))
    shown.show(view)
    shown.type("club_name", "Shop")
    shown.press(f"club_type_{kind}")
    assert wanted == [(kind, "Shop")]


def test_steps_lead_to_their_pages(shown: Shown) -> None:
    shown.settings("start", settings=SupportSettings(), linked=[], team=[])
    assert "4" in shown.find(QLabel, "start_left").text()
    shown.press("step_hours_go")
    assert shown.find(Toggle, "hours_on").isVisible()
