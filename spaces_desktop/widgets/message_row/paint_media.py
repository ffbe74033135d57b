"""Paints the files of a message: pictures, sounds, and anything else as a card."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap

from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.message_row.fonts import Fonts
from spaces_desktop.widgets.message_row.paint_head import CENTER, MIDDLE
from spaces_desktop.widgets.message_row.parts import RowLayout
from spaces_desktop.widgets.message_row.words import length
from spaces_desktop.widgets.message_rows import Media
from spaces_desktop.widgets.pictures import Pictures

_MIDDLE_CUT = Qt.TextElideMode.ElideMiddle
_STRIPES = 32


def paint_media(
    painter: QPainter, laid: RowLayout, fonts: Fonts, pictures: Pictures | None
) -> None:
    for rect, media in zip(laid.media, laid.row.media, strict=True):
        if media.kind == "picture":
            found = pictures.pixmap(media.picture) if pictures and media.picture else None
            if found is None or found.isNull():
                _paint_placeholder(painter, rect, media, fonts)
            else:
                _paint_picture(painter, rect, found, fonts)
        elif media.kind == "sound":
            _paint_sound(painter, rect, media, fonts)
        else:
            _paint_file(painter, rect, media, fonts)


def _paint_picture(painter: QPainter, rect: QRect, picture: QPixmap, fonts: Fonts) -> None:
    theme = fonts.theme
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect), theme.radius["m"], theme.radius["m"])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.fillRect(rect, theme.color("sunken"))
    # What is flatter or narrower than its place fills it, and its edges go.
    size = picture.size().scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    target = QRect(rect.topLeft(), size)
    target.moveCenter(rect.center())
    painter.drawPixmap(target, picture)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("border"), 1))
    painter.drawPath(path)


def _paint_placeholder(painter: QPainter, rect: QRect, media: Media, fonts: Fonts) -> None:
    theme = fonts.theme
    _paint_card(painter, rect, fonts)
    side = min(fonts.em * 2, rect.height() // 2)
    box = QRect(0, 0, side, side)
    box.moveCenter(rect.center())
    has_room = rect.height() > side + fonts.line + 20
    if has_room:
        box.translate(0, -fonts.line // 2)
    icon("picture", theme).paint(painter, box)
    if has_room:
        painter.setFont(fonts.small)
        painter.setPen(theme.color("text_muted"))
        text = fonts.small_metrics.elidedText(media.name, _MIDDLE_CUT, rect.width() - 16)
        below = QRect(rect.left(), box.bottom() + 4, rect.width(), fonts.line)
        painter.drawText(below, CENTER, text)


def _paint_card(painter: QPainter, rect: QRect, fonts: Fonts) -> None:
    theme = fonts.theme
    painter.setPen(QPen(theme.color("border"), 1))
    painter.setBrush(theme.color("sunken"))
    inner = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(inner, theme.radius["m"], theme.radius["m"])


def _paint_sound(painter: QPainter, rect: QRect, media: Media, fonts: Fonts) -> None:
    theme = fonts.theme
    _paint_card(painter, rect, fonts)
    side = rect.height() - 16
    knob = QRect(rect.left() + 8, rect.top() + 8, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawEllipse(knob)
    inset = round(side * 0.22)
    icon("play", theme, "on_accent").paint(painter, knob.adjusted(inset, inset, -inset, -inset))
    painter.setFont(fonts.small)
    text = length(media.duration_ms) if media.duration_ms else media.detail
    wide = min(fonts.small_metrics.horizontalAdvance(text), rect.width() // 2)
    said = QRect(rect.right() - wide - 12, rect.top(), wide + 4, rect.height())
    painter.setPen(theme.color("text_muted"))
    painter.drawText(said, MIDDLE, text)
    _paint_wave(
        painter,
        QRect(
            knob.right() + 13, rect.top() + 12, said.left() - knob.right() - 25, rect.height() - 24
        ),
        media.id,
        fonts,
    )


def _paint_wave(painter: QPainter, rect: QRect, key: str, fonts: Fonts) -> None:
    """Not the sound itself, only its look: it is not here before somebody plays it."""
    if rect.width() <= 0:
        return
    painter.setBrush(fonts.theme.color("border_strong"))
    painter.setPen(Qt.PenStyle.NoPen)
    pitch = rect.width() / _STRIPES
    seed = sum(key.encode())
    for stripe in range(_STRIPES):
        share = 0.2 + 0.8 * ((seed * 7 + stripe * stripe * 13 + stripe * 29) % 17) / 16
        tall = rect.height() * share
        box = QRectF(
            rect.left() + stripe * pitch, rect.center().y() - tall / 2, max(2.0, pitch * 0.45), tall
        )
        painter.drawRoundedRect(box, 1, 1)


def _paint_file(painter: QPainter, rect: QRect, media: Media, fonts: Fonts) -> None:
    theme = fonts.theme
    _paint_card(painter, rect, fonts)
    side = rect.height() - 16
    tile = QRect(rect.left() + 8, rect.top() + 8, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent_soft"))
    painter.drawRoundedRect(tile, theme.radius["m"], theme.radius["m"])
    inset = round(side * 0.22)
    icon("file", theme, "accent").paint(painter, tile.adjusted(inset, inset, -inset, -inset))
    left = tile.right() + 11
    wide = rect.right() - left - 10
    both = fonts.bold_metrics.height() + fonts.line
    top = rect.top() + (rect.height() - both) // 2
    painter.setFont(fonts.bold)
    painter.setPen(theme.color("text"))
    name = fonts.bold_metrics.elidedText(media.name, _MIDDLE_CUT, wide)
    painter.drawText(QRect(left, top, wide, fonts.bold_metrics.height()), MIDDLE, name)
    painter.setFont(fonts.small)
    painter.setPen(theme.color("text_muted"))
    detail = fonts.small_metrics.elidedText(media.detail, Qt.TextElideMode.ElideRight, wide)
    below = QRect(left, top + fonts.bold_metrics.height(), wide, fonts.line)
    painter.drawText(below, MIDDLE, detail)
