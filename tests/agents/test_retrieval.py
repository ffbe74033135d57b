"""Whether the built-in agent finds what was asked for, in several scripts, and owns up if not."""

from __future__ import annotations

import pytest

from embedded_server.agents.answering import source
from embedded_server.agents.retrieval import retrieve
from embedded_server.agents.service import ready_agent
from embedded_server.agents.terms import MOST_TERMS, fold, stem, terms_of
from embedded_server.kernel.turn_types import ReplyEnd
from tests.kit.server import LocalHost

KNOWLEDGE = {
    "facts.md": """# Tea club

Founded in 2009 by Ada and Ben.

## Opening hours

We are open Monday to Friday from 9:00 to 18:00. On Saturdays we close at 13:00.

## Fees

Membership costs 12 euros a month. Students pay half.

## How to brew green tea

1. Heat the water to 80 degrees.
2. Use two grams of leaves for each cup.
3. Steep for two minutes.

## Contact

Write to the desk at desk@example.org or call 555-0100.
""",
    "指南.md": """# 图书馆指南

## 开放时间

图书馆周一至周五上午九点开门，晚上九点关门。周末上午十点开门，下午六点关门。

## 借书规则

每位读者最多可以借五本书，借期为三十天。逾期每天罚款一元。

## 停车

地下停车场对读者免费开放两小时。
""",
    "温泉.md": """# 温泉の案内

## 営業時間

温泉は午前十時から午後九時まで営業しています。火曜日は定休日です。

## 料金

大人は八百円、子供は四百円です。タオルは別料金です。
""",
    "музей.md": """# Музей

Музей открыт с понедельника по пятницу с девяти до шести.

Входной билет стоит сто рублей. Студенты платят половину.
""",
}
UNKNOWN = "I don't know: nothing in what I was given speaks of that."


async def taught(host: LocalHost) -> tuple[str, str]:
    club = await host.admin.create()
    agent_id = await host.admin.make_agent(club)
    for title, text in KNOWLEDGE.items():
        await host.admin.teach(agent_id, title, text)
    return club, agent_id


async def ask(host: LocalHost, club: str, agent_id: str, question: str) -> tuple[str, ReplyEnd]:
    agent = await host.server.database.read(lambda reader: ready_agent(reader, club, agent_id))
    heard = [piece async for piece in source(host.server, agent, question, "Ada", [])]
    end = heard.pop()
    assert isinstance(end, ReplyEnd)
    return "".join(str(piece) for piece in heard), end


ANSWERED = [
    ("When are you open on Saturdays?", "facts.md", "close at 13:00"),
    ("opening times", "facts.md", "9:00 to 18:00"),
    ("How long should I steep green tea?", "facts.md", "Steep for two minutes"),
    ("What does membership cost?", "facts.md", "12 euros"),
    ("how much is it for students?", "facts.md", "Students pay half"),
    ("Who FOUNDED it", "facts.md", "Ada and Ben"),
    ("How can I contact the desk?", "facts.md", "555-0100"),
    ("图书馆周末几点开门？", "指南.md", "周末上午十点开门"),
    ("请问一个人可以借几本书？", "指南.md", "五本书"),
    ("停车免费吗？", "指南.md", "免费开放两小时"),
    ("逾期罚款多少", "指南.md", "罚款一元"),
    ("停车", "指南.md", "停车场"),
    ("书", "指南.md", "书"),
    ("温泉は何時まで営業していますか？", "温泉.md", "午後九時まで"),
    ("タオルは料金に含まれますか", "温泉.md", "タオルは別料金"),
    ("定休日はいつですか", "温泉.md", "火曜日"),
    ("Когда открыт музей?", "музей.md", "с девяти до шести"),
    ("Сколько стоят входные билеты?", "музей.md", "сто рублей"),
    ("Is the tea club open 周末?", "facts.md", "9:00"),
]
UNCOVERED = [
    "What is the capital of France?",
    "What is the capital of the club?",
    "Can I bring my dog?",
    "price of coffee machines on Mars",
    "法国的首都是哪里？",
    "駐車場はありますか",
    "Где находится вокзал?",
    "zz",
    "?!",
    'title: "x" OR NEAR(*',
]


async def test_it_answers_from_the_right_text(host: LocalHost) -> None:
    club, agent_id = await taught(host)
    for question, title, words in ANSWERED:
        text, end = await ask(host, club, agent_id, question)
        assert words in text, (question, text)
        assert end.citations[0].title == title, question
        assert words in end.citations[0].passage
        assert "[1]" in text
        assert {c.number for c in end.citations} == set(range(1, len(end.citations) + 1))


async def test_it_says_so_when_nothing_was_found(host: LocalHost) -> None:
    club, agent_id = await taught(host)
    for question in UNCOVERED:
        text, end = await ask(host, club, agent_id, question)
        chinese = question.startswith("法")
        assert text == ("我不知道：给我的资料里没有提到这一点。" if chinese else UNKNOWN), question
        assert end.citations == []


@pytest.mark.parametrize("question", ["When does the shop open?", "until when is it open?"])
async def test_a_single_sentence_is_knowledge_enough(host: LocalHost, question: str) -> None:
    club = await host.admin.create()
    agent_id = await host.admin.make_agent(club)
    await host.admin.teach(agent_id, "a.md", "We are open from nine to five.")
    text, _ = await ask(host, club, agent_id, question)
    assert text == "We are open from nine to five. [1]"


async def test_an_agent_without_knowledge_says_that(host: LocalHost) -> None:
    club = await host.admin.create()
    agent_id = await host.admin.make_agent(club)
    text, _ = await ask(host, club, agent_id, "When are you open?")
    assert text == "I don't know: I was not given any text to answer from yet."


async def test_one_agent_never_draws_on_the_knowledge_of_another(host: LocalHost) -> None:
    club, agent_id = await taught(host)
    other = await host.admin.make_agent(club)
    await host.admin.teach(other, "own.md", "The secret word is xylophone.")
    found = await host.server.database.read(
        lambda reader: retrieve(reader, agent_id, "secret word xylophone")
    )
    assert found.passages == ()
    found = await host.server.database.read(lambda reader: retrieve(reader, other, "xylophone"))
    assert [passage.title for passage in found.passages] == ["own.md"]
    assert found.passages[0].document_id


async def test_a_question_in_the_club_streams_the_answer(host: LocalHost) -> None:
    club, agent_id = await taught(host)
    events = await host.admin.ask(club, agent_id, "What does membership cost?")
    kinds = [event.event for event in events]
    assert (kinds[0], kinds[-1]) == ("meta", "done")
    assert set(kinds[1:-1]) == {"chunk"}
    assert "".join(event.data["text"] for event in events[1:-1]) == events[-1].data["text"]
    assert "12 euros" in events[-1].data["text"]
    assert events[-1].data["citations"][0]["title"] == "facts.md"


def test_words_that_only_ask_are_left_out_where_others_remain() -> None:
    assert [term.expression for term in terms_of("What is the fee?")] == ['"fee"*']
    assert [term.expression for term in terms_of("what is it")] != []
    assert [term.needle for term in terms_of("吗")] == [" 吗 "]
    assert terms_of("!?") == []


def test_an_endless_question_has_bounded_terms() -> None:
    assert len(terms_of(" ".join(f"word{n}" for n in range(1000)))) == MOST_TERMS
    assert len(terms_of("图书馆" * 1000)) <= MOST_TERMS


@pytest.mark.parametrize(
    ("word", "text"),
    [("opens", "opening"), ("fees", "fee"), ("библиотека", "библиотеке"), ("costs", "cost")],
)
def test_other_forms_of_a_word_are_found(word: str, text: str) -> None:
    assert f" {stem(word)}" in fold(text)
