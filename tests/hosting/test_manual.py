"""The manual: what newcomers ask finds the right page, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from embedded_server.agents.passages import LONG, cut
from embedded_server.agents.providers.base import ReplyRequest
from embedded_server.agents.providers.builtin import answer
from embedded_server.agents.retrieval import retrieve
from embedded_server.contracts import agents, starter
from embedded_server.hosting.manual import read_manual
from tests.kit.server import LocalHost

QUESTIONS = {
    "en": {
        "How do I invite somebody?": "02-clubs",
        "How can I invite my friends to my club?": "02-clubs",
        "How do I start my own space?": "01-first-steps",
        "How do I join a space of a friend?": "01-first-steps",
        "I forgot my password, what now?": "01-first-steps",
        "How do I switch to dark colours?": "01-first-steps",
        "Can I change my name?": "01-first-steps",
        "How do I create a club?": "02-clubs",
        "How do I leave a club?": "02-clubs",
        "How can I edit a message that I sent?": "03-writing",
        "How do I mention a person?": "03-writing",
        "What happens to my messages when I am offline, without a connection?": "03-writing",
        "How do I ask an agent something?": "04-asking-agents",
        "How do I stop a reply?": "04-asking-agents",
        "What does asking cost?": "04-asking-agents",
        "What did I miss?": "04-asking-agents",
        "Can I ask a question in private?": "05-private-answers",
        "Who sees my private questions?": "05-private-answers",
        "How do I make my own agent?": "06-making-agents",
        "How do I give my agent knowledge from files?": "06-making-agents",
        "Why can my PDF not be read?": "06-making-agents",
        "How do I use Ollama?": "07-connecting-models",
        "How do I connect llama.cpp?": "07-connecting-models",
        "Where is my API key stored?": "07-connecting-models",
        "How do I search for messages by a person?": "08-search",
        "What are quiet hours?": "09-notifications",
        "How do I turn off notifications?": "09-notifications",
        "How do I report a message?": "10-moderation",
        "How do I ban somebody?": "10-moderation",
        "Which keyboard shortcuts are there?": "11-shortcuts",
        "Does anything leave my machine?": "12-privacy",
        "Where is my data stored?": "12-privacy",
        "How do I hide that I am online?": "12-privacy",
        "How do I make a backup?": "13-hosting",
        "How can others reach my space over the network?": "13-hosting",
        "How do I send a picture?": "14-files",
        "How large may a file be?": "14-files",
        "How do I export a club?": "15-export-retention",
        "How long are messages kept?": "15-export-retention",
        "How to add a friend to the club?": "02-clubs",
        "How can I log out?": "01-first-steps",
        "Can I use ChatGPT here?": "07-connecting-models",
        "How can I make the text bigger?": "01-first-steps",
        "How do I use the app in Chinese?": "01-first-steps",
        "How do I teach the agent?": "06-making-agents",
        "Can I search old messages?": "08-search",
        "Does it work without internet?": "12-privacy",
        "delete old messages automatically": "15-export-retention",
    },
    "zh": {
        "怎么邀请别人？": "02-clubs",
        "如何邀请朋友加入我的俱乐部？": "02-clubs",
        "怎样开设自己的空间？": "01-first-steps",
        "怎么加入朋友的空间？": "01-first-steps",
        "忘记密码了怎么办？": "01-first-steps",
        "怎么换成深色？": "01-first-steps",
        "可以改名字吗？": "01-first-steps",
        "怎么新建俱乐部？": "02-clubs",
        "如何退出俱乐部？": "02-clubs",
        "怎么修改已经发出的消息？": "03-writing",
        "怎么提到某个人？": "03-writing",
        "断网的时候写的消息会丢吗？": "03-writing",
        "怎么向智能体提问？": "04-asking-agents",
        "如何停止回复？": "04-asking-agents",
        "提问要花钱吗？": "04-asking-agents",
        "我错过了什么？": "04-asking-agents",
        "可以私下提问吗？": "05-private-answers",
        "谁能看到我的私下提问？": "05-private-answers",
        "怎么创建自己的智能体？": "06-making-agents",
        "怎么给智能体添加资料文件？": "06-making-agents",
        "PDF 为什么读不出来？": "06-making-agents",
        "怎么用 Ollama？": "07-connecting-models",
        "如何连接大模型？": "07-connecting-models",
        "API 密钥存在哪里？": "07-connecting-models",
        "怎么按人搜索消息？": "08-search",
        "安静时段是什么？": "09-notifications",
        "怎么关闭通知？": "09-notifications",
        "如何举报一条消息？": "10-moderation",
        "怎么封禁一个人？": "10-moderation",
        "有哪些快捷键？": "11-shortcuts",
        "数据会离开我的电脑吗？": "12-privacy",
        "我的数据存在哪里？": "12-privacy",
        "怎么隐藏在线状态？": "12-privacy",
        "怎么备份？": "13-hosting",
        "别人怎么通过网络访问我的空间？": "13-hosting",
        "怎么发图片？": "14-files",
        "文件最大可以多大？": "14-files",
        "怎么导出俱乐部？": "15-export-retention",
        "消息保留多久？": "15-export-retention",
        "怎么拉人进群？": "02-clubs",
        "可以用 ChatGPT 吗？": "07-connecting-models",
        "字太小怎么办？": "01-first-steps",
        "怎么切换成英文？": "01-first-steps",
        "怎么教智能体？": "06-making-agents",
        "怎么找以前的消息？": "08-search",
        "没有网络能用吗？": "12-privacy",
        "自动删除旧消息": "15-export-retention",
        "夜间模式": "01-first-steps",
        "总结未读消息": "04-asking-agents",
        "怎么升级？": "13-hosting",
    },
}
UNKNOWN = {
    "en": ("What is the capital of France?", "How do I bake bread?", "Who won the match?"),
    "zh": ("法国的首都是哪里？", "怎么烤面包？", "昨天谁赢了比赛？"),
}
LANGUAGES = sorted(QUESTIONS)


class Guide:
    """The guide of a server's ready-made club."""

    def __init__(self, host: LocalHost, agent_id: str) -> None:
        self._host = host
        self._agent_id = agent_id

    async def cites(self, question: str) -> str | None:
        """The title of the text that its answer cites first."""
        found = await self._host.server.database.read(
            lambda reader: retrieve(reader, self._agent_id, question)
        )
        request = ReplyRequest(
            agent_name="Guide",
            persona="",
            question=question,
            asker_name="Ada",
            passages=found.passages,
            weights=found.weights,
            knows_anything=found.knows_anything,
        )
        _, citations = answer(request)
        return citations[0].title if citations else None


async def guide_of(host: LocalHost, language: str) -> Guide:
    made = await host.admin.post(starter.CREATE.url(), {"language": language})
    assert made.status == 201, made.json
    listed = await host.admin.get(agents.LIST.url())
    return Guide(host, listed.json["items"][0]["id"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_newcomers_questions_find_their_pages(host: LocalHost, language: str) -> None:
    guide = await guide_of(host, language)
    titles = {page.title: page.name for page in read_manual(language)}
    wrong = {}
    for question, page in QUESTIONS[language].items():
        cited = await guide.cites(question)
        found = None if cited is None else titles[cited]
        if found != page:
            wrong[question] = (found, page)
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_the_manual_does_not_tell_it_does_not_tell(
    host: LocalHost, language: str
) -> None:
    guide = await guide_of(host, language)
    assert [await guide.cites(question) for question in UNKNOWN[language]] == [None] * 3


def test_both_languages_have_the_same_pages_and_sections() -> None:
    pages = {language: read_manual(language) for language in QUESTIONS}
    assert len(pages["en"]) >= 10
    assert [page.name for page in pages["en"]] == [page.name for page in pages["zh"]]
    for english, chinese in zip(pages["en"], pages["zh"], strict=True):
        assert english.text.count("\n## ") == chinese.text.count("\n## "), english.name
        codes = [re.findall(r"`([^`\n]+)`", page.text) for page in (english, chinese)]
        ours = [sorted(word for word in found if word.isascii()) for found in codes]
        assert set(ours[1]) <= set(ours[0]) | {'from:"Ada Lovelace"'}, english.name


def test_each_page_is_asked_about() -> None:
    for language, asked in QUESTIONS.items():
        names = {page.name for page in read_manual(language)}
        assert set(asked.values()) == names


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_section_is_one_passage(language: str) -> None:
    """So that an answer is whole."""
    for page in read_manual(language):
        assert page.title
        assert len(page.title) <= 60
        headings = [piece.heading for piece in cut(page.text)]
        assert len(headings) == len(set(headings)), page.name
        assert all(len(piece.text) <= LONG for piece in cut(page.text))


def test_a_folder_without_pages_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("embedded_server.hosting.manual.resource", lambda *_: tmp_path)
    with pytest.raises(FileNotFoundError):
        read_manual("en")
