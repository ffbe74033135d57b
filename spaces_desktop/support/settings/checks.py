"""What is wrong with a service's settings, each fault under the wire path of its field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.support_desk import (
    BusinessHours,
    Inactivity,
    Period,
    SupportSettings,
)
from spaces_desktop.support.settings.clock import minutes, typed_clock, zones

MOST_GREETING = 500
Fault = tuple[str, str]


def _tr(text: str) -> str:
    return QCoreApplication.translate("service", text)


def faults_of(settings: SupportSettings) -> dict[str, str]:
    """Empty where all is well. The first fault of a field is the one that is told."""
    found: dict[str, str] = {}
    for path, words in (
        *_hours(settings.hours),
        *_inactivity(settings.inactivity),
        *_web_chat(settings),
    ):
        found.setdefault(path, words)
    return found


def origin_of(site: str) -> str:
    """A site as browsers name it, `https://` where nothing is said; "" for what is no site."""
    text = site.strip().lower()
    if "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    is_odd = parts.scheme not in ("http", "https") or "@" in text or " " in text
    if is_odd or not host or any(not part for part in host.split(".")):
        return ""
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != usual else "")


def _hours(hours: BusinessHours) -> Iterator[Fault]:
    if hours.time_zone not in zones():
        yield "hours.timeZone", _tr("Choose one of the list: type a city, such as Berlin.")
    for at, day in enumerate(hours.week):
        yield from _day(f"hours.week[{at}]", day)
    seen: set[str] = set()
    for at, holiday in enumerate(hours.holidays):
        path = f"hours.holidays[{at}]"
        if holiday.day in seen:
            yield f"{path}.day", _tr("This day is in the list already.")
        seen.add(holiday.day)
        yield from _day(f"{path}.periods", holiday.periods)
    if hours.is_on and not any(hours.week):
        yield "hours.week", _tr("Nobody would ever be there. Give at least one day its hours.")


def _day(path: str, day: Sequence[Period]) -> Iterator[Fault]:
    taken: list[tuple[int, int]] = []
    for at, one in enumerate(day):
        here = f"{path}[{at}]"
        if not typed_clock(one.from_) or not typed_clock(one.to):
            yield here, _tr("Write a time of the day, such as 9:30 or 17:00.")
            continue
        start, end = minutes(one.from_), minutes(one.to)
        if start >= end:
            yield here, _tr("The end has to be later than the beginning. Midnight is 24:00.")
        elif any(start < other_end and other_start < end for other_start, other_end in taken):
            yield here, _tr("Two periods of this day overlap.")
        taken.append((start, end))


def _inactivity(inactivity: Inactivity) -> Iterator[Fault]:
    if inactivity.resolve_after_seconds is not None and inactivity.warn_after_seconds is None:
        yield (
            "inactivity.warnAfterSeconds",
            _tr("Say after how long the warning comes: nobody is sent away without one."),
        )


def _web_chat(settings: SupportSettings) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, site in enumerate(settings.web_chat.sites):
        path = f"webChat.sites[{at}]"
        origin = origin_of(site)
        if not origin:
            yield path, _tr("Write the site’s address, such as https://shop.example.")
        elif origin in seen:
            yield path, _tr("This site is in the list already.")
        seen.add(origin)
    if len(settings.web_chat.greeting) > MOST_GREETING:
        words = _tr("A greeting has at most {count} characters.")
        yield "webChat.greeting", words.format(count=MOST_GREETING)
    if settings.web_chat.is_on and not settings.web_chat.sites:
        yield (
            "webChat.sites",
            _tr("Say on which site the chat may be shown: anywhere else it refuses."),
        )
