"""What a new space may begin with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QCoreApplication


def _tr(text: str) -> str:
    return QCoreApplication.translate("playground templates", text)


@dataclass(frozen=True, slots=True)
class Template:
    key: str
    title: str
    about: str
    picture: str
    definition: dict[str, Any] = field(default_factory=dict)


def templates() -> tuple[Template, ...]:
    return (
        Template(
            "whiteboard",
            _tr("Whiteboard"),
            _tr("Draw and write on one board, all at the same time."),
            "whiteboard",
            {"builtIn": "whiteboard"},
        ),
        Template(
            "watch",
            _tr("Watch together"),
            _tr("One video; play, pause and jumps reach everybody."),
            "watch",
            {"builtIn": "watch", "hostOnly": False},
        ),
        Template(
            "quiz",
            _tr("Quiz with prepared questions"),
            _tr("Two sample questions are in it: write your own over them."),
            "quiz",
            {
                "builtIn": "quiz",
                "questions": [
                    {
                        "ask": _tr("How many legs does a spider have?"),
                        "options": ["6", "8", "10"],
                        "right": 1,
                    },
                    {
                        "ask": _tr("Which of these is a planet?"),
                        "options": [_tr("Moon"), _tr("Venus"), _tr("Sirius")],
                        "right": 1,
                    },
                ],
            },
        ),
        Template(
            "page",
            _tr("A page by its address"),
            _tr("A game or tool on the web that people open side by side."),
            "web",
            {"iframeUrl": "https://"},
        ),
        Template("empty", _tr("Empty"), _tr("People and a chat; the rest is up to you."), "blank"),
    )
