"""The shelf: what is put there outlives the app, in order, for its owner alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from spaces_desktop.kernel.shelf import Shelf, ShelfError
from tests.kit.desktop import run


def test_what_is_kept_comes_back_in_order_for_its_owner(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "unsent.db"
    shelf, other = Shelf(file, "s1/ada"), Shelf(file, "s1/ben")
    run(shelf.put("outbox", "b", b"first"))
    run(shelf.put("outbox", "a", b"second"))
    run(other.put("outbox", "b", b"another's"))
    run(shelf.put("outbox", "b", b"changed"))
    shelf.put_soon("draft", "c1", b"words")
    shelf.remove_soon("outbox", "a")
    shelf.put_soon("outbox", "c", b"third")
    shelf.close()
    other.close()
    again = Shelf(file, "s1/ada")
    assert again.load("outbox") == [("b", b"changed"), ("c", b"third")]
    assert again.load("draft") == [("c1", b"words")]
    again.close()


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    shelf = Shelf(tmp_path / "file" / "unsent.db", "s1/ada")
    assert shelf.load("outbox") == []
    with pytest.raises(ShelfError):
        run(shelf.put("outbox", "a", b"words"))
    shelf.close()
    with pytest.raises(ShelfError):
        run(shelf.put("outbox", "a", b"words"))


def test_a_full_disk_says_so_and_keeps_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "unsent.db"
    shelf = Shelf(file, "s1/ada")
    run(shelf.put("outbox", "a", b"words"))
    shelf._thread.submit(lambda: shelf._connection().execute("PRAGMA max_page_count = 4")).result()
    with pytest.raises(ShelfError):
        run(shelf.put("outbox", "b", b"x" * 100_000))
    assert shelf.load("outbox") == [("a", b"words")]
    shelf.close()


def test_a_damaged_file_is_put_aside_and_not_thrown_away(tmp_path: Path) -> None:
    file = tmp_path / "unsent.db"
    file.write_bytes(b"not a database at all" * 100)
    shelf = Shelf(file, "s1/ada")
    assert shelf.load("outbox") == []
    run(shelf.put("outbox", "a", b"words"))
    shelf.close()
    assert (tmp_path / "unsent.damaged").read_bytes().startswith(b"not a database")
    with sqlite3.connect(file) as found:
        assert found.execute("SELECT count(*) FROM kept").fetchone() == (1,)
    found.close()
