"""What a person types for a server, made into a base URL."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from spaces_desktop.kernel.errors import NetworkError, Trouble


def parse_address(text: str) -> str:
    """What a person types for a server, as a base URL. Raises NetworkError(BAD_ADDRESS)."""
    typed = text.strip()
    url = typed if "://" in typed else f"http://{typed}"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NetworkError(Trouble.BAD_ADDRESS, typed) from None
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not re.fullmatch(r"[\w.\-:]+", host):
        raise NetworkError(Trouble.BAD_ADDRESS, typed)
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port is not None else "")
