"""What a space is, in words: what people see in it, and who may come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.play import BUILT_IN
from embedded_server.contracts.playground import Session, Space
from spaces_desktop.widgets.links import host_of

MOST_NAMES = 4


def _tr(text: str) -> str:
    return QCoreApplication.translate("playground", text)


def built_in_of(definition: Mapping[str, Any]) -> str:
    """The key of the built-in playground it names, "" for none."""
    name = definition.get("builtIn")
    return name if isinstance(name, str) and name in BUILT_IN else ""


def picture_of(definition: Mapping[str, Any]) -> str:
    """The name of an icon."""
    return built_in_of(definition) or ("web" if site_of(definition) else "playgrounds")


def site_of(definition: Mapping[str, Any]) -> str:
    """The host of the page it names, "" for none."""
    url = definition.get("iframeUrl")
    return host_of(url) if isinstance(url, str) else ""


def page_words(definition: Mapping[str, Any]) -> str:
    """What is seen in a session, in few words."""
    names = {
        "whiteboard": _tr("Whiteboard"),
        "watch": _tr("Watch together"),
        "quiz": _tr("Quiz"),
    }
    name, site = built_in_of(definition), site_of(definition)
    if name:
        return names.get(name, name)
    return _tr("Page of {site}").format(site=site) if site else _tr("Chat alone")


def page_about(definition: Mapping[str, Any]) -> str:
    about = {
        "whiteboard": _tr("A board that everybody draws on at the same time."),
        "watch": _tr("A video that plays, stops and jumps for everybody at once."),
        "quiz": _tr("Questions that one person asks and everybody answers."),
    }
    name, site = built_in_of(definition), site_of(definition)
    if name:
        return about.get(name, "")
    if site:
        words = _tr("A page of {site}. Everybody is asked before it is loaded.")
        return words.format(site=site)
    return _tr("No page: people see each other and a chat.")


def access_words(space: Space) -> str:
    return _tr("Public") if space.is_public else _tr("Private")


def people_words(count: int) -> str:
    if count == 1:
        return _tr("1 person")
    return _tr("{count} people").format(count=count)


def who_is_in(session: Session) -> str:
    """The names of those who are in it now."""
    found = session.participants or []
    names = [one.name for one in found if one.status == "connected"]
    if not names:
        return _tr("Nobody is in it now")
    shown = ", ".join(names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    if more > 0:
        return _tr("{names} and {count} more").format(names=shown, count=more)
    return shown
