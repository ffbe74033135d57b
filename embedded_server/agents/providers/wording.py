# ruff: noqa: RUF001 - words of other scripts are meant as they stand
"""What the built-in agent says of itself, in the languages it has, and how it knows small talk."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    hello: str
    thanks: str
    itself: str
    knows_nothing: str
    not_found: str


_ENGLISH = Wording(
    hello="Hello! Ask me something, and I will look it up in the texts I was given.",
    thanks="You are welcome.",
    itself="I am {name}, a simple look-up and not a language model: I search the texts I was given"
    " and show you what they say. I cannot think, guess or hold a conversation.",
    knows_nothing="I don't know: I was not given any text to answer from yet.",
    not_found="I don't know: nothing in what I was given speaks of that.",
)
_CHINESE = Wording(
    hello="你好！请提问，我会在我拿到的资料里查找。",
    thanks="不客气。",
    itself="我是{name}，一个简单的资料查找工具，不是语言模型："
    "我只在给我的资料里搜索，并把找到的内容给你看。我不会思考、猜测或聊天。",
    knows_nothing="我不知道：还没有人给我任何资料。",
    not_found="我不知道：给我的资料里没有提到这一点。",
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
