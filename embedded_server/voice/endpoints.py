"""Calling an OpenAI-compatible endpoint of sound: how long is waited, and failures in words.

The words hold no key, no address and nothing of what the endpoint said.
"""

from __future__ import annotations

from typing import Literal

import aiohttp

from embedded_server.voice.engines.base import EngineError
from embedded_server.voice.options import Remote

CONNECT_SECONDS = 10.0
SILENCE_SECONDS = 30.0
Job = Literal["speech", "transcription"]

_BY_STATUS = {
    400: "The {job} endpoint did not accept the request. Its model or voice may be set wrong.",
    401: "The {job} endpoint refused the key. An admin has to look at it.",
    402: "The allowance at the {job} endpoint is used up. An admin has to look at it.",
    403: "The {job} endpoint refused the key. An admin has to look at it.",
    404: "The {job} endpoint has no such address, model or voice. An admin has to look at it.",
    413: "The {job} endpoint found the request too long.",
    429: "The {job} endpoint has more to do than it can, or its allowance is used up. Try again in"
    " a while.",
}
_FAILED = "The {job} endpoint failed. Try again in a while."
_MOVED = "The {job} endpoint has moved to another address. An admin has to look at it."
_SILENT = "The {job} endpoint did not answer in time. Try again in a while."
_UNREACHABLE = "The {job} endpoint cannot be reached. Try again in a while."
_INTERRUPTED = "The {job} endpoint broke off. Try again."
_WRONG_ADDRESS = "The address of the {job} endpoint is no web address. An admin has to look at it."


def open_session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(
            total=None, sock_connect=CONNECT_SECONDS, sock_read=SILENCE_SECONDS
        )
    )


def headers_of(remote: Remote) -> dict[str, str]:
    return {"Authorization": f"Bearer {remote.key}"} if remote.key else {}


async def checked_status(response: aiohttp.ClientResponse, job: Job) -> None:
    """Raises EngineError unless it is a success."""
    if response.status == 200:
        return
    words = _BY_STATUS.get(response.status, _FAILED)
    if 300 <= response.status < 400:
        words = _MOVED
    raise EngineError(words.format(job=job))


def words_for(error: Exception, job: Job, *, has_begun: bool) -> str:
    if isinstance(error, aiohttp.InvalidURL | aiohttp.NonHttpUrlClientError):
        words = _WRONG_ADDRESS
    elif isinstance(error, TimeoutError):
        words = _SILENT
    elif isinstance(error, aiohttp.ClientConnectorError):
        words = _UNREACHABLE
    else:
        words = _INTERRUPTED if has_begun else _UNREACHABLE
    return words.format(job=job)
