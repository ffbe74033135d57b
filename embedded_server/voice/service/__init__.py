"""The rules of voices, as other rooms may call them."""

from __future__ import annotations

from embedded_server.voice.service.clips import keep_clip

__all__ = ["keep_clip"]
