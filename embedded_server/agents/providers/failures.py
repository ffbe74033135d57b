"""What goes wrong with a model's server, in words that a member understands.

None of them holds a key, an address or what the server said: those are its owner's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from embedded_server.kernel.turn_types import ProviderError

if TYPE_CHECKING:
    from openai import OpenAIError

_SAYINGS: dict[str, tuple[str, bool]] = {
    "provider_unreachable": ("The agent's model cannot be reached. Try again in a while.", True),
    "provider_not_allowed": (
        "The agent's model lies at an address that this server may not call. Its owner has to look"
        " at it.",
        False,
    ),
    "provider_auth": ("The agent's key was refused. Its owner has to look at it.", False),
    "provider_rate_limited": (
        "The agent's model has more to do than it can, or its allowance is used up. Try again in a"
        " while.",
        True,
    ),
    "provider_not_found": (
        "The agent's model is not where it should be. Its owner has to look at it.",
        False,
    ),
    "provider_refused": (
        "The agent's model did not accept the question. It may be too long for it.",
        False,
    ),
    "provider_failed": ("The agent's model failed. Try again in a while.", True),
    "provider_timeout": ("The agent's model took too long.", True),
    "provider_interrupted": ("The agent's model broke off in the middle of its reply.", True),
    "provider_rubbish": (
        "What the agent's model sent cannot be read as a reply. Its owner has to look at it.",
        False,
    ),
}
_BY_STATUS = {
    400: "provider_refused",
    401: "provider_auth",
    402: "provider_rate_limited",
    403: "provider_auth",
    404: "provider_not_found",
    405: "provider_not_found",
    408: "provider_failed",
    409: "provider_failed",
    413: "provider_refused",
    415: "provider_refused",
    422: "provider_refused",
    429: "provider_rate_limited",
}
RETRIED = frozenset({"provider_unreachable", "provider_rate_limited", "provider_failed"})


def failure(code: str) -> ProviderError:
    message, retryable = _SAYINGS[code]
    return ProviderError(code, message, retryable=retryable)


def code_of(error: OpenAIError, *, started: bool) -> str:
    """`started` says that pieces of the reply have come already."""
    import openai

    if isinstance(error, openai.APIStatusError):
        return code_of_status(error.status_code)
    if isinstance(error, openai.APITimeoutError):
        return _of_silence(error, started=started)
    if isinstance(error, openai.APIConnectionError):
        if started:
            return "provider_interrupted"
        return "provider_not_allowed" if _is_own_network(error) else "provider_unreachable"
    if isinstance(error, openai.APIResponseValidationError):
        return "provider_rubbish"
    return "provider_failed"


def code_of_status(status: int) -> str:
    if 300 <= status < 400:
        return "provider_not_found"
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    return "provider_failed" if status >= 500 else "provider_refused"


def _of_silence(error: OpenAIError, *, started: bool) -> str:
    import httpx2

    if isinstance(error.__cause__, httpx2.ConnectTimeout | httpx2.PoolTimeout) and not started:
        return "provider_unreachable"
    return "provider_timeout"


def _is_own_network(error: OpenAIError) -> bool:
    from embedded_server.agents.providers.transport import OwnNetworkError

    return isinstance(error.__cause__, OwnNetworkError)
