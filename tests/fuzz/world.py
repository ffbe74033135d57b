"""A world of things to fuzz in: each is made, with what it needs, when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

import requests

from embedded_server.contracts import (
    accounts,
    agents,
    billing,
    club,
    communities,
    lounge,
    media,
    moderation,
    playground,
    support,
    support_desk,
    verification,
    voice,
)
from tests.kit.files import pdf
from tests.kit.people import parse_sse
from tests.kit.server import PASSWORD
from tests.voice.sounds import coded, tone

PATIENCE = 20


class Server(Protocol):
    url: str
    session: requests.Session

    def post(self, path: str, body: Any) -> Any: ...


class World(Mapping[str, str]):
    """Fresh ids by the name of the path parameter, or field, that stands for them."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._made: dict[str, str] = {"file": "chat.css", "emoji": "%F0%9F%91%8D"}
        self._member: dict[str, Any] = {}
        self._makers: dict[str, Callable[[], str]] = {
            "communityId": self._club,
            "brandId": self._brand,
            "userId": self._user,
            "agentId": self._agent,
            "documentId": self._document,
            "messageId": self._message,
            "replyToId": lambda: self["messageId"],
            "around": lambda: self["messageId"],
            "code": self._invite,
            "mediaId": self._file,
            "reportId": self._report,
            "turnId": self._turn,
            "payoutId": self._payout,
            "conversationId": self._conversation,
            "replyId": self._canned_reply,
            "verificationId": self._verification,
            "spaceId": self._space,
            "sessionId": self._session,
            "participantId": self._participant,
            "loungeId": self._lounge,
            "chatId": self._chat,
            "name": lambda: "whiteboard",
            "sampleId": self._sample,
        }

    def __getitem__(self, name: str) -> str:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._made, **self._makers})

    def __len__(self) -> int:
        return len({**self._made, **self._makers})

    def _post(self, path: str, body: Any) -> Any:
        return self._server.post(path, body)

    def _as_member(self, path: str, body: Any) -> Any:
        answer = requests.post(
            self._server.url + path,
            headers={"Authorization": f"Bearer {self._member['token']}"},
            json=body,
            timeout=PATIENCE,
        )
        assert answer.status_code < 300, answer.text
        return answer.json()

    def _here(self) -> dict[str, str]:
        return {"communityId": self["communityId"]}

    def _club(self) -> str:
        """With an agent and another member in it."""
        made = self._post(communities.CREATE.url(), {"type": "club", "name": "Fuzz"})
        name = f"u{made['id'][:8]}{made['id'][-12:]}"
        body = {"username": name, "password": PASSWORD, "displayName": "Somebody"}
        answer = requests.post(
            self._server.url + accounts.REGISTER.url(), json=body, timeout=PATIENCE
        )
        self._member = answer.json()
        self._as_member(communities.JOIN.url(communityId=made["id"]), {})
        return str(made["id"])

    def _user(self) -> str:
        self._here()
        return str(self._member["user"]["id"])

    def _agent(self) -> str:
        agent = self._post(agents.CREATE.url(), {"name": "Guide"})
        self._post(agents.LINK.url(**self._here()), {"agentId": agent["id"]})
        return str(agent["id"])

    def _document(self) -> str:
        text = {"title": "Facts", "text": "Tea is hot."}
        return str(self._post(agents.ADD_KNOWLEDGE.url(agentId=self["agentId"]), text)["id"])

    def _message(self) -> str:
        return str(self._post(club.SEND.url(**self._here()), {"text": "Hello"})["id"])

    def _invite(self) -> str:
        return str(self._post(communities.CREATE_INVITE.url(**self._here()), {})["code"])

    def _turn(self) -> str:
        question = {"agentId": self["agentId"], "text": "Is tea hot?"}
        stream = self._post(club.ASK.url(**self._here()), question)
        return str(parse_sse(stream)[0].data["turnId"])

    def _report(self) -> str:
        path = moderation.REPORT.url(**self._here(), messageId=self["messageId"])
        return str(self._post(path, {"reason": "Loud"})["id"])

    def _file(self) -> str:
        file = self._server.session.post(
            self._server.url + media.UPLOAD.url(**self._here()),
            files={"file": ("tea.txt", b"Tea")},
            timeout=PATIENCE,
        )
        file_id = str(file.json()["id"])
        # On a message: how many files of one person may wait for theirs is bounded.
        self._post(club.SEND.url(**self._here()), {"text": "", "attachmentIds": [file_id]})
        return file_id

    def _payout(self) -> str:
        me = self._server.session.get(self._server.url + accounts.ME.url(), timeout=PATIENCE)
        self._post(billing.TOP_UP.url(userId=me.json()["id"]), {"amountCents": 100})
        return str(self._post(billing.ASK_PAYOUT.url(), {"amountCents": 100})["id"])

    def _brand(self) -> str:
        return str(self._post(communities.CREATE.url(), {"type": "official", "name": "Shop"})["id"])

    def _conversation(self) -> str:
        self._here()
        path = support.START.url(communityId=self["brandId"])
        return str(self._as_member(path, {"message": "Is tea hot?"})["id"])

    def _canned_reply(self) -> str:
        path = support_desk.ADD_CANNED_REPLY.url(communityId=self["brandId"])
        return str(self._post(path, {"shortcut": "hi", "text": "Hello"})["id"])

    def _verification(self) -> str:
        answer = self._server.session.post(
            self._server.url + verification.SUBMIT.url(communityId=self["brandId"]),
            data={"legalName": "Shop Ltd"},
            files={"documents": ("register.pdf", pdf())},
            timeout=PATIENCE,
        )
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def _space(self) -> str:
        return str(self._post(playground.CREATE.url(), {"name": "Board"})["id"])

    def _session(self) -> str:
        return str(self._post(playground.START.url(spaceId=self["spaceId"]), {})["id"])

    def _participant(self) -> str:
        path = playground.JOIN.url(spaceId=self["spaceId"], sessionId=self["sessionId"])
        return str(self._post(path, {})["id"])

    def _lounge(self) -> str:
        return str(self._post(communities.CREATE.url(), {"type": "lounge", "name": "Sofa"})["id"])

    def _sample(self) -> str:
        answer = self._server.session.post(
            self._server.url + voice.ADD_SAMPLE.url(communityId=self["loungeId"]),
            data={"consent": "true"},
            files={"audio": ("me.wav", coded(tone(3)))},
            timeout=PATIENCE,
        )
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def _chat(self) -> str:
        path = lounge.START_CHAT.url(communityId=self["loungeId"])
        return str(self._post(path, {})["id"])
