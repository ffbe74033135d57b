"""Queries on files. A row that is deleted leaves its id behind until its file is off the disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from embedded_server.contracts import media as contract
from embedded_server.contracts.media import Attachment
from embedded_server.kernel.database import Reader, Transaction

_COLUMNS = (
    "id, room, place_id, community_id, owner_id, message_id, name, mime_type, size_bytes, sha256,"
    " width, height, duration_ms, has_thumbnail, created_at"
)
_IN = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class MediaFile:
    id: str
    room: str
    """The name of the room it was sent to, which says who may fetch it."""
    place_id: str
    """Of the club or the conversation whose messages may take it."""
    community_id: str
    owner_id: str
    message_id: str | None
    """The message it is attached to, if any yet."""
    name: str
    mime_type: str
    size_bytes: int
    sha256: str
    width: int | None
    height: int | None
    duration_ms: int | None
    has_thumbnail: bool
    created_at: int

    @property
    def view(self) -> Attachment:
        thumbnail = contract.THUMBNAIL.url(mediaId=self.id) if self.has_thumbnail else None
        return Attachment(
            id=self.id,
            name=self.name,
            mime_type=self.mime_type,
            size_bytes=self.size_bytes,
            url=contract.READ.url(mediaId=self.id),
            width=self.width,
            height=self.height,
            thumbnail_url=thumbnail,
            duration_ms=self.duration_ms,
        )


def _file(row: tuple[Any, ...]) -> MediaFile:
    values = dict(zip(MediaFile.__slots__, row, strict=True))
    return MediaFile(**values | {"has_thumbnail": bool(values["has_thumbnail"])})


def _list(values: Sequence[str]) -> str:
    return msgspec.json.encode(values).decode()


def insert(tx: Transaction, file: MediaFile) -> MediaFile:
    """The file as it was kept, with its time."""
    file = replace(file, created_at=tx.now)
    tx.change(
        f"INSERT INTO media ({_COLUMNS}) VALUES ({', '.join('?' * 15)})",
        tuple(getattr(file, name) for name in MediaFile.__slots__),
    )
    return file


def find(reader: Reader, media_id: str) -> MediaFile | None:
    row = reader.row(f"SELECT {_COLUMNS} FROM media WHERE id = ?", (media_id,))
    return None if row is None else _file(row)


def find_many(reader: Reader, media_ids: Sequence[str]) -> dict[str, MediaFile]:
    rows = reader.rows(f"SELECT {_COLUMNS} FROM media WHERE id {_IN}", (_list(media_ids),))
    return {row[0]: _file(row) for row in rows}


def attach(tx: Transaction, media_ids: Sequence[str], message_id: str) -> None:
    tx.change(f"UPDATE media SET message_id = ? WHERE id {_IN}", (message_id, _list(media_ids)))


def waiting(reader: Reader, owner_id: str) -> int:
    """How many files of a person no message has taken yet."""
    return int(
        reader.value(
            "SELECT COUNT(*) FROM media WHERE message_id IS NULL AND owner_id = ?", (owner_id,)
        )
    )


def forget_of_messages(tx: Transaction, message_ids: Sequence[str]) -> None:
    """The files of messages that are deleted; they leave the disk after the commit."""
    _forget(tx, "message_id IS NOT NULL AND message_id " + _IN, (_list(message_ids),))


def forget_waiting(tx: Transaction, before: int, limit: int) -> int:
    """Files that no message took since `before`; answers how many there were, up to `limit`."""
    return _forget(
        tx,
        "id IN (SELECT id FROM media WHERE message_id IS NULL AND created_at < ? LIMIT ?)",
        (before, limit),
    )


def forget_files(tx: Transaction, media_ids: Sequence[str]) -> None:
    """Files by their ids, whatever they are on; they leave the disk after the commit."""
    _forget(tx, "id " + _IN, (_list(media_ids),))


def _forget(tx: Transaction, condition: str, parameters: tuple[Any, ...]) -> int:
    tx.change(f"INSERT INTO media_gone (id) SELECT id FROM media WHERE {condition}", parameters)
    return tx.change(f"DELETE FROM media WHERE {condition}", parameters)


def gone(reader: Reader, limit: int) -> list[str]:
    return [id_ for (id_,) in reader.rows("SELECT id FROM media_gone LIMIT ?", (limit,))]


def off_the_disk(tx: Transaction, media_ids: Sequence[str]) -> None:
    tx.change(f"DELETE FROM media_gone WHERE id {_IN}", (_list(media_ids),))


def known(reader: Reader, media_ids: Sequence[str]) -> set[str]:
    """Those of the ids that have rows."""
    rows = reader.rows(f"SELECT id FROM media WHERE id {_IN}", (_list(media_ids),))
    return {id_ for (id_,) in rows}
