"""What the billing slice adds to the shell: the wallet."""

from __future__ import annotations

from collections.abc import Callable

from spaces_desktop.billing.api import BillingApi
from spaces_desktop.billing.till import ENTRIES, Till
from spaces_desktop.billing.view import WalletView
from spaces_desktop.widgets.rooms import Context, Found, Room, Shortcut, Thing

KEY = "wallet"


def build(context: Context) -> Room:
    model = Till(BillingApi(context.http), context.live, context.tasks, context.me, context.server)
    view = WalletView(model, context.themes, context.visit)
    model.setParent(view)
    titles = model.titles()

    def going(page: str) -> Callable[[], None]:
        return lambda: context.visit(KEY, page)

    def statement() -> None:
        context.visit(KEY, ENTRIES)
        view.statement()

    def close() -> None:
        model.close()
        view.release()

    def entries() -> list[Found]:
        where = view.tr("Wallet")
        found = [
            Found(
                id=f"{KEY}/{page}",
                title=titles[page],
                act=going(page),
                kind="place",
                detail=where,
                also=view.tr("money"),
            )
            for page in model.pages
        ]
        found.append(Found(id=f"{KEY}/statement", title=view.tr("Save a statement"), act=statement))
        if view.host is not None:
            found.append(
                Found(id=f"{KEY}/top_up", title=view.tr("Top up a wallet"), act=view.host.top_up)
            )
        return found

    return Room(
        KEY,
        view.tr("Wallet"),
        "wallet",
        view,
        view.open,
        model.start,
        close,
        badge=view.badge,
        entries=entries,
        shortcuts=(
            Shortcut(
                id="wallet_statement",
                keys=("Ctrl+S",),
                words=view.tr("Save a statement"),
                group=view.tr("Wallet"),
                act=statement,
            ),
        ),
        about=lambda thing: Thing(titles[thing]) if thing in titles else None,
    )
