"""Every operation of our own OpenAPI under generated requests, valid and not: no 500, and no answer
that the contract does not state."""

from __future__ import annotations

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import checks
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks as openapi_checks

from embedded_server.app import SLICES
from embedded_server.contracts import (
    lounge,
    support,
    support_desk,
    verification,
    voice,
    widget,
)
from embedded_server.contracts.routes import Route
from embedded_server.contracts.version import VERSION
from embedded_server.kernel.openapi import document
from tests.fuzz.conftest import Target

EXAMPLES = int(os.environ.get("SPACES_FUZZ_EXAMPLES", "15"))
"""For each operation, of what fits and of what does not."""
ELSEWHERE = (EXAMPLES + 2) // 3
"""Of requests that fit and ask for what is not there: most end at the same refusal."""

ROUTES: tuple[Route[Any, Any], ...] = tuple(route for slice_ in SLICES for route in slice_.handlers)
PLACES = {
    value: place
    for place, modules in {
        "brandId": (support, support_desk, verification, widget),
        "loungeId": (lounge, voice),
    }.items()
    for module in modules
    for value in vars(module).values()
    if isinstance(value, Route)
}
"""Which thing of a world is the community of a route, where it is not the club."""
# Unknown words behind the question mark are passed over, as anywhere on the web.
CONFIG = schemathesis.Config.from_dict(
    {"generation": {"allow-extra-parameters": False, "with-security-parameters": False}}
)
SCHEMA = schemathesis.openapi.from_dict(document(ROUTES, VERSION), config=CONFIG)

CHECKS = [
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_headers_conformance,
    openapi_checks.response_schema_conformance,
    openapi_checks.negative_data_rejection,
    openapi_checks.unsupported_method,
]
"""Left out: acceptance of all that fits the schema, since state decides too (an id that fits need
not exist, a name of blanks is none); use after free and availability, which judge sequences that
the journeys and room tests make; ignored authentication, which test_hostile.py asks of each route
once and not for every example."""

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_answers_as_the_contract_states(route: Route[Any, Any], target: Target) -> None:
    operation = SCHEMA[route.path][route.method]
    world = target.world()
    names = [name for name in world if f"{{{name}}}" in route.path]
    here = {name: world[name] for name in names}
    if "communityId" in here and route in PLACES:
        here["communityId"] = world[PLACES[route]]

    valid, wrong = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
    kinds = [(valid, EXAMPLES, operation.as_strategy(valid, path_parameters=here or None))]
    if here:
        kinds.append((valid, ELSEWHERE, operation.as_strategy(valid)))
    if route.body is not None or route.query is not None:
        kinds.append((wrong, EXAMPLES, operation.as_strategy(wrong, path_parameters=here or None)))

    for mode, examples, kind in kinds:

        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            derandomize="SPACES_FUZZ_EXAMPLES" not in os.environ,
            suppress_health_check=_QUIET,
        )
        @given(case=kind, deep=st.just(False) if mode is wrong else st.booleans())
        def ask(case: schemathesis.Case[Any], deep: bool) -> None:
            if deep and isinstance(case.body, dict):
                for name in case.body.keys() & world.keys():
                    case.body[name] = world[name]
            response = case.call(base_url=target.url, session=target.session, timeout=30)
            case.validate_response(response, checks=CHECKS)

        ask()
