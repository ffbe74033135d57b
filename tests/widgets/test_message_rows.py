"""The rows of a message list: sorted and unique whatever is put in, with true signals."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from spaces_desktop.widgets.message_rows import MessageRows, Row

START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def row(order: int, author: str = "Ada", text: str = "", minutes: float | None = None) -> Row:
    at = START + timedelta(minutes=order if minutes is None else minutes)
    return Row(f"m{order}", order, author, author.lower(), text or f"text {order}", at)


class Mirror:
    """What a view would know from the model's signals alone."""

    def __init__(self, rows: MessageRows) -> None:
        self.rows = rows
        self.orders: list[int] = []
        rows.rowsInserted.connect(self._on_inserted)
        rows.rowsRemoved.connect(self._on_removed)
        rows.modelReset.connect(self._on_reset)

    def _on_inserted(self, _parent: object, first: int, last: int) -> None:
        self.orders[first:first] = [one.order for one in self.rows.rows[first : last + 1]]

    def _on_removed(self, _parent: object, first: int, last: int) -> None:
        del self.orders[first : last + 1]

    def _on_reset(self) -> None:
        self.orders = [one.order for one in self.rows.rows]


orders = some.lists(some.integers(0, 40), max_size=12, unique=True)
acts = some.lists(
    some.one_of(
        some.tuples(some.just("merge"), orders),
        some.tuples(some.just("put"), orders),
        some.tuples(some.just("remove"), orders),
        some.tuples(some.just("reset"), orders),
    ),
    max_size=8,
)


@given(acts)
def test_rows_stay_sorted_and_unique_and_the_signals_tell_the_truth(
    acts: list[tuple[str, list[int]]],
) -> None:
    rows = MessageRows()
    mirror = Mirror(rows)
    expected: set[int] = set()
    for name, which in acts:
        if name == "merge":
            rows.merge(row(order) for order in which)
            expected |= set(which)
        elif name == "reset":
            rows.reset(row(order) for order in which)
            expected = set(which)
        for order in which if name == "put" else ():
            rows.put(row(order))
            expected.add(order)
        for order in which if name == "remove" else ():
            rows.remove(f"m{order}")
            expected.discard(order)
    assert [one.order for one in rows.rows] == sorted(expected) == mirror.orders


def test_it_is_a_proper_qt_model(qtmodeltester: ModelTester) -> None:
    rows = MessageRows()
    qtmodeltester.check(rows)  # type: ignore[no-untyped-call] # the plugin does not type it
    rows.merge([row(1), row(2)])
    rows.put(row(0))
    rows.remove("m1")
    assert rows.rowCount() == 2


def test_a_row_speaks_for_itself() -> None:
    rows = MessageRows()
    rows.put(row(1))
    spoken = rows.data(rows.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Ada, 12:01, text 1"


def test_names_lead_groups_and_days_begin() -> None:
    rows = MessageRows()
    rows.reset(
        [
            row(1),
            row(2),
            row(3, "Ben"),
            row(4, "Ben", minutes=30),
            row(5, "Ben", minutes=24 * 60),
        ]
    )
    assert [rows.leads_group(at) for at in range(5)] == [True, False, True, True, True]
    assert [rows.starts_day(at) for at in range(5)] == [True, False, False, False, True]


def test_a_row_that_moves_is_found_in_its_new_place() -> None:
    rows = MessageRows()
    rows.reset([row(1), row(2)])
    moved = Row("m1", 9, "Ada", "ada", "moved", START)
    rows.put(moved)
    assert [one.id for one in rows.rows] == ["m2", "m1"]
    assert rows.position("m1") == 1
    assert rows.get("m7") is None
