"""What a service's settings are made of: hours as typed, faults by field, and what is saved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from embedded_server.contracts.errors import Code, FieldError, Problem
from embedded_server.contracts.support_desk import BusinessHours, Holiday, SupportSettings
from spaces_desktop.kernel.errors import ApiError
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.support.settings.checks import faults_of, origin_of
from spaces_desktop.support.settings.clock import minutes, next_period, now_words, typed_clock
from spaces_desktop.support.settings.model import Brand
from spaces_desktop.support.settings.variables import filled, unknown
from spaces_desktop.widgets.theme import Themes
from tests.gallery.service import Service, period, settings
from tests.gallery.stage import Stage
from tests.kit.desktop import application, dropped, refused, run

MONDAY = datetime(2026, 11, 23)


@pytest.fixture
def stage() -> Iterator[Stage]:
    themes = Themes(application(), "light")
    made = Stage(themes)
    yield made
    run(made.close())
    themes.deleteLater()


def opened(stage: Stage, **answers: object) -> Service:
    made = Service(stage, **answers)  # type: ignore[arg-type]  # answers of scripted calls
    for one in (made.start, made.team, made.model, made.canned):
        stage.at_close(one.close)
        one.load()
    run(stage.rest())
    return made


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("9", "09:00"),
        ("9:30", "09:30"),
        ("0930", "09:30"),
        (" 17.05 ", "17:05"),
        ("24", "24:00"),
        ("24:01", ""),
        ("12:60", ""),
        ("noon", ""),
        ("", ""),
    ],
)
def test_times_are_typed_as_one_likes(typed: str, clock: str) -> None:
    assert typed_clock(typed) == clock


@given(st.lists(st.integers(0, 24 * 60 - 1), max_size=6))
def test_a_proposed_period_never_overlaps_what_ends_before_the_night(starts: list[int]) -> None:
    day = [
        period(f"{at // 60:02}:{at % 60:02}", f"{min(at + 30, 1320) // 60:02}:00") for at in starts
    ]
    made = next_period(day)
    assert minutes(made.from_) < minutes(made.to)


def test_what_a_customer_would_find_follows_week_and_holidays() -> None:
    hours = replace(settings().hours, holidays=[Holiday(day="2026-11-24", name="Fair")])
    assert "12:30" in now_words(hours, MONDAY.replace(hour=9))
    assert "today" in now_words(hours, MONDAY.replace(hour=13))
    assert "Wednesday" in now_words(hours, MONDAY.replace(hour=18)), "Tuesday is a holiday"
    assert "today" in now_words(hours, MONDAY.replace(hour=8, minute=59))
    never = replace(hours, week=[[] for _ in range(7)], holidays=[])
    assert "no day" in now_words(never, MONDAY)
    assert "Always" in now_words(replace(hours, is_on=False), MONDAY)


@pytest.mark.parametrize(
    ("site", "origin"),
    [
        ("shop.example", "https://shop.example"),
        ("HTTPS://Shop.Example/cart?x=1", "https://shop.example"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("https://shop.example:443", "https://shop.example"),
        ("ftp://shop.example", ""),
        ("https://user@shop.example", ""),
        ("not a site", ""),
        ("https://", ""),
        ("https://shop.example:x", ""),
        ("https://a..b", ""),
    ],
)
def test_a_site_is_its_origin(site: str, origin: str) -> None:
    assert origin_of(site) == origin


def test_each_fault_stands_at_its_field() -> None:
    good = settings()
    assert faults_of(good) == {}
    assert faults_of(SupportSettings()) == {}
    week = [*good.hours.week]
    week[1] = [period("09:00", "12:00"), period("11:59", "13:00")]
    week[2] = [period("soon", "12:00")]
    week[3] = [period("17:00", "09:00")]
    twice = [good.hours.holidays[0], good.hours.holidays[0]]
    hours = replace(good.hours, time_zone="Mars/Base", week=week, holidays=twice)
    chat = replace(good.web_chat, sites=["https://a.example", "a.example", "?"], greeting="x" * 501)
    silent = replace(good.inactivity, warn_after_seconds=None)
    assert set(faults_of(replace(good, hours=hours, web_chat=chat, inactivity=silent))) == {
        "hours.timeZone",
        "hours.week[1][1]",
        "hours.week[2][0]",
        "hours.week[3][0]",
        "hours.holidays[1].day",
        "inactivity.warnAfterSeconds",
        "webChat.sites[1]",
        "webChat.sites[2]",
        "webChat.greeting",
    }


def test_nothing_is_sent_while_something_is_wrong(stage: Stage) -> None:
    service = opened(stage)
    model = service.model
    told: list[str] = []
    model.refused.connect(told.append)
    model.change_hours(lambda hours: replace(hours, time_zone="Nowhere"))
    assert model.faults == {}, "nobody is corrected while typing"
    model.save()
    run(stage.rest())
    assert told == ["hours.timeZone"]
    assert service.calls.count("set_settings") == 0
    model.change_hours(lambda hours: replace(hours, time_zone="Europe/Paris"))
    assert model.faults == {}
    model.save()
    run(stage.rest())
    sent = service.calls.last("set_settings")[1]
    assert sent.hours.time_zone == "Europe/Paris"
    assert not model.is_dirty
    assert service.calls.count("edit") == 0, "the community itself was not touched"


def test_the_mode_is_saved_with_the_brand(stage: Stage) -> None:
    service = opened(stage)
    model = service.model
    model.set_brand(Brand(" ", "", "ai_only"))
    model.save()
    assert set(model.faults) == {"name"}
    changed = replace(service.brand, name="Bakery", description="", cs_mode="ai_only")
    service.calls.script("edit", changed)
    model.set_brand(Brand("Bakery ", "", "ai_only"))
    model.save()
    run(stage.rest())
    form = service.calls.last("edit")[1]
    assert (form.name, form.cs_mode) == ("Bakery", "ai_only")
    assert model.community.membership is not None
    assert not model.is_dirty


def test_a_refusal_and_a_lost_link_keep_what_was_changed(stage: Stage) -> None:
    problem = Problem(
        type="about:blank",
        title="",
        status=400,
        detail="",
        code=Code.VALIDATION,
        errors=[FieldError(field="webChat.sites[0]", message="No.")],
    )
    service = opened(stage, set_settings=ApiError(problem))
    model = service.model
    model.change(grace_seconds=5)
    model.save()
    run(stage.rest())
    assert list(model.faults) == ["webChat.sites[0]"]
    service.calls.script("set_settings", dropped())
    model.change(grace_seconds=6)
    model.save()
    run(stage.rest())
    assert model.form_advice is not None
    assert model.is_dirty
    assert model.draft.grace_seconds == 6
    model.discard()
    assert not model.is_dirty


def test_reading_again_does_not_overwrite_what_is_being_typed(stage: Stage) -> None:
    service = opened(stage)
    service.model.change(grace_seconds=7)
    service.model.load()
    run(stage.rest())
    assert service.model.draft.grace_seconds == 7
    assert service.model.is_dirty


def test_somebody_unknown_is_told_at_the_field(stage: Stage) -> None:
    service = opened(stage, add_cs_agent=refused(Code.NOT_FOUND, 404))
    service.team.add("@eve")
    run(stage.rest())
    advice = service.team.form_advice
    assert advice is not None
    assert (advice.field, "eve" in advice.text) == ("username", True)
    assert service.calls.last("add_cs_agent")[1].username == "eve"


def test_who_is_removed_is_gone_and_the_rest_stays(stage: Stage) -> None:
    service = opened(stage)
    service.team.remove("u3")
    run(stage.rest())
    assert [one.user_id for one in service.team.people] == ["u1", "u2", "u4"]


def test_the_steps_follow_the_mode(stage: Stage) -> None:
    service = opened(stage, settings=SupportSettings(), linked=[], team=[])
    model, start = service.model, service.start
    assert [step for step, _done in start.progress.steps] == ["ai", "people", "hours", "site"]
    assert start.progress.left == 4
    model.set_brand(replace_mode(model.brand, "ai_only"))
    assert [step for step, _done in start.progress.steps] == ["ai", "site"]
    model.set_brand(replace_mode(model.brand, "human_only"))
    assert [step for step, _done in start.progress.steps] == ["people", "hours", "site"]
    model.change_hours(lambda _hours: BusinessHours(is_on=True))
    assert start.progress.left == 2


def replace_mode(brand: Brand, mode: str) -> Brand:
    return Brand(brand.name, brand.description, mode)  # type: ignore[arg-type]  # one of three


def test_a_shortcut_is_one_of_its_kind(stage: Stage) -> None:
    service = opened(stage)
    canned = service.canned
    canned.begin()
    for shortcut, field in (("", "shortcut"), ("two words", "shortcut"), ("/HELLO", "shortcut")):
        canned.edit(shortcut, "Hi")
        canned.save()
        assert canned.form_advice is not None
        assert canned.form_advice.field == field
    canned.edit("fresh", " ")
    canned.save()
    assert canned.form_advice is not None
    assert canned.form_advice.field == "text"
    service.calls.script("add_canned", refused(Code.SHORTCUT_TAKEN, 409))
    canned.edit("fresh", "Hi")
    canned.save()
    run(stage.rest())
    assert canned.form_advice is not None
    assert canned.form_advice.field == "shortcut", "a colleague was quicker"
    assert canned.is_dirty


def test_answers_are_found_by_shortcut_and_text(stage: Stage) -> None:
    canned = opened(stage).canned
    canned.search("/sor")
    assert [one.title for one in canned.entries.entries] == ["/sorry"]
    canned.search("before BAKE")
    assert [one.title for one in canned.entries.entries] == ["/delivery"]
    canned.search("nothing like it")
    assert canned.entries.entries == ()
    assert canned.phase is Phase.READY, "what is not found is no empty place"


def test_variables_are_filled_and_odd_ones_told() -> None:
    values = {"customer.name": "", "agent.name": "Ada"}
    text = "{customer.name|you} {Agent.Name} {agent.name | x} {customer.name} {first} {a b}"
    assert filled(text, values) == "you Ada Ada {customer.name} {first} {a b}"
    assert unknown(text) == ["first"]
