# ruff: noqa: RUF001 - words of other scripts are meant as they stand
"""What the built-in agent says of itself, in the languages it has, and how it knows small talk."""

from __future__ import annotations

import re
from dataclasses import dataclass

from embedded_server.agents.providers.base import Service


@dataclass(frozen=True, slots=True)
class Wording:
    hello: str
    thanks: str
    itself: str
    knows_nothing: str
    not_found: str
    ask_a_person: str
    person_later: str
    person_sometime: str
    people_are_here: str
    no_people: str


_ENGLISH = Wording(
    hello="Hello! Ask me something, and I will look it up in the texts I was given.",
    thanks="You are welcome.",
    itself="I am {name}, a simple look-up and not a language model: I search the texts I was given"
    " and show you what they say. I cannot think, guess or hold a conversation.",
    knows_nothing="I don't know: I was not given any text to answer from yet.",
    not_found="I don't know: nothing in what I was given speaks of that.",
    ask_a_person="A person can help you: ask for one, and I step back.",
    person_later="Nobody is there right now; people are back on {back}. Ask for a person, and your"
    " question waits for them.",
    person_sometime="Nobody is there right now. Ask for a person, and your question waits for"
    " them.",
    people_are_here="People are there now. Ask for a person, and I step back.",
    no_people="There are no people to ask here; I answer from the texts I was given.",
)
_CHINESE = Wording(
    hello="你好！请提问，我会在我拿到的资料里查找。",
    thanks="不客气。",
    itself="我是{name}，一个简单的资料查找工具，不是语言模型："
    "我只在给我的资料里搜索，并把找到的内容给你看。我不会思考、猜测或聊天。",
    knows_nothing="我不知道：还没有人给我任何资料。",
    not_found="我不知道：给我的资料里没有提到这一点。",
    ask_a_person="可以请人工客服帮助你：提出后我就不再作答。",
    person_later="现在没有人工客服在线，他们将于 {back} 回来。"
    "你可以请求人工客服，你的问题会等他们处理。",
    person_sometime="现在没有人工客服在线。你可以请求人工客服，你的问题会等他们处理。",
    people_are_here="人工客服现在在线。提出请求后我就不再作答。",
    no_people="这里没有人工客服；我根据我拿到的资料作答。",
)
_HELLO = re.compile(
    r"\W*(hi|hello|hey|good (morning|day|afternoon|evening)|greetings|howdy|你好|您好|嗨|哈喽"
    r"|早上好|晚上好|大家好|こんにちは|おはよう|こんばんは|привет|здравствуйте|bonjour|hallo|hola)"
    r"( (there|all|everyone|everybody))?\W*",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"\W*((many )?thanks|thank you|thank u|thx|ty|cheers|谢谢|多谢|谢谢你|谢谢您|感谢|ありがとう"
    r"(ございます)?|спасибо|merci|danke|gracias)( (a lot|so much|very much|you))?\W*",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(who|what) are you\b|\bwhat is your name\b|\bintroduce yourself\b"
    r"|\bare you (really |actually |just |only )?(an? )?(real |large |language )*"
    r"(ai|human|person|people|robot|bot|chatbot|machine|model|llm|gpt|chatgpt|claude|gemini)\b"
    r"|你(是谁|是什么|叫什么)|你是(不是)?(一个)?(真)?(人|机器人|ai|人工智能|语言模型|大模型)"
    r"|您是(谁|什么|人|机器人)|介绍(一下)?(你|您)自己|あなたは(誰|だれ|何|人間|ai)"
    r"|кто (ты|вы)\b|(ты|вы) (бот|робот|человек)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(talk|speak|chat|write)( to| with)? (a |an |some)?(real |actual |live )?"
    r"(human|person|people|agent|somebody|someone|representative|operator)\b"
    r"|\b(are|when are) (you|they|people) (open|there|back)\b|\b(opening|business|office) hours\b"
    r"|\bis (anybody|anyone|somebody|someone) there\b|^\W*(a )?(human|person|agent)( please)?\W*$"
    r"|人工|真人|转接|营业时间|工作时间|几点(开门|上班)",
    re.IGNORECASE,
)
_HAN = re.compile("[\u3400-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")


def wording_for(question: str) -> Wording:
    """Chinese for Chinese; English for everything else."""
    chinese = _HAN.search(question) is not None and _KANA.search(question) is None
    return _CHINESE if chinese else _ENGLISH


def small_talk(question: str, agent_name: str) -> str | None:
    """The answer to a greeting, to thanks, or to being asked what one is; else None."""
    wording = wording_for(question)
    if _HELLO.fullmatch(question):
        return wording.hello
    if _THANKS.fullmatch(question):
        return wording.thanks
    if len(question) < 120 and _WHO.search(question):
        return wording.itself.format(name=agent_name)
    return None


def about_people(question: str, service: Service) -> str | None:
    """The answer to being asked for a person, or for when people are there; else None."""
    if len(question) >= 120 or not _PERSON.search(question):
        return None
    wording = wording_for(question)
    if service.has_people and service.are_here:
        return wording.people_are_here
    return offer(question, service) or wording.no_people


def offer(question: str, service: Service | None) -> str:
    """What a customer is told who was given no answer: how to reach a person, and when."""
    wording = wording_for(question)
    if service is None or service.drafts or not service.has_people:
        return ""
    if service.are_here:
        return wording.ask_a_person
    return (
        wording.person_later.format(back=service.back) if service.back else wording.person_sometime
    )


def asks_nothing(text: str) -> bool:
    """Whether it greets, thanks, or asks for a person: there is nothing in it to look up."""
    text = text.strip()
    return small_talk(text, "") is not None or (len(text) < 60 and bool(_PERSON.search(text)))
