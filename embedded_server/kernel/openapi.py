"""The public contract as OpenAPI 3.1, written from the routes that are served."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec

from embedded_server.contracts.errors import STATUS, Code, Problem
from embedded_server.contracts.routes import Access, Kind, Route
from embedded_server.contracts.turns import AudioReady, Chunk, Done, Failed, Meta

AnyRoute = Route[Any, Any]
TURN_EVENTS = (Meta, Chunk, Done, AudioReady, Failed)
_REF = "#/components/schemas/{name}"
_PARAMETER = re.compile(r"{(\w+)}")


@lru_cache(maxsize=4)
def document(routes: tuple[AnyRoute, ...], version: str) -> dict[str, Any]:
    types: list[Any] = [Problem, *TURN_EVENTS]
    for route in routes:
        types += [t for t in (route.body, route.answer, route.query, route.upload) if _is_json(t)]
    schemas, components = msgspec.json.schema_components(types, ref_template=_REF)
    known = {id(type_): schema for type_, schema in zip(types, schemas, strict=True)}
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(
            route, known, components
        )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Spaces server",
            "version": version,
            "description": "Clubs with AI agents, customer service, lounges and playgrounds.",
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def _is_json(type_: Any) -> bool:
    return type_ is not None and type_ not in (str, bytes, dict)


def _operation(
    route: AnyRoute, known: dict[int, Any], components: dict[str, Any]
) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.name,
        "summary": route.summary,
        "tags": [route.path.removeprefix("/api").split("/")[1].partition(".")[0]],
        "parameters": _parameters(route, components),
        "responses": _responses(route, known),
        "security": {
            Access.PUBLIC: [],
            Access.OPTIONAL: [{}, {"bearer": []}],
            Access.LOCAL: [{}, {"bearer": []}],
        }.get(route.access, [{"bearer": []}]),
    }
    if route.body is not None:
        content = {"application/json": {"schema": known[id(route.body)]}}
        if route.upload is not None:
            content["multipart/form-data"] = {"schema": _form(components[route.upload.__name__])}
        operation["requestBody"] = {"required": not route.body_optional, "content": content}
    elif route.upload is not None:
        form = {"schema": _form(components[route.upload.__name__])}
        operation["requestBody"] = {"required": True, "content": {"multipart/form-data": form}}
    return operation


def _form(schema: dict[str, Any]) -> dict[str, Any]:
    """In a form, bytes are a file and not base64 text."""
    properties = {
        name: {"type": "string", "contentMediaType": "application/octet-stream"}
        if "contentEncoding" in field
        else field
        for name, field in schema["properties"].items()
    }
    return {**schema, "properties": properties}


def _parameters(route: AnyRoute, components: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in _PARAMETER.findall(route.path)
    ]
    if route.query is not None:
        schema = components[route.query.__name__]
        found += [
            {"name": name, "in": "query", "required": name in schema["required"], "schema": field}
            for name, field in schema["properties"].items()
        ]
    if _takes_key(route):
        found.append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "schema": {"type": "string", "minLength": 1, "maxLength": 255},
            }
        )
    if route.path.endswith("/events") and route.kind is Kind.EVENTS:
        found.append(
            {
                "name": "Last-Event-ID",
                "in": "header",
                "required": False,
                "schema": {"type": "string", "pattern": "^[0-9]{1,9}$"},
            }
        )
    return found


def _takes_key(route: AnyRoute) -> bool:
    """Whether a repeat is recognised: by `clientId`, or by the header in its place."""
    if route.body is None:
        return False
    return "client_id" in route.body.__struct_fields__ or Code.IDEMPOTENCY_CONFLICT in route.errors


def _responses(route: AnyRoute, known: dict[int, Any]) -> dict[str, Any]:
    responses: dict[str, Any] = {}
    if route.kind is Kind.SOCKET:
        responses["101"] = {"description": "The WebSocket opens"}
    else:
        for status in {route.status, route.repeat or route.status}:
            responses[str(status)] = _success(route, known)
    if route.empty is not None:
        responses[str(route.empty)] = {"description": "There is nothing"}
    for status, codes in _refusals(route).items():
        responses[str(status)] = {
            "description": ", ".join(f"`{code}`" for code in codes),
            "content": {"application/problem+json": {"schema": known[id(Problem)]}},
        }
    return responses


def _success(route: AnyRoute, known: dict[int, Any]) -> dict[str, Any]:
    if route.answer is None:
        return {"description": "Done"}
    if route.kind is Kind.BYTES:
        return {"description": route.summary, "content": {"*/*": {}}}
    schema = known.get(id(route.answer))
    if route.kind is Kind.EVENTS:
        schema = _event_schema(known)
    if schema is None:
        schema = {"type": "object"} if route.kind is Kind.JSON else {"type": "string"}
    return {"description": route.summary, "content": {route.kind.value: {"schema": schema}}}


def _event_schema(known: dict[int, Any]) -> dict[str, Any]:
    """One event of a stream, as clients of server-sent events receive it."""
    return {
        "type": "object",
        "description": "One event; the stream is any number of them.",
        "properties": {
            "id": {"type": "string", "pattern": "^[0-9]+$"},
            "event": {"enum": [type_.event for type_ in TURN_EVENTS]},
            "data": {
                "type": "string",
                "contentMediaType": "application/json",
                "contentSchema": {"oneOf": [known[id(type_)] for type_ in TURN_EVENTS]},
            },
        },
        "required": ["id", "event", "data"],
    }


def _refusals(route: AnyRoute) -> dict[int, list[Code]]:
    """Codes by status: the route's own, and those that any route of its kind may answer."""
    codes: list[Code] = [Code.BAD_HOST, Code.BAD_ORIGIN, *route.errors]
    codes += [Code.VALIDATION, Code.NOT_READY, Code.STOPPING, Code.TOO_MANY_REQUESTS]
    if route.access in (Access.USER, Access.ADMIN, Access.OPTIONAL, Access.LOCAL):
        codes.append(Code.UNAUTHENTICATED)
    if route.access in (Access.USER, Access.ADMIN, Access.LOCAL):
        codes.append(Code.FORBIDDEN)
    if "{" in route.path:
        codes.append(Code.NOT_FOUND)
    if route.query is not None:
        codes.append(Code.BAD_CURSOR)
    if route.body is not None or route.upload is not None:
        codes += [Code.TOO_LARGE, Code.UNSUPPORTED_MEDIA_TYPE]
    if route.method != "GET":
        codes.append(Code.STORAGE_FULL)
    if _takes_key(route):
        codes.append(Code.IDEMPOTENCY_CONFLICT)
    return _by_status(codes)


def _by_status(codes: Iterable[Code]) -> dict[int, list[Code]]:
    grouped: dict[int, list[Code]] = {}
    for code in sorted(set(codes), key=lambda code: (STATUS[code], code)):
        grouped.setdefault(STATUS[code], []).append(code)
    return grouped
