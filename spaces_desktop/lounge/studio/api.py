"""Calls about a lounge's voice: recordings, consent, building, hearing, and what it stands on."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from embedded_server.contracts import voice
from embedded_server.contracts.errors import Code
from embedded_server.contracts.voice import (
    BuildVoice,
    Clip,
    ConsentBundle,
    ConsentQuery,
    Engines,
    LoungeVoice,
    Preview,
    Statement,
    VoiceCheck,
    VoiceSample,
)
from spaces_desktop.kernel.errors import ApiError
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.transfers import Progress

MOST_FETCHED = voice.MAX_SAMPLE_BYTES + 1024


class StudioCalls(Protocol):
    async def voice(self, community_id: str) -> LoungeVoice: ...
    async def samples(self, community_id: str) -> list[VoiceSample]: ...
    async def engines(self) -> Engines: ...
    async def statement(self, community_id: str, language: str) -> Statement: ...
    async def consent(self, community_id: str) -> ConsentBundle | None: ...
    async def add_sample(
        self,
        community_id: str,
        audio: Path,
        statement: Path | None,
        language: str,
        client_id: str,
        on_progress: Progress,
    ) -> VoiceSample: ...
    async def delete_sample(self, community_id: str, sample_id: str) -> None: ...
    async def fetch(self, url: str) -> bytes: ...
    async def build(
        self, community_id: str, engine: str | None, likeness: float
    ) -> LoungeVoice: ...
    async def cancel_build(self, community_id: str) -> None: ...
    async def publish(self, community_id: str) -> LoungeVoice: ...
    async def preview(self, community_id: str, text: str) -> Clip: ...
    async def withdraw(self, community_id: str) -> None: ...
    async def check(self, community_id: str, audio: Path, on_progress: Progress) -> VoiceCheck: ...


class StudioApi:
    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def voice(self, community_id: str) -> LoungeVoice:
        return await self._http.call(voice.VOICE, communityId=community_id)

    async def samples(self, community_id: str) -> list[VoiceSample]:
        return (await self._http.call(voice.SAMPLES, communityId=community_id)).items

    async def engines(self) -> Engines:
        return await self._http.call(voice.ENGINES)

    async def statement(self, community_id: str, language: str) -> Statement:
        query = ConsentQuery(language=language)
        return await self._http.call(voice.STATEMENT, query=query, communityId=community_id)

    async def consent(self, community_id: str) -> ConsentBundle | None:
        """None where nobody has consented yet."""
        try:
            return await self._http.call(voice.CONSENT, communityId=community_id)
        except ApiError as error:
            if error.code is Code.NOT_FOUND:
                return None
            raise

    async def add_sample(
        self,
        community_id: str,
        audio: Path,
        statement: Path | None,
        language: str,
        client_id: str,
        on_progress: Progress,
    ) -> VoiceSample:
        """What is sent again under the same `client_id` is kept once; `language` is that of the
        statement. Cancel the task to break it off. Raises ApiError, NetworkError, DiskError."""
        files = [("audio", audio)]
        if statement is not None:
            files.append(("statement", statement))
        return await self._http.send_form(
            voice.ADD_SAMPLE,
            files,
            {"consent": "true", "language": language, "clientId": client_id},
            on_progress=on_progress,
            communityId=community_id,
        )

    async def delete_sample(self, community_id: str, sample_id: str) -> None:
        await self._http.call(voice.DELETE_SAMPLE, communityId=community_id, sampleId=sample_id)

    async def fetch(self, url: str) -> bytes:
        """A recording or a clip behind the URL that an answer names."""
        return await self._http.fetch(url, MOST_FETCHED)

    async def build(self, community_id: str, engine: str | None, likeness: float) -> LoungeVoice:
        """It answers nobody before it is published."""
        form = BuildVoice(engine=engine, likeness=likeness, publish=False)
        return await self._http.call(voice.BUILD, form, communityId=community_id)

    async def cancel_build(self, community_id: str) -> None:
        await self._http.call(voice.CANCEL_BUILD, communityId=community_id)

    async def publish(self, community_id: str) -> LoungeVoice:
        return await self._http.call(voice.PUBLISH, communityId=community_id)

    async def preview(self, community_id: str, text: str) -> Clip:
        return await self._http.call(voice.PREVIEW, Preview(text=text), communityId=community_id)

    async def withdraw(self, community_id: str) -> None:
        await self._http.call(voice.WITHDRAW, communityId=community_id)

    async def check(self, community_id: str, audio: Path, on_progress: Progress) -> VoiceCheck:
        """Was this sound made here? Raises ApiError, NetworkError, DiskError."""
        return await self._http.send_form(
            voice.CHECK,
            [("audio", audio)],
            {},
            on_progress=on_progress,
            communityId=community_id,
        )
