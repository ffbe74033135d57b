"""How a brand's service works: read by its staff, changed by its creator, checked field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit
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
from embedded_server.kernel.text import check_storable
from embedded_server.support.hours import Hours, hours_of, seconds_of_day
from embedded_server.support.store import settings as store

_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
_PORTS = {"http": 80, "https": 443}


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


def checked(body: SupportSettings) -> SupportSettings:
    """Refuses with every error there is, each under the name of its field."""
    wrong = [*_wrong_hours(body.hours), *_wrong_inactivity(body.inactivity)]
    sites: list[str] = []
    for at, site in enumerate(body.web_chat.sites):
        origin = origin_of(site)
        if origin is None:
            what = "Write a site as its address alone, such as https://shop.example."
            wrong.append(_wrong(f"webChat.sites[{at}]", what))
        elif origin not in sites:
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


def origin_of(site: str) -> str | None:
    """A site as browsers name it in `Origin`; None for what is no site."""
    try:
        parts = urlsplit(site.strip().lower())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
    except (ValueError, UnicodeError):
        return None
    is_plain = parts.path in ("", "/") and not (parts.query or parts.fragment or "@" in site)
    if parts.scheme not in _PORTS or not is_plain or not _HOST.fullmatch(host) or "?" in site:
        return None
    shown = "" if port in (None, _PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{host}{shown}"


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
    return frozenset(available_timezones())
