"""Files of pages of our own, read once: what a browser keeps, and when it asks again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from aiohttp import web

from embedded_server.kernel.media.serving import tag_matches
from embedded_server.kernel.resources import resource

_KINDS = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".ts": "text/plain",
}
_ASK_AGAIN = "public, no-cache"
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    body: bytes
    etag: str
    kind: str


@dataclass(frozen=True, slots=True)
class Assets:
    """`version` names all of them together and stands, as VERSION, in the addresses of what a page
    among them loads, so that a browser keeps those for ever and never mixes two versions."""

    version: str
    files: dict[str, Asset]

    @classmethod
    def load(cls, *folder: str) -> Assets:
        """Of a folder in `resources`. Raises OSError where the installation has them not."""
        paths = sorted(p for p in resource(*folder).iterdir() if p.suffix in _KINDS)
        bodies = {path.name: path.read_bytes() for path in paths}
        version = _digest(b"".join(bodies.values()))
        for name in bodies:
            if name.endswith(".html"):
                bodies[name] = bodies[name].replace(b"VERSION", version.encode())
        return cls(
            version,
            {
                name: Asset(body, f'"{_digest(body)}"', _KINDS[name[name.rindex(".") :]])
                for name, body in bodies.items()
            },
        )

    def answer(
        self, request: web.Request, name: str, headers: dict[str, str], *, version: str = ""
    ) -> web.Response:
        """304 to who has it already; kept for ever where the address names this `version`."""
        asset = self.files[name]
        headers = {
            **headers,
            "ETag": asset.etag,
            "Cache-Control": _FOR_EVER if version == self.version else _ASK_AGAIN,
            "X-Content-Type-Options": "nosniff",
        }
        if tag_matches(request.headers.get("If-None-Match"), asset.etag):
            return web.Response(status=304, headers=headers)
        headers["Content-Type"] = f"{asset.kind}; charset=utf-8"
        return web.Response(body=asset.body, headers=headers)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
