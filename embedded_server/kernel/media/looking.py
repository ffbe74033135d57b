"""Opening a picture or a sound to see how large or long it is; only ever in a child process."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import msgspec

from embedded_server.contracts.errors import Code
from embedded_server.kernel.child import TooHeavy, Unreadable, run_in_child
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.media.kinds import PICTURES, SOUNDS

SECONDS = 30.0
MEMORY = 1024 * 1024 * 1024
"""Bytes of address space the child may have, on systems that can bound it."""
MOST_PIXELS = 80_000_000
THUMBNAIL_SIDE = 640

_MOST_ANSWER = 4 * 1024 * 1024
_MOST_PROFILE = 64 * 1024
_AT_ONCE = 2
_ORIENTATION = 0x0112
_ON_ITS_SIDE = 5
"""From this value of EXIF's orientation on, a picture that is shown upright changes its sides."""


class Seen(msgspec.Struct):
    """What the child found out; pixels as the picture is to be shown, duration in ms."""

    width: int | None = None
    height: int | None = None
    thumbnail: bytes | None = None
    duration_ms: int | None = None
    too_many_pixels: bool = False


class Looker:
    """Looks into few files at a time, since each takes a process."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._room = asyncio.Semaphore(_AT_ONCE)

    async def look(self, path: Path, kind: str) -> Seen | None:
        """None where a sound cannot be heard; `unreadable_file` where a picture cannot be seen."""
        if kind not in PICTURES and kind not in SOUNDS:
            return Seen()
        work = see_picture if kind in PICTURES else see_sound
        try:
            async with self._room:
                seen = await run_in_child(
                    work,
                    str(path),
                    kind,
                    answer=Seen,
                    seconds=self._seconds,
                    memory=self._memory,
                    most_bytes=_MOST_ANSWER,
                )
        except (TooHeavy, Unreadable) as error:
            if kind in SOUNDS:
                return None
            heavy = isinstance(error, TooHeavy)
            raise _unreadable(
                "This picture needs too much time or memory to be opened. Send a smaller one."
                if heavy
                else "This picture cannot be opened; the file may be damaged or cut off."
            ) from None
        if seen.too_many_pixels:
            raise _unreadable(
                f"This picture is {seen.width} × {seen.height} pixels;"
                f" {MOST_PIXELS // 1_000_000} million pixels are the most. Send a smaller one."
            )
        return seen


def _unreadable(detail: str) -> Refusal:
    return Refusal(Code.UNREADABLE_FILE, detail)


def see_picture(path: str, kind: str) -> Seen:
    """Raises anything where the picture is broken."""
    from PIL import Image, ImageOps

    # Our own bound is checked before anything is decoded.
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(path, formats=[kind.removeprefix("image/").upper()]) as opened:
        width, height = opened.size
        if width * height > MOST_PIXELS:
            return Seen(width=width, height=height, too_many_pixels=True)
        if opened.getexif().get(_ORIENTATION, 1) >= _ON_ITS_SIDE:
            width, height = height, width
        opened.draft("RGB", (2 * THUMBNAIL_SIDE, 2 * THUMBNAIL_SIDE))
        opened.load()
        mode = "RGBA" if opened.has_transparency_data else "RGB"
        small = opened if opened.mode == mode else opened.convert(mode)
        small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
        profile = opened.info.get("icc_profile")
        keep = isinstance(profile, bytes) and len(profile) <= _MOST_PROFILE
        out = io.BytesIO()
        # Of what stood beside the pixels, only the colour profile goes into the thumbnail.
        ImageOps.exif_transpose(small).save(
            out, "WEBP", quality=82, exif=b"", xmp=b"", icc_profile=profile if keep else None
        )
    return Seen(width=width, height=height, thumbnail=out.getvalue())


def see_sound(path: str, kind: str) -> Seen:
    """Raises anything where it is no sound; `kind` has been found out already."""
    import soundfile

    about = soundfile.info(path)
    if about.samplerate <= 0 or about.frames <= 0:
        raise ValueError("no sound in it")
    return Seen(duration_ms=round(about.frames * 1000 / about.samplerate))
