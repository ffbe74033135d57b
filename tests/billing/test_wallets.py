"""Wallets: top-ups, statements, refunds with both shares going back, payouts, and the audit."""

from __future__ import annotations

import csv
import io
import sqlite3

import pytest

from embedded_server.contracts import billing
from tests.billing.test_fees import balance, books_are_right, fill, join
from tests.kit.people import Person, Reply
from tests.kit.server import LocalHost


async def payment(person: Person) -> dict[str, object]:
    page = await person.get(billing.ENTRIES.url())
    found: dict[str, object] = next(
        entry for entry in page.json["items"] if entry["amountCents"] < 0
    )
    return found


async def give_back(creator: Person, room: str, entry_id: object, **more: object) -> Reply:
    path = billing.REFUND.url(communityId=room)
    return await creator.post(path, {"entryId": entry_id, **more})


async def test_only_an_admin_puts_money_in_and_a_repeat_with_its_key_puts_it_in_once(
    host: LocalHost,
) -> None:
    person = await host.person()
    path = billing.TOP_UP.url(userId=person.id)
    assert (await person.post(path, {"amountCents": 5})).status == 403
    key = {"Idempotency-Key": "k1"}
    first = await host.admin.post(path, {"amountCents": 500}, headers=key)
    again = await host.admin.post(path, {"amountCents": 500}, headers=key)
    other = await host.admin.post(path, {"amountCents": 501}, headers=key)
    assert (first.status, again.status, other.status) == (201, 200, 409)
    assert first.json == again.json
    assert await balance(person) == 500
    for bad in (0, -5, 1.5, "5", None, 100_000_001):
        assert (await host.admin.post(path, {"amountCents": bad})).status == 400
    nobody = billing.TOP_UP.url(userId="0190aaaa-0000-7000-8000-000000000000")
    assert (await host.admin.post(nobody, {"amountCents": 5})).status == 404


async def test_a_statement_tells_everything_in_order_and_is_safe_in_a_spreadsheet(
    host: LocalHost,
) -> None:
    creator, member = await host.person(), await host.person()
    room = await creator.create(name="=cmd|'/c calc'!A1", joinFeeCents=250)
    await fill(host, member, 1000)
    assert (await join(member, room, 250)).status == 201
    answer = await member.get(billing.STATEMENT.url())
    assert answer.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.body.decode())))
    assert [(row["kind"], row["amount"], row["balance"]) for row in rows] == [
        ("top_up", "10.00", "10.00"),
        ("join_fee", "-2.50", "7.50"),
    ]
    assert rows[1]["community"].startswith("'=")


async def test_entries_page_without_gap_or_repeat(host: LocalHost) -> None:
    person = await host.person()
    for cents in range(1, 8):
        await fill(host, person, cents)
    found = await person.pages(billing.ENTRIES.url(), limit="3")
    assert [entry["amountCents"] for entry in found] == [7, 6, 5, 4, 3, 2, 1]
    assert [entry["balanceCents"] for entry in found] == [28, 21, 15, 10, 6, 3, 1]


async def test_a_refund_in_parts_gives_back_exactly_both_shares(host: LocalHost) -> None:
    creator, member = await host.person(), await host.person()
    room = await creator.create(joinFeeCents=101)
    await fill(host, member, 101)
    assert (await join(member, room, 101)).status == 201
    entry = (await payment(member))["id"]
    back = [await give_back(creator, room, entry, amountCents=cents) for cents in (1, 33, 67)]
    assert [answer.status for answer in back] == [201, 201, 201]
    assert sum(answer.json["creatorCents"] for answer in back) == 70
    assert sum(answer.json["platformCents"] for answer in back) == 31
    assert (await balance(member), await balance(creator)) == (101, 0)
    refused = await give_back(creator, room, entry)
    assert (refused.status, refused.code) == (409, "already_refunded")
    assert (await payment(member))["refundedCents"] == 101
    income = await creator.get(billing.REVENUE.url(communityId=room))
    assert [total["grossCents"] for total in income.json["totals"]] == [0, 0, 0]
    await books_are_right(host)


async def test_a_refund_is_the_creators_and_takes_no_more_than_was_paid(host: LocalHost) -> None:
    creator, member, other = [await host.person() for _ in range(3)]
    room, elsewhere = await creator.create(joinFeeCents=100), await other.create()
    await fill(host, member, 100)
    assert (await join(member, room, 100)).status == 201
    entry = (await payment(member))["id"]
    assert (await give_back(member, room, entry)).status == 403
    assert (await give_back(creator, room, "nonsense")).status == 404
    assert (await give_back(other, elsewhere, entry)).status == 404
    assert (await give_back(creator, room, entry, amountCents=101)).status == 400
    # What the creator has spent cannot be given back, and the member is not told that it was.
    asked = await creator.post(billing.ASK_PAYOUT.url(), {"amountCents": 70})
    assert asked.status == 201
    refused = await give_back(creator, room, entry)
    assert (refused.status, refused.code) == (402, "insufficient_funds")
    assert await balance(member) == 0
    await books_are_right(host)


async def test_after_a_refund_the_join_fee_is_due_again(host: LocalHost) -> None:
    creator, member = await host.person(), await host.person()
    room = await creator.create(joinFeeCents=100)
    await fill(host, member, 300)
    assert (await join(member, room, 100)).status == 201
    assert (await give_back(creator, room, (await payment(member))["id"])).status == 201
    assert (await member.post(f"/api/communities/{room}/leave")).status == 204
    assert (await join(member, room)).json["amountDueCents"] == 100
    assert (await join(member, room, 100)).status == 201
    assert await balance(member) == 200


async def test_a_payout_sets_aside_and_is_decided_once(host: LocalHost) -> None:
    person = await host.person()
    await fill(host, person, 500)
    too_much = await person.post(billing.ASK_PAYOUT.url(), {"amountCents": 501})
    assert (too_much.status, too_much.code) == (402, "insufficient_funds")
    first = (await person.post(billing.ASK_PAYOUT.url(), {"amountCents": 300})).json
    second = (await person.post(billing.ASK_PAYOUT.url(), {"amountCents": 200})).json
    wallet = (await person.get(billing.WALLET.url())).json
    assert (wallet["balanceCents"], wallet["heldCents"]) == (0, 500)
    confirm = billing.CONFIRM_PAYOUT.url(payoutId=first["id"])
    assert (await person.post(confirm, {})).status == 403
    assert (await host.admin.post(confirm, {})).json["status"] == "confirmed"
    again = await host.admin.post(confirm, {})
    assert (again.status, again.code) == (409, "already_decided")
    reject = billing.REJECT_PAYOUT.url(payoutId=second["id"])
    assert (await host.admin.post(reject, {"note": "no such account"})).json["status"] == "rejected"
    wallet = (await person.get(billing.WALLET.url())).json
    assert (wallet["balanceCents"], wallet["heldCents"]) == (200, 0)
    listed = await person.pages(billing.PAYOUTS.url(), limit="1")
    assert [payout["status"] for payout in listed] == ["rejected", "confirmed"]
    assert (await person.get(billing.PAYOUTS.url(), params={"all": "true"})).status == 403
    await books_are_right(host)


async def test_a_payout_is_told_to_whoever_asked_and_to_admins_alone(host: LocalHost) -> None:
    person, other = await host.person(), await host.person()
    await fill(host, person, 300)
    async with person.live() as mine, host.admin.live() as admins, other.live() as others:
        asked = (await person.post(billing.ASK_PAYOUT.url(), {"amountCents": 300})).json
        for heard in (mine, admins):
            told = (await heard.next("payout.updated"))["data"]
            assert (told["id"], told["status"]) == (asked["id"], "pending")
        await host.admin.post(billing.CONFIRM_PAYOUT.url(payoutId=asked["id"]), {})
        for heard in (mine, admins):
            assert (await heard.next("payout.updated"))["data"]["status"] == "confirmed"
        await fill(host, other, 1)
        await others.next("wallet.updated")
        assert "payout.updated" not in [one["type"] for one in others.events]


async def test_the_ledger_cannot_be_rewritten(host: LocalHost) -> None:
    person = await host.person()
    await fill(host, person, 500)
    connection = sqlite3.connect(host.settings.data_dir / "spaces.db")
    for statement in (
        "UPDATE ledger_entries SET amount_cents = 1",
        "DELETE FROM ledger_entries",
        "DELETE FROM ledger_transactions",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()


async def test_the_audit_finds_a_balance_that_was_meddled_with(host: LocalHost) -> None:
    person = await host.person()
    await fill(host, person, 500)
    connection = sqlite3.connect(host.settings.data_dir / "spaces.db")
    with connection:
        connection.execute(
            "UPDATE ledger_accounts SET balance_cents = 900 WHERE id = ?", (f"user:{person.id}",)
        )
    connection.close()
    found = (await host.admin.get(billing.AUDIT.url())).json
    assert found["mismatchedWallets"] == [
        {"account": f"user:{person.id}", "storedCents": 900, "derivedCents": 500}
    ]
    assert (await person.get(billing.AUDIT.url())).status == 403
