"""What a server knows of itself, such as its name: one text for each name."""

from __future__ import annotations

from embedded_server.kernel.database import Reader, Transaction


def find(reader: Reader, name: str) -> str | None:
    found = reader.value("SELECT value FROM facts WHERE name = ?", (name,))
    return None if found is None else str(found)


def put(tx: Transaction, name: str, value: str) -> None:
    tx.change(
        "INSERT INTO facts (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )
