"""Search with filters: by author, club, day, files and links, alone and with words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedded_server.club.service.query import parse
from embedded_server.contracts import accounts, club, communities
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.errors import Invalid
from tests.kit.people import Person
from tests.kit.server import LocalHost

DAY = 86_400


async def find(person: Person, q: str, club_id: str | None = None, **more: str) -> list[str]:
    path = club.SEARCH_ALL.url() if club_id is None else club.SEARCH.url(communityId=club_id)
    return [message["text"] for message in await person.pages(path, q=q, **more)]


async def test_every_filter_alone_and_with_words(host: LocalHost) -> None:
    tea, town = await host.admin.create(name="Tea"), await host.admin.create(name="Old Town")
    ann, bob = await host.person("annabel"), await host.person("bobo")
    assert (await ann.patch(accounts.EDIT_ME.url(), {"displayName": "Ann Lee"})).status == 200
    for person in (ann, bob):
        for place in (tea, town):
            await person.join(place)
    await ann.say(tea, "green \u7eff\u8336 tea")
    await bob.say(tea, "see https://example.org/tea")
    await ann.say(town, "green hills")
    day = (await host.admin.post(accounts.CLOCK.url(), {"advanceSeconds": 2 * DAY})).json["now"]
    today = day[:10]
    await bob.say(town, "green again, http://x.y")
    guide = await host.admin.make_agent(tea, name="Tea Guide")
    await ann.ask(tea, guide, "what is green?")
    cases: dict[str, list[str]] = {
        "green from:annabel": ["what is green?", "green hills", "green \u7eff\u8336 tea"],
        'green from:"Ann Lee"': ["what is green?", "green hills", "green \u7eff\u8336 tea"],
        "from:BOBO": ["green again, http://x.y", "see https://example.org/tea"],
        "from:@bobo green": ["green again, http://x.y"],
        "from:bobo from:annabel hills": ["green hills"],
        'in:"old town" green': ["green again, http://x.y", "green hills"],
        'in:Tea \u8336 FROM:"ann lee"': ["green \u7eff\u8336 tea"],
        "has:link": ["green again, http://x.y", "see https://example.org/tea"],
        "has:link in:tea": ["see https://example.org/tea"],
        "has:file": [],
        f"green before:{today}": ["green hills", "green \u7eff\u8336 tea"],
        f"green after:{today} from:bobo": ["green again, http://x.y"],
        f"before:{today} has:link": ["see https://example.org/tea"],
        f"after:{day} in:town": [],
        "before:1999-12-31": [],
        "after:2999-12-31": [],
        "from:nobody": [],
        "from:nobody green": [],
        "in:nowhere green": [],
        "green from:": [],
        "hills from:me": [],
    }
    for q, expected in cases.items():
        assert await find(bob, q) == expected, q
        assert await find(bob, q, limit="1") == expected, q
    replies = await find(bob, 'from:"Tea Guide"')
    assert len(replies) == 1
    assert await find(ann, "hills from:me") == ["green hills"]
    assert await find(ann, "from:me in:tea", tea) == ["what is green?", "green \u7eff\u8336 tea"]
    assert await find(ann, "green in:tea", town) == []
    assert await find(ann, "green", town) == ["green again, http://x.y", "green hills"]
    # Only what one may read now.
    assert (await ann.post(communities.LEAVE.url(communityId=town))).status == 204
    assert await find(ann, "hills") == []
    assert await find(await host.person(), "green") == []


async def test_filters_follow_edits_and_deletions(host: LocalHost) -> None:
    club_id = await host.admin.create()
    said = await host.admin.say(club_id, "see https://example.org")
    assert await find(host.admin, "has:link") == ["see https://example.org"]
    await host.admin.edit(said, "no more")
    assert await find(host.admin, "has:link") == []
    assert await find(host.admin, "from:admin") == ["no more"]
    await host.admin.edit(said, "again http://x.y")
    assert await find(host.admin, "has:link again") == ["again http://x.y"]
    assert (await host.admin.delete_message(said)).status == 204
    assert await find(host.admin, "from:admin") == []
    assert await find(host.admin, "has:link") == []

    def whole(tx: Transaction) -> None:
        tx.execute("INSERT INTO messages_fts (messages_fts, rank) VALUES ('integrity-check', 0)")

    await host.server.database.write(whole)


@pytest.mark.parametrize(
    "q",
    [
        "before:yesterday",
        "before:2026-13-01",
        "after:2026-02-30",
        "after:26-11-23",
        "tea before:2026-11-23T10:00",
        'after:"2026 11 23"',
        "has:cheese",
        "before:0000-00-00",
        "before:\u0662\u0660\u0662\u0666-11-23",
    ],
)
async def test_a_filter_with_what_it_cannot_have_is_refused(host: LocalHost, q: str) -> None:
    club_id = await host.admin.create()
    for path in (club.SEARCH_ALL.url(), club.SEARCH.url(communityId=club_id)):
        refused = await host.admin.get(path, params={"q": q})
        assert (refused.status, refused.code) == (400, "validation")
        assert [error["field"] for error in refused.json["errors"]] == ["q"]


@given(st.text(max_size=80) | st.text(alphabet='from:inbefoafthas "-0129TZ.\x00', max_size=80))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        query = parse(text)
    except Invalid:
        return
    assert len(query.words) <= len(text)


async def test_a_cursor_belongs_to_its_query(host: LocalHost) -> None:
    club_id = await host.admin.create()
    for number in range(3):
        await host.admin.say(club_id, f"tea {number}")
    path = club.SEARCH_ALL.url()
    page = (await host.admin.get(path, params={"q": "tea", "limit": "1"})).json
    for q, where in (
        ("tea from:admin", path),
        ("tea", club.SEARCH.url(communityId=club_id)),
    ):
        refused = await host.admin.get(where, params={"q": q, "cursor": page["nextCursor"]})
        assert (refused.status, refused.code) == (400, "bad_cursor")
    for wrong in ({}, {"q": ""}, {"q": "x" * 201}):
        assert (await host.admin.get(path, params=wrong)).status == 400
    assert (await host.stranger().get(path, params={"q": "tea"})).status == 401


async def test_a_search_reads_the_index_and_sorts_nothing(host: LocalHost) -> None:
    from embedded_server.club.store import words

    def plan(tx: Transaction) -> list[Any]:
        given = ("room:(c1)", 0, 9, "", 0, 9, 5)
        return [row[3] for row in tx.rows(f"EXPLAIN QUERY PLAN {words._SEARCH}", given)]

    first, second = await host.server.database.write(plan)
    assert first.startswith("SCAN messages_fts VIRTUAL TABLE INDEX")
    assert second == "SEARCH messages USING INTEGER PRIMARY KEY (rowid=?)"
