"""The documents that somebody chose to send: looked at before anything is uploaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from embedded_server.contracts.verification import MAX_DOCUMENT_BYTES, MAX_DOCUMENTS

ENDINGS = ("pdf", "png", "jpg", "jpeg")
_HEADS = (b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@dataclass(frozen=True, slots=True)
class Chosen:
    """`trouble` is what the server said about it, "" for nothing."""

    path: Path
    size_bytes: int
    trouble: str = ""

    @property
    def id(self) -> str:
        return str(self.path)


def _tr(text: str) -> str:
    return QCoreApplication.translate("verification", text)


def size_words(size_bytes: int) -> str:
    usual = QLocale.DataSizeFormat.DataSizeTraditionalFormat
    is_whole = size_bytes < 1024**2 or size_bytes % 1024**2 == 0
    return QLocale().formattedDataSize(size_bytes, 0 if is_whole else 1, usual)


def refusal_of(path: Path, held: int) -> str:
    """Why a file cannot be sent as a document; "" where it can. `held` are there already."""
    try:
        with path.open("rb") as file:
            head = file.read(16)
        size = path.stat().st_size
    except OSError:
        return _tr("“{name}” cannot be read.").format(name=path.name)
    if not size:
        return _tr("“{name}” is empty.").format(name=path.name)
    if not head.startswith(_HEADS):
        return _tr("“{name}” is not a PDF, PNG or JPEG file.").format(name=path.name)
    if size > MAX_DOCUMENT_BYTES:
        words = _tr("“{name}” is larger than {most}.")
        return words.format(name=path.name, most=size_words(MAX_DOCUMENT_BYTES))
    if held >= MAX_DOCUMENTS:
        return _tr("At most {most} documents can be sent.").format(most=MAX_DOCUMENTS)
    return ""
