"""The settings of a lounge."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from spaces_desktop.lounge.settings.model import LoungeSettingsModel
from spaces_desktop.lounge.settings.settings_view import LoungeSettingsView
from tests.gallery.screen import Make, Screen, State
from tests.gallery.stage import Stage
from tests.kit.desktop import dropped
from tests.lounge.talking import mine


def _settings(*, saves: bool = False, answer: Any = None, **more: Any) -> Make:
    async def make(stage: Stage) -> QWidget:
        given: dict[str, Any] = {"free_minutes_per_day": 5, "text_when_used": True}
        one = mine(**(given | more))
        model = LoungeSettingsModel(one, stage.calls(edit=answer or one), stage.tasks)
        shown = LoungeSettingsView(model, stage.themes)
        model.setParent(shown)
        stage.at_close(model.close)
        stage.at_close(shown.release)
        if saves:
            shown.save()
        await stage.rest()
        return shown

    return make


SCREENS = [
    Screen(
        LoungeSettingsView,
        "lounge settings",
        {
            State.ERROR: _settings(saves=True, answer=dropped()),
            State.CONTENT: _settings(monthly_price_cents=900, join_fee_cents=300),
        },
        without={
            State.LOADING: "what it shows is there with the lounge",
            State.EMPTY: "a lounge has settings",
        },
        extra={
            "two prices": _settings(saves=True, monthly_price_cents=900, monthly_fee_cents=500),
            "saved": _settings(saves=True),
        },
        size=(900, 900),
    ),
]
