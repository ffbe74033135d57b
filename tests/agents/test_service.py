"""What an agent says to a brand's customers: of people, of hours, and of what it does not know."""

from __future__ import annotations

import pytest

from embedded_server.agents.providers.base import Passage, ReplyRequest, Service
from embedded_server.agents.providers.builtin import answer
from embedded_server.agents.providers.prompt import build_prompt

BACK = "2026-11-30 09:00 (Europe/Berlin)"
HERE = Service(brand="Acme")
AWAY = Service(brand="Acme", are_here=False, back=BACK)
NOBODY = Service(brand="Acme", are_here=False)
ALONE = Service(brand="Acme", has_people=False)
DRAFTS = Service(brand="Acme", drafts=True)


def asked(question: str, service: Service | None, **more: object) -> ReplyRequest:
    return ReplyRequest("Guide", "Be kind.", question, "Ann", service=service, **more)  # type: ignore[arg-type]  # fields of the request


@pytest.mark.parametrize(
    ("service", "says"),
    [
        (HERE, "A person can help you"),
        (AWAY, f"people are back on {BACK}"),
        (NOBODY, "Nobody is there right now."),
    ],
)
def test_what_it_does_not_know_is_offered_to_a_person(service: Service, says: str) -> None:
    text, citations = answer(asked("Do you ship to Mars?", service))
    assert text.startswith("I don't know")
    assert says in text
    assert citations == []


@pytest.mark.parametrize("service", [None, ALONE, DRAFTS])
def test_where_nobody_can_be_asked_nobody_is_offered(service: Service | None) -> None:
    text, _ = answer(asked("Do you ship to Mars?", service, knows_anything=True))
    assert text == "I don't know: nothing in what I was given speaks of that."


@pytest.mark.parametrize(
    "question", ["Can I talk to a human?", "When are you open?", "human please", "转人工"]
)
def test_who_asks_for_people_is_told_when_they_are_there(question: str) -> None:
    assert BACK in answer(asked(question, AWAY))[0]
    here = answer(asked(question, HERE))[0]
    assert "now" in here or "现在在线" in here
    assert BACK not in here
    assert "no people" in answer(asked("Can I talk to a human?", ALONE))[0]


def test_what_it_was_given_is_shown_and_cited_and_nobody_offered() -> None:
    passage = Passage(1, "d1", "Shipping", "", "We ship to Mars on Mondays.")
    text, citations = answer(
        asked("Do you ship to Mars?", AWAY, passages=[passage], knows_anything=True)
    )
    assert text == "We ship to Mars on Mondays. [1]"
    assert [one.title for one in citations] == ["Shipping"]


def test_a_model_is_told_of_its_brand_and_of_hours() -> None:
    system = build_prompt(asked("Hi", AWAY)).system
    assert 'the AI that answers customers of "Acme"' in system
    assert BACK in system
    assert "Be kind." in system
    assert "say plainly that you do not know" in system
    assert "there now" in build_prompt(asked("Hi", HERE)).system
    assert "no people to hand over to" in build_prompt(asked("Hi", ALONE)).system
    assert "A person of the brand answers" in build_prompt(asked("Hi", DRAFTS)).system
    assert "in a group" in build_prompt(asked("Hi", None)).system
