"""The sentence of consent, its code of the day, and whether it was said."""

from __future__ import annotations

import hmac
from hashlib import sha256

import pytest

from embedded_server.voice.service.statements import (
    DAY_MS,
    LATE_MS,
    codes_at,
    is_said,
    statement,
)

NOON = 20_000 * DAY_MS + DAY_MS // 2


def mac(text: str) -> bytes:
    return hmac.digest(b"key", text.encode(), sha256)


def test_it_names_person_community_and_the_code_of_the_day_in_words() -> None:
    english = statement(mac, NOON, "c1", "Ann", "Tea", "en-GB")
    assert english.language == "en"
    assert "Ann" in english.text
    assert "Tea" in english.text
    words = dict(zip("0123456789", _DIGITS, strict=True))
    assert " ".join(words[one] for one in english.code) in english.text
    chinese = statement(mac, NOON, "c1", "安", "茶", "zh-CN")
    assert (chinese.language, chinese.code) == ("zh", english.code)
    assert "安" in chinese.text
    assert statement(mac, NOON + DAY_MS, "c1", "Ann", "Tea", "en").code != english.code
    assert statement(mac, NOON, "c2", "Ann", "Tea", "fr").code != english.code


_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def test_the_code_of_yesterday_holds_just_after_midnight() -> None:
    midnight = NOON + DAY_MS // 2
    yesterday = codes_at(mac, midnight - 1, "c1")
    assert len(yesterday) == 1
    assert codes_at(mac, midnight, "c1")[1:] == yesterday
    assert codes_at(mac, midnight + LATE_MS - 1, "c1")[1:] == yesterday
    assert len(codes_at(mac, midnight + LATE_MS, "c1")) == 1


TEXT = "I, Ann, agree that an AI voice is made for Tea. Today's code is four seven one two."


@pytest.mark.parametrize(
    ("heard", "codes", "said"),
    [
        (TEXT, ["4712"], True),
        (
            "i am agree that a voice is made for tea today's code is for seven one too",
            ["4712"],
            True,
        ),
        ("I Ann agree that an AI voice is made for tea, todays code is 4712", ["4712"], True),
        (TEXT, ["0000", "4712"], True),
        (TEXT, ["4721"], False),
        (TEXT, ["471"], False),
        ("four seven one two", ["4712"], False),
        ("i agree that an a i voice is made for tea", ["4712"], False),
        ("", ["4712"], False),
    ],
)
def test_what_was_heard_is_compared(heard: str, codes: list[str], said: bool) -> None:
    assert is_said(heard, TEXT, codes, "en") is said


def test_chinese_is_compared_by_characters() -> None:
    made = statement(mac, NOON, "c1", "安娜", "茶馆", "zh")
    assert is_said(made.text, made.text, [made.code], "zh")
    assert not is_said("你好", made.text, [made.code], "zh")
