"""The settings of a customer service, its ready-made answers, and making one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from embedded_server.contracts.communities import CommunityType, Role
from embedded_server.contracts.support_desk import SupportSettings
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.support.settings.canned_view import CannedView
from spaces_desktop.support.settings.create_view import CreateServiceView
from spaces_desktop.support.settings.view import ServiceSettingsView
from tests.gallery.screen import Make, Screen, State
from tests.gallery.service import Service, period
from tests.gallery.stage import Stage
from tests.kit.desktop import dropped

Then = Callable[[Service, ServiceSettingsView], object]


def _parent(stage: Stage) -> QWidget:
    made = QWidget()
    stage.at_close(made.deleteLater)
    return made


def _settings(page: str, *held: str, then: Then | None = None, **answers: Any) -> Make:
    async def make(stage: Stage) -> QWidget:
        service = Service(stage, *held, **answers)
        stage.at_close(service.canned.close)
        shown = ServiceSettingsView(service.start, stage.themes, _parent(stage), page)
        await stage.rest()
        if then is not None:
            then(service, shown)
        return shown

    return make


def _wrong(service: Service, _shown: ServiceSettingsView) -> None:
    def change(hours: Any) -> Any:
        week = list(hours.week)
        week[0] = [period("09:00", "12:30"), period("12", "8")]
        return replace(hours, week=week)

    service.model.change_hours(change)
    service.model.save()


def _wrong_site(service: Service, _shown: ServiceSettingsView) -> None:
    sites = ["https://shop.example", "not a site"]
    service.model.change_web_chat(lambda chat: replace(chat, sites=sites))
    service.model.save()


def _nobody(service: Service, shown: ServiceSettingsView) -> None:
    for field in shown.findChildren(QLineEdit, "team_username"):
        field.setText("eve")
    service.team.add("")


def _canned(*held: str, then: Callable[[Service, CannedView], object], **answers: Any) -> Make:
    async def make(stage: Stage) -> QWidget:
        service = Service(stage, *held, **answers)
        for one in (service.model, service.team, service.start):
            stage.at_close(one.close)
        shown = CannedView(service.canned, stage.themes, _parent(stage))
        await stage.rest()
        then(service, shown)
        return shown

    return make


def _first(service: Service, shown: CannedView) -> None:
    service.canned.choose("r1")
    shown.list.select("r1")


def _taken(service: Service, shown: CannedView) -> None:
    shown.begin()
    service.canned.edit("hello", "Hi {first.name}")
    service.canned.save()


def _create(*, error: bool = False, held: bool = False) -> Make:
    async def make(stage: Stage) -> QWidget:
        calls = stage.calls(create=dropped())
        stage.never(calls, *(["create"] if held else []))
        model = CommunitiesModel(CommunityType.OFFICIAL, calls, stage.live, stage.tasks, "u1")
        stage.at_close(model.close)
        shown = CreateServiceView(model, stage.themes, _parent(stage))
        for field in shown.findChildren(QLineEdit, "new_service_name"):
            field.setText("Northern Bakery" if error or held else "")
        if error or held:
            for done in shown.findChildren(QPushButton, "new_service_submit"):
                done.click()
        await stage.rest()
        return shown

    return make


SCREENS = [
    Screen(
        ServiceSettingsView,
        "service_settings",
        {
            State.LOADING: _settings("hours", "settings"),
            State.EMPTY: _settings(
                "start", settings=SupportSettings(), linked=[], team=[], mine=[]
            ),
            State.ERROR: _settings("hours", settings=dropped()),
            State.CONTENT: _settings("hours"),
        },
        extra={
            "start": _settings("start"),
            "brand": _settings("brand"),
            "team": _settings("team"),
            "nobody": _settings("team", then=_nobody),
            "times": _settings("times"),
            "web": _settings("web"),
            "wrong_hours": _settings("hours", then=_wrong),
            "wrong_site": _settings("web", then=_wrong_site, address="http://127.0.0.1:8080"),
            "moderator": _settings("team", role=Role.MODERATOR),
            "no_hours": _settings("hours", settings=SupportSettings()),
        },
    ),
    Screen(
        CannedView,
        "canned",
        {
            State.LOADING: _canned("canned", then=lambda _service, _shown: None),
            State.EMPTY: _canned(then=lambda _service, _shown: None, canned=[]),
            State.ERROR: _canned(then=lambda _service, _shown: None, canned=dropped()),
            State.CONTENT: _canned(then=_first),
        },
        extra={"taken": _canned(then=_taken)},
    ),
    Screen(
        CreateServiceView,
        "create_service",
        {
            State.LOADING: _create(held=True),
            State.EMPTY: _create(),
            State.ERROR: _create(error=True),
        },
        without={State.CONTENT: "it is a form that closes once the service is made"},
    ),
]
