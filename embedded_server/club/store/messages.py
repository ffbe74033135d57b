"""Messages themselves. Sending and paging are on the hot path and are plain SQL."""

from __future__ import annotations

from collections.abc import Sequence

from embedded_server.club.store.rows import COLUMNS, SEEN, message, packed
from embedded_server.contracts.club import Mention, Message
from embedded_server.kernel.database import Reader, Transaction

MOST_UNREAD = 1000
LAST = 2**62
"""Above every `seq`."""

_INSERT = (
    "INSERT INTO messages (id, seq, community_id, author_kind, author_id, author_name, text,"
    " created_at, reply_to_id, turn_id, status, client_id, mentions, attachments, only_for,"
    " replaces_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_OLDER = (
    f"SELECT {COLUMNS} FROM messages WHERE community_id = ? AND seq < ? AND {SEEN}"
    " ORDER BY seq DESC LIMIT ?"
)
_NEWER = (
    f"SELECT {COLUMNS} FROM messages WHERE community_id = ? AND seq > ? AND {SEEN}"
    " ORDER BY seq LIMIT ?"
)
_ONE = f"SELECT {COLUMNS} FROM messages WHERE id = ? AND deleted_at IS NULL"
_LAST = (
    f"SELECT created_at FROM messages WHERE community_id = ? AND {SEEN} ORDER BY seq DESC LIMIT 1"
)
_UNREAD = (
    f"SELECT COUNT(*) FROM (SELECT 1 FROM messages WHERE community_id = ? AND seq > ? AND {SEEN}"
    " AND author_id <> ? LIMIT ?)"
)


def insert(tx: Transaction, new: Message) -> int:
    """Answers with the row's number."""
    author = new.author
    made = tx.execute(
        _INSERT,
        (
            new.id,
            new.seq,
            new.community_id,
            author.kind,
            author.id,
            author.name,
            new.text,
            tx.now,
            new.reply_to_id,
            new.turn_id,
            new.status,
            new.client_id,
            packed(new.mentions),
            packed(new.attachments),
            new.only_for,
            new.replaces_id,
        ),
    )
    assert made.lastrowid is not None
    return made.lastrowid


def find(reader: Reader, message_id: str) -> Message | None:
    """Whoever may see it: that is asked of `only_for`."""
    row = reader.row(_ONE, (message_id,))
    return None if row is None else message(row)


def older(
    reader: Reader, community_id: str, viewer_id: str, before: int, limit: int
) -> list[Message]:
    """What `viewer_id` sees, newest first, below `before`."""
    return [message(row) for row in reader.rows(_OLDER, (community_id, before, viewer_id, limit))]


def newer(
    reader: Reader, community_id: str, viewer_id: str, after: int, limit: int
) -> list[Message]:
    """What `viewer_id` sees, oldest first, above `after`."""
    return [message(row) for row in reader.rows(_NEWER, (community_id, after, viewer_id, limit))]


def unread(reader: Reader, community_id: str, user_id: str, read_up_to: int) -> int:
    """At most MOST_UNREAD; one's own messages do not count."""
    found = reader.value(_UNREAD, (community_id, read_up_to, user_id, user_id, MOST_UNREAD))
    return int(found)


def last_at(reader: Reader, community_id: str, viewer_id: str) -> int | None:
    """When the newest message came that `viewer_id` sees."""
    row = reader.row(_LAST, (community_id, viewer_id))
    return None if row is None else int(row[0])


def edit(tx: Transaction, message_id: str, text: str, mentions: Sequence[Mention]) -> None:
    tx.change(
        "UPDATE messages SET text = ?, edited_at = ?, mentions = ? WHERE id = ?",
        (text, tx.now, packed(mentions), message_id),
    )


def delete(tx: Transaction, message_id: str) -> None:
    """The row stays, so that its `seq` is never given again; what it said does not."""
    tx.change(
        "UPDATE messages SET text = '', citations = NULL, mentions = NULL, reactions = NULL,"
        " attachments = NULL, audio = NULL, pinned_at = NULL, deleted_at = ? WHERE id = ?",
        (tx.now, message_id),
    )
