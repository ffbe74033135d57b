"""History around a `seq` and around a moment."""

from __future__ import annotations

import pytest

from embedded_server.contracts import accounts, club
from tests.kit.people import Person
from tests.kit.server import LocalHost

HOUR = 3600


async def around(person: Person, club_id: str, **query: str) -> list[str]:
    answer = await person.get(club.HISTORY.url(communityId=club_id), params=query)
    assert answer.status == 200, answer.json
    return [message["text"] for message in answer.json["items"]]


async def test_around_a_seq_and_a_moment(host: LocalHost) -> None:
    club_id = await host.admin.create()
    moments = []
    for number in range(1, 10):
        moments.append((await host.admin.say(club_id, str(number)))["createdAt"])
        await host.admin.post(accounts.CLOCK.url(), {"advanceSeconds": HOUR})
    for number, moment in enumerate(moments, 1):
        for query in ({"aroundSeq": str(number)}, {"date": moment}):
            found = await around(host.admin, club_id, limit="3", **query)
            expected = [str(n) for n in (number + 1, number, number - 1) if 1 <= n <= 9]
            assert found[: len(expected)] == expected
    assert await around(host.admin, club_id, limit="3", date="1970-01-01T00:00:00.000Z") == [
        "2",
        "1",
    ]
    newest = ["9", "8", "7"]
    assert await around(host.admin, club_id, limit="3", date="2999-01-01T00:00:00.000Z") == newest
    assert await around(host.admin, club_id, limit="3", aroundSeq="10") == newest
    assert await around(host.admin, club_id, limit="3", aroundSeq=str(2**53)) == newest
    assert await around(host.admin, club_id, limit="3", aroundSeq="0") == ["2", "1"]
    assert await around(host.admin, club_id, limit="1", aroundSeq="5") == ["5"]
    # The cursor goes on to what is older, without gap or repeat.
    path = club.HISTORY.url(communityId=club_id)
    page = (await host.admin.get(path, params={"date": moments[6], "limit": "3"})).json
    older = await host.admin.pages(path, cursor=page["nextCursor"])
    texts = [message["text"] for message in [*page["items"], *older]]
    assert texts == [str(n) for n in range(8, 0, -1)]


async def test_around_what_was_deleted_is_the_next_there_is(host: LocalHost) -> None:
    club_id = await host.admin.create()
    said = [await host.admin.say(club_id, str(number)) for number in range(1, 6)]
    assert (await host.admin.delete_message(said[2])).status == 204
    assert await around(host.admin, club_id, limit="3", aroundSeq="3") == ["5", "4", "2"]
    assert await around(host.admin, club_id, limit="3", date=said[0]["createdAt"])


async def test_an_empty_club_has_no_places(host: LocalHost) -> None:
    club_id = await host.admin.create()
    assert await around(host.admin, club_id, aroundSeq="5") == []
    assert await around(host.admin, club_id, date="2026-11-23T00:00:00.000Z") == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"date": "2026-11-23"}, "date"),
        ({"date": "2026-13-23T00:00:00.000Z"}, "date"),
        ({"aroundSeq": "-1"}, "aroundSeq"),
        ({"aroundSeq": "x"}, "aroundSeq"),
        ({"aroundSeq": str(2**53 + 1)}, "aroundSeq"),
        ({"aroundSeq": "1", "after": "1"}, "aroundSeq"),
        ({"aroundSeq": "1", "date": "2026-11-23T00:00:00.000Z"}, "aroundSeq"),
        ({"date": "2026-11-23T00:00:00.000Z", "cursor": "x"}, "date"),
    ],
)
async def test_a_place_that_cannot_be_is_refused(
    host: LocalHost, query: dict[str, str], field: str
) -> None:
    club_id = await host.admin.create()
    answer = await host.admin.get(club.HISTORY.url(communityId=club_id), params=query)
    assert (answer.status, answer.code) == (400, "validation")
    assert [error["field"] for error in answer.json["errors"]] == [field]
