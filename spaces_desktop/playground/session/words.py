"""What a session says in words: powers of a page, who drives a seat, what happened."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.playground import ControlMode, Participant, SessionLogEntry
from spaces_desktop.playground.page.permissions import Power


def power_words(power: Power) -> str:
    return {
        Power.MICROPHONE: _tr("the microphone"),
        Power.CAMERA: _tr("the camera"),
        Power.CAMERA_AND_MICROPHONE: _tr("camera and microphone"),
        Power.POSITION: _tr("to know where you are"),
        Power.NOTIFICATIONS: _tr("to show notifications"),
        Power.CLIPBOARD: _tr("to read what you copied"),
        Power.POINTER_LOCK: _tr("to take over the mouse pointer"),
    }[power]


def blocked_words(why: str) -> str:
    if why in ("private", "own"):
        return _tr("The page tried to reach this computer or its network. That was blocked.")
    return _tr("The page tried to load something that pages may not load. That was blocked.")


def mode_wish(mode: ControlMode) -> str:
    return {
        "human": _tr("The page asks that you drive your seat yourself."),
        "agent": _tr("The page asks that your AI drives your seat."),
        "hybrid": _tr("The page asks that you and your AI drive your seat together."),
    }[mode]


def built_in_words(page_url: str) -> str:
    name = page_url.strip("/").rpartition("/")[2]
    return {
        "whiteboard": _tr("A built-in playground: the whiteboard"),
        "watch": _tr("A built-in playground: watching together"),
        "quiz": _tr("A built-in playground: the quiz"),
    }.get(name, _tr("A built-in playground"))


def driver_words(seat: Participant, agent_name: str) -> str:
    """Who drives a seat, "" where no agent could; one whose name is not known has none."""
    if seat.agent_id is None:
        return ""
    if not agent_name:
        return {
            "agent": _tr("An AI drives"),
            "hybrid": _tr("Together with an AI"),
        }.get(seat.control_mode or "human", _tr("An AI stands by"))
    if seat.control_mode == "agent":
        return _tr("{agent} (AI) drives").format(agent=agent_name)
    if seat.control_mode == "hybrid":
        return _tr("Together with {agent} (AI)").format(agent=agent_name)
    return _tr("{agent} (AI) stands by").format(agent=agent_name)


def seat_words(seat: Participant, host_id: str, me_id: str) -> str:
    """What is to be said of somebody, in one line."""
    about = [
        _tr("Host") if seat.user_id == host_id else "",
        _tr("Visitor") if seat.is_visitor and seat.user_id != me_id else "",
        seat.role or "",
        _tr("Away") if seat.status != "connected" else "",
    ]
    return " · ".join(one for one in about if one)


def happened(entry: SessionLogEntry) -> str:
    """An entry of a session's log in words."""
    name = entry.user_name or _tr("Somebody")
    words = {
        "started": _tr("{name} started the session"),
        "joined": _tr("{name} came"),
        "reconnected": _tr("{name} came back"),
        "left": _tr("{name} left"),
        "lost": _tr("{name}’s connection was lost"),
        "removed": _tr("{name} was removed"),
        "host": _tr("{name} is host now"),
        "locked": _tr("{name} locked the session"),
        "unlocked": _tr("{name} unlocked the session"),
        "agent_failed": _tr("The AI in {name}’s seat could not go on"),
        "ended": _tr("The session ended"),
    }
    if entry.act == "control":
        return _control(entry.detail).format(name=name)
    return words[entry.act].format(name=name)


def _control(mode: str) -> str:
    return {
        "agent": _tr("{name} let an AI drive"),
        "hybrid": _tr("{name} let a person and an AI drive together"),
    }.get(mode, _tr("{name} let a person drive again"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("session_words", text)
