"""The sentence by which a person consents to their voice being made, and whether it was said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from embedded_server.contracts.voice import Statement

Mac = Callable[[str], bytes]
"""A keyed hash of a text, by the server's secret."""

DAY_MS = 86_400_000
LATE_MS = 2 * 3_600_000
"""So long after midnight the code of the day before is still that of a recording."""
_WORDS = {
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    "zh": ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九"),
}
_SENTENCES = {
    "en": (
        "I, {person}, agree that an AI voice is made from my recordings for {community}. It may"
        " speak the replies of this lounge's AI, on this server. Today's code is {code}."
    ),
    "zh": (
        "我是{person}，我同意用我的录音为“{community}”制作AI语音，"  # noqa: RUF001 Chinese punctuation
        "它可以在本服务器上朗读这个聊天室AI的回复。今天的口令是{code}。"
    ),
}
_SAID_ALIKE = {"oh": "zero", "to": "two", "too": "two", "for": "four", "两": "二"}
_LEAST_DIGITS = 4
_LEAST_WORDS = 0.4
"""Share of the sentence's words: offline recognisers mishear names, and more."""


def language_of(language: str) -> str:
    """The one of our languages that is nearest; English where none is near."""
    return "zh" if language.lower().startswith("zh") else "en"


def statement(
    mac: Mac, now: int, community_id: str, person: str, community: str, language: str
) -> Statement:
    language = language_of(language)
    code = code_of(mac, now // DAY_MS, community_id)
    return Statement(text=_text(person, community, language, code), code=code, language=language)


def _text(person: str, community: str, language: str, code: str) -> str:
    spoken = (" " if language == "en" else "").join(_WORDS[language][int(one)] for one in code)
    return _SENTENCES[language].format(person=person, community=community, code=spoken)


def code_of(mac: Mac, day: int, community_id: str) -> str:
    """Four digits of a day (since 1970, UTC): nobody who has not asked that day can say them."""
    date = datetime.fromtimestamp(day * DAY_MS / 1000, UTC).date().isoformat()
    return f"{int.from_bytes(mac(f'consent {community_id} {date}')[:8], 'big') % 10_000:04d}"


def codes_at(mac: Mac, now: int, community_id: str) -> list[str]:
    """Those that a recording of now may name: today's, and yesterday's just after midnight."""
    day = now // DAY_MS
    days = [day, day - 1] if now % DAY_MS < LATE_MS else [day]
    return [code_of(mac, one, community_id) for one in days]


def is_said(heard: str, text: str, codes: Sequence[str], language: str) -> bool:
    """Whether one of the codes was said, and most of what stands around it."""
    words = _words(heard, language)
    digits = "".join(
        str(_WORDS[language].index(word)) for word in words if word in _WORDS[language]
    )
    if not any(_in_order(code, digits) >= _LEAST_DIGITS for code in codes):
        return False
    wanted = set(_words(text, language)) - set(_WORDS[language])
    return len(wanted & set(words)) >= _LEAST_WORDS * len(wanted)


def _words(text: str, language: str) -> list[str]:
    text = text.casefold()
    for digit in range(10):
        text = text.replace(str(digit), f" {_WORDS[language][digit]} ")
    found = re.findall(r"[^\W\d_]", text) if language == "zh" else re.findall(r"[a-z']+", text)
    return [_SAID_ALIKE.get(word, word) for word in found]


def _in_order(code: str, digits: str) -> int:
    """How many digits of the code come in its order, one after the other."""
    most = 0
    for start in range(len(digits)):
        run = 0
        while run < len(code) and start + run < len(digits) and digits[start + run] == code[run]:
            run += 1
        most = max(most, run)
    return most
