# ruff: noqa: RUF001 - full-width marks end Chinese sentences
"""What the ready-made club is called and what its guide says first, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StarterWording:
    club: str
    description: str
    guide: str
    about_guide: str
    persona: str
    greetings: tuple[str, ...]


WORDING = {
    "en": StarterWording(
        club="Getting started",
        description="Try things out here, and ask the guide how this app works.",
        guide="Guide",
        about_guide="Knows the manual of this app and shows what it says.",
        persona="You are the guide of this app. You help people who are new here: short answers,"
        " one step after the other, from the manual. You say so when the manual does not tell.",
        greetings=(
            "Welcome! I am the guide. I know the manual of this app, and I work on this machine"
            " without the internet. Type **@Guide** and your question, and I show you what the"
            " manual says.",
            "Try one of these:\n\n- How do I invite somebody?\n- How do I make an agent of my own?"
            "\n- Does anything leave this machine?",
            "Nothing can be broken here. Write something, answer a message, react to one, or ask"
            " me in private: then only you see my answer.",
        ),
    ),
    "zh": StarterWording(
        club="新手入门",
        description="在这里随便试试，也可以问问向导这个应用怎么用。",
        guide="向导",
        about_guide="熟悉本应用的手册，会把手册里的内容找给你看。",
        persona="你是本应用的向导，帮助新来的人：依据手册，回答简短，一步一步说明。"
        "手册里没有的，就直说没有。",
        greetings=(
            "欢迎！我是向导，熟悉本应用的手册，就在这台机器上工作，不需要联网。"
            "输入 **@向导** 和你的问题，我就把手册里的内容找给你看。",
            "可以试试这些问题：\n\n- 怎么邀请别人？\n- 怎么创建自己的智能体？"
            "\n- 会有数据离开这台机器吗？",
            "在这里怎么试都不会弄坏什么。写点什么，回复一条消息，加个表情回应，"
            "或者私下问我：那样只有你看得到我的回答。",
        ),
    ),
}
