"""How a brand's service works: changed by its creator, checked field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import available_timezones

import msgspec

from embedded_server.communities import service as communities
from embedded_server.contracts.communities import CommunityType
from embedded_server.contracts.errors import Code, FieldError
from embedded_server.contracts.support_desk import (
    BusinessHours,
    Inactivity,
    Period,
    SupportSettings,
    WebChat,
)
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal
from embedded_server.kernel.sites import clean_site
from embedded_server.kernel.text import check_storable
from embedded_server.support.hours import (
    Hours,
    hours_of,
    is_open,
    local_time,
    next_opening,
    seconds_of_day,
)
from embedded_server.support.service import access
from embedded_server.support.store import settings as store


class Known(NamedTuple):
    """A community's settings, and its hours ready to be asked."""

    settings: SupportSettings
    hours: Hours


def of_community(reader: Reader, community_id: str) -> Known:
    """Those of any community, which are the defaults where nobody has set any."""
    raw = store.find(reader, community_id)
    return _DEFAULT if raw is None else _decoded(raw)


@lru_cache(maxsize=512)
def _decoded(raw: bytes) -> Known:
    settings = msgspec.json.decode(raw, type=SupportSettings)
    return Known(settings, hours_of(settings.hours))


_DEFAULT = Known(SupportSettings(), hours_of(BusinessHours()))


def settings_of(reader: Reader, community_id: str) -> SupportSettings:
    """For other rooms, whoever asks."""
    return of_community(reader, community_id).settings


def read(reader: Reader, community_id: str, user_id: str) -> SupportSettings:
    access.require_service(reader, community_id, user_id)
    return of_community(reader, community_id).settings


def change(
    tx: Transaction, community_id: str, user_id: str, body: SupportSettings
) -> SupportSettings:
    """As creator. Answers with what is kept, in which sites are written as browsers do."""
    community = communities.require_creator(tx, community_id, user_id)
    communities.require_type(community, CommunityType.OFFICIAL)
    kept = checked(body)
    if kept != of_community(tx, community_id).settings:
        store.put(tx, community_id, msgspec.json.encode(kept), user_id)
        communities.record_act(tx, community_id, user_id, "support.settings", None, None)
    return kept


def opening(reader: Reader, community_id: str) -> tuple[bool, int | None]:
    """Whether it is inside business hours; and when (ms) people are back, where they are not and
    that is known."""
    hours = of_community(reader, community_id).hours
    if is_open(hours, reader.now):
        return True, None
    return False, next_opening(hours, reader.now)


def moment(hours: Hours, at: int) -> str:
    """A time in words that need no translation: `2026-11-30 09:00 (Europe/Berlin)`."""
    return f"{local_time(hours, at):%Y-%m-%d %H:%M} ({hours.zone.key})"


def checked(body: SupportSettings) -> SupportSettings:
    """Refuses with every error there is, each under the name of its field."""
    wrong = [*_wrong_hours(body.hours), *_wrong_inactivity(body.inactivity)]
    sites: list[str] = []
    for at, site in enumerate(body.web_chat.sites):
        try:
            origin = clean_site(site)
        except ValueError as error:
            wrong.append(_wrong(f"webChat.sites[{at}]", str(error)))
            continue
        if origin not in sites:
            sites.append(origin)
    greeting = body.web_chat.greeting.strip()
    try:
        check_storable("webChat.greeting", greeting)
    except Invalid as error:
        wrong.append(_wrong("webChat.greeting", error.detail))
    if wrong:
        raise Refusal(Code.VALIDATION, wrong[0].message, errors=wrong)
    web_chat = WebChat(is_on=body.web_chat.is_on, sites=sites, greeting=greeting)
    return msgspec.structs.replace(body, web_chat=web_chat)


def _wrong(field: str, message: str) -> FieldError:
    return FieldError(field=field, message=message)


def _wrong_hours(hours: BusinessHours) -> Iterator[FieldError]:
    if hours.time_zone not in _zones():
        yield _wrong(
            "hours.timeZone", "No time zone has this name. Names are such as Europe/Berlin."
        )
    for at, day in enumerate(hours.week):
        yield from _wrong_day(f"hours.week[{at}]", day)
    seen: set[str] = set()
    for at, holiday in enumerate(hours.holidays):
        field = f"hours.holidays[{at}]"
        if holiday.day in seen:
            yield _wrong(f"{field}.day", "This day stands in the list twice.")
        seen.add(holiday.day)
        try:
            date.fromisoformat(holiday.day)
        except ValueError:
            yield _wrong(f"{field}.day", "There is no such day.")
        if "\0" in holiday.name:
            yield _wrong(f"{field}.name", "This holds a NUL character, which no text may.")
        yield from _wrong_day(f"{field}.periods", holiday.periods)
    if hours.is_on and not any(hours.week):
        yield _wrong("hours.week", "Nobody would ever be there. Give at least one day a period.")


def _wrong_day(field: str, day: Sequence[Period]) -> Iterator[FieldError]:
    for at, period in enumerate(day):
        start, end = seconds_of_day(period.from_), seconds_of_day(period.to)
        if start >= end:
            yield _wrong(
                f"{field}[{at}].to",
                "A period ends later than it begins. One that goes past midnight is two: until"
                " 24:00, and from 00:00 on the next day.",
            )
        elif any(
            start < seconds_of_day(other.to) and seconds_of_day(other.from_) < end
            for other in day[:at]
        ):
            yield _wrong(f"{field}[{at}].from", "This period overlaps another of the same day.")


def _wrong_inactivity(inactivity: Inactivity) -> Iterator[FieldError]:
    if inactivity.resolve_after_seconds is not None and inactivity.warn_after_seconds is None:
        yield _wrong(
            "inactivity.warnAfterSeconds",
            "Nobody is sent away without a warning: say after how long it comes.",
        )


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    # Neither is a place: the one is wherever this machine stands, the other nowhere.
    return frozenset(available_timezones() - {"localtime", "Factory"})
