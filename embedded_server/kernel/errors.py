"""How the server says no.

Refusal            an answer with a code, raised by any floor, turned into a Problem by http.py
└── Invalid        `validation`, naming the fields that are wrong
StorageError       the database could not keep what it was given
└── StorageFull    … because there is no room left
"""

from __future__ import annotations

from typing import Any

from embedded_server.contracts.errors import STATUS, Code, FieldError, Problem

_TITLES = {
    400: "The request is not valid",
    401: "Please sign in",
    402: "Payment is due",
    403: "Not allowed",
    404: "Not found",
    405: "This method is not served here",
    409: "Not possible in the present state",
    410: "No longer there",
    413: "Too large",
    415: "This kind of body is not read here",
    429: "Too many requests",
    500: "The server made a mistake",
    503: "Not ready",
    507: "No room left",
}


class Refusal(Exception):
    """`fields` are those of Problem beside the standing ones, in Python's spelling."""

    def __init__(self, code: Code, detail: str, **fields: Any) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.fields = fields

    @property
    def status(self) -> int:
        return STATUS[self.code]

    def problem(self) -> Problem:
        return Problem(
            type=f"urn:spaces:problem:{self.code}",
            title=_TITLES[self.status],
            status=self.status,
            detail=self.detail,
            code=self.code,
            **self.fields,
        )


class Invalid(Refusal):
    def __init__(self, field: str, message: str) -> None:
        super().__init__(
            Code.VALIDATION, message, errors=[FieldError(field=field, message=message)]
        )


class StorageError(Exception):
    """The environment's fault: locked, corrupt, or failing disk."""


class StorageFull(StorageError):
    """Nothing of the refused change was kept."""


def not_found() -> Refusal:
    """One body for what does not exist and for what is private to others."""
    return Refusal(Code.NOT_FOUND, "There is nothing here, or it is not yours to see.")
