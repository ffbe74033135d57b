"""The log of what staff did, in words."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget

from embedded_server.contracts.communities import AuditEntry
from spaces_desktop.communities.audit_view import AuditPage
from spaces_desktop.kernel.moments import full
from spaces_desktop.widgets.theme import Themes
from tests.communities.test_settings_model import Bench
from tests.kit.desktop import AT, application, discard, page_of, run, until

END = "2099-01-01T12:00:00.000Z"


def test_a_mute_is_told_with_its_end() -> None:
    bench = Bench()
    entry = AuditEntry(
        id="e1",
        at=AT,
        actor_id="u1",
        actor_name="Ada",
        act="member.muted",
        target_id="u2",
        target_name="Ben",
        detail=END,
    )
    bench.calls.script("audit", page_of([entry]))
    themes = Themes(application(), "light")
    page = AuditPage(bench.model, themes)
    bench.model.audit.load()

    async def rest() -> None:
        await until(lambda: not bench.tasks.names)

    run(rest())
    shown = page.findChild(QListWidget, "audit_list")
    assert shown is not None
    assert shown.item(0).text().endswith(f"Ada muted Ben until {full(END)}")
    bench.model.close()
    discard(page, themes)
