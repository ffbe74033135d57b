"""Icons from one font, coloured by the theme's roles."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton

from spaces_desktop.widgets.theme import Theme, Themes

_NAMES = {
    "home": "mdi6.home-variant-outline",
    "chat": "mdi6.message-outline",
    "clubs": "mdi6.account-group-outline",
    "send": "mdi6.send",
    "star_full": "mdi6.star",
    "waiting": "mdi6.timer-sand",
    "stop": "mdi6.stop-circle-outline",
    "at": "mdi6.at",
    "add": "mdi6.plus",
    "browse": "mdi6.compass-outline",
    "panel": "mdi6.dock-right",
    "close": "mdi6.close",
    "back": "mdi6.arrow-left",
    "forward": "mdi6.arrow-right",
    "agent": "mdi6.creation-outline",
    "person": "mdi6.account-circle-outline",
    "server": "mdi6.server-outline",
    "join": "mdi6.login-variant",
    "file": "mdi6.file-document-outline",
    "down": "mdi6.arrow-down",
    "react": "mdi6.emoticon-plus-outline",
    "reply": "mdi6.reply-outline",
    "edit": "mdi6.pencil-outline",
    "link": "mdi6.link-variant",
    "pin": "mdi6.pin-outline",
    "unpin": "mdi6.pin-off-outline",
    "save": "mdi6.download-outline",
    "unread": "mdi6.email-mark-as-unread",
    "history": "mdi6.history",
    "report": "mdi6.flag-outline",
    "delete": "mdi6.delete-outline",
    "helpful": "mdi6.thumb-up-outline",
    "unhelpful": "mdi6.thumb-down-outline",
    "again": "mdi6.refresh",
    "attach": "mdi6.paperclip",
    "emoji": "mdi6.emoticon-outline",
    "private": "mdi6.eye-off-outline",
    "picture": "mdi6.image-outline",
    "sound": "mdi6.music-note-outline",
    "voice": "mdi6.account-voice",
    "room": "mdi6.home-sound-in-outline",
    "shuffle": "mdi6.shuffle-variant",
    "skip": "mdi6.skip-next-outline",
    "previous": "mdi6.skip-previous-outline",
    "build": "mdi6.hammer-wrench",
    "speaking": "mdi6.ear-hearing",
    "consent": "mdi6.file-sign",
    "stays": "mdi6.home-lock",
    "leaves": "mdi6.cloud-upload-outline",
    "more": "mdi6.dots-horizontal",
    "play": "mdi6.play",
    "pause": "mdi6.pause",
    "search": "mdi6.magnify",
    "copy": "mdi6.content-copy",
    "zoom": "mdi6.magnify-plus-outline",
    "check": "mdi6.check",
    "info": "mdi6.information-outline",
    "error": "mdi6.alert-circle-outline",
    "chevron": "mdi6.chevron-right",
    "calendar": "mdi6.calendar-outline",
    "warning": "mdi6.alert-outline",
    "settings": "mdi6.cog-outline",
    "keyboard": "mdi6.keyboard-outline",
    "book": "mdi6.book-open-page-variant-outline",
    "bell": "mdi6.bell-outline",
    "bell_off": "mdi6.bell-off-outline",
    "mention": "mdi6.at",
    "wallet": "mdi6.wallet-outline",
    "top_up": "mdi6.plus-circle-outline",
    "refund": "mdi6.undo-variant",
    "payout": "mdi6.bank-transfer-out",
    "books": "mdi6.scale-balance",
    "verified": "mdi6.check-decagram",
    "verification": "mdi6.shield-check-outline",
    "zoom_out": "mdi6.magnify-minus-outline",
    "fit": "mdi6.arrow-expand-horizontal",
    "plot": "mdi6.chart-box-outline",
    "lounges": "mdi6.account-voice",
    "microphone": "mdi6.microphone",
    "microphone_off": "mdi6.microphone-off",
    "speaker": "mdi6.volume-high",
    "speaker_off": "mdi6.volume-off",
    "support": "mdi6.face-agent",
    "looking": "mdi6.eye-outline",
    "note": "mdi6.note-text-outline",
    "canned": "mdi6.lightning-bolt-outline",
    "assign": "mdi6.account-arrow-right-outline",
    "release": "mdi6.tray-arrow-up",
    "next": "mdi6.tray-arrow-down",
    "learn": "mdi6.book-plus-outline",
    "purchase": "mdi6.receipt-text-outline",
    "star": "mdi6.star-outline",
    "playgrounds": "mdi6.gamepad-variant-outline",
    "public": "mdi6.earth",
    "locked": "mdi6.lock-outline",
    "people": "mdi6.account-multiple-outline",
    "replay": "mdi6.replay",
    "whiteboard": "mdi6.draw",
    "watch": "mdi6.movie-open-play-outline",
    "quiz": "mdi6.help-circle-outline",
    "web": "mdi6.web",
    "blank": "mdi6.code-json",
    "shield": "mdi6.shield-lock-outline",
}

_USUAL = 16
"""What Qt gives a button's icon when nobody says otherwise, in pixels."""


def icon(name: str, theme: Theme, role: str = "text_muted") -> QIcon:
    """`role` colours it; a checked button shows it in the accent colour."""
    import qtawesome

    found = qtawesome.icon(
        _NAMES[name],
        color=theme.colors[role],
        color_on=theme.colors["accent"],
        color_disabled=theme.colors["text_disabled"],
    )
    return cast(QIcon, found)


def dress(button: QAbstractButton, name: str, themes: Themes, role: str = "text_muted") -> None:
    """Give a button an icon that follows theme and font for as long as the button lives."""

    if button.iconSize() == QSize(_USUAL, _USUAL):
        side = max(_USUAL, round(button.fontMetrics().height() * 1.15))
        button.setIconSize(QSize(side, side))

    def paint() -> None:
        button.setIcon(icon(name, themes.current, role))

    paint()
    connection = themes.changed.connect(paint)
    button.destroyed.connect(lambda: QObject.disconnect(connection))
