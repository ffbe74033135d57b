"""Request bodies and queries, decoded into their contract types or refused with `validation`."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec
from aiohttp import BodyPartReader, web

from embedded_server.contracts.base import Query
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Route
from embedded_server.kernel.errors import Invalid, Refusal

F = TypeVar("F")
_AT = re.compile(r"^(?P<what>.*) - at `\$(?P<path>.*)`$", re.DOTALL)
_UNKNOWN = re.compile(r"unknown field `(?P<name>[^`]*)`")
_MISSING = re.compile(r"missing required field `(?P<name>[^`]*)`")


def invalid(error: msgspec.ValidationError) -> Invalid:
    """msgspec's message, with the path of the field it speaks of."""
    text = str(error)
    match = _AT.match(text)
    what, path = (match["what"], match["path"].lstrip(".")) if match else (text, "")
    for pattern in (_UNKNOWN, _MISSING):
        if (named := pattern.search(what)) is not None:
            path = f"{path}.{named['name']}".lstrip(".")
    return Invalid(path, what)


async def read_body(
    request: web.Request, route: Route[Any, Any], decoder: msgspec.json.Decoder[Any] | None
) -> Any:
    if decoder is None:
        return None
    if route.upload is not None and request.content_type == "multipart/form-data":
        if route.max_form is not None:
            return None
        return await _read_form(request, route, route.upload)
    raw = await read_raw(request, route.max_body)
    if not raw:
        if not route.body_optional:
            raise Invalid("", "A JSON body is needed.")
        raw = b"{}"
    elif request.content_type not in ("application/json", "application/octet-stream"):
        raise Refusal(Code.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json.")
    try:
        return decoder.decode(raw)
    except msgspec.ValidationError as error:
        raise invalid(error) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Invalid("", f"The body is not valid JSON: {error}") from None


async def read_raw(request: web.Request, most: int) -> bytes:
    """The body, which is not read further than `most` bytes."""
    if request.content_length is not None and request.content_length > most:
        raise _too_large(most)
    if not request.can_read_body:
        return b""
    raw = await request.content.read(most + 1)
    if len(raw) <= most and not request.content.at_eof():
        pieces = [raw]
        size = len(raw)
        while size <= most and (piece := await request.content.readany()):
            pieces.append(piece)
            size += len(piece)
        raw = b"".join(pieces)
    if len(raw) > most:
        raise _too_large(most)
    return raw


async def _read_form(request: web.Request, route: Route[Any, Any], type_: type[Any]) -> Any:
    """A multipart form as `type_`; a file's own name stands in for an absent `title`."""
    fields: dict[str, Any] = {}
    room = route.max_body
    try:
        reader = await request.multipart()
        async for part in reader:
            if not isinstance(part, BodyPartReader) or part.name is None:
                raise Invalid("", "Every part of the form needs a name, and none may nest.")
            if part.name in fields:
                raise Invalid(part.name, "This part stands in the form twice.")
            data = bytearray()
            while piece := await part.read_chunk(65_536):
                data += piece
                if len(data) > room:
                    raise _too_large(route.max_body)
            room -= len(data)
            if part.filename is not None:
                fields[part.name] = bytes(data)
                fields.setdefault("title", part.filename[:200] or None)
            else:
                fields[part.name] = data.decode("utf-8")
    except (ValueError, UnicodeDecodeError, AssertionError) as error:
        raise Invalid("", f"The form cannot be read: {error}") from None
    return convert(fields, type_)


def convert(fields: dict[str, Any], type_: type[F]) -> F:
    """The fields of a form as `type_`; `validation` where they are not."""
    try:
        return msgspec.convert(fields, type_, builtin_types=(bytes,))
    except msgspec.ValidationError as error:
        raise invalid(error) from None


def read_query(request: web.Request, type_: type[Query]) -> Query:
    try:
        return msgspec.convert(dict(request.query), type_, strict=False)
    except msgspec.ValidationError as error:
        raise invalid(error) from None


def _too_large(most: int) -> Refusal:
    return Refusal(Code.TOO_LARGE, f"The body may have {most} bytes at most.")
