"""One real server process for all fuzzing, and a world of things to fuzz in for each test."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests

from embedded_server.contracts import (
    accounts,
    agents,
    billing,
    club,
    communities,
    media,
    moderation,
    support,
)
from tests.kit.people import parse_sse
from tests.kit.server import PASSWORD


@dataclass
class Target:
    """A server to be fuzzed and its admin."""

    url: str
    session: requests.Session
    pid: int
    log: Path

    def post(self, path: str, body: Any) -> Any:
        answer = self.session.post(self.url + path, json=body, timeout=20)
        assert answer.status_code < 300, answer.text
        return answer.json() if "json" in answer.headers["Content-Type"] else answer.content

    def world(self) -> dict[str, str]:
        """Fresh things of every kind, by the name of the parameter that stands for them."""
        answer = requests.post(
            self.url + accounts.LOGIN.url(),
            json={"username": "admin", "password": PASSWORD},
            timeout=20,
        )
        self.session.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        admin_id = str(answer.json()["user"]["id"])
        made = self.post(communities.CREATE.url(), {"type": "club", "name": "Fuzz"})
        here = {"communityId": str(made["id"])}
        name = f"u{made['id'][:8]}{made['id'][-12:]}"
        member = requests.post(
            self.url + accounts.REGISTER.url(),
            json={"username": name, "password": PASSWORD, "displayName": "Somebody"},
            timeout=20,
        ).json()
        requests.post(
            self.url + communities.JOIN.url(**here),
            headers={"Authorization": f"Bearer {member['token']}"},
            timeout=20,
        )
        agent = self.post(agents.CREATE.url(), {"name": "Guide"})
        document = self.post(
            agents.ADD_KNOWLEDGE.url(agentId=agent["id"]), {"title": "Facts", "text": "Tea is hot."}
        )
        self.post(agents.LINK.url(**here), {"agentId": agent["id"]})
        message = self.post(club.SEND.url(**here), {"text": "Hello"})
        invite = self.post(communities.CREATE_INVITE.url(**here), {})
        stream = self.post(club.ASK.url(**here), {"agentId": agent["id"], "text": "Is tea hot?"})
        report = self.post(
            moderation.REPORT.url(**here, messageId=message["id"]), {"reason": "Loud"}
        )
        file = self.session.post(
            self.url + media.UPLOAD.url(**here), files={"file": ("tea.txt", b"Tea")}, timeout=20
        )
        # On a message: how many files of one person may wait for theirs is bounded.
        self.post(club.SEND.url(**here), {"text": "", "attachmentIds": [file.json()["id"]]})
        self.post(billing.TOP_UP.url(userId=admin_id), {"amountCents": 100})
        payout = self.post(billing.ASK_PAYOUT.url(), {"amountCents": 100})
        brand = self.post(communities.CREATE.url(), {"type": "official", "name": "Shop"})
        conversation = requests.post(
            self.url + support.START.url(communityId=brand["id"]),
            headers={"Authorization": f"Bearer {member['token']}"},
            json={"message": "Is tea hot?"},
            timeout=20,
        ).json()
        return {
            **here,
            "brandId": str(brand["id"]),
            "conversationId": str(conversation["id"]),
            "payoutId": str(payout["id"]),
            "userId": str(member["user"]["id"]),
            "agentId": str(agent["id"]),
            "file": "chat.css",
            "documentId": str(document["id"]),
            "messageId": str(message["id"]),
            "replyToId": str(message["id"]),
            "around": str(message["id"]),
            "code": str(invite["code"]),
            "mediaId": str(file.json()["id"]),
            "reportId": str(report["id"]),
            "emoji": "%F0%9F%91%8D",
            "turnId": str(parse_sse(stream)[0].data["turnId"]),
        }


@pytest.fixture(scope="session")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    folder = tmp_path_factory.mktemp("fuzzed")
    log = folder / "log"
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "embedded_server", "--announce", "json"),
                *("--data-dir", str(folder / "data"), "--log-level", "warning", "--test-clock"),
            ],
            env={**os.environ, "SPACES_PASSWORD_COST": "test"},
            stdout=subprocess.PIPE,
            stderr=errors,
        )
    with process, requests.Session() as session:
        assert process.stdout is not None
        ready = msgspec.json.decode(process.stdout.readline())
        session.trust_env = False
        running = Target(ready["url"], session, ready["pid"], log)
        running.post(
            accounts.SETUP.url(),
            {
                "setupCode": ready["setupCode"],
                "username": "admin",
                "password": PASSWORD,
                "displayName": "Admin",
            },
        )
        yield running
        process.terminate()
        assert process.wait(15) == 0
    ours = [line for line in log.read_text().splitlines() if " ERROR embedded_server" in line]
    assert ours == []


@pytest.fixture
def world(target: Target) -> dict[str, str]:
    """Ids of fresh things, by the name of the parameter that stands for them."""
    return target.world()
