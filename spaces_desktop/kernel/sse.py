"""Server-sent events out of bytes that arrive in pieces of any size."""

from __future__ import annotations

import codecs
from collections.abc import Iterator


class SseParser:
    """Feed it bytes; it gives (event, data) for each finished event and drops comments."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._event = ""
        self._data: list[str] = []

    def feed(self, block: bytes) -> Iterator[tuple[str, str]]:
        self._rest += self._decoder.decode(block)
        while True:
            line, found = self._take_line()
            if not found:
                return
            if line:
                self._field(line)
            elif self._data:
                yield self._event or "message", "\n".join(self._data)
                self._event, self._data = "", []
            else:
                self._event = ""

    def _take_line(self) -> tuple[str, bool]:
        for at, letter in enumerate(self._rest):
            if letter == "\n":
                line, self._rest = self._rest[:at], self._rest[at + 1 :]
                return line, True
            if letter == "\r":
                if at + 1 == len(self._rest):
                    return "", False  # the line feed of a pair may still be on its way
                pair = self._rest[at + 1] == "\n"
                line, self._rest = self._rest[:at], self._rest[at + (2 if pair else 1) :]
                return line, True
        return "", False

    def _field(self, line: str) -> None:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "event":
            self._event = value
        elif name == "data":
            self._data.append(value)
