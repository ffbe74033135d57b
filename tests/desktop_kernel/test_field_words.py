"""What the server says about a field never reaches a person as it is."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from embedded_server.contracts.accounts import Register
from embedded_server.contracts.agents import CreateAgent, LinkAgent
from embedded_server.contracts.club import SendMessage
from embedded_server.contracts.errors import Code, FieldError
from spaces_desktop.kernel.errors import ApiError, advise, refusal

_TECHNICAL = re.compile(r"[`$<>^{}]|Expected|regex|\bstr\b|\bint\b|bytes|JSON|[a-z][A-Z]")
_GOOD = {"username": "ada", "password": "long enough", "displayName": "Ada"}


def _said(kind: type[Any], body: dict[str, Any]) -> tuple[str, str]:
    """The field and message that the server makes of a body that does not fit."""
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.json.decode(msgspec.json.encode(body), type=kind)
    what, _, path = str(caught.value).partition(" - at `$.")
    named = re.search(r"field `(\w+)`", what)
    return path.rstrip("`") or (named[1] if named else ""), what


def _text(field: str, message: str) -> str:
    problem = msgspec.structs.replace(
        refusal(400, Code.VALIDATION, message), errors=[FieldError(field=field, message=message)]
    )
    advice = advise(ApiError(problem))
    assert advice.field == field
    assert not _TECHNICAL.search(advice.text), advice.text
    return advice.text


USER_NAME = "A user name has 3 to 32 letters, digits, . _ or -"


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        (Register, _GOOD | {"username": "ada b"}, USER_NAME),
        (Register, _GOOD | {"username": "a"}, USER_NAME),
        (Register, _GOOD | {"username": "a" * 33}, USER_NAME),
        (Register, _GOOD | {"displayName": "x" * 81}, "Your name can have at most 80 characters."),
        (Register, _GOOD | {"displayName": ""}, "Your name is missing."),
        (Register, _GOOD | {"password": "short"}, "A password needs at least 8 characters."),
        (Register, {"username": "ada", "password": "long enough"}, "Your name is missing."),
        (Register, _GOOD | {"displayName": 3}, "Your name cannot be used like this."),
        (Register, _GOOD | {"colour": "red"}, "may need an update"),
        (SendMessage, {"text": "x" * 16_001}, "The text can have at most 16000 characters."),
        (LinkAgent, {"agentId": "a", "contextMessages": 201}, "must be at most 200."),
        (LinkAgent, {"agentId": "a", "contextMessages": -1}, "must be at least 0."),
        (CreateAgent, {"name": "x", "provider": {"kind": "odd"}}, "may need an update"),
        (
            CreateAgent,
            {"name": "x", "provider": {"kind": "openai", "baseUrl": "x" * 3000}},
            "The server address begins with",
        ),
    ],
)
def test_a_fault_of_a_field_is_told_in_plain_words(
    kind: type[Any], body: dict[str, Any], words: str
) -> None:
    assert words in _text(*_said(kind, body))


@pytest.mark.parametrize(
    ("field", "message", "words"),
    [
        ("text", "This is 4001 characters long; 4000 is the most.", "at most 4000 characters"),
        ("text", "Write something first.", "Write something first."),
        (
            "name",
            "Line breaks and control characters are not allowed here.",
            "single line of plain text",
        ),
        ("provider.baseUrl", "An OpenAI-compatible provider needs its baseUrl.", "server address"),
        ("", "The body is not valid JSON: truncated", "may need an update"),
        ("never.heardOf", "Expected `list`, got `str`", "may need an update"),
    ],
)
def test_what_the_server_finds_itself_is_told_too(field: str, message: str, words: str) -> None:
    assert words in _text(field, message)


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("The body may have 10551296 bytes at most.", "That is too large. The limit is 10 MB."),
        ("The body is too large.", "That is too large for the server."),
        ("A file may have 10 MB at most.", "A file may have 10 MB at most."),
    ],
)
def test_what_is_too_large_is_told_without_bytes(detail: str, words: str) -> None:
    assert advise(ApiError(refusal(413, Code.TOO_LARGE, detail))).text == words


@pytest.mark.parametrize("code", list(Code))
def test_a_technical_detail_stays_out_whatever_the_code(code: Code) -> None:
    detail = "Expected `str`, got `int` - at `$.clientId`; leave callFeeCents out"
    text = advise(ApiError(refusal(400, code, detail))).text
    assert text
    assert not _TECHNICAL.search(text), text
