"""The way in."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtWidgets import QWidget

from spaces_desktop.accounts.model import Step
from spaces_desktop.accounts.view import AccountsView
from spaces_desktop.kernel.errors import advise
from tests.accounts.test_accounts_model import Bench
from tests.gallery.screen import Make, Screen, State
from tests.gallery.stage import Stage
from tests.kit.desktop import dropped, server_info


def _view(stage: Stage) -> tuple[Bench, AccountsView]:
    folder = tempfile.TemporaryDirectory()
    stage.at_close(folder.cleanup)
    bench = Bench(Path(folder.name))
    bench.model.server = server_info()
    return bench, AccountsView(bench.model, stage.themes)


def _at(step: Step) -> Make:
    async def make(stage: Stage) -> QWidget:
        bench, view = _view(stage)
        bench.model.step = step
        return view

    return make


async def _loading(stage: Stage) -> QWidget:
    bench, view = _view(stage)
    bench.model.step = Step.ADDRESS
    bench.model.busy = True
    return view


async def _error(stage: Stage) -> QWidget:
    bench, view = _view(stage)
    bench.model.step = Step.ADDRESS
    bench.model.advice = advise(dropped())
    return view


SCREENS = (
    Screen(
        AccountsView,
        "way-in",
        {State.CONTENT: _at(Step.CHOOSE), State.LOADING: _loading, State.ERROR: _error},
        without={State.EMPTY: "there is always a way in to offer"},
        extra={
            "setup": _at(Step.SETUP),
            "sign-in": _at(Step.SIGN_IN),
            "register": _at(Step.REGISTER),
            "unreachable": _at(Step.UNREACHABLE),
        },
    ),
)
