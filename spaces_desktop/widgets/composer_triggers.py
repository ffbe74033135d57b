"""What a composer completes: whom `@` names, and the emoji that `:` and a name stand for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from spaces_desktop.widgets.completion import Trigger, behind
from spaces_desktop.widgets.completion_offer import Offer
from spaces_desktop.widgets.composer_data import Addressee, offered
from spaces_desktop.widgets.emoji import find

_ICONS = {
    "agent": ("agent", "agent"),
    "person": ("person", "text_muted"),
    "everyone": ("clubs", "text_muted"),
}
_SHORTEST = 2
"""Letters behind a colon from which on it is a name: `:)` and a lonely colon are not."""
_MOST_EMOJI = 12


def _tr(text: str) -> str:
    return QCoreApplication.translate("composer", text)


def names(
    typed: Callable[[str, int], str | None],
    people: Callable[[], Sequence[Addressee]],
    take: Callable[[Addressee], None],
) -> Trigger:
    """Whom `@` means."""

    def offers(word: str) -> list[Offer]:
        return [
            Offer(one.name, one, one.detail, _ICONS[one.kind]) for one in offered(people(), word)
        ]

    return Trigger(_tr("Agents and people"), typed, offers, take)


def emoji(take: Callable[[str], None]) -> Trigger:
    """The sign that `:` and its name stand for, in English or in the language of the window."""

    def typed(text: str, cursor: int) -> str | None:
        closed = text[:cursor].endswith(":")
        word = behind(":", text, cursor - closed)
        if word is None or len(word) < _SHORTEST or not (word[0].isalpha() or word[0] in "+-"):
            return None
        return word + ":" * closed

    def offers(word: str) -> list[Offer]:
        language = QLocale().name()
        found = find(word.replace("_", " ").rstrip(":"))[:_MOST_EMOJI]
        return [
            Offer(f"{one.sign}   {one.title(language)}", one.sign, spoken=one.title(language))
            for one in found
        ]

    return Trigger(_tr("Emoji"), typed, offers, take)
