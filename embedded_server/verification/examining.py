"""What a document is by its content, and whether it can be opened; only ever in a child process."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec

from embedded_server.contracts.errors import Code, FieldError
from embedded_server.kernel.child import TooHeavy, Unreadable, run_in_child
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.media.folder import Incoming
from embedded_server.kernel.media.kinds import PDF, clean_file_name, kind_of
from embedded_server.kernel.media.looking import MEMORY, SECONDS, Looker

PART = "documents"
KINDS = frozenset({PDF, "image/png", "image/jpeg"})
MOST_PAGES = 1_000

_AT_ONCE = 2
_SAYINGS = {
    "encrypted": "This PDF is protected by a password. Save a copy without one and send that.",
    "empty": "This PDF has no page.",
    "long": f"This PDF has more than {MOST_PAGES} pages. Send the ones that matter.",
    "broken": "This PDF cannot be opened; the file may be damaged or cut off.",
    "heavy": "This PDF needs too much time or memory to be opened. Send a smaller one.",
}


class SeenPdf(msgspec.Struct):
    """`trouble` is a key of the sayings, "" for none."""

    trouble: str = ""


class Examiner:
    """Opens few documents at a time, since each takes a process."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._looker = Looker(seconds, memory)
        self._room = asyncio.Semaphore(_AT_ONCE)

    async def kind(self, incoming: Incoming) -> tuple[str, str]:
        """The SHA-256 and the MIME type of what came in. Raises Refusal and StorageError."""
        digest = await incoming.finish()
        kind = await incoming.read(kind_of)
        if kind not in KINDS:
            raise Refusal(
                Code.UNSUPPORTED_MEDIA_TYPE, "By its content this is no PDF, PNG or JPEG."
            )
        return digest, kind

    async def open(self, path: Path, kind: str) -> None:
        """Refuses with `unreadable_file` what cannot be shown."""
        if kind == PDF:
            await self._open_pdf(path)
        else:
            await self._looker.look(path, kind)

    async def _open_pdf(self, path: Path) -> None:
        try:
            async with self._room:
                seen = await run_in_child(
                    see_pdf,
                    str(path),
                    answer=SeenPdf,
                    seconds=self._seconds,
                    memory=self._memory,
                    most_bytes=1024,
                )
        except TooHeavy:
            seen = SeenPdf("heavy")
        except Unreadable:
            seen = SeenPdf("broken")
        if seen.trouble:
            raise Refusal(Code.UNREADABLE_FILE, _SAYINGS[seen.trouble])


def named(refusal: Refusal, at: int, given: str | None) -> Refusal:
    """The refusal of one document, told so that everybody knows which one is meant."""
    error = FieldError(field=f"{PART}.{at}", message=refusal.detail)
    return Refusal(refusal.code, f"“{clean_file_name(given)}”: {refusal.detail}", errors=[error])


def see_pdf(path: str) -> SeenPdf:
    """Raises anything where the PDF is broken."""
    try:
        from pypdf import PdfReader
    except OSError as error:
        # A library that finds no room to be loaded in may say so in this way.
        raise MemoryError from error

    reader = PdfReader(path, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return SeenPdf("encrypted")
    count = len(reader.pages)
    if not count:
        return SeenPdf("empty")
    if count > MOST_PAGES:
        return SeenPdf("long")
    for page in reader.pages:
        # A page that says how large it is can be shown.
        if page.mediabox.width <= 0 or page.mediabox.height <= 0:
            return SeenPdf("broken")
    return SeenPdf()
