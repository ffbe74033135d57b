"""Calls about verification: a creator's request, what admins decide, and the documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from embedded_server.contracts import communities, verification
from embedded_server.contracts.base import Page
from embedded_server.contracts.communities import Community
from embedded_server.contracts.errors import Code
from embedded_server.contracts.verification import (
    Approve,
    Reject,
    Verification,
    VerificationQuery,
    VerificationStatus,
)
from spaces_desktop.kernel.errors import ApiError
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.transfers import Progress

PAGE = 100
MOST_FETCHED = verification.MAX_DOCUMENT_BYTES + 1024


class VerificationCalls(Protocol):
    async def community(self, community_id: str) -> Community: ...
    async def newest(self, community_id: str) -> Verification | None: ...
    async def submit(
        self,
        community_id: str,
        legal_name: str,
        note: str,
        documents: Sequence[Path],
        on_progress: Progress,
    ) -> Verification: ...
    async def withdraw(self, community_id: str) -> None: ...
    async def listed(
        self, status: VerificationStatus | None, cursor: str | None
    ) -> Page[Verification]: ...
    async def approve(self, verification_id: str, community_name: str) -> Verification: ...
    async def reject(self, verification_id: str, reason: str) -> Verification: ...
    async def fetch(self, url: str) -> bytes: ...
    async def save(self, url: str, target: Path) -> None: ...


class VerificationApi:
    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def community(self, community_id: str) -> Community:
        return await self._http.call(communities.READ, communityId=community_id)

    async def newest(self, community_id: str) -> Verification | None:
        """None where nobody has asked yet."""
        try:
            return await self._http.call(verification.READ, communityId=community_id)
        except ApiError as error:
            if error.code is Code.NOT_FOUND:
                return None
            raise

    async def submit(
        self,
        community_id: str,
        legal_name: str,
        note: str,
        documents: Sequence[Path],
        on_progress: Progress,
    ) -> Verification:
        """Cancel the task to break it off. Raises ApiError, NetworkError, DiskError."""
        return await self._http.send_form(
            verification.SUBMIT,
            [("documents", path) for path in documents],
            {"legalName": legal_name, "note": note},
            on_progress=on_progress,
            communityId=community_id,
        )

    async def withdraw(self, community_id: str) -> None:
        await self._http.call(verification.WITHDRAW, communityId=community_id)

    async def listed(
        self, status: VerificationStatus | None, cursor: str | None
    ) -> Page[Verification]:
        query = VerificationQuery(status=status, limit=PAGE, cursor=cursor)
        return await self._http.call(verification.LIST, query=query)

    async def approve(self, verification_id: str, community_name: str) -> Verification:
        """`community_name` is the name that was looked at."""
        form = Approve(community_name=community_name)
        return await self._http.call(verification.APPROVE, form, verificationId=verification_id)

    async def reject(self, verification_id: str, reason: str) -> Verification:
        form = Reject(reason=reason)
        return await self._http.call(verification.REJECT, form, verificationId=verification_id)

    async def fetch(self, url: str) -> bytes:
        """A document behind the URL that a request names."""
        return await self._http.fetch(url, MOST_FETCHED)

    async def save(self, url: str, target: Path) -> None:
        await self._http.download_url(url, target)
