# ruff: noqa: RUF001 - words of other scripts are meant as they stand
"""What to look for in an agent's knowledge, given a question in any script.

A word is looked for from its stem on, so that `opens` finds `opening` and `книги` finds `книг`. A
run of Chinese or Japanese is looked for whole and as pairs of characters, since nobody writes
spaces there. Words that only ask (`what`, `吗`) are left out where others remain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from embedded_server.kernel.fulltext import is_unspaced, tokens, words

MOST_TERMS = 32

_ASKING = frozenset(
    words(
        """
        a about am an and any are as at be been by can could did do does for from had has
        have how i if in into is it its me my of on or our please shall should so tell
        than that the their them then there these they this to us was we were what when
        where which who whom whose why will with would you your s t re ll ve d m hi hello
        hey know explain give show find get much many long often far old some just also
        really и в во на с со по к ко у о об от до за из не ли же а но или что как где
        когда кто какой какая какие каком сколько почему зачем это есть был быть мне вы ты
        мы я он она они для можно скажи le la les de des du un une et est sont que qui
        quoi quand comment pourquoi où quel quelle der die das ein eine und ist sind was
        wer wie wo wann warum welche el los las y es son qué quién cómo dónde cuándo cuál
        """
    )
)
_ASKING_RUNS = re.compile(
    "请问|告诉我|知道|什么时候|什么|怎么样|怎么|怎样|如何|哪里|哪儿|哪些|哪个|哪一|多少|为什么|是不是|有没有"
    "|一个|一条|一份|一下|是否|可以|能不能|能否|我们|你们|他们|吗|呢|吧|啊|了|的|是|在|我|你|您|请|谁|哪|几"
    "|ですか|でしょうか|ますか|ください|教えて|ありますか|あります|について|いつ|どこ|だれ|誰|なに|何時|何"
    "|どう|どの|どれ|なぜ|いくら|です|ます|から|まで|には|では|とは|は|が|を|に|へ|と|も|の|か|で|や"
)
_ENDINGS = ("ational", "ations", "ation", "ings", "ing", "ies", "ied", "es", "ed", "ly", "s", "y")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


@dataclass(frozen=True, slots=True)
class Term:
    """`expression` is for FTS5; `needle` is what a folded text has to hold, padded by spaces.

    `is_pair` marks two characters of an unspaced script, which need not be a word at all, and
    `is_bonus` a whole run, which counts where it is found and is not missed where it is not.
    """

    expression: str
    needle: str
    is_pair: bool = False
    is_bonus: bool = False


def stem(word: str) -> str:
    """The part of a word that its other forms begin with as well; at least three characters."""
    if _CYRILLIC.search(word):
        return word[: max(3, len(word) - 2)] if len(word) > 4 else word
    if len(word) > 3 and word.isascii() and word.isalpha():
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                return word[: -len(ending)]
        if word.endswith("e") and len(word) > 4:
            return word[:-1]
    return word


@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """`text` so that a Term's `needle` can be found in it: words apart by one space each.

    Remembered, since the same passages are weighed for one question after the other.
    """
    return f" {' '.join(tokens(text))} "


def terms_of(question: str) -> list[Term]:
    """The terms of `question`, each once, the ones that say most first in a long question."""
    found = words(question)
    plain = [word for word in found if not is_unspaced(word)]
    runs = [word for word in found if is_unspaced(word)]
    saying = [word for word in plain if word not in _ASKING]
    pieces = [piece for run in runs for piece in _ASKING_RUNS.split(run) if piece]
    if not saying and not pieces:
        saying, pieces = plain, runs
    terms: dict[str, Term] = {}
    for word in sorted(saying, key=len, reverse=True) if len(saying) > MOST_TERMS else saying:
        term = _word_term(word)
        terms.setdefault(term.needle, term)
    for piece in pieces:
        for term in _run_terms(piece):
            terms.setdefault(term.needle, term)
    return list(terms.values())[:MOST_TERMS]


@lru_cache(maxsize=512)
def content(text: str) -> tuple[str, ...]:
    """What `text` speaks of: stems of its words and pairs of its unspaced characters, as often as
    they stand there, without words that only ask or join."""
    found: list[str] = []
    for word in words(text):
        if not is_unspaced(word):
            if word not in _ASKING and (len(word) > 2 or word.isdigit()):
                found.append(stem(word))
            continue
        for piece in _ASKING_RUNS.split(word):
            found += [piece[at : at + 2] for at in range(max(0, len(piece) - 1))]
    return tuple(found)


def _word_term(word: str) -> Term:
    start = stem(word)
    if len(start) < 3 or start.isdigit():
        return Term(f'"{start}"', f" {start} ")
    return Term(f'"{start}"*', f" {start}")


def _run_terms(run: str) -> list[Term]:
    if len(run) <= 2:
        return [_phrase(run)]
    pairs = [_phrase(run[at : at + 2], is_pair=True) for at in range(len(run) - 1)]
    return [_phrase(run, is_bonus=True), *pairs] if len(run) <= 8 else pairs


def _phrase(run: str, *, is_pair: bool = False, is_bonus: bool = False) -> Term:
    spaced = " ".join(run)
    return Term(f'"{spaced}"', f" {spaced} ", is_pair, is_bonus)


def any_of(terms: Sequence[Term], agent: str) -> str:
    """An FTS5 expression for passages of `agent` that hold any of `terms`."""
    wanted = " OR ".join(term.expression for term in terms)
    return f'agent : "{agent}" AND {{title body}} : ({wanted})'


def agent_word(agent_id: str) -> str:
    """An agent's id as the one word under which its passages are indexed."""
    return agent_id.replace("-", "")
