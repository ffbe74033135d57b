"""The contract against its two sides: each route has one handler, and who calls it uses the
value, never a URL of its own."""

from __future__ import annotations

import ast
import importlib
from collections import Counter
from typing import Any

import pytest

from embedded_server.app import SLICES
from embedded_server.contracts.errors import STATUS, Code
from embedded_server.contracts.events import DATA, TRANSIENT, EventType
from embedded_server.contracts.routes import Access, Route
from tests.architecture.sources import DESKTOP, SERVER, module, name, python_files, strings, tree

_CONTRACTS = SERVER / "contracts"

NOT_CALLED_BY_THE_DESKTOP: dict[str, str] = {
    "GET /api/health": "for whoever watches the process",
    "GET /api/ready": "for whoever watches the process",
    "GET /api/metrics": "for Prometheus",
    "GET /api/openapi.json": "for other clients",
    "GET /api/docs": "for readers",
    "POST /api/admin/clock": "for tests",
    "POST /api/payments/stripe/webhook": "for Stripe",
    "GET /api/payments/return": "for the browser that comes back from paying",
    "GET /api/media/{mediaId}": "called by the URL that an attachment carries",
    "GET /api/media/{mediaId}/thumbnail": "called by the URL that an attachment carries",
    "GET /api/verification-documents/{documentId}": "called by the URL that a document carries",
    "GET /api/communities/{communityId}/voice-samples/{sampleId}/audio": (
        "called by the URL that a recording carries"
    ),
    "GET /widget.js": "for brands' web sites",
    "GET /widget/{communityId}": "for the frame that the script makes there",
    "GET /widget/assets/{file}": "for that page",
    "GET /api/widget/{communityId}": "for that page",
    "POST /api/widget/{communityId}/guests": "for that page",
    "GET /play/{code}": "for browsers, where somebody opens the link to a session",
    "GET /play/assets/{file}": "for that page",
    "GET /api/play/{code}": "for that page",
    "POST /api/play/{code}/visitors": "for that page",
    "GET /sdk/spaces.js": "for embedded pages",
    "GET /sdk/spaces.d.ts": "for who writes such a page",
    "GET /sdk/example.html": "for who writes such a page",
    "GET /playgrounds/{name}/": "for the frame of a session, fetched by the window's proxy",
    "GET /playgrounds/{name}/{file}": "for that page",
}
"""Routes for other callers, each with who that is."""

WITHOUT_A_SCREEN = frozenset(
    {
        "GET /api/agents/{agentId}",
        "GET /api/turns/{turnId}/events",
        "GET /api/chats/{chatId}",
    }
)
"""What the server can do and the window does not offer yet: this list only ever shrinks."""

PUBLIC_PAGES = ("/widget", "/play/", "/sdk/", "/playgrounds/")
"""Where pages and scripts for browsers lie, beside the API."""


def _contract_routes() -> dict[str, Route[Any, Any]]:
    """Every public route by `METHOD path`."""
    found: dict[str, Route[Any, Any]] = {}
    for path in sorted(_CONTRACTS.glob("*.py")):
        for value in vars(importlib.import_module(module(path))).values():
            if isinstance(value, Route):
                found[f"{value.method} {value.path}"] = value
    return found


ROUTES = _contract_routes()


def test_there_are_routes_and_no_two_share_a_name() -> None:
    assert len(ROUTES) > 30
    twice = [name for name, count in Counter(r.name for r in ROUTES.values()).items() if count > 1]
    assert twice == []


@pytest.mark.parametrize("key", sorted(ROUTES))
def test_a_route_has_exactly_one_handler(key: str) -> None:
    handlers = [slice_.name for slice_ in SLICES if ROUTES[key] in slice_.handlers]
    assert len(handlers) == 1


def test_nothing_is_served_that_is_not_in_the_contract() -> None:
    served = {f"{r.method} {r.path}" for slice_ in SLICES for r in slice_.handlers}
    assert served - set(ROUTES) == set()


@pytest.mark.parametrize("key", sorted(ROUTES))
def test_a_route_is_well_formed(key: str) -> None:
    route = ROUTES[key]
    is_page = route.access is Access.PUBLIC and route.path.startswith(PUBLIC_PAGES)
    assert route.path.startswith("/api/") or is_page
    assert not route.path.endswith("/") or is_page
    assert route.summary
    assert not route.summary.endswith(".")
    assert set(route.errors) <= set(Code)
    if route.method == "GET":
        assert route.body is None
    if route.status == 204:
        assert route.answer is None


def test_no_url_is_typed_twice() -> None:
    found = [
        f"{name(path)}:{line}: {text!r}"
        for path in python_files(SERVER, DESKTOP)
        if not path.is_relative_to(_CONTRACTS)
        for text, line in strings(path)
        if "/api/" in text
    ]
    assert found == []


def _routes_named_in_the_desktop() -> set[str]:
    """Routes that some desktop module names, through an import of their module or of themselves."""
    used: set[str] = set()
    for path in python_files(DESKTOP):
        modules: dict[str, Any] = {}
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.ImportFrom) or node.module is None:
                continue
            if not node.module.startswith("embedded_server.contracts"):
                continue
            for alias in node.names:
                value = _resolve(node.module, alias.name)
                if isinstance(value, Route):
                    used.add(f"{value.method} {value.path}")
                else:
                    modules[alias.asname or alias.name] = value
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                value = getattr(modules.get(node.value.id), node.attr, None)
                if isinstance(value, Route):
                    used.add(f"{value.method} {value.path}")
    return used


def _resolve(package: str, word: str) -> Any:
    found = getattr(importlib.import_module(package), word, None)
    return importlib.import_module(f"{package}.{word}") if found is None else found


def test_the_desktop_calls_every_route_but_the_listed_ones() -> None:
    used = _routes_named_in_the_desktop()
    listed = NOT_CALLED_BY_THE_DESKTOP.keys() | WITHOUT_A_SCREEN
    assert set(ROUTES) - used - listed == set()
    assert listed - set(ROUTES) == set(), "listed, but there is no such route"
    assert used & listed == set(), "listed, but called all the same"


def test_every_desktop_room_reaches_the_server_through_its_api_alone() -> None:
    """Only `api` modules and the kernel name routes; models and views call those."""
    found = []
    for path in python_files(DESKTOP):
        parts = path.relative_to(DESKTOP).parts
        if path.stem == "api" or parts[0] in ("kernel", "shell"):
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "embedded_server.contracts"
            ):
                for alias in node.names:
                    if isinstance(_resolve(node.module or "", alias.name), Route):
                        found.append(f"{name(path)}:{node.lineno} {alias.name}")
    assert found == []


def test_every_event_and_every_refusal_is_described() -> None:
    assert set(DATA) == set(EventType)
    assert set(EventType) >= TRANSIENT
    assert set(STATUS) == set(Code)
    assert all(400 <= status < 600 for status in STATUS.values())
