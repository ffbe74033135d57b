"""A definition as it is typed: whether it can be used, and at which line it cannot."""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.play import BUILT_IN
from embedded_server.contracts.playground import MAX_DEPTH, MAX_JSON_BYTES, MAX_URL

TokenKind = Literal["name", "text", "number", "word", "sign"]
_TOKEN = re.compile(
    r'(?P<text>"(?:\\.|[^"\\\n])*"?)|(?P<number>-?\d[\d.eE+\-]*)|(?P<word>[A-Za-z_]+)'
    r"|(?P<sign>[{}\[\],:])"
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("definition", text)


@dataclass(frozen=True, slots=True)
class Token:
    kind: TokenKind
    start: int
    end: int
    depth: int
    """How many brackets are open around it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`line` counts from 1; `start` and `end` are places in the whole text."""

    line: int
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Checked:
    """`value` is there where it is a JSON object, even if a rule is broken in it."""

    value: dict[str, Any] | None
    faults: tuple[Fault, ...] = ()

    @property
    def is_good(self) -> bool:
        return self.value is not None and not self.faults


def tokens(text: str) -> Iterator[Token]:
    """All of it, also where it is no JSON (yet)."""
    depth = 0
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        sign = found.group()
        if sign in ("}", "]"):
            depth = max(0, depth - 1)
        if kind == "text" and text[found.end() : found.end() + 20].lstrip().startswith(":"):
            yield Token("name", found.start(), found.end(), depth)
        elif kind == "text":
            yield Token("text", found.start(), found.end(), depth)
        elif kind == "number":
            yield Token("number", found.start(), found.end(), depth)
        elif kind == "word":
            yield Token("word", found.start(), found.end(), depth)
        else:
            yield Token("sign", found.start(), found.end(), depth)
        if sign in ("{", "["):
            depth += 1


def check(text: str, *, lan_pages: bool = True) -> Checked:
    """`lan_pages`: whether http into a private network may be allowed; the server says so in the
    end."""
    if not text.strip():
        return Checked({})
    try:
        value = json.loads(text, parse_constant=_no_constant)
        size = len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
    except json.JSONDecodeError as error:
        return Checked(None, (_parse_fault(text, error),))
    except RecursionError:
        return Checked(None, (_at_depth(text),))
    except UnicodeEncodeError:
        words = _tr("It holds half a character, which nobody can read. Look for a \\u escape.")
        return Checked(None, (_fault_at(text, max(0, text.lower().find("\\ud")), words),))
    except ValueError:
        return Checked(None, (_odd_number(text),))
    if not isinstance(value, dict):
        words = _tr("A definition is an object: it begins with { and ends with }.")
        return Checked(None, (_fault_at(text, len(text) - len(text.lstrip()), words),))
    faults = []
    if size > MAX_JSON_BYTES:
        words = _tr("This is {size} KiB long; {most} KiB is the most.")
        told = words.format(size=-(-size // 1024), most=MAX_JSON_BYTES // 1024)
        faults.append(_fault_at(text, len(text.rstrip()) - 1, told))
    if any(one.depth >= MAX_DEPTH and text[one.start] in "{[" for one in tokens(text)):
        faults.append(_at_depth(text))
    for name, words in (
        ("iframeUrl", _url_fault(value, lan_pages=lan_pages)),
        ("builtIn", _built_in_fault(value)),
    ):
        if words:
            faults.append(_fault_of(text, name, words))
    return Checked(value, tuple(sorted(faults, key=lambda one: one.start)))


def formatted(text: str) -> str | None:
    """The same, laid out; None where it is no JSON."""
    checked = check(text)
    return None if checked.value is None else write(checked.value)


def write(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def refused(text: str, field: str, words: str) -> Fault | None:
    """What the server says about a part of the definition, at its line."""
    first, _, rest = field.partition(".")
    if first != "definition":
        return None
    return _fault_of(text, rest.split(".")[0], words) if rest else _fault_at(text, 0, words)


def _no_constant(word: str) -> Any:
    raise ValueError(word)


def _fault_at(text: str, at: int, words: str) -> Fault:
    """From there to the end of its line, without what is blank."""
    at = max(0, min(at, len(text)))
    line = text.count("\n", 0, at) + 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    if not text[at:end].strip():
        # Where a line ends too early its last sign is marked.
        at = max(text.rfind("\n", 0, at) + 1, len(text[:at].rstrip()) - 1)
    return Fault(line, at, max(end, at + 1), words)


def _fault_of(text: str, name: str, words: str) -> Fault:
    """At what stands under that name in the outermost object."""
    wanted = json.dumps(name)
    found = [
        one
        for one in tokens(text)
        if one.kind == "name" and one.depth == 1 and text[one.start : one.end] == wanted
    ]
    return _fault_at(text, found[-1].start if found else 0, words)


def _parse_fault(text: str, error: json.JSONDecodeError) -> Fault:
    said = error.msg
    known = (
        ("property name", _tr("A name in double quotes belongs here.")),
        ("':' delimiter", _tr("A colon belongs here.")),
        ("',' delimiter", _tr("A comma, or a closing bracket, belongs here.")),
        ("trailing comma", _tr("Nothing follows this comma: take it away.")),
        ("Expecting value", _tr("A value belongs here: a text, a number, true, false or null.")),
        ("Unterminated string", _tr("This text has no closing quote.")),
        ("Extra data", _tr("Nothing may follow the closing bracket.")),
        ("control character", _tr("A text may not go over more than one line: write \\n.")),
        ("escape", _tr("After a \\ this is not possible. Write \\\\ for the sign itself.")),
    )
    words = next((words for part, words in known if part in said), _tr("This is not JSON."))
    # What is missing, is missing behind what stands there; the parser names what it met instead.
    before = len(text[: error.pos].rstrip()) - 1
    if before >= 0 and text[before] == "," and text[error.pos : error.pos + 1] in ("}", "]"):
        return _fault_at(text, before, _tr("Nothing follows this comma: take it away."))
    is_next_line = "\n" in text[before + 1 : error.pos]
    if is_next_line and ("delimiter" in said or "Expecting value" in said):
        return _fault_at(text, before, words)
    return _fault_at(text, error.pos, words)


def _at_depth(text: str) -> Fault:
    deep = (one.start for one in tokens(text) if one.depth >= MAX_DEPTH and text[one.start] in "{[")
    words = _tr("Here it is nested deeper than {most} levels.").format(most=MAX_DEPTH)
    return _fault_at(text, next(deep, 0), words)


def _odd_number(text: str) -> Fault:
    odd = (
        one.start
        for one in tokens(text)
        if (one.kind == "word" and text[one.start : one.end] not in ("true", "false", "null"))
        or (one.kind == "number" and one.end - one.start > 300)
    )
    return _fault_at(text, next(odd, 0), _tr("JSON has no such number."))


def _url_fault(value: dict[str, Any], *, lan_pages: bool) -> str:
    if "iframeUrl" not in value:
        return ""
    url = value["iframeUrl"]
    if not isinstance(url, str):
        return _tr("An address is a text in double quotes.")
    if len(url) > MAX_URL:
        return _tr("An address has at most {most} characters.").format(most=MAX_URL)
    if any(one.isspace() or ord(one) < 33 or one == "\\" for one in url):
        return _tr("An address holds no spaces.")
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return _tr("This is not an address.")
    if "@" in parts.netloc:
        return _tr("An address may not hold a user name or password.")
    if parts.scheme == "http" and host and lan_pages and _is_private(host):
        return ""
    if parts.scheme != "https" or not host:
        return _tr("The address of a page begins with https:// and names its site.")
    return ""


def _is_private(host: str) -> bool:
    if host == "localhost" or host.endswith((".localhost", ".local")):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_private or address.is_loopback or address.is_link_local


def _built_in_fault(value: dict[str, Any]) -> str:
    if "builtIn" not in value or value["builtIn"] in tuple(BUILT_IN):
        return ""
    words = _tr("There is no such built-in playground. There are: {names}.")
    return words.format(names=", ".join(BUILT_IN))
