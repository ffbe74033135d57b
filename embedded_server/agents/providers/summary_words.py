# ruff: noqa: RUF001 - full-width marks end Chinese sentences
"""What the built-in summary says itself, in its two languages, and the words it listens for."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SummaryWording:
    one_line: str
    header: str
    from_one: str
    all_shown: str
    chosen: str
    newest_only: str
    wrote: str
    count: str
    comma: str
    names_you: str
    asked: str
    in_order: str
    colon: str


ENGLISH = SummaryWording(
    one_line="**1 message by {name} at {start}.**",
    header="**{messages} messages by {people} people between {start} and {end}.**",
    from_one="**{messages} messages by {name} between {start} and {end}.**",
    all_shown="Here they are, shortened.",
    chosen="These are the lines that others refer to most, word for word; no language model wrote"
    " this.",
    newest_only="More came before that: only the newest were read.",
    wrote="Who wrote: {list}",
    count="{name} {count}",
    comma=", ",
    names_you="Named you",
    asked="Asked, and not replied to",
    in_order="In order",
    colon=": ",
)
CHINESE = SummaryWording(
    one_line="**{start}，{name}发了 1 条消息。**",
    header="**{start} 至 {end}，{people} 人共发了 {messages} 条消息。**",
    from_one="**{start} 至 {end}，{name}发了 {messages} 条消息。**",
    all_shown="内容如下（有删节）。",
    chosen="以下是大家提到最多的原话；这份摘要不是语言模型写的。",
    newest_only="在此之前还有更多消息：这里只读了最新的部分。",
    wrote="谁在发言：{list}",
    count="{name} {count} 条",
    comma="、",
    names_you="提到你的",
    asked="还没有人回复的提问",
    in_order="按时间顺序",
    colon="：",
)

LINK = re.compile(r"https?://[^\s<>\"'）)】\]]+", re.IGNORECASE)
QUESTION = re.compile(r"[?？]|[吗呢][。！!~～]*$")
DECISION = re.compile(
    r"\b(decid(e|ed|es)|decision|agreed?|let'?s|we('| wi)ll|will be|must|deadline|due|by (mon|tues"
    r"|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|moved to|cancell?ed|postponed|confirmed"
    r"|done|finished|released?|fixed|plan|important|please|todo|action|meet(ing)?|vote[ds]?)\b"
    r"|决定|确定|定在|约定|同意|通过|截止|期限|明天|今晚|下周|改到|取消|推迟|确认|完成|发布|修好|计划|安排"
    r"|重要|务必|必须|请大家|会议|开会|投票|负责",
    re.IGNORECASE,
)
