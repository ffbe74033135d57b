"""What the palette finds of a brand's pages and settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.communities import Community
from spaces_desktop.communities.rights import is_staff
from spaces_desktop.widgets.rooms import Found

NEW = "new"


def _tr(text: str) -> str:
    return QCoreApplication.translate("service", text)


def entries(
    brands: Sequence[Community],
    go: Callable[[str, str], None],
    settings: Callable[[], None],
    canned: Callable[[], None],
) -> Iterator[Found]:
    """`go` takes a brand and a page of it, or what else can be visited in the room; the others
    open dialogs over the brand one is at."""

    def at(brand: str, then: Callable[[], None]) -> Callable[[], None]:
        def act() -> None:
            go(brand, "")
            then()

        return act

    def page(brand: str, key: str) -> Callable[[], None]:
        return lambda: go(brand, key)

    yield Found(
        id="support/new",
        title=_tr("Create a customer service"),
        act=page(NEW, ""),
        also=_tr("official brand support helpdesk"),
    )
    for one in brands:
        here, name = f"support/{one.id}", one.name
        yield Found(
            id=f"{here}/report",
            title=_tr("Report of {name}").format(name=name),
            act=page(one.id, "report"),
            kind="place",
            also=_tr("figures statistics ratings waiting times"),
        )
        yield Found(
            id=f"{here}/canned",
            title=_tr("Ready-made answers of {name}").format(name=name),
            act=at(one.id, canned),
            also=_tr("canned replies templates"),
        )
        if is_staff(one):
            yield Found(
                id=f"{here}/settings",
                title=_tr("Settings of {name}").format(name=name),
                act=at(one.id, settings),
                kind="setting",
                also=_tr("business hours holidays team web chat targets"),
            )
