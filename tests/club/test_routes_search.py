"""Finding words in messages, in any script, and after every change."""

from __future__ import annotations

import pytest

from embedded_server.contracts import club
from tests.kit.people import Person
from tests.kit.server import LocalHost


async def find(person: Person, club_id: str, words: str, **more: str) -> list[str]:
    """The texts found, newest first, over all pages."""
    path, found = club.SEARCH.url(communityId=club_id), []
    query = {"q": words, **more}
    while True:
        answer = await person.get(path, params=query)
        assert answer.status == 200, answer.json
        found += [message["text"] for message in answer.json["items"]]
        if not answer.json["hasMore"]:
            return found
        query["cursor"] = answer.json["nextCursor"]


TEXTS = [
    "The kettle is on",
    "我们喝绿茶",
    "お茶をください",
    "ชาเขียวร้อน",
    "Зелёный чай",
    "الشاي الأخضر",
    "녹차 마시자",
    "Ärger im Straßenverkehr",
    "C3PO and R2-D2",
    "ﬁne ＴＥＡ",
]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("k", [0]),
        ("KET", [0]),
        ("kettle on", [0]),
        ("on kettle", [0]),
        ("ettle", []),
        ("绿", [1]),
        ("绿茶", [1]),
        ("茶绿", []),
        ("茶", [1, 2]),
        ("をく", [2]),
        ("เขียว", [3]),
        ("чай", [4]),
        ("зел", [4]),
        ("الشاي", [5]),
        ("녹", [6]),
        ("argér", [7]),
        ("r2", [8]),
        ("d2 c3po", [8]),
        ("tea", [9]),
        ("fine", [9]),
        ('"', []),
        ("*", []),
        ("kettle OR tea", []),
        ("body:kettle", []),
        ("NEAR(kettle)", []),
        ("(((", []),
        ("\x00", []),
        ("\U0001f600", []),
    ],
)
async def test_words_of_any_script_are_found(
    host: LocalHost, words: str, expected: list[int]
) -> None:
    club_id = await host.admin.create()
    for text in TEXTS:
        await host.admin.say(club_id, text)
    assert await find(host.admin, club_id, words) == [TEXTS[n] for n in reversed(expected)]


async def test_what_is_found_follows_edits_and_deletions(host: LocalHost) -> None:
    club_id = await host.admin.create()
    for order in ("searched first", "changed first"):
        message = await host.admin.say(club_id, "green tea")
        path = club.EDIT.url(communityId=club_id, messageId=message["id"])
        if order == "searched first":
            assert await find(host.admin, club_id, "green") == ["green tea"]
        await host.admin.patch(path, {"text": "black tea"})
        assert await find(host.admin, club_id, "green") == []
        assert await find(host.admin, club_id, "black") == ["black tea"]
        assert await find(host.admin, club_id, "tea") == ["black tea"]
        await host.admin.delete(path)
        assert await find(host.admin, club_id, "tea") == []


async def test_only_this_club_is_searched_page_by_page(host: LocalHost) -> None:
    club_id, other = await host.admin.create(), await host.admin.create()
    for number in range(12):
        await host.admin.say(club_id, f"word {number}")
        await host.admin.say(other, f"word elsewhere {number}")
    expected = [f"word {number}" for number in range(11, -1, -1)]
    for limit in ("1", "5", "12", "100"):
        assert await find(host.admin, club_id, "word", limit=limit) == expected


@pytest.mark.parametrize("words", [None, "", "x" * 201])
async def test_a_search_needs_words(host: LocalHost, words: str | None) -> None:
    club_id = await host.admin.create()
    answer = await host.admin.get(
        club.SEARCH.url(communityId=club_id), params={} if words is None else {"q": words}
    )
    assert (answer.status, answer.code) == (400, "validation")
