"""What somebody asks a model to do: busy while it runs, and why it did not work beside the act."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Protocol

from spaces_desktop.kernel.errors import Advice, DesktopError, advise


class Acting(Protocol):
    """A model with `busy` and `form_advice`, as forms and dialogs follow them."""

    form_advice: Advice | None
    busy: bool


async def guarded(
    model: Acting, doing: Callable[[], Awaitable[None]], log: logging.Logger, what: str
) -> None:
    """Do one thing for a model; `what` names it in the log where it is refused."""
    model.form_advice = None
    model.busy = True
    try:
        await doing()
    except DesktopError as error:
        log.info("%s: %s", what, error)
        model.form_advice = advise(error)
    finally:
        model.busy = False
