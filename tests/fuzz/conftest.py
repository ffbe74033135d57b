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

from embedded_server.contracts import accounts
from tests.fuzz.world import World
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

    def world(self) -> World:
        """Fresh things of every kind, by the name of the parameter that stands for them."""
        answer = requests.post(
            self.url + accounts.LOGIN.url(),
            json={"username": "admin", "password": PASSWORD},
            timeout=20,
        )
        self.session.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        return World(self)


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
def world(target: Target) -> World:
    """Ids of fresh things, by the name of the parameter that stands for them."""
    return target.world()
